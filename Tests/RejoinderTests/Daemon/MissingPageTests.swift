import Testing

@testable import Rejoinder

@Suite("A page that was never there") struct MissingPageTests {
    private static let day = 24 * 60

    private static func list(_ news: Newsroom, withMissing isListed: Bool) {
        let missing = Newsroom.Entry(
            id: "a", link: "a", title: "Port to reopen", summary: "Ships return.")
        let old = Newsroom.Entry(id: "old", link: "old", title: "Old news", summary: "No news.")
        news.put(.entries((isListed ? [missing] : []) + [old]))
    }

    private static func newsroom() async throws -> Newsroom {
        let news = try await Newsroom()
        news.put("old", ["Nothing new."])
        list(news, withMissing: false)
        try await news.poll(at: 0)
        list(news, withMissing: true)
        try await news.poll(at: 15)
        return news
    }

    @Test("is not taken for one that was removed, and is seldom asked for") func listed()
        async throws
    {
        let news = try await Self.newsroom()
        for minute in stride(from: 15, to: 4 * Self.day, by: 15) {
            try await news.look(at: minute)
        }
        #expect(try await news.test.types() == [.entryPublished])
        // As often as a page that does not change: 12 times in three hours, then hourly, and so on.
        #expect(news.requests().count { $0 == "/a" } < 60)
    }

    @Test("was taken back with its entry, where the feed lists what is older") func withdrawn()
        async throws
    {
        let news = try await Self.newsroom()
        try await news.look(at: 15)
        Self.list(news, withMissing: false)
        try await news.poll(at: 30)
        for minute in stride(from: 30, to: 180, by: 5) { try await news.look(at: minute) }
        #expect(try await news.test.types() == [.entryPublished, .entryRemoved])
        let reason = try await news.test.data(of: .entryRemoved)?.at("page.reason")?.stringValue
        #expect(reason?.hasPrefix("its feed has dropped the entry from its list, and ") == true)
    }

    @Test("may come to be there, and be read like any other") func later() async throws {
        let news = try await Self.newsroom()
        for minute in [15, 31, 48] { try await news.look(at: minute) }
        news.put("a", PageLookTests.article)
        for minute in [65, 82] { try await news.look(at: minute) }
        #expect(try await news.test.ledger.revisions(entry: 2).map(\.source) == [.feed, .page])
        news.put("a", nil)
        for minute in stride(from: 90, to: 240, by: 5) { try await news.look(at: minute) }
        #expect(try await news.test.types() == [.entryPublished, .entryRemoved])
    }
}
