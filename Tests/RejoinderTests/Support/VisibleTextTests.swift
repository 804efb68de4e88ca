import Testing

@testable import Rejoinder

@Suite("Untrusted text in a line") struct VisibleTextTests {
    @Test(
        "shows what would otherwise act or hide",
        arguments: [
            ("plain", "plain"), ("  two \t\r\n lines \n", "two lines"),
            ("\u{1B}]8;;http://x\u{07}", "\\x1b]8;;http://x\\x07"), ("a\u{0}b", "a\\x00b"),
            ("\u{9B}31m", "\\x9b31m"), ("\u{7F}", "\\x7f"), ("a\u{202E}b", "a\\u{202e}b"),
            ("a\u{200B}b", "a\\u{200b}b"), ("a\u{2028}b", "a b"), ("\u{FEFF}a", "\\u{feff}a"),
            ("\u{E0041}", "\\u{e0041}"), ("né 日本 👩‍🚀", "né 日本 👩‍🚀"), ("نمی‌خواهم", "نمی‌خواهم"),
        ])
    func shows(text: String, line: String) {
        #expect(VisibleText.line(text) == line)
    }

    @Test("lets no control character through")
    func allControls() {
        for value in UInt32(0)..<0xA0 {
            guard let scalar = UnicodeScalar(value) else { continue }
            let line = VisibleText.line("a\(Character(scalar))b")
            #expect(line.hasPrefix("a") && line.hasSuffix("b"))
            #expect(line.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F })
            #expect(line.unicodeScalars.allSatisfy { !(0x80..<0xA0).contains($0.value) })
        }
    }

    @Test("is cut at a word, or in a word too long")
    func cut() {
        #expect(VisibleText.line("one two three", limit: 13) == "one two three")
        #expect(VisibleText.line("one two three", limit: 12) == "one two…")
        #expect(VisibleText.line("onetwothree", limit: 5) == "onetw…")
        #expect(VisibleText.line("a bcdefghijkl", limit: 8) == "a bcdefg…")
    }
}
