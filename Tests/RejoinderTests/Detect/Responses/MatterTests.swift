import Foundation
import Testing

@testable import Rejoinder

@Suite("What is rare in a matter") struct MatterTests {
    private let detector = Detector(institutions: [])
    private let ministry = InstitutionKey("transport")

    /// What an entry of the ministry's own feed is to a question put to it.
    private func verdict(
        asked subject: String, _ topic: [String], title: String, _ text: String,
        language: String = "en"
    ) -> ResponseFinding.Verdict? {
        let inquiry = Inquiry(
            id: Inquiry.ID(rawValue: "1"), institution: ministry,
            institutionName: language == "de" ? "Verkehrsministerium" : "Ministry of Transport",
            origin: .text(entry: 1), subject: subject, evidence: nil, topic: topic,
            openedAt: Timestamp(seconds: 0), dueAt: nil, state: .open)
        let candidate = ResponseCandidate(
            entry: 2, title: title, text: text, newSentences: nil, language: language,
            institution: ministry)
        return detector.findings(for: candidate, open: [inquiry]).first?.verdict
    }

    private let ferries = [
        "ferry", "harbour", "islands", "winter", "people", "longer", "contract", "ships", "old",
    ]

    @Test(
        "releases on other matters answer nothing, whatever common words they share",
        arguments: [
            ("Minister opens a footbridge", "People will wait no longer at the lights."),
            ("Old trams find new homes", "The contract runs for two years. People can visit them."),
            ("Winter service: a review", "Workers spread salt on 900 kilometres of road."),
            ("Ministry seeks a press officer", "The contract is limited to two years."),
        ])
    func otherMatters(_ title: String, _ text: String) {
        let found = verdict(
            asked: "Old ships on the island ferries worry mayors", ferries, title: title, text)
        #expect(found == nil || found == .candidate, "\(title): \(found.map { "\($0)" } ?? "")")
        #expect(found != .answered)
    }

    @Test("a text elsewhere about something of the same kind is no answer") func sameKind() {
        let brigade = Inquiry(
            id: Inquiry.ID(rawValue: "1"), institution: nil,
            institutionName: "Larkfield Fire Service", origin: .text(entry: 1),
            subject: "Family watched home burn while crew drove to wrong Oldmere", evidence: nil,
            topic: ["engine", "smoke", "postcode", "Kirk", "barn", "crew"],
            openedAt: Timestamp(seconds: 0), dueAt: nil, state: .open)
        func verdict(_ title: String, _ said: String) -> ResponseFinding.Verdict? {
            detector.findings(
                for: ResponseCandidate(
                    entry: 2, title: title, text: said, newSentences: nil, language: "en",
                    institution: nil), open: [brigade]
            ).first?.verdict
        }
        #expect(
            verdict(
                "Crew fights smoke as stacks burn",
                "Larkfield Fire Service said the engine and its crew saw smoke from burning hay."
            )
                == nil)
        #expect(
            verdict(
                "Why the engine went to Kirk Oldmere",
                "Larkfield Fire Service said that the postcode had led the engine to Kirk Oldmere.")
                == .answered)
    }

    @Test("the release on the matter answers") func sameMatter() {
        #expect(
            verdict(
                asked: "Old ships on the island ferries worry mayors", ferries,
                title: "On the ships of the island ferries",
                "Every ferry to the islands is inspected before winter, the ministry says.")
                == .answered)
    }

    @Test("one telling tie is a candidate, and an answer if the text takes a stand on it")
    func oneTie() {
        let topic = ["helicopter", "nights", "doctors"]
        #expect(
            verdict(
                asked: "Rescue helicopter stood still for weeks", topic,
                title: "Grants for small airfields", "A helicopter may land on four of them.")
                == .candidate)
        #expect(
            verdict(
                asked: "Rescue helicopter stood still for weeks", topic,
                title: "Statement on the helicopter", "Air rescue is ready day and night.")
                == .answered)
    }

    @Test("a compound is the words that it is made of") func compounds() {
        #expect(
            verdict(
                asked: "Brücke über die Wendel gesperrt", ["Pendler", "Spur"],
                title: "Zur Wendelbrücke", "Die zweite Spur wird freigegeben.", language: "de")
                == .answered)
    }

    @Test("everyday words are known to be common in each language that was counted")
    func everydayWords() throws {
        let terms = TermCommonness.embedded
        let words = [
            "en": ("year", "lighthouse"), "de": ("woche", "leuchtturm"), "fr": ("jour", "phare"),
        ]
        for (language, (common, rare)) in words {
            try #require(terms.codes.contains(language))
            #expect(terms.bits(WordStem.of(common), language: language) < 3, "\(language)")
            #expect(
                terms.bits(String(WordStem.of(rare).prefix(7)), language: language) > 6,
                "\(language)")
        }
    }

    @Test("a damaged file of terms makes all terms rare, and nothing else") func damaged() {
        for bytes: [UInt8] in [
            [], [1, 2, 3], Array("RJT1".utf8), Array("RJT1".utf8) + [255, 0, 0, 0, 1],
            Array("RJT1".utf8) + [1, 0, 0, 0] + Array("en".utf8) + [0, 0, 255, 255, 255, 255, 1],
        ] {
            #expect(TermCommonness(bytes).bits("year", language: "en") == TermCommonness.most)
        }
    }
}
