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
    /// Of all that are dead there may be hundreds of thousands, so they are made again in parts.
    ///
    /// - Parameters:
    ///   - sequences: the events to deliver again; nil means all whose delivery is dead.
    ///   - sink: the only sink to deliver to.
    /// - Returns: how many deliveries now wait that did not wait before.
    /// - Throws: `wrongState` if one of the named events is withheld by law.
    package func redeliver(
        sequences: [Int64]?, sink: String?, now: Timestamp
    ) async throws(LedgerError) -> Int {
        if let sequences {
            let redelivery = Redelivery(sink: sink, now: now)
            return try await write { try redelivery.perform(sequences, in: $0) }
        }
        var count = 0
        for name in try await sinks().map(\.route.sink) where sink.map({ $0 == name }) ?? true {
            let redelivery = Redelivery(sink: name, now: now)
            var after: Int64? = 0
            while let last = after {
                let part = try await write { try redelivery.performDead(after: last, in: $0) }
                count += part.count
                after = part.last
            }
        }
        return count
    }
}

/// Makes deliveries again within a transaction.
private struct Redelivery {
    /// The only sink; nil: all.
    let sink: String?
    let now: Timestamp

    /// How many dead deliveries one transaction makes again, and the rest of the last digest.
    private static let deadAtOnce = 500

    /// A digest that was not taken stays one, with its id; one that was taken is over.
    private static let again = """
        SET state = 'pending', attempts = 0, next_attempt_at = :now,
            last_error = NULL, ended_at = NULL, held_until = NULL, held_by = NULL,
            digest = CASE WHEN state = 'delivered' THEN NULL ELSE digest END
        """
    private static let ofSinks =
        "sink IN (SELECT name FROM sink WHERE :sink IS NULL OR name = :sink)"

    /// Makes the next part of the sink's dead deliveries again, each digest as a whole.
    ///
    /// - Returns: how many, and the last of them; nil if there are no more.
    func performDead(
        after: Int64, in database: Database
    ) throws -> (count: Int, last: Int64?) {
        let rows = try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT event_sequence, digest FROM delivery INDEXED BY delivery_dead
                    WHERE sink = ? AND state = 'dead' AND event_sequence > ?
                        AND event_sequence IN (SELECT sequence FROM event_body)
                    ORDER BY event_sequence LIMIT \(Self.deadAtOnce)
                    """), arguments: [sink, after])
        var count = 0
        for row in rows where try row["digest"] as Int64? == nil {
            count += try update("delivery", "event_sequence = :it", row["event_sequence"], database)
        }
        for digest in Set(try rows.compactMap { try $0["digest"] as Int64? }).sorted() {
            count += try update(
                "delivery INDEXED BY delivery_digest", "digest = :it", digest, database)
        }
        return (count, rows.count < Self.deadAtOnce ? nil : try rows.last?["event_sequence"])
    }

    private func update(
        _ table: String, _ which: String, _ it: Int64, _ database: Database
    ) throws -> Int {
        try database.cachedStatement(
            sql: """
                UPDATE \(table) \(Self.again)
                WHERE sink = :sink AND \(which) AND state = 'dead'
                    AND event_sequence IN (SELECT sequence FROM event_body)
                """
        ).execute(arguments: ["now": now.milliseconds, "sink": sink, "it": it])
        return database.changesCount
    }

    /// Makes the deliveries of these events again, each with the digest of which it is still a part.
    func perform(_ sequences: [Int64], in database: Database) throws -> Int {
        for sequence in sequences {
            guard let withheld = try Withheld.ofBody(sequence, in: database) else { continue }
            throw LedgerError.wrongState("event \(sequence) is \(withheld.words)")
        }
        var count = 0
        for sequence in sequences {
            // Read before they change.
            let digests = try Row.fetchAll(
                database,
                sql: """
                    SELECT sink, digest FROM delivery WHERE \(Self.ofSinks)
                        AND event_sequence = :sequence AND digest IS NOT NULL
                        AND state <> 'delivered'
                    """, arguments: ["sink": sink, "sequence": sequence])
            try database.execute(
                sql: """
                    UPDATE delivery \(Self.again) WHERE \(Self.ofSinks)
                        AND event_sequence = :sequence AND (digest IS NULL OR state = 'delivered')
                    """,
                arguments: ["now": now.milliseconds, "sink": sink, "sequence": sequence])
            count += database.changesCount
            for row in digests {
                try database.execute(
                    sql: """
                        UPDATE delivery INDEXED BY delivery_digest \(Self.again)
                        WHERE sink = :owner AND digest = :digest AND state <> 'delivered'
                        """,
                    arguments: [
                        "now": now.milliseconds, "owner": try row["sink"] as String,
                        "digest": try row["digest"] as Int64,
                    ])
                count += database.changesCount
            }
        }
        return count
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
