import Foundation
import GRDB

/// A feed as the configuration declares it.
package struct FeedDeclaration: Hashable, Sendable {
    package let name: String
    package let url: String
    package let institution: InstitutionKey?
    package let tags: [String]

    package init(
        name: String, url: String, institution: InstitutionKey? = nil, tags: [String] = []
    ) {
        self.name = name
        self.url = url
        self.institution = institution
        self.tags = tags
    }
}

extension FeedDeclaration {
    init(row: Row) throws {
        try self.init(
            name: row[0], url: row[1], institution: (row[2] as String?).map { InstitutionKey($0) },
            tags: JSONColumn.strings(row[3]) ?? [])
    }
}

extension FeedState {
    /// Columns that are read by position.
    ///
    /// A daemon reads thousands of rows when it starts, and would look a name up anew in each.
    static let columns = """
        id, name, url, institution, title, tags, etag, last_modified, body_hash, read_at,
        listed, baseline_at, polled_at, succeeded_at, next_poll_at, schedule_reason,
        rhythm, hints, failures, failing_since, is_failing, last_error, moved_to,
        moved_since, moved_polls, moved_told, is_active, version, caught_at, retry_at
        """

    /// - Parameter row: has the columns of `columns`.
    init(row: Row) throws {
        id = try row[0]
        name = try row[1]
        url = try row[2]
        institution = try (row[3] as String?).map { InstitutionKey($0) }
        title = try row[4]
        tags = try JSONColumn.strings(row[5]) ?? []
        etag = try row[6]
        lastModified = try row[7]
        bodyHash = try (row[8] as Data?).map { [UInt8]($0) }
        readAt = try Timestamp(column: row[9])
        listed = try row[10]
        baselineAt = try Timestamp(column: row[11])
        polledAt = try Timestamp(column: row[12])
        succeededAt = try Timestamp(column: row[13])
        nextPollAt = try Timestamp(milliseconds: row[14])
        scheduleReason = try row[15]
        rhythm = try (row[16] as String?)
            .flatMap { try? JSONValue(parsing: Array($0.utf8)) }.flatMap(Rhythm.init(json:))
        hints = try (row[17] as String?)
            .flatMap { try? JSONValue(parsing: Array($0.utf8)) }.map(PublisherHints.init(json:))
        failures = try row[18]
        failingSince = try Timestamp(column: row[19])
        isFailing = try row[20]
        lastError = try row[21]
        movedTo = try row[22]
        movedSince = try Timestamp(column: row[23])
        movedPolls = try row[24]
        movedTold = try row[25]
        isActive = try row[26]
        version = try row[27]
        caughtAt = try Timestamp(column: row[28])
        retryAt = try Timestamp(column: row[29])
    }
}

extension Timestamp {
    init?(column: Int64?) {
        guard let column else { return nil }
        self.init(milliseconds: column)
    }
}

extension Ledger {
    /// Makes the ledger's feeds match the configuration, and returns them.
    ///
    /// A feed whose address changed starts with a new baseline and keeps its entries; one that is
    /// no longer declared becomes inactive.
    package func declare(
        feeds declarations: [FeedDeclaration], now: Timestamp
    ) async throws(LedgerError) -> [FeedState] {
        try await write { database in
            let known = try Set(
                Row.fetchCursor(
                    database, sql: "SELECT name, url, institution, tags FROM feed WHERE is_active"
                ).map(FeedDeclaration.init(row:)))
            let gone = Set(known.map(\.name)).subtracting(declarations.map(\.name))
            for name in gone.sorted() {
                try database.execute(
                    sql: "UPDATE feed SET is_active = 0 WHERE name = ?", arguments: [name])
            }
            for declaration in declarations where !known.contains(declaration) {
                try Self.declare(declaration, now: now, in: database)
            }
            return try Self.activeFeeds(database)
        }
    }

