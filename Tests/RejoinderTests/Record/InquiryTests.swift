import Testing

@testable import Rejoinder

@Suite("Inquiries") struct InquiryTests {
    private static let kim = Act(by: "kim", at: TestLedger.minute(60), reason: "the desk asked")

    // MARK: Opening

    @Test("are opened by a text's own words, one for each party that was asked") func fromText()
        async throws
    {
        let test = try TestLedger()
        try await test.watch()
        try await test.poll(at: 15, [Told(asked: [TestLedger.harbour, TestLedger.ministry])])
        let opened = try await test.events(.inquiryOpened)
        #expect(opened.count == 2)
        let data = try JSONValue(parsing: try #require(opened.first).body)["data"]
        #expect(data?.at("inquiry.institution.key") == .string("harbour"))
        #expect(
            data?.at("inquiry.evidence")
                == .string("The Harbour Authority has been asked for comment."))
        #expect(data?.at("inquiry.subject") == .string("Port to reopen on Friday"))
        #expect(data?.at("inquiry.origin") == .string("text"))
        #expect(data?.at("inquiry.due_at") == .time(TestLedger.minute(15 + 3 * 1440)))
        #expect(data?.at("entry.id") == .string("id:a"))
    }

    @Test("are opened by a text that the quiet baseline found") func fromBaseline() async throws {
        let test = try TestLedger()
        try await test.declare(["news": nil])
        try await test.poll(at: 0, [Told(asked: [TestLedger.harbour])])
        #expect(try await test.types() == [.inquiryOpened])
    }

    @Test("are opened once by a text, however often it says so") func onceEach() async throws {
        let test = try TestLedger()
        try await test.watch()
        let asked = [TestLedger.harbour]
        try await test.poll(at: 15, [Told(asked: asked)])
        try await test.poll(at: 30, [Told(text: "Still shut.", asked: asked)])
        let inquiry = try #require(try await test.ledger.inquiries().first)
        try await test.ledger.close(inquiry, by: Self.kim)
        try await test.poll(at: 90, [Told(text: "Shut for good.", asked: asked)])
        #expect(try await test.events(.inquiryOpened).count == 1)
    }

