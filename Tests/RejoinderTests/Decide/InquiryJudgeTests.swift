import Testing

@testable import Rejoinder

@Suite("The plan for a question") struct InquiryJudgeTests {
    private static let asked = AskedParty.awaited(TestLedger.harbour, topic: ["port", "pilots"])

    private static func party(_ state: AskedParty.State, isOwn: Bool = true) -> AskedParty {
        AskedParty(
            institution: TestLedger.harbour.key, name: TestLedger.harbour.name, state: state,
            evidence: "It was asked.", topic: ["port"], isOutletsOwn: isOwn, kind: .officialBody,
            confidence: 1)
    }

    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let parties: [AskedParty]
        let told: [EventType]

        init(_ name: String, _ parties: [AskedParty], _ told: [EventType]) {
            (testDescription, self.parties, self.told) = (name, parties, told)
        }
    }

    static let cases = [
        Case("a party that was asked is awaited", [party(.awaiting)], [.inquiryOpened]),
        Case("one that refused is recorded, too", [party(.declined)], [.inquiryDeclined]),
        Case("one that answered is not awaited", [party(.responded)], []),
        Case("nor is one that somebody else asked", [party(.awaiting, isOwn: false)], []),
        Case(
            "there is one inquiry for each party",
            [party(.awaiting), .awaited(TestLedger.ministry)], [.inquiryOpened, .inquiryOpened]),
        Case("and one for a party that is named twice", [asked, asked], [.inquiryOpened]),
    ]

    @Test("opens what the outlet itself asks and waits for", arguments: cases)
    func opens(_ named: Case) {
        let plan = Situation().plan(.sample(parties: named.parties))
        #expect(plan.told.filter { $0 != .entryPublished } == named.told)
    }

    @Test("opens one for two entries of a document that report the question") func once() {
        let plan = Situation().plan(
            .sample("a", parties: [Self.asked]), .sample("b", parties: [Self.asked]))
        #expect(plan.opened.count == 1)
        #expect(plan.opened.first?.origin == .text(entry: -1))
    }

    @Test("rests on there being no other inquiry than those that were read") func noOther() {
        var situation = Situation()
        situation.facts.newestInquiry = 12
        #expect(situation.plan(.sample(parties: [Self.asked])).basis.newestInquiry == 12)
        situation.know(4)
        let quiet = situation.plan(.sample(known: 4, .sample(), .cosmetic))
        #expect(quiet.basis.newestInquiry == nil, "nothing is asked or answered by it")
    }

    struct Known: CustomTestStringConvertible {
        let testDescription: String
        let inquiry: Inquiry
        let opens: Bool

        init(_ name: String, _ inquiry: Inquiry, opens: Bool) {
            (testDescription, self.inquiry, self.opens) = (name, inquiry, opens)
        }
    }

    private static let matter = "Port to reopen on Friday"

    static let known = [
        Known(
            "the same entry asked the same body, however that ended",
            .sample(origin: .text(entry: 4), subject: "x", topic: [], state: .closed),
            opens: false),
        Known(
            "it asked another body",
            .sample(institution: TestLedger.ministry, origin: .text(entry: 4), subject: matter),
            opens: true),
        Known(
            "another entry asked it about the same matter",
            .sample(origin: .text(entry: 9), subject: matter, topic: ["port", "pilots"]),
            opens: false),
        Known(
            "another entry asked it about another matter",
            .sample(origin: .text(entry: 9), subject: "Fees for trawlers", topic: ["fees"]),
            opens: true),
        Known(
            "that was more than a month ago",
            .sample(
                origin: .text(entry: 9), subject: matter, topic: ["port", "pilots"],
                openedAt: TestLedger.minute(60 - 31 * 1440)), opens: true),
    ]

    @Test("opens nothing that is asked already", arguments: known) func isKnown(_ named: Known) {
        var situation = Situation()
        situation.know(4)
        situation.facts.asked = [KnownQuestion(inquiry: named.inquiry)]
        let plan = situation.plan(
            .sample(known: 4, .sample(text: "Still."), .major(.wording), parties: [Self.asked]))
        #expect(plan.opened.isEmpty != named.opens)
    }
}

