import Foundation
import GRDB
import Synchronization

/// Tells when retention is to be seen to again: every six hours, and first after six.
///
/// A machine may start with a clock that is years ahead, by which everything is old. Hours are
/// counted by a clock that nobody sets, and in six of them the other one has been set right.
final class RetentionWatch: Sendable {
    private let last: Mutex<SuspendingClock.Instant>
    private static let interval: Duration = .seconds(6 * 3600)

    init(start: SuspendingClock.Instant = .now) { last = Mutex(start) }

    /// - Returns: whether to do it now.
    func begin(now: SuspendingClock.Instant = .now) -> Bool {
        last.withLock { last in
            guard now - last >= Self.interval else { return false }
            last = now
            return true
        }
    }
}

/// What retention has let go of, or would.
package struct Retained: Hashable, Sendable {
    package var texts = 0
    /// Bytes on the disk, of texts and kept bodies.
    package var bytes: Int64 = 0

    static func += (sum: inout Retained, other: Retained) {
        sum.texts += other.texts
        sum.bytes += other.bytes
    }
}

extension Ledger {
    /// Lets go of the texts that the plan no longer keeps and that nothing needs.
    ///
    /// With them go kept bodies and the details of changes. Their hashes and all events stay.
    ///
    /// Each transaction takes a few, the oldest first, so nobody waits for it.
    ///
    /// - Parameter dryRun: only counts.
    @discardableResult
    package func retain(
        _ plan: RetentionPlan, now: Timestamp, dryRun: Bool = false
    ) async throws(LedgerError) -> Retained {
        guard !plan.isEmpty else { return Retained() }
        let names = try await read { database in
            try Row.fetchAll(database, sql: "SELECT id, name FROM feed ORDER BY id").map {
                (id: try $0[0] as Int64, name: try $0[1] as String)
            }
        }
        var limits: [Int64: Timestamp] = [:]
        let latest = now - RetentionPass.shortest
        for feed in names {
            limits[feed.id] = plan.limit(of: feed.name, at: now).map { min($0, latest) }
        }
        var total = try await letGo(RetentionPass(limits: limits), now, dryRun)
        for feed in names {
            guard let size = plan.feeds[feed.name]?.size else { continue }
            let used = try await read { try RetentionPass.size(of: feed.id, in: $0) }
            let excess = used - Int64(size)
            guard excess > 0 else { continue }
            total += try await letGo(
                RetentionPass(limits: [feed.id: latest], excess: excess), now, dryRun)
        }
        if let size = plan.whole.size {
            let used = try await read { try RetentionPass.usedBytes(in: $0) }
            let excess = used - (dryRun ? total.bytes : 0) - Int64(size)
            if excess > 0 {
                let all = Dictionary(uniqueKeysWithValues: names.map { ($0.id, latest) })
                total += try await letGo(RetentionPass(limits: all, excess: excess), now, dryRun)
            }
        }
        if !dryRun, total.texts > 0 { try await returnPages() }
        return total
    }

    /// Gives the pages that nothing uses back to the system, a few at a time.
    ///
    /// It does nothing in a file that has not been rewritten by `scrub`: there, what is recorded next
    /// takes them.
    private func returnPages() async throws(LedgerError) {
        do {
            var isShrinking = true
            while isShrinking {
                let start = ContinuousClock.now
                isShrinking = try await pool.writeWithoutTransaction { database in
                    let count = "PRAGMA freelist_count"
                    let before = try Int.fetchOne(database, sql: count) ?? 0
                    guard before > 0 else { return false }
                    try database.execute(sql: "PRAGMA incremental_vacuum(200)")
                    return try Int.fetchOne(database, sql: count) ?? 0 < before
                }
                await Self.giveWay(after: .now - start)
            }
        } catch {
            throw LedgerError(error)
        }
    }

    private func letGo(
        _ pass: RetentionPass, _ now: Timestamp, _ dryRun: Bool
    ) async throws(LedgerError) -> Retained {
        var pass = pass
        var total = Retained()
        while let last = pass.next {
            let (before, part) = (pass, total.bytes)
            let page = try await read { try before.page(after: last, in: $0) }
            let chosen = pass.choose(page, freed: part)
            pass.next = page.last
            guard !chosen.isEmpty else { continue }
            if dryRun {
                total += chosen.reduce(into: Retained()) {
                    $0 += Retained(texts: 1, bytes: $1.bytes)
                }
            } else {
                total += try await write { database in
                    try RetentionWriter(database: database, pass: before, now: now).drop(chosen)
                }
            }
            if let excess = pass.excess, total.bytes >= excess { break }
        }
        return total
    }
}

