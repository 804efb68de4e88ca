import GRDB

/// Counts terms in the ledger's newest entries, now and then.
///
/// Nothing is written for it, and a look that finds nothing new costs nothing.
actor TermCensus {
    private var counts = TermCounts()
    private var newest: Int64 = 0
    private var entries = 0
    private var countedAt: Timestamp?

    /// Enough to tell a term that one text in five hundred has from a rarer one.
    private static let sample = 2000
    /// How many bytes of a text are read: its topic shows at the beginning.
    private static let prefix = 4000
    /// Common terms change slowly, so many entries that come at once are counted with the next.
    private static let pause: Duration = .seconds(600)

    /// The counts, which may be out of date by a quarter of what they count, or by ten minutes.
    func counts(
        _ ledger: Ledger, _ detector: Detector, _ reading: ReadingGuard, at now: Timestamp
    ) async throws(LedgerError) -> TermCounts {
        // The clock may have been set back.
        let isFresh = countedAt.map { $0 <= now && now - $0 < Self.pause } ?? false
        guard entries < Self.sample || !isFresh else { return counts }
        let last = try await ledger.read { database in
            try Int64.fetchOne(database, sql: "SELECT max(id) FROM entry") ?? 0
        }
        guard last - newest >= max(1, entries / 4) else { return counts }
        // Callers that ask meanwhile get the previous counts.
        if entries > 0 { (newest, countedAt) = (last, now) }
        let texts = try await ledger.read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT title, substr(content, 1, ?) AS text, language, entry.id FROM (
                        SELECT id, revision FROM entry ORDER BY id DESC LIMIT ?) AS entry
                    JOIN revision ON entry_id = entry.id AND number = entry.revision
                    JOIN text ON text.id = text_id
                    """, arguments: [Self.prefix, Self.sample]
            ).map {
                try (
                    $0["title"] as String, $0["text"] as String, $0["language"] as String?,
                    $0["id"] as Int64
                )
            }
        }
        var fresh = TermCounts()
        for (title, text, language, entry) in texts {
            try? reading(.text(entry: entry)) {
                detector.count(title: title, text: text, language: language, in: &fresh)
            }
        }
        (counts, newest, entries, countedAt) = (fresh, last, texts.count, now)
        return fresh
    }
}

extension Ledger {
    /// The counts that matching needs; none if there is nothing to match.
    func termCounts(
        for observed: Int, _ detector: Detector, _ reading: ReadingGuard, at now: Timestamp
    ) async throws(LedgerError) -> TermCounts {
        guard observed > 0 else { return TermCounts() }
        let isAwaiting = try await read { database in
            try Bool.fetchOne(
                database.cachedStatement(
                    sql: """
                        SELECT EXISTS (SELECT 1 FROM inquiry WHERE state = 'open')
                            OR EXISTS (SELECT 1 FROM inquiry WHERE state = 'declined')
                        """))
        }
        guard isAwaiting == true else { return TermCounts() }
        return try await census.counts(self, detector, reading, at: now)
    }
}
