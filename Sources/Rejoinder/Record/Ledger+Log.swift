import Foundation
import GRDB

/// Selects events of the log.
package struct EventQuery: Hashable, Sendable {
    /// Only those after this place in the log.
    package var after: Int64 = 0
    /// Only those before this place in the log.
    package var before: Int64?
    package var since: Timestamp?
    /// Event types, or globs like `inquiry.*`; empty selects all.
    package var types: [String] = []
    /// Only of this feed.
    package var feed: String?
    /// Names of feeds, or globs like `uk-*`; empty selects all, also events that come from no feed.
    package var feeds: [String] = []
    /// At most this many, the newest ones.
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
                guard try query.accepts(type: row["type"], feed: row["feed"]) else { continue }
                events.append(try Event(row: row, in: database))
            }
            return events.reversed()
        }
    }

    /// The event with that id, or with the only id that begins like this.
    ///
    /// - Throws: `noSuchEvent`, or `severalIDs`.
    package func event(_ prefix: String) async throws(LedgerError) -> Event {
        let found = try await read { database in
            try Row.fetchAll(
                database,
                sql: "SELECT * FROM event WHERE substr(id, 1, length(?1)) = ?1 LIMIT 2",
                arguments: [prefix]
            ).map { try Event(row: $0, in: database) }
        }
        guard let first = found.first else { throw .noSuchEvent(prefix) }
        guard found.count == 1 else { throw .severalIDs(prefix, of: "events") }
        return first
    }

    /// The sequence number of the newest event, 0 in an empty log.
    package func lastSequence() async throws(LedgerError) -> Int64 {
        try await read { try Int64.fetchOne($0, sql: "SELECT max(sequence) FROM event") ?? 0 }
    }
}
