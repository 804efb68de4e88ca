import GRDB
import Testing

@testable import Rejoinder

@Suite("People and inquiries") struct PeopleTests {
    private static func act(_ minute: Int, by name: String = "kim") -> Act {
        Act(by: name, at: TestLedger.minute(minute), reason: nil)
    }

    /// An inquiry of the configuration, without a deadline in reach.
    private static func scene(owner: String? = nil) async throws -> (TestLedger, Inquiry) {
        let test = try TestLedger()
        try await test.watch()
        try await declare("port-2026", owner: owner, in: test)
        return (test, try await test.ledger.inquiry("port-2026"))
    }

    private static func declare(
        _ name: String, owner: String? = nil, in test: TestLedger
    ) async throws {
        try await test.ledger.declare(
            inquiries: [
                InquiryDeclaration(
                    name: name, institution: TestLedger.harbour.key,
                    institutionName: TestLedger.harbour.name, subject: "Why is it shut?",
                    topic: ["port"], feeds: nil, openedAt: nil,
                    deadline: .after(.span(.seconds(365 * 86_400))), owner: owner)
            ], now: TestLedger.minute(0))
    }

    private static func announce(_ test: TestLedger, at minute: Int) async throws {
        try await test.ledger.announceDeadlines(now: TestLedger.minute(minute), rules: .init())
    }

    // MARK: Owners

    @Test("own one from the moment at which it is given to them, and all its events say so")
    func assign() async throws {
        let (test, inquiry) = try await Self.scene()
        try await test.ledger.assign(inquiry, to: "anna", by: Self.act(5))
        let data = try await test.data(of: .inquiryAssigned)
        #expect(data?.at("inquiry.owner") == .string("anna"))
        #expect(data?.at("assigned.to") == .string("anna"))
        #expect(data?.at("assigned.before") == nil)
        #expect(data?.at("act.by") == .string("kim"))
        try await test.ledger.close(inquiry, by: Self.act(6))
        #expect(try await test.data(of: .inquiryClosed)?.at("inquiry.owner") == .string("anna"))
        #expect(try await test.ledger.inquiry("port-2026").owner == "anna")
    }