@Suite("The plan for a response") struct ResponseJudgeTests {
    private static let answer = RevisionContent.sample(
        title: "Pilots, ferries and the port",
        text: "The Harbour Authority said in a statement that the port was shut to pilots and "
            + "ferries by ice.")

    private static func situation(
        _ inquiry: Inquiry = .sample(subject: "Why is the port shut to pilots and ferries?"),
        feeds: [String]? = nil, responses: [KnownResponse] = []
    ) -> Situation {
        var situation = Situation()
        situation.facts.answerable = [
            OpenInquiry(inquiry: inquiry, feeds: feeds, responses: responses, version: 6)
        ]
        return situation
    }

    @Test("records it, ends the inquiry, and rests on it as it was read") func answered() {
        let plan = Self.situation().plan(.sample("r", Self.answer))
        #expect(
            plan.effects == [
                "addEntry", "addRevision", "tell", "recordResponse", "endInquiry", "tell",
            ])
        #expect(plan.told == [.entryPublished, .inquiryAnswered])
        #expect(plan.basis.inquiries == [Inquiry.ID(rawValue: "inq_a"): 6])
        #expect(plan.drafts.last?.data.at("inquiry.state") == .string("answered"))
    }

    @Test("answers an inquiry once, where two entries of a document do") func once() {
        let plan = Self.situation().plan(.sample("r", Self.answer), .sample("s", Self.answer))
        #expect(plan.told.count { $0 == .inquiryAnswered } == 1)
    }

    @Test("hears no other feeds than the inquiry names") func otherFeed() {
        let plan = Self.situation(feeds: ["gazette"]).plan(.sample("r", Self.answer))
        #expect(plan.told == [.entryPublished])
        #expect(plan.basis.inquiries.isEmpty)
    }

    @Test("hears nothing that was said before the question") func before() {
        let later = Inquiry.sample(
            subject: "Why is the port shut to pilots and ferries?", openedAt: TestLedger.minute(61))
        #expect(Self.situation(later).plan(.sample("r", Self.answer)).told == [.entryPublished])
    }

    struct Ruling: CustomTestStringConvertible {
        let testDescription: String
        let known: KnownResponse
        let verdict: ResponseFinding.Verdict
        let isRuledOut: Bool

        init(
            _ name: String, entry: Int64, _ verdict: String, _ quote: String,
            isDenied: Bool = false,
            then found: ResponseFinding.Verdict, isRuledOut: Bool
        ) {
            testDescription = name
            known = KnownResponse(entry: entry, verdict: verdict, quote: quote, isDenied: isDenied)
            self.verdict = found
            self.isRuledOut = isRuledOut
        }
    }

    static let rulings = [
        Ruling(
            "a denied entry is not heard again", entry: 4, "candidate", "other", isDenied: true,
            then: .answered, isRuledOut: true),
        Ruling(
            "nor are denied words elsewhere", entry: 9, "candidate", "words", isDenied: true,
            then: .candidate, isRuledOut: true),
        Ruling(
            "other words elsewhere are", entry: 9, "candidate", "other", isDenied: true,
            then: .candidate, isRuledOut: false),
        Ruling(
            "one candidate of an entry is enough", entry: 4, "candidate", "other",
            then: .candidate, isRuledOut: true),
        Ruling(
            "a candidate may become an answer", entry: 4, "candidate", "words", then: .answered,
            isRuledOut: false),
        Ruling(
            "a holding reply is told once", entry: 4, "held", "words", then: .held,
            isRuledOut: true),
        Ruling(
            "another holding reply is told", entry: 4, "held", "other", then: .held,
            isRuledOut: false),
        Ruling(
            "the same words of another entry are told", entry: 9, "held", "words", then: .held,
            isRuledOut: false),
    ]

    @Test("is ruled out by what came before", arguments: rulings) func ruledOut(_ named: Ruling) {
        let open = OpenInquiry(inquiry: .sample(), feeds: nil, responses: [named.known])
        let finding = ResponseFinding(
            inquiry: open.inquiry.id, verdict: named.verdict, confidence: 0.5, quote: "words",
            source: nil, reasons: [])
        #expect(open.rulesOut(finding, of: 4) == named.isRuledOut)
    }
}
