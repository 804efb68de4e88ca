import GRDB

/// A revision, a statement or a mention, as far as it is searched.
struct SearchSource: Sendable {
    let id: Int64
    let entry: Int64
    let revision: Int
    /// Of a revision.
    let text: Int64?
    let seenAt: Timestamp
    let feed: Int64
    /// What it consists of; a phrase stands within one of them.
    let fields: [String]
    /// Whose words it has, or of whom it says that they were asked.
    var institutions: [String] = []

    var bytes: Int { fields.reduce(0) { $0 + $1.utf8.count } }
}

extension SearchSource {
    /// The sources after one, in the order in which they were recorded.
    ///
    /// - Parameter bytes: of text, after which no more are read.
    static func next(
        _ table: SearchTable, after last: Int64, count: Int, bytes: Int, in database: Database
    ) throws -> [SearchSource] {
        var sources: [SearchSource] = []
        var size = 0
        let rows = try Row.fetchCursor(
            database.cachedStatement(
                sql: "\(sql(table)) WHERE \(id(table)) > ? ORDER BY 1 LIMIT ?"),
            arguments: [last, count])
        while size < bytes, let row = try rows.next() {
            let source = try SearchSource(row, table)
            size += source.bytes
            sources.append(source)
        }
        guard table == .document else { return sources }
        for place in sources.indices {
            sources[place].institutions = try institutions(
                of: sources[place].entry, sources[place].revision, in: database)
        }
        return sources
    }

    static func one(
        _ table: SearchTable, _ id: Int64, in database: Database
    ) throws -> SearchSource? {
        try Row.fetchOne(
            database.cachedStatement(sql: "\(sql(table)) WHERE \(Self.id(table)) = ?"),
            arguments: [id]
        ).map { try SearchSource($0, table) }
    }

    /// The number of the newest source; 0 if there is none.
    static func newest(_ table: SearchTable, in database: Database) throws -> Int64 {
        let name = table == .document ? "revision" : table.rawValue
        return try Int64.fetchOne(database, sql: "SELECT max(rowid) FROM \(name)") ?? 0
    }

    /// The entry and the revision to which a source belongs; nil if there is none of that number.
    static func owner(
        _ table: SearchTable, _ id: Int64, in database: Database
    ) throws -> (entry: Int64, revision: Int)? {
        let rest =
            table == .document
            ? "number AS revision FROM revision" : "revision FROM \(table.rawValue)"
        return try Row.fetchOne(
            database, sql: "SELECT entry_id, \(rest) WHERE rowid = ?", arguments: [id]
        ).map { try (entry: $0["entry_id"], revision: $0["revision"]) }
    }
}

extension SearchSource {
    private static func id(_ table: SearchTable) -> String {
        table == .document ? "revision.rowid" : "\(table.rawValue).id"
    }

    private static func sql(_ table: SearchTable) -> String {
        switch table {
        case .document:
            """
            SELECT revision.rowid AS id, entry_id, number AS revision, seen_at, feed_id, text_id,
                title, \(Packing.text) AS content, NULL AS institution
            FROM revision JOIN entry ON entry.id = entry_id LEFT JOIN text ON text.id = text_id
            """
        case .statement:
            """
            SELECT statement.id, statement.entry_id, statement.revision, seen_at, feed_id,
                statement.source, content, institution
            FROM statement JOIN entry ON entry.id = statement.entry_id
            JOIN revision ON revision.entry_id = entry.id AND number = statement.revision
            """
        case .mention:
            """
            SELECT mention.id, mention.entry_id, mention.revision, seen_at, feed_id,
                party, wording, evidence, question, institution
            FROM mention JOIN entry ON entry.id = mention.entry_id
            JOIN revision ON revision.entry_id = entry.id AND number = mention.revision
            """
        }
    }

    /// The names of the columns that are searched.
    private static func columns(_ table: SearchTable) -> [String] {
        switch table {
        case .document: ["title", "content"]
        case .statement: ["source", "content"]
        case .mention: ["party", "evidence", "wording", "question"]
        }
    }

    private init(_ row: Row, _ table: SearchTable) throws {
        id = try row["id"]
        entry = try row["entry_id"]
        revision = try row["revision"]
        text = table == .document ? try row["text_id"] : nil
        seenAt = Timestamp(milliseconds: try row["seen_at"])
        feed = try row["feed_id"]
        // What is withheld is null, and has no words.
        fields = try Self.columns(table).map { try row[$0] as String? ?? "" }
        institutions = try (row["institution"] as String?).map { [$0] } ?? []
    }

    private static func institutions(
        of entry: Int64, _ revision: Int, in database: Database
    ) throws -> [String] {
        try String.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT institution FROM statement
                    WHERE entry_id = ?1 AND revision = ?2 AND institution IS NOT NULL
                    UNION SELECT institution FROM mention
                    WHERE entry_id = ?1 AND revision = ?2 AND institution IS NOT NULL
                    """), arguments: [entry, revision])
    }
}
