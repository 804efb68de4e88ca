/// An open inquiry whose deadline is near or past, with what was reported of it.
struct DueInquiry: Sendable {
    let inquiry: Inquiry
    /// Counts the changes of the inquiry's row.
    let version: Int
    /// When its deadline was last set; nil stands for the time at which it was opened.
    var setAt: Timestamp?
    let dueToldAt: Timestamp?
    let overdueToldAt: Timestamp?
    /// How often it has been reported as overdue.
    let overdueTold: Int

    /// When the deadline, or the warning before it, has to be reported next; nil if never again.
    func nextTelling(_ rules: InquiryRules) -> Timestamp? {
        guard let dueAt = inquiry.dueAt else { return nil }
        if let overdueToldAt { return rules.repeatOverdue.map { overdueToldAt + $0 } }
        guard dueToldAt == nil else { return dueAt }
        // Whoever has just set a deadline knows it: half of the time passes before a reminder.
        let half = max(.zero, (dueAt - (setAt ?? inquiry.openedAt)) / 2)
        return dueAt - min(rules.dueBefore, half)
    }
}

/// A deadline that has to be reported, with what the report shows.
struct DeadlineFacts: Sendable {
    let due: DueInquiry
    let coverage: Coverage
    /// The entry whose text reports the question.
    let origin: OriginFacts?
}

extension Plan {
    /// Reports deadlines, with the coverage since the question.
    static func of(_ deadlines: [DeadlineFacts], at now: Timestamp) -> Plan {
        var plan = Plan(feed: nil, at: now)
        for deadline in deadlines {
            let inquiry = deadline.due.inquiry
            let isOverdue = inquiry.dueAt.map { $0 <= now } ?? false
            let reason = isOverdue ? "its deadline has passed" : "its deadline is near"
            plan.basis.inquiries[inquiry.id] = deadline.due.version
            plan.add(.tell(event(deadline, isOverdue: isOverdue, at: now)), because: reason)
            plan.add(.noteDeadline(inquiry.id, isOverdue: isOverdue), because: reason)
        }
        return plan
    }

    private static func event(
        _ deadline: DeadlineFacts, isOverdue: Bool, at now: Timestamp
    ) -> EventDraft {
        let inquiry = deadline.due.inquiry
        let members: [JSONValue.Member] = [
            .init("inquiry", EventData.inquiry(inquiry)),
            .init("coverage", deadline.coverage.json),
        ]
        return EventDraft(
            type: isOverdue ? .inquiryOverdue : .inquiryDue, at: now,
            entry: inquiry.origin.entry, inquiry: inquiry.id,
            identifiedBy: [
                inquiry.id.rawValue, inquiry.dueAt?.description ?? "",
                String(deadline.due.overdueTold),
            ],
            data: .object((deadline.origin?.members ?? []) + members))
    }
}
