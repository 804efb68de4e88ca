import Testing

@testable import Rejoinder

@Suite("The words that are compared") struct WordNamerTests {
    private func words(_ text: String) -> [String] {
        var table = WordTable()
        let text = DiffText(tokensOf: text, &table)
        return text.tokens.map { table.text(of: $0.name) }
    }

    @Test(
        "keeps together what is read as one word",
        arguments: [
            "1,000.50", "10:30", "U.S.", "a.m.", "don't", "o’clock", "https://news.example/a?b=c",
            "press@ministry.example", "#budget", "@ministry", "Müller", "мінистерство",
        ])
    func whole(_ word: String) {
        #expect(words("so \(word) it").count == 3)
        #expect(words(word).count == 1)
    }

    @Test(
        "cuts what is not one word",
        arguments: [
            ("yes,no", ["yes", ",", "no"]), ("end.", ["end", "."]), ("1,a", ["1", ",", "a"]),
            ("(see)", ["(", "see", ")"]), ("外交部", ["外", "交", "部"]),
            ("https://news.example/.", ["https://news.example/", "."]), ("3.", ["3", "."]),
            ("rock'n", ["rock'n"]), ("'tis", ["'", "tis"]), ("a  b\t\nc", ["a", "b", "c"]),
        ])
    func parts(_ text: String, _ expected: [String]) {
        #expect(words(text) == expected)
    }

    @Test(
        "gives one form to what only the typesetter chose",
        arguments: [
            ("“Yes” – it’s…", "\"Yes\" - it's..."), ("co\u{AD}operate", "cooperate"),
            ("cafe\u{301}", "café"), ("ﬁnance", "finance"), ("Really?!!", "Really?!"),
            ("a\u{A0}b\u{2009}c", "a b c"), ("zero\u{200B}width", "zerowidth"),
            ("''quoted''", "\"quoted\""), ("Q&amp;A", "Q&A"), ("ＯＫ！ ５％，", "OK! 5%,"),
            ("сім\u{2BC}я", "сім'я"),
        ])
    func forms(_ text: String, _ plain: String) {
        #expect(words(text) == words(plain))
    }

    @Test("says where each word stands in the text")
    func places() {
        var table = WordTable()
        let text = DiffText(tokensOf: "Der „Süd“-Teil.", &table)
        let words = text.tokens.indices.map { text.text($0..<($0 + 1)) }
        #expect(words == ["Der", "„", "Süd", "“", "-", "Teil", "."])
    }

    @Test("never fails on bytes that mean nothing", arguments: 0..<50)
    func hostile(_ seed: Int) {
        let pieces = [
            "@", "http://", "www.", "'", ".", ",", "1", "a", " ", "\n", "&", "&#x0;", "\u{300}",
            "Ã¢â",
            "\u{FEFF}", "é", "漢", "\u{1F468}\u{200D}", "&amp;amp;", "”", "\0",
        ]
        var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
        var text = ""
        for _ in 0..<200 {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            text += pieces[Int(state % UInt64(pieces.count))]
        }
        var table = WordTable()
        let cut = DiffText(text, &table)
        var last: Int32 = 0
        for token in cut.tokens {
            #expect(token.start >= last && token.end > token.start)
            last = token.end
        }
        #expect(Int(last) <= cut.bytes.count)
    }
}

@Suite("Naming words") struct WordTableTests {
    private func name(_ word: String, _ table: inout WordTable) -> Int32 {
        let bytes = SafeArray(word.utf8)
        return table.name(bytes, 0..<bytes.count, shape: .lower)
    }

    @Test("equal words have one name, others have others, however many and long they are")
    func names() {
        var table = WordTable()
        let words = (0..<3000).flatMap { number in
            ["w\(number)", "\(number)-behind-sixteen-bytes", "before-sixteen-bytes-\(number)"]
        }
        let names = words.map { name($0, &table) }
        #expect(Set(names).count == words.count)
        #expect(words.map { name($0, &table) } == names)
        #expect(zip(words, names).allSatisfy { table.text(of: $1) == $0 })
    }

    @Test(
        "every word knows its lower-case form",
        arguments: [
            ("Word", "word"), ("iPhone", "iphone"), ("NATO", "nato"), ("ÄRA", "ära"),
            ("word", "word"),
            ("A_Z@b", "a_z@b"), ("Extraordinarilylong", "extraordinarilylong"), ("МЗС", "мзс"),
        ])
    func folded(_ word: String, _ lower: String) {
        var table = WordTable()
        let name = name(word, &table)
        #expect(table.text(of: table[name].folded) == lower)
        #expect(table[name].folded == self.name(lower, &table))
    }
}
