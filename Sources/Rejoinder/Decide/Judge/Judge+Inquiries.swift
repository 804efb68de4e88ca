extension Judge {
    /// Opens an inquiry for each party that the outlet asked and that has not answered.
    ///
    /// A party that has refused to answer, or that has answered in the same text, is recorded as well.
    /// There is one inquiry per entry and party, whatever became of it: a later revision that repeats
    /// that somebody has not replied opens nothing again. Another text about the same question joins
    /// the inquiry while an answer is awaited.
    mutating func openInquiries(_ observed: ObservedEntry, at place: Place) {
        for party in observed.reading.parties where party.isOutletsOwn {
            guard let state = party.inquiryState else { continue }
            plan.basis.newestInquiry = facts.newestInquiry
            let known = known(party, of: observed, at: place)
            if let obstacle = obstacle(to: party, known, in: observed, at: place) {
                let reason = "\(state.deed), but \(obstacle.reason)"
                plan.add(
                    .weighMention(
                        WeighedMention(
                            entry: place.entry, revision: place.revision, party: party,
                            // An answer is told at once, or it is no news.
                            isDoubtful: state != .answered && obstacle == .doubt(party.confidence),
                            reason: reason)),
                    because: reason)
                if case .known = obstacle { hearOutcome(party, known, of: observed, at: place) }
                continue
            }
            if let known {
                join(known, party, in: observed, at: place)
                continue
            }
            let inquiry = inquiry(about: party, in: state, of: observed, at: place)
            plan.add(
                .openInquiry(
                    NewInquiry(
                        inquiry: inquiry, entry: place.entry, revision: place.revision,
                        party: party)),
                because: "the text says so: \(party.evidence)")
            asked.append(KnownQuestion(inquiry: inquiry))
            if state != .answered { insert(OpenInquiry(inquiry: inquiry, feeds: nil)) }
            announce(inquiry, party, of: observed, at: place)
        }
    }

    /// Why no inquiry opens although the text says that the party was asked.
    ///
    /// Doubt comes last: whoever is asked to decide about it must not find that nothing follows.
    private func obstacle(
        to party: AskedParty, _ known: FoundQuestion?, in observed: ObservedEntry, at place: Place
    ) -> MentionObstacle? {
        let certainty = look.thresholds.certainty(of: party)
        if certainty == .unlikely { return .unlikely(party.confidence) }
        if !isTopical(party, in: observed, at: place) { return .age }
        if facts.deniedMentions.contains(where: { $0.isOf(party, in: place.entry) }) {
            return .denial
        }
        // What is only doubtful changes nothing about a known question.
        if let known, known.joining == nil || certainty == .doubtful {
            return .known(known.question.inquiry.id)
        }
        if known == nil, party.scope > look.openFor { return .scope(party, look.openFor) }
        return certainty == .doubtful ? .doubt(party.confidence) : nil
    }

    /// Whether the question is young enough to be waiting for an answer.
    ///
    /// It is as old as its text, unless its words were seen to be added. A text without a date is
    /// as old as our knowledge of it.
    private func isTopical(
        _ party: AskedParty, in observed: ObservedEntry, at place: Place
    ) -> Bool {
        guard !isArchived(observed) else { return false }
        if observed.change?.adds(party.evidence) ?? false { return true }
        return look.at - (observed.publishedAt ?? place.firstSeenAt) <= look.opensWithin
    }

    private func inquiry(
        about party: AskedParty, in state: Inquiry.State, of observed: ObservedEntry,
        at place: Place
    ) -> Inquiry {
        let id = DerivedID.inquiry(
            salt: facts.logID, feed: look.feed.name, identity: observed.identity,
            institution: party.institution, name: party.name)
        let calendar = rules.inquiries.calendars.calendar(
            institution: party.institution, feed: look.feed.name)
        return Inquiry(
            id: id, institution: party.institution,
            institutionName: party.name, origin: .text(entry: place.entry),
            subject: observed.title, evidence: party.question ?? party.evidence,
            topic: party.topic,
            openedAt: look.at, dueAt: rules.inquiries.deadline.end(from: look.at, calendar),
            state: state)
    }

    /// Keeps the order in which the ledger gives the inquiries: by time, then by id.
    private mutating func insert(_ open: OpenInquiry) {
        let (at, id) = (open.inquiry.openedAt, open.inquiry.id.rawValue)
        let index = answerable.firstIndex {
            (at, id) < ($0.inquiry.openedAt, $0.inquiry.id.rawValue)
        }
        answerable.insert(open, at: index ?? answerable.endIndex)
    }

    private mutating func announce(
        _ inquiry: Inquiry, _ party: AskedParty, of observed: ObservedEntry, at place: Place
    ) {
        let opening = InquiryOpening(
            inquiry: inquiry, subject: subject(observed, at: place), feed: look.feed.name,
            entry: place.entry, revision: place.revision,
            mention: EventData.mention(
                wording: party.mention, kind: party.kind, confidence: party.confidence),
            answer: party.evidence, source: party.mention, confidence: party.confidence)
        tell(
            opening.event(at: look.at),
            because: opening.responseReason ?? "the outlet has asked, and waits")
    }
}

