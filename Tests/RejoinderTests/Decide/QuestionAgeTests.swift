import Testing

@testable import Rejoinder

@Suite("The age of a question") struct QuestionAgeTests {
    private static let now = TestLedger.minute(60)
    private static let asked = AskedParty.awaited(TestLedger.harbour)

    private static func content(daysAgo days: Double?) -> RevisionContent {
        var content = RevisionContent.sample()
        content.published = days.map { now - .seconds(Int64($0 * 86_400)) }
        return content
    }

    @Test(
        "is that of its text: an old one opens nothing",
        arguments: [
            (0.1, true), (6.9, true), (7.1, false), (3000, false), (nil, true), (-30, true),
            // A default of some software, from before there was a web.
            (20_500, true),
        ] as [(Double?, Bool)])
    func age(_ days: Double?, _ opens: Bool) {
        let plan = Situation().plan(
            .sample("a", Self.content(daysAgo: days), parties: [Self.asked]))
        #expect(plan.opened.isEmpty != opens)
        #expect(plan.effects.contains("addRevision"), "who was asked is kept in any case")
    }

    @Test("is limited as the configuration says") func configured() {
        var situation = Situation()
        situation.look.opensWithin = .seconds(30 * 86_400)
        let entry = ObservedEntry.sample("a", Self.content(daysAgo: 20), parties: [Self.asked])
        #expect(situation.plan(entry).opened.count == 1)
        situation.look.opensWithin = .seconds(3600)
        #expect(situation.plan(entry).opened.isEmpty)
    }

    @Test("is none where its words are added to an old text, and not where others are")
    func added() {
        var situation = Situation()
        situation.know(4)
        func plan(adding sentence: String) -> Plan {
            let change = Change.major(
                .wording,
                sentences: [
                    SentenceChange(
                        kind: .added, before: nil, after: sentence, reason: "added", level: .major)
                ])
            return situation.plan(
                .sample(known: 4, Self.content(daysAgo: 40), change, parties: [Self.asked]))
        }
        #expect(plan(adding: Self.asked.evidence).opened.count == 1)
        #expect(plan(adding: "The quay was closed at noon.").opened.isEmpty)
    }

    @Test("is that of our knowledge where the text has no date") func undated() {
        var situation = Situation()
        situation.look = EntryLook(feed: .sample(), at: Self.now, source: .page)
        for (minutes, opens) in [(-100, true), (-30 * 1440, false)] {
            situation.know(4) {
                $0.origin = .init(
                    identity: "a", sourceID: nil, firstSeenAt: TestLedger.minute(minutes))
            }
            let plan = situation.plan(
                .sample(known: 4, Self.content(daysAgo: nil), parties: [Self.asked]))
            #expect(plan.opened.isEmpty != opens)
        }
    }

    @Test("decides which of a first poll's pages comes first: the youngest") func order() {
        var situation = Situation()
        situation.look = EntryLook(
            feed: .sample(baselineAt: nil), at: Self.now, source: .feed, followsPages: true)
        let plan = situation.plan(
            .sample("old", Self.content(daysAgo: 5)), .sample("new", Self.content(daysAgo: 0.1)))
        let next = plan.steps.compactMap { step -> Timestamp? in
            if case .addPage(let page) = step.effect { page.next } else { nil }
        }
        #expect(next.count == 2 && next[0] > next[1] && next[0] <= Self.now)
    }

    struct FirstLook: Sendable {
        let days: Double
        /// Within so many minutes; nil: never.
        let minutes: ClosedRange<Int64>?
    }

    @Test(
        "decides when a first poll's page is looked at first",
        arguments: [
            FirstLook(days: 0.01, minutes: 0...0), FirstLook(days: 6, minutes: 0...0),
            FirstLook(days: -1, minutes: 0...0), FirstLook(days: 10, minutes: 1440...1600),
            FirstLook(days: 90, minutes: nil),
        ])
    func firstLook(_ expected: FirstLook) {
        var situation = Situation()
        situation.look = EntryLook(
            feed: .sample(baselineAt: nil), at: Self.now, source: .feed, followsPages: true)
        let plan = situation.plan(.sample("a", Self.content(daysAgo: expected.days)))
        let next = plan.steps.compactMap { step -> Timestamp? in
            if case .addPage(let page) = step.effect { page.next } else { nil }
        }.first
        #expect((next == nil) == (expected.minutes == nil))
        if let next, let minutes = expected.minutes {
            #expect(minutes.contains((next - Self.now).milliseconds / 60_000))
        }
    }
}
