/// Finds where the sentences of a text begin, and which full stops only mark an abbreviation.
///
/// It knows no language: it goes by what the marks touch, by capitals, and by abbreviations of all
/// languages.
struct SentenceSegmenter {
    private let bytes: SafeArray<UInt8>
    private var tokens: SafeArray<Token>

    /// Gives the tokens `startsSentence` and `abbreviation` where they belong.
    static func mark(_ tokens: inout SafeArray<Token>, _ bytes: SafeArray<UInt8>) {
        var segmenter = SentenceSegmenter(bytes: bytes, tokens: [])
        // Without a second owner the tokens are changed in place.
        swap(&segmenter.tokens, &tokens)
        segmenter.run()
        swap(&segmenter.tokens, &tokens)
    }

    private init(bytes: SafeArray<UInt8>, tokens: SafeArray<Token>) {
        self.bytes = bytes
        self.tokens = tokens
    }

    private mutating func run() {
        var index = 0
        while index < tokens.count {
            if tokens[index].has(.startsParagraph) { tokens[index].flags.insert(.startsSentence) }
            guard isStop(index) else {
                index += 1
                continue
            }
            if isAbbreviating(index) { tokens[index].flags.insert(.abbreviation) }
            var next = index + 1
            while next < tokens.count, isTrailing(next) { next += 1 }
            if next < tokens.count, !tokens[next].has(.startsParagraph), ends(at: index, next) {
                tokens[next].flags.insert(.startsSentence)
            }
            index = next
        }
    }

    /// Whether a sentence may end here; that of "U.S." may end with its last full stop.
    private func isStop(_ index: Int) -> Bool {
        let token = tokens[index]
        return token.kind == .stop || token.kind == .word && token.has(.abbreviation)
    }

    /// Whether the mark belongs to the sentence that ends before it.
    private func isTrailing(_ index: Int) -> Bool {
        switch tokens[index].kind {
        case .stop, .closing, .quotation: !tokens[index].has(.afterBlank)
        default: false
        }
    }

    private func isFullStop(_ index: Int) -> Bool {
        let token = tokens[index]
        return token.kind == .stop && token.end - token.start == 1
            && bytes[Int(token.start)] == 0x2E
    }

    /// Whether the token is the full stop of an abbreviation or of an initial.
    private func isAbbreviating(_ index: Int) -> Bool {
        guard isFullStop(index), !tokens[index].has(.afterBlank), index > 0 else { return false }
        let word = tokens[index - 1]
        guard word.kind == .word, !word.has(.startsParagraph) || !isLast(index) else {
            return false
        }
        return isLetter(word) || Abbreviations.contains(hash(word))
    }

    private func isLast(_ index: Int) -> Bool {
        index + 1 >= tokens.count || tokens[index + 1].has(.startsParagraph)
    }

    private func hash(_ token: Token) -> UInt64 { CaseFolding.hash(bytes, token.bytes) }

    private func isLetter(_ token: Token) -> Bool {
        guard token.end - token.start <= 3 else { return false }
        let scalar = UTF8Scalar.read(bytes, at: Int(token.start))
        return scalar.map { $0.length == token.bytes.count && $0.value < 0x3000 } ?? false
    }
}

// MARK: - Ends

extension SentenceSegmenter {
    private func ends(at stop: Int, _ next: Int) -> Bool {
        // The full stop of Chinese and Japanese needs no blank after it.
        if bytes[Int(tokens[stop].start)] == 0xE3 { return true }
        guard tokens[next].has(.afterBlank) else { return isBlankLost(stop, next) }
        var first = next
        while !isLast(first), isOpening(first) { first += 1 }
        let word = tokens[first]
        switch word.kind {
        // What a dash adds is the speaker, or more of what was said.
        case .comma, .semicolon, .colon, .closing, .dash: return false
        case .word where !word.isCapital && isCased(word): return false
        default: break
        }
        if tokens[stop].kind == .word { return begins(first) }
        if tokens[stop].has(.abbreviation) { return begins(first) && !isTitle(stop - 1) }
        return !isOrdinal(stop, first)
    }

    private func isOpening(_ index: Int) -> Bool {
        switch tokens[index].kind {
        case .quotation, .opening: true
        default: false
        }
    }

    /// Whether the markup lost a blank: "answered.Yesterday", "in 2034.Asked", "so?Yes".
    ///
    /// "Node.JS" and "B.Smith" are no such place: what follows is one capital and small letters,
    /// and the word before a full stop has some length.
    private func isBlankLost(_ stop: Int, _ next: Int) -> Bool {
        let (before, word) = (tokens[stop - 1], tokens[next])
        guard tokens[stop].kind == .stop, word.isCapital,
            let first = UTF8Scalar.read(bytes, at: Int(word.start)),
            first.length < word.bytes.count,
            !CaseFolding.isCapital(bytes, at: Int(word.start) + first.length)
        else { return false }
        if !isFullStop(stop) || tokens[next - 1].kind == .quotation { return true }
        return switch before.kind {
        case .quotation, .closing, .number: true
        case .word: before.bytes.count > 3 || tokens[stop - 2].kind == .hyphen
        default: false
        }
    }

    /// Whether what the abbreviation belongs to follows it: a name.
    ///
    /// A letter is an initial, unless it tells what the number before it counts: the Russian "g."
    /// after 2020 is short for "year".
    private func isTitle(_ index: Int) -> Bool {
        if isLetter(tokens[index]) { return tokens[index - 1].kind != .number }
        return Abbreviations.isTitle(hash(tokens[index]))
    }

    /// Whether the word is a small one with a capital, as only the start of a sentence gives it.
    private func begins(_ index: Int) -> Bool {
        tokens[index].isCapital && Abbreviations.isStarter(hash(tokens[index]))
    }

    /// Whether the full stop makes a day or another ordinal of the number before it, as in German,
    /// or the number only counts the items of a list.
    private func isOrdinal(_ stop: Int, _ next: Int) -> Bool {
        guard isFullStop(stop), !tokens[stop].has(.afterBlank), stop > 0 else { return false }
        let number = tokens[stop - 1]
        guard number.kind == .number, number.end - number.start <= 2,
            bytes[number.bytes].allSatisfy(\.isDigit)
        else { return false }
        if number.has(.startsParagraph) || tokens[next].kind == .number { return true }
        guard tokens[next].kind == .word else { return false }
        if Abbreviations.isMonth(hash(tokens[next])) { return true }
        return stop > 1 && Abbreviations.isBeforeOrdinal(hash(tokens[stop - 2]))
            && !begins(next)
    }

    /// Whether the script of the word has capitals.
    private func isCased(_ token: Token) -> Bool {
        guard let value = UTF8Scalar.read(bytes, at: Int(token.start))?.value else { return true }
        return value < 0x530 || (Unicode.Scalar(value)?.properties.isCased ?? true)
    }
}
