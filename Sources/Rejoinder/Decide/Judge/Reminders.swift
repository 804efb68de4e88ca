/// A reminder that has come due, with the inquiry as it stands.
struct DueReminder: Sendable {
    let reminder: Reminder
    let inquiry: Inquiry
    /// Counts the changes of the inquiry's row.
    let version: Int
    /// The entry whose text reports the question.
    let origin: OriginFacts?
}

extension Plan {
    /// Tells of the reminders that have come due.
    ///
    /// One that was set while an answer was awaited lapses if none is awaited any more: what it was
    /// to remind of is settled. One that was set afterwards is told in any case.
    mutating func tell(of reminders: [DueReminder]) {
        for due in reminders {
            let reminder = due.reminder
            basis.inquiries[due.inquiry.id] = due.version
            guard due.inquiry.state == .open || !reminder.isOfOpen else {
                add(
                    .noteReminder(reminder.id, .lapsed),
                    because: "the inquiry was open when it was set, and has ended")
                continue
            }
            let reason = "its time has come"
            add(.tell(due.event(at: at)), because: reason)
            add(.noteReminder(reminder.id, .told), because: reason)
        }
    }
}

extension DueReminder {
    fileprivate func event(at now: Timestamp) -> EventDraft {
        let members: [JSONValue.Member] = [
            .init("inquiry", EventData.inquiry(inquiry)),
            .init("reminder", reminder.json),
        ]
        return EventDraft(
            type: .inquiryReminded, at: now, entry: inquiry.origin.entry, inquiry: inquiry.id,
            identifiedBy: [inquiry.id.rawValue, String(reminder.id)],
            data: .object((origin?.members ?? []) + members))
    }
}

extension Reminder {
    /// The text as events carry it.
    fileprivate var json: JSONValue {
        .members([
            "number": .int(id), "text": .string(text), "at": .time(at), "set_by": .string(setBy),
            "set_at": .time(setAt),
        ])
    }
}
