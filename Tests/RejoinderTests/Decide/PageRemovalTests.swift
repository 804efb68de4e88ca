import Testing

@testable import Rejoinder

@Suite("A page that is not found") struct PageRemovalTests {
    struct Case: CustomTestStringConvertible {
        let testDescription: String
        /// Minutes since the first look that found nothing; nil: this is the first.
        let gone: Int?
        let site: SiteState?
        let removal: PageRemoval

        init(_ name: String, gone: Int?, _ site: SiteState?, _ removal: PageRemoval) {
            (testDescription, self.gone, self.site, self.removal) = (name, gone, site, removal)
        }
    }

    private static func site(
        feed: String = "https://news.example/feed", seen: Int? = nil, found: Int = 0, gone: Int = 0
    ) -> SiteState {
        SiteState(
            feedSeenAt: seen.map { TestLedger.minute($0) }, feedURL: feed, found: found, gone: gone)
    }

    static let cases = [
        Case("a first look proves nothing", gone: nil, site(found: 9), .notYet),
        Case("half an hour has to pass", gone: 29, site(found: 9), .notYet),
        Case(
            "then other pages prove that the site is there", gone: 30, site(found: 1),
            .confirmed(reason: "other pages of the site are there")),
        Case(
            "and so does its feed, if it was seen since", gone: 30, site(seen: 4975),
            .confirmed(reason: "the site's feed is there")),
        Case(
            "an older look at the feed does not", gone: 30, site(seen: 4960),
            .ifThere(["https://news.example/feed"])),
        Case(
            "nor does the feed of another site", gone: 30,
            site(feed: "https://feeds.example.org/x", seen: 4999), .ifThere([])),
        Case(
            "after six hours nothing has to prove it", gone: 360,
            site(feed: "https://feeds.example.org/x"),
            .confirmed(reason: "it has been gone for six hours")),
        Case(
            "where most of the site is gone, nobody took one page down", gone: 360,
            site(found: 2, gone: 2), .notYet),
        Case(
            "that is believed after three days", gone: 3 * 1440, site(found: 2, gone: 2),
            .confirmed(reason: "most of the site has been gone for three days")),
        Case(
            "two of many may be taken down at once", gone: 30, site(found: 9, gone: 2),
            .confirmed(reason: "other pages of the site are there")),
    ]

    @Test(
        "cannot have been taken down if it was never there, unless its feed took it back",
        arguments: [
            (true, false, true), (true, true, true), (false, false, false),
            (false, true, true),
        ])
    func possible(_ wasSeen: Bool, _ isWithdrawn: Bool, _ expected: Bool) {
        let page = PageState(
            entry: 4, feed: 1, feedName: "news", url: "https://news.example/a", validators: .none,
            bodyHash: nil, kind: nil, confidence: 0, rules: nil, held: nil,
            changedAt: TestLedger.minute(0), goneSince: TestLedger.minute(0), isRemoved: false,
            address: nil, sameAs: nil, isWaiting: false, attention: nil, version: 1,
            wasSeen: wasSeen, isWithdrawn: isWithdrawn)
        #expect(PageRemoval.isPossible(page) == expected)
        let told = PageRemoval.told("it has been gone for six hours", of: page)
        #expect(told.hasPrefix("its feed has dropped the entry") == !wasSeen)
    }

    @Test("was taken down only if the site is well", arguments: cases) func verdict(_ named: Case) {
        let removal = PageRemoval.verdict(
            on: "https://news.example/a", since: named.gone.map { TestLedger.minute(5000 - $0) },
            site: named.site, now: TestLedger.minute(5000))
        #expect(removal == named.removal)
    }
}
