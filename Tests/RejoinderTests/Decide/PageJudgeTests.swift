import Testing

@testable import Rejoinder

@Suite("The plan for a look at a page") struct PageJudgeTests {
    private static let text = PageLookTests.article.joined(separator: "\n")

    private static func page(
        entry: Int64 = 4, address: String? = "news.example/port", sameAs: Int64? = nil,
        goneSince: Timestamp? = nil, isRemoved: Bool = false, isWaiting: Bool = false,
        attention: Attention? = nil, wasSeen: Bool = true, isWithdrawn: Bool = false,
        validators: Validators = .none
    ) -> PageState {
        PageState(
            entry: entry, feed: 1, feedName: "news", url: "https://news.example/port?amp=1",
            validators: validators, bodyHash: nil, kind: .article, confidence: 1,
            rules: FetchedPage.rules, held: nil, changedAt: TestLedger.minute(0),
            goneSince: goneSince, isRemoved: isRemoved, address: address, sameAs: sameAs,
            isWaiting: isWaiting, attention: attention, version: 2, wasSeen: wasSeen,
            isWithdrawn: isWithdrawn)
    }

    private static var answer: PageAnswer {
        .page(
            FetchedPage(
                article: Article(title: "Port", text: text, kind: .article, confidence: 1),
                url: "https://news.example/port", validators: .none, bodyHash: [1]))
    }

    private static func plan(
        _ page: PageState = page(), _ answer: PageAnswer = answer, removal: String? = nil,
        held: UnconfirmedPage? = nil, observed: ObservedEntry? = nil,
        neighbours: [PageFacts.Neighbour] = [], variants: [PageFacts.Variant] = [],
        waiting: WaitingEntry? = nil
    ) -> Plan {
        var situation = Situation()
        situation.know(4)
        let look = PageRecord(
            page: page, at: TestLedger.minute(60), answer: answer, removal: removal,
            found: PageMatcher.Result(observed: observed, held: held, lines: []),
            rules: FeedRules(), address: "news.example/port", fastest: .seconds(60))
        let facts = PageFacts(
            facts: situation.facts, origin: origin, waiting: waiting, neighbours: neighbours,
            variants: variants)
        return Plan.of(look, facts, situation.rules)
    }

    private static let origin = OriginFacts(
        feed: .sample(),
        origin: .init(identity: "id:4", sourceID: nil, firstSeenAt: TestLedger.minute(10)),
        current: Revision(number: 1, seenAt: TestLedger.minute(10), content: .sample()),
        title: nil)

    private static func neighbour(
        _ entry: Int64, text: String = text, isAwaited: Bool = false
    ) -> PageFacts.Neighbour {
        .init(
            entry: entry, version: 8, url: "https://news.example/port", isAwaited: isAwaited,
            text: text)
    }

    @Test("stores what identifies the page with what it says, and rests on the page alone")
    func read() {
        let plan = Self.plan()
        #expect(plan.effects == ["noteLook", "noteReading"])
        #expect(plan.basis.pages == [4: 2] && plan.basis.feeds.isEmpty)
    }

