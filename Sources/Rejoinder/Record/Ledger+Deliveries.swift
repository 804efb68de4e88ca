import Foundation
import GRDB

/// A delivery as listings show it, without the event's content.
package struct DeliveryRecord: Hashable, Sendable {
    package let sequence: Int64
    package let event: String
    package let type: String
    package let sink: String
    package let state: Delivery.State
    package let attempts: Int
    package let nextAttemptAt: Timestamp
    package let lastError: String?
    package let endedAt: Timestamp?
    /// Until when it is or was held; nil if it never was.
    package let heldUntil: Timestamp?
    /// What holds or held it.
    package let heldBy: Hold.Rule?
    /// The place in the log of the first event of its digest.
    package let digest: Int64?
    /// The sink that had not taken the event, if this one is its fallback.
    package let origin: String?
    /// Of a sink that archives: how its program ended, and what it wrote.
    package let said: JSONValue?
}

/// Selects the deliveries to list.
package struct DeliveryQuery: Hashable, Sendable {
    package var state: Delivery.State?
    package var sink: String?
    /// An event's place in the log.
    package var sequence: Int64?
    /// At most this many, the newest ones.
    package var limit: Int?

    package init() {}
}

/// A sink as the configuration last declared it.
package struct SinkRecord: Hashable, Sendable {
    package let route: Route
    package let isActive: Bool
    package let health: SinkHealth
}

extension Ledger {
    /// The deliveries that the query selects, in the order of the log.
    package func deliveries(
        _ query: DeliveryQuery
    ) async throws(LedgerError) -> [DeliveryRecord] {
        // Spelled out, so that SQLite picks the index of just those rows: most deliveries are done.
        let state = query.state.map { "delivery.state = '\($0.rawValue)' AND" } ?? ""
        return try await read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT delivery.*, event.id, event.type FROM delivery
                    JOIN event ON event.sequence = delivery.event_sequence
                    WHERE \(state) sink IN (SELECT name FROM sink WHERE ?1 IS NULL OR name = ?1)
                        AND (?2 IS NULL OR event_sequence = ?2)
                    ORDER BY event_sequence DESC, sink DESC LIMIT ?3
                    """,
                arguments: [query.sink, query.sequence, query.limit ?? -1]
            ).map(DeliveryRecord.init(row:)).reversed()
        }
    }

    package func sinks() async throws(LedgerError) -> [SinkRecord] {
        try await read { database in
            try Row.fetchAll(database, sql: "SELECT * FROM sink ORDER BY name").map { row in
                try SinkRecord(
                    route: Route(row: row), isActive: row["is_active"],
                    health: SinkHealth(row: row))
            }
        }
    }

    /// Makes deliveries again, starting over from the first attempt, with the same ids.
    ///
    /// - Parameters:
    ///   - sequences: the events to deliver again; nil means all whose delivery is dead.
    ///   - sink: the only sink to deliver to.
    /// - Returns: how many deliveries now wait that did not wait before.
    /// - Throws: `wrongState` if one of the named events is withheld by law.
    package func redeliver(
        sequences: [Int64]?, sink: String?, now: Timestamp
    ) async throws(LedgerError) -> Int {
        try await write { database in
            for sequence in sequences ?? [] {
                guard let withheld = try Withheld.ofBody(sequence, in: database) else { continue }
                throw LedgerError.wrongState("event \(sequence) is \(withheld.words)")
            }
            // A digest that was not taken stays one, with its id; one that was taken is over.
            let again = """
                SET state = 'pending', attempts = 0, next_attempt_at = :now,
                    last_error = NULL, ended_at = NULL, held_until = NULL, held_by = NULL,
                    digest = CASE WHEN state = 'delivered' THEN NULL ELSE digest END
                WHERE sink IN (SELECT name FROM sink WHERE :sink IS NULL OR name = :sink)
                """
            guard let sequences else {
                try database.execute(
                    sql: """
                        UPDATE delivery INDEXED BY delivery_dead \(again) AND state = 'dead'
                            AND event_sequence IN (SELECT sequence FROM event_body)
                        """,
                    arguments: ["now": now.milliseconds, "sink": sink])
                return database.changesCount
            }
            var count = 0
            for sequence in sequences {
                // Read before they change: the digests of which the event is still a part.
                let digests = try Row.fetchAll(
                    database,
                    sql: """
                        SELECT sink, digest FROM delivery
                        WHERE sink IN (SELECT name FROM sink WHERE ?1 IS NULL OR name = ?1)
                            AND event_sequence = ?2 AND digest IS NOT NULL AND state <> 'delivered'
                        """, arguments: [sink, sequence])
                try database.execute(
                    sql: """
                        UPDATE delivery \(again) AND event_sequence = :sequence
                            AND (digest IS NULL OR state = 'delivered')
                        """,
                    arguments: ["now": now.milliseconds, "sink": sink, "sequence": sequence])
                count += database.changesCount
                for row in digests {
                    try database.execute(
                        sql: """
                            UPDATE delivery INDEXED BY delivery_digest \(again)
                                AND sink = :owner AND digest = :digest AND state <> 'delivered'
                            """,
                        arguments: [
                            "now": now.milliseconds, "sink": sink,
                            "owner": try row["sink"] as String,
                            "digest": try row["digest"] as Int64,
                        ])
                    count += database.changesCount
                }
            }
            return count
        }
    }
}

extension DeliveryRecord {
    init(row: Row) throws {
        try self.init(
            sequence: row["event_sequence"], event: row["id"], type: row["type"],
            sink: row["sink"], state: Delivery.State(rawValue: row["state"]) ?? .pending,
            attempts: row["attempts"],
            nextAttemptAt: Timestamp(milliseconds: row["next_attempt_at"]),
            lastError: row["last_error"], endedAt: Timestamp(column: row["ended_at"]),
            heldUntil: Timestamp(column: row["held_until"]),
            heldBy: (row["held_by"] as String?).flatMap(Hold.Rule.init(rawValue:)),
            digest: row["digest"], origin: row["origin"],
            said: (row["said"] as String?).flatMap { try? JSONValue(parsing: Array($0.utf8)) })
    }
}
