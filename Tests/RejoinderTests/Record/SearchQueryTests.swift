import Testing

@testable import Rejoinder

@Suite("A query") struct SearchQueryTests {
    private func read(_ text: String) -> SearchQuery {
        SearchQuery(text) { text, isEnd in
            Timestamp(text).map { isEnd ? $0 + .seconds(86_400) : $0 }
        }
    }

    /// The first spelling of each word, with a blank between those in a row.
    private func words(_ clauses: [SearchQuery.Clause]) -> [String] {
        clauses.map { $0.words.map { $0[0] }.joined(separator: " ") + ($0.isPrefix ? "*" : "") }
    }

    @Test(
        "has words, phrases and beginnings, wanted or not",
        arguments: [
            ("port Reopens", ["port", "reopens"], []),
            ("\"port of call\" -ferry", ["port of call"], ["ferry"]),
            ("„der Hafen“ «порт»", ["der hafen", "порт"], []),
            ("harbo* -\"no comment\"", ["harbo*"], ["no comment"]),
            ("\"never closed", ["never closed"], []),
            ("don't Franco-German", ["don t", "franco german"], []),
            ("AND OR NOT NEAR(a, b)", ["and", "or", "not", "near a", "b"], []),
            ("- -- \"\" * ** ; ' ^ {}", [], []),
            ("a\0b \u{FFFD}", ["a", "b"], []),
            ("title:port http://news.example", ["title port", "http news example"], []),
        ])
    func reads(_ text: String, _ required: [String], _ excluded: [String]) {
        let query = read(text)
        #expect(words(query.required) == required)
        #expect(words(query.excluded) == excluded)
        #expect(query.notes == [])
    }

    @Test("selects by what stands before a colon") func filters() {
        let query = read(
            "FEED:uk-* -feed:\"uk tabloid\" institution:fm type:statement type:Mention "
                + "since:2026-03-02 until:2026-03-02 port")
        #expect(query.feeds == ["uk-*"])
        #expect(query.excludedFeeds == ["uk tabloid"])
        #expect(query.institutions == ["fm"])
        #expect(query.kinds == [.statement, .mention])
        #expect(query.since == Timestamp("2026-03-02T00:00:00Z"))
        #expect(query.until == Timestamp("2026-03-03T00:00:00Z"))
        #expect(words(query.required) == ["port"])
    }

    @Test("takes what selects nothing for words, and says so") func misread() {
        let query = read("since:whenever type:novel feed: port")
        #expect(words(query.required) == ["since whenever", "type novel", "feed", "port"])
        #expect(
            query.notes == [
                "since:whenever selects nothing and is searched for as words: a time is a day "
                    + "(2026-03-02), a moment or a time ago (90m, 2d)",
                "type:novel selects nothing and is searched for as words: there are title, text, "
                    + "statement and mention",
            ])
    }

    @Test("knows how a word is written without umlauts, and only whole words have other forms")
    func spellings() {
        #expect(read("Müller").required.map(\.words) == [[["muller", "mueller"]]])
        #expect(read("Mueller").required.map(\.words) == [[["mueller", "muller"]]])
        #expect(read("port").required.map(\.words) == [[["port"]]])
        #expect(
            read("port \"port\" port* don't").required.map(\.takesForms) == [
                true, false, false, false,
            ])
    }

    @Test("is read up to more words than anybody types") func long() {
        let query = read(String(repeating: "word ", count: 20_000))
        #expect(query.required.count == 32)
        #expect(query.notes == ["only the first 32 words are searched for"])
        #expect(read("").isEmpty && read(" …").isEmpty && !read("-a").isEmpty)
    }
}
