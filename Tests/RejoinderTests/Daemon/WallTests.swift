import Testing

@testable import Rejoinder

@Suite("A wall in front of pages that were read") struct WallTests {
    private static let subjects = [
        "dredging of the eastern basin", "lease of the fish hall", "bridge over the narrows",
        "closing of the night ferry", "price of mooring",
    ]

    private static func title(_ subject: String) -> String {
        "Harbour office decides on the \(subject)"
    }

    private static func article(_ subject: String) -> [String] {
        [
            "The harbour office decided on the \(subject) on Tuesday, after two years of hearings that drew hundreds of letters.",
            "The work is to cost 38 million crowns and will begin in March, the office said in a paper that was sent out in the afternoon.",
            "Crews of the mussel boats have long warned that the \(subject) would stir up the mud, which holds heavy metals.",
            "The contract goes to three builders, who had offered the lowest price and the shortest time of all.",
        ]
    }

    private static let wall = [
        "Our servers have too much to do at the moment. Please wait a little, and then load this page again.",
        "If you go on seeing this message, write to our help desk and name the number 8812.",
    ]

    /// A newsroom whose pages were read twice and found the same.
    private func newsroom(reading isRead: Bool = true) async throws -> Newsroom {
        let news = try await Newsroom()
        news.list(("old", "Old news", "Nothing new."))
        news.put("old", ["Nothing new."])
        try await news.poll(at: 0)
        news.put(
            .entries(
                Self.subjects.enumerated().map { number, subject in
                    Newsroom.Entry(
                        id: "n\(number)", link: "n\(number)", title: Self.title(subject),
                        summary: "The harbour office decided on the \(subject).")
                } + [
                    Newsroom.Entry(
                        id: "old", link: "old", title: "Old news", summary: "Nothing new.")
                ]))
        if isRead { restore(news) }
        try await news.poll(at: 15)
        if isRead {
            try await news.look(at: 15)
            try await news.look(at: 32)
        }
        return news
    }

    private func restore(_ news: Newsroom) {
        for (number, subject) in Self.subjects.enumerated() {
            news.put("n\(number)", title: Self.title(subject), Self.article(subject))
        }
    }

    /// Looks at all that is due, over two days.
    private func look(_ news: Newsroom, from minute: Int) async throws {
        for later in [0, 11, 22, 45, 90, 180, 360, 720, 1440, 1500, 2160, 2880] {
            try await news.look(at: minute + later)
        }
    }

