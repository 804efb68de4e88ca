import GRDB

extension Ledger {
    /// Reports the open inquiries that are due or overdue at that time, with their coverage.
    ///
    /// Each is reported once, and overdue ones again as often as the rules repeat it. The coverage
    /// starts at the question.
    package func announceDeadlines(
        now: Timestamp, rules: InquiryRules
    ) async throws(LedgerError) {
        let isQuiet = try await read { database in
            try Self.deadlines(now: now, rules: rules, in: database).isEmpty
        }
        guard !isQuiet else { return }
        let logID = logID
        try await write { database in
            let events = EventWriter(database: database, logID: logID)
            for deadline in try Self.deadlines(now: now, rules: rules, in: database) {
                try Self.announce(deadline, now: now, events: events, in: database)
            }
        }
    }

    /// When the next deadline, or the warning before one, has to be reported.
    package func nextDeadline(rules: InquiryRules) async throws(LedgerError) -> Timestamp? {
        try await read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT due_at, due_told_at, overdue_told_at FROM inquiry
                    WHERE state = 'open' AND due_at IS NOT NULL \(Self.isNotWithdrawn)
                    """
            ).compactMap { try Self.nextTelling(row: $0, rules: rules) }.min()
        }
    }
}

private struct Deadline {
    let inquiry: Inquiry
    let isOverdue: Bool
    /// How often the inquiry has been reported as overdue before.
    let told: Int
}

extension Ledger {
    private static func nextTelling(row: Row, rules: InquiryRules) throws -> Timestamp? {
        guard let dueAt = Timestamp(column: try row["due_at"]) else { return nil }
        if let told = Timestamp(column: try row["overdue_told_at"]) {
            return rules.repeatOverdue.map { told + $0 }
        }
        return try row["due_told_at"] as Int64? == nil ? dueAt - rules.dueBefore : dueAt
    }

    /// Nobody owes an answer to a question whose text has gone.
    private static let isNotWithdrawn = """
        AND NOT EXISTS (SELECT 1 FROM page WHERE entry_id = inquiry.origin_entry
            AND removed_at IS NOT NULL)
        """

    private static func deadlines(
        now: Timestamp, rules: InquiryRules, in database: Database
    ) throws -> [Deadline] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT * FROM inquiry WHERE state = 'open' AND due_at IS NOT NULL AND due_at <= ?
                    \(isNotWithdrawn)
                ORDER BY due_at, id
                """, arguments: [(now + rules.dueBefore).milliseconds]
        ).compactMap { row in
            guard let next = try nextTelling(row: row, rules: rules), next <= now else {
                return nil
            }
            let inquiry = try Inquiry(row: row)
            guard let dueAt = inquiry.dueAt else { return nil }
            return Deadline(
                inquiry: inquiry, isOverdue: dueAt <= now, told: try row["overdue_told"])
        }
    }

    private static func announce(
        _ deadline: Deadline, now: Timestamp, events: EventWriter, in database: Database
    ) throws {
        let inquiry = deadline.inquiry
        let coverage = try coverage(of: inquiry, to: now, in: database)
        var entry: Int64?
        var members: [JSONValue.Member] = []
        if case .text(let row) = inquiry.origin {
            entry = row
            members += try origin(row, in: database)
        }
        members += [
            .init("inquiry", EventData.inquiry(inquiry)),
            .init("coverage", coverage.json),
        ]
        try events.append(
            EventDraft(
                type: deadline.isOverdue ? .inquiryOverdue : .inquiryDue, at: now, entry: entry,
                inquiry: inquiry.id,
                identifiedBy: [
                    inquiry.id.rawValue, inquiry.dueAt?.description ?? "", String(deadline.told),
                ],
                data: .object(members)))
        // Once an inquiry is overdue, the warning before the deadline is pointless.
        try database.execute(
            sql: """
                UPDATE inquiry SET due_told_at = coalesce(due_told_at, ?1),
                    overdue_told_at = iif(?2, ?1, overdue_told_at),
                    overdue_told = overdue_told + ?2 WHERE id = ?3
                """,
            arguments: [now.milliseconds, deadline.isOverdue, inquiry.id.rawValue])
    }

    /// The feeds in which a response would have been seen.
    ///
    /// These are the institution's own feeds, the feed of the text that put the question, and the
    /// feeds that alone may answer it.
    static func relevantFeeds(to inquiry: Inquiry, in database: Database) throws -> [Int64] {
        var entry: Int64?
        if case .text(let row) = inquiry.origin { entry = row }
        return try Int64.fetchAll(
            database,
            sql: """
                SELECT id FROM feed WHERE (is_active AND institution = ?)
                    OR id = (SELECT feed_id FROM entry WHERE id = ?)
                    OR name IN (SELECT value FROM inquiry, json_each(inquiry.feeds)
                        WHERE inquiry.id = ?) ORDER BY id
                """, arguments: [inquiry.institution?.rawValue, entry, inquiry.id.rawValue])
    }

    /// The feed and the entry that put the question, as an event shows them.
    static func origin(_ entry: Int64, in database: Database) throws -> [JSONValue.Member] {
        let row = try Row.fetchOne(
            database,
            sql: "SELECT feed_id, identity, source_id, first_seen_at FROM entry WHERE id = ?",
            arguments: [entry])
        guard let row, let feed = try feed(try row["feed_id"], in: database),
            let revision = try revision(entry: entry, number: nil, in: database)
        else { return [] }
        var content = revision.content
        if let told = try newestRevision(entry: entry, source: .feed, in: database) {
            content.title = told.content.title
        }
        return [
            .init("feed", EventData.feed(feed)),
            .init(
                "entry",
                EventData.entry(
                    identity: try row["source_id"] as String? ?? row["identity"],
                    content: content,
                    firstSeenAt: Timestamp(milliseconds: try row["first_seen_at"]))),
        ]
    }
}
