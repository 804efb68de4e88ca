import Testing

@testable import Rejoinder

@Suite("The certainty of a question") struct CertaintyTests {
    private static func party(
        _ confidence: Double, _ state: AskedParty.State = .awaiting, isOwn: Bool = true,
        scope: PartyScope = .official
    ) -> AskedParty {
        AskedParty(
            institution: TestLedger.harbour.key, name: TestLedger.harbour.name, state: state,
            evidence: "It was asked.", topic: ["port"], isOutletsOwn: isOwn, mention: "the harbour",
            kind: .officialBody, scope: scope, confidence: confidence)
    }

    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let party: AskedParty
        let told: [EventType]
        /// Why nothing opens; nil if something does, or if nothing could.
        let reason: String?
        let isDoubtful: Bool

        init(
            _ name: String, _ party: AskedParty, _ told: [EventType], reason: String? = nil,
            isDoubtful: Bool = false
        ) {
            (testDescription, self.party, self.told) = (name, party, told)
            (self.reason, self.isDoubtful) = (reason, isDoubtful)
        }
    }

    static let cases = [
        Case("above the upper one", party(0.9), [.inquiryOpened]),
        Case("at the upper one", party(0.7), [.inquiryOpened]),
        Case("a refusal above it", party(0.9, .declined), [.inquiryDeclined]),
        Case(
            "between them", party(0.65), [], reason: "asked, but only 65 % sure: doubtful",
            isDoubtful: true),
        Case(
            "between them, of an institution of the configuration",
            party(0.65, scope: .configured), [.inquiryOpened]),
        Case(
            "further below, of an institution of the configuration",
            party(0.55, scope: .configured), [], reason: "asked, but only 55 % sure: doubtful",
            isDoubtful: true),
        Case(
            "a refusal between them", party(0.65, .declined), [],
            reason: "refused, but only 65 % sure: doubtful", isDoubtful: true),
        Case(
            "at the lower one", party(0.5), [], reason: "asked, but only 50 % sure: doubtful",
            isDoubtful: true),
        Case(
            "below both", party(0.49), [],
            reason: "asked, but only 49 % sure: recorded, and no more"),
        Case("one that answered, between them", party(0.65, .responded), []),
        Case("one that somebody else asked, between them", party(0.65, isOwn: false), []),
    ]

    @Test("decides between the thresholds what follows from it", arguments: cases)
    func decides(_ named: Case) {
        let plan = Situation().plan(.sample(parties: [named.party]))
        #expect(plan.told.filter { $0 != .entryPublished } == named.told)
        #expect(plan.weighed.map(\.reason) == [named.reason].compactMap(\.self))
        #expect(plan.weighed.map(\.isDoubtful) == (named.reason == nil ? [] : [named.isDoubtful]))
        #expect(plan.reason(for: "weighMention") == named.reason, "the plan says why")
        #expect(plan.recorded == [named.party], "who was asked is kept in any case")
    }

    @Test("is measured against the thresholds of the feed, on its pages as well")
    func configured() throws {
        var feed = Configuration.Feed(name: "news", url: "https://news.example/feed")
        (feed.thresholds.openAbove, feed.thresholds.doubtAbove) = (0.4, 0.1)
        var situation = Situation()
        situation.look.thresholds = FeedRules(feed).thresholds
        #expect(situation.plan(.sample(parties: [Self.party(0.45)])).opened.count == 1)
        let plan = situation.plan(.sample(parties: [Self.party(0.2)]))
        #expect(plan.opened.isEmpty && plan.weighed.map(\.isDoubtful) == [true])
    }

    struct Obstacle: CustomTestStringConvertible {
        let testDescription: String
        let reason: String
        let prepare: @Sendable (inout Situation) -> Void

        init(
            _ name: String, _ reason: String,
            _ prepare: @escaping @Sendable (inout Situation) -> Void
        ) {
            (testDescription, self.reason, self.prepare) = (name, reason, prepare)
        }
    }

    static let obstacles = [
        Obstacle(
            "the text is too old", "asked, but the text is too old to be waiting for an answer"
        ) { $0.look.opensWithin = .seconds(60) },
        Obstacle("it is known", "asked, but the question is known already: inq_a") {
            $0.facts.asked = [KnownQuestion(inquiry: .sample(origin: .text(entry: 4)))]
        },
        Obstacle(
            "a person has denied it",
            "asked, but a person has said of these words that nobody was asked"
        ) {
            $0.facts.deniedMentions = [
                DeniedMention(
                    entry: 4, party: TestLedger.harbour.name, evidence: "It  was asked.")
            ]
        },
    ]

    @Test(
        "is no matter where nothing would follow anyway, be it sure or doubtful",
        arguments: obstacles, [0.9, 0.65])
    func obstructed(_ obstacle: Obstacle, _ confidence: Double) {
        var situation = Situation()
        situation.know(4)
        obstacle.prepare(&situation)
        let plan = situation.plan(
            .sample(known: 4, .sample(), .major(.wording), parties: [Self.party(confidence)]))
        #expect(plan.opened.isEmpty)
        #expect(plan.weighed.map(\.reason) == [obstacle.reason])
        #expect(plan.weighed.map(\.isDoubtful) == [false])
    }

    static let otherDenials = [
        DeniedMention(entry: 9, party: TestLedger.harbour.name, evidence: "It was asked."),
        DeniedMention(entry: 4, party: "The door", evidence: "It was asked."),
        DeniedMention(entry: 4, party: TestLedger.harbour.name, evidence: "It was fined."),
    ]

    @Test(
        "outlives what a person has denied of other entries, parties and words",
        arguments: otherDenials.indices)
    func otherDenial(_ index: Int) {
        var situation = Situation()
        situation.know(4)
        situation.facts.deniedMentions = [Self.otherDenials[index]]
        let plan = situation.plan(
            .sample(known: 4, .sample(), .major(.wording), parties: [Self.party(0.9)]))
        #expect(plan.opened.count == 1)
    }

    @Test("stands in the event that opens an inquiry, and in that of a refusal") func event() {
        let mention = JSONValue.members([
            "wording": .string("the harbour"), "kind": .string("official_body"),
            "confidence": .double(0.85),
        ])
        for state in [AskedParty.State.awaiting, .declined] {
            let plan = Situation().plan(.sample(parties: [Self.party(0.85, state)]))
            #expect(plan.drafts.last?.data["mention"] == mention)
            let response = plan.drafts.last?.data.at("response.confidence")
            #expect(response == (state == .declined ? .double(0.85) : nil))
        }
    }

    struct Words: CustomTestStringConvertible {
        let testDescription: String
        let said: [(Double, AskedParty.State)]
        let counts: Int

        init(_ name: String, _ said: [(Double, AskedParty.State)], counts: Int) {
            (testDescription, self.said, self.counts) = (name, said, counts)
        }
    }

    static let words = [
        Words("the last of two that are sure", [(0.9, .awaiting), (0.85, .declined)], counts: 1),
        Words("the first of two that wait", [(0.9, .awaiting), (0.85, .awaiting)], counts: 0),
        Words("the sure one before a doubtful", [(0.9, .awaiting), (0.6, .declined)], counts: 0),
        Words("the sure one after a doubtful", [(0.5, .declined), (0.9, .awaiting)], counts: 1),
        Words("the last of two doubtful ones", [(0.65, .awaiting), (0.6, .declined)], counts: 1),
        Words(
            "a doubtful one before an unlikely", [(0.6, .awaiting), (0.1, .declined)], counts: 0),
    ]

    @Test("says which of a party's words in one text count", arguments: words)
    func merges(_ words: Words) {
        let parties = words.said.map { Self.party($0.0, $0.1) }
        let merged = Detector.merged(parties, by: CertaintyThresholds())
        #expect(merged == [parties[words.counts]])
    }

    @Test("is none where no thresholds are asked for: then the last word counts") func unasked() {
        let parties = [Self.party(0.9, .awaiting), Self.party(0.1, .declined)]
        #expect(Detector.merged(parties, by: .none) == [parties[1]])
    }
}

extension Plan {
    /// The mentions from which nothing follows.
    fileprivate var weighed: [WeighedMention] {
        steps.compactMap { if case .weighMention(let new) = $0.effect { new } else { nil } }
    }

    /// The mentions that are kept.
    fileprivate var recorded: [AskedParty] {
        steps.flatMap { step -> [AskedParty] in
            if case .addRevision(let new) = step.effect { new.mentions } else { [] }
        }
    }
}
