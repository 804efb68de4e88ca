import Testing

@testable import Rejoinder

@Suite("What a person says of a mention") struct MentionRulingTests {
    private static let kim = Act(by: "kim", at: TestLedger.minute(60), reason: "I rang them up")
    private static let asked = Told(asked: [TestLedger.harbour])

    /// By these, all that is found is doubtful.
    private static let doubting: CertaintyThresholds = {
        var thresholds = CertaintyThresholds()
        thresholds.openAbove = 2
        return thresholds
    }()

    /// A ledger with one doubtful mention.
    private static func doubtful() async throws -> (TestLedger, MentionRecord) {
        let test = try TestLedger()
        try await test.watch()
        try await test.poll(at: 15, [asked], thresholds: doubting)
        let found = try await test.ledger.doubtfulMentions(since: TestLedger.minute(0))
        return (test, try #require(found.first))
    }

    private static func ruling(_ test: TestLedger) async throws -> [String] {
        try await test.column(
            String.self,
            """
            SELECT coalesce(ruling || ' by ' || ruled_by, 'none') FROM mention ORDER BY id
            """)
    }

    @Test("opens its inquiry, as if it had been sure") func opens() async throws {
        let (test, mention) = try await Self.doubtful()
        #expect(mention.party == "Harbour Authority" && mention.kind == .officialBody)
        #expect((0.6...1).contains(mention.confidence ?? 0))
        #expect(mention.seenAt == TestLedger.minute(15))
        #expect(try await test.types() == [.entryPublished], "what is doubtful is not told")
        let due = TestLedger.minute(4000)
        let inquiry = try await test.ledger.open(mention: mention.id, dueAt: due, by: Self.kim)
        #expect(try await test.ledger.inquiry(inquiry.id.rawValue) == inquiry)
        #expect(inquiry.origin == .text(entry: 1) && inquiry.institution == TestLedger.harbour.key)
        #expect(inquiry.subject == Self.asked.title && inquiry.evidence == mention.evidence)
        #expect(inquiry.openedAt == Self.kim.at && inquiry.dueAt == due)
        let data = try await test.data(of: .inquiryOpened)
        #expect(data?.at("act.by") == .string("kim"))
        #expect(data?.at("mention.confidence")?.doubleValue == mention.confidence)
        #expect(data?.at("entry.id") == .string("id:a") && data?.at("revision.number") == .int(1))
        #expect(try await Self.ruling(test) == ["confirmed by kim"])
        #expect(try await test.ledger.doubtfulMentions(since: TestLedger.minute(0)) == [])
    }

    @Test("opens the same inquiry that a sure text would have opened, and only once")
    func once() async throws {
        let (test, mention) = try await Self.doubtful()
        let sure = try TestLedger(copyOf: test)
        try await sure.poll(at: 70, [Told(text: "Still shut.", asked: [TestLedger.harbour])])
        let byText = try #require(try await sure.ledger.inquiries().first)
        let byHand = try await test.ledger.open(mention: mention.id, dueAt: nil, by: Self.kim)
        #expect(byHand.id == byText.id)
        try await test.poll(at: 70, [Told(text: "Still shut.", asked: [TestLedger.harbour])])
        #expect(try await test.events(.inquiryOpened).count == 1)
        let again = LedgerError.wrongState(
            "\(byHand.id.rawValue) is about the question of mention 1 already")
        await #expect(throws: again) {
            try await test.ledger.open(mention: 1, dueAt: nil, by: Self.kim)
        }
    }

