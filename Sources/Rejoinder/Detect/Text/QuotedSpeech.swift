/// Tells which quotation marks open and which close, and quoted speech from quoted names.
enum QuotedSpeech {
    /// The words and marks, each quotation mark as one that opens or closes.
    static func tokens(
        _ words: SafeArray<Token>, _ bytes: SafeArray<UInt8>
    ) -> SafeArray<TaggedToken> {
        var tokens: SafeArray<TaggedToken> = []
        tokens.reserveCapacity(words.count)
        /// The last mark that opened, if none has closed since.
        var open: UInt32?
        for index in words.indices {
            let word = words[index]
            if word.has(.startsParagraph) { open = nil }
            let kind: TaggedToken.Kind
            switch word.kind {
            case .word: kind = .word
            case .number: kind = .number
            case .comma: kind = .comma
            case .stop: kind = .stop
            case .colon, .semicolon: kind = .colon
            case .dash: kind = .dash
            case .opening: kind = .bracket
            case .closing: kind = .unbracket
            case .hyphen, .other: kind = .other
            case .quotation:
                let mark = UTF8Scalar.read(bytes, at: Int(word.start))?.value ?? 0
                kind = self.kind(mark, words, index, open)
                if kind == .opening { open = mark }
                if kind == .closing { open = nil }
            }
            tokens.append(TaggedToken(word, kind, in: bytes))
        }
        return tokens
    }

    private static func kind(
        _ mark: UInt32, _ words: SafeArray<Token>, _ index: Int, _ open: UInt32?
    ) -> TaggedToken.Kind {
        switch mark {
        case 0x22: return opens(words, index, isOpen: open == mark) ? .opening : .closing
        // Two single marks stand for a double one.
        case 0x27 where words[index].bytes.count == 2:
            return opens(words, index, isOpen: open == mark) ? .opening : .closing
        case 0xAB, 0x201E: return .opening
        case 0xBB, 0x201D: return .closing
        // The mark that closes in German and Ukrainian opens in English.
        case 0x201C: return open == 0x201E ? .closing : .opening
        default: return .other
        }
    }

    /// Whether a plain mark opens: decided by the blanks beside it, or else by turns.
    private static func opens(
        _ words: SafeArray<Token>, _ index: Int, isOpen: Bool
    ) -> Bool {
        let isAfterBlank =
            words[index].has(.afterBlank) || index > 0 && words[index - 1].kind == .opening
        let isBeforeBlank = index + 1 >= words.count || words[index + 1].has(.afterBlank)
        return isAfterBlank == isBeforeBlank ? !isOpen : isAfterBlank
    }
}

extension QuotedSpeech {
    /// Marks the tokens of quotations that are speech, not names.
    ///
    /// A quotation of few words that begins with a capital and has no full stop or comma is a name,
    /// unless a comma and a verb of saying follow it.
    static func mark(_ tokens: inout SafeArray<TaggedToken>, saying: WordClasses) {
        var opening: Int?
        // A quotation that is not closed runs to the end of its paragraph.
        func close(before end: Int, _ tokens: inout SafeArray<TaggedToken>) {
            guard let start = opening else { return }
            for inner in start..<end { tokens[inner].isQuoted = true }
            opening = nil
        }
        for index in tokens.indices {
            if tokens[index].startsParagraph { close(before: index, &tokens) }
            switch tokens[index].kind {
            case .opening: opening = opening ?? index
            case .closing:
                if let start = opening,
                    !isName(tokens, start + 1..<index) || isSaid(tokens, start, index, saying)
                {
                    for inner in start...index { tokens[inner].isQuoted = true }
                }
                opening = nil
            default: break
            }
        }
    }

    /// Whether a quotation is an utterance: after a colon, or before a comma and a dash.
    private static func isSaid(
        _ tokens: SafeArray<TaggedToken>, _ opening: Int, _ closing: Int, _ saying: WordClasses
    ) -> Bool {
        if opening > 0, tokens[opening - 1].kind == .colon { return true }
        guard closing + 2 < tokens.count, closing - opening > 2 else { return false }
        guard tokens[closing + 1].kind == .comma else { return false }
        let next = tokens[closing + 2]
        return next.kind == .dash || next.kind == .other
            || tokens[closing + 2..<min(closing + 4, tokens.count)].contains { $0.has(saying) }
    }

    private static func isName(_ tokens: SafeArray<TaggedToken>, _ range: Range<Int>) -> Bool {
        guard let first = range.first, range.count <= 5 else { return false }
        return (tokens[first].isCapital || range.count <= 2)
            && range.allSatisfy { tokens[$0].kind != .stop && tokens[$0].kind != .comma }
    }
}
