/// Who said what, as a text attributes it (source, cue and content in PolNeAR's definition).
package struct Statement: Hashable, Sendable {
    /// The words that name the speaker: "A spokesperson for the Foreign Office".
    package let source: String
    /// The words that attribute the content to the source: "said".
    package let cue: String
    /// What was said, without quotation marks.
    package let content: String
    /// Whether the content stands in quotation marks; if not, it is reported.
    package let isQuoted: Bool
    /// The institution that the source speaks for, if it is known.
    package let institution: InstitutionKey?

    package init(
        source: String, cue: String, content: String, isQuoted: Bool,
        institution: InstitutionKey? = nil
    ) {
        self.source = source
        self.cue = cue
        self.content = content
        self.isQuoted = isQuoted
        self.institution = institution
    }
}
