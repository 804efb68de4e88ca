import Testing

@testable import Rejoinder

@Suite("The quick look for questions")
struct QuestionWordsTests {
    private let detector = Detector(institutions: [])

    private func mayTell(_ text: String, _ language: String?) -> Bool {
        detector.mayTellOfQuestion(RevisionContent(title: "", text: text, language: language))
    }

    @Test(
        "lets every text through that tells of somebody who was asked or refused",
        arguments: AskedPartyTests.asked + AskedPartyTests.refused)
    func passes(sample: AskedPartyTests.Case) {
        #expect(mayTell(sample.text, sample.language))
    }

    @Test(
        "spares texts that have none of the words",
        arguments: [
            ("en", "The harbour opened at nine, and the first ferry left for the islands."),
            ("de", "Der Hafen wurde um neun geöffnet, die erste Fähre fuhr zu den Inseln."),
            ("uk", "Порт відкрили о дев’ятій, перший пором пішов до островів."),
        ])
    func spares(language: String, text: String) {
        #expect(!mayTell(text, language))
    }
}
