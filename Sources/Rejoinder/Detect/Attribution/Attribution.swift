/// Who said what at one place of a text: source, cue and content, as the PolNeAR corpus has them.
///
/// All ranges count UTF-8 bytes of the text.
package struct Attribution: Hashable, Sendable {
    /// Who said it: the whole noun phrase with its appositions; nil if nobody is named.
    package let source: Range<Int>?
    /// The words that attribute: the verb with its auxiliaries, the noun or the preposition.
    ///
    /// Nil for a quotation that continues without such words.
    package let cue: Range<Int>?
    /// The content from its first word to its last, including quotation marks.
    package let content: Range<Int>
    /// The parts of the content in order; more than one if source and cue stand between them.
    package let pieces: [Range<Int>]
    /// Whether all of the content stands in quotation marks; if not, it is reported.
    package let isQuoted: Bool
    package let sourceText: String?
    package let cueText: String?
    /// The pieces without their quotation marks, joined by spaces.
    package let contentText: String
    /// Whether the source refuses to speak, so that the content is what it did not say.
    package let isRefusal: Bool
    package init(
        source: Range<Int>?, cue: Range<Int>?, pieces: [Range<Int>], isQuoted: Bool,
        sourceText: String?, cueText: String?, contentText: String, isRefusal: Bool = false
    ) {
        self.source = source
        self.cue = cue
        content = (pieces.first?.lowerBound ?? 0)..<(pieces.last?.upperBound ?? 0)
        self.pieces = pieces
        self.isQuoted = isQuoted
        self.sourceText = sourceText
        self.cueText = cueText
        self.contentText = contentText
        self.isRefusal = isRefusal
    }
}