    @Test("can give one to somebody else or to nobody, but not to whom it is given already")
    func again() async throws {
        let (test, inquiry) = try await Self.scene(owner: "anna")
        #expect(try await test.data(of: .inquiryOpened)?.at("inquiry.owner") == .string("anna"))
        await #expect(throws: LedgerError.wrongState("port-2026 is anna's already")) {
            try await test.ledger.assign(inquiry, to: "anna", by: Self.act(5))
        }
        // In one moment, yet two events.
        try await test.ledger.assign(inquiry, to: "bob", by: Self.act(6))
        try await test.ledger.assign(inquiry, to: nil, by: Self.act(6))
        let told = try await test.events(.inquiryAssigned).map { try JSONValue(parsing: $0.body) }
        #expect(told.map { $0.at("data.assigned.before") } == [.string("anna"), .string("bob")])
        #expect(told.map { $0.at("data.inquiry.owner") } == [.string("bob"), nil])
        await #expect(throws: LedgerError.wrongState("port-2026 is nobody's already")) {
            try await test.ledger.assign(inquiry, to: nil, by: Self.act(7))
        }
    }

    @Test("keep an inquiry that another one is merged into, with its reminders") func merged()
        async throws
    {
        let (test, inquiry) = try await Self.scene(owner: "anna")
        try await Self.declare("port-again", in: test)
        _ = try await test.ledger.remind(
            of: inquiry, at: TestLedger.minute(60), text: "call", by: Self.act(1))
        let other = try await test.ledger.inquiry("port-again")
        try await test.ledger.merge(inquiry, into: other, by: Self.act(5))
        #expect(try await test.ledger.inquiry("port-again").owner == "anna")
        #expect(
            try await test.data(of: .inquiryMerged)?.at("into.owner") == .string("anna"))
        try await Self.announce(test, at: 60)
        let data = try await test.data(of: .inquiryReminded)
        #expect(data?.at("inquiry.id") == .string("port-again"))
    }

    // MARK: Notes

    @Test("keep notes beside one, with when it was, a place and the hash of a file")
    func note() async throws {
        let (test, inquiry) = try await Self.scene()
        let file = KeptFile(name: "mail.eml", hash: Array(repeating: 7, count: 32))
        let note = Note(text: "They call back.", at: TestLedger.minute(2), file: file)
        try await test.ledger.note(note, on: inquiry, by: Self.act(5))
        // Said again in the same moment, it is the same; another note is not.
        try await test.ledger.note(note, on: inquiry, by: Self.act(5))
        let other = Note(
            text: "No answer.", at: TestLedger.minute(5), link: "https://desk.example/7")
        try await test.ledger.note(other, on: inquiry, by: Self.act(5))
        let told = try await test.events(.inquiryNoted).map { try JSONValue(parsing: $0.body) }
        #expect(
            told.map { $0.at("data.note.text") } == [
                .string("They call back."), .string("No answer."),
            ])
        #expect(told.first?.at("data.note.at") == .time(TestLedger.minute(2)))
        #expect(
            told.first?.at("data.note.file.sha256")
                == .string(String(repeating: "07", count: 32)))
        #expect(told.last?.at("data.note.link") == .string("https://desk.example/7"))
    }

    // MARK: Reminders

    @Test("are reminded once, when the time has come, and the daemon knows when that is")
    func remind() async throws {
        let (test, inquiry) = try await Self.scene()
        let at = TestLedger.minute(90)
        let reminder = try await test.ledger.remind(
            of: inquiry, at: at, text: "Call again.", by: Self.act(5))
        #expect(reminder.state == .waiting && reminder.isOfOpen)
        #expect(try await test.ledger.nextDeadline(rules: .init()) == at)
        try await Self.announce(test, at: 89)
        #expect(try await test.events(.inquiryReminded).isEmpty)
        for minute in [91, 92] { try await Self.announce(test, at: minute) }
        let data = try await test.data(of: .inquiryReminded)
        #expect(data?.at("reminder.text") == .string("Call again."))
        #expect(data?.at("reminder.at") == .time(at))
        #expect(data?.at("reminder.set_by") == .string("kim"))
        #expect(try await test.ledger.reminders(of: inquiry.id).map(\.state) == [.told])
        #expect(try await test.ledger.reminders().isEmpty)
    }

    @Test("are not reminded of what they took back") func cancelled() async throws {
        let (test, inquiry) = try await Self.scene()
        let at = TestLedger.minute(90)
        let reminder = try await test.ledger.remind(of: inquiry, at: at, text: nil, by: Self.act(5))
        let gone = try await test.ledger.cancel(
            reminder: reminder.id, of: inquiry, by: Self.act(6))
        #expect(gone.state == .cancelled)
        try await Self.announce(test, at: 91)
        #expect(try await test.events(.inquiryReminded).isEmpty)
        await #expect(throws: LedgerError.wrongState("reminder 1 is cancelled already")) {
            try await test.ledger.cancel(reminder: 1, of: inquiry, by: Self.act(7))
        }
        await #expect(throws: LedgerError.self) {
            try await test.ledger.cancel(reminder: 2, of: inquiry, by: Self.act(7))
        }
    }

    @Test("are told of no plan that was made before a reminder was taken back") func stale()
        async throws
    {
        let (test, inquiry) = try await Self.scene()
        let at = TestLedger.minute(90)
        _ = try await test.ledger.remind(of: inquiry, at: at, text: nil, by: Self.act(5))
        let due = try await test.ledger.read { try Ledger.dueReminders(by: at, in: $0) }
        var plan = Plan(feed: nil, at: at)
        plan.tell(of: due)
        _ = try await test.ledger.cancel(reminder: 1, of: inquiry, by: Self.act(89))
        #expect(try await test.ledger.apply(plan) == .stale)
    }

    @Test("cannot be reminded in the past") func past() async throws {
        let (test, inquiry) = try await Self.scene()
        await #expect(throws: LedgerError.self) {
            try await test.ledger.remind(
                of: inquiry, at: TestLedger.minute(5), text: nil, by: Self.act(5))
        }
        #expect(try await test.ledger.reminders(of: inquiry.id).isEmpty)
    }

    @Test("find a reminder lapsed if the inquiry has ended since, unless it was set after the end")
    func lapsed() async throws {
        let (test, inquiry) = try await Self.scene()
        _ = try await test.ledger.remind(
            of: inquiry, at: TestLedger.minute(60), text: "ask again", by: Self.act(5))
        try await test.ledger.close(inquiry, by: Self.act(10))
        _ = try await test.ledger.remind(
            of: inquiry, at: TestLedger.minute(61), text: "read their report", by: Self.act(11))
        try await Self.announce(test, at: 70)
        let data = try await test.data(of: .inquiryReminded)
        #expect(data?.at("reminder.text") == .string("read their report"))
        #expect(
            try await test.ledger.reminders(of: inquiry.id).map(\.state) == [.lapsed, .told])
    }
}