    private static func declare(
        _ declaration: FeedDeclaration, now: Timestamp, in database: Database
    ) throws {
        try database.cachedStatement(
            sql: """
                INSERT INTO feed (name, url, institution, tags, next_poll_at)
                VALUES (:name, :url, :institution, :tags, :now)
                ON CONFLICT (name) DO UPDATE SET
                    is_active = 1, institution = excluded.institution,
                    tags = excluded.tags,
                    baseline_at = iif(url = excluded.url, baseline_at, NULL),
                    etag = iif(url = excluded.url, etag, NULL),
                    last_modified = iif(url = excluded.url, last_modified, NULL),
                    body_hash = iif(url = excluded.url, body_hash, NULL),
                    next_poll_at = iif(url = excluded.url, next_poll_at, :now),
                    moved_to = iif(url = excluded.url, moved_to, NULL),
                    caught_at = iif(url = excluded.url, caught_at, NULL),
                    retry_at = iif(url = excluded.url, retry_at, NULL),
                    url = excluded.url
                """
        ).execute(arguments: [
            "name": declaration.name, "url": declaration.url,
            "institution": declaration.institution?.rawValue,
            "tags": JSONColumn.text(declaration.tags), "now": now.milliseconds,
        ])
    }

    private static func activeFeeds(_ database: Database) throws -> [FeedState] {
        try Array(
            Row.fetchCursor(
                database,
                sql: "SELECT \(FeedState.columns) FROM feed WHERE is_active ORDER BY id"
            ).map(FeedState.init(row:)))
    }

    /// The active feeds, in the order in which the configuration declares them.
    package func feeds() async throws(LedgerError) -> [FeedState] {
        try await read(Self.activeFeeds)
    }

    /// The names of all feeds that were ever watched.
    package func feedNames() async throws(LedgerError) -> [String] {
        try await read { try String.fetchAll($0, sql: "SELECT name FROM feed ORDER BY name") }
    }

    /// How closely the feed must be watched because an answer is awaited there.
    ///
    /// It is watched if one of its entries reported the question, belongs to the institution that
    /// was asked, or is named as a place for the answer.
    package func attention(feed: FeedState) async throws(LedgerError) -> Attention? {
        try await read { database in
            let moment = try Int64.fetchOne(
                database.cachedStatement(
                    sql: """
                        SELECT max(opened_at) FROM inquiry WHERE state = 'open' AND (
                            institution = ? OR EXISTS (SELECT 1 FROM inquiry_entry AS asking
                                CROSS JOIN entry ON entry.id = asking.entry_id
                                WHERE asking.inquiry_id = inquiry.id AND feed_id = ?)
                            OR EXISTS (SELECT 1 FROM json_each(inquiry.feeds) WHERE value = ?))
                        """), arguments: [feed.institution?.rawValue, feed.id, feed.name])
            return Timestamp(column: moment).map { Attention(since: $0) }
        }
    }

    /// The active feeds for which `attention` is not nil.
    package func attendedFeeds() async throws(LedgerError) -> Set<Int64> {
        try await read { database in
            try Int64.fetchSet(
                database,
                sql: """
                    SELECT feed.id FROM inquiry JOIN feed ON feed.institution = inquiry.institution
                    WHERE inquiry.state = 'open' AND feed.is_active
                    UNION SELECT entry.feed_id FROM inquiry
                    JOIN inquiry_entry ON inquiry_entry.inquiry_id = inquiry.id
                    JOIN entry ON entry.id = inquiry_entry.entry_id
                    WHERE inquiry.state = 'open'
                    UNION SELECT feed.id FROM inquiry, json_each(inquiry.feeds) AS named
                    JOIN feed ON feed.name = named.value
                    WHERE inquiry.state = 'open' AND feed.is_active
                    """)
        }
    }

    /// Takes back one failure from each of the feeds, because our own network was at fault.
    package func excuse(feeds: [Int64]) async throws(LedgerError) {
        try await write { database in
            for feed in feeds {
                try database.cachedStatement(
                    sql: """
                        UPDATE feed SET failures = max(0, failures - 1),
                            failing_since = iif(failures <= 1, NULL, failing_since)
                        WHERE id = ? AND NOT is_failing
                        """
                ).execute(arguments: [feed])
            }
        }
    }

