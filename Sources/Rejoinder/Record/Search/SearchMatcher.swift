/// Finds the words of a query in a text as it is in the ledger.
///
/// The index only proposes: it knows no phrases, and it may be older than the ledger. What is shown
/// is what stands in the text.
struct SearchMatcher {
    /// Where a part of the query stands, in words of a field.
    struct Hit: Hashable {
        let clause: Int
        let field: Int
        let words: Range<Int>
    }

    private let required: [Pattern]
    private let excluded: [Pattern]

    private struct Pattern {
        let words: [Set<String>]
        let isPrefix: Bool

        init(_ clause: SearchExpression.Clause) {
            words = clause.words.map { Set($0.spellings + $0.forms) }
            isPrefix = clause.isPrefix
        }

        func begins(at place: Int, of text: [SearchWord]) -> Bool {
            guard place + words.count <= text.count else { return false }
            return words.indices.allSatisfy { offset in
                let term = text[place + offset].term
                if words[offset].contains(term) { return true }
                return isPrefix && offset == words.count - 1
                    && words[offset].contains { term.utf8.starts(with: $0.utf8) }
            }
        }
    }

    init(_ expression: SearchExpression) {
        required = expression.required.map(Pattern.init)
        excluded = expression.excluded.map(Pattern.init)
    }

    /// - Parameter allowed: the fields in which the words have to stand; nil: any.
    /// - Returns: all places of all parts; nil unless each part has one, and no other forbids it.
    func hits(in fields: [[SearchWord]], allowed: Set<Int>?) -> [Hit]? {
        for pattern in excluded {
            for text in fields
            where text.indices.contains(where: { pattern.begins(at: $0, of: text) }) {
                return nil
            }
        }
        var hits: [Hit] = []
        for (clause, pattern) in required.enumerated() {
            var isThere = false
            for (field, text) in fields.enumerated() where allowed?.contains(field) ?? true {
                for place in text.indices where pattern.begins(at: place, of: text) {
                    isThere = true
                    let words = place..<(place + pattern.words.count)
                    hits.append(Hit(clause: clause, field: field, words: words))
                }
            }
            guard isThere else { return nil }
        }
        return hits
    }
}
