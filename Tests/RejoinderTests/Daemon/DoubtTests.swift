import Testing

@testable import Rejoinder

@Suite("A feed with thresholds of its own") struct DoubtTests {
    private static let summary = "The Harbour Authority has been asked for comment."
    private static let addition = "The Ministry of Transport has been asked for comment."

    /// What is told of, and what is doubtful, once a feed and its page say that somebody was asked.
    private func story(
        openAbove: Double, doubtAbove: Double
    ) async throws -> (told: [EventType], doubtful: [String], kept: Int) {
        let news = try await Newsroom {
            ($0.thresholds.openAbove, $0.thresholds.doubtAbove) = (openAbove, doubtAbove)
        }
        news.list(("old", "Old news", "Nothing new."))
        try await news.poll(at: 0)
        news.list(("a", "Port to reopen", Self.summary), ("old", "Old news", "Nothing new."))
        news.put("a", PageLookTests.article + [Self.addition])
        try await news.poll(at: 15)
        try await news.look(at: 15)
        let ledger = news.test.ledger
        let doubtful = try await ledger.doubtfulMentions(since: TestLedger.minute(0))
        return (
            try await news.test.types(), doubtful.map(\.party),
            try await ledger.mentions(entry: 2, revision: 1).count
                + ledger.mentions(entry: 2, revision: 2).count
        )
    }

    @Test("opens what they let through, in the feed and on its pages") func sure() async throws {
        let found = try await story(openAbove: 0.6, doubtAbove: 0.3)
        #expect(found.told == [.entryPublished, .inquiryOpened, .inquiryOpened])
        #expect(found.doubtful == [] && found.kept == 2)
    }

    // No reading is surer than sure, so thresholds beyond that doubt everything.

    @Test("doubts what lies between them, in the feed and on its pages") func between()
        async throws
    {
        let found = try await story(openAbove: 2, doubtAbove: 0)
        #expect(found.told == [.entryPublished])
        #expect(found.doubtful == ["Ministry of Transport", "Harbour Authority"])
        #expect(found.kept == 2)
    }

    @Test("only records what lies below them") func below() async throws {
        let found = try await story(openAbove: 2, doubtAbove: 2)
        #expect(found.told == [.entryPublished])
        #expect(found.doubtful == [] && found.kept == 2)
    }
}
