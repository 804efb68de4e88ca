extension Detector {
    /// What the text says that somebody said, with the institution if the source speaks for one.
    ///
    /// - Parameter own: the institution whose own feed has the text. There its people are named
    ///   without it: "said port director Jane Doe".
    package func statements(
        in content: RevisionContent, ofFeedOf own: InstitutionKey? = nil
    ) -> [Statement] {
        Attributions.statements(
            in: content.shared.text, language: content.language, among: languages, own: own
        ) { institution(named: $0, language: content.language) }
    }
}
