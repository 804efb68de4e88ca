import Testing

@testable import Rejoinder

@Suite("Variants of an article") struct VariantTests {
    private static let other = [
        "Ministers resigned in the capital tonight over leaked contracts that showed payments to a firm without staff.",
        "Prosecutors searched nine offices and took away computers, ledgers and the telephone of a former adviser.",
        "Opposition leaders called for a vote of no confidence before the summer recess begins next week.",
    ]

    private func entry(
        _ id: String, _ link: String, title: String = "Port to reopen",
        summary: String = "Ships return."
    ) -> Newsroom.Entry {
        Newsroom.Entry(id: id, link: link, title: title, summary: summary)
    }

    private func page(
        _ paragraphs: [String] = PageLookTests.article, naming canonical: String? = nil
    ) -> Newsroom.Page {
        let body = Newsroom.page("Port to reopen", paragraphs)
        guard let canonical else { return .init(body: body) }
        let link = "<link rel=\"canonical\" href=\"\(Newsroom.host)/\(canonical)\">"
        return .init(body: body.replacing("</head>", with: link + "</head>"))
    }

    /// What was told of entries.
    private func told(_ news: Newsroom) async throws -> [EventType] {
        try await news.test.types().filter { $0 != .feedGap }
    }

    /// A newsroom after its quiet first poll.
    private func newsroom() async throws -> Newsroom {
        let news = try await Newsroom()
        news.put(.entries([entry("old", "old", title: "Old news")]))
        news.put("old", ["Nothing new."])
        try await news.poll(at: 0)
        return news
    }

    /// A newsroom in which two pages name one of them as their address, after a look at both.
    private func twoNamed() async throws -> Newsroom {
        let news = try await newsroom()
        news.put("a", page())
        news.put("story-77", page(naming: "a"))
        news.put(.entries([entry("g2", "story-77"), entry("g1", "a")]))
        try await news.poll(at: 15)
        try await news.look(at: 15)
        return news
    }

    @Test(
        "are one entry where the feed lists both",
        arguments: ["a/amp", "amp/a", "a?amp=1", "print/a", "a?outputType=amp"], [true, false])
    func listed(link: String, variantFirst: Bool) async throws {
        let news = try await newsroom()
        let both = [entry("g1", "a"), entry("g2", link)]
        news.put(.entries(variantFirst ? both.reversed() : both))
        try await news.poll(at: 15)
        #expect(try await told(news) == [.entryPublished])
        let kept = try await news.test.ledger.revisions(entry: 2)
        #expect(kept.map(\.content.link) == [Newsroom.host + "/a"])
        try await news.poll(at: 30)
        #expect(try await told(news) == [.entryPublished])
    }

    @Test("are not sought in pairs where a feed lists one address thousands of times")
    func listedOften() async throws {
        let news = try await Newsroom()
        news.put(.entries((1...2000).map { entry("g\($0)", "a", summary: "Ship \($0) returns.") }))
        try await news.poll(at: 0)
        let state = try await news.test.ledger.feed(1)
        #expect(state.listed == 2000)
        #expect(try await told(news) == [])
    }

    @Test(
        "are one entry where the feed comes to link to the other",
        arguments: [("a", "a/amp"), ("a/amp", "a")])
    func relinked(first: String, second: String) async throws {
        let news = try await newsroom()
        news.put("a", page())
        news.put("a/amp", page(naming: "a"))
        news.put(.entries([entry("g1", first)]))
        try await news.poll(at: 15)
        try await news.look(at: 15)
        news.put(.entries([entry("g2", second)]))
        try await news.poll(at: 30)
        try await news.look(at: 32)
        #expect(try await told(news) == [.entryPublished])
        news.put(.entries([entry("g3", first)]))
        try await news.poll(at: 45)
        #expect(try await told(news) == [.entryPublished])
        // The plainer address is looked at, whichever came first.
        let urls = try await news.test.column(
            String.self, "SELECT url FROM page WHERE entry_id = 2")
        #expect(urls == [Newsroom.host + "/a"])
    }

    @Test("are known by what their pages name, and an edit of both is told once")
    func named() async throws {
        let news = try await twoNamed()
        #expect(try await told(news) == [.entryPublished])
        let same = try await news.test.column(
            Int.self, "SELECT same_as FROM page WHERE same_as IS NOT NULL")
        #expect(same == [2])
        let edited = [
            PageLookTests.opening.replacing("Friday", with: "Monday"), PageLookTests.middle,
            PageLookTests.end,
        ]
        news.put("a", page(edited))
        news.put("story-77", page(edited, naming: "a"))
        try await news.look(at: 40)
        #expect(try await news.test.events(.entryUpdated).count == 1)
        // An edit that the feed shows under both addresses is told once as well.
        let summary = "Ships return on Monday, not before."
        news.put(
            .entries([
                entry("g2", "story-77", summary: summary), entry("g1", "a", summary: summary),
            ]))
        try await news.poll(at: 60)
        #expect(try await news.test.events(.entryUpdated).count == 2)
        let reasons = try await news.test.column(
            String.self,
            "SELECT reason FROM change WHERE verdict = 'suppressed' AND level = 'major'")
        #expect(reasons.count == 1 && reasons[0].contains("of the same article: entry"))
    }

