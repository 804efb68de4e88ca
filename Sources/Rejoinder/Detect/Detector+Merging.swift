extension Detector {
    /// Each party once, with what the text says of it in the end.
    ///
    /// The later mention counts, except that "no answer" does not cancel a refusal or an answer to
    /// the question, and that nothing cancels a mention which is surer. It does cancel what the party
    /// only said, as in a statement of last week: that is no answer to what was asked since.
    static func merged(
        _ mentions: [AskedParty], by thresholds: CertaintyThresholds
    ) -> [AskedParty] {
        var parties: [AskedParty] = []
        for party in mentions {
            guard let same = parties.firstIndex(where: { isSame($0, party) }) else {
                parties.append(party)
                continue
            }
            let old = thresholds.certainty(of: parties[same])
            let new = thresholds.certainty(of: party)
            // Whoever has answered a question may go on speaking.
            if parties[same].question != nil, party.state == .responded, party.question == nil {
                continue
            }
            if new > old || (new == old && isLast(party, after: parties[same])) {
                parties[same] = party
            }
        }
        return parties
    }

    private static func isLast(_ new: AskedParty, after old: AskedParty) -> Bool {
        new.state != .awaiting || old.state == .responded && old.question == nil
    }

    private static func isSame(_ old: AskedParty, _ new: AskedParty) -> Bool {
        new.institution.map { $0 == old.institution } ?? isSameName(old.name, new.name)
    }
}
