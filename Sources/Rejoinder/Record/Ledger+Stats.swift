import Foundation
import GRDB
import Platform

/// What the ledger holds, and how it grows.
package struct LedgerStatistics: Sendable {
    /// What was recorded in a time, of one feed or of all.
    package struct Growth: Hashable, Sendable {
        package var entries: Int64 = 0
        package var revisions: Int64 = 0
        /// Of texts that came for the first time, in UTF-8: each is kept once.
        package var textBytes: Int64 = 0
        package var events: Int64 = 0

        package init() {}

        package static func += (sum: inout Growth, other: Growth) {
            sum.entries += other.entries
            sum.revisions += other.revisions
            sum.textBytes += other.textBytes
            sum.events += other.events
        }
    }

    package struct Feed: Sendable {
        /// Nil of events that come from no feed.
        package let name: String?
        package internal(set) var total = Growth()
        package internal(set) var today = Growth()
        package internal(set) var lastMonth = Growth()
    }

    package struct Entry: Sendable {
        package let id: Int64
        package let feed: String
        package let revisions: Int64
        package let textBytes: Int64
        package let title: String
    }

    /// Those with most text come first.
    package let feeds: [Feed]
    /// By the day's number since 1970 in UTC; days on which nothing was recorded are left out.
    package let days: [Int: Growth]
    /// Bytes on the disk, by what they hold; the largest first.
    package let sizes: [(kind: Kind, bytes: Int64)]
    /// The entries with most text.
    package let largest: [Entry]

    package enum Kind: String, CaseIterable, Sendable {
        case texts, received, revisions, statements, events, deliveries, inquiries, feeds, other
        /// Pages of the file that nothing uses at the moment.
        case free
        case writeAheadLog = "write-ahead log"
        case searchIndex = "search index"

        /// - Parameter table: null for what is no table's.
        init(table: String) {
            self =
                switch table {
                case "text", "dictionary": .texts
                case "receipt", "raw_body": .received
                case "revision", "change": .revisions
                case "statement", "mention": .statements
                case "event", "event_body": .events
                case "delivery", "sink": .deliveries
                case "inquiry", "inquiry_entry", "response", "reminder": .inquiries
                case "feed", "entry", "page", "page_line", "coverage", "page_coverage", "host":
                    .feeds
                default: .other
                }
        }
    }
}

extension Ledger {
    /// Counts everything, which takes as long as reading the ledger.
    ///
    /// - Parameter feeds: names or globs of the feeds to count; empty: all, and what is of no feed.
    package func statistics(
        feeds patterns: [String], now: Timestamp
    ) async throws(LedgerError) -> LedgerStatistics {
        let path = path
        return try await read { database in
            var count = GrowthCount(patterns: patterns, now: now)
            try count.run(in: database)
            return LedgerStatistics(
                feeds: count.sortedFeeds, days: count.days,
                sizes: try LedgerStatistics.sizes(of: path, in: database),
                largest: try LedgerStatistics.largest(patterns, in: database))
        }
    }
}

/// Adds up what each feed has brought on each day.
private struct GrowthCount {
    let patterns: [String]
    let now: Timestamp
    var feeds: [String?: LedgerStatistics.Feed] = [:]
    var days: [Int: LedgerStatistics.Growth] = [:]

    private static let day: Int64 = 86_400_000

    mutating func run(in database: Database) throws {
        try add(
            \.entries,
            """
            SELECT feed.name, first_seen_at / \(Self.day), count(*)
            FROM entry JOIN feed ON feed.id = feed_id GROUP BY 1, 2
            """, in: database)
        try add(
            \.revisions,
            """
            SELECT feed.name, seen_at / \(Self.day), count(*)
            FROM revision JOIN entry ON entry.id = entry_id JOIN feed ON feed.id = feed_id
            GROUP BY 1, 2
            """, in: database)
        // SQLite takes the other columns from the row that has the least.
        try add(
            \.textBytes,
            """
            SELECT feed.name, seen_at / \(Self.day), sum(plain_size(packed, content))
            FROM (SELECT text_id, min(rowid), entry_id, seen_at FROM revision GROUP BY text_id)
            JOIN text ON text.id = text_id JOIN entry ON entry.id = entry_id
            JOIN feed ON feed.id = feed_id GROUP BY 1, 2
            """, in: database)
        try add(
            \.events,
            "SELECT feed, at / \(Self.day), count(*) FROM event GROUP BY 1, 2", in: database)
    }

