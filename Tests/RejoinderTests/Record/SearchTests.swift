import Foundation
import GRDB
import Testing

@testable import Rejoinder

extension TestLedger {
    /// Brings the search index up to date.
    @discardableResult
    func index(batch: SearchIndexer.Batch = .init()) async throws -> SearchIndexer.Progress {
        let indexer = SearchIndexer(ledger: ledger, batch: batch)
        let progress = try await indexer.advance(for: .seconds(600), isGentle: false)
        await indexer.close()
        return progress
    }

    func search(
        _ text: String, byTime: Bool = false, limit: Int = 20
    ) async throws -> SearchOutcome {
        let query = SearchQuery(text) { text, isEnd in
            Timestamp(text).map { isEnd ? $0 + .seconds(86_400) : $0 }
        }
        return try await ledger.search(query, byTime: byTime, limit: limit)
    }

    /// The entries that a search finds, in order.
    func entries(_ text: String, byTime: Bool = false) async throws -> [Int64] {
        try await search(text, byTime: byTime).results.map(\.entry)
    }

    /// A ledger with one entry for each text, indexed.
    static func of(_ texts: String..., title: String = "") async throws -> TestLedger {
        let test = try TestLedger()
        try await test.watch()
        for (place, text) in texts.enumerated() {
            let told = texts[...place].enumerated().map {
                Told(id: "\($0)", title: title, text: $1)
            }
            _ = text
            try await test.poll(at: 10 + place, told)
        }
        try await test.index()
        return test
    }
}

