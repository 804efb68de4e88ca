import Testing

@testable import Rejoinder

@Suite("House styles of spelling") struct SpellingTests {
    @Test(
        "one word in two spellings is the same",
        arguments: [
            ("honour", "honor"), ("organisation", "organization"), ("archaeology", "archeology"),
            ("straße", "strasse"), ("всё", "все"), ("œuvre", "oeuvre"), ("co-operate", "cooperate"),
            ("1,000", "1000"), ("two", "2"), ("percent", "%"), ("grey", "gray"), ("kiev", "kyiv"),
        ])
    func equal(_ word: String, _ other: String) {
        #expect(Spelling.key(word) == Spelling.key(other))
    }

    @Test(
        "other words and numbers stay apart",
        arguments: [("1.000", "1"), ("hour", "hor"), ("ore", "oer"), ("strase", "strasse")])
    func apart(_ word: String, _ other: String) {
        #expect(Spelling.key(word) != Spelling.key(other))
    }
}
