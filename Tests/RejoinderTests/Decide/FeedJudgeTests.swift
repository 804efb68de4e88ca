import Testing

@testable import Rejoinder

@Suite("The plan for a poll") struct FeedJudgeTests {
    private static let failure = PollRecord.Outcome.failed(kind: "dns", message: "no such host")

    private static func situation(_ feed: FeedState) -> Situation {
        var situation = Situation()
        situation.look = EntryLook(feed: feed, at: TestLedger.minute(60), source: .feed)
        return situation
    }

    private static func listing(
        _ known: Set<Int64>?, count: Int = 3, isDelta: Bool = false
    ) -> PollRecord.Outcome {
        .listing(
            Listing(
                title: nil, validators: .none, bodyHash: nil, entryCount: count,
                knownCount: known?.count ?? 0, knownEntries: known, observed: [], isDelta: isDelta))
    }

    struct Health: CustomTestStringConvertible {
        let testDescription: String
        let feed: FeedState
        let outcome: PollRecord.Outcome
        let effects: [String]
        let told: [EventType]

        init(
            _ name: String, _ feed: FeedState, _ outcome: PollRecord.Outcome, _ effects: [String],
            _ told: [EventType] = []
        ) {
            testDescription = name
            (self.feed, self.outcome) = (feed, outcome)
            (self.effects, self.told) = (effects, told)
        }
    }

    static let health = [
        Health("is quiet if nothing changed", .sample(), .unchanged, ["cover", "noteSuccess"]),
        Health(
            "takes other validators from a 304", .sample(), .revalidated(.none),
            ["cover", "noteSuccess", "revalidate"]),
        Health(
            "keeps the validators of the same document", .sample(), .sameDocument(.none),
            ["cover", "noteSuccess", "keepDocument"]),
        Health("counts a first failure", .sample(), failure, ["cover", "noteFailure"]),
        Health("counts a second one", .sample(failures: 1), failure, ["cover", "noteFailure"]),
        Health(
            "tells of the third in a row", .sample(failures: 2), failure,
            ["cover", "tell", "noteFailure"], [.feedFailing]),
        Health(
            "tells of no further one", .sample(failures: 3, isFailing: true), failure,
            ["cover", "noteFailure"]),
        Health(
            "tells when it ends", .sample(failures: 3, isFailing: true), .unchanged,
            ["cover", "tell", "noteSuccess"], [.feedRecovered]),
        Health(
            "blames no feed for our own network", .sample(failures: 2),
            .outage(message: "no route"),
            ["cover", "noteOutage"]),
    ]

    @Test("says how the feed is", arguments: health) func says(_ named: Health) {
        let plan = Self.situation(named.feed).plan(named.outcome)
        #expect(plan.effects == named.effects && plan.told == named.told)
        #expect(plan.basis.feeds == [1: 5])
    }

    struct Gap: CustomTestStringConvertible {
        let testDescription: String
        let feed: FeedState
        let outcome: PollRecord.Outcome
        let isTold: Bool

        init(_ name: String, _ feed: FeedState, _ outcome: PollRecord.Outcome, isTold: Bool) {
            (testDescription, self.feed, self.outcome, self.isTold) = (name, feed, outcome, isTold)
        }
    }

    static let gaps = [
        Gap("nothing of before is listed", .sample(), listing([]), isTold: true),
        Gap("something of before is", .sample(), listing([4]), isTold: false),
        Gap("nothing was listed before", .sample(listed: 0), listing([]), isTold: false),
        Gap("only what is new was sent", .sample(), listing(nil, isDelta: true), isTold: false),
        Gap("the document lists nothing at all", .sample(), listing([], count: 0), isTold: false),
        Gap("the feed was never seen", .sample(baselineAt: nil), listing([]), isTold: false),
    ]

    @Test("tells a gap if entries may have come and gone unseen", arguments: gaps)
    func gap(_ named: Gap) {
        let plan = Self.situation(named.feed).plan(named.outcome)
        #expect(plan.told == (named.isTold ? [.feedGap] : []))
    }

    @Test("looks soon at what vanished from amid the list, not at what fell off its end")
    func vanished() {
        var situation = Self.situation(.sample())
        situation.facts.listed = [2, 5, 7]
        let plan = situation.plan(Self.listing([5, 8]))
        let looks = plan.steps.compactMap { step -> Int64? in
            if case .lookSoon(let entry) = step.effect { entry } else { nil }
        }
        #expect(looks == [7])
        #expect(plan.effects.count { $0 == "list" } == 3)
    }