    /// That the log has five new entries, and then these events.
    private func expect(
        _ news: Newsroom, _ more: [EventType], at place: SourceLocation = #_sourceLocation
    ) async throws {
        let types = try await news.test.types()
        #expect(
            types == Array(repeating: .entryPublished, count: 5) + more, sourceLocation: place)
    }

    @Test("is told neither when it comes, nor while it stays, nor when it goes", arguments: [1, 5])
    func wall(pages: Int) async throws {
        let news = try await newsroom()
        for number in 0..<pages { news.put("n\(number)", title: "Sorry", Self.wall) }
        try await look(news, from: 50)
        try await expect(news, [])
        restore(news)
        try await look(news, from: 3000)
        try await expect(news, [])
        let edited = Self.article(Self.subjects[0]).map { $0.replacing("March", with: "May") }
        news.put("n0", title: Self.title(Self.subjects[0]), edited)
        try await look(news, from: 6000)
        try await expect(news, [.entryUpdated])
    }

    @Test("is known by standing on several pages, though it is about what they are about")
    func shared() async throws {
        let news = try await newsroom()
        let notice = [
            "The harbour office moves its papers on dredging, leases, bridges and ferries to a new address. All letters and decisions on mooring will be there from Tuesday."
        ]
        for number in 0..<5 {
            news.put("n\(number)", title: Self.title(Self.subjects[number]), notice)
        }
        try await look(news, from: 50)
        try await expect(news, [])
        restore(news)
        try await look(news, from: 3000)
        try await expect(news, [])
    }

    @Test("at the very first look is no article, and what it says is nobody's statement")
    func first() async throws {
        let news = try await newsroom(reading: false)
        let notice = [
            "Our site moves to a new home, and you will find us there from Tuesday on. Please wait until then, and change the addresses in your browser.",
            "“We are sorry for the trouble,” the Harbour Authority said, which has been asked for comment on the new servers by our readers.",
        ]
        for number in 0..<5 { news.put("n\(number)", title: "We are moving", notice) }
        try await news.look(at: 15)
        try await look(news, from: 32)
        try await expect(news, [])
        #expect(try await news.test.ledger.inquiries().isEmpty)
        restore(news)
        try await look(news, from: 3000)
        try await expect(news, [])
        for entry: Int64 in 2...6 {
            let sources = try await news.test.ledger.revisions(entry: entry).map(\.source)
            #expect(sources == [.feed, .page])
        }
    }

    @Test("that was taken for an article once is forgotten when others show it, too")
    func believedFirst() async throws {
        let news = try await newsroom(reading: false)
        let notice = [
            "The harbour office has a new home for its papers on all that it decided in the last two years, and for what is to come.",
            "Letters of crews and builders will be found there as well, when the work is done, which is to be in March.",
        ]
        for number in 0..<5 { news.put("n\(number)", title: "A new home", notice) }
        try await news.look(at: 15)
        try await look(news, from: 32)
        restore(news)
        try await look(news, from: 3000)
        try await expect(news, [])
    }

    @Test(
        "is not what says that the article was withdrawn, which is told",
        arguments: [
            "This article has been withdrawn because its figures could not be confirmed.",
            "Wir haben den Artikel zurückgezogen, weil die Zahlen nicht belegt sind.",
        ])
    func withdrawn(_ notice: String) async throws {
        let news = try await newsroom()
        news.put("n0", title: Self.title(Self.subjects[0]), [notice])
        try await news.look(at: 50)
        try await news.look(at: 61)
        try await expect(news, [.entryCorrected])
        let kinds = try await news.test.data(of: .entryCorrected)?.at("change.kinds")
        #expect(kinds?.arrayValue?.contains(.string("retraction")) == true)
    }

    @Test("is not what an editor has left of the article, which is told")
    func shortened() async throws {
        let news = try await newsroom()
        let article = Self.article(Self.subjects[0])
        news.put(
            "n0", title: Self.title(Self.subjects[0]),
            [
                article[0],
                "The office gives back the contract for the work, and builders are angry.",
            ])
        try await news.look(at: 50)
        try await news.look(at: 61)
        try await expect(news, [.entryUpdated])
    }

    @Test("does not bring a removed page back, nor hide an edit that is made behind it")
    func removed() async throws {
        let news = try await newsroom()
        news.put("n0", nil)
        try await news.look(at: 50)
        try await news.poll(at: 60)
        try await news.look(at: 81)
        try await expect(news, [.entryRemoved])
        news.put("n0", title: "Sorry", Self.wall)
        try await look(news, from: 90)
        try await expect(news, [.entryRemoved])
        let edited = Self.article(Self.subjects[0]).map { $0.replacing("March", with: "May") }
        news.put("n0", title: Self.title(Self.subjects[0]), edited)
        try await look(news, from: 3000)
        try await expect(news, [.entryRemoved, .entryRestored, .entryUpdated])
    }

    @Test("is a gap in the coverage of a page on which an answer is awaited")
    func awaited() async throws {
        let news = try await newsroom()
        let asked =
            Self.article(Self.subjects[0]) + ["The Harbour Authority has been asked for comment."]
        news.put("n0", title: Self.title(Self.subjects[0]), asked)
        try await news.look(at: 50)
        let inquiry = try #require(try await news.test.ledger.inquiries().first)
        news.put("n0", title: "Sorry", Self.wall)
        for minute in stride(from: 55, to: 120, by: 5) { try await news.look(at: minute) }
        let coverage = try await news.test.ledger.coverage(
            of: inquiry, until: TestLedger.minute(120))
        #expect(coverage.gaps.map(\.reason) == ["a notice in place of the article"])
    }
}
