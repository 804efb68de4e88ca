/// What other settings would have opened of the mentions that were recorded.
///
/// It judges again what the settings decide (scope, confidence, age), and takes over what they do
/// not: what a person has denied, and which questions were known already.
package struct OpeningTrial: Sendable {
    /// What the configuration says of the texts of one feed.
    package struct Settings: Hashable, Sendable {
        package var opensInquiries: Bool
        package var openFor: PartyScope
        package var thresholds: CertaintyThresholds
        package var opensWithin: Duration

        package init(
            opensInquiries: Bool, openFor: PartyScope, thresholds: CertaintyThresholds,
            opensWithin: Duration
        ) {
            self.opensInquiries = opensInquiries
            self.openFor = openFor
            self.thresholds = thresholds
            self.opensWithin = opensWithin
        }
    }

    /// A mention as it was recorded.
    package struct Mention: Sendable {
        package let id: Int64
        package let entry: Int64
        package let revision: Int
        package let feed: String
        package let title: String
        package let seenAt: Timestamp
        /// The date of its text: its own, or when it was first seen.
        package let textAt: Timestamp
        package let party: AskedParty
        /// The inquiry that it opened by itself.
        package let inquiry: Inquiry.ID?
        /// Whether a person has decided about it: opened an inquiry from it, or denied it.
        package let isDecidedByPerson: Bool
        /// Why nothing opened.
        package let reason: String?

        package init(
            id: Int64, entry: Int64, revision: Int, feed: String, title: String,
            seenAt: Timestamp, textAt: Timestamp, party: AskedParty, inquiry: Inquiry.ID?,
            isDecidedByPerson: Bool, reason: String?
        ) {
            self.id = id
            self.entry = entry
            self.revision = revision
            self.feed = feed
            self.title = title
            self.seenAt = seenAt
            self.textAt = textAt
            self.party = party
            self.inquiry = inquiry
            self.isDecidedByPerson = isDecidedByPerson
            self.reason = reason
        }
    }

    /// A mention with what would have come of it.
    package struct Verdict: Sendable {
        package let mention: Mention
        package let opens: Bool
        /// Why it would have opened an inquiry, or why not.
        package let reason: String

        package var isAdded: Bool { opens && mention.inquiry == nil }
        package var isDropped: Bool { !opens && mention.inquiry != nil }
    }

    /// What comes before the id of an inquiry that was known already.
    static let known = "the question is known already: "

    private let settings: [String: Settings]
    private let detector: Detector

    /// - Parameter settings: those of each feed, by its name.
    package init(settings: [String: Settings], detector: Detector) {
        (self.settings, self.detector) = (settings, detector)
    }

    /// - Parameter mentions: in the order in which they were seen.
    package func verdicts(on mentions: [Mention]) -> [Verdict] {
        var opened: [Mention] = []
        let byMention = Set(mentions.compactMap(\.inquiry))
        return mentions.compactMap { mention in
            guard !mention.isDecidedByPerson else { return nil }
            if let refusal = refusal(of: mention) {
                return Verdict(mention: mention, opens: false, reason: refusal)
            }
            if let first = opened.first(where: { isSame(mention, $0) }) {
                let reason = "its question is that of entry \(first.entry)"
                return Verdict(mention: mention, opens: false, reason: reason)
            }
            // The inquiry may be older than the days in question, or a person's.
            if mention.inquiry == nil, let other = knownInquiry(mention), !byMention.contains(other)
            {
                return Verdict(
                    mention: mention, opens: false, reason: Self.known + other.rawValue)
            }
            opened.append(mention)
            return Verdict(
                mention: mention, opens: true, reason: "open_for and open_above allow it")
        }
    }

    /// The narrowest scope that includes the party, with the institutions of the settings.
    private func scope(of party: AskedParty) -> PartyScope {
        let names = [party.mention, party.name]
        let keys = names.compactMap { detector.institution(named: $0, language: nil) }
        return keys.contains(where: detector.isConfigured) ? .configured : party.kind.scope
    }

    private func refusal(of mention: Mention) -> String? {
        guard let settings = settings[mention.feed] else { return "its feed is not configured" }
        guard settings.opensInquiries else { return "open_from_text is false" }
        let confidence = mention.party.confidence
        let scope = scope(of: mention.party)
        let sure = PercentText.write(confidence)
        switch settings.thresholds.certainty(of: confidence, in: scope) {
        case .sure: break
        case .doubtful: return "it is \(sure) sure: doubtful"
        case .unlikely: return "it is only \(sure) sure"
        }
        if scope > settings.openFor { return "open_for is \(settings.openFor.rawValue)" }
        // Words that were added to an old text are new, and that was judged at the time.
        let isOld = mention.seenAt - mention.textAt > settings.opensWithin
        if isOld, mention.revision == 1 || mention.inquiry == nil { return "its text is too old" }
        return nil
    }

    private func knownInquiry(_ mention: Mention) -> Inquiry.ID? {
        guard let reason = mention.reason, let range = reason.firstRange(of: Self.known) else {
            return nil
        }
        return Inquiry.ID(rawValue: String(reason[range.upperBound...]))
    }

    private func isSame(_ mention: Mention, _ other: Mention) -> Bool {
        let (party, first) = (mention.party, other.party)
        if mention.entry == other.entry {
            return party.institution.map { $0 == first.institution } ?? false
                || party.name == first.name
        }
        let inquiry = Inquiry(
            id: Inquiry.ID(rawValue: ""), institution: first.institution,
            institutionName: first.name, origin: .text(entry: other.entry), subject: other.title,
            evidence: first.evidence, topic: first.topic, openedAt: other.seenAt, dueAt: nil,
            state: .open)
        return detector.sameQuestion(party, as: inquiry, subject: mention.title) != nil
    }
}

extension AskedParty {
    /// The party of a mention, from what was recorded of it.
    init(
        institution: InstitutionKey?, name: String, state: String, evidence: String,
        topic: [String], wording: String, kind: PartyKind?, question: String?, confidence: Double?
    ) {
        self.init(
            institution: institution, name: name, state: State(rawValue: state) ?? .awaiting,
            evidence: evidence, topic: topic, isOutletsOwn: true, mention: wording,
            kind: kind ?? .organisation, question: question, confidence: confidence ?? 0)
    }
}
