import Testing

@testable import Rejoinder

@Suite("Deadlines") struct DeadlineTests {
    private static let day = 1440
    private static let rules = InquiryRules(
        deadline: .span(.seconds(3 * 86_400)), dueBefore: .seconds(12 * 3600))

    @Test("are told when they are near, once, and when they are past, once") func once()
        async throws
    {
        let test = try await Self.asked()
        try await Self.announce(test, at: 2 * Self.day)
        #expect(try await Self.told(test) == [])
        for minute in [2 * Self.day + 730, 2 * Self.day + 800] {
            try await Self.announce(test, at: minute)
        }
        #expect(try await Self.told(test) == [.inquiryDue])
        for minute in [3 * Self.day + 15, 3 * Self.day + 16, 9 * Self.day] {
            try await Self.announce(test, at: minute)
        }
        #expect(try await Self.told(test) == [.inquiryDue, .inquiryOverdue])
    }

    @Test("are told as past alone where nobody looked while they were near") func lateStart()
        async throws
    {
        let test = try await Self.asked()
        for _ in 1...2 { try await Self.announce(test, at: 5 * Self.day) }
        #expect(try await Self.told(test) == [.inquiryOverdue])
    }

    @Test("are told again as often as the rules say, each time as another event")
    func repeats() async throws {
        let test = try await Self.asked()
        var rules = Self.rules
        rules.repeatOverdue = .seconds(86_400)
        for hour in stride(from: 70, through: 120, by: 1) {
            try await Self.announce(test, at: 15 + hour * 60, rules: rules)
        }
        let overdue = try await test.events(.inquiryOverdue)
        #expect(
            overdue.map { ($0.at - TestLedger.minute(15)).milliseconds / 3_600_000 } == [
                72, 96, 120,
            ])
        #expect(Set(overdue.map(\.id)).count == 3)
    }

    @Test("are told with the coverage since the question, gaps and all") func coverage()
        async throws
    {
        let test = try await Self.asked()
        try await test.declare(["harbour": TestLedger.harbour.key], at: 15)
        try await test.poll("harbour", at: 15, [])
        try await test.poll("harbour", at: 300, .failed(kind: "http 503", message: "HTTP 503"))
        try await test.poll("harbour", at: 315, .unchanged)
        try await Self.announce(test, at: 3 * Self.day + 15)
        let data = try await test.data(of: .inquiryOverdue)
        #expect(data?.at("inquiry.institution.key") == .string("harbour"))
        #expect(data?.at("entry.id") == .string("id:a"))
        #expect(data?.at("feed.name") == .string("news"))
        #expect(data?.at("coverage.from") == .time(TestLedger.minute(15)))
        #expect(data?.at("coverage.looks") == .int(3))
        #expect(data?.at("coverage.feeds") == .array([.string("news"), .string("harbour")]))
        guard case .array(let gaps) = data?.at("coverage.gaps") else {
            Issue.record("no gaps in \(data?.text ?? "nothing")")
            return
        }
        let reasons = ["not looked", "http 503", "not looked"]
        #expect(gaps.map { $0["reason"] } == reasons.map { .string($0) })
        #expect(gaps.map { $0["feed"] } == ["news", "harbour", "harbour"].map { .string($0) })
    }

    @Test("are not told of an inquiry that has ended") func ended() async throws {
        let test = try await Self.asked()
        let inquiry = try #require(try await test.ledger.inquiries().first)
        try await test.ledger.close(
            inquiry, by: Act(by: "kim", at: TestLedger.minute(20), reason: nil))
        try await Self.announce(test, at: 9 * Self.day)
        #expect(try await Self.told(test) == [])
        #expect(try await test.ledger.nextDeadline(rules: Self.rules) == nil)
    }

    @Test("are told anew after an inquiry was reopened with another one") func reopened()
        async throws
    {
        let test = try await Self.asked()
        try await Self.announce(test, at: 4 * Self.day)
        var inquiry = try #require(try await test.ledger.inquiries().first)
        try await test.ledger.close(
            inquiry, by: Act(by: "kim", at: TestLedger.minute(5 * Self.day), reason: nil))
        inquiry = try #require(try await test.ledger.inquiries().first)
        try await test.ledger.reopen(
            inquiry, dueAt: TestLedger.minute(8 * Self.day),
            by: Act(by: "kim", at: TestLedger.minute(5 * Self.day + 1), reason: nil))
        try await Self.announce(test, at: 8 * Self.day - 60)
        try await Self.announce(test, at: 8 * Self.day)
        #expect(try await Self.told(test) == [.inquiryOverdue, .inquiryDue, .inquiryOverdue])
    }

    @Test("are called near no sooner than half-way from the time at which they were set")
    func short() async throws {
        let test = try TestLedger()
        try await test.watch()
        var rules = Self.rules
        rules.deadline = .span(.seconds(3600))
        func next() async throws -> Timestamp? { try await test.ledger.nextDeadline(rules: rules) }
        try await test.poll(at: 15, [Told(asked: [TestLedger.harbour])], rules: rules)
        #expect(try await next() == TestLedger.minute(15 + 30))
        try await Self.announce(test, at: 15 + 29, rules: rules)
        #expect(try await Self.told(test) == [])
        try await Self.announce(test, at: 15 + 30, rules: rules)
        #expect(try await Self.told(test) == [.inquiryDue])
        let inquiry = try #require(try await test.ledger.inquiries().first)
        try await test.ledger.extend(
            inquiry, dueAt: TestLedger.minute(15 + 55 + 120),
            by: Act(by: "kim", at: TestLedger.minute(15 + 55), reason: nil))
        #expect(try await next() == TestLedger.minute(15 + 55 + 60))
    }

    @Test("are expected at the time at which they will be told") func next() async throws {
        let test = try await Self.asked()
        var rules = Self.rules
        func next() async throws -> Timestamp? { try await test.ledger.nextDeadline(rules: rules) }
        #expect(try await next() == TestLedger.minute(15 + 60 * 60))
        try await Self.announce(test, at: 15 + 60 * 60)
        #expect(try await next() == TestLedger.minute(15 + 72 * 60))
        try await Self.announce(test, at: 15 + 72 * 60)
        #expect(try await next() == nil)
        rules.repeatOverdue = .seconds(3600)
        #expect(try await next() == TestLedger.minute(15 + 73 * 60))
    }

    /// A text of minute 15 that says that the harbour was asked.
    private static func asked() async throws -> TestLedger {
        let test = try TestLedger()
        try await test.watch()
        try await test.poll(at: 15, [Told(asked: [TestLedger.harbour])], rules: rules)
        return test
    }

    private static func announce(
        _ test: TestLedger, at minute: Int, rules: InquiryRules = rules
    ) async throws {
        try await test.ledger.announceDeadlines(now: TestLedger.minute(minute), rules: rules)
    }

    private static func told(_ test: TestLedger) async throws -> [EventType] {
        try await test.events(.inquiryDue, .inquiryOverdue).map(\.type)
    }
}
