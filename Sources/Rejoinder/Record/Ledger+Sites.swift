import GRDB

extension Ledger {
    /// What was seen of the page's site since that moment.
    func site(of page: PageState, since moment: Timestamp) async throws(LedgerError) -> SiteState {
        try await read { database in
            let row = try Row.fetchOne(
                database.cachedStatement(
                    sql: """
                        SELECT feed.succeeded_at, feed.url,
                            coalesce(sum(page.seen_at >= ?1), 0),
                            coalesce(sum(page.gone_since >= ?1 - ?2
                                AND page.seen_at IS NOT NULL), 0)
                        FROM feed LEFT JOIN entry ON entry.feed_id = feed.id AND entry.id != ?4
                        LEFT JOIN page ON page.entry_id = entry.id AND page.looked_at >= ?1 - ?2
                        WHERE feed.id = ?3
                        """),
                arguments: [
                    moment.milliseconds, SiteState.atOnce.milliseconds, page.feed, page.entry,
                ])
            return try SiteState(
                feedSeenAt: Timestamp(column: row?[0]), feedURL: row?[1] ?? "",
                found: row?[2] ?? 0, gone: row?[3] ?? 0)
        }
    }
}
