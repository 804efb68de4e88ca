import Foundation
import GRDB

extension Ledger {
    /// Makes the ledger's sinks match the configuration.
    ///
    /// Deliveries to a sink that is no longer declared keep waiting: a slip in the configuration
    /// must lose nothing. A sink whose receiver said 410 Gone stays disabled. What waits for a sink
    /// whose route has changed is adapted by its outbox, before it sends anything.
    package func declare(sinks routes: [Route]) async throws(LedgerError) {
        try await write { database in
            try database.execute(sql: "UPDATE sink SET is_active = 0")
            for route in routes {
                let former = try Self.route(of: route.sink, in: database)
                try database.execute(
                    sql: """
                        INSERT INTO sink (name, route) VALUES (?, ?)
                        ON CONFLICT (name) DO UPDATE SET route = excluded.route, is_active = 1
                        """, arguments: [route.sink, route.json.text])
                if let former { try Self.planAdapting(to: route, from: former, in: database) }
            }
        }
    }

    /// The deliveries that wait for a sink, in the order of the log.
    package func pendingDeliveries(
        sink: String, limit: Int = 50
    ) async throws(LedgerError) -> [Delivery] {
        try await read { try Self.pending(sink: sink, limit: limit, in: $0) }
    }

    /// How the sink is doing, and what to do next.
    package func queue(sink: String) async throws(LedgerError) -> SinkQueue {
        try await read { database in
            let health = try SinkHealth.read(sink, in: database)
            let isToAdapt = try Self.adapting(sink, in: database) != nil
            // One that is out of reach is tried with the first alone.
            let limit = health.awaySince == nil ? Self.sentAtOnce : 16
            let waiting = try Self.pending(
                sink: sink, limit: isToAdapt ? 0 : limit, bytes: Self.bytesAtOnce, in: database)
            let plans = try Self.plans(sink: sink, in: database)
            return SinkQueue(
                health: health,
                route: try Self.route(of: sink, in: database) ?? Route(sink: sink),
                waiting: waiting,
                // Needed only if nothing comes before it.
                parked: waiting.isEmpty ? try Self.parked(sink: sink, in: database) : nil,
                heldUntil: plans.heldUntil, fallbacks: plans.fallbacks,
                isToAdapt: isToAdapt)
        }
    }

    /// How many deliveries are read at once, to be sent one after the other.
    private static let sentAtOnce = 256
    /// After so many bytes of events no more is read.
    private static let bytesAtOnce = 1 << 20

    /// What the configuration that was read last says of the sink; nil: nothing.
    static func route(of sink: String, in database: Database) throws -> Route? {
        try Row.fetchOne(
            database.cachedStatement(sql: "SELECT name, route FROM sink WHERE name = ?"),
            arguments: [sink]
        ).map { try Route(row: $0) }
    }