@Suite("Search") struct SearchTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let text: String
        let query: String
        var isFound = true

        init(_ description: String, _ text: String, _ query: String, isFound: Bool = true) {
            testDescription = description
            (self.text, self.query, self.isFound) = (text, query, isFound)
        }
    }

    static let cases = [
        Case("a word in another case", "The port REOPENS on Friday.", "reopens port"),
        Case("a part of a word is none", "They report today.", "port", isFound: false),
        Case("a word that is not there", "The port reopens.", "port airport", isFound: false),
        Case("a word without its accents", "Le Sénat siégera à l'été.", "senat ete"),
        Case("a word after an apostrophe", "L’ambassade a répondu.", "ambassade"),
        Case("ß for ss", "Die Straße bleibt gesperrt.", "strasse"),
        Case("ss for ß", "Die Strasse bleibt gesperrt.", "Straße"),
        Case("ue for ü", "Minister Müller tritt ab.", "Mueller"),
        Case("ü for ue", "Minister Mueller tritt ab.", "Müller"),
        Case("е for ё", "Королёв ответил.", "королев"),
        Case("ё for е", "Королев ответил.", "Королёв"),
        Case("й is not и", "Это мои слова.", "\"мой\"", isFound: false),
        Case("г for ґ", "Справа Ґонґадзе.", "Гонгадзе"),
        Case("another apostrophe", "М’яч у воротах.", "м'яч"),
        Case("an abbreviation without stops", "The U.S. said no.", "US"),
        Case("the part of a compound", "Franco-German talks.", "german"),
        Case("another form, in English", "The ministers have answered.", "minister"),
        Case("another form, in German", "Sprecher des Ministeriums.", "Ministerium"),
        Case("another form, in French", "Les ministres ont répondu.", "ministre"),
        Case("another form, in Ukrainian", "Речник міністерства.", "міністерство"),
        Case("another form, in Russian", "Слова министра.", "министр"),
        Case("a quoted word in this form only", "The ministers.", "\"minister\"", isFound: false),
        Case("the beginning of a word", "The harbour.", "harb*"),
        Case("no beginning in the middle", "The harbour.", "arb*", isFound: false),
        Case("a phrase", "It will reopen on Friday.", "\"reopen on friday\""),
        Case(
            "a phrase in another order", "On Friday it will reopen.", "\"friday on\"",
            isFound: false),
        Case("a phrase that goes on", "It will reopen on Friday.", "\"reopen on fri*\""),
        Case("a phrase over a stop", "They said no. Comment followed.", "\"no comment\""),
        Case(
            "without a word that is there", "The port and the ferry.", "port -ferry", isFound: false
        ),
        Case("without a word that is not there", "The port.", "port -ferry"),
        Case("without a phrase", "The ferry port.", "port -\"ferry port\"", isFound: false),
        Case("without a phrase of words elsewhere", "A port, no ferry.", "port -\"ferry port\""),
        Case("only without", "The port.", "-ferry"),
        Case("two letters of Chinese", "外交部回应", "交部"),
    ]

    @Test("finds what people mean", arguments: cases)
    func finds(_ one: Case) async throws {
        let test = try await TestLedger.of(one.text)
        #expect(try await test.entries(one.query) == (one.isFound ? [1] : []))
    }

    @Test("puts the title before the beginning, that before the rest, and exact words first")
    func relevance() async throws {
        let filler = String(repeating: "Other matters were on the agenda of the day. ", count: 8)
        let test = try TestLedger()
        try await test.watch()
        let told = [
            Told(id: "title", title: "Sanctions stay", text: filler),
            Told(id: "lead", title: "News", text: "The sanctions stay. " + filler),
            Told(id: "form", title: "News", text: "A sanction was named. " + filler + "b"),
            Told(id: "end", title: "News", text: filler + "So do sanctions."),
            Told(id: "end 2", title: "News", text: filler + "The sanctions too."),
        ]
        for place in told.indices { try await test.poll(at: 10 + place, Array(told[...place])) }
        try await test.index()
        #expect(try await test.entries("sanctions") == [1, 2, 3, 5, 4])
        #expect(try await test.entries("sanctions", byTime: true) == [5, 4, 3, 2, 1])
        let few = try await test.search("sanctions", limit: 2)
        #expect(few.results.map(\.entry) == [1, 2] && few.hasMore)
        #expect(try await test.search("sanctions", limit: 5).hasMore == false)
    }

    @Test("shows an entry once, and says whether the revision is the current one")
    func revisions() async throws {
        let test = try TestLedger()
        try await test.watch()
        for (place, day) in ["Friday", "Monday", "Friday", "Sunday"].enumerated() {
            let text = "The port will reopen on \(day), the harbour master said."
            try await test.poll(at: 10 + place * 30, [Told(title: "Port news", text: text)])
        }
        try await test.index()
        let current = try await test.search("port").results
        #expect(current.map(\.revision) == [4] && current[0].isCurrent)
        let former = try await test.search("friday").results
        #expect(former.map(\.revision) == [3] && !former[0].isCurrent)
        #expect(former[0].newestRevision == 4)
        #expect(former[0].seenAt == TestLedger.minute(70))
        #expect(former[0].link == "https://news.example/a")
        #expect(former[0].feed == "news")
    }

    @Test("shows a text that several feeds have once, with the others") func copies() async throws {
        let test = try TestLedger()
        try await test.watch("agency")
        try await test.watch("paper")
        try await test.poll("agency", at: 10, [Told(id: "x")])
        try await test.poll("paper", at: 20, [Told(id: "y")])
        try await test.index()
        let found = try await test.search("harbour").results
        #expect(found.map(\.feed) == ["paper"])
        #expect(found.first?.copies == [SearchResult.Copy(entry: 1, feed: "agency")])
    }

    @Test("marks what it found in the title and the text") func excerpts() async throws {
        let long = String(repeating: "Nothing else was said that day at all. ", count: 20)
        let test = try await TestLedger.of(
            long + "The port will reopen. " + long, title: "Port news")
        let found = try #require(try await test.search("port reopen").results.first)
        #expect(found.title.parts.map(\.text) == ["Port", " news"])
        #expect(found.title.parts.map(\.isMatch) == [true, false])
        #expect(found.excerpt.parts.filter(\.isMatch).map(\.text) == ["port", "reopen"])
        #expect(found.excerpt.isCutBefore && found.excerpt.isCutAfter)
        #expect(found.excerpt.text.contains("The port will reopen. Nothing"))
    }

    @Test("selects by feed, institution, kind and time") func filters() async throws {
        let test = try TestLedger()
        try await test.watch("uk-news")
        try await test.watch("port-own", institution: InstitutionKey("harbour"))
        try await test.poll("uk-news", at: 10, [Told(id: "a", asked: [TestLedger.harbour])])
        try await test.poll(
            "port-own", at: 20, [Told(id: "b", title: "Notice", text: "Port shut.")])
        try await test.poll(
            "uk-news", at: 3000,
            [
                Told(id: "c", title: "Port strike", text: "Dockers walk out of the port."),
                Told(id: "a", asked: [TestLedger.harbour]),
            ])
        try await test.index()
        func entries(_ query: String) async throws -> Set<Int64> {
            Set(try await test.entries(query))
        }
        #expect(try await entries("port") == [1, 2, 3])
        #expect(try await entries("port feed:uk-*") == [1, 3])
        #expect(try await entries("port -feed:uk-*") == [2])
        #expect(try await entries("feed:port-own") == [2])
        #expect(try await entries("port institution:harbour") == [1, 2])
        #expect(try await entries("port -institution:harb*") == [3])
        #expect(try await entries("port type:title") == [1, 3])
        #expect(try await entries("strike type:text") == [])
        #expect(try await entries("port since:2026-03-03") == [3])
        #expect(try await entries("port until:2026-03-02") == [1, 2])
        let none = try await test.search("port feed:us-* institution:nobody")
        #expect(none.results.isEmpty && none.unknownFeeds == ["us-*"])
        #expect(
            none.notes == [
                "no text is of an institution with the key nobody, quotes it or asks it"
            ])
    }

    @Test("finds statements and mentions by themselves") func kinds() async throws {
        let test = try TestLedger()
        try await test.watch()
        try await test.poll(at: 10, [Told(asked: [TestLedger.harbour])])
        try await test.index()
        let statement = try #require(try await test.search("type:statement reopen").results.first)
        #expect(statement.kind == .statement && statement.party == "the harbour master")
        #expect(statement.excerpt.text.contains("port will reopen on Friday"))
        let mention = try #require(try await test.search("type:mention comment").results.first)
        #expect(mention.kind == .mention && mention.institution == TestLedger.harbour.key)
        #expect(try await test.entries("type:statement comment") == [])
        #expect(try await test.search("type:statement type:mention the").results.count == 2)
    }

    @Test("takes any text for a query") func fuzz() async throws {
        let test = try await TestLedger.of("The port will reopen on Friday.", "Un été à l'OTAN.")
        var texts = [
            "\"", "''", "a\"b", "AND", "port AND", "NOT port", "NEAR(port, 5)", "port NEAR/2 x",
            "{words}: port", "words: port", "-", "- -", "-*", "*", "port*", "*port", "^port",
            "(((((", ")", "'; DROP TABLE document; --", "%s%n", "\\", "\u{E000}port", "\u{E002}a",
            "\0port\0", "port\0*", "feed:", "feed:\"", "feed:*", "feed:[", "institution:'",
            "-type:x",
            "ɅAD", "ⱡⱡ mariner", "x\u{1C90}y", "z\u{A7C2}w \u{10D24}a", "-a\u{AB68}b*",
            "since:0", "until:9999999999999999999d", "type:statement", "\u{202E}\u{FEFF}", "🙂 ☎️ 👩‍👩‍👧",
            String(repeating: "(", count: 50_000), String(repeating: "\"a ", count: 30_000),
            String(repeating: "port ", count: 20_000), String(repeating: "x", count: 100_000),
            String(repeating: "a-", count: 50_000), String(repeating: "e\u{301}", count: 30_000),
        ]
        var random = SystemRandomNumberGenerator()
        let pieces = [
            "port", "\"", "-", "*", ":", " ", "feed", "OR", "(", ")", "été", "\0", "'", "^",
        ]
        for _ in 0..<150 {
            let bytes = (0..<Int.random(in: 1...60, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            texts.append(String(decoding: bytes, as: UTF8.self))
            texts.append(
                (0..<Int.random(in: 1...12, using: &random))
                    .map { _ in pieces.randomElement(using: &random) ?? "" }.joined())
        }
        for text in texts {
            await #expect(throws: Never.self, "\(text.prefix(80).debugDescription)") {
                _ = try await test.search(text)
            }
        }
    }
}
