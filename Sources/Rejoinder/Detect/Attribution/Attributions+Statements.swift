extension Attributions {
    /// What the text says that somebody said, in its order.
    ///
    /// A pronoun or a description for a source ("she", "the minister") gives way to the full source
    /// before it that it stands for, where that is certain. Attributions without a source are left
    /// out.
    ///
    /// - Parameters:
    ///   - language: BCP 47; nil is guessed.
    ///   - institution: whose voice a source is, if it is one's.
    package static func statements(
        in text: String, language: String?, institution: (String) -> InstitutionKey?
    ) -> [Statement] {
        let lexicon = lexicon(for: text, language: language)
        var speakers = SpeakerResolution(lexicon: lexicon)
        return find(in: text, lexicon: lexicon).compactMap { attribution in
            guard let source = attribution.sourceText else { return nil }
            let name = speakers.resolve(source)
            return Statement(
                source: name, cue: attribution.cueText ?? "", content: attribution.contentText,
                isQuoted: attribution.isQuoted,
                institution: institution(name) ?? institution(speakers.full(name)))
        }
    }
}
