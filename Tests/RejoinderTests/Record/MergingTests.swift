import GRDB
import Testing

@testable import Rejoinder

@Suite("What people say of questions") struct MergingTests {
    private static let kim = Act(by: "kim", at: TestLedger.minute(600), reason: "one mail")
    private static let lee = Act(by: "lee", at: TestLedger.minute(700), reason: "two mails")

    /// Two outlets ask the same institution about different matters.
    private static func scene() async throws -> (TestLedger, Inquiry, Inquiry) {
        let test = try TestLedger()
        try await test.watch()
        try await test.watch("other")
        try await test.poll(at: 15, [Told(asked: [TestLedger.harbour])])
        let fees = Told(
            id: "b", title: "Trawlers pay double", text: "Fees for trawlers have doubled.",
            asked: [TestLedger.harbour])
        try await test.poll("other", at: 30, [fees])
        let inquiries = try await test.ledger.inquiries()
        return (test, try #require(inquiries.first), try #require(inquiries.last))
    }

    private static func state(_ inquiry: Inquiry, _ test: TestLedger) async throws -> Inquiry.State
    { try await test.ledger.inquiry(inquiry.id.rawValue).state }

    private static func entries(_ inquiry: Inquiry, _ test: TestLedger) async throws -> [Int] {
        try await test.column(
            Int.self,
            """
            SELECT entry_id FROM inquiry_entry WHERE inquiry_id = '\(inquiry.id.rawValue)'
            ORDER BY entry_id
            """)
    }

    private static func answer(
        _ inquiry: Inquiry, entry: Int, in test: TestLedger, verdict: String = "answered"
    ) async throws {
        try await test.tamper(
            """
            INSERT INTO response (inquiry_id, entry_id, revision, verdict, confidence, quote,
                reasons, at)
            VALUES ('\(inquiry.id.rawValue)', \(entry), 1, '\(verdict)', 0.9, 'It opens.', '[]', 1);
            UPDATE inquiry SET state = '\(verdict)', ended_at = 1
            WHERE id = '\(inquiry.id.rawValue)' AND '\(verdict)' <> 'candidate'
            """)
    }

    @Test("makes two inquiries one, with all that both had") func merges() async throws {
        let (test, port, fees) = try await Self.scene()
        try await Self.answer(fees, entry: 2, in: test)
        try await test.ledger.merge(fees, into: port, by: Self.kim)
        let merged = try await test.ledger.inquiry(fees.id.rawValue)
        #expect(merged.state == .closed && merged.mergedInto == port.id)
        #expect(try await Self.state(port, test) == .answered, "it was, with the other's answer")
        #expect(try await Self.entries(port, test) == [1, 2])
        #expect(try await Self.entries(fees, test) == [])
        #expect(try await test.ledger.responses(to: port.id).map(\.quote) == ["It opens."])
        #expect(try await test.ledger.mentions(of: port.id).count == 2)
        let data = try await test.data(of: .inquiryMerged)
        #expect(data?.at("inquiry.id") == .string(fees.id.rawValue))
        #expect(data?.at("into.id") == .string(port.id.rawValue))
        #expect(data?.at("into.state") == .string("answered"))
        #expect(data?.at("act.reason") == .string("one mail"))
        let asked = try await test.ledger.institutions(now: TestLedger.minute(900))
        #expect(asked.map(\.asked) == [1])
    }

    @Test("merges none twice, nor into itself") func refusesToMerge() async throws {
        let (test, port, fees) = try await Self.scene()
        let (one, two) = (port.id.rawValue, fees.id.rawValue)
        await #expect(throws: LedgerError.wrongState("\(one) cannot be merged into itself")) {
            try await test.ledger.merge(port, into: port, by: Self.kim)
        }
        try await test.ledger.merge(fees, into: port, by: Self.kim)
        let refusal = LedgerError.wrongState(
            "\(two) is merged into \(one), which stands for both")
        await #expect(throws: refusal) {
            try await test.ledger.merge(fees, into: port, by: Self.lee)
        }
        await #expect(throws: refusal) {
            try await test.ledger.merge(port, into: fees, by: Self.lee)
        }
        await #expect(
            throws: LedgerError.wrongState(
                "\(two) is merged into \(one); split its entry from there to wait on")
        ) { try await test.ledger.reopen(fees, dueAt: nil, by: Self.lee) }
    }

    @Test("splits what was merged, which is then as it was") func splitsMerged() async throws {
        let (test, port, fees) = try await Self.scene()
        try await Self.answer(fees, entry: 2, in: test)
        try await test.ledger.merge(fees, into: port, by: Self.kim)
        let split = try await test.ledger.split(port, entry: 2, by: Self.lee)
        #expect(split.id == fees.id && split.state == .answered)
        #expect(try await test.ledger.inquiry(fees.id.rawValue).mergedInto == nil)
        #expect(try await Self.state(port, test) == .open, "its answer has gone with the other")
        #expect(try await Self.entries(port, test) == [1])
        #expect(try await Self.entries(fees, test) == [2])
        let data = try await test.data(of: .inquirySplit)
        #expect(data?.at("inquiry.id") == .string(fees.id.rawValue))
        #expect(data?.at("from.id") == .string(port.id.rawValue))
        #expect(data?.at("from.state") == .string("open"))
    }

    @Test("splits off the question of an entry that had joined") func splitsJoined() async throws {
        let test = try TestLedger()
        try await test.watch()
        try await test.watch("other")
        try await test.poll(at: 15, [Told(asked: [TestLedger.harbour])])
        try await test.poll("other", at: 30, [Told(id: "b", asked: [TestLedger.harbour])])
        let joined = try #require(try await test.ledger.inquiries().first)
        let split = try await test.ledger.split(joined, entry: 2, by: Self.kim)
        #expect(split.id != joined.id && split.origin == .text(entry: 2))
        #expect(split.openedAt == TestLedger.minute(30) && split.dueAt == joined.dueAt)
        #expect(try await test.ledger.inquiries().map(\.state) == [.open, .open])
        // The entry's next revision belongs to its own inquiry, and opens and joins nothing.
        let later = Told(id: "b", text: "Shut for good.", asked: [TestLedger.harbour])
        try await test.poll("other", at: 720, [later])
        #expect(try await Self.entries(joined, test) == [1])
        #expect(try await test.ledger.inquiries().count == 2)
    }

    @Test("splits off no entry that opened the inquiry, or does not ask") func refusesToSplit()
        async throws
    {
        let (test, port, _) = try await Self.scene()
        let id = port.id.rawValue
        await #expect(
            throws: LedgerError.wrongState(
                "entry 1 has opened \(id); split off the other entries that ask")
        ) { _ = try await test.ledger.split(port, entry: 1, by: Self.kim) }
        await #expect(throws: LedgerError.wrongState("entry 2 does not ask for \(id)")) {
            _ = try await test.ledger.split(port, entry: 2, by: Self.kim)
        }
        #expect(try await test.events(.inquirySplit).isEmpty)
    }

    @Test("moves an answer: one inquiry waits again, and the other is answered") func moves()
        async throws
    {
        let (test, port, fees) = try await Self.scene()
        try await Self.answer(port, entry: 2, in: test)
        let response = try #require(try await test.ledger.responses(to: port.id).first)
        try await test.ledger.move(response: response, to: fees, by: Self.kim)
        #expect(try await Self.state(port, test) == .open)
        #expect(try await Self.state(fees, test) == .answered)
        #expect(try await test.ledger.responses(to: port.id).map(\.ruling) == ["denied"])
        #expect(try await test.ledger.responses(to: fees.id).map(\.ruling) == [nil])
        let data = try await test.data(of: .responseMoved)
        #expect(data?.at("inquiry.id") == .string(fees.id.rawValue))
        #expect(data?.at("inquiry.state") == .string("answered"))
        #expect(data?.at("from.state") == .string("open"))
        #expect(data?.at("response.quote") == .string("It opens."))
        await #expect(
            throws: LedgerError.wrongState(
                "\(fees.id.rawValue) has a response from the same revision already")
        ) { try await test.ledger.move(response: response, to: fees, by: Self.lee) }
    }

    @Test("moves a candidate, which stays one") func movesCandidate() async throws {
        let (test, port, fees) = try await Self.scene()
        try await Self.answer(port, entry: 2, in: test, verdict: "candidate")
        let response = try await test.ledger.response("1")
        try await test.ledger.move(response: response, to: fees, by: Self.kim)
        #expect(try await Self.state(fees, test) == .open)
        #expect(try await test.ledger.candidates().keys.map(\.rawValue) == [fees.id.rawValue])
        await #expect(throws: LedgerError.noSuchResponse("77")) {
            _ = try await test.ledger.response("77")
        }
    }

    @Test("joins a text on the matter of a merged inquiry to the one that stands for both")
    func joinsMerged() async throws {
        let (test, port, fees) = try await Self.scene()
        try await test.ledger.merge(port, into: fees, by: Self.kim)
        try await test.poll(
            at: 720,
            [
                Told(asked: [TestLedger.harbour]),
                Told(
                    id: "c", text: "The port will reopen on Friday at noon, the master said.",
                    asked: [TestLedger.harbour]),
            ])
        #expect(try await Self.entries(fees, test) == [1, 2, 3])
        #expect(try await test.ledger.inquiries().count == 2)
    }
}
