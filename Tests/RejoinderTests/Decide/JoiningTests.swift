import Testing

@testable import Rejoinder

@Suite("A question that is known") struct JoiningTests {
    private static let matter = "Port to reopen on Friday"

    private static func party(
        _ state: AskedParty.State = .awaiting, confidence: Double = 1,
        evidence: String = "It was asked.", institution: InstitutionKey? = TestLedger.harbour.key,
        name: String = TestLedger.harbour.name
    ) -> AskedParty {
        AskedParty(
            institution: institution, name: name, state: state,
            evidence: evidence, topic: ["port", "pilots"], isOutletsOwn: true, kind: .officialBody,
            confidence: confidence)
    }

    private static func asked(
        _ state: Inquiry.State = .open, entry: Int64 = 9, endedAt: Timestamp? = nil,
        topic: [String] = ["port", "pilots"], subject: String = matter
    ) -> KnownQuestion {
        KnownQuestion(
            inquiry: .sample(
                origin: .text(entry: entry), subject: subject, topic: topic, state: state),
            endedAt: endedAt, version: 7)
    }

    /// A situation in which the inquiry is known and may still be answered.
    private static func situation(
        _ known: KnownQuestion = asked(), feeds: [String]? = nil
    ) -> Situation {
        var situation = Situation()
        situation.know(4)
        situation.facts.asked = [known]
        situation.facts.answerable = [
            OpenInquiry(inquiry: known.inquiry, feeds: feeds, version: 7)
        ]
        return situation
    }

    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let known: KnownQuestion
        let comes: String

        init(_ name: String, _ known: KnownQuestion, _ comes: String) {
            (testDescription, self.known, self.comes) = (name, known, comes)
        }
    }

    // The text is dated ten minutes before the story begins.
    static let cases = [
        Case("joins an inquiry that is open", asked(), "joinInquiry"),
        Case("joins one that was refused", asked(.declined), "joinInquiry"),
        Case(
            "opens another once the first was answered",
            asked(.answered, endedAt: TestLedger.minute(-20)), "openInquiry"),
        Case(
            "opens another once the first was closed",
            asked(.closed, endedAt: TestLedger.minute(-20)), "openInquiry"),
        Case(
            "opens none if its text is older than the answer",
            asked(.answered, endedAt: TestLedger.minute(30)), "weighMention"),
        Case(
            "opens another if the matter is another, whatever words of the day both have",
            asked(
                topic: ["fees", "trawlers", "quay", "invoice", "port", "minister", "budget"],
                subject: "Trawlers pay for the quay"), "openInquiry"),
        Case(
            "opens no second one of its own entry, however the first ended",
            asked(.answered, entry: 4, endedAt: TestLedger.minute(-20)), "weighMention"),
    ]

    @Test("in another text", arguments: cases) func comes(_ named: Case) {
        let plan = Self.situation(named.known).plan(
            .sample(known: 4, .sample(text: "Still."), .major(.wording), parties: [Self.party()]))
        let names = ["joinInquiry", "openInquiry", "weighMention"]
        #expect(plan.effects.filter(names.contains) == [named.comes])
    }

    @Test("is joined with a reason, and no event, and rests on the inquiry as it was read")
    func joins() {
        let plan = Self.situation().plan(.sample("b", parties: [Self.party()]))
        #expect(plan.told == [.entryPublished])
        #expect(
            plan.reason(for: "joinInquiry")
                == "the same institution, and the same matter: both have “Port”, “reopen”, "
                + "“Friday”, “pilots”")
        #expect(plan.basis.inquiries[Inquiry.ID(rawValue: "inq_a")] == 7)
    }

    @Test("is not joined by what is only doubtful") func doubtful() {
        let plan = Self.situation().plan(.sample("b", parties: [Self.party(confidence: 0.6)]))
        #expect(!plan.effects.contains("joinInquiry"))
        #expect(
            plan.reason(for: "weighMention") == "asked, but the question is known already: inq_a")
    }

    @Test("is declined by another text that tells of the refusal, once") func declined() {
        let refusal = Self.party(.declined, evidence: "It would not comment.")
        let plan = Self.situation().plan(
            .sample("b", parties: [refusal]), .sample("c", parties: [refusal]))
        #expect(plan.told.filter { $0 != .entryPublished } == [.inquiryDeclined])
        #expect(plan.effects.count { $0 == "joinInquiry" } == 2)
        let told = plan.drafts.first { $0.type == .inquiryDeclined }?.data
        #expect(told?.at("response.quote") == .string("It would not comment."))
        #expect(told?.at("inquiry.state") == .string("declined"))
    }

    @Test("is not declined by whoever has only a part of the institution's name") func partOfName()
    {
        let plan = Self.situation().plan(
            .sample("b", parties: [Self.party(.declined, institution: nil, name: "Harbour")]))
        #expect(plan.effects.contains("joinInquiry") && !plan.told.contains(.inquiryDeclined))
    }

    @Test("is not declined by a text of a feed that may not answer it") func otherFeed() {
        let plan = Self.situation(feeds: ["gazette"]).plan(
            .sample("b", parties: [Self.party(.declined)]))
        #expect(plan.effects.contains("joinInquiry") && !plan.told.contains(.inquiryDeclined))
    }

    @Test("is declined by an edit of its own text that adds the refusal, and by no other edit")
    func edited() {
        let sentence = "It would not comment."
        func told(adding words: String) -> [EventType] {
            let change = Change.major(
                .added,
                sentences: [
                    SentenceChange(
                        kind: .added, before: nil, after: words, reason: "new", level: .major)
                ])
            return Self.situation(Self.asked(entry: 4)).plan(
                .sample(
                    known: 4, .sample(text: "Shut. \(sentence)"), change,
                    parties: [Self.party(.declined, evidence: sentence)])
            ).told
        }
        #expect(told(adding: sentence).contains(.inquiryDeclined))
        #expect(!told(adding: "Ferries wait.").contains(.inquiryDeclined))
    }

    @Test("stays that of the other inquiry after a merger, by its own words") func merged() {
        let other = Inquiry.sample(
            "inq_b", origin: .text(entry: 9), subject: Self.matter, topic: ["port", "pilots"],
            state: .closed)
        let known = KnownQuestion(
            inquiry: .sample(subject: "Ice", topic: ["frost"]), merged: [other])
        let plan = Self.situation(known).plan(.sample("b", parties: [Self.party()]))
        #expect(plan.effects.contains("joinInquiry") && plan.opened.isEmpty)
    }
}

