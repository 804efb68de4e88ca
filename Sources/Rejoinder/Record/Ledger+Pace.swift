import GRDB

/// What the ledger knows of a feed that bears on the time of its next poll.
package struct PaceFacts: Hashable, Sendable {
    /// What the newest of its entries say of their publication; of those that say nothing, when
    /// they were first seen.
    package let published: [Timestamp]
    /// Nil where no answer is awaited there.
    package let attention: Attention?
}

extension Ledger {
    package func paceFacts(of feed: FeedState) async throws(LedgerError) -> PaceFacts {
        try await read { database in
            let moments = try Int64.fetchAll(
                database,
                sql: """
                    SELECT coalesce(revision.published, revision.updated, entry.first_seen_at)
                    FROM entry JOIN revision ON revision.entry_id = entry.id AND revision.number = 1
                    WHERE entry.feed_id = ? ORDER BY entry.id DESC LIMIT 500
                    """, arguments: [feed.id])
            let causes = try Self.attentionCauses(in: database)
            return PaceFacts(
                published: moments.map { Timestamp(milliseconds: $0) }.sorted(),
                attention: AttentionMap(causes).feeds[feed.id])
        }
    }

    /// Where the open inquiries say to look closely.
    static func attentionCauses(in database: Database) throws -> [AttentionCause] {
        try openInquiries(in: database).map { open in
            var entry: Int64?
            if case .text(let row) = open.inquiry.origin { entry = row }
            let feed = try Int64.fetchOne(
                database, sql: "SELECT feed_id FROM entry WHERE id = ?", arguments: [entry])
            let relevant = try relevantFeeds(to: open.inquiry, in: database)
            return AttentionCause(
                openedAt: open.inquiry.openedAt, feed: feed, entry: entry,
                institutionFeeds: relevant)
        }
    }
}
