import Foundation

/// What somebody searches for.
///
/// Any text can be read as a query, even one that means nothing: what is no word, phrase or filter
/// is left out, and `notes` says so where a person would wonder.
package struct SearchQuery: Hashable, Sendable {
    /// What the words stand in.
    package enum Kind: String, CaseIterable, Sendable { case title, text, statement, mention }

    /// A word or a phrase that a text must have, or must not have.
    struct Clause: Hashable, Sendable {
        /// The words in a row; each has one spelling or more, the first as it was typed.
        var words: [[String]]
        /// Whether the last word may go on.
        var isPrefix = false
        /// Whether other forms of the word count as well, as "ministers" does for "minister".
        var takesForms = false
    }

    /// What all results must have.
    var required: [Clause] = []
    /// What no result may have.
    var excluded: [Clause] = []
    /// By name or glob; a result is of one of them.
    package var feeds: [String] = []
    package var excludedFeeds: [String] = []
    /// By key or glob; the text is theirs, quotes them, or says that they were asked.
    package var institutions: [String] = []
    package var excludedInstitutions: [String] = []
    package var kinds: [Kind] = []
    package var since: Timestamp?
    package var until: Timestamp?
    /// What was not understood as it may have been meant.
    package var notes: [String] = []

    package init() {}

    /// Whether nothing is searched for, and nothing is selected.
    package var isEmpty: Bool {
        required.isEmpty && excluded.isEmpty && feeds.isEmpty && institutions.isEmpty
            && excludedFeeds.isEmpty && excludedInstitutions.isEmpty && kinds.isEmpty
            && since == nil && until == nil
    }

    /// Reads the beginning or the end of a time as people write it.
    package typealias ReadTime = (_ text: String, _ isEnd: Bool) -> Timestamp?

    /// Reads a query as it was typed.
    ///
    /// Quotation marks make a phrase, `-` excludes, `*` lets a word go on, and `feed:`,
    /// `institution:`, `type:`, `since:` and `until:` select.
    package init(_ text: String, time: @escaping ReadTime) {
        var reader = SearchQueryReader(text: text, time: time)
        self = reader.read()
    }
}

/// Reads a query from its beginning to its end.
private struct SearchQueryReader {
    private let scalars: [Unicode.Scalar]
    private let time: SearchQuery.ReadTime
    private var place = 0
    private var query = SearchQuery()

    /// More words than anybody types; each takes time to look up.
    private static let mostClauses = 32
    /// In characters; the rest of a longer text is not read.
    private static let longest = 20_000

    init(text: String, time: @escaping SearchQuery.ReadTime) {
        scalars = Array(text.unicodeScalars.prefix(Self.longest))
        self.time = time
    }

    mutating func read() -> SearchQuery {
        while let scalar = peek {
            if Self.isBlank(scalar) {
                place += 1
            } else {
                readClause()
            }
        }
        let count = query.required.count + query.excluded.count
        if count > Self.mostClauses {
            query.required = Array(query.required.prefix(Self.mostClauses))
            query.excluded = Array(
                query.excluded.prefix(Self.mostClauses - query.required.count))
            query.notes.append("only the first \(Self.mostClauses) words are searched for")
        }
        return query
    }

    private var peek: Unicode.Scalar? { place < scalars.count ? scalars[place] : nil }

    private mutating func readClause() {
        var isExcluded = false
        if peek == "-" {
            isExcluded = true
            place += 1
        }
        if let scalar = peek, Self.isQuotation(scalar) {
            return add(phrase: quoted(), isExcluded)
        }
        let word = bareWord()
        if let colon = word.firstIndex(of: ":") {
            let key = String(word[..<colon]).caseFolded
            var value = String(word[word.index(after: colon)...])
            if value.isEmpty, Self.keys.contains(key), let next = peek, Self.isQuotation(next) {
                value = quoted()
            }
            if !value.isEmpty, filter(key, value, isExcluded) { return }
        }
        add(word: word, isExcluded)
    }

