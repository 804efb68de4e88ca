import Testing

@testable import Rejoinder

@Suite("Cutting text into sentences") struct SentenceSegmenterTests {
    private func sentences(_ text: String) -> [String] {
        let text = TokenizedText(text)
        return text.sentences.map { sentence in
            let bytes =
                text.tokens[sentence.lowerBound].bytes
                .lowerBound..<text.tokens[
                    sentence.upperBound - 1
                ].bytes.upperBound
            return text.text(bytes)
        }
    }

    @Test(
        "ends a sentence at its stop",
        arguments: [
            "He left. | She stayed.", "Why? | Nobody knows! | So be it.", "He left… | She stayed.",
            "He said “yes.” | She stayed.", "(He left.) | She stayed.", "He left (soon.) | Then?",
            "It was in 2020. | The board met.", "He is 54. | Smith is older.",
            "They paid $5. | “Too much.”", "Ende 2019. | Danach kam nichts.",
            "A heading | A paragraph.", "外交部表示。| 記者提問。", "Він пішов. | Вона лишилась.",
            "ويقال. | نعم.",
        ])
    func ends(_ marked: String) {
        let expected = marked.split(separator: "|").map { String($0).trimmed }
        // A bar without a stop before it is the end of a paragraph.
        let text = marked.replacing("heading | ", with: "heading\n").replacing("| ", with: "")
        #expect(sentences(text) == expected)
    }

    @Test(
        "ends none within it",
        arguments: [
            "Mr. Smith left.", "Sen. Doe met Gen. Roe.", "J. R. Doe left.",
            "He lives in the U.S. now.",
            "The U.S. Senate met.", "It costs 3.5 million.", "Er kam am 3. Oktober.",
            "Der 2. Weltkrieg begann.", "Das kostet ca. 5 Euro.", "Das ist z. B. Unsinn.",
            "Це м. Київ.", "Это ул. Ленина.", "M. Martin est parti.", "He asked “Why?” and left.",
            "Visit example.com now.", "Node.js and Node.JS are one.", "See B.Smith there.",
            "«Чому?» — спитав він.", "1. The board", "etc., and so on", "No! he cried.",
            "“We left.” — Jane Doe", "— Ми готові, — сказав він. — Завтра почнемо.",
        ])
    func within(_ text: String) {
        #expect(sentences(text) == [text])
    }

    @Test(
        "ends one at an abbreviation where a small word has a capital",
        arguments: [
            "He runs Apple Inc. | The company grew.", "He left at 5 p.m. | She stayed.",
            "Він народився у 2001 р. | Це було давно.", "Er verkauft Obst usw. | Die Firma wuchs.",
        ])
    func abbreviated(_ marked: String) {
        #expect(sentences(marked.replacing("| ", with: "")).joined(separator: " | ") == marked)
    }

    @Test(
        "ends one where the markup lost a blank",
        arguments: [
            "They answered.|Yesterday it rained.", "It is so in 2034.|The board met.",
            "He spoke of “war”.|Later he left.", "Is it so?|Nobody knows.",
            "répond-il.|Le ministère se tait.", "selon l'AFP.|Ni l'armée.",
            "une fois (ou deux).|Pour eux.", "avec eux ?|D'après lui.",
        ])
    func lostBlank(_ marked: String) {
        #expect(sentences(marked.replacing("|", with: "")).joined(separator: "|") == marked)
    }

    @Test("tells the full stop of an abbreviation from the end of a sentence")
    func abbreviation() {
        let text = TokenizedText("Dr. Doe left Mr. Roe.")
        let stops = text.tokens.filter { $0.kind == .stop }
        #expect(stops.map { $0.has(.abbreviation) } == [true, true, false])
    }
}
