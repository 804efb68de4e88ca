import Foundation
import GRDB

/// The page of an entry, with what the next look needs to know.
package struct PageState: Hashable, Sendable {
    package let entry: Int64
    package let feed: Int64
    /// The feed's name.
    package let feedName: String
    package let url: String
    /// The validators of the page as it was last read.
    package let validators: Validators
    package let bodyHash: [UInt8]?
    /// What its text was taken from, and how certainly.
    package let kind: Article.Kind?
    package let confidence: Double
    /// The version of the rules that read it.
    package let rules: Int?
    /// A fetched page that is not believed yet.
    package let held: UnconfirmedPage?
    /// When it was first seen, or last seen changed.
    package let changedAt: Timestamp
    /// When the first of the looks in a row that found nothing there took place.
    package let goneSince: Timestamp?
    package let isRemoved: Bool
    /// Set while an answer is awaited on the page.
    package let attention: Attention?
    /// The lines of the page that change from look to look.
    package var lines: [VolatileLine] = []
}

/// A page that differs from the last one in a way typical of broken pages, not of edited texts.
package struct UnconfirmedPage: Hashable, Sendable {
    package let since: Timestamp
    package let reason: String
}

/// The outcome of a look at a page.
struct PageRecord: Sendable {
    let page: PageState
    let at: Timestamp
    let answer: PageAnswer
    /// Nil if the page is not looked at again.
    let nextLookAt: Timestamp?
    /// Whether it is now confirmed that the page is gone.
    let isRemoved: Bool
    /// What the page says, if that is not what it said before.
    let observed: ObservedEntry?
    /// A fetched page that changes nothing until it is confirmed.
    let held: UnconfirmedPage?
    /// The lines of the page that change from look to look.
    let lines: [VolatileLine]
    /// The lines that the configuration says to ignore.
    let ignoring: IgnoredLines
    /// The `CanonicalAddress.key` under which its article is known; nil if the page was not read.
    let address: String?
}

/// An entry, with what a fetched page is compared with.
package struct PagedEntry: Sendable {
    package let identity: String
    package let identityRule: Int
    package let sourceID: String?
    package let known: KnownEntry
    /// What the feed last said about the entry.
    package let told: Revision
    /// What its page last said, if that was kept.
    package let shown: Revision?
}

