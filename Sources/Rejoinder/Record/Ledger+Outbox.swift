import Foundation
import GRDB

/// What came of an attempt, as the ledger keeps it.
package enum DeliveryResult: Hashable, Sendable {
    case delivered
    case failed(nextAttemptAt: Timestamp, reason: String)
    /// The whole schedule was in vain.
    case dead(reason: String)
}

extension Ledger {
    /// Makes the ledger's sinks those of the configuration.
    ///
    /// What waits for a sink that is no longer declared keeps waiting: a slip in the configuration
    /// must lose nothing. A sink whose receiver said 410 Gone is asked again.
    package func declare(sinks routes: [Route]) async throws(LedgerError) {
        try await write { database in
            try database.execute(sql: "UPDATE sink SET is_active = 0")
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            for route in routes {
                let text = String(decoding: try encoder.encode(route), as: UTF8.self)
                try database.execute(
                    sql: """
                        INSERT INTO sink (name, route) VALUES (?, ?)
                        ON CONFLICT (name) DO UPDATE SET route = excluded.route, is_active = 1,
                            disabled_at = NULL, disabled_reason = NULL
                        """, arguments: [route.sink, text])
            }
        }
    }

    /// Notes that a sink's receiver wants nothing more; its deliveries wait.
    package func disable(
        sink: String, at now: Timestamp, reason: String
    ) async throws(LedgerError) {
        try await write { database in
            try database.execute(
                sql: "UPDATE sink SET disabled_at = ?, disabled_reason = ? WHERE name = ?",
                arguments: [now.milliseconds, reason, sink])
        }
    }

    /// What waits for a sink and may be tried now, in the order of the log.
    package func pendingDeliveries(
        sink: String, now: Timestamp, limit: Int = 50
    ) async throws(LedgerError) -> [Delivery] {
        try await read { database in
            let statement = try database.cachedStatement(
                sql: """
                    SELECT delivery.state, delivery.attempts, delivery.next_attempt_at,
                        delivery.last_error, event.*
                    FROM delivery JOIN event ON event.sequence = delivery.event_sequence
                    WHERE delivery.sink = ? AND delivery.state = 'pending'
                        AND delivery.next_attempt_at <= ?
                    ORDER BY delivery.event_sequence LIMIT ?
                    """)
            return try Row.fetchAll(statement, arguments: [sink, now.milliseconds, limit])
                .map { try Delivery(row: $0, sink: sink) }
        }
    }

    /// The first in the log that waits for the sink, due or not; nil: nothing waits.
    package func firstPending(sink: String) async throws(LedgerError) -> Delivery? {
        try await pendingDeliveries(sink: sink, now: .distantFuture, limit: 1).first
    }

    /// When something that waits for the sink may be tried next; nil: nothing waits.
    package func nextAttempt(sink: String) async throws(LedgerError) -> Timestamp? {
        try await read { database in
            let moment = try Int64.fetchOne(
                database.cachedStatement(
                    sql: """
                        SELECT min(next_attempt_at) FROM delivery
                        WHERE sink = ? AND state = 'pending'
                        """), arguments: [sink])
            return Timestamp(column: moment)
        }
    }

    /// Writes the outcome of an attempt back.
    package func record(
        _ result: DeliveryResult, of delivery: Delivery, at now: Timestamp
    ) async throws(LedgerError) {
        try await write { database in
            let state: Delivery.State
            var next = now
            var failure: String?
            switch result {
            case .delivered: state = .delivered
            case .failed(let moment, let reason):
                (state, next, failure) = (.pending, moment, reason)
            case .dead(let reason): (state, failure) = (.dead, reason)
            }
            try database.cachedStatement(
                sql: """
                    UPDATE delivery SET state = :state, attempts = attempts + 1,
                        next_attempt_at = :next, last_error = :error,
                        ended_at = iif(:state = 'pending', NULL, :now)
                    WHERE sink = :sink AND event_sequence = :sequence AND state = 'pending'
                    """
            ).execute(arguments: [
                "state": state.rawValue, "next": next.milliseconds, "error": failure,
                "now": now.milliseconds, "sink": delivery.sink,
                "sequence": delivery.event.sequence,
            ])
        }
    }

    /// How many deliveries are in which state, for each sink.
    package func deliveryCounts() async throws(LedgerError) -> [String: [Delivery.State: Int]] {
        try await read { database in
            var counts: [String: [Delivery.State: Int]] = [:]
            let rows = try Row.fetchAll(
                database, sql: "SELECT sink, state, count(*) FROM delivery GROUP BY sink, state")
            for row in rows {
                guard let state = Delivery.State(rawValue: row[1]) else { continue }
                counts[row[0], default: [:]][state] = row[2]
            }
            return counts
        }
    }
}

extension Delivery {
    init(row: Row, sink: String) throws {
        self.init(
            event: try Event(row: row), sink: sink,
            state: State(rawValue: row["state"]) ?? .pending, attempts: row["attempts"],
            nextAttemptAt: Timestamp(milliseconds: row["next_attempt_at"]),
            lastError: row["last_error"])
    }
}

extension Event {
    /// - Throws: `corrupt` for a type that no version has written.
    init(row: Row) throws {
        let name: String = row["type"]
        guard let type = EventType(rawValue: name) else {
            throw LedgerError.corrupt(reason: "event \(row["sequence"] as Int64) is a \(name)")
        }
        self.init(
            sequence: row["sequence"], id: row["id"], type: type,
            at: Timestamp(milliseconds: row["at"]), feed: row["feed"],
            body: [UInt8](row["body"] as Data),
            previousHash: [UInt8](row["previous_hash"] as Data),
            hash: [UInt8](row["hash"] as Data))
    }
}
