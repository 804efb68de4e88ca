import GRDB

/// The page of an entry, as far as the next look needs it.
package struct PageState: Hashable, Sendable {
    package let entry: Int64
    package let feed: Int64
    package let url: String
    /// When it was first seen, or last seen changed.
    package let changedAt: Timestamp
    /// The first of the looks in a row that found nothing there.
    package let goneSince: Timestamp?
    package let isRemoved: Bool
    /// An answer is awaited on it.
    package let attention: Attention?
}

/// What came of a look at a page.
package struct PageRecord: Sendable {
    package let page: PageState
    package let at: Timestamp
    package let answer: PageAnswer
    /// Nil: it is not looked at again.
    package let nextLookAt: Timestamp?
    /// Whether it is now confirmed that it is gone.
    package let isRemoved: Bool
}

extension Ledger {
    /// The pages that are due, the longest waiting first.
    package func duePages(
        now: Timestamp, limit: Int = 200
    ) async throws(LedgerError) -> [PageState] {
        try await read { database in
            try Row.fetchAll(
                database.cachedStatement(
                    sql: """
                        SELECT page.*, entry.feed_id, (
                            SELECT max(opened_at) FROM inquiry
                            WHERE origin_entry = page.entry_id AND state = 'open') AS asked_at
                        FROM page JOIN entry ON entry.id = page.entry_id
                        JOIN feed ON feed.id = entry.feed_id
                        WHERE page.next_look_at <= ? AND feed.is_active
                        ORDER BY page.next_look_at LIMIT ?
                        """), arguments: [now.milliseconds, limit]
            ).map(PageState.init(row:))
        }
    }

    /// When the next page is due; nil: none is.
    package func nextPageLook() async throws(LedgerError) -> Timestamp? {
        try await read { database in
            Timestamp(
                column: try Int64.fetchOne(
                    database.cachedStatement(
                        sql: """
                            SELECT min(page.next_look_at) FROM page
                            JOIN entry ON entry.id = page.entry_id
                            JOIN feed ON feed.id = entry.feed_id
                            WHERE page.next_look_at IS NOT NULL AND feed.is_active
                            """)))
        }
    }

    /// Records one look, with the event that the entry is gone, or back.
    package func record(_ look: PageRecord) async throws(LedgerError) {
        let logID = logID
        try await write { database in
            let isGone = if case .gone = look.answer { true } else { false }
            let isPresent = look.answer == .present
            try database.cachedStatement(
                sql: """
                    UPDATE page SET looked_at = :at, next_look_at = :next,
                        gone_since = CASE WHEN :gone THEN coalesce(gone_since, :at)
                            WHEN :present THEN NULL ELSE gone_since END,
                        removed_at = CASE WHEN :removed THEN coalesce(removed_at, :at)
                            WHEN :present THEN NULL ELSE removed_at END
                    WHERE entry_id = :entry
                    """
            ).execute(arguments: [
                "at": look.at.milliseconds, "next": look.nextLookAt?.milliseconds, "gone": isGone,
                "present": isPresent, "removed": look.isRemoved, "entry": look.page.entry,
            ])
            if look.isRemoved, !look.page.isRemoved {
                try Self.announce(.entryRemoved, look, logID: logID, in: database)
            } else if isPresent, look.page.isRemoved {
                try Self.announce(.entryRestored, look, logID: logID, in: database)
            }
        }
    }

    private static func announce(
        _ type: EventType, _ look: PageRecord, logID: [UInt8], in database: Database
    ) throws {
        var data = try origin(look.page.entry, in: database)
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
                type: type, at: look.at, feed: try feedName(of: look.page.feed, in: database),
                entry: look.page.entry,
                identifiedBy: [
                    look.page.url, String(look.page.entry),
                    (look.page.goneSince ?? look.at).description,
                ],
                data: .object(data)))
    }

    private static func feedName(of feed: Int64, in database: Database) throws -> String? {
        try String.fetchOne(database, sql: "SELECT name FROM feed WHERE id = ?", arguments: [feed])
    }
}

extension PageState {
    init(row: Row) {
        entry = row["entry_id"]
        feed = row["feed_id"]
        url = row["url"]
        changedAt = Timestamp(milliseconds: row["changed_at"])
        goneSince = Timestamp(column: row["gone_since"])
        isRemoved = (row["removed_at"] as Int64?) != nil
        attention = Timestamp(column: row["asked_at"]).map { Attention(since: $0) }
    }
}
