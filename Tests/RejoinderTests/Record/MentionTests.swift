import GRDB
import Testing

@testable import Rejoinder

@Suite("Those who were asked") struct MentionTests {
    private static func party(
        _ name: String, _ state: AskedParty.State, isOutletsOwn: Bool = true,
        kind: PartyKind = .organisation, confidence: Double = 1
    ) -> AskedParty {
        AskedParty(
            institution: nil, name: name, state: state, evidence: "\(name) was asked.",
            topic: ["port"], isOutletsOwn: isOutletsOwn, mention: "the \(name)",
            kind: kind, scope: .official, confidence: confidence)
    }

    @Test("are kept with the text that says so, whatever follows from it") func kept() async throws
    {
        let test = try TestLedger()
        try await test.watch()
        let parties = [
            Self.party("Ministry", .awaiting), Self.party("Council", .declined),
            Self.party("Bank", .responded), Self.party("Police", .awaiting, isOutletsOwn: false),
        ]
        try await test.poll(at: 15, seeing: [.sample(parties: parties)])
        let rows = try await test.column(
            String.self,
            """
            SELECT concat FROM (SELECT entry_id || ' ' || revision || ' ' || party || ', ' || wording
                || ', ' || state || ', ' || coalesce(asker, 'somebody') || ', '
                || coalesce(substr(inquiry_id, 1, 4), 'none') AS concat FROM mention ORDER BY id)
            """)
        #expect(
            rows == [
                "1 1 Ministry, the Ministry, awaiting, outlet, inq_",
                "1 1 Council, the Council, declined, outlet, inq_",
                "1 1 Bank, the Bank, responded, outlet, none",
                "1 1 Police, the Police, awaiting, somebody, none",
            ])
        #expect(try await test.types() == [.entryPublished, .inquiryOpened, .inquiryDeclined])
    }

    @Test("are kept with how sure that is, with their kind, and with what did not follow")
    func weighed() async throws {
        let test = try TestLedger()
        try await test.watch()
        let parties = [
            Self.party("Ministry", .awaiting, kind: .officialBody, confidence: 0.875),
            Self.party("Ms Doe", .awaiting, kind: .person, confidence: 0.5),
            Self.party("Door", .declined, confidence: 0.125),
            Self.party("Bank", .responded, confidence: 0.5),
        ]
        try await test.poll(at: 15, seeing: [.sample(parties: parties)])
        let rows = try await test.column(
            String.self,
            """
            SELECT party || ', ' || confidence || ', ' || kind || ', ' || is_doubtful || ', '
                || coalesce(reason, substr(inquiry_id, 1, 4), 'nothing') FROM mention ORDER BY id
            """)
        #expect(
            rows == [
                "Ministry, 0.875, official_body, 0, inq_",
                "Ms Doe, 0.5, person, 1, asked, but only 50 % sure: doubtful",
                "Door, 0.125, organisation, 0, "
                    + "refused, but only 13 % sure: recorded, and no more",
                "Bank, 0.5, organisation, 0, nothing",
            ])
        #expect(try await test.types() == [.entryPublished, .inquiryOpened])
        #expect(
            try await test.data(of: .inquiryOpened)?.at("mention.confidence") == .double(0.875))
    }

    @Test("lead from an inquiry to the text that asks for it") func opened() async throws {
        let test = try TestLedger()
        try await test.watch()
        try await test.poll(at: 15, [Told(text: "Nobody was asked yet.")])
        try await test.poll(at: 30, [Told(asked: [TestLedger.ministry])])
        let asked = try await test.column(
            String.self,
            """
            SELECT entry_id || ' ' || revision || ' ' || (joined_at = opened_at) || ' ' || reason
            FROM inquiry_entry JOIN inquiry ON inquiry.id = inquiry_id
            """)
        #expect(asked == ["1 2 1 the inquiry was opened from its text"])
        #expect(
            try await test.column(
                String.self, "SELECT inquiry_id FROM mention WHERE inquiry_id IS NOT NULL")
                == test.column(String.self, "SELECT id FROM inquiry"))
    }
}

@Suite("The texts of revisions") struct TextStoreTests {
    @Test("are kept once, however often an entry goes back to them") func once() async throws {
        let test = try TestLedger()
        try await test.watch()
        for (number, text) in ["Open.", "Shut.", "Open.", "Shut."].enumerated() {
            try await test.poll(at: 15 + number, [Told(text: text), Told(id: "b", text: text)])
        }
        #expect(try await test.ledger.revisions(entry: 1).map(\.content.text).count == 4)
        #expect(
            try await test.column(String.self, "SELECT content FROM text") == ["Open.", "Shut."])
        #expect(try await test.ledger.verify().faults == [])
    }

    @Test("are never mistaken for another that was put in their place") func damage() async throws {
        let test = try TestLedger()
        try await test.watch()
        try await test.poll(at: 15, [Told(text: "Open.")])
        try await test.dropGuards()
        try await test.tamper("UPDATE text SET content = 'Shut.'")
        let damage = LedgerError.corrupt(reason: "text 1 is not what was hashed")
        await #expect(throws: damage) {
            try await test.poll(at: 30, [Told(id: "b", text: "Open.")])
        }
        #expect(test.ledger.damage == damage)
    }
}
