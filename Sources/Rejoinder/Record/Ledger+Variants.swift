import GRDB

extension Ledger {
    /// The entry of the feed with this title whose page is at a variant of the address.
    package func variant(
        feed: Int64, link: String, title: String
    ) async throws(LedgerError) -> KnownEntry? {
        let address = CanonicalAddress.key(link)
        let name = Normaliser.text(title)
        guard !name.isEmpty else { return nil }
        return try await read { database in
            let rows = try Row.fetchAll(
                database.cachedStatement(
                    sql: """
                        SELECT \(KnownEntry.columns), url
                        FROM (SELECT entry_id, url FROM page WHERE address = ? LIMIT 50) AS place
                        CROSS JOIN entry ON id = entry_id WHERE feed_id = ? ORDER BY id LIMIT 8
                        """), arguments: [address, feed])
            for row in rows {
                let entry = try KnownEntry(row: row)
                let url: String = try row[5]
                guard
                    let told = try Self.newestRevision(
                        entry: entry.id, source: .feed, in: database),
                    Normaliser.text(told.content.title) == name,
                    // The same address under another id of the feed is another entry.
                    [url, told.content.link ?? url].contains(where: {
                        CanonicalAddress.areVariants($0, link)
                    })
                else { continue }
                return entry
            }
            return nil
        }
    }

    /// Notes the address under which a page's article is known, and finds an entry that shares it.
    ///
    /// A page may claim any address as its own. So two entries of a feed count as one article only
    /// if their texts are much alike, and even then it only matters whether the other has already
    /// reported the same change.
    ///
    /// - Parameter text: the text of the article.
    static func join(
        _ page: PageState, at address: String, text: String, in database: Database
    ) throws {
        try database.cachedStatement(
            sql: """
                UPDATE page SET address = ?1, same_as = iif(address IS ?1, same_as, NULL)
                WHERE entry_id = ?2
                """
        ).execute(arguments: [address, page.entry])
        let others = try Int64.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT entry_id FROM page JOIN entry ON entry.id = page.entry_id
                    WHERE address = ? AND feed_id = ? AND entry_id <> ? AND same_as IS NULL
                        AND gone_since IS NULL
                    ORDER BY entry_id LIMIT 8
                    """), arguments: [address, page.feed, page.entry])
        guard !others.isEmpty else { return }
        let runs = WordRuns(text)
        for entry in others {
            let known =
                try newestRevision(entry: entry, source: .page, in: database)
                ?? newestRevision(entry: entry, source: .feed, in: database)
            guard let known, !known.content.text.isEmpty,
                runs.share(of: known.content.text) >= leastAlike
            else { continue }
            let (first, second) = (min(entry, page.entry), max(entry, page.entry))
            try database.cachedStatement(
                sql: "UPDATE page SET same_as = ? WHERE entry_id = ?"
            ).execute(arguments: [first, second])
            return
        }
    }

    /// The smallest share of one text's runs of words that the other must have.
    private static let leastAlike = 0.5

    /// Stops looking at a variant while the article's first entry is looked at.
    ///
    /// A variant on which an answer is awaited is still looked at.
    static func restVariants(of entry: Int64, in database: Database) throws {
        try database.cachedStatement(
            sql: """
                UPDATE page SET next_look_at = NULL
                WHERE (entry_id = ?1 OR same_as = ?1) AND same_as IS NOT NULL
                    AND NOT EXISTS (SELECT 1 FROM inquiry
                        WHERE origin_entry = page.entry_id AND state = 'open')
                """
        ).execute(arguments: [entry])
    }

    /// Looks at the variants again, each for itself, once the page they were variants of is gone.
    static func wakeVariants(of entry: Int64, at now: Timestamp, in database: Database) throws {
        try database.cachedStatement(
            sql: "UPDATE page SET same_as = NULL, next_look_at = ? WHERE same_as = ?"
        ).execute(arguments: [now.milliseconds, entry])
    }

    /// The other entries of the same article.
    static func variants(of entry: Int64, in database: Database) throws -> [Int64] {
        try Int64.fetchAll(
            database.cachedStatement(
                sql: """
                    WITH first AS (
                        SELECT coalesce(same_as, entry_id) AS id FROM page WHERE entry_id = ?1)
                    SELECT entry_id FROM page
                    WHERE (entry_id = (SELECT id FROM first) OR same_as = (SELECT id FROM first))
                        AND entry_id <> ?1
                    ORDER BY entry_id
                    """), arguments: [entry])
    }

    /// Reports that an entry was published, unless its article proved to be published before.
    static func publishWaiting(
        _ entry: Int64, at now: Timestamp, logID: [UInt8], in database: Database
    ) throws {
        let row = try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT page.url, identity, feed.name,
                        (SELECT url FROM page AS first WHERE first.entry_id = page.same_as)
                    FROM page JOIN entry ON entry.id = entry_id JOIN feed ON feed.id = feed_id
                    WHERE entry_id = ? AND waits_since IS NOT NULL
                    """), arguments: [entry])
        guard let row else { return }
        try database.cachedStatement(sql: "UPDATE page SET waits_since = NULL WHERE entry_id = ?")
            .execute(arguments: [entry])
        if let first = try row[3] as String?, CanonicalAddress.areVariants(first, try row[0]) {
            return
        }
        guard let told = try revision(entry: entry, number: 1, in: database) else { return }
        let hash = Normaliser.contentHash(of: told.content)
        let revision = EventData.revision(
            number: 1, source: told.source, contentHash: hash, seenAt: told.seenAt)
        try EventWriter(database: database, logID: logID).append(
            EventDraft(
                type: .entryPublished, at: now, feed: row[2], entry: entry,
                identifiedBy: [row[2], row[1], Hex.string(hash)],
                data: .object(try origin(entry, in: database) + [.init("revision", revision)])))
    }

    /// Stops waiting for the feed's entries whose page could not be looked at for too long.
    ///
    /// Every poll runs this: CROSS JOIN and the order make SQLite begin with the few that wait.
    static func publishWaiting(
        of feed: Int64, at now: Timestamp, logID: [UInt8], in database: Database
    ) throws {
        let entries = try Int64.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT entry_id FROM page CROSS JOIN entry ON entry.id = entry_id
                    WHERE waits_since < ? AND feed_id = ? ORDER BY waits_since, entry_id
                    """), arguments: [(now - longestWait).milliseconds, feed])
        for entry in entries {
            try publishWaiting(entry, at: now, logID: logID, in: database)
        }
    }

    private static let longestWait: Duration = .seconds(1800)
}
