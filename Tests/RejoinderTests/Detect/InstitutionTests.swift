import Testing

@testable import Rejoinder

/// Knows the built-in institutions only; building one is the costly part.
let plainDetector = Detector(institutions: [])

@Suite("Knowing institutions by their names") struct InstitutionTests {
    static let known: [(String, String)] = [
        ("A spokesperson for the Foreign Office", "uk-mfa"), ("Swedish Foreign Ministry", "se-mfa"),
        ("Ministry of Defence of Norway", "no-mod"), ("the State Department", "us-mfa"),
        ("Sprecherin des Auswärtigen Amtes", "de-mfa"),
        ("das polnische Außenministerium", "pl-mfa"),
        ("le ministère français des Affaires étrangères", "fr-mfa"), ("l’Élysée", "fr-president"),
        ("речниця МЗС Польщі", "pl-mfa"), ("Міністерство оборони Литви", "lt-mod"),
        ("в британському МЗС", "uk-mfa"), ("МИДа Германии", "de-mfa"), ("Кремля", "ru-president"),
        ("штаб-квартирою НАТО", "nato"),
    ]

    @Test("resolves names in five languages, inflected ones too", arguments: known)
    func resolves(_ phrase: String, _ key: String) {
        #expect(
            plainDetector.institution(named: phrase, language: nil)?.rawValue == key)
    }

    @Test(
        "does not take small words for acronyms",
        arguments: ["who said so", "un responsable", "told us"])
    func leavesWords(_ phrase: String) {
        #expect(plainDetector.institution(named: phrase, language: nil) == nil)
    }

    @Test("prefers the configuration's key and name, by whatever name the text uses")
    func prefersConfigured() {
        let key = InstitutionKey("foreign-britain")
        let detector = Detector(institutions: [
            Institution(
                key: key, name: "Foreign Ministry of the United Kingdom",
                names: ["Foreign Ministry of the United Kingdom"])
        ])
        #expect(detector.institution(named: "FCDO", language: "en") == key)
        #expect(detector.institution(named: "МЗС Великої Британії", language: "uk") == key)
        #expect(detector.institutionName(key) == "Foreign Ministry of the United Kingdom")
    }
}
