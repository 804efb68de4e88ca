import Testing

@testable import Rejoinder

@Suite("The plan for an entry") struct EntryJudgeTests {
    private static let monday = RevisionContent.sample(text: "Not before Monday.")
    private static let said = Statement(
        source: "The Harbour Authority", cue: "said", content: "We open on Monday.",
        isQuoted: true, institution: TestLedger.harbour.key)

    @Test("adds a new one, watches its page, and tells of it") func new() {
        var situation = Situation()
        situation.look.followsPages = true
        let plan = situation.plan(.sample())
        #expect(plan.effects == ["addEntry", "addPage", "addRevision", "tell"])
        #expect(plan.told == [.entryPublished])
        #expect(plan.reason(for: "addEntry") == "the feed lists it for the first time")
        #expect(plan.drafts.first?.entry == -1)
    }

    @Test("numbers new ones apart, and below all that the ledger has") func numbers() {
        let plan = Situation().plan(.sample("a"), .sample("b"))
        #expect(plan.drafts.map(\.entry) == [-1, -2])
    }

    @Test("tells nothing of a quiet baseline") func baseline() {
        var situation = Situation()
        situation.look = EntryLook(
            feed: .sample(baselineAt: nil), at: TestLedger.minute(60), source: .feed)
        #expect(situation.plan(.sample()).effects == ["addEntry", "addRevision"])
    }

    @Test("waits for the page of one whose title another entry has") func doubtful() {
        var situation = Situation()
        situation.look.followsPages = true
        let plan = situation.plan(.sample(mayBeVariant: true))
        #expect(plan.told == [])
        #expect(plan.effects.last == "setWaiting")
        situation.look.followsPages = false
        #expect(situation.plan(.sample(mayBeVariant: true)).told == [.entryPublished])
    }

