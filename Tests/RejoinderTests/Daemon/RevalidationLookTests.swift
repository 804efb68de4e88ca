import Testing

@testable import Rejoinder

/// A server that names its documents alike although they change.
@Suite("A site whose validators never change") struct RevalidationLookTests {
    private static let day = 24 * 60

    private static func newsroom(
        _ change: (inout Configuration.Feed) -> Void = { _ in }
    ) async throws -> Newsroom {
        let news = try await Newsroom {
            $0.follow = .never
            change(&$0)
        }
        news.tag("/feed", "\"fixed\"")
        news.list(("old", "Old news", "Nothing new."))
        try await news.poll(at: 0)
        return news
    }

    private static func publish(_ news: Newsroom, _ summary: String = "Ships return.") {
        news.list(("a", "Port to reopen", summary), ("old", "Old news", "Nothing new."))
    }

    @Test("is silent for a day at most, and is not believed again") func daily() async throws {
        let news = try await Self.newsroom()
        Self.publish(news)
        try await news.poll(at: 15)
        #expect(news.conditional() == ["/feed"])
        #expect(try await news.test.types() == [], "it says that nothing has changed")
        try await news.poll(at: Self.day)
        #expect(try await news.test.types() == [.entryPublished])
        try await news.poll(at: Self.day + 15)
        #expect(news.conditional() == [])
        // After a month it may have been mended.
        try await news.poll(at: 32 * Self.day)
        try await news.poll(at: 32 * Self.day + 15)
        #expect(news.conditional() == ["/feed"])
    }

    @Test("has covered nothing by the 304s that it gave meanwhile") func coverage() async throws {
        let news = try await Self.newsroom()
        for minute in [15, 30, 45] { try await news.poll(at: minute) }
        Self.publish(news)
        try await news.poll(at: Self.day)
        try await news.poll(at: Self.day + 15)
        let coverage = try await news.test.ledger.read { database in
            try Ledger.coverage(
                feeds: [1], from: TestLedger.minute(1), to: TestLedger.minute(Self.day + 15),
                in: database)
        }
        #expect(coverage.looks == 2)
        #expect(coverage.gaps.map(\.reason) == ["http 304"])
        #expect(coverage.gaps.map(\.to) == [TestLedger.minute(Self.day)])
    }

    @Test("is asked for everything while an answer is awaited there") func awaited() async throws {
        let news = try await Self.newsroom { $0.institution = TestLedger.harbour.key }
        try await news.test.ledger.declare(
            inquiries: [
                InquiryDeclaration(
                    name: "port", institution: TestLedger.harbour.key,
                    institutionName: "Harbour Authority", subject: "Why is the port shut?",
                    topic: ["port", "pilots", "repairs"], feeds: nil, openedAt: nil,
                    deadline: .at(TestLedger.minute(Self.day)))
            ], now: TestLedger.minute(5))
        Self.publish(
            news,
            "In a statement, the Harbour Authority said that the port is shut for repairs that the "
                + "pilots asked for.")
        try await news.poll(at: 15)
        #expect(news.conditional() == [])
        #expect(try await news.test.types().contains(.inquiryAnswered))
    }

    @Test("is attended, too, where an inquiry names it as a place for the answer")
    func named() async throws {
        let test = try TestLedger()
        for feed in ["news", "radio"] { try await test.watch(feed) }
        try await test.ledger.declare(
            inquiries: [
                InquiryDeclaration(
                    name: "port", institution: TestLedger.harbour.key,
                    institutionName: "Harbour Authority", subject: "Why is the port shut?",
                    topic: [], feeds: ["radio"], openedAt: nil,
                    deadline: .at(TestLedger.minute(Self.day)))
            ], now: TestLedger.minute(5))
        let radio = try await test.ledger.feed(named: "radio")
        #expect(try await test.ledger.attendedFeeds() == [radio.id])
        #expect(try await test.ledger.attention(feed: radio)?.since == TestLedger.minute(5))
        let news = try await test.ledger.feed(named: "news")
        #expect(try await test.ledger.attention(feed: news) == nil)
    }

    @Test("is one whose document says something else, and not one that counts its readers")
    func honest() async throws {
        let news = try await Self.newsroom()
        for day in 1...3 {
            news.put(
                .entries([
                    .init(
                        id: "old", link: "old", title: "Old news",
                        summary: "Nothing new. <!-- \(day) readers -->")
                ]))
            try await news.poll(at: day * Self.day)
            try await news.poll(at: day * Self.day + 15)
            #expect(news.conditional() == ["/feed"], "once a day is enough")
        }
        #expect(try await news.test.types() == [])
    }

    @Test("may have pages of that kind, too") func page() async throws {
        let news = try await Self.newsroom { $0.follow = .recheck }
        news.tag("/a", "\"fixed\"")
        news.put("a", PageLookTests.article)
        Self.publish(news)
        news.tag("/feed", nil)
        try await news.poll(at: Self.day)
        try await news.look(at: Self.day)
        _ = news.conditional()
        news.put(
            "a", ["The port will stay shut for another month."] + PageLookTests.article.dropFirst())
        try await news.look(at: Self.day + 20)
        #expect(news.conditional() == ["/a"])
        for hour in 2...30 { try await news.look(at: Self.day + hour * 60) }
        #expect(try await news.test.types() == [.entryPublished, .entryUpdated])
        _ = (news.conditional(), news.requests())
        try await news.look(at: 3 * Self.day + 600)
        #expect(news.requests().contains("/a") && news.conditional() == [])
    }
}
