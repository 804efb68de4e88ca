import GRDB

/// What still has to be reported although nothing new was seen of it.
extension FactsReader {
    /// The noisy entries in question; of those whose noise goes on, no text is read.
    func noisy() throws -> [NoiseFacts] {
        let rows: [Row] =
            switch request.unfinished {
            case .none, .assumedNone: []
            case .ofFeed:
                try Row.fetchAll(
                    database.cachedStatement(
                        sql: """
                            SELECT id, version, noisy_since FROM entry
                            WHERE feed_id = ? AND noisy_since IS NOT NULL
                            """), arguments: [request.feed])
            case .ofEntry(let entry):
                try Row.fetchAll(
                    database.cachedStatement(
                        sql: """
                            SELECT id, version, noisy_since FROM entry
                            WHERE id = ? AND noisy_since IS NOT NULL
                            """), arguments: [entry])
            }
        return try rows.map { row in
            try noise(of: row[0], version: row[1], since: Timestamp(milliseconds: row[2]))
        }
    }

    private func noise(
        of entry: Int64, version: Int, since: Timestamp
    ) throws -> NoiseFacts {
        let last = Timestamp(
            column: try Int64.fetchOne(
                database.cachedStatement(
                    sql: "SELECT max(at) FROM change WHERE entry_id = ? AND level = 'major'"),
                arguments: [entry]))
        let isOver = EntryNoise.end(since: since, lastMajorAt: last, now: request.at) != nil
        return NoiseFacts(
            entry: entry, version: version, since: since, lastMajorAt: last,
            origin: isOver ? try Ledger.origin(of: entry, in: database) : nil,
            held: isOver
                ? try [RevisionSource.feed, .page].compactMap {
                    try heldBack(of: entry, in: $0, since: since)
                } : [])
    }

    private func heldBack(
        of entry: Int64, in source: RevisionSource, since: Timestamp
    ) throws -> NoiseFacts.HeldBack? {
        let row = try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT min(from_revision), count(*) FROM change
                    JOIN revision ON revision.entry_id = change.entry_id
                        AND revision.number = change.to_revision
                    WHERE change.entry_id = ? AND source = ? AND at >= ? AND instr(reason, ?) = 1
                    """),
            arguments: [entry, source.rawValue, since.milliseconds, EntryNoise.mark])
        guard let row, let first = try row[0] as Int?,
            let old = try Ledger.revision(entry: entry, number: first, in: database),
            let new = try Ledger.newestRevision(entry: entry, source: source, in: database)
        else { return nil }
        let lines = source == .page ? try Ledger.lines(ofPage: entry, in: database) : []
        return NoiseFacts.HeldBack(
            source: source, changes: try row[1], old: old, new: new,
            learntLines: Set(lines.filter { $0.learntAt != nil }.map(\.shape)))
    }

    /// The feed's entries that have waited too long for a look at their page.
    ///
    /// CROSS JOIN and the order make SQLite begin with the few that wait.
    func waiting() throws -> [WaitingEntry] {
        try Int64.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT entry_id FROM page CROSS JOIN entry ON entry.id = entry_id
                    WHERE waits_since < ? AND feed_id = ? ORDER BY waits_since, entry_id
                    """),
            arguments: [
                (request.at - WaitingEntry.longestWait).milliseconds, request.feed,
            ]
        ).compactMap { try waiting($0) }
    }

    func waiting(_ entry: Int64) throws -> WaitingEntry? {
        guard
            let row = try Row.fetchOne(
                database.cachedStatement(
                    sql: """
                        SELECT version, url,
                            (SELECT url FROM page AS first WHERE first.entry_id = page.same_as)
                        FROM page WHERE entry_id = ? AND waits_since IS NOT NULL
                        """), arguments: [entry]),
            let first = try Ledger.revision(entry: entry, number: 1, in: database),
            let origin = try Ledger.origin(of: entry, in: database)
        else { return nil }
        return WaitingEntry(
            entry: entry, version: try row[0], url: try row[1], firstURL: try row[2],
            first: first, origin: origin)
    }
}

/// The pages around one that was looked at.
extension FactsReader {
    func neighbours(of page: PageState, at address: String?) throws -> [PageFacts.Neighbour] {
        guard let address else { return [] }
        return try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT entry_id, page.version, url, \(Ledger.isAwaited)
                    FROM page JOIN entry ON entry.id = page.entry_id
                    WHERE address = ? AND feed_id = ? AND entry_id <> ? AND same_as IS NULL
                        AND gone_since IS NULL
                    ORDER BY entry_id LIMIT 8
                    """), arguments: [address, page.feed, page.entry]
        ).compactMap { row in
            let entry: Int64 = try row[0]
            let known =
                try Ledger.newestRevision(entry: entry, source: .page, in: database)
                ?? Ledger.newestRevision(entry: entry, source: .feed, in: database)
            return try known.map {
                try PageFacts.Neighbour(
                    entry: entry, version: row[1], url: row[2], isAwaited: row[3],
                    text: $0.content.text)
            }
        }
    }

    func lookedAtVariants(of entry: Int64) throws -> [PageFacts.Variant] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT entry_id, version FROM page
                    WHERE same_as = ? AND next_look_at IS NOT NULL
                        AND NOT \(Ledger.isAwaited)
                    """), arguments: [entry]
        ).map { try PageFacts.Variant(entry: $0[0], version: $0[1]) }
    }
}
