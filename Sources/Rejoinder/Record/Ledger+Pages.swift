import Foundation
import GRDB

extension Ledger {
    /// The page of an entry; nil if it is not to be looked at, or its feed is no longer configured.
    package func page(of entry: Int64) async throws(LedgerError) -> PageState? {
        try await read { database in
            try Row.fetchOne(
                database.cachedStatement(
                    sql: """
                        SELECT page.*, entry.feed_id, feed.name AS feed_name,
                            feed.title AS feed_title, (
                            SELECT max(joined_at) FROM inquiry_entry AS asking
                            JOIN inquiry ON inquiry.id = asking.inquiry_id
                            WHERE asking.entry_id = page.entry_id
                                AND inquiry.state = 'open') AS asked_at,
                            NOT entry.is_listed AND EXISTS (
                                SELECT 1 FROM entry AS older INDEXED BY entry_listed
                                WHERE older.feed_id = entry.feed_id AND older.is_listed
                                    AND older.id < entry.id) AS is_withdrawn
                        FROM page JOIN entry ON entry.id = page.entry_id
                        JOIN feed ON feed.id = entry.feed_id
                        WHERE page.entry_id = ? AND page.next_look_at IS NOT NULL AND feed.is_active
                        """), arguments: [entry]
            ).map { row in
                var page = try PageState(row: row)
                page.lines = try Self.lines(ofPage: page.entry, in: database)
                return page
            }
        }
    }

    /// Stops looking at the page until a new look is planned.
    package func rest(pageOf entry: Int64) async throws(LedgerError) {
        try await write { database in
            try database.cachedStatement(
                sql: "UPDATE page SET next_look_at = NULL WHERE entry_id = ?"
            ).execute(arguments: [entry])
        }
    }

    /// The entry to which the page belongs.
    package func pagedEntry(_ id: Int64) async throws(LedgerError) -> PagedEntry? {
        try await read { database in
            guard
                let row = try Row.fetchOne(
                    database.cachedStatement(
                        sql: """
                            SELECT \(KnownEntry.columns), identity, identity_rule, source_id
                            FROM entry WHERE id = ?
                            """), arguments: [id]),
                let told = try Self.newestRevision(entry: id, source: .feed, in: database)
            else { return nil }
            return try PagedEntry(
                identity: row["identity"], identityRule: row["identity_rule"],
                sourceID: row["source_id"], known: KnownEntry(row: row), told: told,
                shown: Self.newestRevision(entry: id, source: .page, in: database))
        }
    }
}

extension Ledger {
    /// The pages of other articles that showed the same text last.
    ///
    /// Entries with one title may well be the same article, and so may pages at one address.
    func pagesShowing(
        _ text: [UInt8], besides page: PageState
    ) async throws(LedgerError) -> [SharingPage] {
        try await read { database in
            try Row.fetchAll(
                database.cachedStatement(
                    sql: """
                        SELECT other.entry_id, other.url, title, other.held_since IS NULL
                        FROM page AS other JOIN revision
                            ON revision.entry_id = other.entry_id AND number = 1
                        WHERE other.seen_text = ?1 AND other.entry_id <> ?2
                            AND coalesce(other.address, other.url)
                                <> (SELECT coalesce(address, url) FROM page WHERE entry_id = ?2)
                            AND title
                                <> (SELECT title FROM revision WHERE entry_id = ?2 AND number = 1)
                        LIMIT 100
                        """), arguments: [Data(text), page.entry]
            ).map { row in
                try SharingPage(entry: row[0], url: row[1], title: row[2], isBelieved: row[3])
            }
        }
    }
}

extension PageState {
    init(row: Row) throws {
        entry = try row["entry_id"]
        feed = try row["feed_id"]
        feedName = try row["feed_name"]
        feedTitle = try row["feed_title"]
        url = try row["url"]
        validators = try Validators(etag: row["etag"], lastModified: row["last_modified"])
        bodyHash = try (row["body_hash"] as Data?).map { [UInt8]($0) }
        kind = try (row["kind"] as String?).flatMap(Article.Kind.init(rawValue:))
        confidence = try row["confidence"] ?? 0
        rules = try row["rules"]
        held = try Timestamp(column: row["held_since"]).map {
            UnconfirmedPage(since: $0, reason: try row["held_reason"] ?? "")
        }
        changedAt = try Timestamp(milliseconds: row["changed_at"])
        goneSince = try Timestamp(column: row["gone_since"])
        isRemoved = try (row["removed_at"] as Int64?) != nil
        address = try row["address"]
        sameAs = try row["same_as"]
        isWaiting = try (row["waits_since"] as Int64?) != nil
        attention = try Timestamp(column: row["asked_at"]).map { Attention(since: $0) }
        version = try row["version"]
        plannedAt = try Timestamp(column: row["next_look_at"])
        wasSeen = try (row["seen_at"] as Int64?) != nil
        isWithdrawn = try row["is_withdrawn"]
        readAt = try Timestamp(column: row["read_at"])
        caughtAt = try Timestamp(column: row["caught_at"])
    }
}
