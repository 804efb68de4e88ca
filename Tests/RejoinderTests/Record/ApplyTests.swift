import Testing

@testable import Rejoinder

@Suite("A plan in the ledger") struct ApplyTests {
    private static let detector = Detector(institutions: TestLedger.institutions)
    private static let rules = JudgeRules(inquiries: InquiryRules(), detector: detector)
    private static let asked = [TestLedger.harbour]

    /// A ledger with a feed whose one entry is known, and another feed.
    private static func known() async throws -> TestLedger {
        let test = try TestLedger()
        try await test.watch()
        try await test.watch("other")
        try await test.poll(at: 15, [Told()])
        return test
    }

    /// Decides a poll of these entries by what the ledger knows now.
    private static func plan(
        _ test: TestLedger, of feed: String = "news", at minute: Int = 30, _ entries: [Told]
    ) async throws -> Plan {
        try await plan(
            test, of: feed, at: minute, .listing(try await test.listing(feed, minute, entries)))
    }

    private static func plan(
        _ test: TestLedger, of feed: String = "news", at minute: Int = 30,
        _ outcome: PollRecord.Outcome, assumingQuiet isQuiet: Bool = false
    ) async throws -> Plan {
        let poll = PollRecord(
            feed: try await test.ledger.feed(named: feed), at: TestLedger.minute(minute),
            next: NextPoll(at: TestLedger.minute(minute + 15), reason: "every 15m, as configured"),
            outcome: outcome, movedTo: nil)
        let facts = try await test.ledger.facts(
            FactsRequest(poll, assumingQuiet: isQuiet), of: poll.feed)
        return Plan.of(poll, facts, rules)
    }

    struct Meanwhile: CustomTestStringConvertible {
        let testDescription: String
        let happen: @Sendable (TestLedger) async throws -> Void
    }

    static let conflicts = [
        Meanwhile(testDescription: "the entry got a revision from its page") {
            try await $0.tamper("UPDATE entry SET revision = revision WHERE id = 1")
        },
        Meanwhile(testDescription: "the feed was polled") {
            try await $0.poll(at: 20, .unchanged)
        },
        Meanwhile(testDescription: "somebody opened an inquiry") {
            try await $0.ledger.open(
                .sample(origin: .hand(user: "kim")),
                by: Act(by: "kim", at: TestLedger.minute(20), reason: nil))
        },
    ]

    @Test("is refused without a trace if what it rests on has changed", arguments: conflicts)
    func stale(_ meanwhile: Meanwhile) async throws {
        let test = try await Self.known()
        let plan = try await Self.plan(test, [Told(text: "Not before Monday.")])
        try await meanwhile.happen(test)
        let looks = "SELECT sum(looks) FROM coverage"
        let before = try await test.column(Int.self, looks)
        let events = try await test.types()
        #expect(try await test.ledger.apply(plan) == .stale)
        #expect(try await test.types() == events)
        #expect(try await test.column(Int.self, "SELECT count(*) FROM revision") == [1])
        #expect(try await test.column(Int.self, looks) == before)
    }

    static let bystanders = [
        Meanwhile(testDescription: "another feed was polled") {
            try await $0.poll("other", at: 20, [Told(id: "z", title: "Fog")])
        },
        Meanwhile(testDescription: "another feed's entry changed") {
            try await $0.poll("other", at: 20, [Told(id: "z", title: "Fog")])
            try await $0.poll("other", at: 25, [Told(id: "z", title: "Fog lifts")])
        },
        Meanwhile(testDescription: "a sink was declared") {
            try await $0.ledger.declare(sinks: [Route(sink: "desk")])
        },
    ]

    @Test("is carried out whatever happened elsewhere", arguments: bystanders)
    func fresh(_ meanwhile: Meanwhile) async throws {
        let test = try await Self.known()
        let plan = try await Self.plan(test, [Told(text: "Not before Monday.")])
        try await meanwhile.happen(test)
        #expect(try await test.ledger.apply(plan) != .stale)
        #expect(try await test.types().contains(.entryUpdated))
    }