extension Ledger {
    /// The page of an entry; nil if it is not to be looked at, or its feed is no longer configured.
    package func page(of entry: Int64) async throws(LedgerError) -> PageState? {
        try await read { database in
            try Row.fetchOne(
                database.cachedStatement(
                    sql: """
                        SELECT page.*, entry.feed_id, feed.name AS feed_name, (
                            SELECT max(opened_at) FROM inquiry
                            WHERE origin_entry = page.entry_id AND state = 'open') AS asked_at
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

    /// Records one look: what the page says now, that it is gone, or that it is back.
    func record(
        _ look: PageRecord, rules: InquiryRules, detector: Detector,
        reading: @escaping ReadingGuard = { _, stage in try stage() }
    ) async throws(LedgerError) {
        let logID = logID
        let terms = try await termCounts(
            for: look.observed == nil ? 0 : 1, detector, reading, at: look.at)
        try await write { database in
            try Self.recordLook(look, in: database)
            try Self.replace(look.page.lines, with: look.lines, of: look.page.entry, in: database)
            if look.page.attention != nil {
                try Self.cover(
                    pageOf: look.page.entry, at: look.at, outcome: look.answer.coverage,
                    in: database)
            }
            if case .page(let page) = look.answer, look.held == nil {
                try Self.recordReading(page, look, in: database)
                if let address = look.address {
                    try reading(.page(entry: look.page.entry)) {
                        try Self.join(
                            look.page, at: address, text: page.article.text, in: database)
                    }
                }
            }
            try Self.publishWaiting(look.page.entry, at: look.at, logID: logID, in: database)
            try Self.restVariants(of: look.page.entry, in: database)
            if look.isRemoved, !look.page.isRemoved {
                try Self.wakeVariants(of: look.page.entry, at: look.at, in: database)
                try Self.announce(.entryRemoved, look, logID: logID, in: database)
            } else if look.answer.isPresent, look.page.isRemoved {
                try Self.announce(.entryRestored, look, logID: logID, in: database)
            }
            guard let observed = look.observed,
                let feed = try Self.feed(look.page.feed, in: database)
            else { return }
            try EntryRecorder(
                database: database, logID: logID,
                look: EntryLook(
                    feed: feed, at: look.at, source: .page, ignoring: look.ignoring), rules: rules,
                detector: detector, terms: terms,
                events: EventWriter(database: database, logID: logID), reading: reading
            ).record(observed)
        }
    }

    private static func recordLook(_ look: PageRecord, in database: Database) throws {
        let isGone = if case .gone = look.answer { true } else { false }
        try database.cachedStatement(
            sql: """
                UPDATE page SET looked_at = :at, next_look_at = :next,
                    seen_at = iif(:present, :at, seen_at),
                    gone_since = CASE WHEN :gone THEN coalesce(gone_since, :at)
                        WHEN :present THEN NULL ELSE gone_since END,
                    removed_at = CASE WHEN :removed THEN coalesce(removed_at, :at)
                        WHEN :present THEN NULL ELSE removed_at END,
                    held_since = iif(:present, :held_since, held_since),
                    held_reason = iif(:present, :held_reason, held_reason)
                WHERE entry_id = :entry
                """
        ).execute(arguments: [
            "at": look.at.milliseconds, "next": look.nextLookAt?.milliseconds, "gone": isGone,
            "present": look.answer.isPresent, "removed": look.isRemoved,
            "held_since": look.held?.since.milliseconds, "held_reason": look.held?.reason,
            "entry": look.page.entry,
        ])
    }

    /// Stores what identifies the page, but only together with the content that it stands for.
    private static func recordReading(
        _ reading: FetchedPage, _ look: PageRecord, in database: Database
    ) throws {
        try database.cachedStatement(
            sql: """
                UPDATE page SET etag = ?, last_modified = ?, body_hash = ?, kind = ?,
                    confidence = ?, rules = ?, changed_at = iif(?, ?, changed_at)
                WHERE entry_id = ?
                """
        ).execute(arguments: [
            reading.validators.etag, reading.validators.lastModified, Data(reading.bodyHash),
            reading.article.kind.rawValue, reading.article.confidence, FetchedPage.rules,
            look.observed?.change?.level == .major, look.at.milliseconds, look.page.entry,
        ])
    }

    private static func announce(
        _ type: EventType, _ look: PageRecord, logID: [UInt8], in database: Database
    ) throws {
        var data = try origin(look.page.entry, in: database)
        // The last revision is the evidence of what is gone.
        if let last = try revision(entry: look.page.entry, number: nil, in: database) {
            data.append(
                .init(
                    "revision",
                    EventData.revision(
                        number: last.number, source: last.source,
                        contentHash: Normaliser.contentHash(of: last.content),
                        seenAt: last.seenAt)))
        }
        var facts: [JSONValue.Member] = [
            .init("url", .string(look.page.url)), .init("seen_at", .string(look.at.description)),
        ]
        if case .gone(let status) = look.answer { facts.append(.init("status", .int(status))) }
        if let since = look.page.goneSince {
            facts.append(.init("gone_since", .string(since.description)))
        }
        data.append(.init("page", .object(facts)))
        try EventWriter(database: database, logID: logID).append(
            EventDraft(
                type: type, at: look.at, feed: look.page.feedName,
                entry: look.page.entry,
                identifiedBy: [
                    look.page.url, String(look.page.entry),
                    (look.page.goneSince ?? look.at).description,
                ],
                data: .object(data)))
    }
}

extension PageState {
    init(row: Row) throws {
        entry = try row["entry_id"]
        feed = try row["feed_id"]
        feedName = try row["feed_name"]
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
        attention = try Timestamp(column: row["asked_at"]).map { Attention(since: $0) }
    }
}