    @Test("keeps the validators of a page that is the same, and when it was received whole")
    func same() {
        let new = Validators(etag: "\"b\"", lastModified: nil)
        #expect(
            Self.plan(Self.page(), .revalidated(new)).effects == ["noteLook", "revalidatePage"])
        #expect(Self.plan(Self.page(), .same(new)).effects == ["noteLook", "keepPage"])
    }

    @Test("distrusts a server whose page changed, and its validators did not") func distrust() {
        let tag = Validators(etag: "\"a\"", lastModified: nil)
        func plan(_ before: Validators, _ change: Change) -> Plan {
            let fetched = FetchedPage(
                article: Article(title: "Port", text: Self.text, kind: .article, confidence: 1),
                url: "https://news.example/port", validators: tag, bodyHash: [1])
            return Self.plan(
                Self.page(validators: before), .page(fetched),
                observed: .sample(known: 4, .sample(), change))
        }
        #expect(plan(tag, .major(.wording)).effects.contains("distrustPage"))
        #expect(!plan(tag, .cosmetic).effects.contains("distrustPage"))
        #expect(!plan(.none, .major(.wording)).effects.contains("distrustPage"))
    }

    @Test("leaves a host alone that has asked for it, and no other") func pause() {
        func effects(_ pause: RequestedPause) -> [String] {
            var look = PageRecord(
                page: Self.page(), at: TestLedger.minute(60),
                answer: .unknown(FetchFailure(status: 503, retryAfter: nil)), removal: nil,
                found: PageMatcher.Result(lines: []), rules: FeedRules(),
                address: nil, fastest: .seconds(60))
            look.pause = pause
            let situation = Situation()
            let facts = PageFacts(
                facts: situation.facts, origin: nil, waiting: nil, neighbours: [], variants: [])
            return Plan.of(look, facts, situation.rules).effects
        }
        let until = TestLedger.minute(180)
        #expect(
            effects(RequestedPause(until: until, host: "news.example")) == [
                "noteLook", "pauseHost",
            ])
        #expect(effects(RequestedPause(until: until, host: nil)) == ["noteLook"])
    }

    @Test("says why a page is gone for good") func why() {
        let plan = Self.plan(Self.page(), Self.gone, removal: "other pages of the site are there")
        #expect(
            plan.drafts.first?.data.at("page.reason")
                == .string("other pages of the site are there"))
    }

    @Test("stores nothing of a page that is not believed yet") func held() {
        let held = UnconfirmedPage(since: TestLedger.minute(60), reason: "shrunk")
        #expect(Self.plan(held: held).effects == ["noteLook"])
    }

    @Test("covers the page while an answer is awaited on it") func attended() {
        let page = Self.page(attention: Attention(since: TestLedger.minute(30)))
        let plan = Self.plan(page, .unchanged)
        #expect(plan.effects == ["noteLook", "coverPage"])
    }

    struct Presence: CustomTestStringConvertible {
        let testDescription: String
        let page: PageState
        let answer: PageAnswer
        var removal: String?
        let told: [EventType]
    }

    private static let gone = PageAnswer.gone(status: 404)

    static let presences = [
        Presence(
            testDescription: "not found once", page: page(), answer: gone, told: []),
        Presence(
            testDescription: "certainly taken down", page: page(goneSince: TestLedger.minute(0)),
            answer: gone, removal: "other pages are there", told: [.entryRemoved]),
        Presence(
            testDescription: "still gone", page: page(isRemoved: true), answer: gone,
            removal: "it was gone before", told: []),
        Presence(
            testDescription: "back", page: page(isRemoved: true), answer: .unchanged,
            told: [.entryRestored]),
        Presence(
            testDescription: "gone, and now nobody knows", page: page(isRemoved: true),
            answer: .unknown(FetchFailure(kind: "dns", message: "no such host", weight: .fleeting)),
            told: []),
    ]

    @Test("tells that it went and that it is back, once each", arguments: presences)
    func presence(_ named: Presence) {
        let plan = Self.plan(named.page, named.answer, removal: named.removal)
        #expect(plan.told == named.told)
        #expect(plan.effects.contains("wakeVariants") == (named.told == [.entryRemoved]))
    }

    struct Joining: CustomTestStringConvertible {
        let testDescription: String
        let page: PageState
        let neighbour: PageFacts.Neighbour?
        let effects: [String]
    }

    static let joinings = [
        Joining(
            testDescription: "an older entry has the same text", page: page(),
            neighbour: neighbour(2), effects: ["setAddress", "scheduleLook"]),
        Joining(
            testDescription: "a newer entry has the same text", page: page(),
            neighbour: neighbour(9), effects: ["joinArticle", "scheduleLook"]),
        Joining(
            testDescription: "an answer is awaited on the newer one", page: page(),
            neighbour: neighbour(9, isAwaited: true), effects: ["joinArticle"]),
        Joining(
            testDescription: "an answer is awaited on this one",
            page: page(attention: Attention(since: TestLedger.minute(5))), neighbour: neighbour(2),
            effects: ["setAddress"]),
        Joining(
            testDescription: "another text stands there", page: page(),
            neighbour: neighbour(2, text: "Rain is expected tomorrow in all of the country."),
            effects: []),
        Joining(
            testDescription: "the article has another address now",
            page: page(address: "news.example/old", sameAs: 1), neighbour: nil,
            effects: ["setAddress"]),
        Joining(
            testDescription: "it is a variant as before", page: page(sameAs: 2), neighbour: nil,
            effects: ["scheduleLook"]),
    ]

    @Test("finds out whose variant the page is", arguments: joinings) func joins(_ named: Joining) {
        let plan = Self.plan(named.page, neighbours: named.neighbour.map { [$0] } ?? [])
        let known: Set = ["noteLook", "noteReading", "coverPage"]
        #expect(plan.effects.filter { !known.contains($0) } == named.effects)
        let isJoined = named.effects.contains("joinArticle")
        #expect((plan.basis.pages[9] == 8) == isJoined)
    }

    @Test("lets its variants rest, while it is looked at itself") func rest() {
        let plan = Self.plan(variants: [.init(entry: 7, version: 1)])
        #expect(plan.effects.last == "scheduleLook" && plan.basis.pages == [4: 2, 7: 1])
    }

    @Test("tells of an entry that waited, unless its article was told of before") func waiting() {
        func waiting(first: String?) -> WaitingEntry {
            WaitingEntry(
                entry: 4, version: 2, url: "https://news.example/port?amp=1", firstURL: first,
                first: Self.origin.current, origin: Self.origin)
        }
        let page = Self.page(isWaiting: true)
        #expect(Self.plan(page, waiting: waiting(first: nil)).told == [.entryPublished])
        let joined = Self.plan(page, neighbours: [Self.neighbour(2)], waiting: waiting(first: nil))
        #expect(joined.told == [])
        #expect(joined.effects.contains("setWaiting"))
        let known = Self.page(sameAs: 2, isWaiting: true)
        #expect(Self.plan(known, waiting: waiting(first: "https://news.example/port")).told == [])
    }
}

