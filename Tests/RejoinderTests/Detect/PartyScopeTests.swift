import Testing

@testable import Rejoinder

@Suite("The scope of a party") struct PartyScopeTests {
    struct Name: CustomTestStringConvertible, Sendable {
        let language: String
        let words: String
        let scope: PartyScope?

        init(_ language: String, _ words: String, _ scope: PartyScope?) {
            (self.language, self.words, self.scope) = (language, words, scope)
        }

        var testDescription: String { "\(language): \(words)" }
    }

    static let bodies = [
        Name("en", "Larkfield police", .official),
        Name("en", "Department of Fisheries and Ports", .official),
        Name("en", "Larkfield County Sheriff's Office", .official),
        Name("en", "governor's office", .official),
        Name("en", "Senate Fisheries Committee", .official),
        Name("en", "FBI", .official),
        Name("en", "county", .official),
        Name("de", "Staatsanwaltschaft Lerchenfeld", .official),
        Name("de", "Senatsverwaltung für Fischerei", .official),
        Name("de", "Landesfischereiamt", .official),
        Name("de", "Büro des Oberbürgermeisters", .official),
        Name("fr", "préfecture de police", .official),
        Name("fr", "cabinet du ministre", .official),
        Name("uk", "управління поліції області", .official),
        Name("uk", "МВС України", .official),
        Name("ru", "Следственного комитета", .official),
        Name("ru", "областной прокуратуры", .official),
    ]

    static let organisations = [
        Name("en", "Larkfield Police Union", .organisations),
        Name("en", "National Ferry Committee", .organisations),
        Name("en", "Ministry Press Club", .organisations),
        Name("en", "Larkfield University president's office", .organisations),
        Name("en", "Doe campaign", .organisations),
        Name("en", "Larkfield News Agency", .organisations),
        Name("de", "Polizeigewerkschaft", .organisations),
        Name("de", "Gewerkschaft der Polizei", .organisations),
        Name("de", "Werbeagentur", .organisations),
        Name("fr", "syndicat de police", .organisations),
        Name("fr", "direction de l'hôpital", .organisations),
        Name("uk", "профспілка поліції", .organisations),
        Name("ru", "банк министерства", .organisations),
    ]

    static let people = [
        Name("en", "Fisheries Minister Jane Doe", .anyone),
        Name("en", "mayor", .anyone),
        Name("en", "police officer", .anyone),
        Name("en", "head of the police", .anyone),
        Name("de", "Fischereiministerin Jane Doe", .anyone),
        Name("de", "Chef der Polizei", .anyone),
        Name("fr", "ministre de la Pêche", .anyone),
        Name("uk", "начальник поліції", .anyone),
        Name("ru", "министр рыболовства", .anyone),
        Name("en", "Jane Doe", nil),
        Name("en", "Harbour & Sons", nil),
        Name("en", "ABC", nil),
        Name("de", "Nordlicht AG", nil),
    ]

    private static func verdict(_ name: Name, isSpokenFor: Bool = false) throws -> PartyScope? {
        let language = try #require(ReadLanguages.embedded.language(name.language))
        let passage = Passage(name.words, language)
        return language.partyWords.verdict(
            on: passage.name(0..<passage.tokens.count, language, isSpokenFor: isSpokenFor))?.scope
    }

    @Test(
        "is that of its head word, whatever stands beside it",
        arguments: bodies + organisations + people)
    func head(_ name: Name) throws {
        #expect(try Self.verdict(name) == name.scope)
    }

    @Test("is official for one who holds an office and has somebody speak") func spokenFor() throws
    {
        #expect(try Self.verdict(Name("en", "Mayor Jane Doe", nil), isSpokenFor: true) == .official)
        #expect(try Self.verdict(Name("de", "Landrätin", nil), isSpokenFor: true) == .official)
        #expect(try Self.verdict(Name("en", "coach", nil), isSpokenFor: true) == .anyone)
        #expect(try Self.verdict(Name("en", "Jane Doe", nil), isSpokenFor: true) == nil)
    }

    struct Sentence: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let scopes: [PartyScope]

        init(_ text: String, _ scopes: PartyScope...) {
            (testDescription, self.scopes) = (text, scopes)
        }
    }

    static let sentences = [
        Sentence("The Larkfield police declined to comment.", .official),
        Sentence("The Harbour Authority did not respond to a request for comment.", .configured),
        Sentence("The White House did not respond to a request for comment.", .official),
        Sentence("A spokesman for Delta Mills declined to comment.", .organisations),
        Sentence(
            "Gov. Ann Lindqvist signed it. Lindqvist's office did not respond to a request for comment.",
            .official),
        Sentence(
            "Ann Lindqvist sells boats. Lindqvist's office did not respond to a request for comment.",
            .organisations),
        Sentence(
            "A spokeswoman for Mayor Ann Lindqvist did not respond to a request for comment.",
            .official),
    ]

    @Test("is read where a text names the party", arguments: sentences)
    func read(_ sentence: Sentence) {
        let detector = Detector(institutions: TestLedger.institutions)
        let parties = detector.parties(title: "", text: sentence.testDescription, language: "en")
        #expect(parties.map(\.scope) == sentence.scopes)
    }

    @Test("includes what narrower ones include") func order() {
        #expect(PartyScope.allCases.sorted() == PartyScope.allCases)
        #expect(PartyScope.configured < .official)
        #expect(!(PartyScope.anyone < .organisations))
    }
}
