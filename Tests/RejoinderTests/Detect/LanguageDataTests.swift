import Testing

@testable import Rejoinder

@Suite("Languages as data") struct LanguageDataTests {
    @Test("means what it says", arguments: Languages.embedded.packs.map(\.code))
    func isSound(_ code: String) throws {
        let pack = try #require(Languages.embedded.packs.first { $0.code == code })
        try ReadLanguages.check(pack)
    }

    @Test("guesses the language where nobody said")
    func guesses() {
        #expect(
            TextLanguage.code(of: "Die Behörde hat nicht geantwortet, und das ist neu.") == "de")
        #expect(
            TextLanguage.code(of: "У міністерстві не відповіли на запит, і це вже втретє.") == "uk"
        )
        #expect(
            TextLanguage.code(of: "В министерстве не ответили на запрос, и это уже не новость.")
                == "ru")
        #expect(TextLanguage.code(of: "The ministry said that it was not true.") == "en")
        #expect(TextLanguage.code(of: "Le ministère n’a pas répondu dans les délais.") == "fr")
    }
}
