import GRDB

/// Takes words out of the tables, once the log has said that they are withheld.
struct RedactionWriter {
    let database: Database
    let scope: RedactionScope
    /// Of the event `log.redacted`.
    let sequence: Int64
    let act: Act

    func write() throws {
        try removeBodies()
        try removeTexts()
        try removeReceived()
        for revision in scope.revisions { try removeWords(of: revision) }
        for inquiry in scope.inquiries {
            try execute(
                """
                UPDATE inquiry SET subject = 'withheld by law', evidence = NULL, topic = '[]'
                WHERE id = ?
                """, [inquiry])
        }
        try endDeliveries()
    }

    private func removeBodies() throws {
        try execute(
            "DELETE FROM event_body WHERE sequence IN (SELECT value FROM json_each(?))",
            [scope.sequences])
    }

    private func removeTexts() throws {
        for text in scope.texts.keys.sorted() {
            try execute(
                """
                UPDATE text SET content = '', packed = NULL, withheld = ?
                WHERE id = ? AND withheld IS NULL
                """, [sequence, text])
        }
    }

    private func removeReceived() throws {
        for receipt in scope.receipts.keys.sorted() {
            try execute(
                "UPDATE receipt SET content = '', withheld = ? WHERE id = ? AND withheld IS NULL",
                [sequence, receipt])
        }
        for body in scope.bodies.keys.sorted() {
            try execute(
                "UPDATE raw_body SET content = x'', withheld = ? WHERE id = ? AND withheld IS NULL",
                [sequence, body])
        }
    }

    /// Takes away what a revision says, and what was read in it.
    private func removeWords(of revision: RedactionScope.Revision) throws {
        let place: StatementArguments = [revision.entry, revision.number]
        try execute(
            """
            UPDATE revision SET title = '', author = NULL, withheld = ?
            WHERE entry_id = ? AND number = ?
            """, [sequence] + place)
        try execute(
            """
            UPDATE statement SET source = '', cue = '', content = '', words = NULL, reason = NULL
            WHERE entry_id = ? AND revision = ?
            """, place)
        try execute(
            """
            UPDATE mention SET wording = '', evidence = '', topic = '[]', question = NULL,
                party = iif(institution IS NULL, '', party), reason = NULL
            WHERE entry_id = ? AND revision = ?
            """, place)
        try execute(
            """
            UPDATE response SET source = NULL, quote = '', reasons = '[]'
            WHERE entry_id = ? AND revision = ?
            """, place)
        try execute(
            """
            UPDATE change SET detail = '{}', packed = NULL, reason = 'withheld by law',
                verdict = iif(verdict IN ('settling', 'pending'), 'suppressed', verdict)
            WHERE entry_id = ?1 AND (from_revision = ?2 OR to_revision = ?2)
            """, place)
        try execute("DELETE FROM page_line WHERE entry_id = ?", [revision.entry])
        // It waits to be told, and there is nothing left to tell.
        try execute("UPDATE page SET waits_since = NULL WHERE entry_id = ?", [revision.entry])
        // Whoever decides about the entry at this moment has read what is no longer there.
        try execute("UPDATE entry SET version = version + 1 WHERE id = ?", [revision.entry])
    }

    /// Ends the deliveries that wait, and gives the rest of a digest its new first event.
    private func endDeliveries() throws {
        // What archived it may have written the words, too.
        try execute(
            "UPDATE delivery SET said = NULL WHERE event_sequence IN (SELECT value FROM json_each(?))",
            [scope.sequences])
        let waiting = "state IN ('pending', 'parked', 'held')"
        try execute(
            """
            UPDATE delivery SET state = 'dead', last_error = ?, ended_at = ?, fallback_at = NULL,
                digest = NULL
            WHERE \(waiting) AND event_sequence IN (SELECT value FROM json_each(?))
            """,
            ["withheld by law: \(act.reason ?? "")", act.at.milliseconds, scope.sequences])
        // Read before they change: each row that is updated would change what is the first.
        let digests = try Row.fetchAll(
            database,
            sql: """
                SELECT sink, digest, min(event_sequence) AS first FROM delivery
                WHERE \(waiting) AND digest IN (SELECT value FROM json_each(?))
                GROUP BY sink, digest
                """, arguments: [scope.sequences])
        for row in digests {
            try execute(
                "UPDATE delivery SET digest = ? WHERE \(waiting) AND sink = ? AND digest = ?",
                [
                    try row["first"] as Int64, try row["sink"] as String,
                    try row["digest"] as Int64,
                ])
        }
    }

    private func execute(_ sql: String, _ arguments: StatementArguments) throws {
        try database.execute(sql: sql, arguments: arguments)
    }
}
