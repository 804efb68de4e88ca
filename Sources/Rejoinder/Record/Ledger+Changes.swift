import GRDB

/// A change that was recorded without making an event.
package struct SuppressedChange: Hashable, Sendable {
    /// Its row number in the table of changes.
    package let row: Int64
    /// The entry's id in its feed, or else the ledger's number.
    package let entry: String
    package let title: String
    package let level: ChangeLevel
    package let reason: String
}

extension Ledger {
    /// Changes that made no event and follow the given row, in the order they were recorded.
    package func suppressedChanges(after row: Int64) async throws(LedgerError) -> [SuppressedChange]
    {
        try await read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT change.rowid, change.level, change.reason,
                        coalesce(entry.source_id, entry.identity), revision.title
                    FROM change JOIN entry ON entry.id = change.entry_id
                    JOIN revision ON revision.entry_id = change.entry_id
                        AND revision.number = change.to_revision
                    WHERE change.rowid > ? AND change.verdict = 'suppressed' ORDER BY change.rowid
                    """, arguments: [row]
            ).map { row in
                try SuppressedChange(
                    row: row[0], entry: row[3], title: row[4],
                    level: ChangeLevel(rawValue: row[1]) ?? .none, reason: row[2])
            }
        }
    }
}
