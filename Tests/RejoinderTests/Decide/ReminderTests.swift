import Testing

@testable import Rejoinder

@Suite("A reminder that has come due") struct ReminderTests {
    struct Case: CustomTestStringConvertible {
        let state: Inquiry.State
        let isOfOpen: Bool
        let becomes: Reminder.State

        var testDescription: String {
            "set while \(isOfOpen ? "open" : "ended"), and now \(state.rawValue): \(becomes.rawValue)"
        }
    }

    static let cases = [
        Case(state: .open, isOfOpen: true, becomes: .told),
        Case(state: .open, isOfOpen: false, becomes: .told),
        Case(state: .answered, isOfOpen: true, becomes: .lapsed),
        Case(state: .answered, isOfOpen: false, becomes: .told),
        Case(state: .declined, isOfOpen: true, becomes: .lapsed),
        Case(state: .declined, isOfOpen: false, becomes: .told),
        Case(state: .closed, isOfOpen: true, becomes: .lapsed),
        Case(state: .closed, isOfOpen: false, becomes: .told),
    ]

    @Test("is told, or lapses where nobody waits any more", arguments: cases)
    func decides(_ example: Case) {
        let now = TestLedger.minute(60)
        let inquiry = Inquiry(
            id: Inquiry.ID(rawValue: "inq_a"), institution: nil, institutionName: "Port",
            origin: .hand(user: "kim"), subject: "Why?", evidence: nil, topic: [],
            openedAt: TestLedger.minute(0), dueAt: nil, state: example.state)
        let reminder = Reminder(
            id: 4, inquiry: inquiry.id, at: now, text: nil, setBy: "kim",
            setAt: TestLedger.minute(1), isOfOpen: example.isOfOpen, state: .waiting)
        var plan = Plan(feed: nil, at: now)
        plan.tell(of: [DueReminder(reminder: reminder, inquiry: inquiry, version: 3, origin: nil)])
        #expect(plan.basis.inquiries == [inquiry.id: 3])
        var told = 0
        var becomes: [Reminder.State] = []
        for step in plan.steps {
            switch step.effect {
            case .tell(let draft):
                told += 1
                #expect(draft.type == .inquiryReminded && draft.inquiry == inquiry.id)
            case .noteReminder(4, let state): becomes.append(state)
            default: Issue.record("an effect that has nothing to do with it")
            }
        }
        #expect(becomes == [example.becomes])
        #expect(told == (example.becomes == .told ? 1 : 0))
    }
}
