import Testing

@testable import Rejoinder

@Suite("Who said what") struct AttributionTests {
    @Test(
        "finds quotations with their source in every style that its rules were made with",
        arguments: ["en", "de", "fr", "uk", "ru"])
    func findsQuotations(_ language: String) throws {
        var found = Found()
        for marked in try MarkedText.all(in: language) { found.add(marked) }
        #expect(found.quotations >= 28)
        #expect(
            found.quotationsWithSource * 100 >= found.quotations * 98, "missed: \(found.missed)")
        #expect(found.returned - found.loosely <= 1, "found too much")
    }

    @Test(
        "finds the quotations of a text whose language nobody told",
        arguments: ["en", "de", "fr", "uk", "ru"])
    func guessesLanguages(_ language: String) throws {
        let texts = try MarkedText.all(in: language).map(\.text)
        let whole = texts.joined(separator: "\n")
        #expect(
            Attributions.lexicon(for: TokenizedText(whole), language: nil)?.language == language)
    }

    @Test(
        "finds reported speech in the news that its rules were mended with, to its bounds",
        arguments: [
            "en-news", "en-held", "en-trail", "en-wild", "en-wires", "de-held", "fr-held",
            "uk-held", "ru-held",
        ])
    func findsReportedSpeech(_ name: String) throws {
        var found = Found()
        for marked in try MarkedText.all(in: name) { found.add(marked) }
        #expect(found.expected >= 14)
        #expect(found.f1(found.loosely) >= 0.97, "missed: \(found.missed)")
        #expect(found.f1(found.closely) >= 0.95)
        #expect(found.quotationsWithSource == found.quotations, "missed: \(found.missed)")
    }
}

@Suite("Quotations that go on") struct QuotationTests {
    private func found(_ text: String) -> [[String?]] {
        Attributions.find(in: text, language: "en").map { [$0.sourceText, $0.contentText] }
    }

    @Test("a paragraph without a cue is the last speaker's") func followsSpeakers() {
        let text = "“We are open,” Doe said.\n\n“We have never been closed to anyone.”"
        #expect(
            found(text) == [
                ["Doe", "We are open"], ["Doe", "We have never been closed to anyone."],
            ])
    }

    @Test("paragraphs that stay open are the one's who is named at the end") func waitsForSpeakers()
    {
        let text = """
            “We are open,” Doe said.

            “I have served for thirty years.

            “I will not serve again,” Holt said.
            """
        #expect(
            found(text) == [
                ["Doe", "We are open"],
                ["Holt", "I have served for thirty years. I will not serve again"],
            ])
    }

    @Test("a narrator's sentence ends what a speaker said") func stopsAtNarration() {
        let text =
            "“We are open,” Doe said. Rain fell on the town.\n“Nobody came to the fair this year.”"
        #expect(found(text) == [["Doe", "We are open"]])
    }
}
