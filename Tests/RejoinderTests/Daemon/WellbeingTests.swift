import Testing

@testable import Rejoinder

@Suite("What a watcher outside is told") struct WellbeingTests {
    private let now = TestLedger.minute(0)

    // MARK: What is wrong

    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let wellbeing: Wellbeing
        let complaints: [String]
    }

    static let cases = [
        Case(testDescription: "no feeds at all", wellbeing: Wellbeing(), complaints: []),
        Case(
            testDescription: "one of two feeds fails", wellbeing: Wellbeing(feeds: 2, failing: 1),
            complaints: []),
        Case(
            testDescription: "both feeds fail", wellbeing: Wellbeing(feeds: 2, failing: 2),
            complaints: ["all 2 feeds are failing"]),
        Case(
            testDescription: "the only feed fails", wellbeing: Wellbeing(feeds: 1, failing: 1),
            complaints: ["the only feed is failing"]),
        Case(
            testDescription: "our own network is down",
            wellbeing: Wellbeing(feeds: 2, failing: 2, isNetworkDown: true),
            complaints: ["the network seems to be down: no feed answers"]),
        Case(
            testDescription: "the ledger cannot be written",
            wellbeing: Wellbeing(feeds: 2, canWrite: false),
            complaints: ["the ledger cannot be written"]),
    ]

    @Test("is wrong where nothing works as a whole", arguments: cases)
    func complaints(_ example: Case) {
        #expect(example.wellbeing.complaints(sinks: []) == example.complaints)
    }

    @Test("is wrong where a sink of the configuration takes nothing, or nobody can know")
    func sinks() {
        func sink(_ name: String, isActive: Bool = true, _ health: SinkHealth) -> SinkRecord {
            SinkRecord(
                route: Route(sink: name, minimumLevel: .major), isActive: isActive, health: health)
        }
        var failing = SinkHealth()
        failing.failingSince = now
        var disabled = SinkHealth()
        disabled.disabledAt = now
        let sinks = [
            sink("a", SinkHealth()), sink("b", failing), sink("c", disabled),
            sink("d", isActive: false, failing),
        ]
        #expect(
            Wellbeing().complaints(sinks: sinks) == [
                "the sink b has been failing since 2026-03-02T08:00:00Z",
                "the sink c has been disabled since 2026-03-02T08:00:00Z",
            ])
        #expect(Wellbeing().complaints(sinks: nil) == ["the ledger cannot be read"])
    }

    // MARK: When it is told

    private func loop(_ test: TestLedger, feeds: Int = 0) async throws -> DaemonLoop {
        var configuration = Configuration()
        configuration.feeds = (0..<feeds).map {
            Configuration.Feed(name: "f\($0)", url: "https://f\($0).example/")
        }
        configuration.heartbeat.kind = .plain
        configuration.heartbeat.url = Secret("https://watcher.example/hidden")
        let session = try await Session(
            configuration, ledger: test.ledger, isColoured: false, now: now)
        return DaemonLoop(
            session: session, ledger: test.ledger, isOnce: false, pollsAll: false, now: now)
    }

    private func beats(_ loop: inout DaemonLoop, at second: Int) -> [Wellbeing] {
        loop.nextActions(now: now + .seconds(second)).compactMap {
            if case .beat(_, let wellbeing) = $0 { wellbeing } else { nil }
        }
    }

    private func told(_ loop: inout DaemonLoop, _ failure: String? = nil, at second: Int) {
        loop.handle(.beaten(failure: failure), now: now + .seconds(second))
    }

    @Test("is told at the start and every five minutes, and never twice at once")
    func rhythm() async throws {
        var loop = try await loop(TestLedger())
        #expect(beats(&loop, at: 0).count == 1)
        #expect(beats(&loop, at: 400).isEmpty, "the first is still under way")
        told(&loop, at: 401)
        #expect(beats(&loop, at: 402).count == 1)
        told(&loop, at: 403)
        #expect(beats(&loop, at: 701).isEmpty)
        #expect(beats(&loop, at: 702).count == 1)
    }

    @Test("is told again soon if the watcher did not take it, who is said to be down meanwhile")
    func unheard() async throws {
        var loop = try await loop(TestLedger())
        #expect(beats(&loop, at: 0).count == 1)
        told(&loop, "HTTP 500", at: 10)
        #expect(loop.watcher?.isDown == true)
        #expect(beats(&loop, at: 39).isEmpty)
        #expect(beats(&loop, at: 40).count == 1)
        told(&loop, at: 41)
        #expect(loop.watcher?.isDown == false)
        #expect(beats(&loop, at: 339).isEmpty)
        #expect(beats(&loop, at: 340).count == 1)
    }

    @Test("goes with the clock that is set, and begins anew after a reload")
    func clock() async throws {
        let test = try TestLedger()
        var loop = try await loop(test)
        #expect(beats(&loop, at: 0).count == 1)
        told(&loop, at: 1)
        loop.shift(by: .seconds(-3600))
        #expect(beats(&loop, at: -3301).isEmpty)
        #expect(beats(&loop, at: -3300).count == 1)
        told(&loop, at: -3299)
        let session = try await Session(
            Configuration(), ledger: test.ledger, isColoured: false, now: now)
        loop.handle(.reloaded(session), now: now)
        #expect(beats(&loop, at: 0).isEmpty, "nobody is to be told any more")
    }

    private static let failure = FetchFailure(
        kind: "http 500", message: "HTTP 500", weight: .passing)

    @Test("tells of feeds once each of them has failed three times in a row")
    func feeds() async throws {
        var loop = try await loop(TestLedger(), feeds: 2)
        func poll(_ feed: Int64, fails: Bool) {
            let outcome = Poll.Outcome(
                nextPollAt: now + .seconds(900), hostPause: nil,
                failure: fails ? Self.failure : nil,
                observed: 0)
            loop.handle(.polled(feed: feed, .success(outcome)), now: now)
        }
        for _ in 0..<3 { poll(1, fails: true) }
        for _ in 0..<2 { poll(2, fails: true) }
        #expect(loop.wellbeing.failing == 1 && loop.wellbeing.feeds == 2)
        poll(2, fails: true)
        #expect(loop.wellbeing.complaints(sinks: []) == ["all 2 feeds are failing"])
        poll(1, fails: false)
        #expect(loop.wellbeing.complaints(sinks: []) == [])
    }

    @Test("is told that the ledger cannot be written") func ledger() async throws {
        var loop = try await loop(TestLedger())
        #expect(beats(&loop, at: 0).map(\.canWrite) == [true])
        told(&loop, at: 1)
        loop.handle(
            .probed(.failure(.corrupt(reason: "x"))), now: now + .seconds(290))
        #expect(beats(&loop, at: 300).map(\.canWrite) == [false])
    }
}