    @Test("looks soon at the newest pages if a document suddenly lists nothing") func empty() {
        var situation = Self.situation(.sample())
        situation.facts.newestListed = [7, 5]
        let plan = situation.plan(.failed(kind: DocumentVerdict.empty, message: "it lists nothing"))
        #expect(plan.effects == ["lookSoon", "lookSoon", "cover", "noteFailure"])
    }

    struct Move: CustomTestStringConvertible {
        let testDescription: String
        let feed: FeedState
        let target: String?
        let told: [EventType]
        let effect: String?

        init(
            _ name: String, _ feed: FeedState, to target: String?, _ told: [EventType] = [],
            _ effect: String? = "noteMove"
        ) {
            testDescription = name
            (self.feed, self.target) = (feed, target)
            (self.told, self.effect) = (told, effect)
        }
    }

    private static let target = "https://new.example/feed"

    static let moves = [
        Move("a first redirect is noted", .sample(), to: target),
        Move(
            "the third is not believed on the same day",
            .sample(movedTo: target, movedSince: TestLedger.minute(0), movedPolls: 2), to: target),
        Move(
            "the third is believed after a day",
            .sample(movedTo: target, movedSince: TestLedger.minute(60 - 1440), movedPolls: 2),
            to: target, [.feedMoved]),
        Move(
            "but told once",
            .sample(
                movedTo: target, movedSince: TestLedger.minute(60 - 1440), movedPolls: 9,
                movedTold: true), to: target),
        Move(
            "another target begins anew",
            .sample(
                movedTo: "https://other.example/", movedSince: TestLedger.minute(60 - 1440),
                movedPolls: 9), to: target),
        Move(
            "what was taken back is forgotten",
            .sample(movedTo: target, movedSince: TestLedger.minute(0), movedPolls: 2), to: nil),
        Move(
            "unless it was believed",
            .sample(
                movedTo: target, movedSince: TestLedger.minute(0), movedPolls: 3, movedTold: true),
            to: nil, [], nil),
    ]

    @Test("believes a permanent redirect in time", arguments: moves) func move(_ named: Move) {
        let plan = Self.situation(named.feed).plan(.unchanged, movedTo: named.target)
        #expect(plan.told == named.told)
        #expect(plan.effects.first { $0 == "noteMove" } == named.effect)
    }

    @Test("may assume that nothing is unfinished, and says so") func quiet() {
        var situation = Self.situation(.sample())
        #expect(situation.plan(.unchanged).basis.quiet == nil)
        situation.facts.assumesQuiet = true
        let quiet = Basis.Quiet(feed: 1, waitingBefore: TestLedger.minute(30))
        #expect(situation.plan(.unchanged).basis.quiet == quiet)
    }

    @Test("sums up what was held back once an entry is calm") func calm() {
        var situation = Self.situation(.sample())
        func revision(_ number: Int, _ text: String) -> Revision {
            Revision(
                number: number, seenAt: TestLedger.minute(number), content: .sample(text: text))
        }
        func noise(_ old: String, _ new: String, last: Int) -> NoiseFacts {
            NoiseFacts(
                entry: 4, version: 2, since: TestLedger.minute(-600),
                lastMajorAt: TestLedger.minute(last), origin: nil,
                held: [
                    .init(
                        source: .feed, changes: 3, old: revision(7, old), new: revision(10, new),
                        learntLines: [])
                ])
        }
        situation.facts.noisy = [
            noise("The count stood at 6.", "The count stood at 10.", last: -301)
        ]
        let plan = situation.plan(.unchanged)
        #expect(plan.told == [.entryUpdated] && plan.effects.contains("setNoise"))
        #expect(plan.drafts.first?.data.at("change.held_back") == .int(3))
        #expect(plan.basis.entries == [4: 2])
        situation.facts.noisy = [
            noise("The count stood at 6.", "The count stood at 6.", last: -301)
        ]
        #expect(situation.plan(.unchanged).told == [], "it is as it was last told")
        situation.facts.noisy = [noise("It was 6.", "It was 10.", last: 50)]
        #expect(situation.plan(.unchanged).effects == ["cover", "noteSuccess"])
    }
}
