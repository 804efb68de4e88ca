/// Gives the words of a text the classes that attribution needs to know.
struct WordTagger {
    private let bytes: SafeArray<UInt8>
    private let lexicon: Lexicon
    private var tokens: SafeArray<AttributionToken> = []

    static func tokens(of text: TokenizedText, lexicon: Lexicon) -> SafeArray<AttributionToken> {
        tokens(of: text.words, text.bytes, lexicon: lexicon)
    }

    static func tokens(
        of words: SafeArray<Token>, _ bytes: SafeArray<UInt8>, lexicon: Lexicon
    ) -> SafeArray<AttributionToken> {
        var tagger = WordTagger(bytes: bytes, lexicon: lexicon)
        tagger.tokens.reserveCapacity(words.count)
        for index in words.indices {
            let isLast = index + 1 >= words.count
            tagger.add(words[index], isBeforeBlank: isLast || words[index + 1].has(.afterBlank))
        }
        return tagger.tokens
    }

    private init(bytes: SafeArray<UInt8>, lexicon: Lexicon) {
        self.bytes = bytes
        self.lexicon = lexicon
    }

    private mutating func add(_ word: Token, isBeforeBlank: Bool) {
        var token = AttributionToken(kind: kind(word.kind), start: word.start, end: word.end)
        if word.has(.afterBlank) { token.shape.insert(.afterBlank) }
        if word.has(.startsParagraph) { token.shape.insert(.first) }
        if word.has(.startsSentence) { token.shape.insert(.startsSentence) }
        if word.has(.abbreviation) { token.shape.insert(.abbreviation) }
        if isBeforeBlank { token.shape.insert(.beforeBlank) }
        guard word.kind == .word else {
            if word.kind == .stop, word.end > word.start, bytes[Int(word.end) - 1] == 0x3F {
                token.shape.insert(.asks)
            }
            return tokens.append(token)
        }
        let bare = Int(word.start)..<(word.has(.elided) ? Int(word.end) : word.bareEnd(in: bytes))
        if let cut = enclitic(bare) { return addEnclitic(token, bare, cut) }
        lookUp(&token, bare)
        // By its ending "family" would be an adverb; after an article it is a noun.
        if token.is(.adverb), let last = tokens.last, !lexicon.knows(token.hash),
            last.is([.determiner, .link]) || last.shape.contains(.possessive)
        {
            token.classes.remove(.adverb)
        }
        tokens.append(token)
    }

    private func kind(_ kind: Token.Kind) -> AttributionToken.Kind {
        switch kind {
        case .word: .word
        case .number: .number
        case .comma: .comma
        case .stop: .stop
        case .colon: .colon
        case .semicolon: .semicolon
        case .dash: .dash
        case .quotation: .mark
        case .opening: .open
        case .closing: .close
        case .hyphen, .other: .other
        }
    }

    /// The length of the ending that a hyphen joins to a verb, if the word has one.
    private func enclitic(_ range: Range<Int>) -> Int? {
        guard !lexicon.enclitics.isEmpty else { return nil }
        let word = bytes[range]
        return lexicon.enclitics.first {
            word.count > $0.count && word.suffix($0.count).elementsEqual($0)
        }?.count
    }

    /// Adds the verb and its pronoun as two words.
    private mutating func addEnclitic(_ whole: AttributionToken, _ range: Range<Int>, _ length: Int)
    {
        var (verb, pronoun) = (whole, whole)
        verb.end = Int32(clamping: range.upperBound - length)
        verb.shape.remove(.beforeBlank)
        // The pronoun is what follows the last hyphen.
        let hyphen = bytes[range].lastIndex(of: 0x2D) ?? range.upperBound
        pronoun.start = Int32(clamping: hyphen + 1)
        pronoun.shape.remove([.afterBlank, .first, .startsSentence])
        lookUp(&pronoun, pronoun.bytes)
        // In "estime t-il" the verb is a word of its own.
        lookUp(&verb, verb.bytes)
        if verb.bytes.count == 1, verb.classes.isEmpty { return tokens.append(pronoun) }
        tokens += [verb, pronoun]
    }

    private func lookUp(_ token: inout AttributionToken, _ range: Range<Int>) {
        var range = range
        if CaseFolding.isCapital(bytes, at: range.lowerBound) { token.shape.insert(.capital) }
        var hash = CaseFolding.hash(bytes, range)
        if let possessive = lexicon.possessive, !lexicon.knows(hash) {
            let bare = withoutPossessive(range, possessive)
            if bare.count < range.count {
                token.shape.insert(.possessive)
                range = bare
                hash = CaseFolding.hash(bytes, range)
            }
        }
        token.hash = hash
        token.classes = lexicon.classes(of: hash, bytes, range)
    }

    private func withoutPossessive(_ range: Range<Int>, _ ending: [UInt8]) -> Range<Int> {
        guard let last = range.last, range.count > 2, bytes[last] == ending.last else {
            return range
        }
        if bytes[last - 1] == 0x27 { return range.lowerBound..<last - 1 }
        if range.count > 4, bytes[last - 1] == 0x99, bytes[last - 2] == 0x80,
            bytes[last - 3] == 0xE2
        {
            return range.lowerBound..<last - 3
        }
        return range
    }
}
