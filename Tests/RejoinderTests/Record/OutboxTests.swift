import Testing

@testable import Rejoinder

@Suite("What waits for sinks") struct OutboxTests {
    @Test("comes from the transaction of its event, in the order of the log") func order()
        async throws
    {
        let test = try await Self.published(sinks: [Route(sink: "desk")])
        let waiting = try await Self.pending(test, "desk")
        #expect(waiting.map(\.event.sequence) == [1, 2, 3])
        let events = try await test.events()
        #expect(waiting.map(\.event) == events)
        #expect(waiting.allSatisfy { $0.attempts == 0 && $0.state == .pending })
    }

    @Test("is what each sink's route lets through") func routes() async throws {
        let test = try await Self.published(sinks: [
            Route(sink: "all"), Route(sink: "inquiries", types: ["inquiry.*"]),
            Route(sink: "radio", feeds: ["radio"]), Route(sink: "none", types: ["feed.moved"]),
        ])
        #expect(try await Self.pending(test, "all").count == 3)
        #expect(try await Self.pending(test, "inquiries").map(\.event.type) == [.inquiryOpened])
        #expect(try await Self.pending(test, "radio").map(\.event.feed) == ["radio"])
        #expect(try await Self.pending(test, "none") == [])
    }

    @Test("leaves out what happened before the sink was there") func newSink() async throws {
        let test = try await Self.published(sinks: [])
        try await test.ledger.declare(sinks: [Route(sink: "late")])
        #expect(try await Self.pending(test, "late") == [])
    }

    @Test("holds an event of a major change alone, unless the route wants minor ones too")
    func levels() async throws {
        let test = try TestLedger()
        try await test.ledger.declare(sinks: [
            Route(sink: "major", minimumLevel: .major), Route(sink: "minor", minimumLevel: .minor),
        ])
        _ = try await test.ledger.write { [seal = test.ledger.seal] database in
            try EventWriter(database: database, seal: seal).append(
                EventDraft(
                    type: .entryUpdated, at: TestLedger.minute(1), feed: "news", level: .minor,
                    identifiedBy: ["x"], data: .object([])))
        }
        #expect(try await test.column(String.self, "SELECT sink FROM delivery") == ["minor"])
    }

    @Test("keeps its place when an attempt failed, and says why") func retry() async throws {
        let test = try await Self.published(sinks: [Route(sink: "desk")])
        let first = try #require(try await Self.pending(test, "desk").first)
        try await Self.record(.retry(after: nil, reason: "HTTP 500"), of: first, in: test, at: 60)
        let waiting = try await Self.pending(test, "desk")
        #expect(waiting.map(\.event.sequence) == [1, 2, 3])
        #expect(waiting[0].event.id == first.event.id)
        #expect(waiting[0].attempts == 1 && waiting[0].lastError == "HTTP 500")
        let queue = try await test.ledger.queue(sink: "desk")
        #expect(queue.health.outOfReachSince == TestLedger.minute(60))
        #expect(queue.due(now: TestLedger.minute(60), isFresh: false) == nil)
        #expect(queue.due(now: TestLedger.minute(61), isFresh: false)?.event == first.event)
        let other = try await test.ledger.queue(sink: "other")
        #expect(other.nextTime(now: TestLedger.minute(60)) == nil)
    }

