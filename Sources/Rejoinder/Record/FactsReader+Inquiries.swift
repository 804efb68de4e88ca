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
                asking: asking(inquiry.id), responses: responses(to: inquiry.id),
                version: row["version"])
        }
    }

    /// The entries whose texts report the question.
    private func asking(_ inquiry: Inquiry.ID) throws -> Set<Int64> {
        try Int64.fetchSet(
            database.cachedStatement(
                sql: "SELECT entry_id FROM inquiry_entry WHERE inquiry_id = ?"),
            arguments: [inquiry.rawValue])
    }

    private func responses(to inquiry: Inquiry.ID) throws -> [KnownResponse] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT entry_id, feed.name, verdict, quote, ruling, confidence, reasons, at,
                        suppressed, proposed
                    FROM response LEFT JOIN entry ON entry.id = entry_id
                    LEFT JOIN feed ON feed.id = feed_id WHERE inquiry_id = ?
                    """), arguments: [inquiry.rawValue]
        ).map { row in
            try KnownResponse(
                entry: row[0], feed: row[1], verdict: row[2], quote: row[3],
                isDenied: row[4] as String? == "denied", confidence: row[5],
                reasons: JSONColumn.strings(row[6]) ?? [], at: Timestamp(milliseconds: row[7]),
                isSuppressed: row[8] as String? != nil, isProposal: row[9] as String? != nil)
        }
    }

    func newestInquiry() throws -> Int64? {
        guard request.mayAnswer || !request.asked.isEmpty else { return nil }
        return try Basis.newestInquiry(in: database)
    }

    /// Inquiries that may be about a question that one of the texts reports.
    func asked() throws -> [KnownQuestion] {
        var found: [Inquiry.ID: KnownQuestion] = [:]
        let since = request.at - Judge.questionMemory
        for asked in Set(request.asked) {
            let rows = try Row.fetchCursor(
                database.cachedStatement(
                    sql: """
                        SELECT coalesce(merged_into, id) AS id FROM inquiry
                        WHERE id IN (SELECT inquiry_id FROM inquiry_entry
                                WHERE entry_id = :entry)
                            OR (opened_at > :since AND (institution = :institution
                                OR institution_name = :name OR :institution IS NULL))
                        """),
                arguments: [
                    "entry": asked.entry, "since": since.milliseconds,
                    "institution": asked.institution?.rawValue, "name": asked.name,
                ])
            while let row = try rows.next() {
                let id = try Inquiry.ID(rawValue: row["id"])
                if found[id] == nil { found[id] = try question(id) }
            }
        }
        // The order decides which inquiry a text joins that could join several.
        return found.values.sorted {
            ($0.inquiry.openedAt, $0.inquiry.id.rawValue)
                < ($1.inquiry.openedAt, $1.inquiry.id.rawValue)
        }
    }

    private func question(_ id: Inquiry.ID) throws -> KnownQuestion? {
        try Row.fetchOne(
            database.cachedStatement(sql: "SELECT * FROM inquiry WHERE id = ?"),
            arguments: [id.rawValue]
        ).map { row in
            try KnownQuestion(
                inquiry: Inquiry(row: row), asking: asking(id),
                endedAt: Timestamp(column: row["ended_at"]),
                merged: Row.fetchAll(
                    database.cachedStatement(sql: "SELECT * FROM inquiry WHERE merged_into = ?"),
                    arguments: [id.rawValue]
                ).map(Inquiry.init(row:)), version: row["version"])
        }
    }

    /// The other entries that were the first to report the same words, within the last month.
    func firstSaid() throws -> [FactsRequest.Said: Int64] {
        var found: [FactsRequest.Said: Int64] = [:]
        let since = (request.at - .seconds(30 * 86_400)).milliseconds
        for said in Set(request.said) {
            found[said] = try Int64.fetchOne(
                database.cachedStatement(
                    sql: """
                        SELECT statement.entry_id FROM statement JOIN revision
                            ON revision.entry_id = statement.entry_id AND number = statement.revision
                        WHERE institution = ? AND words = ? AND statement.entry_id IS NOT ?
                            AND seen_at > ?
                        ORDER BY statement.id LIMIT 1
                        """),
                arguments: [said.key.institution.rawValue, said.key.words, said.entry, since])
        }
        return found
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