/// A walk through the revisions, the oldest first, for texts that may go.
struct RetentionPass: Sendable {
    struct Candidate: Hashable, Sendable {
        let text: Int64
        let bytes: Int64
    }

    struct Page: Sendable {
        var candidates: [Candidate] = []
        /// The row after which the next page begins; nil: there is none.
        var last: Int64?
    }

    /// For each feed, before which time its texts may go; those of other feeds may not.
    let limits: [Int64: Timestamp]
    /// How many bytes have to go; nil: all that may.
    var excess: Int64?
    var next: Int64? = 0

    private static let pageSize = 200
    /// However little room there is, a text is kept for a week after it was seen, replaced, or listed.
    static let shortest: Duration = .seconds(7 * 86_400)

    init(limits: [Int64: Timestamp], excess: Int64? = nil) {
        self.limits = limits
        self.excess = excess
        if limits.isEmpty { next = nil }
    }

    /// Why a revision keeps its text, whatever its age, as a condition on `revision` and `entry`.
    ///
    /// The newest revision from the feed, and from the page, is what the next look is compared with.
    /// What belongs to a question, or what a person has ruled on, is why the ledger is kept.
    static let isNeeded = """
        ((entry.is_listed OR EXISTS (SELECT 1 FROM page
                WHERE page.entry_id = entry.id
                    AND (next_look_at IS NOT NULL OR waits_since IS NOT NULL))
            OR EXISTS (SELECT 1 FROM page AS copy JOIN entry AS other ON other.id = copy.entry_id
                WHERE copy.same_as = entry.id AND other.is_listed))
            AND NOT EXISTS (SELECT 1 FROM revision AS newer
                WHERE newer.entry_id = entry.id AND newer.source = revision.source
                    AND newer.number > revision.number))
        OR EXISTS (SELECT 1 FROM change WHERE change.entry_id = entry.id
            AND verdict IN ('settling', 'pending'))
        OR EXISTS (SELECT 1 FROM quarantine WHERE quarantine.entry_id = entry.id)
        OR \(belongsToMatter)
        """

    /// Whether an entry asks or answers a question, or a person has ruled on it.
    static let belongsToMatter = """
        (EXISTS (SELECT 1 FROM inquiry_entry WHERE inquiry_entry.entry_id = entry.id)
        OR EXISTS (SELECT 1 FROM response WHERE response.entry_id = entry.id)
        OR EXISTS (SELECT 1 FROM mention WHERE mention.entry_id = entry.id
            AND (ruling IS NOT NULL OR inquiry_id IS NOT NULL)))
        """

    /// Since when a revision is old: it was seen, replaced, compared with another, or, if it is the
    /// newest, listed for the last time.
    ///
    /// The words before an edit of today are today's news, however long they have stood there.
    private static let isOldSince = """
        max(revision.seen_at,
            coalesce((SELECT min(newer.seen_at) FROM revision AS newer
                WHERE newer.entry_id = entry.id AND newer.source = revision.source
                    AND newer.number > revision.number), entry.unlisted_at, 0),
            coalesce((SELECT max(change.at) FROM change WHERE change.entry_id = entry.id
                AND revision.number IN (from_revision, to_revision)), 0))
        """

    func page(after last: Int64, in database: Database) throws -> Page {
        guard let newest = limits.values.max() else { return Page() }
        let rows = try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT revision.rowid, text_id, length(coalesce(packed, content)) AS bytes
                    FROM revision JOIN text ON text.id = text_id
                    WHERE revision.rowid > ? AND seen_at < ? AND dropped_at IS NULL
                        AND text.withheld IS NULL AND (content <> '' OR packed IS NOT NULL)
                    ORDER BY revision.rowid LIMIT ?
                    """), arguments: [last, newest.milliseconds, Self.pageSize])
        var page = Page()
        var seen: Set<Int64> = []
        for row in rows {
            let text: Int64 = try row[1]
            guard seen.insert(text).inserted, try mayGo(text, in: database) else { continue }
            page.candidates.append(Candidate(text: text, bytes: try row[2]))
        }
        if rows.count == Self.pageSize, let end = rows.last { page.last = try end[0] as Int64 }
        return page
    }

    /// Whether all revisions with the text are old, and none is needed.
    func mayGo(_ text: Int64, in database: Database) throws -> Bool {
        let rows = try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT feed_id, \(Self.isOldSince), \(Self.isNeeded) FROM revision
                    JOIN entry ON entry.id = revision.entry_id WHERE text_id = ?
                    """), arguments: [text])
        return try rows.allSatisfy { row in
            guard let limit = limits[try row[0]] else { return false }
            return try Timestamp(milliseconds: row[1]) < limit && !(row[2] as Bool)
        }
    }

    /// As many of a page's texts as have to go.
    func choose(_ page: Page, freed: Int64) -> [Candidate] {
        guard let excess else { return page.candidates }
        var freed = freed
        return Array(
            page.candidates.prefix { candidate in
                defer { freed += candidate.bytes }
                return freed < excess
            })
    }

    /// What the texts and kept bodies of a feed take.
    static func size(of feed: Int64, in database: Database) throws -> Int64 {
        try Int64.fetchOne(
            database,
            sql: """
                SELECT (SELECT coalesce(sum(length(coalesce(packed, content))), 0) FROM text
                    WHERE id IN (SELECT text_id FROM revision JOIN entry ON entry.id = entry_id
                        WHERE feed_id = ?1))
                + (SELECT coalesce(sum(length(content)), 0) FROM raw_body
                    WHERE hash IN (SELECT body_hash FROM revision
                        JOIN entry ON entry.id = entry_id JOIN receipt ON receipt.id = receipt_id
                        WHERE feed_id = ?1))
                """, arguments: [feed]) ?? 0
    }

    /// The bytes of the file's pages that something uses.
    static func usedBytes(in database: Database) throws -> Int64 {
        let used =
            try (Int64.fetchOne(database, sql: "PRAGMA page_count") ?? 0)
            - (Int64.fetchOne(database, sql: "PRAGMA freelist_count") ?? 0)
        return try used * (Int64.fetchOne(database, sql: "PRAGMA page_size") ?? 0)
    }
}