    @Test("answers no inquiry that a person has closed meanwhile") func closedMeanwhile()
        async throws
    {
        let test = try await Self.known()
        try await test.ledger.open(
            .sample(
                origin: .hand(user: "kim"), subject: "Why is the port shut to pilots and ferries?"),
            by: Act(by: "kim", at: TestLedger.minute(16), reason: nil))
        let answer = Told(
            id: "r", title: "Pilots, ferries and the port",
            text: "The Harbour Authority said in a statement that the port was shut to pilots and "
                + "ferries by ice.")
        let plan = try await Self.plan(test, of: "other", [answer])
        #expect(plan.told.contains(.inquiryAnswered))
        let inquiry = try await test.ledger.inquiry("inq_a")
        try await test.ledger.close(
            inquiry, by: Act(by: "kim", at: TestLedger.minute(20), reason: nil))
        #expect(try await test.ledger.apply(plan) == .stale)
        let again = try await Self.plan(test, of: "other", [answer])
        #expect(!again.told.contains(.inquiryAnswered))
        #expect(try await test.ledger.apply(again) != .stale)
        #expect(try await test.ledger.inquiry("inq_a").state == .closed)
    }

    @Test("opens one inquiry where two feeds report the question at the same moment")
    func sameQuestion() async throws {
        let test = try await Self.known()
        let first = try await Self.plan(test, [Told(id: "q", asked: Self.asked)])
        let second = try await Self.plan(test, of: "other", [Told(id: "q", asked: Self.asked)])
        #expect(first.opened.count == 1 && second.opened.count == 1)
        #expect(try await test.ledger.apply(first) != .stale)
        #expect(try await test.ledger.apply(second) == .stale)
        let again = try await Self.plan(test, of: "other", [Told(id: "q", asked: Self.asked)])
        #expect(again.opened.isEmpty)
    }

    @Test("puts the ledger's number where it speaks of a new entry") func numbers() async throws {
        let test = try await Self.known()
        try await test.poll(
            at: 30,
            [
                Told(id: "x", title: "Fog", text: "No ships."),
                Told(id: "q", title: "Pier shut", text: "Nobody says why.", asked: Self.asked),
            ])
        #expect(
            try await test.column(
                Int.self, "SELECT entry_id FROM event WHERE type = 'inquiry.opened'") == [3])
        #expect(try await test.column(Int.self, "SELECT origin_entry FROM inquiry") == [3])
        #expect(
            try await test.column(Int.self, "SELECT entry_id FROM revision ORDER BY 1") == [
                1, 2, 3,
            ]
        )
    }

    @Test("that assumes a quiet feed is refused if an entry is noisy, or waits for its page")
    func unfinished() async throws {
        for (sql, isStale) in [
            ("UPDATE entry SET noisy_since = 1 WHERE feed_id = 1", true),
            ("UPDATE entry SET noisy_since = 1 WHERE feed_id = 2", false),
            ("UPDATE page SET waits_since = 1", true),
        ] {
            let test = try await Self.known()
            try await test.poll("other", at: 16, [Told(id: "z", title: "Fog")])
            try await test.tamper(
                "INSERT INTO page (entry_id, url, changed_at) VALUES (1, 'https://x.example/', 1)")
            let plan = try await Self.plan(test, .unchanged, assumingQuiet: true)
            try await test.tamper(sql)
            #expect((try await test.ledger.apply(plan) == .stale) == isStale, "\(sql)")
        }
    }

    @Test("leaves the feed's row in the version that it says") func version() async throws {
        let test = try await Self.known()
        let plan = try await Self.plan(test, .unchanged)
        let application = try await test.ledger.apply(plan)
        let version = try await test.ledger.feed(named: "news").version
        #expect(application == .applied(feedVersion: version))
    }
}
