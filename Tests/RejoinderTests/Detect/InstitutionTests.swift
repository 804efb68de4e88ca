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

    @Test("a name that only says what kind of body it is means no other body of that kind")
    func genericNames() {
        let union = InstitutionKey("union")
        let detector = Detector(institutions: [
            Institution(
                key: union, name: "Union Commission", names: ["Commission", "Verkehrsministerium"]),
            Institution(key: InstitutionKey("box"), name: "Pentagon", names: ["Pentagon"]),
        ])
        for phrase in [
            "the Commission", "a spokesman for the Commission", "A Commission spokesman",
            "der Sprecherin der Commission", "des Verkehrsministeriums", "im Verkehrsministerium",
        ] {
            #expect(detector.institution(named: phrase, language: nil) == union, "\(phrase)")
        }
        for phrase in [
            "the Harbour Commission", "a human rights commission", "the high commissioner",
            "an Oldmere County commissioner", "das bayerische Verkehrsministerium",
        ] {
            #expect(detector.institution(named: phrase, language: nil) == nil, "\(phrase)")
        }
        // A name of its own means the same with any word before it.
        #expect(detector.institution(named: "the busy Pentagon", language: nil)?.rawValue == "box")
    }

    @Test("a name that a comma cuts is known whole, and other bodies behind it are not it")
    func cutNames() {
        let office = InstitutionKey("office")
        let detector = Detector(institutions: [
            Institution(
                key: office, name: "Fisheries, Harbours and Coasts Office",
                names: ["Fisheries, Harbours and Coasts Office"]),
            Institution(
                key: InstitutionKey("ministry"), name: "Fisheries Ministry of Larkland",
                names: ["Fisheries Ministry of Larkland"]),
        ])
        let said = detector.mentions(
            in:
                "A spokesperson for the Fisheries, Harbours and Coasts Office said in a statement: “It is safe.”",
            language: "en")
        #expect(said.first?.institution == office)
        #expect(said.allSatisfy { $0.institution == nil || $0.institution == office })
        #expect(
            detector.index.find(
                beginning: "Fisheries, Harbours and Coasts Office", with: "Fisheries")
                == office)
        #expect(
            detector.index.find(
                beginning: "Fisheries told the Fisheries Ministry of Larkland", with: "Fisheries")
                == nil)
    }
}
