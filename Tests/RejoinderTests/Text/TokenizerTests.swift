import Testing

@testable import Rejoinder

@Suite("Cutting text into tokens") struct TokenizerTests {
    private func tokens(_ text: String) -> [String] {
        let bytes = SafeArray(text.utf8)
        return Tokenizer.tokens(of: bytes).map { String(decoding: bytes[$0.bytes], as: UTF8.self) }
    }

    private func kinds(_ text: String) -> [Token.Kind] {
        Tokenizer.tokens(of: SafeArray(text.utf8)).map(\.kind)
    }

    @Test(
        "keeps together what is read as one word",
        arguments: [
            "1,000.50", "10:30", "U.S.", "a.m.", "z.B.", "т.д.", "don't", "o’clock", "сім\u{2BC}я",
            "l'ambassade", "https://news.example/a?b=c", "press@ministry.example", "#budget",
            "@ministry", "Müller", "мінистерство", "co\u{AD}operate", "zero\u{200B}width", "...",
        ])
    func whole(_ word: String) {
        #expect(tokens("so \(word) it") == ["so", word, "it"])
    }

    @Test(
        "cuts what is not one word",
        arguments: [
            ("yes,no", ["yes", ",", "no"]), ("end.", ["end", "."]), ("J. Doe", ["J", ".", "Doe"]),
            ("e-mail", ["e", "-", "mail"]), ("2020-21", ["2020", "-", "21"]),
            ("1,a", ["1", ",", "a"]), ("5%", ["5", "%"]), ("3.", ["3", "."]),
            ("example.com", ["example", ".", "com"]), ("外交部", ["外", "交", "部"]),
            ("12345:6", ["12345", ":", "6"]), ("'tis", ["'", "tis"]), ("so\u{A0}it", ["so", "it"]),
        ])
    func parts(_ text: String, _ expected: [String]) {
        #expect(tokens(text) == expected)
    }

    @Test(
        "tells a hyphen that joins from a dash and from a minus",
        arguments: [
            ("well-known", [.word, .hyphen, .word]), ("10-year", [.number, .hyphen, .word]),
            ("so - it", [.word, .dash, .word]), ("so – it", [.word, .dash, .word]),
            ("so — it", [.word, .dash, .word]), ("2019–20", [.number, .dash, .number]),
            ("at -5", [.word, .other, .number]), ("so -- it", [.word, .dash, .word]),
            ("„Süd“-Teil", [.quotation, .word, .quotation, .other, .word]),
        ] as [(String, [Token.Kind])])
    func lines(_ text: String, _ expected: [Token.Kind]) {
        #expect(kinds(text) == expected)
    }

    @Test("reads full-width marks, letters and figures as their plain forms")
    func fullWidth() {
        #expect(kinds("ＮＡＴＯ５，（！）") == [.word, .comma, .opening, .stop, .closing])
        #expect(kinds("５０：") == [.number, .colon])
    }

    @Test(
        "knows where paragraphs begin",
        arguments: [
            ("a list\nof lines", 2), ("two\n\nparagraphs", 2), ("blank \n \t\n line", 2),
            ("A line that is long enough to have been wrapped, and that\ngoes on here", 1),
            ("A line that is long enough to have been wrapped, and that\nGoes on here", 2),
            ("A line that is long enough to have been wrapped, but that ended.\nnext", 2),
            ("A line that is long enough to have been wrapped, and that\nGoes on.\n\nNew", 2),
        ])
    func paragraphs(_ text: String, _ count: Int) {
        let tokens = Tokenizer.tokens(of: SafeArray(text.utf8))
        #expect(tokens.count { $0.has(.startsParagraph) } == count)
    }

    @Test("knows what a blank, a capital and a mark of an address make of a token")
    func flags() {
        let tokens = Tokenizer.tokens(of: SafeArray("\u{200B}Éva (x@y.example) b\u{AD}e".utf8))
        #expect(tokens.map { $0.has(.afterBlank) } == [true, true, false, false, true])
        #expect(tokens.map(\.isCapital) == [true, false, false, false, false])
        #expect(tokens.map { $0.has(.address) } == [false, false, true, false, false])
    }

    @Test("covers every byte in order, whatever the bytes are", arguments: 0..<50)
    func hostile(_ seed: Int) {
        var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
        let pieces: [[UInt8]] = [
            [0x40], Array("http://".utf8), Array("www.".utf8), [0x27], [0x2E], [0x2C], [0x31],
            [0x61], [0x20], [0x0A], [0xCC, 0x80], [0xC3], [0xE2, 0x80], [0xEF, 0xBB, 0xBF],
            Array("é漢”-".utf8), [0], [0xFF], [0xF0, 0x9F],
        ]
        var bytes: SafeArray<UInt8> = []
        for _ in 0..<200 {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            bytes += pieces[Int(state % UInt64(pieces.count))]
        }
        var last: Int32 = 0
        let text = TokenizedText(bytes)
        for token in text.tokens {
            #expect(token.start >= last && token.end > token.start)
            last = token.end
        }
        #expect(Int(last) <= bytes.count)
        #expect(text.sentences.flatMap { Array($0) } == Array(text.tokens.indices))
        #expect(text.words.allSatisfy { $0.end > $0.start })
    }
}
