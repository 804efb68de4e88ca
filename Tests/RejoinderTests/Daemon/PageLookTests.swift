import Testing

@testable import Rejoinder

@Suite("Looking at pages") struct PageLookTests {
    static let opening =
        "The port will reopen on Friday after three weeks of repairs, the harbour master said, and the first ships are expected to berth before noon."
    static let middle =
        "Some forty vessels had been diverted to other ports along the coast while divers cleared the wreck of a barge from the main channel."
    static let end =
        "Fishermen in the town have complained for years that the channel is dredged too rarely and that nobody answers for the cost of it."

    static let article = [opening, middle, end]

    /// A newsroom whose feed has a first entry at its quiet first poll, and a second one after.
    private func newsroom(
        _ paragraphs: [String] = article,
        _ change: (inout Configuration.Feed) -> Void = { _ in }
    ) async throws -> Newsroom {
        let news = try await Newsroom(change)
        news.list(("old", "Old news", "Nothing new."))
        news.put("old", ["Nothing new."])
        try await news.poll(at: 0)
        news.list(("a", "Port to reopen", "Ships return."), ("old", "Old news", "Nothing new."))
        news.put("a", paragraphs)
        try await news.poll(at: 15)
        return news
    }

    @Test("reads a new entry's page at once, quietly, and keeps it as a revision of its own")
    func first() async throws {
        let news = try await newsroom()
        try await news.look(at: 15)
        #expect(try await news.test.types() == [.entryPublished])
        let revisions = try await news.test.ledger.revisions(entry: 2)
        #expect(revisions.map(\.source) == [.feed, .page])
        #expect(
            revisions.last?.content.text
                == Self.article.joined(separator: "\n"))
        #expect(revisions.last?.content.title == "Port to reopen")
    }

    @Test("tells of an edit on the page that the feed does not show")
    func edit() async throws {
        let news = try await newsroom()
        try await news.look(at: 15)
        news.put(
            "a", [Self.opening.replacing("Friday", with: "Monday"), Self.middle, Self.end])
        try await news.look(at: 32)
        #expect(try await news.test.types() == [.entryPublished, .entryUpdated])
        let changes = try await news.test.ledger.changes(entry: 2)
        #expect(changes.map(\.fromRevision) == [2] && changes.map(\.toRevision) == [3])
    }

    @Test("does not ask a page for all of it again when nothing changed")
    func unchanged() async throws {
        let news = try await newsroom()
        try await news.look(at: 15)
        try await news.look(at: 32)
        #expect(try await news.test.ledger.revisions(entry: 2).count == 2)
        #expect(try await news.test.types() == [.entryPublished])
    }

    @Test("opens an inquiry that only the page tells of, and ends it when the page is edited")
    func inquiry() async throws {
        let asked = "The Harbour Authority has been approached for comment."
        let answer =
            "“We dredge the channel every spring and shall do so again,” the Harbour Authority said in a statement on the reopening of the port."
        let news = try await newsroom([Self.opening, Self.middle, Self.end, asked])
        try await news.look(at: 15)
        #expect(try await news.test.types() == [.entryPublished, .inquiryOpened])
        news.put("a", [Self.opening, Self.middle, Self.end, answer])
        try await news.look(at: 32)
        let types = try await news.test.types()
        #expect(types.contains(.inquiryAnswered) && types.contains(.entryUpdated))
    }

    @Test(
        "tells of one edit once, whichever of feed and page shows it first",
        arguments: [true, false])
    func once(feedFirst: Bool) async throws {
        let news = try await Newsroom()
        let summary = Self.opening
        news.list(("old", "Old news", "Nothing new."))
        try await news.poll(at: 0)
        news.list(("a", "Port to reopen", summary), ("old", "Old news", "Nothing new."))
        news.put("a", Self.article)
        try await news.poll(at: 15)
        try await news.look(at: 15)
        let edited = Self.opening.replacing("Friday", with: "Monday")
        news.list(("a", "Port to reopen", edited), ("old", "Old news", "Nothing new."))
        news.put("a", [edited, Self.middle, Self.end])
        if feedFirst {
            try await news.poll(at: 30)
            try await news.look(at: 32)
        } else {
            try await news.look(at: 32)
            try await news.poll(at: 45)
        }
        #expect(try await news.test.types() == [.entryPublished, .entryUpdated])
        let verdicts = try await news.test.ledger.changes(entry: 2).map(\.verdict)
        // What the feed shows first waits for the page.
        #expect(
            verdicts
                == (feedFirst ? ["suppressed", "entry.updated"] : ["entry.updated", "suppressed"]))
    }

    @Test("keeps no second copy of a page whose text the feed has whole")
    func full() async throws {
        let news = try await Newsroom()
        news.list(("old", "Old news", "Nothing new."))
        try await news.poll(at: 0)
        news.list(
            ("a", "Port to reopen", Self.article.joined(separator: " ")))
        news.put("a", Self.article)
        try await news.poll(at: 15)
        try await news.look(at: 15)
        #expect(try await news.test.ledger.revisions(entry: 2).count == 1)
    }

    @Test("holds a reading that jumps, and says nothing when the article is back")
    func held() async throws {
        let news = try await newsroom()
        try await news.look(at: 15)
        news.put("a", title: "Oops", ["Please try again."])
        #expect(try await news.look(at: 32).contains { $0.isNews } == false)
        news.put("a", Self.article)
        try await news.look(at: 43)
        try await news.look(at: 60)
        #expect(try await news.test.types() == [.entryPublished])
        #expect(try await news.test.ledger.revisions(entry: 2).count == 2)
    }

    @Test("believes a rewritten article when it is still so at the next look")
    func rewritten() async throws {
        let news = try await newsroom()
        try await news.look(at: 15)
        let other = [
            "Three weeks of repairs end this Friday: ships may come back to the port before noon, if the harbour master keeps his word.",
            "Divers had cleared a barge's wreck away from the channel, and vessels went elsewhere along the coast meanwhile.",
            "Who answers for the dredging, which fishermen call far too rare, has been a complaint of the town for years.",
        ]
        news.put("a", other)
        try await news.look(at: 32)
        #expect(try await news.test.types() == [.entryPublished])
        try await news.look(at: 43)
        #expect(try await news.test.types() == [.entryPublished, .entryUpdated])
    }

    @Test("believes an article about other things when it has been there for a day")
    func replaced() async throws {
        let news = try await newsroom()
        try await news.look(at: 15)
        let other = [
            "Ministers resigned in the capital tonight over leaked contracts that showed payments to a firm without staff.",
            "Prosecutors searched nine offices and took away computers, ledgers and the telephone of a former adviser.",
            "Opposition leaders called for a vote of no confidence before the summer recess begins next week.",
        ]
        news.put("a", other)
        for minute in stride(from: 32, to: 24 * 60, by: 30) { try await news.look(at: minute) }
        #expect(try await news.test.types() == [.entryPublished])
        for minute in stride(from: 25 * 60, to: 50 * 60, by: 30) { try await news.look(at: minute) }
        #expect(try await news.test.types() == [.entryPublished, .entryUpdated])
    }

    @Test(
        "tells of a removal after two looks half an hour apart, and of a return",
        arguments: [404, 410, 200])
    func removed(status: Int) async throws {
        let news = try await newsroom()
        try await news.look(at: 15)
        let body =
            "<html><head><title>404 Page not found</title></head><body><h1>Page not found</h1><p>Sorry, the page you are looking for does not exist.</p></body></html>"
        news.put("a", .init(status: status, body: body))
        try await news.look(at: 32)
        #expect(try await news.test.types() == [.entryPublished])
        try await news.poll(at: 47)
        try await news.look(at: 63)
        #expect(try await news.test.types() == [.entryPublished, .entryRemoved])
        news.put("a", Self.article)
        try await news.look(at: 64 + 24 * 60)
        #expect(
            try await news.test.types() == [.entryPublished, .entryRemoved, .entryRestored])
    }

    @Test("asks feed and front page whether a site is well of which nothing else was seen")
    func witnesses() async throws {
        let news = try await newsroom()
        try await news.look(at: 15)
        for page in ["a", "old"] { news.put(page, nil) }
        try await news.look(at: 32)
        _ = news.requests()
        // Neither the feed nor the front page is there.
        news.put(.page(""))
        try await news.look(at: 63)
        #expect(Set(news.requests()) == ["/old", "/a", "/feed", "/"])
        #expect(try await news.test.types() == [.entryPublished])
        news.put("", ["All the news of the harbour.", "And of the sea."])
        try await news.look(at: 124)
        #expect(
            try await news.test.types() == [.entryPublished, .entryRemoved, .entryRemoved])
    }

    @Test("believes after three days that a site has lost most of its pages, and no sooner")
    func siteLost() async throws {
        let news = try await newsroom()
        let ids = ["a", "b", "c", "d"]
        news.put(
            .entries(
                ids.map { Newsroom.Entry(id: $0, link: $0, title: "Port \($0)", summary: "Ships.") }
            ))
        for id in ids.dropFirst() {
            news.put(id, [Self.opening, Self.middle, "\(id) \(Self.end)"])
        }
        try await news.poll(at: 15)
        try await news.look(at: 15)
        let before = try await news.test.types()
        for id in ids { news.put(id, nil) }
        for minute in stride(from: 32, through: 3 * 24 * 60, by: 30) {
            try await news.poll(at: minute)
            try await news.look(at: minute)
        }
        #expect(try await news.test.types() == before)
        for minute in stride(from: 3 * 24 * 60 + 32, through: 4 * 24 * 60, by: 30) {
            try await news.poll(at: minute)
            try await news.look(at: minute)
        }
        #expect(try await news.test.types().filter { $0 == .entryRemoved }.count == ids.count)
    }

    @Test("says nothing of a page that a wall or an error stands before", arguments: [503, 403])
    func trouble(status: Int) async throws {
        let news = try await newsroom()
        try await news.look(at: 15)
        news.put("a", .init(status: status, body: "<h1>Sorry</h1>"))
        try await news.look(at: 32)
        try await news.look(at: 120)
        #expect(try await news.test.types() == [.entryPublished])
    }

    @Test("looks once where that is configured, and never where it is forbidden")
    func follow() async throws {
        let once = try await newsroom { $0.follow = .new }
        try await once.look(at: 15)
        _ = once.requests()
        try await once.look(at: 600)
        #expect(!once.requests().contains("/a"))
        let never = try await newsroom { $0.follow = .never }
        try await never.look(at: 600)
        #expect(!never.requests().contains("/a"))
    }

    @Test(
        "passes over what its operator told to ignore",
        arguments: [
            Configuration.Feed.IgnoreRule.literal("people are reading this"),
            .pattern("Now * people are reading*"), nil,
        ] as [Configuration.Feed.IgnoreRule?])
    func ignored(rule: Configuration.Feed.IgnoreRule?) async throws {
        let rule = try rule ?? .selector(#require(HTMLSelector("article > .readers")))
        func readers(_ number: String) -> String {
            "</p><p class=\"big readers\">Now \(number) people are reading this article, more than any other story of the day."
        }
        let news = try await newsroom([
            Self.opening, Self.middle, readers("seven hundred"), Self.end,
        ]) {
            $0.ignore = [rule]
        }
        try await news.look(at: 15)
        news.put("a", [Self.opening, Self.middle, readers("two thousand and one"), Self.end])
        try await news.look(at: 32)
        #expect(try await news.test.types() == [.entryPublished])
    }

    @Test("looks soon where an answer has come to be awaited, and again on reopening")
    func attended() async throws {
        let news = try await newsroom()
        try await news.look(at: 15)
        news.put(
            "a", [Self.opening, Self.middle, "The Harbour Authority has been asked for comment."])
        try await news.look(at: 32)
        func isDue(at minute: Int) async throws -> Bool {
            try await news.test.ledger.duePages(now: TestLedger.minute(minute)).contains {
                $0.entry == 2
            }
        }
        #expect(try await isDue(at: 33))
        let inquiry = try #require(try await news.test.ledger.inquiries().first)
        let act = Act(by: "ada", at: TestLedger.minute(33), reason: nil)
        try await news.test.ledger.close(inquiry, by: act)
        news.put("a", .init(status: 503, body: ""))
        try await news.look(at: 33)
        #expect(try await !isDue(at: 92))
        let again = Act(by: "ada", at: TestLedger.minute(40), reason: nil)
        try await news.test.ledger.reopen(inquiry, dueAt: nil, by: again)
        #expect(try await isDue(at: 41))
    }

    @Test("learns a line that changes at every look, and still tells of an edit beside it")
    func volatile() async throws {
        func gauge(_ number: Int) -> String {
            "The tide stood at \(number).\(number % 7) metres at the outer gauge."
        }
        let news = try await newsroom([Self.opening, gauge(0), Self.middle, Self.end])
        try await news.look(at: 15)
        var lessons: [PageLook.Lesson] = []
        for number in 1...20 {
            news.put("a", [Self.opening, gauge(number), Self.middle, Self.end])
            lessons += try await news.look(at: 15 + number * 20).flatMap(\.lessons)
        }
        let updates = Array(repeating: EventType.entryUpdated, count: 7)
        #expect(try await news.test.types() == [.entryPublished] + updates)
        #expect(lessons.map(\.isLearnt) == [true] && lessons.first?.line == gauge(8))
        let learnt = try await news.test.ledger.learntLines(feed: 1, limit: 9)
        #expect(learnt.map(\.url) == [Newsroom.host + "/a"])
        let quiet = try await news.test.ledger.changes(entry: 2).suffix(1)
        #expect(quiet.map(\.kinds) == ["counter"] && quiet.map(\.level) == ["none"])

        let edited = Self.middle.replacing("forty", with: "ninety")
        news.put("a", [Self.opening, gauge(21), edited, Self.end])
        try await news.look(at: 15 + 24 * 20)
        #expect(try await news.test.types() == [.entryPublished] + updates + [.entryUpdated])
        let told = try await news.test.ledger.changes(entry: 2).last
        #expect(told?.detail["sentences"]?.arrayValue?.count == 1)
    }

    @Test("tells of a headline that changed on the page alone, with both")
    func headline() async throws {
        let news = try await newsroom()
        try await news.look(at: 15)
        news.put("a", title: "Port to stay shut", Self.article)
        try await news.look(at: 32)
        let data = try await news.test.data(of: .entryUpdated)
        #expect(data?.at("change.kinds") == .array([.string("headline")]))
        let field = data?.at("change.fields")?.arrayValue?.first
        #expect(field?["from"] == .string("Port to reopen"))
        #expect(field?["to"] == .string("Port to stay shut"))
        // What the entry is called, its feed tells.
        #expect(data?.at("entry.title") == .string("Port to reopen"))
        try await news.look(at: 50)
        #expect(try await news.test.types() == [.entryPublished, .entryUpdated])
    }

    @Test(
        "takes for no headline what stands around the title",
        arguments: [
            "Port to reopen | Coast Herald", "Port to reopen - The Coast Herald", "PORT TO REOPEN",
            "", "Live: Port to reopen", "Subscribe to continue | Coast Herald",
        ])
    func noHeadline(title: String) async throws {
        let news = try await newsroom()
        try await news.look(at: 15)
        news.put("a", title: title, Self.article)
        try await news.look(at: 32)
        #expect(try await news.test.types() == [.entryPublished])
    }

    @Test("shows no site's name beside an edit")
    func noTitleField() async throws {
        let news = try await newsroom()
        try await news.look(at: 15)
        news.put(
            "a", title: "Port to reopen | Coast Herald",
            [Self.opening.replacing("Friday", with: "Monday"), Self.middle, Self.end])
        try await news.look(at: 32)
        let data = try await news.test.data(of: .entryUpdated)
        let fields = data?.at("change.fields")?.arrayValue
        #expect(fields?.compactMap { $0["field"] } == [.string("text")])
    }

    @Test(
        "tells of a headline once, though page and feed word it otherwise",
        arguments: [true, false])
    func headlineOnce(feedFirst: Bool) async throws {
        let news = try await newsroom()
        try await news.look(at: 15)
        let steps = [
            { try await news.poll(at: 30) },
            { _ = try await news.look(at: 32) }, { try await news.poll(at: 45) },
        ]
        news.list(
            ("a", "Port stays shut until May", "Ships return."), ("old", "Old news", "Nothing new.")
        )
        news.put(
            "a", title: "Port stays shut for repairs, ministry decides",
            Self.article)
        for step in feedFirst ? steps : Array(steps.dropFirst()) { try await step() }
        #expect(try await news.test.types() == [.entryPublished, .entryUpdated])
        // A later edit of the feed's title is another one.
        news.list(
            ("a", "Port reopens in June", "Ships return."), ("old", "Old news", "Nothing new."))
        try await news.poll(at: 60)
        try await news.look(at: 60)
        #expect(try await news.test.types() == [.entryPublished, .entryUpdated, .entryUpdated])
    }

    @Test("counts the looks at a page on which an answer is awaited, and its gaps")
    func covered() async throws {
        let news = try await newsroom([
            Self.opening, Self.middle, "The Harbour Authority has been approached for comment.",
        ])
        try await news.look(at: 15)
        try await news.look(at: 32)
        news.put("a", .init(status: 503, body: "<h1>Sorry</h1>"))
        try await news.look(at: 60)
        let inquiry = try #require(try await news.test.ledger.inquiries().first)
        let coverage = try await news.test.ledger.coverage(
            of: inquiry, until: TestLedger.minute(70))
        #expect(coverage.pages == [Newsroom.host + "/a"])
        #expect(coverage.gaps.map(\.page) == [Newsroom.host + "/a"])
        #expect(coverage.gaps.map(\.reason) == ["http 503"])
        #expect(coverage.gaps.map(\.from) == [TestLedger.minute(32)])
    }
}
