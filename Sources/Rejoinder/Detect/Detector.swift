package struct Detector: Sendable {
    package init(institutions: [Institution]) {}
    package func parties(title: String, text: String, language: String?) -> [AskedParty] { [] }
    package func institution(named phrase: String, language: String?) -> InstitutionKey? { nil }
    package func findings(
        for candidate: ResponseCandidate, open: [Inquiry], rarity: (String) -> Double
    ) -> [ResponseFinding] { [] }
    package func isSameQuestion(
        _ party: AskedParty, as inquiry: Inquiry, subject: String
    ) -> Bool { false }
    package func institutionName(_ key: InstitutionKey) -> String? { nil }
}
