import Testing

@testable import Rejoinder

@Suite("Languages as data") struct LanguageDataTests {
    @Test("means what it says", arguments: Languages.embedded.packs.map(\.code))
    func isSound(_ code: String) throws {
        let pack = try #require(Languages.embedded.packs.first { $0.code == code })
        try ReadLanguages.check(pack)
    }
}
