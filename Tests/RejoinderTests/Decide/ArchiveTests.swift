import Testing

@testable import Rejoinder

@Suite("An archive that a feed suddenly lists") struct ArchiveTests {
    private static let now = TestLedger.minute(60)

    /// A new entry that is dated so many days ago; nil: undated.
    private static func entry(_ id: String, daysAgo days: Double?) -> ObservedEntry {
        var content = RevisionContent.sample(link: "https://news.example/\(id)")
        content.published = days.map { now - .seconds(Int64($0 * 86_400)) }
        return .sample(id, content, parties: [.awaited(TestLedger.harbour)])
    }

    private static func entries(_ days: [Double?]) -> [ObservedEntry] {
        days.enumerated().map { entry("e\($0.offset)", daysAgo: $0.element) }
    }

    private static func plan(
        _ entries: [ObservedEntry], _ feed: FeedState = .sample()
    ) -> Plan {
        var situation = Situation()
        situation.look = EntryLook(feed: feed, at: now, source: .feed)
        return situation.plan(
            .listing(
                Listing(
                    title: nil, validators: .none, bodyHash: nil, entryCount: entries.count,
                    knownCount: 1, observed: entries)))
    }

    struct Case: CustomTestStringConvertible {
        let testDescription: String
        /// How many days ago each new entry is dated.
        let days: [Double?]
        /// How many of them one event sums up.
        let summed: Int

        init(_ name: String, _ days: [Double?], summed: Int) {
            (testDescription, self.days, self.summed) = (name, days, summed)
        }
    }

    static let cases = [
        Case("years of texts are one", [3000, 2000, 1000, 400], summed: 4),
        Case("and so are three of one month, years ago", [2922, 2923, 2924], summed: 3),
        Case("news among them is news", [3000, 2000, 1000, 0.01, 2], summed: 3),
        Case("its younger end belongs to it", [800, 400, 60, 20], summed: 4),
        Case("and so are dozens of some months", (1...40).map { Double($0) * 5 }, summed: 39),
        Case("but not of some weeks", (1...40).map { Double($0) }, summed: 0),
        Case("one or two old papers are published", [3000, 2000], summed: 0),
        Case("a busy night is none", (0..<60).map { Double($0) / 120 }, summed: 0),
        Case("nor is a backlog of some months", [200, 150, 100, 50], summed: 0),
        Case("nor are texts without a date", [nil, nil, nil, nil], summed: 0),
        Case("nor are dates that are yet to come", [-400, -500, -600], summed: 0),
        Case("nor is one date for all, which is a slip", [3000, 3000, 3000], summed: 0),
        Case("nor are dates from before the web", [20_000, 19_999, 19_998], summed: 0),
    ]

    @Test("is summed up in one event, and opens nothing", arguments: cases)
    func sums(_ named: Case) {
        let plan = Self.plan(Self.entries(named.days))
        let published = named.days.count - named.summed
        #expect(plan.told.count { $0 == .entryPublished } == published)
        #expect(plan.told.count { $0 == .feedArchive } == (named.summed > 0 ? 1 : 0))
        let archive = plan.drafts.first { $0.type == .feedArchive }?.data
        #expect((archive?.at("archive.count")?.intValue ?? 0) == Int64(named.summed))
        #expect(plan.effects.count { $0 == "addEntry" } == named.days.count, "all are recorded")
        if published == 0 { #expect(plan.opened == []) }
    }

    @Test("is none of what was published while nobody looked") func longAway() {
        var feed = FeedState.sample()
        feed.succeededAt = Self.now - .seconds(900 * 86_400)
        let plan = Self.plan(Self.entries([800, 600, 400]), feed)
        #expect(plan.told == [.entryPublished, .entryPublished, .entryPublished])
    }

    @Test("is not told at a first poll, which tells nothing") func baseline() {
        let plan = Self.plan(Self.entries([3000, 2000, 1000]), .sample(baselineAt: nil))
        #expect(plan.told == [] && plan.opened == [])
    }

    @Test("answers only what was asked before its texts", arguments: [500, 1500])
    func answers(askedDaysAgo days: Int) {
        var situation = Situation()
        let asked = Self.now - .seconds(Int64(days) * 86_400)
        situation.facts.answerable = [
            OpenInquiry(inquiry: .sample(openedAt: asked, dueAt: nil), feeds: nil)
        ]
        situation.look = EntryLook(
            feed: .sample(institution: TestLedger.harbour.key), at: Self.now, source: .feed)
        var entries = Self.entries([1200, 1100])
        var content = RevisionContent.sample(
            text: "The port is shut because pilots and ferries need repairs, the Harbour "
                + "Authority said in a statement on the port.")
        content.published = Self.now - .seconds(1000 * 86_400)
        entries.append(.sample("answer", content))
        let plan = situation.plan(
            .listing(
                Listing(
                    title: nil, validators: .none, bodyHash: nil, entryCount: 3, knownCount: 0,
                    observed: entries)))
        #expect(plan.effects.contains("recordResponse") == (days == 1500))
    }

    @Test("is looked at page by page as seldom as what has not changed for years") func pages() {
        var situation = Situation()
        situation.look = EntryLook(
            feed: .sample(), at: Self.now, source: .feed, followsPages: true)
        let poll = PollRecord(
            feed: situation.look.feed, at: Self.now, next: NextPoll(at: Self.now, reason: ""),
            outcome: .listing(
                Listing(
                    title: nil, validators: .none, bodyHash: nil, entryCount: 4, knownCount: 0,
                    observed: Self.entries([3000, 2000, 1000, 0.5]))),
            followsPages: true, movedTo: nil)
        let next = Plan.of(poll, situation.facts, situation.rules).steps.compactMap {
            step -> Timestamp?? in
            if case .addPage(let page) = step.effect { page.next } else { nil }
        }
        #expect(next == [nil, nil, nil, Self.now])
    }
}
