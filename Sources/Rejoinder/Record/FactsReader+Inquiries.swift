import GRDB

extension FactsReader {
    /// The inquiries that may still be answered, with what was taken for a response before.
    ///
    /// These are the open ones and, for a month, those that were refused, because a statement often
    /// follows a refusal.
    func answerable() throws -> [OpenInquiry] {
        // Without the hint, SQLite would also read all that have ended, to get the rows in order.
        let rows = try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT * FROM inquiry INDEXED BY inquiry_open WHERE state = 'open'
                    UNION ALL SELECT * FROM inquiry INDEXED BY inquiry_declined
                    WHERE state = 'declined' AND ended_at > ?
                    ORDER BY opened_at, id
                    """), arguments: [(request.at - .seconds(30 * 86_400)).milliseconds])
        return try rows.map { row in
            let inquiry = try Inquiry(row: row)
            return try OpenInquiry(
                inquiry: inquiry, feeds: JSONColumn.strings(row["feeds"]),
                responses: responses(to: inquiry.id), version: row["version"])
        }
    }

    private func responses(to inquiry: Inquiry.ID) throws -> [KnownResponse] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: "SELECT entry_id, verdict, quote, ruling FROM response WHERE inquiry_id = ?"),
            arguments: [inquiry.rawValue]
        ).map { row in
            try KnownResponse(
                entry: row[0], verdict: row[1], quote: row[2],
                isDenied: row[3] as String? == "denied")
        }
    }

    func newestInquiry() throws -> Int64? {
        guard request.mayAnswer || !request.asked.isEmpty else { return nil }
        return try Basis.newestInquiry(in: database)
    }

    /// Inquiries that may be about a question that one of the texts reports.
    func asked() throws -> [KnownQuestion] {
        var found: [Inquiry.ID: Inquiry] = [:]
        let since = request.at - Judge.questionMemory
        for asked in Set(request.asked) {
            let rows = try Row.fetchCursor(
                database.cachedStatement(
                    sql: """
                        SELECT * FROM inquiry WHERE origin_entry = :entry OR (opened_at > :since
                            AND (institution = :institution OR institution_name = :name
                                OR :institution IS NULL))
                        """),
                arguments: [
                    "entry": asked.entry, "since": since.milliseconds,
                    "institution": asked.institution?.rawValue, "name": asked.name,
                ])
            while let row = try rows.next() {
                let inquiry = try Inquiry(row: row)
                found[inquiry.id] = inquiry
            }
        }
        return found.values.map(KnownQuestion.init)
    }

    /// What a person has called wrong in those entries that report a question.
    func deniedMentions() throws -> [DeniedMention] {
        try Set(request.asked.compactMap(\.entry)).flatMap { entry in
            try Row.fetchAll(
                database.cachedStatement(
                    sql: """
                        SELECT party, evidence FROM mention
                        WHERE entry_id = ? AND ruling = 'denied'
                        """), arguments: [entry]
            ).map { try DeniedMention(entry: entry, party: $0[0], evidence: $0[1]) }
        }
    }
}

extension Basis {
    /// A number that every new inquiry raises; 0 while there is none.
    static func newestInquiry(in database: Database) throws -> Int64 {
        try Int64.fetchOne(
            database.cachedStatement(sql: "SELECT max(rowid) FROM inquiry")) ?? 0
    }
}
