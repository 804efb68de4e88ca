import Testing

@testable import Rejoinder

@Suite("An edit that feed and page show") struct OneEditTests {
    private static let article = PageLookTests.article
    private static let edited = article[0].replacing("Friday", with: "Monday")
    private static let note =
        "Correction: An earlier version of this article gave the wrong day for the reopening."

    /// A newsroom whose feed shows the beginning of an article that its page has whole.
    private func newsroom() async throws -> Newsroom {
        let news = try await Newsroom()
        news.list(("old", "Old news", "Nothing new."))
        news.put("old", ["Nothing new."])
        try await news.poll(at: 0)
        list(news, Self.article[0])
        news.put("a", Self.article)
        try await news.poll(at: 15)
        try await news.look(at: 15)
        return news
    }

    private func list(_ news: Newsroom, _ summary: String) {
        news.list(("a", "Port to reopen", summary), ("old", "Old news", "Nothing new."))
    }

    private func told(_ news: Newsroom) async throws -> [EventType] {
        try await news.test.types().filter { $0 != .entryPublished }
    }

    @Test("is told once, as the correction that only the page calls it", arguments: [true, false])
    func corrected(feedFirst: Bool) async throws {
        let news = try await newsroom()
        list(news, Self.edited)
        news.put("a", [Self.edited] + Self.article.dropFirst() + [Self.note])
        if feedFirst { try await news.poll(at: 30) }
        try await news.look(at: 32)
        if !feedFirst { try await news.poll(at: 45) }
        try await news.poll(at: 60)
        #expect(try await told(news) == [.entryCorrected])
    }

    @Test("is told once, as the correction that only the feed calls it") func ofFeed() async throws
    {
        let news = try await newsroom()
        list(news, Self.edited + " " + Self.note)
        news.put("a", [Self.edited] + Self.article.dropFirst())
        try await news.poll(at: 30)
        #expect(try await told(news) == [.entryCorrected], "a correction waits for nothing")
        try await news.look(at: 32)
        #expect(try await told(news) == [.entryCorrected])
    }

    @Test("is told with what an institution says in it, once") func statements() async throws {
        let news = try await newsroom()
        let said = "“We open on Monday at noon,” the Harbour Authority said in a statement."
        list(news, Self.article[0] + " " + said)
        news.put("a", Self.article + [said])
        try await news.poll(at: 30)
        try await news.look(at: 30)
        #expect(try await told(news) == [.entryUpdated, .statementPublished])
    }

    @Test("is told as soon as the page was looked at and does not show it") func feedAlone()
        async throws
    {
        let news = try await newsroom()
        list(news, Self.edited)
        try await news.poll(at: 30)
        #expect(try await told(news) == [])
        try await news.look(at: 30)
        #expect(try await told(news) == [.entryUpdated])
        let change = try #require(try await news.test.ledger.changes(entry: 2).last)
        #expect(change.verdict == "entry.updated" && change.reason == "a date changed")
    }

    @Test("is told as soon as the page cannot be fetched", arguments: [503, 404])
    func unknown(status: Int) async throws {
        let news = try await newsroom()
        list(news, Self.edited)
        news.put("a", .init(status: status, body: "Sorry"))
        try await news.poll(at: 30)
        try await news.look(at: 30)
        #expect(try await told(news) == [.entryUpdated])
    }

    @Test("is told after ten minutes though nobody has looked at the page") func neverLooked()
        async throws
    {
        let news = try await newsroom()
        list(news, Self.edited)
        try await news.poll(at: 30)
        try await news.poll(at: 39)
        #expect(try await told(news) == [])
        try await news.poll(at: 40)
        #expect(try await told(news) == [.entryUpdated])
    }

    @Test("is told before the next one of the feed, which waits in its turn") func twoEdits()
        async throws
    {
        let news = try await newsroom()
        list(news, Self.edited)
        try await news.poll(at: 30)
        list(news, Self.edited.replacing("three weeks", with: "four weeks"))
        try await news.poll(at: 31)
        #expect(try await told(news) == [.entryUpdated])
        try await news.look(at: 31)
        #expect(try await told(news) == [.entryUpdated, .entryUpdated])
    }

    @Test("is told apart from another that the page shows at the same time") func other()
        async throws
    {
        let news = try await newsroom()
        list(news, Self.edited)
        news.put(
            "a",
            [Self.article[0], Self.article[1].replacing("forty", with: "ninety"), Self.article[2]])
        try await news.poll(at: 30)
        try await news.look(at: 30)
        #expect(try await told(news) == [.entryUpdated, .entryUpdated])
    }

    @Test("is told at once where the page has nothing that the feed has not") func noPage()
        async throws
    {
        let news = try await Newsroom()
        news.list(("old", "Old news", "Nothing new."))
        try await news.poll(at: 0)
        list(news, Self.article.joined(separator: " "))
        news.put("a", Self.article)
        try await news.poll(at: 15)
        try await news.look(at: 15)
        list(news, Self.article.joined(separator: " ").replacing("Friday", with: "Monday"))
        try await news.poll(at: 30)
        #expect(try await told(news) == [.entryUpdated])
    }

    @Test("of a page that swings is told once, and again when the other text stands")
    func swinging() async throws {
        let news = try await newsroom()
        for look in 1...6 {
            let opening = look % 2 == 1 ? Self.edited : Self.article[0]
            news.put("a", [opening] + Self.article.dropFirst())
            try await news.look(at: 15 + look * 20)
        }
        let swinging = try await told(news)
        #expect(swinging == [.entryUpdated])
        try await news.look(at: 155)
        try await news.look(at: 175)
        let stands = try await told(news)
        #expect(stands == [.entryUpdated, .entryReverted])
    }
}
