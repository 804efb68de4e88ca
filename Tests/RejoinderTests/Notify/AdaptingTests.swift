import GRDB
import Testing

@testable import Rejoinder

@Suite("A backlog of tens of thousands of deliveries") struct AdaptingTests {
    private static let many = 20_000

    /// So many events that wait for the sink, in the given state.
    private static func backlog(
        _ route: Route, _ state: Delivery.State, _ count: Int, more: String = ""
    ) async throws -> DeliveryDesk {
        let desk = try await DeliveryDesk(sinks: [route], events: 0)
        try await desk.test.ledger.appendSamples(count)
        _ = try await desk.test.ledger.write { database in
            try database.execute(
                sql: "UPDATE delivery SET state = ?\(more)", arguments: [state.rawValue])
        }
        return desk
    }

    /// As many deliveries as would take minutes to make in earnest; their events cannot be sent.
    private static func hugeBacklog(
        _ route: Route, _ state: Delivery.State, more: String
    ) async throws -> DeliveryDesk {
        let desk = try await DeliveryDesk(sinks: [route], events: 0)
        _ = try await desk.test.ledger.write { database in
            try database.execute(
                sql: """
                    DROP TRIGGER event_continues_chain;
                    INSERT INTO event (sequence, id, type, at, format, body_hash, previous_hash, hash)
                    WITH RECURSIVE number (i) AS
                        (SELECT 1 UNION ALL SELECT i + 1 FROM number WHERE i < \(many))
                    SELECT i, 'evt_' || i, 'feed.gap', i, 2, x'00', x'00', randomblob(32) FROM number;
                    INSERT INTO event_body SELECT sequence, x'7b7d' FROM event;
                    INSERT INTO delivery (sink, event_sequence, state, next_attempt_at)
                    SELECT 'desk', sequence, '\(state.rawValue)', 0 FROM event;
                    UPDATE delivery SET next_attempt_at = 0\(more);
                    """)
        }
        return desk
    }

    /// The state of what is adapted next.
    private static func adapting(_ desk: DeliveryDesk) async throws -> String? {
        try await desk.test.column(
            String.self, "SELECT adapting FROM sink WHERE name = 'desk' AND adapting IS NOT NULL"
        ).first
    }

    private static func held(until moment: Timestamp) -> String {
        ", held_until = \(moment.milliseconds), held_by = 'quiet'"
    }

    private static func counts(_ desk: DeliveryDesk) async throws -> [Delivery.State: Int] {
        try await desk.test.ledger.deliveryCounts()["desk"] ?? [:]
    }

    private static func night() -> Route {
        var route = Route(sink: "desk")
        route.timing.quiet = [DailyHours(from: 22 * 60, to: 7 * 60)]
        return route
    }

    @Test("is let go in small transactions when the rules that held it are gone, before all else")
    func timing() async throws {
        let desk = try await Self.hugeBacklog(
            Self.night(), .held, more: Self.held(until: TestLedger.minute(9_000)))
        let ledger = desk.test.ledger
        try await desk.declare([Route(sink: "desk")])
        // The reload itself changes none of them.
        #expect(try await Self.counts(desk) == [.held: Self.many])
        let queue = try await ledger.queue(sink: "desk")
        #expect(queue.step(now: desk.now, isFresh: false, retries: []) == .adapt)
        var left = Self.many
        while try await Self.adapting(desk) == "held" {
            try await ledger.adaptSome(sink: "desk")
            let held = try await Self.counts(desk)[.held] ?? 0
            #expect(left - held <= 500)
            #expect(held < left || left == 0, "it comes to an end")
            left = held
        }
        #expect(try await Self.counts(desk) == [.pending: Self.many])
    }

    @Test("is adapted to the end when the daemon is killed on the way")
    func killed() async throws {
        let desk = try await Self.backlog(
            Self.night(), .held, 1700, more: Self.held(until: TestLedger.minute(9_000)))
        try await desk.declare([Route(sink: "desk")])
        try await desk.test.ledger.adaptSome(sink: "desk")
        await desk.test.ledger.close()
        let again = try Ledger(existing: desk.test.path)
        try await again.declare(sinks: [Route(sink: "desk")])
        let first = try await desk.round(ledger: again).sent
        let rest = try await desk.round(ledger: again).sent
        #expect(first + rest == Array(1...1700))
    }

    @Test("gets the time of its new fallback, whether it waits or is parked")
    func fallback() async throws {
        let desk = try await Self.backlog(Route(sink: "desk"), .pending, 1700)
        let ledger = desk.test.ledger
        _ = try await ledger.write { database in
            try database.execute(
                sql: "UPDATE delivery SET state = 'parked' WHERE event_sequence % 3 = 0")
        }
        var route = Route(sink: "desk")
        route.fallback = Route.Fallback(sink: "other", after: .seconds(600))
        try await desk.declare([route, Route(sink: "other")])
        for _ in 0..<20 { try await ledger.adaptSome(sink: "desk") }
        #expect(try await Self.adapting(desk) == nil)
        let wrong = try await desk.test.column(
            Int64.self,
            """
            SELECT count(*) FROM delivery JOIN event ON sequence = event_sequence
            WHERE sink = 'desk' AND fallback_at IS NOT at + 600000
            """)
        #expect(wrong == [0])
        // Without it, none has a time.
        try await desk.declare([Route(sink: "desk"), Route(sink: "other")])
        for _ in 0..<20 { try await ledger.adaptSome(sink: "desk") }
        #expect(
            try await desk.test.column(
                Int64.self, "SELECT count(*) FROM delivery WHERE fallback_at IS NOT NULL") == [0])
    }

    @Test("that is dead is made again as a whole, and its digests with all their events")
    func dead() async throws {
        // Digests of 90 lie across the ends of the parts.
        let digest = ", digest = event_sequence - (event_sequence - 1) % 90"
        let desk = try await Self.hugeBacklog(Route(sink: "desk"), .dead, more: digest)
        let ledger = desk.test.ledger
        let other = try await ledger.redeliver(sequences: nil, sink: "other", now: desk.now)
        #expect(other == 0)
        let count = try await ledger.redeliver(sequences: nil, sink: nil, now: desk.now)
        #expect(count == Self.many)
        #expect(try await Self.counts(desk) == [.pending: Self.many])
        #expect(try await ledger.redeliver(sequences: nil, sink: nil, now: desk.now) == 0)
        #expect(
            try await desk.test.column(
                Int64.self, "SELECT count(*) FROM delivery WHERE digest IS NULL") == [0])
    }
}
