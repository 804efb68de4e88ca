/// A text with its tokens and sentences, annotated with the classes of one language.
struct Passage: Sendable {
    let bytes: SafeArray<UInt8>
    let folded: SafeArray<UInt8>
    let tokens: SafeArray<Token>
    /// The ranges of the sentences in tokens, in order.
    let sentences: [Range<Int>]

    init(_ text: String, _ language: Language) {
        bytes = SafeArray(text.utf8)
        folded = CaseFolding.folded(bytes)
        var tokens = PassageTokenizer.tokens(of: bytes, splitsElision: language.splitsElision)
        language.lexicon.annotate(&tokens, folded: folded)
        QuotedSpeech.mark(&tokens, saying: language.lexicon.bits(.say, .sayst, .sayv, .sayp))
        self.tokens = tokens
        let cutter = PassageCutter(
            bytes: bytes, tokens: tokens, abbreviations: language.lexicon.bits(.abbr))
        sentences = cutter.sentences()
    }

    func text(_ range: Range<Int>) -> String {
        guard let first = range.first, let last = range.last, last < tokens.count else { return "" }
        return String(decoding: bytes[tokens[first].start..<tokens[last].end], as: UTF8.self)
    }

    func folded(_ index: Int) -> ArraySlice<UInt8> {
        folded[tokens[index].start..<tokens[index].end]
    }
}

/// Tells quoted speech from quoted names.
enum QuotedSpeech {
    /// Marks the tokens of quotations that are speech, not names.
    ///
    /// A quotation of few words that begins with a capital and has no full stop or comma is a name,
    /// unless a comma and a verb of saying follow it.
    static func mark(_ tokens: inout SafeArray<Token>, saying: WordClasses) {
        var opening: Int?
        for index in tokens.indices {
            switch tokens[index].kind {
            case .opening: opening = opening ?? index
            case .closing:
                if let start = opening,
                    !isName(tokens, start + 1..<index) || isSaid(tokens, start, index, saying)
                {
                    for inner in start...index { tokens[inner].isQuoted = true }
                }
                opening = nil
            case .line:
                // A quotation that is not closed runs to the end of its paragraph.
                if let start = opening {
                    for inner in start..<index { tokens[inner].isQuoted = true }
                }
                opening = nil
            default: break
            }
        }
    }

    /// Whether a quotation is an utterance: after a colon, or before a comma and a dash.
    private static func isSaid(
        _ tokens: SafeArray<Token>, _ opening: Int, _ closing: Int, _ saying: WordClasses
    ) -> Bool {
        if opening > 0, tokens[opening - 1].kind == .colon { return true }
        guard closing + 2 < tokens.count, closing - opening > 2 else { return false }
        guard tokens[closing + 1].kind == .comma else { return false }
        let next = tokens[closing + 2]
        return next.kind == .dash || next.kind == .other
            || tokens[closing + 2..<min(closing + 4, tokens.count)].contains { $0.has(saying) }
    }

    private static func isName(_ tokens: SafeArray<Token>, _ range: Range<Int>) -> Bool {
        guard let first = range.first, range.count <= 5 else { return false }
        return (tokens[first].isCapital || range.count <= 2)
            && range.allSatisfy { tokens[$0].kind != .stop && tokens[$0].kind != .comma }
    }
}

/// Groups tokens into sentences.
struct PassageCutter {
    let bytes: SafeArray<UInt8>
    let tokens: SafeArray<Token>
    let abbreviations: WordClasses

    func sentences() -> [Range<Int>] {
        var sentences: [Range<Int>] = []
        var start = 0
        var index = 0
        while index < tokens.count {
            var end = index + 1
            if tokens[index].kind == .line {
                append(start..<index, to: &sentences)
                start = end
            } else if tokens[index].kind == .stop {
                while end < tokens.count, isTrailing(end) { end += 1 }
                if ends(at: index, next: end) {
                    append(start..<end, to: &sentences)
                    start = end
                }
            }
            index = end
        }
        append(start..<tokens.count, to: &sentences)
        return sentences
    }

    private func append(_ range: Range<Int>, to sentences: inout [Range<Int>]) {
        if !range.isEmpty { sentences.append(range) }
    }

    private func isTrailing(_ index: Int) -> Bool {
        let isMark =
            tokens[index].kind == .closing || tokens[index].kind == .unbracket
            || tokens[index].kind == .stop
        return isMark && tokens[index].start == tokens[index - 1].end
    }

    private func ends(at stop: Int, next: Int) -> Bool {
        guard next < tokens.count else { return true }
        let follower = tokens[next]
        guard follower.start > tokens[next - 1].end || tokens[next - 1].kind == .closing else {
            // "answered.Yesterday": the markup lost a space.
            return follower.isCapital && stop > 0
                && tokens[stop - 1].end - tokens[stop - 1].start > 3
        }
        if follower.kind == .word, !follower.isCapital { return false }
        if follower.kind == .comma || follower.kind == .dash { return false }
        guard bytes[tokens[stop].start] == 0x2E, stop > 0 else { return true }
        let word = tokens[stop - 1]
        if word.has(abbreviations) { return false }
        if word.kind == .number { return follower.isCapital && !isDay(word) }
        let length = word.end - word.start
        let hasDot = bytes[word.start..<word.end].contains(0x2E)
        if hasDot { return length > 6 }
        return !(word.isCapital && length <= (bytes[word.start] < 0x80 ? 1 : 2))
    }

    /// Whether a number can be a day.
    ///
    /// In German, "30." before the name of a month is a day, while a year ends a sentence.
    private func isDay(_ token: Token) -> Bool { token.end - token.start <= 2 }
}