    @Test("opens a refusal as what has ended") func refusal() async throws {
        let test = try TestLedger()
        try await test.watch()
        let party = AskedParty(
            institution: nil, name: "Guild", state: .declined, evidence: "The guild would not say.",
            topic: [], isOutletsOwn: true, kind: .organisation, scope: .official,
            confidence: 0.5)
        try await test.poll(at: 15, seeing: [.sample(parties: [party])])
        let inquiry = try await test.ledger.open(mention: 1, dueAt: nil, by: Self.kim)
        #expect(inquiry.state == .declined)
        let data = try await test.data(of: .inquiryDeclined)
        #expect(data?.at("response.confidence") == .double(0.5))
        #expect(data?.at("act.reason") == .string("I rang them up"))
        #expect(
            try await test.column(Int.self, "SELECT ended_at FROM inquiry").first
                == Int(Self.kim.at.milliseconds))
    }

    @Test("opens nothing where the party has answered, or where nothing was found")
    func refused() async throws {
        let test = try TestLedger()
        try await test.watch()
        let party = AskedParty(
            institution: nil, name: "Guild", state: .responded, evidence: "The guild said so.",
            topic: [], isOutletsOwn: true, kind: .organisation, scope: .official,
            confidence: 0.5)
        try await test.poll(at: 15, seeing: [.sample(parties: [party])])
        #expect(try await test.ledger.doubtfulMentions(since: TestLedger.minute(0)) == [])
        await #expect(
            throws: LedgerError.wrongState("mention 1 is of an answer, so that none is awaited")
        ) { try await test.ledger.open(mention: 1, dueAt: nil, by: Self.kim) }
        await #expect(throws: LedgerError.noSuchMention(9)) {
            try await test.ledger.open(mention: 9, dueAt: nil, by: Self.kim)
        }
    }

    @Test("dismisses it for good, whatever later revisions are surer of") func dismisses()
        async throws
    {
        let (test, mention) = try await Self.doubtful()
        try await test.ledger.dismiss(mention: mention.id, by: Self.kim)
        #expect(try await test.ledger.doubtfulMentions(since: TestLedger.minute(0)) == [])
        try await test.poll(at: 70, [Told(text: "Still shut.", asked: [TestLedger.harbour])])
        #expect(try await test.ledger.inquiries() == [])
        let reasons = try await test.ledger.mentions(entry: 1, revision: 2).map(\.reason)
        #expect(reasons == ["asked, but a person has said of these words that nobody was asked"])
        await #expect(throws: LedgerError.wrongState("mention 1 is dismissed already")) {
            try await test.ledger.dismiss(mention: 1, by: Self.kim)
        }
        #expect(try await Self.ruling(test) == ["denied by kim", "none"])
        #expect(try await test.types().contains(.inquiryClosed) == false, "nothing was told of it")
    }

    @Test("dismisses nothing of another party, nor what another entry says") func dismissesOne()
        async throws
    {
        let (test, mention) = try await Self.doubtful()
        try await test.ledger.dismiss(mention: mention.id, by: Self.kim)
        let both = Told(asked: [TestLedger.harbour, TestLedger.ministry])
        try await test.poll(
            at: 70, [both, Told(id: "b", title: "Fog", asked: [TestLedger.harbour])])
        let names = try await test.ledger.inquiries().map(\.institutionName)
        #expect(Set(names) == ["Ministry of Transport", "Harbour Authority"])
    }

    @Test("is asked only of the newest revision, and only while it matters") func newest()
        async throws
    {
        let (test, _) = try await Self.doubtful()
        try await test.poll(
            at: 30, [Told(text: "Still shut.", asked: [TestLedger.harbour])],
            thresholds: Self.doubting)
        let found = try await test.ledger.doubtfulMentions(since: TestLedger.minute(0))
        #expect(found.map(\.revision) == [2])
        #expect(try await test.ledger.doubtfulMentions(since: TestLedger.minute(31)) == [])
        try await test.poll(at: 45, [Told(text: "Shut.", asked: [TestLedger.harbour])])
        #expect(try await test.ledger.inquiries().count == 1)
        #expect(try await test.ledger.doubtfulMentions(since: TestLedger.minute(0)) == [])
    }

    // MARK: Of an inquiry

    private static func opened() async throws -> (TestLedger, Inquiry) {
        let test = try TestLedger()
        try await test.watch()
        try await test.poll(at: 15, [asked])
        return (test, try #require(try await test.ledger.inquiries().first))
    }

    private static var notAsked: Act {
        var act = kim
        act.saysNobodyAsked = true
        return act
    }

    @Test("is that nobody was asked, where the inquiry is closed so") func notAsked() async throws {
        let (test, inquiry) = try await Self.opened()
        try await test.ledger.close(inquiry, by: Self.notAsked)
        #expect(try await Self.ruling(test) == ["denied by kim"])
        let data = try await test.data(of: .inquiryClosed)
        #expect(data?.at("act.not_asked") == .bool(true))
        try await test.poll(at: 70, [Told(text: "Still.", asked: [TestLedger.harbour])])
        #expect(try await test.ledger.inquiries().map(\.state) == [.closed])
        await #expect(
            throws: LedgerError.wrongState(
                "\(inquiry.id.rawValue) was opened from mention 1; `rejoinder inquiries close "
                    + "--not-asked \(inquiry.id.rawValue)`")
        ) { try await test.ledger.dismiss(mention: 1, by: Self.kim) }
    }

    @Test("is nothing, where it is closed for another reason") func closed() async throws {
        let (test, inquiry) = try await Self.opened()
        try await test.ledger.close(inquiry, by: Self.kim)
        #expect(try await Self.ruling(test) == ["none"])
        #expect(try await test.data(of: .inquiryClosed)?.at("act.not_asked") == nil)
    }

    @Test("is taken back by whoever waits again") func reopened() async throws {
        let (test, inquiry) = try await Self.opened()
        try await test.ledger.close(inquiry, by: Self.notAsked)
        try await test.ledger.reopen(inquiry, dueAt: nil, by: Self.kim)
        #expect(try await Self.ruling(test) == ["confirmed by kim"])
    }

    @Test("is that it was asked, where a response is ruled on", arguments: [true, false])
    func ruled(isConfirmed: Bool) async throws {
        let (test, inquiry) = try await Self.opened()
        try await test.tamper(
            """
            INSERT INTO response (inquiry_id, entry_id, revision, verdict, confidence, quote,
                reasons, at)
            VALUES ('\(inquiry.id.rawValue)', 1, 1, 'candidate', 0.5, 'It opens.', '[]', 1)
            """)
        try await test.ledger.rule(isConfirmed: isConfirmed, on: inquiry, by: Self.kim)
        #expect(try await Self.ruling(test) == ["confirmed by kim"])
    }

    @Test("may be that nobody was asked even where the text tells of a refusal") func declined()
        async throws
    {
        let test = try TestLedger()
        try await test.watch()
        let party = AskedParty(
            institution: nil, name: "Door", state: .declined, evidence: "The door would not move.",
            topic: [], isOutletsOwn: true, kind: .organisation, scope: .official,
            confidence: 0.9)
        try await test.poll(at: 15, seeing: [.sample(parties: [party])])
        let inquiry = try #require(try await test.ledger.inquiries().first)
        await #expect(
            throws: LedgerError.wrongState("\(inquiry.id.rawValue) is declined already")
        ) { try await test.ledger.close(inquiry, by: Self.kim) }
        try await test.ledger.close(inquiry, by: Self.notAsked)
        #expect(try await test.ledger.inquiries().map(\.state) == [.closed])
        await #expect(throws: LedgerError.wrongState("\(inquiry.id.rawValue) is closed already")) {
            try await test.ledger.close(inquiry, by: Self.notAsked)
        }
    }

    @Test("cannot be that nobody was asked, where no text says so") func byHand() async throws {
        let test = try TestLedger()
        let inquiry = Inquiry.sample("inq_hand", origin: .hand(user: "kim"))
        try await test.ledger.open(inquiry, by: Self.kim)
        await #expect(
            throws: LedgerError.wrongState(
                "inq_hand was not opened from a text; close it without --not-asked")
        ) { try await test.ledger.close(inquiry, by: Self.notAsked) }
        #expect(try await test.ledger.inquiries().map(\.state) == [.open])
    }
}
