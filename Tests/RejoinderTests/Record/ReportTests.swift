import Testing

@testable import Rejoinder

@Suite("A report") struct ReportTests {
    private static func story() async throws -> TestLedger {
        let test = try TestLedger()
        try await test.watch("harbour", institution: TestLedger.harbour.key)
        try await test.watch()
        try await test.poll(at: 15, [Told(asked: [TestLedger.harbour])])
        try await test.poll(
            at: 30,
            [
                Told(
                    id: "b", title: "Ferries stay moored", text: "No ferry sails this week.",
                    asked: [TestLedger.ministry])
            ])
        try await test.poll("harbour", at: 45, .unchanged)
        let harbour = try await test.ledger.inquiries().first {
            $0.institution == TestLedger.harbour.key
        }
        try await test.ledger.answer(
            try #require(harbour),
            with: HandAnswer(quote: "On Friday.", link: "https://harbour.example/1?token=s3cret"),
            by: Act(by: "ada", at: TestLedger.minute(75), reason: "they called"))
        return test
    }

    private static func report(
        _ test: TestLedger, from: Int = 0, until: Int = 600, of institution: String? = nil
    ) async throws -> InquiryReport {
        try await test.ledger.report(
            from: TestLedger.minute(from), until: TestLedger.minute(until),
            institution: institution, now: TestLedger.minute(600))
    }

    @Test("counts what was asked, and what has come of it") func counts() async throws {
        let report = try await Self.report(try await Self.story())
        #expect(report.total.asked == 2 && report.total.answered == 1 && report.total.open == 1)
        #expect(report.total.medianWait == .seconds(60 * 60))
        #expect(report.institutions.map(\.name) == ["Harbour Authority", "Ministry of Transport"])
        #expect(report.institutions.map(\.waits) == [[.seconds(60 * 60)], []])
    }

    @Test("has only what was asked in its period, both ends told apart") func period() async throws
    {
        let test = try await Self.story()
        for (from, until, subjects) in [
            (15, 30, ["Port to reopen on Friday"]), (16, 31, ["Ferries stay moored"]),
            (16, 30, []),
        ] {
            let report = try await Self.report(test, from: from, until: until)
            #expect(report.items.map(\.inquiry.subject) == subjects)
        }
        let one = try await Self.report(test, of: TestLedger.ministry.key.rawValue)
        #expect(one.items.map(\.inquiry.subject) == ["Ferries stay moored"])
        #expect(one.total.asked == 1 && one.total.answered == 0)
    }

    @Test("says where each was asked and answered, without the keys of addresses")
    func places() async throws {
        let test = try await Self.story()
        let item = try #require(try await Self.report(test).items.first)
        #expect(item.askedIn.map(\.feed) == ["news"])
        #expect(item.askedIn.map(\.link) == ["https://news.example/a"])
        #expect(item.askedIn.map(\.revision) == [1])
        #expect(item.response?.quote == "On Friday." && item.answeredIn == nil)
        #expect(item.endedAt == TestLedger.minute(75) && item.wait == .seconds(3600))
        let opened = try #require(try await test.events(.inquiryOpened).first)
        let answered = try #require(try await test.events(.inquiryAnswered).first)
        #expect(item.events == opened.sequence...answered.sequence)
    }

    @Test("says for which share of the time somebody really looked") func coverage() async throws {
        let test = try await Self.story()
        for (minute, outcome) in [
            (100, PollRecord.Outcome.failed(kind: "dns", message: "no such host")),
            (330, .unchanged), (590, .unchanged),
        ] {
            try await test.poll(at: minute, outcome)
        }
        let items = try await Self.report(test, of: TestLedger.ministry.key.rawValue).items
        let item = try #require(items.first)
        // Of 570 minutes, those from the last look before the failure to the first after it.
        #expect(item.coverage.gaps.map(\.from) == [TestLedger.minute(30)])
        #expect(item.coverage.gaps.map(\.to) == [TestLedger.minute(330)])
        let share = try #require(item.coverage.share)
        #expect(abs(share - 270.0 / 570) < 0.001)
    }

    @Test("of nothing has no waits and no coverage") func nothing() async throws {
        let report = try await Self.report(try await Self.story(), from: 100, until: 200)
        #expect(report.items.isEmpty && report.institutions.isEmpty)
        #expect(report.total.medianWait == nil && report.coverage == nil)
    }
}
