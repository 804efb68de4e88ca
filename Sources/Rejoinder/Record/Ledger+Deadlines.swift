import GRDB

extension Ledger {
    /// Reports the open inquiries that are due or overdue at that time, with their coverage, and the
    /// reminders that have come due.
    ///
    /// Each is reported once, and overdue ones again as often as the rules repeat it. The coverage
    /// starts at the question.
    package func announceDeadlines(
        now: Timestamp, rules: InquiryRules
    ) async throws(LedgerError) {
        // What changes meanwhile is reported by the next call: nothing is lost by giving up.
        for _ in 0..<3 {
            let (deadlines, reminders) = try await read { database in
                (
                    try Self.dueInquiries(by: now + rules.dueBefore, in: database)
                        .filter { due in due.nextTelling(rules).map { $0 <= now } ?? false }
                        .map { try Self.facts(about: $0, at: now, in: database) },
                    try Self.dueReminders(by: now, in: database)
                )
            }
            guard !deadlines.isEmpty || !reminders.isEmpty else { return }
            var plan = Plan.of(deadlines, at: now)
            plan.tell(of: reminders)
            guard try await apply(plan) == .stale else { return }
        }
    }

    /// When the next deadline, the warning before one, or a reminder has to be reported.
    package func nextDeadline(rules: InquiryRules) async throws(LedgerError) -> Timestamp? {
        try await read { database in
            let deadlines = try Self.dueInquiries(by: .distantFuture, in: database)
                .compactMap { $0.nextTelling(rules) }
            return try (deadlines + [Self.nextReminder(in: database)]).compactMap(\.self).min()
        }
    }

    /// The open inquiries with a deadline by then, the earliest first.
    ///
    /// Nobody owes an answer to a question whose texts have all gone.
    private static func dueInquiries(
        by moment: Timestamp, in database: Database
    ) throws -> [DueInquiry] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT *, (SELECT max(at) FROM event WHERE inquiry_id = inquiry.id AND type IN
                            ('inquiry.opened', 'inquiry.extended', 'inquiry.reopened')) AS set_at
                    FROM inquiry WHERE state = 'open' AND due_at IS NOT NULL AND due_at <= ?
                        AND (origin_entry IS NULL OR EXISTS (
                            SELECT 1 FROM inquiry_entry AS asking
                            LEFT JOIN page ON page.entry_id = asking.entry_id
                            WHERE asking.inquiry_id = inquiry.id AND removed_at IS NULL))
                    ORDER BY due_at, id
                    """), arguments: [moment.milliseconds]
        ).map { row in
            try DueInquiry(
                inquiry: Inquiry(row: row), version: row["version"],
                setAt: Timestamp(column: row["set_at"]),
                dueToldAt: Timestamp(column: row["due_told_at"]),
                overdueToldAt: Timestamp(column: row["overdue_told_at"]),
                overdueTold: row["overdue_told"])
        }
    }

    private static func facts(
        about due: DueInquiry, at now: Timestamp, in database: Database
    ) throws -> DeadlineFacts {
        let origin = try due.inquiry.origin.entry.flatMap { try self.origin(of: $0, in: database) }
        return DeadlineFacts(
            due: due, coverage: try coverage(of: due.inquiry, to: now, in: database),
            origin: origin)
    }

    /// The feeds in which a response would have been seen.
    ///
    /// These are the institution's own feeds, the feeds of the texts that report the question, and
    /// the feeds that alone may answer it.
    static func relevantFeeds(to inquiry: Inquiry, in database: Database) throws -> [Int64] {
        try Int64.fetchAll(
            database,
            sql: """
                SELECT id FROM feed WHERE (is_active AND institution = ?1)
                    OR id IN (SELECT feed_id FROM inquiry_entry
                        JOIN entry ON entry.id = inquiry_entry.entry_id WHERE inquiry_id = ?2)
                    OR name IN (SELECT value FROM inquiry, json_each(inquiry.feeds)
                        WHERE inquiry.id = ?2) ORDER BY id
                """, arguments: [inquiry.institution?.rawValue, inquiry.id.rawValue])
    }
}
