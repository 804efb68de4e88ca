/// A text that is cut into tokens and sentences once, for all that read it.
package struct TokenizedText: Sendable {
    /// The text in UTF-8.
    let bytes: SafeArray<UInt8>
    let tokens: SafeArray<Token>
    /// The ranges of the sentences in tokens, in order and without gaps.
    let sentences: [Range<Int>]
    private let cut: Deferred<SafeArray<Token>>

    package init(_ text: String) { self.init(SafeArray(text.utf8)) }

    init(_ bytes: SafeArray<UInt8>) {
        self.bytes = bytes
        var tokens = Tokenizer.tokens(of: bytes)
        SentenceSegmenter.mark(&tokens, bytes)
        self.tokens = tokens
        sentences = tokens.sentences
        let cut = self.tokens
        self.cut = Deferred { WordReader.words(of: cut, in: bytes) }
    }

    /// The words as grammar counts them, and the marks; made when somebody first asks.
    var words: SafeArray<Token> { cut.value }

    func text(_ bytes: Range<Int>) -> String { String(decoding: self.bytes[bytes], as: UTF8.self) }
}

extension SafeArray<Token> {
    /// The ranges between the tokens that begin sentences.
    var sentences: [Range<Int>] {
        var sentences: [Range<Int>] = []
        var start = 0
        for index in indices.dropFirst() where self[index].has(.startsSentence) {
            sentences.append(start..<index)
            start = index
        }
        if start < count { sentences.append(start..<count) }
        return sentences
    }
}
