/// A saved search over new text.
package struct Watch: Hashable, Sendable {
    /// Where it looks.
    package enum Place: String, Sendable, CaseIterable { case title, text, statements }

    /// How many of its words have to be there.
    package enum Rule: String, Sendable, CaseIterable { case all, any }

    /// The name, which is unique.
    package var name: String
    package var words: [WatchWord] = []
    /// Whether all of its words are wanted, which is the default, or any.
    package var match = Rule.all
    /// Feed names or globs; empty: all.
    package var feeds: [String] = []
    /// Whose own feeds, and whose statements, are looked at; empty: everybody's.
    package var institutions: Set<InstitutionKey> = []
    /// Codes of languages, such as `de`; empty: all.
    package var languages: Set<String> = []
    package var places: Set<Place> = [.title, .text]

    package init(name: String) { self.name = name }

    /// Whether what was found, by the places of the words, is what it looks for.
    func isMet(by found: Set<Int>) -> Bool {
        let wanted = words.indices.filter { !words[$0].isUnwanted }
        guard words.indices.allSatisfy({ !words[$0].isUnwanted || !found.contains($0) }) else {
            return false
        }
        return match == .all
            ? wanted.allSatisfy(found.contains) : wanted.contains(where: found.contains)
    }
}

/// One word of a watch, or a phrase.
package struct WatchWord: Hashable, Sendable {
    package enum Form: Hashable, Sendable {
        /// The word in each of its inflected forms.
        case family
        /// Every word that begins like this.
        case prefix
        /// Just these words, one after the other, in capitals or not.
        case exact
    }

    package let form: Form
    package let text: String
    /// Whether a text that has it is not wanted.
    package let isUnwanted: Bool

    package init(_ form: Form, _ text: String, isUnwanted: Bool = false) {
        self.form = form
        self.text = text
        self.isUnwanted = isUnwanted
    }

    /// As it is written in the configuration.
    package var description: String {
        let sign = isUnwanted ? "-" : ""
        return switch form {
        case .family: sign + text
        case .prefix: "\(sign)\(text)*"
        case .exact: "\(sign)\"\(text)\""
        }
    }
}

extension WatchWord {
    /// Why words cannot be searched for.
    package struct Fault: Error { package let reason: String }

    /// Reads `mine* "Baltic fleet" -exercise`.
    ///
    /// - Throws: what is wrong, and what to write instead.
    package static func parse(_ line: String) throws(Fault) -> [WatchWord] {
        var words: [WatchWord] = []
        var rest = line.drop(while: \.isWhitespace)
        while let first = rest.first {
            let isUnwanted = first == "-"
            if isUnwanted { rest = rest.dropFirst() }
            let word: WatchWord
            if let mark = rest.first, let closing = closings[mark] {
                rest = rest.dropFirst()
                guard let end = rest.firstIndex(where: closing.contains) else {
                    throw Fault(reason: "a quotation mark is not closed")
                }
                word = WatchWord(.exact, String(rest[..<end]), isUnwanted: isUnwanted)
                rest = rest[rest.index(after: end)...]
            } else {
                let written = rest.prefix { !$0.isWhitespace && closings[$0] == nil }
                rest = rest[written.endIndex...]
                word = try read(written, isUnwanted: isUnwanted)
            }
            guard word.text.contains(where: { $0.isLetter || $0.isNumber }) else {
                throw Fault(reason: "\"\(word.description)\" has no letter or digit to look for")
            }
            words.append(word)
            rest = rest.drop(while: \.isWhitespace)
        }
        guard !words.isEmpty else { throw Fault(reason: "there is no word to look for") }
        guard words.contains(where: { !$0.isUnwanted }) else {
            throw Fault(reason: "there are only words that are not wanted; add one that is")
        }
        if let twice = words.indices.first(where: { words[..<$0].contains(words[$0]) }) {
            throw Fault(reason: "\(words[twice].description) stands there twice")
        }
        return words
    }

    private static func read(
        _ written: Substring, isUnwanted: Bool
    ) throws(Fault) -> WatchWord {
        guard let star = written.firstIndex(of: "*") else {
            return WatchWord(.family, String(written), isUnwanted: isUnwanted)
        }
        guard written.index(after: star) == written.endIndex else {
            throw Fault(reason: "\"\(written)\" has a star that is not at its end")
        }
        let stem = written[..<star]
        guard stem.count(where: { $0.isLetter || $0.isNumber }) >= 2 else {
            throw Fault(reason: "\"\(written)\" begins like too many words; write more of it")
        }
        return WatchWord(.prefix, String(stem), isUnwanted: isUnwanted)
    }

    /// What opens a phrase, with all that may close it.
    private static let closings: [Character: Set<Character>] = [
        "\"": ["\""], "“": ["”", "“", "\""], "„": ["“", "”", "\""], "«": ["»"], "»": ["«"],
    ]
}
