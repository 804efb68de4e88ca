import Foundation
import GRDB

/// What an outbox does with deliveries other than trying them.
extension Ledger {
    /// Holds deliveries, so that they block nothing that may be sent; a digest is held as a whole.
    ///
    /// - Parameter route: which said so; if it has changed meanwhile, nothing is held.
    package func hold(
        _ held: [HeldDelivery], by route: Route
    ) async throws(LedgerError) {
        try await write { database in
            guard try Self.isCurrent(route, in: database) else { return }
            for one in held {
                try database.cachedStatement(
                    sql: """
                        UPDATE \(Self.table(one.delivery)) SET state = 'held', held_until = :until, held_by = :rule,
                            fallback_at = NULL
                        WHERE \(Self.message(one.delivery)) AND state = 'pending'
                        """
                ).execute(
                    arguments: Self.arguments(
                        one.delivery,
                        [
                            "until": one.hold.until.milliseconds, "rule": one.hold.rule.rawValue,
                        ]))
            }
        }
    }

    /// Whether the sink still has this route: a reload may have come since it was read.
    private static func isCurrent(_ route: Route, in database: Database) throws -> Bool {
        try Self.route(of: route.sink, in: database).map { $0 == route } ?? true
    }

    /// Tries a parked delivery later, without an attempt.
    package func postpone(
        _ delivery: Delivery, until moment: Timestamp
    ) async throws(LedgerError) {
        try await write { database in
            try database.cachedStatement(
                sql: """
                    UPDATE \(Self.table(delivery)) SET next_attempt_at = :next
                    WHERE \(Self.message(delivery)) AND state = 'parked'
                    """
            ).execute(arguments: Self.arguments(delivery, ["next": moment.milliseconds]))
        }
    }

    /// Lets go of what was held until now, in the order of the log.
    ///
    /// What a digest or a limit has held becomes digests, whose members are the same at every
    /// attempt from then on. One event alone is sent as itself.
    ///
    /// A weekly digest may have held a great many, and no transaction may keep others waiting: each
    /// call lets go of a part. If the route has changed meanwhile, it lets go of nothing.
    package func release(_ route: Route, now: Timestamp) async throws(LedgerError) {
        try await write { database in
            guard try Self.isCurrent(route, in: database) else { return }
            let rows = try Self.held(sink: route.sink, now: now, in: database)
            var digests = DigestPacking()
            for row in rows.sorted(by: { $0.sequence < $1.sequence }) {
                // What was tried alone may have arrived, and so keeps its id.
                if row.digest == nil, row.attempts == 0, row.rule?.makesDigest ?? false {
                    digests.add(row.sequence, size: row.size)
                } else {
                    digests.keep(row.sequence, in: row.digest)
                }
            }
            // There may be more for the last one, which is then formed with the next part.
            if rows.count == Self.releasedAtOnce { digests.leaveLast() }
            let fallbackAt = route.fallback.map { now + $0.after }
            for (sequence, digest) in digests.placed {
                try database.cachedStatement(
                    sql: """
                        UPDATE delivery SET state = 'pending', held_until = :now, digest = :digest,
                            fallback_at = :fallback
                        WHERE sink = :sink AND event_sequence = :sequence
                        """
                ).execute(arguments: [
                    "now": now.milliseconds, "digest": digest, "sink": route.sink,
                    "sequence": sequence, "fallback": fallbackAt?.milliseconds,
                ])
            }
        }
    }

    /// How many deliveries one transaction lets go of: several digests, and some milliseconds.
    static let releasedAtOnce = 5 * DigestPacking.mostEvents

    private typealias Held = (
        sequence: Int64, rule: Hold.Rule?, digest: Int64?, attempts: Int, size: Int
    )

    /// The first of what was held until now or, if there is none, by a clock that was ahead.
    private static func held(
        sink: String, now: Timestamp, in database: Database
    ) throws -> [Held] {
        let latest = now + Timing.longest
        for (condition, moment) in [
            ("held_until <= :moment", now), ("held_until > :moment", latest),
        ] {
            let rows = try Row.fetchAll(
                database.cachedStatement(
                    sql: """
                        SELECT event_sequence, held_by, digest, attempts,
                            coalesce(length(\(Packing.body)), 0) AS size
                        FROM delivery INDEXED BY delivery_held
                        LEFT JOIN event_body ON event_body.sequence = event_sequence
                        WHERE sink = :sink AND state = 'held' AND \(condition)
                        ORDER BY held_until, event_sequence LIMIT :limit
                        """),
                arguments: [
                    "sink": sink, "moment": moment.milliseconds, "limit": releasedAtOnce,
                ])
            if rows.isEmpty { continue }
            return try rows.map { row in
                (
                    try row["event_sequence"], Hold.Rule(rawValue: try row["held_by"]),
                    try row["digest"], try row["attempts"], try row["size"]
                )
            }
        }
        return []
    }

    /// The other deliveries of the digest that the delivery begins, in the order of the log.
    package func others(inDigestOf first: Delivery) async throws(LedgerError) -> [Delivery] {
        try await read { database in
            try Self.deliveries(
                database, sink: first.sink, limit: DigestPacking.mostEvents, by: "delivery_digest",
                """
                delivery.digest = :digest AND delivery.event_sequence > :digest
                    AND delivery.state IN ('pending', 'parked')
                ORDER BY delivery.event_sequence
                """, ["digest": first.digest])
        }
    }