    /// Each of the three is one step into an index of what is not done.
    private static func plans(
        sink: String, in database: Database
    ) throws -> (heldUntil: ClosedRange<Timestamp>?, fallbacks: SinkQueue.FallbackTimes) {
        let row = try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT (SELECT min(held_until) FROM delivery INDEXED BY delivery_held
                            WHERE sink = :sink AND state = 'held') AS first,
                        (SELECT max(held_until) FROM delivery INDEXED BY delivery_held
                            WHERE sink = :sink AND state = 'held') AS last,
                        (SELECT min(fallback_at) FROM delivery INDEXED BY delivery_fallback
                            WHERE sink = :sink AND fallback_at IS NOT NULL) AS fallback
                    """), arguments: ["sink": sink])
        guard let row else { return (nil, SinkQueue.FallbackTimes()) }
        let first = try Timestamp(column: row["first"])
        let last = try Timestamp(column: row["last"])
        let held = first.flatMap { first in last.map { first...max(first, $0) } }
        let fallback = try Timestamp(column: row["fallback"])
        return (
            held,
            SinkQueue.FallbackTimes(
                ofAll: fallback,
                ofFailed: try fallback.flatMap { first in
                    first <= atOnce ? first : try fallbackOfParked(sink, in: database)
                })
        )
    }

    /// Since `fallback_at` is a time, this is the first of all: the delivery was given up.
    static let atOnce = Timestamp(milliseconds: 0)

    /// A look at each parked delivery, which are few, and at none unless the sink has a fallback.
    private static func fallbackOfParked(
        _ sink: String, in database: Database
    ) throws -> Timestamp? {
        try Timestamp(
            column: Int64.fetchOne(
                database.cachedStatement(
                    sql: """
                        SELECT min(fallback_at) FROM delivery INDEXED BY delivery_parked
                        WHERE sink = ? AND state = 'parked'
                        """), arguments: [sink]))
    }

    /// The first delivery in the log that waits for the sink and was never tried.
    package func firstUntried(sink: String) async throws(LedgerError) -> Delivery? {
        try await read { database in
            try Self.deliveries(
                database, sink: sink, limit: 1, by: "delivery_pending",
                """
                delivery.state = 'pending' AND delivery.attempts = 0 AND \(Self.beginsMessage)
                ORDER BY delivery.event_sequence
                """
            ).first
        }
    }

    private static func pending(
        sink: String, limit: Int, bytes: Int = .max, in database: Database
    ) throws -> [Delivery] {
        try deliveries(
            database, sink: sink, limit: limit, bytes: bytes, by: "delivery_pending",
            "delivery.state = 'pending' AND \(Self.beginsMessage) ORDER BY delivery.event_sequence")
    }

    /// Of a digest, only the first event is in the queue.
    private static let beginsMessage =
        "(delivery.digest IS NULL OR delivery.digest = delivery.event_sequence)"

    private static func parked(sink: String, in database: Database) throws -> Delivery? {
        try deliveries(
            database, sink: sink, limit: 1, by: "delivery_parked",
            """
            delivery.state = 'parked' AND \(Self.beginsMessage)
            ORDER BY delivery.next_attempt_at, delivery.event_sequence
            """
        ).first
    }

    /// - Parameters:
    ///   - bytes: of events, after which no more is read.
    ///   - index: forced, because SQLite might otherwise read the primary key, and with it every
    ///     delivery that is done.
    static func deliveries(
        _ database: Database, sink: String, limit: Int, bytes: Int = .max, by index: String,
        _ which: String, _ more: [String: (any DatabaseValueConvertible)?] = [:]
    ) throws -> [Delivery] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT delivery.state, delivery.attempts, delivery.next_attempt_at,
                    delivery.last_error, delivery.held_until, delivery.digest, event.*
                FROM delivery INDEXED BY \(index)
                CROSS JOIN event ON event.sequence = delivery.event_sequence
                WHERE delivery.sink = :sink AND \(which) LIMIT :limit
                """)
        let arguments = more.merging(["sink": sink, "limit": limit]) { first, _ in first }
        let rows = try Row.fetchCursor(statement, arguments: StatementArguments(arguments))
        var deliveries: [Delivery] = []
        var size = 0
        while size < bytes, let row = try rows.next() {
            let delivery = try Delivery(row: row, sink: sink, in: database)
            size += delivery.event.body.count
            deliveries.append(delivery)
        }
        return deliveries
    }

    /// Records the outcome of an attempt, and what follows from it for this sink and the others.
    ///
    /// - Parameters:
    ///   - retries: the pauses before each further attempt of a delivery.
    ///   - route: by which it was made; nil: one without a limit or a fallback.
    @discardableResult
    package func record(
        _ attempt: DeliveryAttempt, retries: [Duration], route: Route? = nil
    ) async throws(LedgerError) -> DeliveryStep {
        try await write { [seal] database in
            let health = try SinkHealth.read(attempt.delivery.sink, in: database)
            var step = health.after(attempt, retries: retries)
            if route?.timing.limit != nil, attempt.outcome == .delivered {
                step.health.hour = SendingHour.counting(health.hour, at: attempt.startedAt)
            }
            try AttemptRecorder(
                attempt: attempt, fallbackAfter: route?.fallback?.after,
                events: EventWriter(database: database, seal: seal), database: database
            ).record(&step, before: health)
            return step
        }
    }

    /// Lets a sink that was disabled or out of reach be tried again at once.
    ///
    /// - Returns: whether it was disabled.
    package func enable(sink: String) async throws(LedgerError) -> Bool {
        try await write { database in
            let old = try SinkHealth.read(sink, in: database)
            var health = SinkHealth()
            health.failingSince = old.failingSince
            health.hour = old.hour
            try health.write(sink, in: database)
            return old.disabledAt != nil
        }
    }

    /// How many deliveries each sink has in each state.
    package func deliveryCounts() async throws(LedgerError) -> [String: [Delivery.State: Int]] {
        try await read { database in
            var counts: [String: [Delivery.State: Int]] = [:]
            let rows = try Row.fetchAll(
                database, sql: "SELECT sink, state, count(*) FROM delivery GROUP BY sink, state")
            for row in rows {
                guard let state = Delivery.State(rawValue: try row[1]) else { continue }
                counts[try row[0], default: [:]][state] = try row[2]
            }
            return counts
        }
    }
}

extension Delivery {
    /// - Throws: `corrupt` if the event is not what was hashed; such an event is never sent.
    init(row: Row, sink: String, in database: Database) throws {
        try self.init(
            event: EventRow(row: row, in: database).proven(), sink: sink,
            state: State(rawValue: row["state"]) ?? .pending, attempts: row["attempts"],
            nextAttemptAt: Timestamp(milliseconds: row["next_attempt_at"]),
            lastError: row["last_error"], heldUntil: Timestamp(column: row["held_until"]),
            digest: row["digest"])
    }
}

extension Route {
    /// - Parameter row: has the columns `name` and `route` of the table `sink`.
    /// - Throws: `corrupt` if no version has ever written such a route.
    init(row: Row) throws {
        let text: String = try row["route"]
        let json = try? JSONValue(parsing: Array(text.utf8))
        guard let route = json.flatMap(Route.init) else {
            throw LedgerError.corrupt(
                reason: "the route of the sink \(try row["name"] as String) is none")
        }
        self = route
    }
}