    @Test("ends by acceptance or as dead, and stays ended") func ends() async throws {
        let test = try await Self.published(sinks: [Route(sink: "desk")])
        let waiting = try await Self.pending(test, "desk")
        try await Self.record(.delivered, of: waiting[0], in: test, at: 60)
        try await Self.record(
            .retry(after: nil, reason: "HTTP 500"), of: waiting[1], in: test, at: 60, retries: [])
        // A late answer to an attempt that was given up.
        try await Self.record(.refused(reason: "late"), of: waiting[0], in: test, at: 61)
        #expect(try await Self.pending(test, "desk").map(\.event.sequence) == [3])
        #expect(
            try await test.ledger.deliveryCounts()
                == ["desk": [.delivered: 1, .dead: 1, .pending: 1]])
    }

    @Test("survives that the daemon is started again") func restart() async throws {
        let test = try await Self.published(sinks: [Route(sink: "desk")])
        await test.ledger.close()
        let again = try Ledger(existing: test.path)
        try await again.declare(sinks: [Route(sink: "desk")])
        let waiting = try await again.pendingDeliveries(sink: "desk")
        #expect(waiting.map(\.event.sequence) == [1, 2, 3])
    }

    @Test("keeps waiting while the configuration does not name its sink, which gets nothing new")
    func undeclared() async throws {
        let test = try await Self.published(sinks: [Route(sink: "desk")])
        try await test.ledger.declare(sinks: [])
        try await test.poll(
            at: 75, [Told(asked: [TestLedger.harbour]), Told(id: "z", text: "Fog.")])
        #expect(try await Self.pending(test, "desk").map(\.event.sequence) == [1, 2, 3])
        try await test.ledger.declare(sinks: [Route(sink: "desk")])
        try await test.poll(
            at: 90, [Told(asked: [TestLedger.harbour]), Told(id: "y", text: "Rain.")])
        #expect(try await Self.pending(test, "desk").map(\.event.sequence) == [1, 2, 3, 5])
    }

    @Test("keeps waiting, and grows, where the receiver wants nothing more") func disabled()
        async throws
    {
        let test = try await Self.published(sinks: [Route(sink: "desk")])
        let first = try #require(try await Self.pending(test, "desk").first)
        try await Self.record(.gone(reason: "HTTP 410"), of: first, in: test, at: 60)
        try await test.poll(
            at: 75, [Told(asked: [TestLedger.harbour]), Told(id: "z", text: "Fog.")])
        #expect(try await Self.pending(test, "desk").count == 4)
        try await test.ledger.declare(sinks: [Route(sink: "desk")])
        let sink = try #require(try await test.ledger.sinks().first)
        #expect(sink.health.disabledAt == TestLedger.minute(60), "only a person enables it")
        #expect(sink.health.disabledReason == "HTTP 410")
        #expect(try await test.ledger.enable(sink: "desk"))
        let queue = try await test.ledger.queue(sink: "desk")
        #expect(queue.due(now: TestLedger.minute(76), isFresh: false)?.event == first.event)
        #expect(try await !test.ledger.enable(sink: "desk"), "it was enabled already")
    }

    @Test("of one sink is not touched by what comes of another's") func independent() async throws {
        let test = try await Self.published(sinks: [Route(sink: "a"), Route(sink: "b")])
        for delivery in try await Self.pending(test, "a") {
            try await Self.record(.delivered, of: delivery, in: test, at: 60)
        }
        #expect(try await Self.pending(test, "a") == [])
        #expect(try await Self.pending(test, "b").count == 3)
    }

    @Test("is bounded in number") func limit() async throws {
        let test = try await Self.published(sinks: [Route(sink: "desk")])
        let some = try await test.ledger.pendingDeliveries(
            sink: "desk", limit: 2)
        #expect(some.map(\.event.sequence) == [1, 2])
    }

    /// Three events of two feeds, one of them an inquiry.
    private static func published(sinks: [Route]) async throws -> TestLedger {
        let test = try TestLedger()
        try await test.ledger.declare(sinks: sinks)
        try await test.watch("news")
        try await test.watch("radio")
        try await test.poll(at: 15, [Told(asked: [TestLedger.harbour])])
        try await test.poll("radio", at: 30, [Told(id: "r", title: "Fog")])
        return test
    }

    private static func pending(_ test: TestLedger, _ sink: String) async throws -> [Delivery] {
        try await test.ledger.pendingDeliveries(sink: sink)
    }

    private static func record(
        _ outcome: DeliveryOutcome, of delivery: Delivery, in test: TestLedger, at minute: Int,
        retries: [Duration] = DeliverySchedule.retries
    ) async throws {
        let moment = TestLedger.minute(minute)
        try await test.ledger.record(
            DeliveryAttempt(delivery, startedAt: moment, endedAt: moment, outcome: outcome),
            retries: retries)
    }
}
