import GRDB

/// Writes a query as FTS5 understands it, in stages from the best places to all places.
///
/// Words are letters and digits only, so that in quotation marks they are never FTS5's syntax.
struct SearchExpression {
    /// Where the words have to stand.
    enum Place: Sendable { case title, salient, anywhere }

    struct Stage: Hashable, Sendable {
        let rank: Int
        let match: String
    }

    /// The words in a row, each with all that count for it.
    struct Clause: Sendable {
        /// Spellings, and then the forms of the word.
        let words: [(spellings: [String], forms: [String])]
        let isPrefix: Bool

        var hasForms: Bool { words.contains { !$0.forms.isEmpty } }
    }

    let required: [Clause]
    let excluded: [Clause]
    /// Groups of marks; a text must have one of each group.
    var marks: [[String]] = []
    var excludedMarks: [String] = []

    /// More forms than a word has in any of the languages.
    private static let mostForms = 40

    /// Looks up the forms in which the words of a query occur.
    init(_ query: SearchQuery, in index: Database) throws {
        required = try query.required.map { try Self.expanded($0, in: index) }
        excluded = try query.excluded.map { try Self.expanded($0, in: index) }
    }

    private static func expanded(
        _ clause: SearchQuery.Clause, in index: Database
    ) throws -> Clause {
        Clause(
            words: try clause.words.map { spellings in
                guard clause.takesForms else { return (spellings, []) }
                let forms = try spellings.flatMap { try Self.forms(of: $0, in: index) }
                return (spellings, Set(forms).subtracting(spellings).sorted())
            }, isPrefix: clause.isPrefix)
    }

    private static func forms(of word: String, in index: Database) throws -> [String] {
        guard let stem = SearchTerms.stem(of: word) else { return [] }
        return try [stem]
            + String.fetchAll(
                index.cachedStatement(sql: "SELECT form FROM form WHERE stem = ? LIMIT ?"),
                arguments: [stem, mostForms])
    }

    /// The stages of a search, the best first; all texts of a stage are in the later ones as well.
    func stages(_ places: [Place], byTime: Bool) -> [Stage] {
        let hasForms = required.contains(where: \.hasForms)
        if byTime || required.isEmpty {
            let place = places.last ?? .anywhere
            return [Stage(rank: 0, match: match(place, withForms: true))]
        }
        return places.flatMap { place in
            let rank = place == .title ? 0 : place == .salient ? 2 : 4
            let exact = Stage(rank: rank, match: match(place, withForms: false))
            return hasForms
                ? [exact, Stage(rank: rank + 1, match: match(place, withForms: true))] : [exact]
        }
    }

    private func match(_ place: Place, withForms: Bool) -> String {
        var groups = required.map { clause in
            Self.expression(clause) { place.names($0.spellings + (withForms ? $0.forms : [])) }
        }
        groups += marks.map(Self.either)
        if groups.isEmpty { groups = [Self.either([SearchMark.all])] }
        // Whether a phrase stands there is read in the text.
        let others =
            excluded.filter { $0.words.count == 1 }.map { clause in
                Self.expression(clause) { $0.spellings }
            } + (excludedMarks.isEmpty ? [] : [Self.either(excludedMarks)])
        let wanted = groups.joined(separator: " AND ")
        return others.isEmpty ? wanted : "(\(wanted)) NOT (\(others.joined(separator: " OR ")))"
    }

    private static func expression(
        _ clause: Clause, _ names: ((spellings: [String], forms: [String])) -> [String]
    ) -> String {
        let words = clause.words.enumerated().map { place, word in
            either(names(word), isPrefix: clause.isPrefix && place == clause.words.count - 1)
        }
        return words.count == 1 ? words[0] : "(\(words.joined(separator: " AND ")))"
    }

    private static func either(_ words: [String]) -> String { either(words, isPrefix: false) }

    private static func either(_ words: [String], isPrefix: Bool) -> String {
        let names = words.map { "\"\($0)\"" + (isPrefix ? " *" : "") }
        return names.count == 1 ? names[0] : "(\(names.joined(separator: " OR ")))"
    }
}

extension SearchExpression.Place {
    fileprivate func names(_ words: [String]) -> [String] {
        switch self {
        case .title: words.map { SearchMark.title + $0 }
        case .salient: words.flatMap { [SearchMark.title + $0, SearchMark.salient + $0] }
        case .anywhere: words
        }
    }
}
