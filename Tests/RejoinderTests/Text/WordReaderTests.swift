import Testing

@testable import Rejoinder

@Suite("Making words of tokens") struct WordReaderTests {
    private func words(_ text: String) -> [String] {
        let text = TokenizedText(text)
        return text.words.map { text.text($0.bytes) }
    }

    @Test(
        "joins what hyphens and inner full stops join",
        arguments: [
            ("a well-known man", ["a", "well-known", "man"]),
            ("10-year bonds", ["10-year", "bonds"]),
            ("vice-ministre", ["vice-ministre"]),
            ("see news.example now", ["see", "news.example", "now"]),
            ("so - it", ["so", "-", "it"]), ("end.Next", ["end", ".", "Next"]),
        ])
    func joins(_ text: String, _ expected: [String]) {
        #expect(words(text) == expected)
    }

    @Test(
        "adds its full stop to an abbreviation, and not to the last word of a sentence",
        arguments: [
            ("Mr. Doe left.", ["Mr.", "Doe", "left", "."]), ("J. Doe", ["J.", "Doe"]),
            ("in the U.S. now", ["in", "the", "U.S.", "now"]),
            ("З м. Київ.", ["З", "м.", "Київ", "."]),
        ])
    func stops(_ text: String, _ expected: [String]) {
        #expect(words(text) == expected)
    }

    @Test(
        "splits off what French elides, and nothing that only looks like it",
        arguments: [
            ("l'ambassade", ["l'", "ambassade"]), ("qu’il", ["qu’", "il"]),
            ("d'aujourd'hui", ["d'", "aujourd'hui"]), ("L'Équipe", ["L'", "Équipe"]),
            ("jusqu'ici", ["jusqu'", "ici"]), ("O'Neill", ["O'Neill"]), ("don't", ["don't"]),
            ("п'ять", ["п'ять"]), ("the board's", ["the", "board's"]),
        ])
    func elisions(_ text: String, _ expected: [String]) {
        #expect(words(text) == expected)
    }

    @Test("leaves the sign of an account or a topic away")
    func signs() {
        #expect(words("@Ministry and #budget") == ["Ministry", "and", "budget"])
    }

    @Test("says what a word is without its mark")
    func bare() {
        let text = TokenizedText("Mr. d’Or")
        let words = text.words
        let bare = words.map { text.text(Int($0.start)..<$0.bareEnd(in: text.bytes)) }
        #expect(bare == ["Mr", "d", "Or"])
        #expect(words.map(\.isCapital) == [true, false, true])
    }
}
