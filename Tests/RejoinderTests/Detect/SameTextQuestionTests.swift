import Testing

@testable import Rejoinder

@Suite("The question of an answer") struct SameTextQuestionTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let language: String
        let text: String
        /// The state of each party, with the question if the text tells of it.
        let found: [String]

        init(_ language: String, _ text: String, _ found: String...) {
            (self.language, self.text, self.found) = (language, text, found)
        }

        var testDescription: String { "\(language): \(text)" }
    }

    static let answered = [
        Case(
            "en",
            "Asked about the delays, the Transport Ministry said in a statement that every bridge was safe.",
            "responded: Asked about the delays, the Transport Ministry said in a statement that every "
                + "bridge was safe."),
        Case(
            "en",
            "In response to questions, a spokeswoman for the Larkfield police said the bridge was safe.",
            "responded: In response to questions, a spokeswoman for the Larkfield police said the "
                + "bridge was safe."),
        Case(
            "de",
            "Ein Sprecher des Verkehrsministeriums teilte auf Anfrage mit, die Brücke sei sicher.",
            "responded: Ein Sprecher des Verkehrsministeriums teilte auf Anfrage mit, die Brücke sei "
                + "sicher."),
        Case(
            "fr", "Contactée par notre rédaction, la préfecture a confirmé la fermeture du pont.",
            "responded: Contactée par notre rédaction, la préfecture a confirmé la fermeture du pont."
        ),
    ]

    static let unanswered = [
        Case(
            "en", "The Transport Ministry said in a statement that every bridge was safe.",
            "responded"),
        Case(
            "en",
            "Asked by lawmakers about the delays, the Transport Ministry said in a statement that every "
                + "bridge was safe.", "responded"),
        Case(
            "de",
            "Auf Anfrage der Grünen teilte das Verkehrsministerium mit, die Brücke sei sicher.",
            "responded"),
        Case(
            "de", "Das Verkehrsministerium teilte mit, die Brücke sei sicher.", "responded"),
    ]

    @Test(
        "is the press's own, or there is none: a plain statement answers nobody",
        arguments: answered + unanswered)
    func tells(_ named: Case) {
        let detector = Detector(institutions: TestLedger.institutions)
        let parties = detector.mentions(in: named.text, language: named.language)
        let found = parties.filter { $0.state == .responded }.map { party in
            "responded" + (party.question.map { ": \($0)" } ?? "")
        }
        #expect(found == named.found)
    }

    @Test("may stand in a sentence before the answer") func earlier() {
        let detector = Detector(institutions: TestLedger.institutions)
        let text = """
            The Harbour Post has asked the Transport Ministry for comment. The bridge opened in May. \
            A Transport Ministry spokeswoman said in a statement that it was safe.
            """
        let parties = detector.parties(title: "", text: text, language: "en")
        #expect(parties.map(\.state) == [.responded])
        #expect(
            parties.first?.question
                == "The Harbour Post has asked the Transport Ministry for comment.")
        #expect(parties.first?.evidence.hasPrefix("A Transport Ministry spokeswoman") == true)
    }

    static let silences = [
        "Asked about the delays, the Transport Ministry said it could not answer.",
        "Reached for comment, a Transport Ministry spokeswoman said she could not comment.",
    ]

    @Test("is not answered by one who cannot say", arguments: silences) func silent(_ text: String)
    {
        let detector = Detector(institutions: TestLedger.institutions)
        let parties = detector.parties(title: "", text: text, language: "en")
        #expect(parties.allSatisfy { $0.question == nil })
    }
}