    @Test(
        "are not what a page merely claims to be",
        arguments: ["", "a", "live", "template/article"])
    func hostile(canonical: String) async throws {
        let news = try await newsroom()
        news.put("a", page(naming: canonical))
        news.put("b", page(Self.other, naming: canonical))
        news.put(.entries([entry("g2", "b", title: "Ministers resign"), entry("g1", "a")]))
        try await news.poll(at: 15)
        try await news.look(at: 15)
        news.put(
            "a",
            page(
                [
                    PageLookTests.opening.replacing("Friday", with: "Monday"), PageLookTests.middle,
                    PageLookTests.end,
                ],
                naming: canonical))
        news.put(
            "b",
            page(
                [Self.other[0], Self.other[1].replacing("nine", with: "twelve"), Self.other[2]],
                naming: canonical))
        try await news.look(at: 40)
        #expect(try await news.test.events(.entryPublished).count == 2)
        #expect(try await news.test.events(.entryUpdated).count == 2)
    }

    @Test("are not entries of one title, nor several ids at one address")
    func serial() async throws {
        let news = try await newsroom()
        news.put(.entries([entry("g1", "briefing-1", title: "Briefing")]))
        try await news.poll(at: 15)
        news.put(
            .entries([
                entry("g2", "briefing-2", title: "Briefing"),
                entry("g1", "briefing-1", title: "Briefing"),
            ]))
        try await news.poll(at: 30)
        try await news.look(at: 30)
        news.put(.entries([entry("g3", "briefing-2", title: "Briefing", summary: "Fog.")]))
        try await news.poll(at: 45)
        try await news.look(at: 45)
        #expect(try await news.test.events(.entryPublished).count == 3)
    }

    @Test("are looked at for themselves once the first of them is gone")
    func gone() async throws {
        let news = try await twoNamed()
        news.put("a", nil)
        try await news.look(at: 40)
        // The site is well, and the page alone is gone.
        try await news.poll(at: 60)
        try await news.look(at: 75)
        #expect(try await news.test.events(.entryRemoved).count == 1)
        news.put(
            "story-77",
            page(
                [
                    PageLookTests.opening.replacing("Friday", with: "Monday"), PageLookTests.middle,
                    PageLookTests.end,
                ],
                naming: "a"))
        try await news.look(at: 76)
        #expect(try await news.test.events(.entryUpdated).count == 1)
    }

    @Test(
        "wait to be published for the look that tells whether a title is a new article's",
        arguments: [200, 404, 503])
    func waits(status: Int) async throws {
        let news = try await newsroom()
        news.put(.entries([entry("g1", "a")]))
        news.put("a", page())
        try await news.poll(at: 15)
        try await news.look(at: 15)
        news.put(.entries([entry("g2", "b"), entry("g1", "a")]))
        var other = page(Self.other)
        other.status = status
        news.put("b", status == 404 ? nil : other)
        try await news.poll(at: 30)
        #expect(try await told(news) == [.entryPublished])
        try await news.look(at: 31)
        #expect(try await told(news) == [.entryPublished, .entryPublished])
        let second = try JSONValue(
            parsing: try #require(try await news.test.events(.entryPublished).last).body)
        #expect(second.at("data.entry.link") == .string(Newsroom.host + "/b"))
    }

    @Test("are published where their page was not looked at for half an hour")
    func waitsNoLonger() async throws {
        let news = try await newsroom()
        news.put(.entries([entry("g1", "a")]))
        try await news.poll(at: 15)
        news.put(.entries([entry("g2", "b"), entry("g1", "a")]))
        try await news.poll(at: 30)
        try await news.poll(at: 59)
        #expect(try await told(news) == [.entryPublished])
        try await news.poll(at: 61)
        try await news.look(at: 62)
        #expect(try await told(news) == [.entryPublished, .entryPublished])
    }

    @Test("are published at once where pages are not looked at") func unfollowed() async throws {
        let news = try await Newsroom { $0.follow = .never }
        news.put(.entries([entry("old", "old", title: "Old news")]))
        try await news.poll(at: 0)
        news.put(.entries([entry("g2", "b"), entry("g1", "a")]))
        try await news.poll(at: 15)
        #expect(try await told(news) == [.entryPublished, .entryPublished])
    }

    @Test("are told of once where the feed lists one address under several ids")
    func sameAddress() async throws {
        let news = try await newsroom()
        news.put("a", page())
        news.put(
            .entries([entry("g2", "a", title: "Port opens on Friday"), entry("g1", "a")]))
        try await news.poll(at: 15)
        try await news.look(at: 15)
        #expect(try await news.test.events(.entryPublished).count == 2)
        news.put(
            "a",
            page([
                PageLookTests.opening.replacing("Friday", with: "Monday"), PageLookTests.middle,
                PageLookTests.end,
            ]))
        try await news.look(at: 40)
        #expect(try await news.test.events(.entryUpdated).count == 1)
    }

    @Test("leave what has a name of its own to it") func names() async throws {
        let test = try TestLedger()
        try await test.watch()
        try await test.poll(at: 1, [Told()])
        let name = try #require(
            try await test.column(String.self, "SELECT identity FROM entry").first)
        let names = [["new", name], [name]]
        let known = EntryMatch.known(
            names, among: try await test.ledger.entries(of: 1, named: names))
        #expect(known.map { $0?.id } == [nil, 1])
    }
}
