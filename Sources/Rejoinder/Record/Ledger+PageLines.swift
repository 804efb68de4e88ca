import GRDB

/// A line of a page that is ignored because it changes at every look.
package struct LearntLine: Hashable, Sendable {
    /// The page's address.
    package let url: String
    /// The line as it was last seen.
    package let text: String
    package let learntAt: Timestamp
}

extension Ledger {
    /// The lines that were learnt from a feed's pages, the newest first.
    package func learntLines(
        feed: Int64, limit: Int
    ) async throws(LedgerError) -> [LearntLine] {
        try await read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT page.url, page_line.text, page_line.learnt_at FROM page_line
                    JOIN page ON page.entry_id = page_line.entry_id
                    JOIN entry ON entry.id = page_line.entry_id
                    WHERE page_line.learnt_at IS NOT NULL AND entry.feed_id = ?
                    ORDER BY page_line.learnt_at DESC LIMIT ?
                    """, arguments: [feed, limit]
            ).map { row in
                try LearntLine(
                    url: row[0], text: row[1], learntAt: Timestamp(milliseconds: row[2]))
            }
        }
    }

    static func lines(ofPage entry: Int64, in database: Database) throws -> [VolatileLine] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT shape, text, changes, since_at, changed_at, steady, learnt_at
                    FROM page_line WHERE entry_id = ? ORDER BY shape
                    """), arguments: [entry]
        ).map { row in
            try VolatileLine(
                shape: row[0], text: row[1], changes: row[2],
                since: Timestamp(milliseconds: row[3]),
                changedAt: Timestamp(milliseconds: row[4]), steady: row[5],
                learntAt: Timestamp(column: row[6]))
        }
    }

    /// Replaces the stored lines of a page with those of the last look.
    static func replace(
        _ old: [VolatileLine], with new: [VolatileLine], of entry: Int64, in database: Database
    ) throws {
        let (before, after) = (Set(old), Set(new))
        for line in before.subtracting(after) {
            try database.cachedStatement(
                sql: "DELETE FROM page_line WHERE entry_id = ? AND shape = ?"
            ).execute(arguments: [entry, line.shape])
        }
        for line in after.subtracting(before) {
            try database.cachedStatement(
                sql: """
                    INSERT INTO page_line (entry_id, shape, text, changes, since_at, changed_at,
                        steady, learnt_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """
            ).execute(arguments: [
                entry, line.shape, line.text, line.changes, line.since.milliseconds,
                line.changedAt.milliseconds, line.steady, line.learntAt?.milliseconds,
            ])
        }
    }
}
