import Testing

@testable import Rejoinder

@Suite("The words for a search") struct SearchWordsTests {
    @Test(
        "are plain letters and digits, whatever a text writes",
        arguments: [
            ("Port, Reopens!", ["port", "reopens"]),
            ("l’ambassade d'Italie", ["l", "ambassade", "d", "italie"]),
            ("The U.S. and the U.N", ["the", "us", "and", "the", "un"]),
            ("Franco-German", ["franco", "german"]),
            ("1,000.5 tonnes", ["1", "000", "5", "tonnes"]),
            ("https://news.example/a_b?c=1", ["https", "news", "example", "a", "b", "c", "1"]),
            ("@mfa #budget", ["mfa", "budget"]),
            ("min\u{AD}istry zero\u{200B}width", ["ministry", "zerowidth"]),
            ("外交部", ["外", "交", "部"]),
            ("… — !?", []),
            ("", []),
        ])
    func cuts(_ text: String, _ words: [String]) {
        #expect(SearchWords.words(of: text).map(\.term) == words)
    }

    @Test(
        "lose case and accents",
        arguments: [
            ("ÉTÉ", "ete"), ("e\u{301}te\u{301}", "ete"), ("Ærø", "aero"), ("Œuvre", "oeuvre"),
            ("Straße", "strasse"), ("GROẞ", "gross"), ("Łódź", "lodz"), ("Șerban", "serban"),
            ("İzmir", "izmir"), ("Nguyễn", "nguyen"), ("Ελλάδα", "ελλαδα"), ("ＮＡＴＯ", "nato"),
            ("ﬁnal", "final"), ("Королёв", "королев"), ("Е\u{308}лка", "елка"),
            ("мо\u{301}ва", "мова"), ("Ґонґадзе", "гонгадзе"), ("\u{212A}elvin", "kelvin"),
        ])
    func folds(_ text: String, _ term: String) {
        #expect(SearchWords.words(of: text).map(\.term) == [term])
    }

    @Test(
        "keep letters of their own, however they are written",
        arguments: [
            ("мой", "мой"), ("мои\u{306}", "мой"), ("її", "її"), ("і\u{308}ї", "її"),
            ("ў", "ў"), ("у\u{306}", "ў"),
        ])
    func keeps(_ text: String, _ term: String) {
        #expect(SearchWords.words(of: text).map(\.term) == [term])
    }

    @Test("know their places in the text") func places() {
        let text = "Der Große „Bär“ — U.S."
        let places = SearchWords.words(of: text).map { word in
            String(decoding: Array(text.utf8)[word.range], as: UTF8.self)
        }
        #expect(places == ["Der", "Große", "Bär", "U.S"])
    }

    @Test("are not longer than any word is") func long() {
        let words = SearchWords.words(of: String(repeating: "ä", count: 500))
        #expect(words.map(\.term) == [String(repeating: "a", count: 96)])
        let cyrillic = SearchWords.words(of: "x" + String(repeating: "я", count: 500))
        #expect(cyrillic.map(\.term) == ["x" + String(repeating: "я", count: 47)])
    }
}
