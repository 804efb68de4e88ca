import GRDB

/// What came of a plan.
enum Application: Hashable, Sendable {
    /// Everything is recorded; the feed's row has that version now.
    ///
    /// A plan that rests on no feed, as that of a page, says nothing about it.
    case applied(feedVersion: Int)
    /// Nothing is recorded: what the plan rests on has changed since it was read.
    case stale
}

extension Ledger {
    /// Carries out a plan in one transaction, unless what it rests on has changed.
    ///
    /// Entries, revisions, changes, statements, inquiries, events, deliveries, validators and the
    /// time of the next look become visible together, or not at all.
    func apply(_ plan: Plan) async throws(LedgerError) -> Application {
        let seal = seal
        let events = plan.steps.map { step -> EventWriter.Encoded? in
            guard case .tell(let draft) = step.effect else { return nil }
            return EventWriter.Encoded(draft, log: seal.id)
        }
        return try await write { database in
            guard try plan.basis.holds(in: database) else { return .stale }
            var writer = PlanWriter(
                database: database, plan: plan,
                events: EventWriter(database: database, seal: seal))
            for (step, event) in zip(plan.steps, events) {
                try writer.carryOut(step.effect, event)
            }
            let read = plan.feed.flatMap { plan.basis.feeds[$0] }
            return .applied(feedVersion: (read ?? 0) + writer.feedChanges)
        }
    }
}

extension Ledger {
    /// Runs the work while nobody else of this process writes: what it reads stays as it is.
    func exclusively<Result: Sendable>(
        _ work: () async throws(LedgerError) -> Result
    ) async throws(LedgerError) -> Result {
        let hold = await commits.acquire()
        do {
            let result = try await GroupCommit.$hold.withValue(hold) { try await work() }
            await commits.release()
            return result
        } catch {
            await commits.release()
            throw LedgerError(error)
        }
    }
}

extension Basis {
    /// Whether every row still has the version in which it was read.
    func holds(in database: Database) throws -> Bool {
        for (feed, version) in feeds where feed != quiet?.feed {
            guard try Self.version(ofFeed: feed, in: database) == version else { return false }
        }
        for (entry, version) in entries
        where try Self.version("SELECT version FROM entry WHERE id = ?", entry, database) != version
        { return false }
        for (entry, version) in pages
        where try Self.version("SELECT version FROM page WHERE entry_id = ?", entry, database)
            != version
        { return false }
        for (inquiry, version) in inquiries
        where try Self.version(
            "SELECT version FROM inquiry WHERE id = ?", inquiry.rawValue, database) != version
        { return false }
        if let newestInquiry, try Self.newestInquiry(in: database) != newestInquiry { return false }
        guard let quiet else { return true }
        return try quiet.holds(feeds[quiet.feed], in: database)
    }

    static func version(ofFeed feed: Int64, in database: Database) throws -> Int? {
        try version("SELECT version FROM feed WHERE id = ?", feed, database)
    }

    private static func version(
        _ sql: String, _ key: any DatabaseValueConvertible, _ database: Database
    ) throws -> Int? {
        try Int.fetchOne(database.cachedStatement(sql: sql), arguments: [key])
    }
}

extension Basis.Quiet {
    /// One statement answers all that a quiet poll has to know, as most polls are quiet.
    ///
    /// - Parameter version: that of the feed's row; nil if it does not matter.
    func holds(_ version: Int?, in database: Database) throws -> Bool {
        // CROSS JOIN and the order make SQLite begin with the few that wait.
        try Bool.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT version = coalesce(?3, version)
                        AND NOT EXISTS (SELECT 1 FROM entry
                            WHERE feed_id = ?1 AND noisy_since IS NOT NULL)
                        AND NOT EXISTS (SELECT 1 FROM change
                            CROSS JOIN entry ON entry.id = entry_id
                            WHERE verdict IN ('settling', 'pending') AND feed_id = ?1)
                        AND NOT EXISTS (SELECT 1 FROM page
                            CROSS JOIN entry ON entry.id = entry_id
                            WHERE waits_since < ?2 AND feed_id = ?1)
                    FROM feed WHERE id = ?1
                    """), arguments: [feed, waitingBefore.milliseconds, version]) ?? false
    }
}