    /// Makes deliveries to another sink of what this one has not taken in time.
    ///
    /// An event that the other sink has got anyway, or that is about it, makes none. Each call
    /// passes on a part of what there is; none if the route has changed meanwhile.
    /// - Returns: how many were made.
    package func passOn(
        _ scope: FallbackScope, to fallback: Route.Fallback, by route: Route, now: Timestamp
    ) async throws(LedgerError) -> Int {
        try await write { database in
            guard try Self.isCurrent(route, in: database) else { return 0 }
            let sequences = try Self.due(scope, sink: route.sink, now: now, in: database)
            let target = try Row.fetchOne(
                database.cachedStatement(
                    sql: "SELECT name, route FROM sink WHERE name = ? AND is_active"),
                arguments: [fallback.sink]
            ).map { try Route(row: $0) }
            var count = 0
            for sequence in sequences {
                if let target, try Self.subject(of: sequence, in: database) != fallback.sink {
                    try database.cachedStatement(
                        sql: """
                            INSERT OR IGNORE INTO delivery (event_sequence, sink, state,
                                next_attempt_at, origin, fallback_at)
                            VALUES (?, ?, 'pending', ?, ?, ?)
                            """
                    ).execute(arguments: [
                        sequence, fallback.sink, now.milliseconds, route.sink,
                        target.fallback.map { (now + $0.after).milliseconds },
                    ])
                    count += database.changesCount
                }
                try database.cachedStatement(
                    sql: """
                        UPDATE delivery SET fallback_at = NULL
                        WHERE sink = ? AND event_sequence = ?
                        """
                ).execute(arguments: [route.sink, sequence])
            }
            return count
        }
    }

    /// The first deliveries that the fallback gets now.
    private static func due(
        _ scope: FallbackScope, sink: String, now: Timestamp, in database: Database
    ) throws -> [Int64] {
        let isDue = "(fallback_at <= :now OR fallback_at > :now + :longest)"
        let sql =
            switch scope {
            case .all:
                """
                SELECT event_sequence FROM delivery INDEXED BY delivery_fallback
                WHERE sink = :sink AND fallback_at IS NOT NULL AND \(isDue)
                ORDER BY fallback_at, event_sequence LIMIT 500
                """
            case .failed:
                """
                SELECT event_sequence FROM delivery INDEXED BY delivery_fallback
                WHERE sink = :sink AND fallback_at IS NOT NULL AND fallback_at <= :atOnce
                UNION ALL
                SELECT event_sequence FROM delivery INDEXED BY delivery_parked
                WHERE sink = :sink AND state = 'parked' AND \(isDue) LIMIT 500
                """
            }
        var arguments: StatementArguments = [
            "sink": sink, "now": now.milliseconds,
            "longest": SinkQueue.longestFallback.milliseconds,
        ]
        if scope == .failed { _ = arguments.append(contentsOf: ["atOnce": atOnce.milliseconds]) }
        return try Int64.fetchAll(database.cachedStatement(sql: sql), arguments: arguments)
    }

    /// The sink that the event is about, if it is about one.
    private static func subject(of sequence: Int64, in database: Database) throws -> String? {
        let body = try Data.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT \(Packing.body) FROM event_body JOIN event USING (sequence)
                    WHERE sequence = ? AND type LIKE 'delivery.%'
                    """),
            arguments: [sequence])
        return body.flatMap { try? JSONValue(parsing: [UInt8]($0)) }?["data"]?["sink"]?["name"]?
            .stringValue
    }

    /// The table of deliveries, by the index that finds a delivery or its digest.
    ///
    /// Without being told to, SQLite would read all deliveries of the sink for those of a digest.
    static func table(_ delivery: Delivery) -> String {
        delivery.digest == nil ? "delivery" : "delivery INDEXED BY delivery_digest"
    }

    /// Selects a delivery, or all of its digest.
    static func message(_ delivery: Delivery) -> String {
        delivery.digest == nil
            ? "sink = :sink AND event_sequence = :sequence"
            : "sink = :sink AND digest = :sequence"
    }

    static func arguments(
        _ delivery: Delivery, _ others: [String: (any DatabaseValueConvertible)?]
    ) -> StatementArguments {
        var arguments = others
        arguments["sink"] = delivery.sink
        arguments["sequence"] = delivery.digest ?? delivery.event.sequence
        return StatementArguments(arguments)
    }
}

/// Puts events into digests, in order, none of them too large to be sent.
struct DigestPacking {
    /// The most events in a digest; the next digest has the others.
    static let mostEvents = 100
    /// The most bytes of events in a digest, unless it has one event alone.
    static let mostBytes = 224 << 10

    private var groups: [[Int64]] = []
    private var bytes = 0
    private var kept: [(sequence: Int64, digest: Int64?)] = []

    mutating func add(_ sequence: Int64, size: Int) {
        if let last = groups.indices.last, groups[last].count < Self.mostEvents,
            bytes + size <= Self.mostBytes
        {
            groups[last].append(sequence)
            bytes += size
        } else {
            groups.append([sequence])
            bytes = size
        }
    }

    /// Notes an event that is sent alone, or whose digest was formed before.
    mutating func keep(_ sequence: Int64, in digest: Int64?) { kept.append((sequence, digest)) }

    /// Leaves the last digest to be formed with what is not read yet, unless it is all there is.
    mutating func leaveLast() {
        if groups.count > 1 || !kept.isEmpty { groups = groups.dropLast() }
    }

    /// Each event with the first event of its digest; nil if it is sent alone.
    var placed: [(sequence: Int64, digest: Int64?)] {
        kept + groups.flatMap { group in group.map { ($0, group.count == 1 ? nil : group.first) } }
    }
}
