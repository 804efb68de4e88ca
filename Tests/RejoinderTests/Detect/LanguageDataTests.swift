import Testing

@testable import Rejoinder

@Suite("Languages as data") struct LanguageDataTests {
    @Test("compiles every frame of every language", arguments: LanguageData.all.map(\.code))
    func compiles(_ code: String) throws {
        let data = try #require(LanguageData.all.first { $0.code == code })
        let classes = data.classes + data.literals
        #expect(classes.count <= WordClasses.capacity)
        let lexicon = LanguageLexicon(classes)
        let macros = Dictionary(data.macros, uniquingKeysWith: { $1 })
        for frame in data.frames {
            let patterns = FramePattern.compiled(frame, macros: macros, lexicon: lexicon)
            #expect(!patterns.isEmpty, "\(frame)")
        }
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