    private mutating func add(
        _ count: WritableKeyPath<LedgerStatistics.Growth, Int64>, _ sql: String,
        in database: Database
    ) throws {
        let thisDay = Int(now.seconds.flooredDivision(by: 86_400))
        let rows = try Row.fetchCursor(database, sql: sql)
        while let row = try rows.next() {
            let (name, day): (String?, Int) = try (row[0], row[1])
            let number = try row[2] as Int64? ?? 0
            guard patterns.isEmpty || patterns.contains(where: { Glob.matches(name ?? "", $0) })
            else { continue }
            var feed = feeds[name] ?? LedgerStatistics.Feed(name: name)
            feed.total[keyPath: count] += number
            if day >= thisDay { feed.today[keyPath: count] += number }
            if day > thisDay - 30 { feed.lastMonth[keyPath: count] += number }
            feeds[name] = feed
            days[day, default: LedgerStatistics.Growth()][keyPath: count] += number
        }
    }

    var sortedFeeds: [LedgerStatistics.Feed] {
        feeds.values.sorted {
            ($1.total.textBytes, $1.total.events, $0.name ?? "")
                < ($0.total.textBytes, $0.total.events, $1.name ?? "")
        }
    }
}

extension LedgerStatistics {
    private static let mostEntries = 5

    fileprivate static func largest(
        _ patterns: [String], in database: Database
    ) throws -> [Entry] {
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT entry.id, feed.name, entry.revision, sum(bytes) AS bytes,
                    (SELECT title FROM revision
                        WHERE entry_id = entry.id AND number = entry.revision) AS title
                FROM (SELECT entry_id, plain_size(packed, content) AS bytes
                    FROM (SELECT DISTINCT entry_id, text_id FROM revision)
                    JOIN text ON text.id = text_id) AS kept
                JOIN entry ON entry.id = kept.entry_id JOIN feed ON feed.id = feed_id
                GROUP BY entry.id ORDER BY 4 DESC, 1
                """)
        var largest: [Entry] = []
        while largest.count < mostEntries, let row = try rows.next() {
            let name: String = try row["name"]
            guard patterns.isEmpty || patterns.contains(where: { Glob.matches(name, $0) }) else {
                continue
            }
            largest.append(
                Entry(
                    id: try row["id"], feed: name, revisions: try row["revision"],
                    textBytes: try row["bytes"] as Int64? ?? 0,
                    title: try row["title"] as String? ?? ""))
        }
        return largest
    }

    /// What the parts of the ledger take on the disk.
    fileprivate static func sizes(
        of path: String, in database: Database
    ) throws -> [(kind: Kind, bytes: Int64)] {
        var sizes: [Kind: Int64] = [:]
        let page = try Int64.fetchOne(database, sql: "PRAGMA page_size") ?? 0
        let pages = try Int64.fetchOne(database, sql: "PRAGMA page_count") ?? 0
        let free = try Int64.fetchOne(database, sql: "PRAGMA freelist_count") ?? 0
        do {
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT coalesce(tbl_name, '') AS owner, sum(pgsize) AS bytes
                    FROM dbstat LEFT JOIN sqlite_schema USING (name)
                    WHERE aggregate = TRUE GROUP BY 1
                    """)
            while let row = try rows.next() {
                sizes[Kind(table: try row["owner"]), default: 0] += try row["bytes"]
            }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_ERROR {
            // This SQLite was built without `dbstat`: only the whole is known.
            sizes[.other] = (pages - free) * page
        }
        sizes[.free] = free * page
        sizes[.writeAheadLog] = FileFacts(path: path + "-wal")?.size
        let index = SearchIndexFile.path(of: path)
        sizes[.searchIndex] = ["", "-wal"].reduce(0) {
            $0 + (FileFacts(path: index + $1)?.size ?? 0)
        }
        return sizes.filter { $0.value > 0 }.map { (kind: $0.key, bytes: $0.value) }
            .sorted { ($1.bytes, $0.kind.rawValue) < ($0.bytes, $1.kind.rawValue) }
    }
}
