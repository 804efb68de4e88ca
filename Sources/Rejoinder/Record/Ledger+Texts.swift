import GRDB

/// The beginning of an entry's current text.
package struct StoredText: Sendable {
    let entry: Int64
    let firstSeenAt: Timestamp
    /// The institution whose own feed the text is in.
    let institution: InstitutionKey?
    let title: String
    package let text: String
    let language: String?
}

extension Ledger {
    /// The number of the newest entry; 0 if there is none.
    func newestEntry() async throws(LedgerError) -> Int64 {
        try await read { database in
            try Int64.fetchOne(database, sql: "SELECT max(id) FROM entry") ?? 0
        }
    }

    /// The beginnings of the newest entries' texts, of so many characters each.
    package func newestTexts(
        _ count: Int, prefix: Int
    ) async throws(LedgerError) -> [StoredText] {
        try await read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT revision.title, substr(\(Packing.text), 1, ?) AS text, language, entry.id,
                        entry.first_seen_at, feed.institution
                    FROM (SELECT id, feed_id, revision, first_seen_at FROM entry
                        ORDER BY id DESC LIMIT ?) AS entry
                    JOIN feed ON feed.id = entry.feed_id
                    JOIN revision ON entry_id = entry.id AND number = entry.revision
                    JOIN text ON text.id = text_id
                    """, arguments: [prefix, count]
            ).map {
                try StoredText(
                    entry: $0["id"],
                    firstSeenAt: Timestamp(milliseconds: $0["first_seen_at"]),
                    institution: ($0["institution"] as String?).map(InstitutionKey.init(rawValue:)),
                    title: $0["title"], text: $0["text"], language: $0["language"])
            }
        }
    }
}
