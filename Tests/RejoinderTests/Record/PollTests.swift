import Testing

@testable import Rejoinder

@Suite("A poll in the ledger") struct PollTests {
    @Test("becomes visible whole, or not at all") func atomic() async throws {
        let test = try TestLedger()
        try await test.watch()
        let before = try await test.ledger.feed(named: "news")
        // The second claims to be new under an identity that the first has taken.
        await #expect(throws: LedgerError.self) {
            try await test.poll(at: 15, seeing: [.sample("a"), .sample("a")])
        }
        #expect(try await test.types() == [])
        #expect(try await test.column(Int.self, "SELECT count(*) FROM entry") == [0])
        #expect(try await test.ledger.feed(named: "news") == before)
    }

    @Test("keeps the validators with the document that they validate") func validators()
        async throws
    {
        let test = try TestLedger()
        try await test.watch()
        try await test.poll(at: 15, [Told()])
        var state = try await test.ledger.feed(named: "news")
        #expect(state.etag == "\"v15\"" && state.readAt == TestLedger.minute(15))
        #expect(state.listed == 1 && state.title == "The news")
        try await test.poll(at: 30, .failed(kind: "http 500", message: "HTTP 500"))
        try await test.poll(at: 45, .unchanged)
        state = try await test.ledger.feed(named: "news")
        #expect(state.etag == "\"v15\"" && state.readAt == TestLedger.minute(15))
        try await test.poll(
            at: 60,
            .sameDocument(
                Validators(etag: "\"new\"", lastModified: "Mon, 02 Mar 2026 08:00:00 GMT")))
        state = try await test.ledger.feed(named: "news")
        #expect(state.etag == "\"new\"" && state.lastModified == "Mon, 02 Mar 2026 08:00:00 GMT")
        #expect(state.readAt == TestLedger.minute(60))
        // A 304 may change validators, but nothing was read then.
        try await test.poll(
            at: 75, .revalidated(Validators(etag: "W/\"new\"", lastModified: nil)))
        state = try await test.ledger.feed(named: "news")
        #expect(state.etag == "W/\"new\"" && state.lastModified == nil)
        #expect(state.readAt == TestLedger.minute(60))
        #expect(state.succeededAt == TestLedger.minute(75))
    }

    @Test("says when the next one is, and why") func nextPoll() async throws {
        let test = try TestLedger()
        try await test.watch(at: 7)
        let state = try await test.ledger.feed(named: "news")
        #expect(state.nextPollAt == TestLedger.minute(22))
        #expect(state.scheduleReason == "every 15m, as configured")
    }

    @Test("that fails is told of from the third in a row, once, and its end once") func failing()
        async throws
    {
        let test = try TestLedger()
        try await test.watch()
        for minute in 1...2 { try await test.poll(at: minute, Self.failure) }
        #expect(try await test.types() == [])
        for minute in 3...6 { try await test.poll(at: minute, Self.failure) }
        #expect(try await test.types() == [.feedFailing])
        let health = try await test.data(of: .feedFailing)?["health"]
        #expect(health?["failures"] == .int(3))
        #expect(health?["since"] == .time(TestLedger.minute(1)))
        #expect(health?["kind"] == .string("dns"))
        try await test.poll(at: 7, .unchanged)
        try await test.poll(at: 8, .unchanged)
        #expect(try await test.types() == [.feedFailing, .feedRecovered])
        #expect(try await test.data(of: .feedRecovered)?.at("health.failures") == .int(6))
    }

    @Test("that fails starts its count anew after one that did not") func resetsCount() async throws
    {
        let test = try TestLedger()
        try await test.watch()
        for minute in [1, 2, 4, 5] {
            try await test.poll(at: minute, Self.failure);
            if minute == 2 { try await test.poll(at: 3, .unchanged) }
        }
        #expect(try await test.types() == [])
    }

    @Test("fails anew under another name than before") func failsAgain() async throws {
        let test = try TestLedger()
        try await test.watch()
        for minute in 1...3 { try await test.poll(at: minute, Self.failure) }
        try await test.poll(at: 4, .unchanged)
        for minute in 5...7 { try await test.poll(at: minute, Self.failure) }
        #expect(try await test.types() == [.feedFailing, .feedRecovered, .feedFailing])
    }

    @Test("that our own network spoilt counts against no feed") func outage() async throws {
        let test = try TestLedger()
        try await test.watch()
        for minute in 1...5 { try await test.poll(at: minute, .outage(message: "no route")) }
        let state = try await test.ledger.feed(named: "news")
        #expect(try await test.types() == [])
        #expect(state.failures == 0 && !state.isFailing && state.lastError == "no route")
        #expect(state.nextPollAt == TestLedger.minute(20))
    }

    @Test("believes a permanent redirect after three looks over a day, and says so once")
    func moved() async throws {
        let test = try TestLedger()
        try await test.watch()
        let target = "https://new.example/feed"
        for minute in [15, 30, 45] { try await test.poll(at: minute, .unchanged, movedTo: target) }
        #expect(try await test.types() == [])
        for minute in [1460, 1475] { try await test.poll(at: minute, .unchanged, movedTo: target) }
        #expect(try await test.types() == [.feedMoved])
        #expect(try await test.data(of: .feedMoved)?.at("moved.to") == .string(target))
        #expect(try await test.ledger.feed(named: "news").url == "https://news.example/feed")
    }

    @Test("forgets a redirect that was taken back before it was believed") func movedBack()
        async throws
    {
        let test = try TestLedger()
        try await test.watch()
        let target = "https://hijacked.example/feed"
        for minute in [15, 30] { try await test.poll(at: minute, .unchanged, movedTo: target) }
        try await test.poll(at: 45, .unchanged)
        try await test.poll(at: 2000, .unchanged, movedTo: target)
        #expect(try await test.types() == [])
        #expect(try await test.ledger.feed(named: "news").movedPolls == 1)
    }

    @Test("tells a gap where nothing that was listed is listed any more") func gap() async throws {
        let test = try TestLedger()
        try await test.watch()
        try await test.poll(at: 15, [Told(id: "a"), Told(id: "b", text: "B.")])
        try await test.poll(at: 30, [Told(id: "b", text: "B."), Told(id: "c", text: "C.")])
        #expect(try await test.events(.feedGap).isEmpty)
        try await test.poll(at: 900, [Told(id: "x", text: "X."), Told(id: "y", text: "Y.")])
        let gap = try await test.data(of: .feedGap)?["gap"]
        #expect(gap?["from"] == .time(TestLedger.minute(30)))
        #expect(gap?["to"] == .time(TestLedger.minute(900)))
    }

    @Test("rests where the configuration no longer declares the feed, and keeps what it knew")
    func undeclared() async throws {
        let test = try TestLedger()
        try await test.watch()
        try await test.poll(at: 15, [Told()])
        #expect(try await test.ledger.declare(feeds: [], now: TestLedger.minute(20)).isEmpty)
        try await test.declare(["news": nil], at: 25)
        try await test.poll(at: 30, [Told()])
        #expect(try await test.types() == [.entryPublished])
    }

    @Test("of a feed that is not there is refused by name") func unknownFeed() async throws {
        let test = try TestLedger()
        await #expect(throws: LedgerError.noSuchFeed("radio")) {
            try await test.ledger.feed(named: "radio")
        }
    }

    private static let failure = PollRecord.Outcome.failed(kind: "dns", message: "no such host")
}
