import GRDB

/// The beginning of an entry's current text.
struct StoredText: Sendable {
    let entry: Int64
    let title: String
    let text: String
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
    func newestTexts(
        _ count: Int, prefix: Int
    ) async throws(LedgerError) -> [StoredText] {
        try await read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT title, substr(content, 1, ?) AS text, language, entry.id FROM (
                        SELECT id, revision FROM entry ORDER BY id DESC LIMIT ?) AS entry
                    JOIN revision ON entry_id = entry.id AND number = entry.revision
                    JOIN text ON text.id = text_id
                    """, arguments: [prefix, count]
            ).map {
                try StoredText(
                    entry: $0["id"], title: $0["title"], text: $0["text"], language: $0["language"])
            }
        }
    }
}
