/// Cuts text into sentences.
package enum Sentences {
    /// The sentences in order; the end of a paragraph always ends a sentence.
    package static func split(_ text: String) -> [String] {
        var vocabulary = WordTable()
        let text = DiffText(text, &vocabulary)
        return text.sentences.map { text.text($0.tokens) }
    }
}
