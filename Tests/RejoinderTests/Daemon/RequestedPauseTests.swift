import Testing

@testable import Rejoinder

@Suite("A server that asks to be left alone") struct RequestedPauseTests {
    private static func loop(
        _ news: TestLedger, at now: Timestamp, isOnce: Bool = false, pollsAll: Bool = false
    ) async throws -> DaemonLoop {
        var configuration = Configuration()
        configuration.feeds = ["news", "sport"].map {
            Configuration.Feed(name: $0, url: "https://news.example/\($0)")
        }
        configuration.feeds.append(.init(name: "radio", url: "https://radio.example/feed"))
        configuration.poll.hostSpacing = .zero
        configuration.poll.perHost = 9
        let session = try await Session(
            configuration, ledger: news.ledger, isColoured: false, now: now)
        return DaemonLoop(
            session: session, ledger: news.ledger, isOnce: isOnce, pollsAll: pollsAll, now: now)
    }

    /// The feeds that are polled then.
    private static func polled(_ loop: inout DaemonLoop, at now: Timestamp) -> [Int64] {
        loop.nextActions(now: now).compactMap {
            if case .poll(let feed, _) = $0 { feed } else { nil }
        }
    }

    private static func refuse(
        _ test: TestLedger, at minute: Int, for pause: RequestedPause
    ) async throws {
        var record = PollRecord(
            feed: try await test.ledger.feed(named: "news"), at: TestLedger.minute(minute),
            next: NextPoll(at: pause.until, reason: "the server asks for a pause"),
            outcome: .failed(kind: "http 503", message: "HTTP 503"), movedTo: nil)
        record.pause = pause
        let recording = Recording(ledger: test.ledger, detector: Detector(institutions: []))
        #expect(try await recording.record(record) != .stale)
    }

    @Test("is left alone after a restart, with all that is at its host", arguments: [true, false])
    func restart(_ pollsAll: Bool) async throws {
        let test = try TestLedger()
        _ = try await Self.loop(test, at: TestLedger.minute(0))
        let until = TestLedger.minute(120)
        try await Self.refuse(
            test, at: 0, for: RequestedPause(until: until, host: "news.example"))
        var loop = try await Self.loop(test, at: TestLedger.minute(10), pollsAll: pollsAll)
        var seen: Set<Int64> = []
        for minute in 10...119 {
            seen.formUnion(Self.polled(&loop, at: TestLedger.minute(minute)))
        }
        #expect(seen == [3], "only the other host's feed")
        #expect(Set(Self.polled(&loop, at: until)) == [1, 2])
    }

    @Test("is not waited for by a run that only does what is due") func once() async throws {
        let test = try TestLedger()
        _ = try await Self.loop(test, at: TestLedger.minute(0))
        try await Self.refuse(
            test, at: 0,
            for: RequestedPause(until: TestLedger.minute(120), host: "news.example"))
        let now = TestLedger.minute(10)
        var loop = try await Self.loop(test, at: now, isOnce: true, pollsAll: true)
        #expect(Self.polled(&loop, at: now) == [3])
        loop.handle(
            .polled(
                feed: 3,
                .success(
                    Poll.Outcome(
                        nextPollAt: now + .seconds(900), hostPause: nil,
                        failure: nil, observed: 0))), now: now)
        loop.handle(.announced(.success(Outlook(nextDeadline: nil, attended: []))), now: now)
        loop.handle(.foundPages(.success(PageList(due: [], nextAt: nil))), now: now)
        var isDone = loop.isDone(now: now)
        #expect(!isDone, "deadlines are reported, whoever was left alone")
        let tells = loop.nextActions(now: now).contains {
            if case .announce(_, let tells) = $0 { tells } else { false }
        }
        #expect(tells)
        loop.handle(.announced(.success(Outlook(nextDeadline: nil, attended: []))), now: now)
        isDone = loop.isDone(now: now)
        #expect(isDone)
    }

    @Test("is left alone although an answer has come to be awaited there") func attended()
        async throws
    {
        let test = try TestLedger()
        _ = try await Self.loop(test, at: TestLedger.minute(0))
        // Only this feed: the server did not say that it was busy.
        try await Self.refuse(
            test, at: 0, for: RequestedPause(until: TestLedger.minute(120), host: nil))
        var loop = try await Self.loop(test, at: TestLedger.minute(10))
        #expect(!Self.polled(&loop, at: TestLedger.minute(10)).contains(1))
        loop.handle(
            .announced(.success(Outlook(nextDeadline: nil, attended: [1]))),
            now: TestLedger.minute(10))
        #expect(!Self.polled(&loop, at: TestLedger.minute(119)).contains(1))
        #expect(Self.polled(&loop, at: TestLedger.minute(120)).contains(1))
    }

    @Test("for longer than anybody may is asked again: the clock was ahead") func tooLong()
        async throws
    {
        let test = try TestLedger()
        _ = try await Self.loop(test, at: TestLedger.minute(0))
        try await Self.refuse(
            test, at: 0,
            for: RequestedPause(until: TestLedger.minute(365 * 1440), host: "news.example"))
        #expect(try await test.ledger.pauses(now: TestLedger.minute(10)) == [:])
        var loop = try await Self.loop(test, at: TestLedger.minute(10), pollsAll: true)
        #expect(Self.polled(&loop, at: TestLedger.minute(10)).contains(1))
    }

    @Test("says so in the ledger, until a poll sees the feed again") func kept() async throws {
        let test = try TestLedger()
        try await test.watch()
        let until = TestLedger.minute(120)
        try await Self.refuse(
            test, at: 15, for: RequestedPause(until: until, host: "news.example"))
        #expect(try await test.ledger.feed(named: "news").retryAt == until)
        #expect(
            try await test.ledger.pauses(now: TestLedger.minute(119)) == ["news.example": until])
        #expect(try await test.ledger.pauses(now: until) == [:])
        try await test.poll(at: 120, .unchanged)
        #expect(try await test.ledger.feed(named: "news").retryAt == nil)
    }
}
