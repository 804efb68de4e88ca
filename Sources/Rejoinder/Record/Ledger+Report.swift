import GRDB

/// What was asked in a period, and what has come of it.
package struct InquiryReport: Sendable {
    /// A text that says that the question was asked, or that shows an answer.
    package struct Source: Hashable, Sendable {
        /// The ledger's own number of the entry.
        package let entry: Int64
        package let revision: Int
        /// The feed's name.
        package let feed: String
        package let title: String
        package let link: String?
        package let seenAt: Timestamp
    }

    /// One question.
    package struct Item: Sendable {
        package let inquiry: Inquiry
        /// When the answer came that counts, or when the waiting ended otherwise.
        package let endedAt: Timestamp?
        /// The texts that report the question, the oldest first.
        package let askedIn: [Source]
        /// What ended the waiting; nil if nothing has, or if a person has closed it.
        package let response: ResponseRecord?
        /// The text that shows the response; nil of one that a person recorded.
        package let answeredIn: Source?
        /// The places in the log of the first and the last of its events.
        package let events: ClosedRange<Int64>?
        package let coverage: Coverage

        /// How long the answer took; nil if there is none.
        package var wait: Duration? {
            guard inquiry.state == .answered, let endedAt else { return nil }
            return max(.zero, endedAt - inquiry.openedAt)
        }
    }

    package let from: Timestamp
    package let until: Timestamp
    /// When it was made: what is open or overdue is so at that time.
    package let madeAt: Timestamp
    /// Those asked most often first.
    package let institutions: [InstitutionRecord]
    /// The oldest first.
    package let items: [Item]

    /// All institutions taken together.
    package let total: InstitutionRecord

    /// The share of the time in which the places were really looked at where an answer to one of
    /// the questions would have been seen; nil if there is no such place.
    package var coverage: Double? {
        Coverage.share(of: items.flatMap(\.coverage.places))
    }
}

extension Ledger {
    /// What was asked from one time until before another, and what has come of it by now.
    ///
    /// - Parameter institution: only what that one was asked: its key, or its name if it has none.
    package func report(
        from: Timestamp, until: Timestamp, institution: String? = nil, now: Timestamp,
        calendars: WorkCalendars = WorkCalendars()
    ) async throws(LedgerError) -> InquiryReport {
        try await read { database in
            let asked = try Self.asked(
                from: from, before: until, of: institution, in: database)
            return InquiryReport(
                from: from, until: until, madeAt: now,
                institutions: InstitutionRecord.records(of: asked, now: now, calendars),
                items: try asked.map { try Self.item($0, now: now, in: database) },
                total: InstitutionRecord.total(of: asked, now: now, calendars))
        }
    }

    /// The keys of all institutions that were ever asked, and the names of those without one.
    package func askedInstitutions() async throws(LedgerError) -> [String] {
        try await read { database in
            try String.fetchAll(
                database,
                sql: """
                    SELECT DISTINCT coalesce(institution, institution_name) FROM inquiry ORDER BY 1
                    """)
        }
    }

    private static func item(
        _ asked: AskedInquiry, now: Timestamp, in database: Database
    ) throws -> InquiryReport.Item {
        let inquiry = asked.inquiry
        let responses = try Row.fetchAll(
            database,
            sql: "SELECT * FROM response WHERE inquiry_id = ? ORDER BY at, id",
            arguments: [inquiry.id.rawValue]
        ).map(ResponseRecord.init(row:)).filter { $0.endState == inquiry.state }
        let response = responses.last { $0.ruling == "confirmed" } ?? responses.first
        let events = try Row.fetchOne(
            database,
            sql: "SELECT min(sequence), max(sequence) FROM event WHERE inquiry_id = ?",
            arguments: [inquiry.id.rawValue])
        let first: Int64? = try events?[0]
        let last: Int64? = try events?[1]
        return InquiryReport.Item(
            inquiry: inquiry, endedAt: asked.respondedAt,
            askedIn: try askedIn(inquiry.id, in: database), response: response,
            answeredIn: try response.flatMap { try source(of: $0, in: database) },
            events: first.flatMap { first in last.map { first...max(first, $0) } },
            coverage: try coverage(
                of: inquiry, to: max(inquiry.openedAt, asked.respondedAt ?? now), in: database))
    }

    /// The texts that report the question, the oldest first.
    static func askedIn(
        _ inquiry: Inquiry.ID, in database: Database
    ) throws -> [InquiryReport.Source] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT revision.*, feed.name FROM inquiry_entry
                    JOIN entry ON entry.id = inquiry_entry.entry_id
                    JOIN feed ON feed.id = feed_id
                    JOIN revision ON revision.entry_id = entry.id
                        AND number = inquiry_entry.revision
                WHERE inquiry_id = ? ORDER BY joined_at, entry.id
                """, arguments: [inquiry.rawValue]
        ).map(InquiryReport.Source.init(row:))
    }

    private static func source(
        of response: ResponseRecord, in database: Database
    ) throws -> InquiryReport.Source? {
        try Row.fetchOne(
            database,
            sql: """
                SELECT revision.*, feed.name FROM revision JOIN entry ON entry.id = entry_id
                    JOIN feed ON feed.id = feed_id
                WHERE entry_id = ? AND number = ?
                """, arguments: [response.entry, response.revision]
        ).map(InquiryReport.Source.init(row:))
    }
}

extension InquiryReport.Source {
    fileprivate init(row: Row) throws {
        try self.init(
            entry: row["entry_id"], revision: row["number"], feed: row["name"],
            title: row["title"],
            link: (row["link"] as String?).map { SecretParameters.redacted($0) },
            seenAt: Timestamp(milliseconds: row["seen_at"]))
    }
}
