extension Detector {
    /// How a new or changed entry responds to the open inquiries.
    ///
    /// - Parameters:
    ///   - candidate: the entry, with the sentences that are new if it was known before.
    ///   - open: the inquiries that may still be answered.
    ///   - terms: how many texts have which terms; without it every term counts as rare.
    ///
    /// - Returns: at most one finding for each inquiry.
    package func findings(
        for candidate: ResponseCandidate, open: [Inquiry], terms: TermCounts = TermCounts()
    ) -> [ResponseFinding] {
        guard !open.isEmpty,
            let language = language(candidate.language, candidate.shared.text)
        else {
            return []
        }
        let matcher = ResponseMatcher(
            candidate, detector: self, language: language,
            rarity: { terms.rarity($0, language: language.code) })
        return open.compactMap { matcher.finding($0) }
    }

    /// Whether the party's question is already being asked of the same institution.
    ///
    /// The matter must be the same, too.
    ///
    /// - Parameter subject: the title of the text that speaks of the party.
    package func isSameQuestion(
        _ party: AskedParty, as inquiry: Inquiry, subject: String
    ) -> Bool {
        if let key = party.institution, let asked = inquiry.institution {
            guard key == asked else { return false }
        } else if !Self.isSameName(party.name, inquiry.institutionName) {
            return false
        }
        let common: (TaggedToken, Language?) -> Bool = TopicWords.isCommon
        func terms(_ title: String, _ topic: [String]) -> TopicTerms {
            TopicTerms(
                title + "\n" + topic.joined(separator: ", "), index: index, common: common,
                language: nil)
        }
        let names = [party.name, inquiry.institutionName].joined(separator: ", ")
        var apart = Set(terms(names, []).order)
        if let key = inquiry.institution { apart.insert("@\(key.rawValue)") }
        let match = TopicMatch(
            terms(inquiry.subject, inquiry.topic), terms(subject, party.topic), apart: apart,
            rarity: { _ in 1 })
        return match.count >= 2
    }
}
