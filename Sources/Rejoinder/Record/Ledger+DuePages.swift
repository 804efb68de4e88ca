import GRDB

/// A page that is due, with what its turn needs to know.
package struct DuePage: Hashable, Sendable {
    package let entry: Int64
    package let url: String
    package let at: Timestamp
    /// Whether an answer is awaited on it.
    package let isAwaited: Bool
}

extension Ledger {
    /// The pages that are due: those with an awaited answer first, then the longest waiting.
    ///
    /// - Parameters:
    ///   - limit: the largest number of pages.
    ///   - perFeed: the largest number of pages from one feed, so that a feed with many does not
    ///     hide those of others.
    package func duePages(
        now: Timestamp, limit: Int = 5000, perFeed: Int = 200
    ) async throws(LedgerError) -> [DuePage] {
        try await read { database in
            try Row.fetchAll(
                database.cachedStatement(
                    sql: """
                        SELECT entry_id, url, next_look_at, is_awaited FROM (
                            SELECT page.entry_id, page.url, page.next_look_at,
                                row_number() OVER (
                                    PARTITION BY entry.feed_id ORDER BY page.next_look_at) AS place,
                                \(Self.isAwaited) AS is_awaited
                            FROM page JOIN entry ON entry.id = page.entry_id
                            JOIN feed ON feed.id = entry.feed_id
                            WHERE page.next_look_at <= ? AND feed.is_active)
                        WHERE place <= ? OR is_awaited
                        ORDER BY is_awaited DESC, next_look_at LIMIT ?
                        """), arguments: [now.milliseconds, perFeed, limit]
            ).map { row in
                try DuePage(
                    entry: row["entry_id"], url: row["url"],
                    at: Timestamp(milliseconds: row["next_look_at"]), isAwaited: row["is_awaited"])
            }
        }
    }

    /// When the next page is due after that moment; nil if none is.
    package func nextPageLook(
        after moment: Timestamp? = nil
    ) async throws(LedgerError) -> Timestamp? {
        try await read { database in
            Timestamp(
                column: try Int64.fetchOne(
                    database.cachedStatement(
                        sql: """
                            SELECT page.next_look_at FROM page
                            JOIN entry ON entry.id = page.entry_id
                            JOIN feed ON feed.id = entry.feed_id
                            WHERE page.next_look_at > ? AND feed.is_active
                            ORDER BY page.next_look_at LIMIT 1
                            """), arguments: [moment?.milliseconds ?? .min]))
        }
    }

    /// Plans an early look at an entry's page, because an answer is awaited on it from now on.
    static func attend(pageOf entry: Int64, from moment: Timestamp, in database: Database) throws {
        try database.cachedStatement(
            sql: """
                UPDATE page SET next_look_at = min(coalesce(next_look_at, ?1), ?1)
                WHERE entry_id = ?2 AND gone_since IS NULL
                """
        ).execute(arguments: [(moment + .seconds(60)).milliseconds, entry])
    }
}
