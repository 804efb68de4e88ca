import GRDB
import Testing

@testable import Rejoinder

@Suite("What people say of answers") struct RulingTests {
    private static let kim = Act(by: "kim", at: TestLedger.minute(60), reason: "by phone")

    /// An inquiry of the configuration, with an entry that may have responses.
    private static func scene(_ state: Inquiry.State = .open) async throws -> TestLedger {
        let test = try TestLedger()
        try await test.watch()
        try await test.ledger.declare(
            inquiries: [
                InquiryDeclaration(
                    name: "port-2026", institution: TestLedger.harbour.key,
                    institutionName: TestLedger.harbour.name, subject: "Why is it shut?",
                    topic: ["port"], feeds: nil, openedAt: nil,
                    deadline: .after(.span(.seconds(2 * 86_400))))
            ], now: TestLedger.minute(0))
        try await test.poll(at: 15, [Told()])
        if state != .open {
            try await test.tamper(
                "UPDATE inquiry SET state = '\(state.rawValue)', ended_at = 1")
        }
        return test
    }

    private static func respond(
        _ verdict: String, proposed: String? = nil, at moment: Int = 1, revision: Int = 1,
        suppressed: String? = nil, in test: TestLedger
    ) async throws {
        func text(_ value: String?) -> String { value.map { "'\($0)'" } ?? "NULL" }
        try await test.tamper(
            """
            INSERT INTO response (inquiry_id, entry_id, revision, verdict, proposed, confidence,
                quote, reasons, at, suppressed)
            VALUES ('port-2026', 1, \(revision), '\(verdict)', \(text(proposed)), 0.5,
                'It opens on Monday.', '[]', \(moment), \(text(suppressed)))
            """)
    }

    private static func inquiry(_ test: TestLedger) async throws -> Inquiry {
        try await test.ledger.inquiry("port-2026")
    }

    @Test("records one that came by phone, with how it came") func byPhone() async throws {
        let test = try await Self.scene()
        try await test.ledger.answer(
            try await Self.inquiry(test), with: HandAnswer(), by: Self.kim)
        #expect(try await Self.inquiry(test).state == .answered)
        let data = try await test.data(of: .inquiryAnswered)
        #expect(data?.at("response.origin") == .string("hand"))
        #expect(data?.at("act.reason") == .string("by phone"))
        let response = try #require(
            try await test.ledger.responses(to: try await Self.inquiry(test).id).first)
        #expect(response.isByHand && response.quote == "by phone" && response.source == "kim")
    }

    @Test("records its words, its place and the hash of its file") func evidence() async throws {
        let test = try await Self.scene(.declined)
        let file = KeptFile(name: "answer.eml", hash: Array(repeating: 7, count: 32))
        try await test.ledger.answer(
            try await Self.inquiry(test), with: HandAnswer(quote: "On Monday.", file: file),
            by: Self.kim)
        let data = try await test.data(of: .inquiryAnswered)
        #expect(data?.at("response.quote") == .string("On Monday."))
        #expect(data?.at("response.file.name") == .string("answer.eml"))
        #expect(
            data?.at("response.file.sha256") == .string(String(repeating: "07", count: 32)))
        let responses = try await test.ledger.responses(to: try await Self.inquiry(test).id)
        #expect(responses.map(\.file) == [file])
    }

    @Test("records none where nobody waits") func nobodyWaits() async throws {
        for (state, words) in [
            (Inquiry.State.answered, "is answered already; deny that answer if it is none"),
            (.closed, "is closed; reopen it to wait on"),
        ] {
            let test = try await Self.scene(state)
            let inquiry = try await Self.inquiry(test)
            await #expect(throws: LedgerError.wrongState("port-2026 \(words)")) {
                try await test.ledger.answer(inquiry, with: HandAnswer(), by: Self.kim)
            }
            #expect(try await test.events(.inquiryAnswered).isEmpty)
        }
    }

    @Test("denies one that was recorded by hand, and waits again") func deniesHand() async throws {
        let test = try await Self.scene()
        let inquiry = try await Self.inquiry(test)
        try await test.ledger.answer(inquiry, with: HandAnswer(quote: "Yes."), by: Self.kim)
        try await test.ledger.rule(isConfirmed: false, on: inquiry, by: Self.kim)
        #expect(try await Self.inquiry(test).state == .open)
        let data = try await test.data(of: .inquiryDenied)
        #expect(data?.at("response.quote") == .string("Yes."))
        #expect(data?.at("response.origin") == .string("hand"))
        #expect(data?.at("inquiry.state") == .string("open"))
    }

    @Test("takes back what a person has confirmed") func deniesConfirmed() async throws {
        let test = try await Self.scene()
        try await Self.respond("candidate", in: test)
        let inquiry = try await Self.inquiry(test)
        try await test.ledger.rule(isConfirmed: true, on: inquiry, by: Self.kim)
        try await test.ledger.rule(isConfirmed: false, on: inquiry, by: Self.kim)
        #expect(try await Self.inquiry(test).state == .open)
    }

    @Test("leaves a refusal a refusal where a later candidate is denied") func afterRefusal()
        async throws
    {
        let test = try await Self.scene(.declined)
        try await Self.respond("declined", at: 1, in: test)
        try await Self.respond("candidate", at: 2, revision: 2, in: test)
        let inquiry = try await Self.inquiry(test)
        try await test.ledger.rule(isConfirmed: false, on: inquiry, by: Self.kim)
        #expect(try await Self.inquiry(test).state == .declined)
        try await test.ledger.rule(isConfirmed: false, on: inquiry, by: Self.kim)
        #expect(try await Self.inquiry(test).state == .open)
    }

    struct Proposal: CustomTestStringConvertible {
        let testDescription: String
        let proposed: String?
        let type: EventType
        let state: Inquiry.State
    }

    static let proposals = [
        Proposal(
            testDescription: "a candidate is the answer", proposed: nil, type: .inquiryAnswered,
            state: .answered),
        Proposal(
            testDescription: "a proposed refusal is a refusal", proposed: "declined",
            type: .inquiryDeclined, state: .declined),
        Proposal(
            testDescription: "a proposed holding reply ends nothing", proposed: "held",
            type: .inquiryHeld, state: .open),
    ]

    @Test("confirms what was proposed", arguments: proposals) func confirms(_ named: Proposal)
        async throws
    {
        let test = try await Self.scene()
        try await Self.respond("candidate", proposed: named.proposed, in: test)
        try await test.ledger.rule(
            isConfirmed: true, on: try await Self.inquiry(test), by: Self.kim)
        #expect(try await Self.inquiry(test).state == named.state)
        #expect(
            try await test.data(of: named.type)?.at("response.ruling") == .string("confirmed"))
    }

    @Test("rules on nothing that was never told") func untold() async throws {
        let test = try await Self.scene()
        try await Self.respond("candidate", suppressed: "not told", in: test)
        let inquiry = try await Self.inquiry(test)
        #expect(try await test.ledger.candidates().isEmpty)
        #expect(try await !test.ledger.hasCandidate(inquiry.id))
        await #expect(throws: LedgerError.wrongState("port-2026 has no response to rule on")) {
            try await test.ledger.rule(isConfirmed: false, on: inquiry, by: Self.kim)
        }
    }
}
