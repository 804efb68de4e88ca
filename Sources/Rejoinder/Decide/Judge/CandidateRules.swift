extension OpenInquiry {
    /// Whether an earlier ruling or response leaves nothing new to record.
    ///
    /// Once a person has denied a response, neither the same entry nor the same words elsewhere
    /// become one for that inquiry again; but an entry that asks may still be edited to have the
    /// answer. A candidate or a holding reply is not reported twice either.
    func rulesOut(_ finding: ResponseFinding, of entry: Int64) -> Bool {
        responses.contains { known in
            if known.isDenied {
                return known.entry == entry && !asking.contains(entry)
                    || known.quote == finding.quote
            }
            return known.entry == entry && known.verdict == finding.verdict.rawValue
                && (finding.verdict == .candidate || known.quote == finding.quote)
                // What was proposed, too, is proposed once.
                || known.isProposal && known.entry == entry && known.quote == finding.quote
        }
    }

    /// Why a candidate is recorded without being told; nil if it is told.
    ///
    /// Nobody reads the twentieth of a week, so few are told: those that come first, and after
    /// them only what is clearly surer. Only weak findings are held back; one that is sure enough
    /// for an answer is always told.
    func suppression(
        of finding: ResponseFinding, from feed: String, at moment: Timestamp
    ) -> String? {
        guard finding.verdict == .candidate else { return nil }
        if responses.contains(where: { $0.isDenied && $0.resembles(finding, from: feed) }) {
            return "not told: it is like one that a person has denied"
        }
        let told = responses.filter { known in
            known.verdict == finding.verdict.rawValue && !known.isSuppressed && !known.isProposal
                && known.at > moment - Self.week
        }
        let surest = told.map(\.confidence).max() ?? 0
        guard told.count >= Self.candidatesAWeek,
            finding.confidence < surest + Self.clearlySurer
        else { return nil }
        return "not told: there were \(told.count) candidates within a week, and it is not clearly "
            + "surer than they are"
    }

    /// How many candidates of an inquiry are told within seven days.
    static let candidatesAWeek = 3
    /// By how much another one must be surer than each of them.
    private static let clearlySurer = 0.1
    private static let week = Duration.seconds(7 * 86_400)
}

extension KnownResponse {
    /// Whether the finding says the same again: in nearly the same words, or in the same feed for
    /// no other reason.
    fileprivate func resembles(_ finding: ResponseFinding, from feed: String) -> Bool {
        if WordRuns(quote).share(of: finding.quote) >= Self.nearlyAll { return true }
        return feed == self.feed && !finding.reasons.isEmpty
            && Set(finding.reasons).isSubset(of: reasons)
    }

    /// The share of the runs of words that two texts have in common if they say the same.
    private static let nearlyAll = 0.8
}