/// Why no inquiry opens although a text says that somebody was asked.
private enum MentionObstacle: Equatable {
    /// The texts of the feed open inquiries only for others.
    case scope(AskedParty, PartyScope)
    case unlikely(Double)
    case doubt(Double)
    case age
    /// A person has said of these words that nobody was asked.
    case denial
    case known(Inquiry.ID)

    /// What comes after "asked, but".
    var reason: String {
        switch self {
        case .scope(let party, let setting):
            "\(party.name) \(Self.outside(setting)): open_for is \(setting.rawValue)"
        case .unlikely(let confidence):
            "only \(PercentText.write(confidence)) sure: recorded, and no more"
        case .doubt(let confidence): "only \(PercentText.write(confidence)) sure: doubtful"
        case .age: "the text is too old to be waiting for an answer"
        case .denial: "a person has said of these words that nobody was asked"
        case .known(let inquiry): OpeningTrial.known + inquiry.rawValue
        }
    }
}

extension MentionObstacle {
    /// What a party is that the setting leaves out.
    fileprivate static func outside(_ setting: PartyScope) -> String {
        switch setting {
        case .configured: "is not configured"
        case .official: "is no official body"
        case .organisations, .anyone: "is a person"
        }
    }
}

extension DeniedMention {
    /// Whether the text still says of the party what a person has called wrong.
    fileprivate func isOf(_ party: AskedParty, in entry: Int64) -> Bool {
        entry == self.entry && party.name == self.party
            && Normaliser.text(party.evidence) == Normaliser.text(evidence)
    }
}

extension Change {
    /// Whether the sentence, or a part of it, was not there before.
    func adds(_ sentence: String) -> Bool {
        let wanted = Normaliser.text(sentence)
        guard !wanted.isEmpty else { return false }
        let titles = fields.filter { $0.field == .title }.compactMap(\.to)
        let added = sentences.filter { $0.kind == .added || $0.kind == .changed }
            .compactMap(\.after)
        return (titles + added).contains { text in
            let new = Normaliser.text(text)
            return !new.isEmpty && (new.contains(wanted) || wanted.contains(new))
        }
    }
}

extension AskedParty {
    /// The state of the inquiry that it opens; nil if it opens none.
    ///
    /// What somebody said is an answer only if the text tells of the question, too.
    var inquiryState: Inquiry.State? {
        switch state {
        case .awaiting: .open
        case .declined: .declined
        case .responded: question == nil ? nil : .answered
        }
    }
}

extension Inquiry.State {
    /// What comes before "but" where no inquiry opens.
    fileprivate var deed: String {
        switch self {
        case .open, .closed: "asked"
        case .declined: "refused"
        case .answered: "answered"
        }
    }
}
