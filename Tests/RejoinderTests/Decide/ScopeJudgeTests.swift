import Testing

@testable import Rejoinder

@Suite("For whom inquiries open") struct ScopeJudgeTests {
    private static func party(_ scope: PartyScope, _ confidence: Double = 1) -> AskedParty {
        AskedParty(
            institution: nil, name: "Larkfield", state: .awaiting, evidence: "It was asked.",
            topic: ["port"], isOutletsOwn: true, kind: .organisation, scope: scope,
            confidence: confidence)
    }

    struct Case: CustomTestStringConvertible {
        let setting: PartyScope
        /// Why nothing opens for a party of each wider scope.
        let reason: String

        var testDescription: String { setting.rawValue }
    }

    static let cases = [
        Case(
            setting: .configured,
            reason: "asked, but Larkfield is not configured: open_for is configured"),
        Case(
            setting: .official,
            reason: "asked, but Larkfield is no official body: open_for is official"),
        Case(
            setting: .organisations,
            reason: "asked, but Larkfield is a person: open_for is organisations"),
        Case(setting: .anyone, reason: ""),
    ]

    @Test("is those whom the setting includes", arguments: cases, PartyScope.allCases)
    func opens(_ named: Case, _ scope: PartyScope) {
        var situation = Situation()
        situation.look.openFor = named.setting
        let plan = situation.plan(.sample(parties: [Self.party(scope)]))
        #expect(plan.opened.count == (scope <= named.setting ? 1 : 0))
        #expect(plan.reason(for: "weighMention") == (scope <= named.setting ? nil : named.reason))
    }

    @Test("is official bodies by default, and what a feed says of its own texts") func ofFeed() {
        #expect(Situation().plan(.sample(parties: [Self.party(.organisations)])).opened.isEmpty)
        var feed = Configuration.Feed(name: "news", url: "https://news.example/feed")
        feed.openFor = .organisations
        var situation = Situation()
        situation.look.openFor = FeedRules(feed).openFor
        #expect(situation.plan(.sample(parties: [Self.party(.organisations)])).opened.count == 1)
    }

    @Test("is no matter of doubt: whoever is outside is not listed as doubtful") func doubt() {
        let plan = Situation().plan(.sample(parties: [Self.party(.anyone, 0.6)]))
        let weighed = plan.steps.compactMap { step -> WeighedMention? in
            if case .weighMention(let new) = step.effect { new } else { nil }
        }
        #expect(weighed.map(\.isDoubtful) == [false])
    }
}
