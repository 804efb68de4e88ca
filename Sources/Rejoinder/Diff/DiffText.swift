/// A text with its words named, so that they can be compared with those of another.
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

    init(_ text: String, _ table: inout WordTable) {
        self.init(TokenizedText(text), &table)
    }

    /// - Parameter text: is cut again only if there was something to repair in it.
    init(_ text: TokenizedText, _ table: inout WordTable) {
        let repaired = TextRepair.repaired(text.bytes.elements)
        let text = repaired == text.bytes.elements ? text : TokenizedText(SafeArray(repaired))
        self.init(text.bytes, text.tokens, &table)
        for sentence in text.sentences {
            if text.tokens[sentence.lowerBound].has(.startsParagraph) {
                paragraphs.append(sentences.count..<sentences.count)
            }
            guard let last = paragraphs.indices.last else { continue }
            sentences.append(Sentence(tokens: sentence, paragraph: last))
            paragraphs[last] = paragraphs[last].lowerBound..<sentences.count
        }
    }

    /// Only the tokens of a text, without its sentences.
    init(tokensOf text: String, _ table: inout WordTable) {
        let bytes = SafeArray(TextRepair.repaired(Array(text.utf8)))
        self.init(bytes, Tokenizer.tokens(of: bytes), &table)
    }

    private init(
        _ bytes: SafeArray<UInt8>, _ tokens: SafeArray<Rejoinder.Token>, _ table: inout WordTable
    ) {
        self.bytes = bytes
        self.tokens.reserveCapacity(tokens.count)
        var namer = WordNamer(bytes)
        for token in tokens {
            self.tokens.append(
                Token(name: namer.name(token, &table), start: token.start, end: token.end))
        }
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
