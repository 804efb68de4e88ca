import GRDB

extension PlanWriter {
    func writeInquiry(_ effect: Effect) throws {
        switch effect {
        case .openInquiry(let new): try write(new)
        case .joinInquiry(let joined): try write(joined)
        case .weighMention(let weighed):
            try execute(
                """
                UPDATE mention SET is_doubtful = ?, reason = ?
                WHERE entry_id = ? AND revision = ? AND party = ? AND state = ?
                """,
                [
                    weighed.isDoubtful, weighed.reason, number(weighed.entry), weighed.revision,
                    weighed.party.name, weighed.party.state.rawValue,
                ])
        case .weighStatement(let weighed):
            try execute(
                """
                UPDATE statement SET reason = ? WHERE entry_id = ? AND revision = ?
                    AND source = ? AND content = ?
                """,
                [
                    weighed.reason, number(weighed.entry), weighed.revision,
                    weighed.statement.source, weighed.statement.content,
                ])
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
        case .noteReminder(let reminder, let state):
            try execute(
                "UPDATE reminder SET state = ?, ended_at = ? WHERE id = ?",
                [state.rawValue, plan.at.milliseconds, reminder])
        default: break
        }
    }

    private func write(_ new: NewInquiry) throws {
        let (inquiry, entry) = (new.inquiry, number(new.entry))
        try Ledger.insert(inquiry, entry: entry, revision: new.revision, in: database)
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

    private func write(_ joined: JoinedMention) throws {
        let entry = number(joined.entry)
        try Ledger.join(
            joined.inquiry, entry: entry, revision: joined.revision, at: plan.at,
            because: joined.reason, in: database)
        try execute(
            """
            UPDATE mention SET inquiry_id = ?, reason = ?
            WHERE entry_id = ? AND revision = ? AND party = ? AND state = ?
            """,
            [
                joined.inquiry.rawValue, joined.reason, entry, joined.revision,
                joined.party.name, joined.party.state.rawValue,
            ])
    }

    private func write(_ response: NewResponse) throws {
        let finding = response.finding
        let isProposal = response.verdict != finding.verdict
        try execute(
            """
            INSERT OR IGNORE INTO response (inquiry_id, entry_id, revision, verdict, proposed,
                confidence, source, quote, reasons, suppressed, at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                finding.inquiry.rawValue, number(response.entry), response.revision,
                response.verdict.rawValue, isProposal ? finding.verdict.rawValue : nil,
                finding.confidence, finding.source, finding.quote,
                JSONColumn.text(finding.reasons), response.suppressed, plan.at.milliseconds,
            ])
    }
}
