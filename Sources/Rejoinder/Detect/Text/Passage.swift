/// A text with its words and sentences, annotated with the classes of one language.
struct Passage: Sendable {
    let bytes: SafeArray<UInt8>
    let folded: SafeArray<UInt8>
    let tokens: SafeArray<TaggedToken>
    /// The ranges of the sentences in tokens, in order.
    let sentences: [Range<Int>]

    init(_ text: String, _ language: Language) { self.init(TokenizedText(text), language) }

    /// - Parameter outlet: whose text it is, if that is known.
    init(_ text: TokenizedText, _ language: Language, outlet: OutletName? = nil) {
        let words = text.words
        bytes = text.bytes
        folded = CaseFolding.folded(bytes)
        sentences = words.sentences
        var tokens = QuotedSpeech.tokens(words, bytes)
        language.lexicon.annotate(&tokens, folded: folded)
        outlet?.mark(&tokens, bytes, language)
        QuotedSpeech.mark(&tokens, saying: language.grammar.saying)
        self.tokens = tokens
    }

    func text(_ range: Range<Int>) -> String {
        guard let first = range.first, let last = range.last, last < tokens.count else { return "" }
        return String(decoding: bytes[tokens[first].start..<tokens[last].end], as: UTF8.self)
    }

    func folded(_ index: Int) -> ArraySlice<UInt8> {
        folded[tokens[index].start..<tokens[index].end]
    }
}
