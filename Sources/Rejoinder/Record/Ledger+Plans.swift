import GRDB

extension Ledger {
    /// Brings within reach the looks at pages that were planned while the clock was ahead, and
    /// forgets the pauses of hosts that are over.
    ///
    /// The looks are spread over an hour, as there may be many.
    package func mendPlans(now: Timestamp) async throws(LedgerError) {
        try await write { database in
            try database.cachedStatement(
                sql: """
                    UPDATE page SET next_look_at = :now + (entry_id % 60) * 60000,
                        looked_at = min(looked_at, :now)
                    WHERE next_look_at > :now
                        AND (next_look_at > :now + :longest OR looked_at > :now)
                    """
            ).execute(arguments: [
                "now": now.milliseconds, "longest": EarlierPlan.longestForPage.milliseconds,
            ])
            try database.cachedStatement(
                sql: "DELETE FROM host WHERE paused_until <= ?1 OR paused_until > ?1 + ?2"
            ).execute(arguments: [now.milliseconds, EarlierPlan.longestPause.milliseconds])
        }
    }

    /// The hosts that want to be left alone, and until when.
    package func pauses(now: Timestamp) async throws(LedgerError) -> [String: Timestamp] {
        try await read { database in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT name, paused_until FROM host
                    WHERE paused_until > ?1 AND paused_until <= ?1 + ?2
                    """, arguments: [now.milliseconds, EarlierPlan.longestPause.milliseconds])
            return try rows.reduce(into: [:]) { pauses, row in
                pauses[try row[0] as String] = Timestamp(milliseconds: try row[1])
            }
        }
    }

    /// The newest word of a server counts, even if it asks for less than the one before.
    static func pause(_ host: String, until moment: Timestamp, in database: Database) throws {
        try database.cachedStatement(
            sql: """
                INSERT INTO host VALUES (?, ?)
                ON CONFLICT (name) DO UPDATE SET paused_until = excluded.paused_until
                """
        ).execute(arguments: [host, moment.milliseconds])
    }
}
