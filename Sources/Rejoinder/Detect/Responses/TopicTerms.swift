/// The terms that show whether two texts, in any of the languages, are about the same matter.
///
/// A term is the same in every language if it can be: a country's code, an institution's key, a
/// number, a name in Latin letters. Otherwise it is the stem of a word.
struct TopicTerms: Sendable {
    enum Kind: Int, Sendable { case word, country, number, name, keyword }

    /// Each term with its kind.
    private(set) var kinds: [String: Kind] = [:]
    /// A word to show for each term in explanations.
    private(set) var shown: [String: String] = [:]
    /// Terms in the order of their first appearance.
    private(set) var order: [String] = []

    private mutating func add(_ term: String, _ kind: Kind, _ word: String) {
        if let old = kinds[term] {
            if old.rawValue < kind.rawValue { kinds[term] = kind }
            return
        }
        kinds[term] = kind
        shown[term] = word
        order.append(term)
    }
}

extension TopicTerms {
    /// - keywords: whether a person gave the text; if so, its terms count as they are.
    init(
        _ text: String, index: InstitutionIndex, common: (TaggedToken, Language?) -> Bool,
        language: Language?, keywords: Bool = false
    ) {
        let text = TokenizedText(text)
        var tokens = QuotedSpeech.tokens(text.words, text.bytes)
        language?.lexicon.annotate(&tokens, folded: CaseFolding.folded(text.bytes))
        self.init(
            tokens, text.bytes, index: index, common: common, language: language,
            keywords: keywords)
    }

    init(
        _ passage: Passage, index: InstitutionIndex, common: (TaggedToken, Language?) -> Bool,
        language: Language?
    ) {
        self.init(
            passage.tokens, passage.bytes, index: index, common: common, language: language,
            keywords: false)
    }

    private init(
        _ tokens: SafeArray<TaggedToken>, _ bytes: SafeArray<UInt8>, index: InstitutionIndex,
        common: (TaggedToken, Language?) -> Bool, language: Language?, keywords: Bool
    ) {
        let words = tokens.indices.filter { tokens[$0].isWordlike }
        let stems = words.map { WordStem.of(Array(bytes[tokens[$0].start..<tokens[$0].bareEnd])) }
        var isTaken = Set<Int>()
        for found in index.countries(in: stems) {
            add("@\(found.code)", .country, Self.text(bytes, tokens, words, found.range))
            isTaken.formUnion(found.range)
        }
        for (place, at) in words.enumerated() where !isTaken.contains(place) {
            let token = tokens[at]
            let word = String(decoding: bytes[token.start..<token.bareEnd], as: UTF8.self)
            if token.kind == .number {
                if word.utf8.count >= 2, !isYear(word) { add(word, .number, word) }
                continue
            }
            if token.isCapital,
                let key = word.utf8.allSatisfy(\.isLetter)
                    ? index.find(stem: stems[place]) : index.find(in: word)
            {
                add("@\(key.rawValue)", .name, word)
                continue
            }
            guard keywords || !common(token, language) else { continue }
            let isStart =
                token.startsParagraph
                || !tokens[at - 1].isWordlike && tokens[at - 1].kind != .comma
            let isName = token.isCapital && !isStart && language?.capitalisesNouns != true
            let kind: Kind = keywords ? .keyword : isName ? .name : .word
            add(Self.term(stems[place]), kind, word)
        }
    }

    /// Whether the word is a year, which all texts of that year have.
    private func isYear(_ word: String) -> Bool {
        word.utf8.count == 4 && (word.hasPrefix("19") || word.hasPrefix("20"))
    }

    private static func text(
        _ bytes: SafeArray<UInt8>, _ tokens: SafeArray<TaggedToken>, _ words: [Int],
        _ range: Range<Int>
    ) -> String {
        guard let first = range.first, let last = range.last else { return "" }
        let place = tokens[words[first]].start..<tokens[words[last]].end
        return String(decoding: bytes[place], as: UTF8.self)
    }

    /// The term of a stem; long words are cut, so that "bestellt" matches "Bestellung".
    ///
    /// All are written in Latin letters, so that a name matches in either script.
    private static func term(_ stem: String) -> String {
        let latin = Transliteration.latin(stem)
        guard latin.utf8.count > 7 else { return latin }
        return String(latin.prefix(7))
    }
}

/// Writes Cyrillic in Latin letters, coarsely, so that a name comes out alike from either script.
enum Transliteration {
    static func latin(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
        var out = ""
        for scalar in text.unicodeScalars { out += table[scalar] ?? String(scalar) }
        return out
    }

    private static let table = Dictionary(
        Languages.embedded.pairs(.transliteration).compactMap { letter, latin in
            letter.unicodeScalars.first.map { ($0, latin) }
        }, uniquingKeysWith: { first, _ in first })
}

extension TopicTerms {
    /// Adds the terms of `other` after its own.
    mutating func merge(_ other: TopicTerms) {
        for term in other.order {
            if let kind = other.kinds[term] { add(term, kind, other.shown[term] ?? term) }
        }
    }
}
