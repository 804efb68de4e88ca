extension Judge {
    /// Opens an inquiry for each party that the outlet asked and that has not answered.
    ///
    /// A party that has refused to answer is recorded as well. There is one inquiry per entry and
    /// party, whatever became of it: a later revision that repeats that somebody has not replied
    /// opens nothing again, nor does another text about the same question.
    mutating func openInquiries(_ observed: ObservedEntry, at place: Place) {
        for party in observed.reading.parties where party.isOutletsOwn {
            guard let state = party.state.inquiryState, isTopical(party, in: observed, at: place)
            else { continue }
            plan.basis.newestInquiry = facts.newestInquiry
            guard !isKnown(party, of: observed, at: place) else { continue }
            let inquiry = inquiry(about: party, in: state, of: observed, at: place)
            plan.add(
                .openInquiry(
                    NewInquiry(
                        inquiry: inquiry, entry: place.entry, revision: place.revision,
                        party: party)),
                because: "the text says so: \(party.evidence)")
            asked.append(KnownQuestion(inquiry: inquiry))
            insert(OpenInquiry(inquiry: inquiry, feeds: nil))
            announce(inquiry, of: observed, at: place)
        }
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
        let id = DerivedID.make(
            "inq", salt: facts.logID,
            [look.feed.name, observed.identity, party.institution?.rawValue ?? party.name])
        let calendar = rules.inquiries.calendars.calendar(
            institution: party.institution, feed: look.feed.name)
        return Inquiry(
            id: Inquiry.ID(rawValue: id), institution: party.institution,
            institutionName: party.name, origin: .text(entry: place.entry),
            subject: observed.title, evidence: party.evidence, topic: party.topic,
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

    private func isKnown(_ party: AskedParty, of observed: ObservedEntry, at place: Place) -> Bool {
        asked.contains { known in
            let inquiry = known.inquiry
            if known.entry == place.entry {
                let isSame =
                    party.institution.map { $0 == inquiry.institution } ?? false
                    || party.name == inquiry.institutionName
                if isSame { return true }
            } else {
                guard inquiry.openedAt > look.at - Self.questionMemory, inquiry.mayAsk(party) else {
                    return false
                }
            }
            return detector.isSameQuestion(party, as: inquiry, subject: observed.title)
        }
    }

    /// How long a question is remembered: a season later, the same matter is another question.
    static let questionMemory: Duration = .seconds(30 * 86_400)

    private mutating func announce(
        _ inquiry: Inquiry, of observed: ObservedEntry, at place: Place
    ) {
        let isRefused = inquiry.state == .declined
        let reason = "the text that tells of the question tells of the refusal"
        var data = subject(observed, at: place)
        data.append(.init("inquiry", EventData.inquiry(inquiry)))
        if isRefused {
            data.append(
                .init(
                    "response",
                    .members([
                        "confidence": .double(1), "quote": .string(inquiry.evidence ?? ""),
                        "reasons": .array([.string(reason)]),
                        "after": .members([
                            "seen_at": .time(look.at), "revision": .int(place.revision),
                        ]),
                    ])))
        }
        tell(
            EventDraft(
                type: isRefused ? .inquiryDeclined : .inquiryOpened, at: look.at,
                feed: look.feed.name, entry: place.entry, inquiry: inquiry.id,
                identifiedBy: [inquiry.id.rawValue], data: .object(data)),
            because: isRefused ? reason : "the outlet has asked, and waits")
    }
}

extension Change {
    /// Whether the sentence, or a part of it, was not there before.
    fileprivate func adds(_ sentence: String) -> Bool {
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

extension Inquiry {
    /// Whether it may be the party that was asked, as far as keys and names alone can say.
    fileprivate func mayAsk(_ party: AskedParty) -> Bool {
        party.institution == nil || institution == party.institution
            || institutionName == party.name
    }
}

extension AskedParty.State {
    /// The state of the inquiry that it opens; nil if it opens none.
    var inquiryState: Inquiry.State? {
        switch self {
        case .awaiting: .open
        case .declined: .declined
        case .responded: nil
        }
    }
}