    package func feed(_ id: Int64) async throws(LedgerError) -> FeedState {
        guard let state = try await read({ try Self.feed(id, in: $0) }) else {
            throw .noSuchFeed(String(id))
        }
        return state
    }

    static func feed(_ id: Int64, in database: Database) throws -> FeedState? {
        try Row.fetchOne(
            database.cachedStatement(sql: "SELECT \(FeedState.columns) FROM feed WHERE id = ?"),
            arguments: [id]
        ).map(FeedState.init(row:))
    }

    package func feed(named name: String) async throws(LedgerError) -> FeedState {
        let state = try await read { database in
            try Row.fetchOne(
                database, sql: "SELECT \(FeedState.columns) FROM feed WHERE name = ?",
                arguments: [name]
            ).map(FeedState.init(row:))
        }
        guard let state else { throw .noSuchFeed(name) }
        return state
    }
}

extension Ledger {
    static func newestRevision(
        entry: Int64, source: RevisionSource, in database: Database
    ) throws -> Revision? {
        try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT * FROM revision WHERE entry_id = ? AND source = ?
                    ORDER BY number DESC LIMIT 1
                    """), arguments: [entry, source.rawValue]
        ).map { try Revision(row: $0, in: database) }
    }

    /// The revision with that number, or the newest.
    package func revision(
        entry: Int64, number: Int? = nil
    ) async throws(LedgerError) -> Revision? {
        try await read { try Self.revision(entry: entry, number: number, in: $0) }
    }

    static func revision(entry: Int64, number: Int?, in database: Database) throws -> Revision? {
        try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT * FROM revision WHERE entry_id = ? AND number = coalesce(
                        ?, (SELECT revision FROM entry WHERE id = ?))
                    """), arguments: [entry, number, entry]
        ).map { try Revision(row: $0, in: database) }
    }
}

extension KnownEntry {
    /// Read by position, because polls read many rows and would look a name up anew in each.
    static let columns = "id, revision, content_hash, source_hash, rules, version"

    /// - Parameter row: has the columns of `columns` first, and perhaps more after them.
    init(row: Row) throws {
        try self.init(
            id: row[0], revision: row[1], contentHash: [UInt8](row[2] as Data),
            sourceHash: [UInt8](row[3] as Data), rules: row[4],
            version: row[5])
    }
}

extension Revision {
    /// - Parameter row: has all columns of the table `revision`.
    init(row: Row, in database: Database) throws {
        let text = try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT \(Packing.text) AS content, withheld, dropped_at FROM text WHERE id = ?
                    """),
            arguments: [try row["text_id"] as Int64])
        guard let text else {
            throw LedgerError.corrupt(
                reason: "revision \(try row["number"] as Int) of entry "
                    + "\(try row["entry_id"] as Int64) has lost its text")
        }
        let withheld: Int64? = try row["withheld"] ?? text["withheld"]
        try self.init(
            number: row["number"], source: RevisionSource(rawValue: row["source"]) ?? .feed,
            seenAt: Timestamp(milliseconds: row["seen_at"]),
            content: RevisionContent(
                title: row["title"], text: text["content"], link: row["link"],
                author: row["author"],
                published: Timestamp(column: row["published"]),
                updated: Timestamp(column: row["updated"]), language: row["language"]),
            withheld: withheld.flatMap { try Withheld.of(redaction: $0, in: database) }
                ?? Withheld(droppedAt: text["dropped_at"]),
            receipt: Self.receipt(row, in: database))
    }

    /// - Returns: the hash of the receipt; nil without one, and in a ledger that is yet to be upgraded.
    private static func receipt(_ row: Row, in database: Database) throws -> [UInt8]? {
        guard row.has("receipt_id"), let id: Int64 = try row["receipt_id"] else { return nil }
        guard let hash = try ReceiptStore.hash(of: id, in: database) else {
            throw LedgerError.corrupt(reason: "receipt \(id) is not there")
        }
        return hash
    }
}