@Suite("The next look at a page") struct NextLookTests {
    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let answer: PageAnswer
        var removal: String?
        var held: UnconfirmedPage?
        var revisits = true
        var goneSince: Int?
        var attention: Int?
        /// Minutes after this one; nil if there is none.
        let next: ClosedRange<Int>?
    }

    private static func failure(retryAfter: Duration? = nil) -> PageAnswer {
        .unknown(
            FetchFailure(
                kind: "http 503", message: "HTTP 503", weight: .passing, retryAfter: retryAfter))
    }

    static let cases = [
        Case(testDescription: "follows the ladder", answer: .unchanged, next: 15...17),
        Case(
            testDescription: "is never if pages are read once", answer: .unchanged, revisits: false,
            next: nil),
        Case(
            testDescription: "is all the same if an answer is awaited", answer: .unchanged,
            revisits: false, attention: 0, next: 1...2),
        Case(
            testDescription: "is soon if the page is not believed", answer: .unchanged,
            held: UnconfirmedPage(since: TestLedger.minute(60), reason: "shrunk"), next: 10...10),
        Case(
            testDescription: "confirms that the page is gone", answer: .gone(status: 404),
            next: 30...30),
        Case(
            testDescription: "counts from the first look that missed it",
            answer: .gone(status: 404), goneSince: 50, next: 20...20),
        Case(
            testDescription: "goes on while nothing proves it", answer: .gone(status: 404),
            goneSince: 0, next: 60...60),
        Case(
            testDescription: "is a day later once it is proved", answer: .gone(status: 404),
            removal: "it is gone", goneSince: 0, next: 1440...1440),
        Case(testDescription: "is an hour after a failure", answer: failure(), next: 60...60),
        Case(
            testDescription: "is as late as the server wishes",
            answer: failure(retryAfter: .seconds(7200)), next: 120...120),
    ]

    @Test("depends on what this one saw", arguments: cases) func next(_ named: Case) {
        let page = PageState(
            entry: 4, feed: 1, feedName: "news", url: "https://news.example/a", validators: .none,
            bodyHash: nil, kind: nil, confidence: 1, rules: nil, held: nil,
            changedAt: TestLedger.minute(30),
            goneSince: named.goneSince.map { TestLedger.minute($0) }, isRemoved: false,
            address: nil, sameAs: nil, isWaiting: false,
            attention: named.attention.map { Attention(since: TestLedger.minute($0)) }, version: 0)
        var rules = FeedRules()
        rules.revisitsPages = named.revisits
        let look = PageRecord(
            page: page, at: TestLedger.minute(60), answer: named.answer, removal: named.removal,
            found: PageMatcher.Result(held: named.held, lines: []), rules: rules, address: nil,
            fastest: .seconds(60))
        let next = NextLook.plan(look).at.map { ($0 - TestLedger.minute(60)).milliseconds / 60_000 }
        if let range = named.next {
            #expect(next.map { range.contains(Int($0)) } == true, "after \(next ?? -1) minutes")
        } else {
            #expect(next == nil)
        }
    }
}
