import Testing

@testable import Rejoinder

@Suite("The name of a party") struct PartyNameTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let language: String
        let text: String
        let name: String

        init(_ language: String, _ text: String, _ name: String) {
            (self.language, self.text, self.name) = (language, text, name)
        }

        var testDescription: String { "\(language): \(text)" }
    }

    static let placed = [
        Case(
            "en",
            "On Monday Larkland Gov. Jane Doe shut the ports. The governor's office did not respond to a request for comment.",
            "Larkland governor's office"),
        Case(
            "en",
            "The governor of Larkland shut the ports. The governor's office declined to comment.",
            "governor's office (Larkland)"),
        Case(
            "en", "Ships burned, police in Larkfield said. The police declined to comment.",
            "police in Larkfield"),
    ]

    static let generic = [
        Case(
            "en",
            "The ports are shut. The governor's office did not respond to a request for comment.",
            "governor's office"),
        Case(
            "en",
            "The governor of Larkland met the governor of Norland. The governor's office declined to comment.",
            "governor's office"),
        Case(
            "en", "Former Gov. Jane Doe spoke. The governor's office declined to comment.",
            "governor's office"),
    ]

    @Test(
        "has the place that the text gives its office, if that is one, and else none",
        arguments: placed + generic)
    func place(_ named: Case) {
        let parties = plainDetector.parties(title: "", text: named.text, language: named.language)
        let asked = parties.filter { $0.state != .responded }
        #expect(asked.map(\.name) == [named.name])
    }

    @Test("is that of its country as people call it") func country() {
        let detector = Detector(institutions: [])
        let key = detector.institution(named: "the Chinese embassy", language: "en")
        #expect(key == InstitutionKey("cn-embassy"))
        #expect(key.flatMap(detector.institutionName) == "Embassy of China")
        #expect(detector.institution(named: "the embassy of China", language: "en") == key)
    }

    @Test("is whole, although there is an \u{201C}and\u{201D} in it") func whole() {
        let text =
            "A Customs and Border Protection spokesman did not respond to a request for comment."
        let parties = plainDetector.parties(title: "", text: text, language: "en")
        #expect(parties.map(\.name) == ["Customs and Border Protection"])
        #expect(parties.map(\.scope) == [.official])
    }

    struct Pair: CustomTestStringConvertible {
        let testDescription: String
        let asked: String
        let other: String
        let text: String
        let isSame: Bool

        init(_ name: String, _ asked: String, _ other: String, in text: String, _ isSame: Bool) {
            (testDescription, self.asked, self.other) = (name, asked, other)
            (self.text, self.isSame) = (text, isSame)
        }
    }

    static let pairs = [
        Pair(
            "another place's", "Larkland governor's office", "Norland governor's office",
            in: "Norland shut its ports to ferries and trawlers", false),
        Pair(
            "one without a place, in a text about another place", "Larkland governor's office",
            "governor's office", in: "Norland shut its ports to ferries and trawlers", false),
        Pair(
            "one without a place, in a text about the same place", "Larkland governor's office",
            "governor's office", in: "Larkland shut its ports to ferries and trawlers", true),
        Pair(
            "the same", "Larkland governor's office", "Larkland governor's office",
            in: "Larkland shut its ports to ferries and trawlers", true),
    ]

    @Test("tells one place's office from another's", arguments: pairs) func same(_ pair: Pair) {
        let topic = ["ports", "ferries", "trawlers", "shut"]
        let inquiry = Inquiry(
            id: Inquiry.ID(rawValue: "inq_a"), institution: nil, institutionName: pair.asked,
            origin: .text(entry: 1), subject: "Larkland shut its ports to ferries and trawlers",
            evidence: nil, topic: topic, openedAt: TestLedger.minute(0), dueAt: nil, state: .open)
        let party = AskedParty(
            institution: nil, name: pair.other, state: .awaiting, evidence: "", topic: topic,
            isOutletsOwn: true, kind: .officialBody, confidence: 1)
        #expect(
            (plainDetector.sameQuestion(party, as: inquiry, subject: pair.text) != nil)
                == pair.isSame)
    }
}
