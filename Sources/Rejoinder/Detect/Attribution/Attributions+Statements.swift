extension Attributions {
    /// What the text says that somebody said, in the order of the text.
    ///
    /// If the source is a pronoun or a description ("she", "the minister"), it is replaced by the
    /// full source before it that it stands for, if that is certain. Left out are attributions
    /// without a source, refusals, and what nobody is sure to have said: thoughts, plans, and words
    /// that somebody may say.
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
        own: InstitutionKey? = nil, institution: (String) -> InstitutionKey?
    ) -> [Statement] {
        guard let lexicon = lexicon(for: text, language: language, among: languages) else {
            return []
        }
        return read(
            in: AttributionReading(text, lexicon), isAll: false, own: own, institution: institution
        ).compactMap(\.statement)
    }

    /// All attributions of a text, each with the statement that it is, if it is one.
    ///
    /// A pronoun that may stand for several people makes no statement here.
    package static func found(
        in text: String, language: String?, institution: (String) -> InstitutionKey?
    ) -> [(attribution: Attribution, statement: Statement?)] {
        let text = TokenizedText(text)
        guard let lexicon = lexicon(for: text, language: language) else { return [] }
        return read(in: AttributionReading(text, lexicon), isAll: true, institution: institution)
    }

    /// All attributions of a text that was cut already, and the statements, as above.
    static func found(
        in text: TokenizedText, language: String, among languages: ReadLanguages,
        own: InstitutionKey?, institution: (String) -> InstitutionKey?
    ) -> [(attribution: Attribution, statement: Statement?)] {
        guard let lexicon = lexicon(for: text, language: language, among: languages) else {
            return []
        }
        return read(
            in: AttributionReading(text, lexicon), isAll: true, own: own, institution: institution)
    }

    private static func read(
        in reading: AttributionReading, isAll: Bool, own: InstitutionKey? = nil,
        institution: (String) -> InstitutionKey?
    ) -> [(attribution: Attribution, statement: Statement?)] {
        var speakers = SpeakerResolution(reading)
        var voices = Voices()
        return reading.candidates.compactMap { candidate in
            let speaker = candidate.source.map {
                speakers.resolve($0, in: candidate.sentence, isKnown: candidate.isNamed)
            }
            let isSaid = candidate.isSaid && !(candidate.source.map(reading.isDoubtful) ?? true)
            guard isSaid || isAll, let attribution = reading.attribution(candidate) else {
                return nil
            }
            guard let speaker, isSaid, !attribution.isRefusal,
                !isAll || !speaker.isOpen
            else { return (attribution, nil) }
            let statement = Statement(
                source: speaker.name, cue: attribution.cueText ?? "",
                content: attribution.contentText, isQuoted: attribution.isQuoted,
                institution: voices.institution(of: speaker, institution)
                    ?? (speaker.isStaff ? own : nil))
            return (attribution, statement)
        }
    }
}

/// Finds whose voice a speaker is, asking only once for each name.
private struct Voices {
    private var known: [String: InstitutionKey?] = [:]

    mutating func institution(
        of speaker: SpeakerResolution.Resolved, _ find: (String) -> InstitutionKey?
    ) -> InstitutionKey? {
        for voice in speaker.voices {
            if let known = known[voice] {
                if let known { return known }
                continue
            }
            let key = find(voice)
            known[voice] = .some(key)
            if let key { return key }
        }
        return nil
    }
}
