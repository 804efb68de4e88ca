extension Attributions {
    /// What the text says that somebody said, in the order of the text.
    ///
    /// If the source is a pronoun or a description ("she", "the minister"), it is replaced by the
    /// full source before it that it stands for, if that is certain. Attributions without a source
    /// are left out, and so are refusals: what somebody declined to say is no statement.
    ///
    /// - Parameters:
    ///   - language: a BCP 47 tag; if nil, the language is guessed.
    ///   - institution: gives the institution that a source speaks for, if there is one.
    package static func statements(
        in text: String, language: String?, institution: (String) -> InstitutionKey?
    ) -> [Statement] {
        statements(
            in: TokenizedText(text), language: language, among: .embedded, institution: institution)
    }

    static func statements(
        in text: TokenizedText, language: String?, among languages: ReadLanguages,
        institution: (String) -> InstitutionKey?
    ) -> [Statement] {
        guard let lexicon = lexicon(for: text, language: language, among: languages) else {
            return []
        }
        var speakers = SpeakerResolution(lexicon: lexicon)
        return find(in: text, lexicon: lexicon).compactMap { attribution in
            guard let source = attribution.sourceText else { return nil }
            let name = speakers.resolve(source)
            guard !attribution.isRefusal else { return nil }
            let full = speakers.full(name)
            return Statement(
                source: name, cue: attribution.cueText ?? "", content: attribution.contentText,
                isQuoted: attribution.isQuoted,
                institution: institution(name) ?? (full == name ? nil : institution(full)))
        }
    }
}