    /// The text up to the next quotation mark, or to the end if there is none.
    private mutating func quoted() -> String {
        place += 1
        let start = place
        while let scalar = peek, !Self.isQuotation(scalar) { place += 1 }
        let text = string(start..<place)
        place = min(place + 1, scalars.count)
        return text
    }

    private mutating func bareWord() -> String {
        let start = place
        while let scalar = peek, !Self.isBlank(scalar), !Self.isQuotation(scalar) { place += 1 }
        return string(start..<place)
    }

    private func string(_ range: Range<Int>) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars[range])
        return String(text)
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        CharacterClass.of(scalar.value) == .blank
    }

    private static func isQuotation(_ scalar: Unicode.Scalar) -> Bool {
        CharacterClass.plainMark(scalar.value) == 0x22
    }
}

// MARK: - Words

extension SearchQueryReader {
    private mutating func add(phrase text: String, _ isExcluded: Bool) {
        var clause = SearchQuery.Clause(words: SearchWords.words(of: text).map { [$0.term] })
        clause.isPrefix = text.utf8.last == UInt8(ascii: "*")
        add(clause, isExcluded)
    }

    private mutating func add(word text: String, _ isExcluded: Bool) {
        let words = SearchWords.words(of: text)
        var clause = SearchQuery.Clause(words: words.map { [$0.term] })
        clause.isPrefix = text.utf8.last == UInt8(ascii: "*")
        if words.count == 1, !clause.isPrefix {
            clause.words = [Self.spellings(of: text, words[0].term)]
            clause.takesForms = true
        }
        add(clause, isExcluded)
    }

    private mutating func add(_ clause: SearchQuery.Clause, _ isExcluded: Bool) {
        guard !clause.words.isEmpty else { return }
        if isExcluded { query.excluded.append(clause) } else { query.required.append(clause) }
    }

    /// The word, and how it is spelt where a keyboard has no umlauts: "Müller" and "Mueller".
    private static func spellings(of typed: String, _ term: String) -> [String] {
        var (long, short) = (typed.caseFolded.precomposedStringWithCanonicalMapping, term)
        for (umlaut, pair, plain) in [("ä", "ae", "a"), ("ö", "oe", "o"), ("ü", "ue", "u")] {
            long = long.replacingOccurrences(of: umlaut, with: pair)
            short = short.replacingOccurrences(of: pair, with: plain)
        }
        let others = SearchWords.words(of: long).map(\.term)
        return ([term] + (others.count == 1 ? others : []) + [short]).reduce(into: []) {
            if !$0.contains($1) { $0.append($1) }
        }
    }
}

// MARK: - Filters

extension SearchQueryReader {
    private static let keys: Set<String> = ["feed", "institution", "type", "since", "until"]

    /// - Returns: false if it is no filter after all.
    private mutating func filter(_ key: String, _ value: String, _ isExcluded: Bool) -> Bool {
        switch key {
        case "feed":
            if isExcluded { query.excludedFeeds.append(value) } else { query.feeds.append(value) }
        case "institution":
            if isExcluded {
                query.excludedInstitutions.append(value)
            } else {
                query.institutions.append(value)
            }
        case "type":
            let name = value.caseFolded
            guard !isExcluded, let kind = SearchQuery.Kind(rawValue: name) else {
                return misread("\(key):\(value)", "there are title, text, statement and mention")
            }
            query.kinds.append(kind)
        case "since", "until":
            guard !isExcluded, let moment = time(value, key == "until") else {
                return misread(
                    "\(key):\(value)",
                    "a time is a day (2026-03-02), a moment or a time ago (90m, 2d)")
            }
            if key == "since" { query.since = moment } else { query.until = moment }
        default: return false
        }
        return true
    }

    private mutating func misread(_ text: String, _ advice: String) -> Bool {
        query.notes.append("\(text) selects nothing and is searched for as words: \(advice)")
        return false
    }
}
