@testable import Rejoinder

/// A situation that is judged: what is known, and what was seen, without a ledger.
struct Situation {
    var facts = LookFacts(logID: [7], feed: .sample())
    var look = EntryLook(feed: .sample(), at: TestLedger.minute(60), source: .feed)
    var rules = JudgeRules(
        inquiries: InquiryRules(), detector: Detector(institutions: TestLedger.institutions))

    /// What comes of entries that were seen one after the other.
    func plan(_ observed: ObservedEntry...) -> Plan {
        var judge = Judge(look, facts, rules)
        for entry in observed { judge.judge(entry) }
        return judge.plan
    }

    /// What comes of a poll.
    func plan(_ outcome: PollRecord.Outcome, movedTo: String? = nil) -> Plan {
        let poll = PollRecord(
            feed: look.feed, at: look.at,
            next: NextPoll(at: look.at + .seconds(900), reason: "every 15m, as configured"),
            outcome: outcome, movedTo: movedTo)
        return Plan.of(poll, facts, rules)
    }

    /// Knows an entry with the number, whose feed last said this.
    mutating func know(
        _ id: Int64, _ content: RevisionContent = .sample(),
        _ change: (inout EntryFacts) -> Void = { _ in }
    ) {
        var entry = EntryFacts(
            id: id, version: 3,
            origin: .init(identity: "id:\(id)", sourceID: nil, firstSeenAt: TestLedger.minute(10)),
            revision: 1)
        entry.newest[.feed] = Revision(
            number: 1, source: .feed, seenAt: TestLedger.minute(10), content: content)
        entry.comparedAt = TestLedger.minute(10)
        change(&entry)
        facts.entries[id] = entry
    }
}

extension Plan {
    /// The effects by name, in order.
    var effects: [String] {
        steps.map { String(String(describing: $0.effect).prefix { $0 != "(" }) }
    }

    var drafts: [EventDraft] {
        steps.compactMap { if case .tell(let draft) = $0.effect { draft } else { nil } }
    }

    /// The types of the events that it tells, in order.
    var told: [EventType] { drafts.map(\.type) }

    /// The verdict on the only change.
    var verdict: ChangeVerdict? {
        let verdicts = steps.compactMap { step -> ChangeVerdict? in
            if case .recordChange(let change) = step.effect { change.verdict } else { nil }
        }
        return verdicts.count == 1 ? verdicts[0] : nil
    }

    var opened: [Inquiry] {
        steps.compactMap { if case .openInquiry(let new) = $0.effect { new.inquiry } else { nil } }
    }

    /// The reason of the first effect of that name.
    func reason(for effect: String) -> String? {
        zip(effects, steps).first { $0.0 == effect }?.1.reason
    }
}

extension FeedState {
    /// A feed that was last seen ten minutes before the situation.
    static func sample(
        id: Int64 = 1, institution: InstitutionKey? = nil, listed: Int = 2,
        baselineAt: Timestamp? = TestLedger.minute(0), failures: Int = 0,
        failingSince: Timestamp? = nil, isFailing: Bool = false, movedTo: String? = nil,
        movedSince: Timestamp? = nil, movedPolls: Int = 0, movedTold: Bool = false
    ) -> FeedState {
        FeedState(
            id: id, name: "news", url: "https://news.example/feed", institution: institution,
            title: "The News", tags: [], etag: nil, lastModified: nil, bodyHash: nil, readAt: nil,
            listed: listed, baselineAt: baselineAt, polledAt: TestLedger.minute(50),
            succeededAt: TestLedger.minute(50), nextPollAt: TestLedger.minute(60),
            scheduleReason: nil, rhythm: nil, hints: nil, failures: failures,
            failingSince: failingSince, isFailing: isFailing, lastError: nil, movedTo: movedTo,
            movedSince: movedSince, movedPolls: movedPolls, movedTold: movedTold, isActive: true,
            version: 5)
    }
}

extension RevisionContent {
    static func sample(
        title: String = "Port to reopen on Friday",
        text: String = "The port will reopen on Friday, the harbour master said.",
        link: String? = "https://news.example/a"
    ) -> RevisionContent {
        RevisionContent(
            title: title, text: text, link: link, published: TestLedger.minute(-10), language: "en")
    }
}

extension ObservedEntry {
    /// - Parameters:
    ///   - known: the number of the entry that it is; nil for a new one.
    ///   - change: what the comparison says.
    static func sample(
        _ identity: String = "a", known: Int64? = nil, _ content: RevisionContent = .sample(),
        _ change: Change? = nil, parties: [AskedParty] = [],
        statements: [StatementChange] = [], isRenamed: Bool = false, mayBeVariant: Bool = false,
        isUnread: Bool = false
    ) -> ObservedEntry {
        let hash = Normaliser.contentHash(of: content)
        return ObservedEntry(
            identity: identity, identityRule: 1, sourceID: nil, content: content,
            contentHash: hash, fingerprint: Normaliser.fingerprint(of: content), sourceHash: hash,
            rules: ObservedEntry.rules, previous: known.map { .sample($0) }, isRenamed: isRenamed,
            mayBeVariant: mayBeVariant, isUnread: isUnread, change: change,
            reading: TextFindings(
                statements: statements.compactMap {
                    if case .published(let statement) = $0 { statement } else { nil }
                }, parties: parties),
            statementChanges: statements)
    }
}

extension KnownEntry {
    static func sample(_ id: Int64) -> KnownEntry {
        KnownEntry(
            id: id, revision: 1, contentHash: [1], sourceHash: [1], rules: ObservedEntry.rules,
            version: 3)
    }
}

extension Inquiry {
    /// A question to the Harbour Authority that was put before the situation.
    static func sample(
        _ id: String = "inq_a", institution: Institution = TestLedger.harbour,
        origin: Origin = .configuration, subject: String = "Why is the port shut?",
        topic: [String] = ["port", "pilots", "ferries"],
        openedAt: Timestamp = TestLedger.minute(5), dueAt: Timestamp? = TestLedger.minute(4000),
        state: State = .open
    ) -> Inquiry {
        Inquiry(
            id: ID(rawValue: id), institution: institution.key, institutionName: institution.name,
            origin: origin, subject: subject, evidence: nil, topic: topic, openedAt: openedAt,
            dueAt: dueAt, state: state)
    }
}