    @Test("are not opened by a party that answered, and end at once where it declined")
    func notAwaiting() async throws {
        let test = try TestLedger()
        try await test.watch()
        let parties = [
            (TestLedger.harbour, AskedParty.State.responded), (TestLedger.ministry, .declined),
        ].map { institution, state in
            AskedParty(
                institution: institution.key, name: institution.name, state: state,
                evidence: "The \(institution.name) did.", topic: [], isOutletsOwn: true,
                kind: .officialBody, confidence: 1)
        }
        try await test.poll(at: 15, seeing: [.sample(parties: parties)])
        #expect(try await test.types() == [.entryPublished, .inquiryDeclined])
        let inquiries = try await test.ledger.inquiries()
        #expect(inquiries.map(\.institution) == [TestLedger.ministry.key])
        #expect(inquiries.map(\.state) == [.declined])
        #expect(
            try await test.data(of: .inquiryDeclined)?.at("response.quote")
                == .string("The Ministry of Transport did."))
    }

    @Test("are opened for a party that is known by its name alone") func unknownParty() async throws
    {
        let test = try TestLedger()
        try await test.watch()
        let party = AskedParty(
            institution: nil, name: "the Guild of Pilots", state: .awaiting,
            evidence: "The Guild of Pilots was asked.", topic: ["pilots"], isOutletsOwn: true,
            kind: .organisation, scope: .official, confidence: 1)
        try await test.poll(at: 15, seeing: [.sample(parties: [party])])
        let inquiry = try #require(try await test.ledger.inquiries().first)
        #expect(inquiry.institution == nil && inquiry.institutionName == "the Guild of Pilots")
        #expect(inquiry.topic == ["pilots"])
    }

    @Test("are opened by the configuration once, and keep their first form") func configured()
        async throws
    {
        let test = try TestLedger()
        for (minute, subject) in [(0, "Why is it shut?"), (30, "Reworded")] {
            try await test.ledger.declare(
                inquiries: [Self.declaration(subject: subject)], now: TestLedger.minute(minute))
        }
        #expect(try await test.types() == [.inquiryOpened])
        let inquiry = try await test.ledger.inquiry("port-2026")
        #expect(inquiry.subject == "Why is it shut?" && inquiry.origin == .configuration)
        #expect(inquiry.openedAt == TestLedger.minute(0))
        #expect(inquiry.dueAt == TestLedger.minute(2 * 1440))
    }

    @Test("are opened by the configuration with the times that it gives") func configuredTimes()
        async throws
    {
        let test = try TestLedger()
        try await test.ledger.declare(
            inquiries: [
                Self.declaration(
                    opened: TestLedger.minute(-600), deadline: .at(TestLedger.minute(900)))
            ], now: TestLedger.minute(0))
        let inquiry = try await test.ledger.inquiry("port-2026")
        #expect(inquiry.openedAt == TestLedger.minute(-600))
        #expect(inquiry.dueAt == TestLedger.minute(900))
    }

    @Test("are opened by hand, with who did it in the log") func byHand() async throws {
        let test = try TestLedger()
        try await test.ledger.open(Self.byHand(test), by: Self.kim)
        let data = try await test.data(of: .inquiryOpened)
        #expect(data?.at("act.by") == .string("kim"))
        #expect(data?.at("act.reason") == .string("the desk asked"))
        #expect(data?.at("inquiry.origin") == .string("hand"))
    }

    @Test("are refused a second time under one name, without a trace") func duplicate() async throws
    {
        let test = try TestLedger()
        try await test.ledger.open(Self.byHand(test), by: Self.kim)
        await #expect(throws: LedgerError.self) {
            try await test.ledger.open(
                Self.byHand(test), by: Act(by: "kim", at: TestLedger.minute(61), reason: nil))
        }
        #expect(try await test.types() == [.inquiryOpened])
    }

    // MARK: Finding

    @Test("are found by the beginning of their id, if no other begins so") func byPrefix()
        async throws
    {
        let test = try TestLedger()
        for name in ["port", "port-2026", "pilots"] {
            try await test.ledger.declare(
                inquiries: [Self.declaration(name)], now: TestLedger.minute(0))
        }
        #expect(try await test.ledger.inquiry("pi").id.rawValue == "pilots")
        #expect(try await test.ledger.inquiry("port").id.rawValue == "port")
        await #expect(throws: LedgerError.severalIDs("p", of: "inquiries")) {
            try await test.ledger.inquiry("p")
        }
        for prefix in ["ports", "%"] {
            await #expect(throws: LedgerError.noSuchInquiry(prefix)) {
                try await test.ledger.inquiry(prefix)
            }
        }
    }

    @Test("are listed by state, the oldest first") func listed() async throws {
        let test = try TestLedger()
        for (name, minute) in [("b", 5), ("a", 5), ("c", 1)] {
            try await test.ledger.declare(
                inquiries: [Self.declaration(name)], now: TestLedger.minute(minute))
        }
        try await test.ledger.close(try await test.ledger.inquiry("a"), by: Self.kim)
        #expect(try await test.ledger.inquiries().map(\.id.rawValue) == ["c", "a", "b"])
        #expect(try await test.ledger.inquiries(state: .open).map(\.id.rawValue) == ["c", "b"])
    }

    // MARK: Closing and opening again

    @Test("are closed and opened again by a person, once each") func closing() async throws {
        let test = try TestLedger()
        try await test.ledger.declare(inquiries: [Self.declaration()], now: TestLedger.minute(0))
        try await test.ledger.close(try await test.ledger.inquiry("port"), by: Self.kim)
        let closed = try await test.ledger.inquiry("port")
        #expect(closed.state == .closed)
        await #expect(throws: LedgerError.wrongState("port-2026 is closed already")) {
            try await test.ledger.close(closed, by: Self.kim)
        }
        try await test.ledger.reopen(closed, dueAt: TestLedger.minute(5000), by: Self.kim)
        let open = try await test.ledger.inquiry("port")
        #expect(open.state == .open && open.dueAt == TestLedger.minute(5000))
        #expect(try await test.optionals("SELECT ended_at FROM inquiry") == [nil])
        await #expect(throws: LedgerError.wrongState("port-2026 is open already")) {
            try await test.ledger.reopen(open, dueAt: nil, by: Self.kim)
        }
        #expect(try await test.types() == [.inquiryOpened, .inquiryClosed, .inquiryReopened])
        #expect(try await test.data(of: .inquiryClosed)?.at("inquiry.state") == .string("closed"))
        #expect(try await test.data(of: .inquiryClosed)?.at("act.by") == .string("kim"))
    }

    @Test("are closed once where two people close them at the same time") func race() async throws {
        let test = try TestLedger()
        try await test.ledger.declare(inquiries: [Self.declaration()], now: TestLedger.minute(0))
        let inquiry = try await test.ledger.inquiry("port")
        let ledger = test.ledger
        let closed = await withTaskGroup { group in
            for person in ["kim", "lee", "mo"] {
                group.addTask {
                    let act = Act(
                        by: person, at: TestLedger.minute(person == "kim" ? 60 : 61), reason: nil)
                    do throws(LedgerError) {
                        try await ledger.close(inquiry, by: act)
                        return 1
                    } catch { return 0 }
                }
            }
            return await group.reduce(0, +)
        }
        #expect(closed == 1)
        #expect(try await test.events(.inquiryClosed).count == 1)
    }

    // MARK: Ruling

    @Test("are answered when a person confirms a candidate") func confirmed() async throws {
        let test = try await Self.withResponse("candidate")
        try await test.ledger.rule(
            isConfirmed: true, on: try await test.ledger.inquiry("port"), by: Self.kim)
        #expect(try await test.ledger.inquiry("port").state == .answered)
        let data = try await test.data(of: .inquiryAnswered)
        #expect(data?.at("response.ruling") == .string("confirmed"))
        #expect(data?.at("response.quote") == .string("It opens on Monday."))
        #expect(data?.at("response.entry") == .string("id:a"))
        #expect(data?.at("inquiry.state") == .string("answered"))
        await #expect(throws: LedgerError.wrongState("port-2026 has no response to rule on")) {
            try await test.ledger.rule(
                isConfirmed: true, on: try await test.ledger.inquiry("port"), by: Self.kim)
        }
    }

    @Test("go on waiting when a person denies an answer") func denied() async throws {
        let test = try await Self.withResponse("answered")
        try await test.tamper("UPDATE inquiry SET state = 'answered', ended_at = 1")
        try await test.ledger.rule(
            isConfirmed: false, on: try await test.ledger.inquiry("port"), by: Self.kim)
        let inquiry = try await test.ledger.inquiry("port")
        #expect(inquiry.state == .open)
        #expect(try await test.optionals("SELECT ended_at FROM inquiry") == [nil])
        let data = try await test.data(of: .inquiryDenied)
        #expect(data?.at("response.ruling") == .string("denied"))
        #expect(data?.at("inquiry.state") == .string("open"))
    }

    @Test("go on waiting when a person denies a candidate, which then does not come back")
    func deniedCandidate() async throws {
        let test = try await Self.withResponse("candidate")
        try await test.ledger.rule(
            isConfirmed: false, on: try await test.ledger.inquiry("port"), by: Self.kim)
        #expect(try await test.ledger.inquiry("port").state == .open)
        let data = try await test.data(of: .inquiryDenied)
        #expect(data?.at("response.ruling") == .string("denied"))
        #expect(data?.at("act.by") == .string("kim"))
        #expect(data?.at("act.reason") == .string("the desk asked"))
        #expect(try await test.events(.inquiryReopened).isEmpty)
    }

    @Test("hear no denied words again, wherever they are repeated", arguments: [true, false])
    func taught(isDenied: Bool) async throws {
        let test = try TestLedger()
        try await test.watch(institution: TestLedger.harbour.key)
        try await test.watch("other", institution: TestLedger.harbour.key)
        try await test.ledger.declare(
            inquiries: [Self.declaration(subject: "Is the port shut?")], now: TestLedger.minute(0))
        let words = "The Harbour Authority said that the port was busy."
        try await test.poll(at: 15, [Told(title: "Boats", text: words)])
        #expect(try await test.events(.inquiryCandidate).count == 1)
        if isDenied {
            try await test.ledger.rule(
                isConfirmed: false, on: try await test.ledger.inquiry("port"), by: Self.kim)
        }
        try await test.poll("other", at: 90, [Told(id: "b", title: "Ships", text: words)])
        #expect(try await test.events(.inquiryCandidate).count == (isDenied ? 1 : 2))
    }

    @Test("hear an answer in what a feed had at its first look, where it is dated after them")
    func firstLook() async throws {
        for (openedAt, isHeard) in [(-600, true), (0, false)] {
            let test = try TestLedger()
            try await test.declare(["news": nil])
            try await test.ledger.declare(
                inquiries: [
                    Self.declaration(
                        subject: "Why is the port shut to pilots and ferries?",
                        opened: TestLedger.minute(openedAt))
                ], now: TestLedger.minute(0))
            try await test.poll(
                at: 5,
                [
                    Told(
                        title: "Pilots, ferries and the port",
                        text: "The Harbour Authority said in a statement that the port was shut to "
                            + "pilots and ferries by ice.")
                ])
            #expect(try await test.events(.inquiryAnswered).count == (isHeard ? 1 : 0))
        }
    }

    private static func declaration(
        _ name: String = "port-2026", subject: String = "Why is it shut?", opened: Timestamp? = nil,
        deadline: InquiryDeclaration.Deadline = .after(.span(.seconds(2 * 86_400)))
    ) -> InquiryDeclaration {
        InquiryDeclaration(
            name: name, institution: TestLedger.harbour.key,
            institutionName: TestLedger.harbour.name, subject: subject, topic: ["port"],
            feeds: nil, openedAt: opened, deadline: deadline)
    }

    private static func byHand(_ test: TestLedger) -> Inquiry {
        Inquiry(
            id: test.ledger.inquiryID(
                institution: "harbour", subject: "Why?", openedAt: TestLedger.minute(60)),
            institution: TestLedger.harbour.key, institutionName: TestLedger.harbour.name,
            origin: .hand(user: "kim"), subject: "Why?", evidence: nil, topic: ["port"],
            openedAt: TestLedger.minute(60), dueAt: nil, state: .open)
    }

    /// An inquiry of the configuration with one response from an entry.
    private static func withResponse(_ verdict: String) async throws -> TestLedger {
        let test = try TestLedger()
        try await test.watch()
        try await test.ledger.declare(inquiries: [declaration()], now: TestLedger.minute(0))
        try await test.poll(at: 15, [Told()])
        try await test.tamper(
            """
            INSERT INTO response (inquiry_id, entry_id, revision, verdict, confidence, source,
                quote, reasons, at)
            VALUES ('port-2026', 1, 1, '\(verdict)', 0.5, 'a clerk', 'It opens on Monday.', '[]', 1)
            """)
        return test
    }
}