@Suite("An article that joins an inquiry") struct AskingEntryTests {
    private static let question = "The Harbour Authority has been asked for comment."
    private static let answer =
        "A Harbour Authority spokesman said on Friday that the ice would be gone."

    /// Two outlets ask the same on one day, and the second is edited.
    private static func story(_ second: Told) async throws -> TestLedger {
        let test = try TestLedger()
        try await test.watch()
        try await test.watch("other")
        try await test.poll(at: 15, [Told(asked: [TestLedger.harbour])])
        try await test.poll("other", at: 30, [Told(id: "b", asked: [TestLedger.harbour])])
        try await test.poll("other", at: 60, [second])
        return test
    }

    @Test("is one of the entries that ask, whose feed is watched") func asking() async throws {
        let test = try await Self.story(Told(id: "b", asked: [TestLedger.harbour]))
        #expect(try await test.events(.inquiryOpened).count == 1)
        #expect(
            try await test.column(Int.self, "SELECT entry_id FROM inquiry_entry ORDER BY entry_id")
                == [1, 2])
        #expect(
            try await test.column(
                Int.self, "SELECT count(*) FROM mention WHERE inquiry_id IS NOT NULL") == [2])
        let feeds = try await test.ledger.feeds().map(\.id)
        #expect(try await test.ledger.attendedFeeds() == Set(feeds))
        for feed in try await test.ledger.feeds() {
            #expect(try await test.ledger.attention(feed: feed) != nil)
        }
        let inquiry = try #require(try await test.ledger.inquiries().first)
        let coverage = try await test.ledger.coverage(
            of: inquiry, until: TestLedger.minute(90))
        #expect(coverage.feeds == ["news", "other"])
    }

    @Test("may bring the answer by an edit") func answers() async throws {
        let told = Told(
            id: "b", text: Told().text + " " + Self.answer, asked: [TestLedger.harbour])
        let test = try await Self.story(told)
        let data = try await test.data(of: .inquiryAnswered)
        #expect(data?.at("entry.id") == .string("id:b"))
        #expect(
            data?.at("response.reasons") == .array([.string("the entry that asked now says so")]))
        #expect(try await test.ledger.inquiries().map(\.state) == [.answered])
    }

    @Test("keeps the deadline alive where the first text is gone") func gone() async throws {
        let test = try await Self.story(Told(id: "b", asked: [TestLedger.harbour]))
        func removePage(of entry: Int) async throws {
            try await test.tamper(
                """
                INSERT INTO page (entry_id, url, changed_at, removed_at)
                VALUES (\(entry), 'https://news.example/\(entry)', 0, 1)
                """)
        }
        let late = TestLedger.minute(30_000)
        try await removePage(of: 1)
        #expect(try await test.ledger.nextDeadline(rules: InquiryRules()) != nil)
        try await removePage(of: 2)
        #expect(try await test.ledger.nextDeadline(rules: InquiryRules()) == nil)
        try await test.ledger.announceDeadlines(now: late, rules: InquiryRules())
        #expect(try await test.events(.inquiryOverdue).isEmpty)
    }
}
