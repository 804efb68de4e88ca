/// A text cut into tokens, sentences and paragraphs, all of which point into it.
struct DiffText: Sendable {
    struct Token: Sendable {
        /// The normalised word's name in the vocabulary.
        let name: Int32
        /// The place of the first byte in `bytes`.
        let start: Int32
        let end: Int32
    }

    struct Sentence: Sendable {
        let tokens: Range<Int>
        let paragraph: Int
    }

    /// The text in UTF-8 as it is shown, with character references and broken encodings repaired.
    let bytes: SafeArray<UInt8>
    private(set) var tokens: SafeArray<Token> = []
    private(set) var sentences: [Sentence] = []
    /// The sentences of each paragraph.
    private(set) var paragraphs: [Range<Int>] = []

    /// - Parameter hasSentences: false if only the tokens are needed.
    init(_ text: String, _ vocabulary: inout WordTable, hasSentences: Bool = true) {
        bytes = SafeArray(TextRepair.repaired(text))
        let isWrapped = hasSentences && Self.hasBlankLine(bytes)
        tokens.reserveCapacity(bytes.count / 5)
        var tokenizer = ProseTokenizer(bytes)
        var first = 0
        while let end = tokenizer.line(into: &tokens, &vocabulary, isWrapped: isWrapped) {
            if hasSentences { addParagraph(first..<end, vocabulary) }
            first = end
        }
    }

    private mutating func addParagraph(_ range: Range<Int>, _ vocabulary: WordTable) {
        guard !range.isEmpty else { return }
        let firstSentence = sentences.count
        var start = range.lowerBound
        for end in SentenceEnds(tokens: tokens, bytes: bytes, vocabulary: vocabulary).ends(
            in: range)
        {
            sentences.append(Sentence(tokens: start..<end, paragraph: paragraphs.count))
            start = end
        }
        paragraphs.append(firstSentence..<sentences.count)
    }

    /// If blank lines separate the paragraphs, a single line feed may only wrap a line.
    private static func hasBlankLine(_ bytes: SafeArray<UInt8>) -> Bool {
        var isLineEmpty = false
        for byte in bytes {
            switch byte {
            case 0x0A:
                if isLineEmpty { return true }
                isLineEmpty = true
            case 0x20, 0x09, 0x0D: break
            default: isLineEmpty = false
            }
        }
        return false
    }
}

extension DiffText.Token: SafeElement {
    /// A token that is no word.
    static let outside = DiffText.Token(name: -1, start: 0, end: 0)
}

extension DiffText {
    /// The part of the text that the tokens cover, unchanged.
    func text(_ range: Range<Int>) -> String {
        guard let first = range.first, let last = range.last else { return "" }
        return String(
            decoding: bytes[Int(tokens[first].start)..<Int(tokens[last].end)], as: UTF8.self)
    }

    /// Whether the token follows the one before it without a space.
    func isAttached(_ index: Int) -> Bool {
        index > 0 && tokens[index - 1].end == tokens[index].start
    }

    func tokens(ofParagraph paragraph: Int) -> Range<Int> {
        let range = paragraphs[paragraph]
        guard let first = range.first, let last = range.last else { return 0..<0 }
        return sentences[first].tokens.lowerBound..<sentences[last].tokens.upperBound
    }

    func names(_ range: Range<Int>) -> [Int32] { range.map { tokens[$0].name } }
}
