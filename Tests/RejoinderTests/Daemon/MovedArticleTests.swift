import Testing

@testable import Rejoinder

@Suite("An article that moves") struct MovedArticleTests {
    private static let shut =
        "The pier at Saltby has been shut since Monday, and the boats have to land at the quay on the north bank."
    private static let asked = "The Harbour Authority has been asked for comment."
    private static let answer =
        "A spokesman for the Harbour Authority said: “The piles are rotten, and the pier stays shut.”"

    private static func entry(
        _ slug: String, _ title: String, _ sentences: String...
    ) -> Newsroom.Entry {
        Newsroom.Entry(
            id: slug, link: slug, title: title, summary: sentences.joined(separator: " "))
    }

    private static let old = entry("old", "Old news", "Nothing new.")

    /// A newsroom whose feed lists an article that tells of a question, after a first quiet poll.
    private static func asking() async throws -> Newsroom {
        let news = try await Newsroom()
        news.put("old", ["Nothing new."])
        news.put(.entries([old]))
        try await news.poll(at: 0)
        news.put(.entries([entry("pier-shuts", "Pier shuts", shut, asked), old]))
        try await news.poll(at: 15)
        return news
    }

    @Test("still answers the question that it asked") func answers() async throws {
        let news = try await Self.asking()
        news.put(.entries([Self.entry("no-boats", "No boats", Self.shut, Self.asked), Self.old]))
        try await news.poll(at: 30)
        news.put(
            .entries([
                Self.entry("no-boats", "No boats", Self.shut, Self.asked, Self.answer), Self.old,
            ]))
        try await news.poll(at: 45)
        let types = try await news.test.types()
        #expect(types.count { $0 == .entryPublished } == 1)
        #expect(types.contains(.inquiryAnswered))
        #expect(!types.contains(.feedGap))
    }

    @Test("is looked at where its feed links now, and is not missed where it was") func page()
        async throws
    {
        let news = try await Self.asking()
        let paragraphs = PageLookTests.article
        news.put("pier-shuts", title: "Pier shuts", paragraphs)
        try await news.look(at: 16)
        news.put("pier-shuts", nil)
        let edited =
            paragraphs.dropLast() + ["The council pays for the boats until the end of May."]
        news.put("no-boats", title: "No boats", Array(edited))
        news.put(.entries([Self.entry("no-boats", "No boats", Self.shut, Self.asked), Self.old]))
        try await news.poll(at: 30)
        for minute in [31, 60, 120, 240] { try await news.look(at: minute) }
        let types = try await news.test.types()
        #expect(!types.contains(.entryRemoved))
        let edits = try await news.test.events(.entryUpdated) + news.test.events(.entryCorrected)
        #expect(edits.contains { String(decoding: $0.body, as: UTF8.self).contains("end of May") })
    }

    @Test("is no news where the whole feed has moved, but what is new there is") func feed()
        async throws
    {
        let news = try await Self.moved(
            listing: Self.entry("pier-shuts", "Pier shuts", Self.shut, Self.asked))
        #expect(try await news.test.events(.entryPublished).count == 2)
    }

    @Test("is quiet history where another feed stands at the new address") func otherFeed()
        async throws
    {
        let news = try await Self.moved(
            listing: Self.entry("fog", "Fog", "Fog lies on the lower Wend."))
        #expect(try await news.test.events(.entryPublished).count == 1)
        #expect(try await news.test.ledger.feed(named: "news").baselineAt == TestLedger.minute(30))
    }

    /// The newsroom after a poll of another address, whose feed lists that entry between a new one
    /// and the oldest.
    private static func moved(listing entry: Newsroom.Entry) async throws -> Newsroom {
        let news = try await asking()
        let moved = FeedDeclaration(name: "news", url: Newsroom.host + "/moved")
        _ = try await news.test.ledger.declare(feeds: [moved], now: TestLedger.minute(20))
        let ferry = Self.entry("ferry", "Ferry sails", "A ferry sails on Friday.")
        news.put(.entries([ferry, entry, old]))
        try await news.poll(at: 30)
        return news
    }
}
