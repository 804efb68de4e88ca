import GRDB

/// What was seen of a site since one of its pages was first found gone.
package struct SiteSighting: Hashable, Sendable {
    /// The last look that saw the feed; nil if there was none.
    package let feedSeenAt: Timestamp?
    /// The feed's address, as configured.
    package let feedURL: String
    /// How many other pages of the feed's entries were found.
    package let found: Int
    /// How many other pages of the feed's entries have gone, too.
    package let gone: Int

    /// Whether more pages went at once than anybody takes down at once.
    ///
    /// The site was then moved, or is broken.
    package var isMassLoss: Bool { gone >= 2 && gone + 1 > found }
}

extension Ledger {
    /// What was seen of the page's site since that moment.
    package func site(of page: PageState, since moment: Timestamp) async throws(LedgerError)
        -> SiteSighting
    {
        try await read { database in
            let row = try Row.fetchOne(
                database.cachedStatement(
                    sql: """
                        SELECT feed.succeeded_at, feed.url,
                            coalesce(sum(page.seen_at >= ?1), 0),
                            coalesce(sum(page.gone_since >= ?1 - ?2), 0)
                        FROM feed LEFT JOIN entry ON entry.feed_id = feed.id AND entry.id != ?4
                        LEFT JOIN page ON page.entry_id = entry.id AND page.looked_at >= ?1 - ?2
                        WHERE feed.id = ?3
                        """),
                arguments: [
                    moment.milliseconds, Self.atOnce.milliseconds, page.feed, page.entry,
                ])
            return try SiteSighting(
                feedSeenAt: Timestamp(column: row?[0]), feedURL: row?[1] ?? "",
                found: row?[2] ?? 0, gone: row?[3] ?? 0)
        }
    }

    /// Pages that went within this time of each other count as gone at once.
    private static let atOnce: Duration = .seconds(6 * 3600)
}
