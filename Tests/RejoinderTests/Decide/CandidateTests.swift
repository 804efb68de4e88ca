import Testing

@testable import Rejoinder

/// Findings, and responses that were recorded before.
private enum CandidateSample {
    static func found(
        _ confidence: Double = 0.5, quote: String = "The port was busy on Tuesday, it said.",
        reasons: [String] = ["shares \"port\""], verdict: ResponseFinding.Verdict = .candidate
    ) -> ResponseFinding {
        ResponseFinding(
            inquiry: Inquiry.ID(rawValue: "inq_a"), verdict: verdict, confidence: confidence,
            quote: quote, source: nil, reasons: reasons)
    }

    static func earlier(
        _ count: Int, at minute: Int = 50, suppressed: Bool = false, proposed: Bool = false
    ) -> [KnownResponse] {
        (0..<count).map { number in
            KnownResponse(
                entry: Int64(100 + number), feed: "news", verdict: "candidate",
                quote: "Other words, number \(number).", isDenied: false, confidence: 0.5,
                at: TestLedger.minute(minute), isSuppressed: suppressed, isProposal: proposed)
        }
    }

    static let denied = KnownResponse(
        entry: 9, feed: "news", verdict: "candidate",
        quote: "The port was busy on Tuesday, it said, and nothing more.", isDenied: true,
        reasons: ["shares \"port\"", "shares \"pilots\""])
}

@Suite("Candidates of an inquiry") struct CandidateTests {
    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let known: [KnownResponse]
        let finding: ResponseFinding
        let isTold: Bool

        init(
            _ name: String, _ known: [KnownResponse], _ finding: ResponseFinding? = nil,
            isTold: Bool
        ) {
            (testDescription, self.known, self.isTold) = (name, known, isTold)
            self.finding = finding ?? CandidateSample.found()
        }
    }

    static let cases = [
        Case("the third of a week is told", CandidateSample.earlier(2), isTold: true),
        Case("the fourth is not", CandidateSample.earlier(3), isTold: false),
        Case(
            "but one that is clearly surer is", CandidateSample.earlier(5),
            CandidateSample.found(0.65), isTold: true),
        Case(
            "and what is an answer is, after many", CandidateSample.earlier(9),
            CandidateSample.found(verdict: .held),
            isTold: true),
        Case(
            "those of last week do not count", CandidateSample.earlier(5, at: 60 - 8 * 1440),
            isTold: true),
        Case(
            "nor do those that were not told", CandidateSample.earlier(5, suppressed: true),
            isTold: true),
        Case(
            "nor do answers for a person to confirm", CandidateSample.earlier(5, proposed: true),
            isTold: true),
        Case(
            "nearly the words that were denied are not told", [CandidateSample.denied],
            CandidateSample.found(reasons: ["another"]), isTold: false),
        Case(
            "nor is what the same feed has for no other reason", [CandidateSample.denied],
            CandidateSample.found(quote: "A quay was let."), isTold: false),
        Case(
            "for another reason it is", [CandidateSample.denied],
            CandidateSample.found(quote: "A quay was let.", reasons: ["shares \"ferries\""]),
            isTold: true),
    ]

    @Test("are told three times a week, and never like a denied one", arguments: cases)
    func tells(_ named: Case) {
        let open = OpenInquiry(inquiry: .sample(), feeds: nil, responses: named.known)
        let reason = open.suppression(
            of: named.finding, from: "news", at: TestLedger.minute(60))
        #expect((reason == nil) == named.isTold, "\(reason ?? "told")")
    }

    @Test("from the same feed are told if they were denied elsewhere") func otherFeed() {
        let open = OpenInquiry(inquiry: .sample(), feeds: nil, responses: [CandidateSample.denied])
        #expect(
            open.suppression(
                of: CandidateSample.found(quote: "A quay was let."), from: "gazette",
                at: TestLedger.minute(60)) == nil)
    }

    @Test("that are not told are recorded with the reason") func recorded() {
        var situation = Situation()
        situation.look = EntryLook(
            feed: .sample(institution: TestLedger.harbour.key), at: TestLedger.minute(60),
            source: .feed)
        situation.facts.answerable = [
            OpenInquiry(
                inquiry: .sample(subject: "Is the port shut?", topic: ["port"]), feeds: nil,
                responses: CandidateSample.earlier(5), version: 6)
        ]
        let content = RevisionContent.sample(
            title: "Boats", text: "The Harbour Authority said that the port was busy.")
        let plan = situation.plan(.sample("r", content))
        #expect(plan.told == [.entryPublished])
        #expect(
            plan.reason(for: "recordResponse")
                == "not told: there were 5 candidates within a week, and it is not clearly surer "
                + "than they are")
    }

    @Test("from the entry that asks may be edited again after a denial, with other words")
    func asking() {
        let known = KnownResponse(
            entry: 4, verdict: "answered", quote: "It was busy.", isDenied: true)
        let open = OpenInquiry(
            inquiry: .sample(origin: .text(entry: 4)), feeds: nil, responses: [known])
        #expect(!open.rulesOut(CandidateSample.found(verdict: .answered), of: 4))
        #expect(
            open.rulesOut(CandidateSample.found(quote: "It was busy.", verdict: .answered), of: 4))
    }
}

@Suite("Answers that a person decides about") struct ProposalTests {
    private static let answer = RevisionContent.sample(
        title: "Pilots, ferries and the port",
        text: "The Harbour Authority said in a statement that the port was shut to pilots and "
            + "ferries by ice.")

    private static func plan(_ policy: AnswerPolicy) -> Plan {
        var situation = Situation()
        var rules = InquiryRules()
        rules.answer = policy
        situation.rules = JudgeRules(
            inquiries: rules, detector: Detector(institutions: TestLedger.institutions))
        situation.facts.answerable = [
            OpenInquiry(
                inquiry: .sample(subject: "Why is the port shut to pilots and ferries?"),
                feeds: nil, version: 6)
        ]
        return situation.plan(.sample("r", answer), .sample("s", answer))
    }

    @Test("are candidates, which end nothing, and are told of each text") func proposed() {
        let plan = Self.plan(.propose)
        #expect(
            plan.told.filter { $0 != .entryPublished } == [.inquiryCandidate, .inquiryCandidate])
        #expect(!plan.effects.contains("endInquiry"))
        #expect(plan.drafts.last?.data.at("inquiry.state") == .string("open"))
    }

    @Test("are answers by themselves, if nothing else is configured") func automatic() {
        #expect(Self.plan(.automatic).told.filter { $0 != .entryPublished } == [.inquiryAnswered])
    }
}
