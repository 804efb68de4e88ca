import Testing

@testable import Rejoinder

@Suite("Coverage") struct CoverageTests {
    @Test("joins looks of one outcome, and begins anew with another") func intervals() async throws
    {
        let test = try TestLedger()
        try await test.watch()
        for minute in [10, 20] { try await test.poll(at: minute, .unchanged) }
        for minute in [30, 40] { try await test.poll(at: minute, Self.failure) }
        try await test.poll(at: 50, .failed(kind: "http 503", message: "HTTP 503"))
        try await test.poll(at: 60, .unchanged)
        let rows = try await test.column(
            String.self,
            """
            SELECT format('%s %d-%d %d', outcome, (from_at - 1772438400000) / 60000,
                (to_at - 1772438400000) / 60000, looks) FROM coverage ORDER BY from_at
            """)
        #expect(rows == ["seen 0-20 3", "dns 30-40 2", "http 503 50-50 1", "seen 60-60 1"])
    }

    @Test("counts the looks that saw, and names a gap by its first failure") func gap() async throws
    {
        let test = try TestLedger()
        try await test.watch()
        try await test.poll(at: 10, .unchanged)
        try await test.poll(at: 20, Self.failure)
        try await test.poll(at: 30, .failed(kind: "timeout", message: "timed out"))
        try await test.poll(at: 40, .unchanged)
        let coverage = try await Self.coverage(test, ["news"], 0, 50)
        #expect(coverage.feeds == ["news"] && coverage.looks == 3)
        #expect(
            coverage.gaps == [
                Coverage.Gap(
                    feed: "news", from: TestLedger.minute(10), to: TestLedger.minute(40),
                    reason: "dns")
            ])
    }

    @Test("has a gap to its end where the last look failed") func openGap() async throws {
        let test = try TestLedger()
        try await test.watch()
        try await test.poll(at: 20, .outage(message: "no route"))
        let coverage = try await Self.coverage(test, ["news"], 0, 60)
        #expect(coverage.gaps.map(\.reason) == ["outage"])
        #expect(coverage.gaps.map(\.to) == [TestLedger.minute(60)])
    }

    @Test("has a gap from its beginning where that was not seen") func earlyGap() async throws {
        let test = try TestLedger()
        try await test.watch()
        try await test.poll(at: 10, Self.failure)
        try await test.poll(at: 30, .unchanged)
        let coverage = try await Self.coverage(test, ["news"], 5, 40)
        #expect(coverage.gaps.map(\.from) == [TestLedger.minute(5)])
        #expect(coverage.gaps.map(\.to) == [TestLedger.minute(30)])
    }

    @Test("counts no look from before the question") func sinceTheQuestion() async throws {
        let test = try TestLedger()
        try await test.watch()
        for minute in [10, 20, 30] { try await test.poll(at: minute, .unchanged) }
        try await test.poll(at: 40, [Told(asked: [TestLedger.harbour])])
        #expect(try await Self.coverage(test, ["news"], 40, 40).looks == 1)
        for minute in [50, 60, 70] { try await test.poll(at: minute, .unchanged) }
        let coverage = try await Self.coverage(test, ["news"], 40, 70)
        #expect(coverage.looks == 4 && coverage.gaps == [])
    }

    @Test("counts a share of the looks where the question is dated back") func datedBack()
        async throws
    {
        let test = try TestLedger()
        try await test.watch()
        for minute in 1...10 { try await test.poll(at: minute * 10, .unchanged) }
        let coverage = try await Self.coverage(test, ["news"], 50, 100)
        #expect(coverage.looks == 6 && coverage.gaps == [])
    }

    @Test("has a gap where nobody looked for long, and none where looks were merely late")
    func notLooked() async throws {
        let test = try TestLedger()
        try await test.watch()
        try await test.poll(at: 10, .unchanged)
        let hours = 60
        // The next was planned for minute 25.
        try await test.poll(at: 25 + 5 * hours, .unchanged)
        #expect(try await Self.coverage(test, ["news"], 5, 25 + 5 * hours).gaps == [])
        let back = 340 + 50 * hours
        try await test.poll(at: back, .unchanged)
        let coverage = try await Self.coverage(test, ["news"], 5, back)
        #expect(coverage.looks == 3 && coverage.gaps.map(\.reason) == ["not looked"])
        #expect(coverage.gaps.map(\.from) == [TestLedger.minute(25 + 5 * hours)])
        #expect(coverage.gaps.map(\.to) == [TestLedger.minute(back)])
    }

    @Test("has a gap to its end where the next look is long overdue") func absent() async throws {
        let test = try TestLedger()
        try await test.watch()
        try await test.poll(at: 10, .unchanged)
        #expect(try await Self.coverage(test, ["news"], 0, 300).gaps == [])
        let coverage = try await Self.coverage(test, ["news"], 0, 3 * 1440)
        #expect(coverage.looks == 2 && coverage.gaps.map(\.reason) == ["not looked"])
        #expect(coverage.gaps.map(\.from) == [TestLedger.minute(10)])
    }

    @Test("has no gap where every look saw") func whole() async throws {
        let test = try TestLedger()
        for feed in ["news", "radio"] { try await test.watch(feed) }
        for feed in ["news", "radio"] { try await test.poll(feed, at: 10, .unchanged) }
        let coverage = try await Self.coverage(test, ["news", "radio"], 0, 10)
        #expect(coverage.gaps == [] && coverage.looks == 4)
    }

    @Test("has a gap before the first look of all, if that came long after the question")
    func beforeTheFirst() async throws {
        let test = try TestLedger()
        try await test.watch(at: 1440)
        let coverage = try await Self.coverage(test, ["news"], 0, 1450)
        #expect(coverage.looks == 1 && coverage.gaps.map(\.reason) == ["not looked"])
        #expect(coverage.gaps.map(\.to) == [TestLedger.minute(1440)])
        #expect(try await Self.coverage(test, ["news"], 1400, 1450).gaps == [])
    }

    @Test("is all gap where the last look was long before it") func longGone() async throws {
        let test = try TestLedger()
        try await test.watch()
        let coverage = try await Self.coverage(test, ["news"], 3 * 1440, 4 * 1440)
        #expect(coverage.looks == 0 && coverage.share == 0)
        #expect(coverage.gaps.map(\.from) == [TestLedger.minute(3 * 1440)])
        #expect(coverage.gaps.map(\.to) == [TestLedger.minute(4 * 1440)])
    }

    @Test("has the share of the time without gaps, over all places") func share() async throws {
        let test = try TestLedger()
        for feed in ["news", "radio"] { try await test.watch(feed) }
        try await test.poll("news", at: 10, Self.failure)
        try await test.poll("news", at: 50, .unchanged)
        try await test.poll("radio", at: 100, .unchanged)
        try await test.poll("news", at: 100, .unchanged)
        #expect(try await Self.coverage(test, ["news", "radio"], 0, 100).share == 0.75)
        #expect(try await Self.coverage(test, ["radio"], 0, 100).share == 1)
        #expect(try await Self.coverage(test, [], 0, 100).share == nil)
    }

    private static let failure = PollRecord.Outcome.failed(kind: "dns", message: "no such host")

    private static func coverage(
        _ test: TestLedger, _ feeds: [String], _ from: Int, _ to: Int
    ) async throws -> Coverage {
        var ids: [Int64] = []
        for feed in feeds { ids.append(try await test.ledger.feed(named: feed).id) }
        return try await test.ledger.read { [ids] database in
            try Ledger.coverage(
                feeds: ids, from: TestLedger.minute(from), to: TestLedger.minute(to), in: database)
        }
    }
}
