import Testing

@testable import Rejoinder

@Suite("What was planned earlier") struct EarlierPlanTests {
    private static let now = TestLedger.minute(0)
    private static let year: Int64 = 365 * 24

    /// Hours from now.
    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let planned: Int64
        var made: Int64? = -1
        var retry: Int64?
        var skips = false
        let due: Int64

        static func moment(_ hours: Int64) -> Timestamp { now + .seconds(hours * 3600) }
    }

    static let cases = [
        Case(testDescription: "holds", planned: 3, due: 3),
        Case(testDescription: "may be long past", planned: -90, made: -91, due: -90),
        Case(testDescription: "is void if the clock was ahead", planned: year, made: year, due: 0),
        Case(testDescription: "if only by an hour", planned: 2, made: 1, due: 0),
        Case(testDescription: "is no later than the maximum", planned: year, due: 6),
        Case(testDescription: "unless its server asks for that", planned: 20, retry: 20, due: 20),
        Case(testDescription: "which none may for a year", planned: year, retry: year, due: 6),
        Case(
            testDescription: "or its publisher skips that hour", planned: year, skips: true, due: 7),
        Case(testDescription: "for a feed that was never polled", planned: 0, made: nil, due: 0),
    ]

    @Test("is believed as far as it can be", arguments: cases) func due(_ named: Case) {
        var hints = PublisherHints()
        if named.skips { hints.skipHours = [14] }
        let due = EarlierPlan.poll(
            planned: Case.moment(named.planned), madeAt: named.made.map(Case.moment),
            retryAt: named.retry.map(Case.moment), hints: hints, maximum: .seconds(6 * 3600),
            now: Self.now)
        #expect(due == Case.moment(named.due))
    }

    @Test("does not keep an attended feed busy because its question lies in the future")
    func attention() {
        let year = Attention(since: Self.now + .seconds(365 * 86_400))
        #expect(year.interval(at: Self.now, fastest: .seconds(60)) > .seconds(86_400))
        let second = Attention(since: Self.now + .seconds(1))
        #expect(second.interval(at: Self.now, fastest: .seconds(60)) == .seconds(60))
    }

    @Test("by a rhythm that was learnt ahead of time is planned from now on") func rhythm() {
        let ahead = Self.now + .seconds(365 * 86_400)
        var rhythm = Rhythm(firstLook: ahead, published: [ahead - .seconds(60)]).asOf(Self.now)
        #expect(rhythm.at == Self.now && rhythm.since == Self.now)
        rhythm.learn([nil], since: ahead, now: Self.now + .seconds(60))
        #expect(rhythm.at == Self.now + .seconds(60))
        #expect(Rhythm(firstLook: Self.now, published: []).asOf(ahead).at == Self.now)
    }
}
