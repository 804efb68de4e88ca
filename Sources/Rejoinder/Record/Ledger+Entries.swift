import GRDB

/// An entry as the ledger knows it.
package struct EntryRecord: Hashable, Sendable {
    /// The ledger's own number.
    package let id: Int64
    /// The feed's name.
    package let feed: String
    package let identity: String
    /// The id that the feed itself gives, if any.
    package let sourceID: String?
    package let firstSeenAt: Timestamp
    /// The current revision's number.
    package let revision: Int
    /// The first entry of the same article, if this is the same article at another address.
    package let sameAs: Int64?
}

/// A change between two revisions of an entry, with the verdict on it.
package struct ChangeRecord: Hashable, Sendable {
    package let entry: Int64
    package let fromRevision: Int
    package let toRevision: Int
    package let at: Timestamp
    package let level: String
    /// The kinds of the change, separated by blanks.
    package let kinds: String
    /// The type of the event that it made, or `suppressed`.
    package let verdict: String
    /// The rule that gave level and verdict.
    package let reason: String
    package let detail: JSONValue
}

extension Ledger {
    /// Finds an entry by number, source id, link, event id, or a prefix that only one id has.
    ///
    /// - Throws: `noSuchEntry`, or `severalEntries` if the name matches more than one.
    package func entry(_ name: String) async throws(LedgerError) -> EntryRecord {
        let found = try await read { database in
            for condition in Self.entryConditions {
                let rows = try Row.fetchAll(
                    database,
                    sql: """
                        SELECT entry.*, feed.name,
                            (SELECT same_as FROM page WHERE entry_id = entry.id) AS same_as
                        FROM entry JOIN feed ON feed.id = entry.feed_id
                        WHERE \(condition) ORDER BY entry.id LIMIT 6
                        """, arguments: [name])
                if !rows.isEmpty { return try rows.map(EntryRecord.init(row:)) }
            }
            return []
        }
        guard let first = found.first else { throw .noSuchEntry(name) }
        guard found.count == 1 else { throw .severalEntries(name, found.map(\.id)) }
        return first
    }

    /// The ways to match a name, the most certain first.
    ///
    /// Each uses its parameter exactly once.
    private static let entryConditions = [
        "entry.id = CAST(?1 AS INTEGER) AND CAST(entry.id AS TEXT) = ?1",
        "entry.source_id = ?1 OR entry.identity = ?1",
        "entry.id IN (SELECT entry_id FROM revision WHERE link = ?1)",
        "entry.id IN (SELECT entry_id FROM event WHERE id = ?1)",
        "?1 <> '' AND entry.id IN (SELECT entry_id FROM event WHERE substr(id, 1, length(?1)) = ?1)",
        """
        ?1 <> '' AND (substr(entry.source_id, 1, length(?1)) = ?1
            OR substr(entry.identity, 1, length(?1)) = ?1)
        """,
    ]

    /// All revisions of an entry, the oldest first.
    package func revisions(entry: Int64) async throws(LedgerError) -> [Revision] {
        try await read { database in
            try Row.fetchAll(
                database, sql: "SELECT * FROM revision WHERE entry_id = ? ORDER BY number",
                arguments: [entry]
            ).map { try Revision(row: $0, in: database) }
        }
    }

    /// All changes of an entry, including the suppressed ones, the oldest first.
    package func changes(entry: Int64) async throws(LedgerError) -> [ChangeRecord] {
        try await read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT \(ChangeRecord.columns) FROM change
                    WHERE entry_id = ? ORDER BY to_revision
                    """,
                arguments: [entry]
            ).map(ChangeRecord.init(row:))
        }
    }

    /// The statements in a revision that institutions made and that were not told, with the reason.
    package func untoldStatements(
        entry: Int64, revision: Int
    ) async throws(LedgerError) -> [(statement: Statement, reason: String)] {
        try await read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT * FROM statement
                    WHERE entry_id = ? AND revision = ? AND reason IS NOT NULL ORDER BY id
                    """, arguments: [entry, revision]
            ).map { (try Statement(row: $0), try $0["reason"]) }
        }
    }

    /// The statements in a revision.
    package func statements(
        entry: Int64, revision: Int
    ) async throws(LedgerError) -> [Statement] {
        try await read { database in
            try Row.fetchAll(
                database,
                sql: "SELECT * FROM statement WHERE entry_id = ? AND revision = ? ORDER BY id",
                arguments: [entry, revision]
            ).map(Statement.init(row:))
        }
    }
}

extension Statement {
    init(row: Row) throws {
        try self.init(
            source: row["source"], cue: row["cue"], content: row["content"],
            isQuoted: row["is_quoted"],
            institution: (row["institution"] as String?).map { InstitutionKey($0) })
    }
}

extension EntryRecord {
    init(row: Row) throws {
        try self.init(
            id: row["id"], feed: row["name"], identity: row["identity"],
            sourceID: row["source_id"],
            firstSeenAt: Timestamp(milliseconds: row["first_seen_at"]), revision: row["revision"],
            sameAs: row["same_as"])
    }
}

extension ChangeRecord {
    static let columns = "change.*, \(Packing.detail) AS plain_detail"
    /// The change that led to a revision.
    static let query = "SELECT \(columns) FROM change WHERE entry_id = ? AND to_revision = ?"

    /// - Parameter row: has the columns of `columns`.
    init(row: Row) throws {
        let detail: String = try row["plain_detail"]
        try self.init(
            entry: row["entry_id"], fromRevision: row["from_revision"],
            toRevision: row["to_revision"], at: Timestamp(milliseconds: row["at"]),
            level: row["level"], kinds: row["kinds"], verdict: row["verdict"],
            reason: row["reason"],
            detail: (try? JSONValue(parsing: Array(detail.utf8))) ?? .null)
    }
}

/// An entry that changes too often to report each change.
package struct NoisyEntry: Hashable, Sendable {
    /// The ledger's own number.
    package let entry: Int64
    package let title: String
    package let since: Timestamp
    /// How many changes have been recorded since then without being reported.
    package let heldBack: Int
}

extension Ledger {
    /// The entries of a feed that change too often, the most recent first.
    package func noisyEntries(feed: Int64) async throws(LedgerError) -> [NoisyEntry] {
        try await read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT entry.id, revision.title, noisy_since, (
                        SELECT count(*) FROM change
                        WHERE entry_id = entry.id AND at >= noisy_since AND instr(reason, ?) = 1)
                    FROM entry JOIN revision ON revision.entry_id = entry.id
                        AND revision.number = entry.revision
                    WHERE feed_id = ? AND noisy_since IS NOT NULL ORDER BY noisy_since DESC
                    """, arguments: [EntryNoise.mark, feed]
            ).map { row in
                try NoisyEntry(
                    entry: row[0], title: row[1], since: Timestamp(milliseconds: row[2]),
                    heldBack: row[3])
            }
        }
    }
}
