import Foundation
import Testing

@testable import Rejoinder

@Suite("A language as plain files") struct LanguagePackTests {
    @Test("means what it says", arguments: Languages.embedded.packs.map(\.code))
    func isSound(_ code: String) throws {
        let pack = try #require(Languages.embedded.packs.first { $0.code == code })
        try ReadLanguages.check(pack)
    }

    @Test("is read without a line of code that names it")
    func addsALanguage() throws {
        let folder = Project.file("Tests/Fixtures/languages/fi")
        let pack = LanguagePack(code: "fi") { name in
            (try? Data(contentsOf: folder.appending(path: name + ".txt"))).map(Array.init) ?? []
        }
        try ReadLanguages.check(pack)
        let languages = Languages([pack])
        let read = ReadLanguages(languages)

        let detector = Detector(institutions: [], languages: read)
        let parties = detector.parties(
            title: "", text: "Viron ministeriö ei vielä vastannut lehden kysymyksiin.",
            language: "fi")
        #expect(parties.map(\.name) == ["Viron ministeriö"])
        #expect(parties.map(\.state) == [.awaiting])

        let statements = Attributions.statements(
            in: TokenizedText("Ministeri Aalto sanoi, että suunnitelma on valmis."),
            language: "fi-FI",
            among: read
        ) { _ in nil }
        #expect(statements.map(\.source) == ["Ministeri Aalto"])
        #expect(statements.map(\.content) == ["että suunnitelma on valmis"])

        let day = DateInText.first(
            "Julkaistu 4. maaliskuuta 2023", months: MonthNames(languages))
        #expect(day?.description.hasPrefix("2023-03-04") == true)
        #expect(DateInText.first("Julkaistu 4. maaliskuuta 2023") == nil)
    }

    /// A line of a file, and what is said of it.
    struct Wrong: Sendable, CustomTestStringConvertible {
        let file: String
        let text: String
        let says: String

        init(_ file: String, _ text: String, _ says: String) {
            self.file = file
            self.text = text
            self.says = says
        }

        var testDescription: String { says }
    }

    static let wrongs = [
        Wrong(
            "language", "# one\n\nhabits: artikles",
            "xx/language.txt:3: there is no habit “artikles”"),
        Wrong("language", "habit: articles", "xx/language.txt:1: there is no list “habit”"),
        Wrong(
            "classes", "det: the\nspokesman: a b",
            "xx/classes.txt:2: nothing uses the class “spokesman”"),
        Wrong("classes", "det: the a the", "xx/classes.txt:1: “the” is listed twice under “det”"),
        Wrong("classes", "det: the\ndet: a", "xx/classes.txt:2: there is already a line “det”"),
        Wrong("classes", "the a", "xx/classes.txt:1: no name and colon before the words"),
        Wrong(
            "classes", "    the a",
            "xx/classes.txt:1: an indented line continues the one before it: there is none"),
        Wrong(
            "frames", "waiting S did",
            "xx/frames.txt:1: the state “waiting” is none of awaiting, declined and responded"),
        Wrong("frames", "awaiting P did", "xx/frames.txt:1: the party “P” is none of S, N and -"),
        Wrong("frames", "awaiting S", "xx/frames.txt:1: a frame is a state, a party and a pattern"),
        Wrong("frames", "awaiting S+orgg did", "xx/frames.txt:1: the flag “orgg” is unknown"),
        Wrong(
            "frames", "awaiting S {NOT} did",
            "xx/frames.txt:1: the macro {NOT} is not defined above"),
        Wrong("frames", "awaiting S {NOT did", "xx/frames.txt:1: a “{” without “}”"),
        Wrong(
            "frames", "awaiting S did RESPNOD",
            "xx/frames.txt:1: there is no class “respnod” in classes.txt"),
        Wrong(
            "frames", "awaiting S (did", "xx/frames.txt:1: not every parenthesis has its partner"),
        Wrong(
            "frames", "awaiting S _3 did", "xx/frames.txt:1: a pattern begins with a word: “_3 did”"
        ),
        Wrong("frames", "awaiting S did _x", "xx/frames.txt:1: “_x” is no element of a pattern"),
        Wrong(
            "frames", "awaiting S did\nawaiting S did",
            "xx/frames.txt:2: there is already such a frame"),
        Wrong(
            "cues", "klause: said", "xx/cues.txt:1: “klause” is no list and no set of word classes"),
        Wrong(
            "dates", "months: january",
            "xx/dates.txt:1: months are twelve words, from January to December"),
        Wrong("edits", "negator: not", "xx/edits.txt:1: there is no list “negator”"),
        Wrong(
            "opposites", "most least",
            "xx/opposites.txt:1: opposites are two sides with “ / ” between them"),
        Wrong("names", "countries GB: british", "xx/names.txt:1: there is no list “countries GB”"),
    ]

    @Test("says where it is wrong, and is read all the same", arguments: wrongs)
    func saysWhere(_ wrong: Wrong) throws {
        let pack = LanguagePack(code: "xx") { name in
            switch name {
            case wrong.file: Array(wrong.text.utf8)
            case "language": Array("habits: articles".utf8)
            case "cues": Array("clause: said".utf8)
            default: []
            }
        }
        let error = try #require(throws: LanguageFaults.self) { try ReadLanguages.check(pack) }
        #expect(error.description == wrong.says)
        #expect(ReadLanguages(Languages([pack])).language("xx") != nil)
    }
}
