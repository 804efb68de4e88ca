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
            candidate, open: open, detector: self, language: language, terms: terms)
        return open.compactMap { matcher.finding($0) }
    }
}
