import Testing

@testable import Rejoinder

@Suite("Guessing a language") struct LanguageGuessTests {
    private static let sentences = [
        ("en", "The ministry said that it was not true, and that it has not been asked by us."),
        ("de", "Die Behörde hat nicht geantwortet, und das ist neu für die Stadt und das Land."),
        ("fr", "Le ministère n’a pas répondu dans les délais, et la question est sur la table."),
        ("uk", "У міністерстві не відповіли на запит, і це вже втретє за цей рік."),
        ("ru", "В министерстве не ответили на запрос, и это уже не новость для нас."),
    ]

    @Test("finds the likeliest of the languages that are asked for", arguments: sentences)
    func likeliest(_ code: String, _ text: String) {
        #expect(
            LanguageGuess.likeliest(of: TokenizedText(text), among: Self.sentences.map(\.0)) == code
        )
    }

    @Test("never gives a language that was not asked for")
    func others() {
        let dutch = "Het ministerie heeft niet geantwoord op de vraag die we aan het stelden."
        #expect(LanguageGuess.likeliest(of: TokenizedText(dutch), among: ["en", "de"]) != "nl")
        #expect(
            LanguageGuess.likeliest(of: TokenizedText("1234 — 外交部"), among: ["en", "de"]) == nil)
    }

    @Test("is certain of prose, and not of a heading or a list of names")
    func certainty() {
        let (_, english) = Self.sentences[0]
        let text = english + " It was the first of the answers to the questions."
        #expect(LanguageGuess.certain(of: text) == "en")
        #expect(LanguageGuess.certain(of: "The ministry said that it was not true.") == nil)
        let names = (0..<30).map { "Name\($0)" }.joined(separator: " ")
        #expect(LanguageGuess.certain(of: names) == nil)
    }
}