    @Test("records a change with its verdict, and rests on the entry as it was read") func changed()
    {
        var situation = Situation()
        situation.know(4) { $0.page = .init(url: "https://news.example/a", version: 9) }
        let plan = situation.plan(.sample(known: 4, Self.monday, .major(.wording)))
        #expect(
            plan.effects == ["noteSource", "lookSoon", "addRevision", "recordChange", "tell"])
        #expect(plan.verdict == ChangeVerdict(type: .entryUpdated, reason: "its words changed"))
        #expect(plan.basis.entries == [4: 3] && plan.basis.pages == [4: 9])
        #expect(plan.basis.feeds == [1: 5])
    }

    @Test("rests on the entry as it was matched, if it has changed since") func matchedEarlier() {
        var situation = Situation()
        situation.know(4) { $0 = $0.version(8) }
        let plan = situation.plan(.sample(known: 4, Self.monday, .major(.wording)))
        #expect(plan.basis.entries == [4: 3])
    }

    @Test("numbers a revision after the one that the page has added meanwhile") func numbering() {
        var situation = Situation()
        situation.know(4) { $0.revision = 6 }
        let plan = situation.plan(.sample(known: 4, Self.monday, .major(.wording)))
        let numbers = plan.steps.compactMap { step -> Int? in
            if case .addRevision(let new) = step.effect { new.revision.number } else { nil }
        }
        #expect(numbers == [7])
    }

    @Test("counts a suppressed change that repeats the last one", arguments: [true, false])
    func repeats(isSame: Bool) {
        var situation = Situation()
        situation.know(4) { $0.lastChange = (.none, isSame ? "whitespace" : "markup") }
        let plan = situation.plan(.sample(known: 4, Self.monday, .cosmetic))
        #expect(plan.effects.contains("countRepeat") == isSame)
        #expect(plan.effects.contains("recordChange") != isSame)
    }

    @Test("suppresses what the page was told to have changed already") func toldByPage() {
        var situation = Situation()
        let edit = Change.major(
            .wording,
            sentences: [
                SentenceChange(
                    kind: .changed, before: "On Friday.", after: "Not before Monday.",
                    reason: "a date changed", level: .major)
            ])
        func plan(page: String, told: [String]) -> Plan {
            situation.know(4) {
                $0.toldByOther = told
                $0.newest[.page] = Revision(
                    number: 2, source: .page, seenAt: TestLedger.minute(40),
                    content: .sample(text: page))
            }
            return situation.plan(.sample(known: 4, Self.monday, edit))
        }
        let told = plan(page: "Not before Monday. More below.", told: ["{}"])
        #expect(told.told == [])
        #expect(told.verdict?.reason == "told already, when the entry's page changed")
        #expect(plan(page: "Not before Monday.", told: []).told == [.entryUpdated])
        #expect(plan(page: "On Friday.", told: ["{}"]).told == [.entryUpdated])
    }

    @Test("suppresses what another address of the article has told") func toldByVariant() {
        var situation = Situation()
        situation.know(4) { $0.variants = [9] }
        situation.know(9, Self.monday) { $0.lastToldAt = TestLedger.minute(40) }
        let edit = Change.major(
            .wording,
            sentences: [
                SentenceChange(
                    kind: .added, before: nil, after: "Not before Monday.", reason: "new",
                    level: .major)
            ])
        let plan = situation.plan(.sample(known: 4, Self.monday, edit))
        #expect(plan.told == [])
        #expect(plan.verdict?.reason == "told already, of the same article: entry 9")
        #expect(plan.basis.entries == [4: 3, 9: 3])
        situation.facts.entries[9]?.lastToldAt = TestLedger.minute(5)
        #expect(
            situation.plan(.sample(known: 4, Self.monday, edit)).told == [.entryUpdated],
            "that was before the revision with which this one is compared")
    }

    @Test("suppresses the second of two addresses that change in one document") func sameDocument()
    {
        var situation = Situation()
        situation.know(4) { $0.variants = [9] }
        situation.know(9) { $0.variants = [4] }
        let edit = Change.major(
            .wording,
            sentences: [
                SentenceChange(
                    kind: .added, before: nil, after: "Not before Monday.", reason: "new",
                    level: .major)
            ])
        let plan = situation.plan(
            .sample("a", known: 4, Self.monday, edit), .sample("b", known: 9, Self.monday, edit))
        #expect(plan.told == [.entryUpdated])
    }

    @Test("says when a change is the last to be told for the time being") func noisy() {
        var situation = Situation()
        situation.know(4) { entry in
            entry.recentlyTold = (1...5).map { (TestLedger.minute(60 - $0), .entryUpdated) }
        }
        let plan = situation.plan(.sample(known: 4, Self.monday, .major(.number)))
        #expect(plan.effects.contains("setNoise") && plan.told == [.entryUpdated])
        #expect(plan.drafts.first?.data.at("change.noisy") == .bool(true))
    }

    struct Held: CustomTestStringConvertible {
        let testDescription: String
        let kind: ChangeKind
        var sentence = "The count stood at 11."
        var isAwaited = true
        let isTold: Bool
    }

    static let held = [
        Held(testDescription: "a figure is held back", kind: .number, isTold: false),
        Held(testDescription: "a correction is not", kind: .correction, isTold: true),
        Held(testDescription: "nor is a retraction", kind: .retraction, isTold: true),
        Held(testDescription: "nor an institution's reply", kind: .response, isTold: true),
        Held(
            testDescription: "nor a sentence about a body whose answer is awaited", kind: .number,
            sentence: "The Harbour Authority counts 11.", isTold: true),
        Held(
            testDescription: "a sentence about any other body is held back", kind: .number,
            sentence: "The Harbour Authority counts 11.", isAwaited: false, isTold: false),
    ]

    @Test("holds back the changes of a noisy one, but not all", arguments: held)
    func heldBack(_ named: Held) {
        var situation = Situation()
        situation.know(4) { $0.noisySince = TestLedger.minute(30) }
        if named.isAwaited {
            situation.facts.answerable = [OpenInquiry(inquiry: .sample(), feeds: ["other"])]
        }
        let change = Change.major(
            named.kind,
            sentences: [
                SentenceChange(
                    kind: .changed, before: "It stood at 10.", after: named.sentence,
                    reason: "a figure changed", level: .major)
            ])
        let plan = situation.plan(.sample(known: 4, Self.monday, change))
        #expect(plan.told.isEmpty != named.isTold)
        if !named.isTold { #expect(plan.verdict?.reason == EntryNoise.reason) }
    }

    @Test("tells an institution's statements, and not what others say") func statements() {
        var situation = Situation()
        situation.know(4)
        let other = Statement(
            source: "A fisherman", cue: "says", content: "Never.", isQuoted: false)
        let plan = situation.plan(
            .sample(
                known: 4, Self.monday, .major(.wording),
                statements: [.published(Self.said), .published(other)]))
        #expect(plan.told == [.entryUpdated, .statementPublished])
    }

    @Test("tells a statement once for an article at two addresses") func statementOfVariant() {
        func told(own: Set<String>, other: Set<String>, _ change: StatementChange) -> [EventType] {
            var situation = Situation()
            situation.know(4) { ($0.variants, $0.said) = ([2], own) }
            situation.know(2) { $0.said = other }
            return situation.plan(
                .sample(known: 4, Self.monday, .major(.wording), statements: [change])
            ).told.filter { $0 != .entryUpdated }
        }
        let words: Set = [Self.said.content]
        #expect(told(own: [], other: [], .published(Self.said)) == [.statementPublished])
        #expect(told(own: [], other: words, .published(Self.said)) == [])
        #expect(told(own: words, other: words, .published(Self.said)) == [.statementPublished])
        #expect(told(own: words, other: words, .withdrawn(Self.said)) == [])
    }

    @Test("keeps a quarantined text, and says once why nothing reads it") func unread() {
        var situation = Situation()
        let subject = ReadingSubject.entry(feed: 1, identity: "a")
        situation.facts.quarantines[subject] = Quarantine(
            subject: subject, feed: 1, entry: nil, build: "b1", falls: 2, signal: "SIGILL",
            since: TestLedger.minute(1), file: "entry")
        situation.rules.reading = { _, _ in Issue.record("it is read") }
        let plan = situation.plan(
            .sample(parties: [.awaited(TestLedger.harbour)], isUnread: true))
        #expect(plan.effects == ["addEntry", "addRevision", "noteQuarantined", "tell"])
        #expect(plan.told == [.entryQuarantined])
    }

    @Test("knows one by its new id, and follows it to the plainer address") func renamed() {
        var situation = Situation()
        situation.know(4) { $0.page = .init(url: "https://news.example/a?amp=1", version: 0) }
        let plan = situation.plan(
            .sample("new", known: 4, Self.monday, .major(.wording), isRenamed: true))
        #expect(plan.effects.prefix(2) == ["rename", "followAddress"])
    }

    struct Address: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let old: String
        let isFollowed: Bool
    }

    @Test(
        "follows its page to the address that the feed gives now",
        arguments: [
            Address(
                testDescription: "another one", old: "https://news.example/port", isFollowed: true),
            Address(
                testDescription: "encrypted now", old: "http://news.example/a", isFollowed: true),
            Address(
                testDescription: "the same", old: "https://news.example/a", isFollowed: false),
            Address(
                testDescription: "the same, written otherwise", old: "https://www.news.example/a/",
                isFollowed: false),
        ]) func followed(_ address: Address)
    {
        var situation = Situation()
        situation.know(4) { $0.page = .init(url: address.old, version: 0) }
        let plan = situation.plan(.sample(known: 4, Self.monday, .major(.wording)))
        #expect(plan.effects.contains("followAddress") == address.isFollowed)
    }
}

extension EntryFacts {
    /// The same entry in another version.
    fileprivate func version(_ version: Int) -> EntryFacts {
        var entry = EntryFacts(id: id, version: version, origin: origin, revision: revision)
        (entry.newest, entry.comparedAt) = (newest, comparedAt)
        return entry
    }
}
