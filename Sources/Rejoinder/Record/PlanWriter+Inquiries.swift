import GRDB

extension PlanWriter {
    func writeInquiry(_ effect: Effect) throws {
        switch effect {
        case .openInquiry(let new): try write(new)
        case .recordResponse(let response): try write(response)
        case .endInquiry(let inquiry, let state):
            try execute(
                "UPDATE inquiry SET state = ?, ended_at = ? WHERE id = ?",
                [state.rawValue, plan.at.milliseconds, inquiry.rawValue])
        case .noteDeadline(let inquiry, let isOverdue):
            // Once an inquiry is overdue, the warning before the deadline is pointless.
            try execute(
                """
                UPDATE inquiry SET due_told_at = coalesce(due_told_at, ?1),
                    overdue_told_at = iif(?2, ?1, overdue_told_at),
                    overdue_told = overdue_told + ?2 WHERE id = ?3
                """, [plan.at.milliseconds, isOverdue, inquiry.rawValue])
        default: break
        }
    }

    private func write(_ new: NewInquiry) throws {
        let (inquiry, entry) = (new.inquiry, number(new.entry))
        try Ledger.insert(inquiry, entry: entry, feeds: nil, in: database)
        if inquiry.state != .open {
            try execute(
                "UPDATE inquiry SET ended_at = ? WHERE id = ?",
                [plan.at.milliseconds, inquiry.id.rawValue])
        }
        try execute(
            """
            INSERT INTO inquiry_entry (inquiry_id, entry_id, revision, joined_at, reason)
            VALUES (?, ?, ?, ?, ?)
            """,
            [
                inquiry.id.rawValue, entry, new.revision, plan.at.milliseconds,
                Schema.openingReason,
            ])
        try execute(
            """
            UPDATE mention SET inquiry_id = ?
            WHERE entry_id = ? AND revision = ? AND party = ? AND state = ?
            """,
            [
                inquiry.id.rawValue, entry, new.revision, new.party.name,
                new.party.state.rawValue,
            ])
    }

    private func write(_ response: NewResponse) throws {
        let finding = response.finding
        try execute(
            """
            INSERT OR IGNORE INTO response (inquiry_id, entry_id, revision, verdict, confidence,
                source, quote, reasons, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                finding.inquiry.rawValue, number(response.entry), response.revision,
                finding.verdict.rawValue, finding.confidence, finding.source, finding.quote,
                JSONColumn.text(finding.reasons), plan.at.milliseconds,
            ])
    }
}
