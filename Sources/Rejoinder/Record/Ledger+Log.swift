import Foundation
import GRDB

/// Which events of the log are asked for.
package struct EventQuery: Hashable, Sendable {
    /// Only those after this place in the log.
    package var after: Int64 = 0
    /// Only those before this place in the log.
    package var before: Int64?
    package var since: Timestamp?
    /// Event types, or globs as `inquiry.*`; empty: all.
    package var types: [String] = []
    /// Only of this feed.
    package var feed: String?
    /// Names of feeds, or globs as `uk-*`; empty: all, and those events too that come from no feed.
    package var feeds: [String] = []
    /// The newest ones, where there are more.
    package var limit: Int?

    package init() {}

    fileprivate func accepts(type: String, feed: String?) -> Bool {
        guard types.isEmpty || types.contains(where: { Glob.matches(type, $0) }) else {
            return false
        }
        return feeds.isEmpty || feeds.contains { Glob.matches(feed ?? "", $0) }
    }
}

extension Ledger {
    /// Events in the order of the log, the newest last.
    package func events(_ query: EventQuery) async throws(LedgerError) -> [Event] {
        try await read { database in
            let cursor = try Row.fetchCursor(
                database,
                sql: """
                    SELECT * FROM event WHERE sequence > ?1 AND at >= ?2
                        AND (?3 IS NULL OR feed = ?3) AND sequence < ?4 ORDER BY sequence DESC
                    """,
                arguments: [
                    query.after, (query.since ?? Timestamp(milliseconds: .min)).milliseconds,
                    query.feed, query.before ?? .max,
                ])
            var events: [Event] = []
            while events.count < query.limit ?? .max, let row = try cursor.next() {
                guard query.accepts(type: row["type"], feed: row["feed"]) else { continue }
                events.append(try Event(row: row))
            }
            return events.reversed()
        }
    }

    /// The event of that id, or of the only id that begins so.
    package func event(_ prefix: String) async throws(LedgerError) -> Event {
        let found = try await read { database in
            try Row.fetchAll(
                database,
                sql: "SELECT * FROM event WHERE substr(id, 1, length(?1)) = ?1 LIMIT 2",
                arguments: [prefix]
            ).map { try Event(row: $0) }
        }
        guard found.count == 1, let only = found.first else { throw .noSuchEvent(prefix) }
        return only
    }

    /// The place of the newest event, 0 in an empty log.
    package func lastSequence() async throws(LedgerError) -> Int64 {
        try await read { try Int64.fetchOne($0, sql: "SELECT max(sequence) FROM event") ?? 0 }
    }
}

/// What an examination of the ledger found.
package struct Verification: Hashable, Sendable {
    package let events: Int
    package let lastHash: [UInt8]
    /// What does not hold, in sentences; empty: all does.
    package let faults: [String]

    package init(events: Int, lastHash: [UInt8], faults: [String]) {
        self.events = events
        self.lastHash = lastHash
        self.faults = faults
    }
}

extension Ledger {
    /// Recomputes the chain of events, and the hashes of the revisions, from what is stored, and
    /// has SQLite check the file.
    ///
    /// - Parameter witnesses: hashes in hexadecimal that somebody kept: an event must have each.
    package func verify(
        witnesses: [String] = []
    ) async throws(LedgerError) -> Verification {
        let logID = logID
        return try await read { database in
            var faults = try String.fetchAll(database, sql: "PRAGMA integrity_check(20)")
                .filter { $0 != "ok" }
            faults += try Row.fetchAll(database, sql: "PRAGMA foreign_key_check").map {
                "table \($0[0] as String? ?? "?"): a row refers to one that is not there"
            }
            let (count, hash) = try Self.verifyChain(logID, in: database, faults: &faults)
            try Self.verifyRevisions(in: database, faults: &faults)
            for witness in witnesses where try !Self.has(hash: witness, in: database) {
                faults.append("no event has the hash \(witness)")
            }
            return Verification(events: count, lastHash: hash, faults: faults)
        }
    }

    private static func has(hash: String, in database: Database) throws -> Bool {
        try Bool.fetchOne(
            database, sql: "SELECT EXISTS (SELECT 1 FROM event WHERE lower(hex(hash)) = lower(?))",
            arguments: [hash]) ?? false
    }

    private static func verifyChain(
        _ logID: [UInt8], in database: Database, faults: inout [String]
    ) throws -> (Int, [UInt8]) {
        var previous = logID
        var count = 0
        let rows = try Row.fetchCursor(database, sql: "SELECT * FROM event ORDER BY sequence")
        while let row = try rows.next() {
            count += 1
            let sequence: Int64 = row["sequence"]
            let stored = [UInt8](row["hash"] as Data)
            let hash = HashChain.hash(
                previous: [UInt8](row["previous_hash"] as Data), sequence: sequence,
                id: row["id"], type: row["type"], at: Timestamp(milliseconds: row["at"]),
                feed: row["feed"], body: [UInt8](row["body"] as Data))
            if sequence != Int64(count) {
                faults.append("event \(count) is missing: \(sequence) stands in its place")
                count = Int(sequence)
            }
            if [UInt8](row["previous_hash"] as Data) != previous {
                faults.append("event \(sequence) does not continue the event before it")
            }
            if hash != stored {
                faults.append("event \(sequence) is not what was hashed: it was changed")
            }
            previous = stored
        }
        return (count, previous)
    }

    private static func verifyRevisions(in database: Database, faults: inout [String]) throws {
        let rows = try Row.fetchCursor(database, sql: "SELECT * FROM revision")
        while let row = try rows.next() {
            let content = Revision(row: row).content
            guard Normaliser.contentHash(of: content) != [UInt8](row["content_hash"] as Data) else {
                continue
            }
            faults.append(
                "revision \(row["number"] as Int) of entry \(row["entry_id"] as Int64) is not "
                    + "what was hashed: it was changed")
        }
    }
}
