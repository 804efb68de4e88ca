import Testing

@testable import Rejoinder

@Suite("The text that is compared") struct NormaliserTests {
    @Test(
        "is plain in its marks and blanks, and keeps its letters",
        arguments: [
            ("", ""), (" \t\n ", ""),
            ("one two", "one two"), ("  one \n two\u{A0}\u{2009}three  ", "one two three"),
            ("“Yes”, «так», `no´ ‘a’", "\"Yes\", \"так\", 'no' 'a'"),
            ("1990–2000 — so…", "1990-2000 - so..."),
            ("сім’я, сім\u{2BC}я, сім'я", "сім'я, сім'я, сім'я"),
            ("co\u{AD}op \u{200B}zero\u{FEFF}", "coop zero"),
            ("Ärger\u{A0}über Łódź й", "Ärger über Łódź й"),
            ("A\u{308}rger и\u{306}", "Ärger й"),
            ("日本 🙂 x", "日本 🙂 x"), ("a\u{1}b\u{7F} c", "a\u{1}b\u{7F} c"),
        ])
    func plain(text: String, expected: String) {
        #expect(Array(Normaliser.text(text).utf8) == Array(expected.utf8))
    }
}
