extension Detector {
    /// What the text says that somebody said, with the institution if the source speaks for one.
    package func statements(in content: RevisionContent) -> [Statement] {
        Attributions.statements(
            in: content.shared.text, language: content.language, among: languages
        ) { institution(named: $0, language: content.language) }
    }
}
