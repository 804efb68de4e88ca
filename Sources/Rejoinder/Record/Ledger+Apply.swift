import GRDB

/// What came of a plan.
enum Application: Hashable, Sendable {
    /// Everything is recorded; the feed's row has that version now.
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
        let logID = logID
        let events = plan.steps.map { step -> EventWriter.Encoded? in
            guard case .tell(let draft) = step.effect else { return nil }
            return EventWriter.Encoded(draft, log: logID)
        }
        return try await write { database in
            guard try plan.basis.holds(in: database) else { return .stale }
            var writer = PlanWriter(
                database: database, plan: plan,
                events: EventWriter(database: database, logID: logID))
            for (step, event) in zip(plan.steps, events) {
                try writer.carryOut(step.effect, event)
            }
            let version = try plan.feed.flatMap { try Basis.version(ofFeed: $0, in: database) }
            return .applied(feedVersion: version ?? 0)
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
        for (feed, version) in feeds
        where try Self.version(ofFeed: feed, in: database) != version { return false }
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
        return try quiet?.holds(in: database) ?? true
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
    func holds(in database: Database) throws -> Bool {
        // CROSS JOIN and the order make SQLite begin with the few that wait.
        let isUnfinished = try Bool.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM entry
                        WHERE feed_id = ?1 AND noisy_since IS NOT NULL)
                    OR EXISTS (SELECT 1 FROM change CROSS JOIN entry ON entry.id = entry_id
                        WHERE verdict IN ('settling', 'pending') AND feed_id = ?1)
                    OR EXISTS (SELECT 1 FROM page CROSS JOIN entry ON entry.id = entry_id
                        WHERE waits_since < ?2 AND feed_id = ?1)
                    """), arguments: [feed, waitingBefore.milliseconds])
        return isUnfinished != true
    }
}
