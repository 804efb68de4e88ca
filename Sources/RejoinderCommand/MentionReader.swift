import Rejoinder

/// Reads a text once more, to say which of its words decided that somebody was asked.
struct MentionReader {
    private let ledger: Ledger
    private let detector: Detector

    init(_ ledger: Ledger, institutions: [Institution]) {
        self.ledger = ledger
        detector = Detector(institutions: institutions)
    }

    func text(_ mention: MentionRecord) async throws -> MentionText {
        guard mention.confidence != nil, let state = AskedParty.State(rawValue: mention.state),
            let revision = try await ledger.revision(
                entry: mention.entry, number: mention.revision)
        else { return MentionText(mention: mention) }
        let outlet = try await ledger.feed(named: mention.feed).title
        return MentionText(
            mention: mention,
            deciding: detector.decidingWords(
                in: revision.content, evidence: mention.evidence, wording: mention.wording,
                state: state, outlet: OutletName(outlet)))
    }
}