/// Takes texts out of the tables, and what was made from them alone.
struct RetentionWriter {
    let database: Database
    /// By which they were chosen.
    let pass: RetentionPass
    let now: Timestamp

    func drop(_ candidates: [RetentionPass.Candidate]) throws -> Retained {
        var dropped = Retained()
        for candidate in candidates {
            guard try dropText(candidate.text) else { continue }
            dropped += Retained(texts: 1, bytes: candidate.bytes)
            let revisions = try Row.fetchAll(
                database.cachedStatement(
                    sql: "SELECT entry_id, number, receipt_id FROM revision WHERE text_id = ?"),
                arguments: [candidate.text])
            for row in revisions {
                try dropDetails(entry: row[0], revision: row[1])
                if let receipt: Int64 = try row[2] {
                    dropped.bytes += try dropBody(of: receipt)
                }
            }
        }
        return dropped
    }

    /// - Returns: false if something has come to need it meanwhile.
    private func dropText(_ text: Int64) throws -> Bool {
        guard try pass.mayGo(text, in: database) else { return false }
        try database.cachedStatement(
            sql: """
                UPDATE text SET content = '', packed = NULL, dropped_at = ?
                WHERE id = ? AND dropped_at IS NULL AND withheld IS NULL
                """
        ).execute(arguments: [now.milliseconds, text])
        return database.changesCount > 0
    }

    private func dropDetails(entry: Int64, revision: Int) throws {
        try database.cachedStatement(
            sql: """
                UPDATE change SET detail = '{}', packed = NULL
                WHERE entry_id = ?1 AND (from_revision = ?2 OR to_revision = ?2)
                """
        ).execute(arguments: [entry, revision])
        // Whoever decides about the entry at this moment has read what is no longer there.
        try database.cachedStatement(sql: "UPDATE entry SET version = version + 1 WHERE id = ?")
            .execute(arguments: [entry])
    }

    /// Lets go of the body from which a revision was read, if no other needs it.
    ///
    /// An entry that is only a title never loses its text, so it needs no body by that.
    ///
    /// - Returns: the bytes that it took.
    private func dropBody(of receipt: Int64) throws -> Int64 {
        let body = try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT raw_body.id, length(raw_body.content) FROM receipt
                    JOIN raw_body ON raw_body.hash = receipt.body_hash
                    WHERE receipt.id = ? AND raw_body.withheld IS NULL
                        AND raw_body.dropped_at IS NULL AND NOT EXISTS (
                            SELECT 1 FROM receipt AS same
                            JOIN revision ON receipt_id = same.id
                            JOIN entry ON entry.id = revision.entry_id
                            JOIN text ON text.id = text_id
                            WHERE same.body_hash = raw_body.hash AND text.dropped_at IS NULL
                                AND text.withheld IS NULL
                                AND (text.content <> '' OR text.packed IS NOT NULL
                                    OR \(RetentionPass.belongsToMatter)))
                    """), arguments: [receipt])
        guard let body else { return 0 }
        try database.cachedStatement(
            sql: "UPDATE raw_body SET content = x'', dropped_at = ? WHERE id = ?"
        ).execute(arguments: [now.milliseconds, try body[0] as Int64])
        return try body[1]
    }
}
