extension Detector {
    /// What the text says that somebody said; an institution's where the source is its voice.
    package func statements(in content: RevisionContent) -> [Statement] {
        Attributions.statements(in: content.text, language: content.language) { source in
            institution(named: source, language: content.language)
        }
    }
}
