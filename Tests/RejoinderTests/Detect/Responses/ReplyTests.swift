import Testing

@testable import Rejoinder

@Suite("Answers in whatever form they stand, and what is none") struct ReplyTests {
    private static let asking = Timestamp(seconds: 20_515 * 86_400)  // 3 March 2026
    private let detector = Detector(institutions: [
        Institution(
            key: InstitutionKey("varn"), name: "Varn Council",
            names: ["Varn Council", "council of Varn"]),
        Institution(
            key: InstitutionKey("amt"), name: "Hafenamt Lindau", names: ["Hafenamt Lindau"]),
        Institution(
            key: InstitutionKey("prefet"), name: "Préfecture du Vars", names: ["préfecture du Vars"]
        ),
    ])

    /// What an edit that adds the words to the article that asked comes to; the words are its last
    /// paragraphs.
    private func verdict(
        _ added: String, after text: String = english, of name: String = "varn",
        language: String = "en"
    ) -> ResponseFinding.Verdict? {
        let key = InstitutionKey(name)
        let inquiry = Inquiry(
            id: Inquiry.ID(rawValue: "1"), institution: key,
            institutionName: detector.institutionName(key) ?? "",
            origin: .text(entry: 1), subject: "Boat hall sold without a tender", evidence: nil,
            topic: ["hall", "tender"], openedAt: Self.asking, dueAt: nil, state: .open)
        let whole = text + "\n" + added
        let candidate = ResponseCandidate(
            entry: 1, asking: [inquiry.id], title: "Boat hall sold without a tender", text: whole,
            newSentences: added.split(separator: "\n").map(String.init), language: language,
            institution: nil)
        return detector.findings(for: candidate, open: [inquiry]).first?.verdict
    }

    private static let english = """
        The council of Varn sold its boat hall without a tender.
        The Herald has asked Varn Council for the papers. It did not respond to a request for comment.
        """

    @Test(
        "hears an answer",
        arguments: [
            "Varn Council's reply: The sale followed every rule.",
            "Varn Council's response in full:\n“The sale followed every rule. Time was short.”",
            "After publication the Herald spoke with Varn Council.\n"
                + "Herald: Why was there no tender?\nVarn Council: There was no time for one.",
            "The Herald reached Varn Council on Thursday. “The sale followed every rule.”",
            "“The sale followed every rule,” thundered Varn Council's spokesman Ole Berg.",
            "Update: “The sale followed every rule,” Ole Berg, who speaks for Varn Council, wrote to the Herald.",
            "Update: In an email, the council wrote that the sale had followed every rule.",
            "Update: Varn Council said that its filing on the sale was complete.",
        ])
    func answers(_ added: String) { #expect(verdict(added) == .answered, "\(added)") }

    @Test(
        "hears none in what was said before, by others, to others, or in papers that leaked",
        arguments: [
            "Varn Council had said in spring that it would sell no building without a tender.",
            "Before the sale, Varn Council had told residents that there would be a tender.",
            "In spring, Varn Council told the Herald that a tender would be held.",
            "Varn Council told the Herald in November that a tender would be held.",
            "According to the buyer, Varn Council told him that no tender was needed.",
            "The buyer claims that Varn Council said no tender was needed.",
            "In an internal email seen by the Herald, Varn Council wrote that time was short.",
            "According to a court filing, Varn Council said that time was short.",
            "Update: Councillor Dora Lind, who sits for the opposition, said the sale broke every rule.",
            "Update: The buyer's lawyer said Varn Council had followed every rule.",
            "Varn Council will hold a press conference on Friday.",
            "The Herald could not reach Varn Council on Thursday. “Every rule was broken,” a poster says.",
        ])
    func nothing(_ added: String) { #expect(verdict(added) == nil, "\(added)") }

    private static let silence =
        "Das Hafenamt Lindau hat sich auf Anfrage unserer Redaktion bislang nicht geäußert."
    private static let admission = "Das Hafenamt Lindau räumt inzwischen Fehler ein. "

    @Test(
        "hears who speaks where the text had said that there was no answer, and nobody else",
        arguments: [
            ("", "teilte Direktorin Birgit Lahr unserer Redaktion schriftlich mit", true),
            (silence, "teilte Direktorin Birgit Lahr unserer Redaktion schriftlich mit", false),
            ("", "sagte der Abgeordnete Uwe Mein", false),
            ("", "sagte Bürgermeisterin Rita Moll", false),
        ])
    func inPlaceOfSilence(_ left: String, _ speaker: String, _ isAnswer: Bool) {
        let inquiry = Inquiry(
            id: Inquiry.ID(rawValue: "1"), institution: InstitutionKey("amt"),
            institutionName: "Hafenamt Lindau", origin: .text(entry: 1),
            subject: "Bootshalle ohne Ausschreibung verkauft", evidence: Self.silence,
            topic: ["Bootshalle", "Ausschreibung"], openedAt: Self.asking, dueAt: nil, state: .open)
        let added = Self.admission + "Die Halle sei ohne Ausschreibung verkauft worden, \(speaker)."
        let candidate = ResponseCandidate(
            entry: 1, asking: [inquiry.id], title: "Bootshalle ohne Ausschreibung verkauft",
            text: "Bürgermeisterin Rita Moll ist verärgert.\n\(left)\n\(added)",
            newSentences: added.split(separator: ".").map { $0 + "." }, language: "de",
            institution: nil)
        let verdict = detector.findings(for: candidate, open: [inquiry]).first?.verdict
        #expect((verdict == .answered) == isAnswer)
    }

    @Test("hears another paper tell of words, and not of deeds") func deeds() {
        let inquiry = Inquiry(
            id: Inquiry.ID(rawValue: "1"), institution: InstitutionKey("varn"),
            institutionName: "Varn Council", origin: .text(entry: 1),
            subject: "Larkbridge slipway sold to Otterford marina without a tender", evidence: nil,
            topic: ["Larkbridge", "slipway", "Otterford"], openedAt: Self.asking, dueAt: nil,
            state: .open)
        func verdict(_ sentence: String) -> ResponseFinding.Verdict? {
            let candidate = ResponseCandidate(
                entry: 2, title: "Larkbridge slipway goes to Otterford marina",
                text: "The Larkbridge slipway went to Otterford marina without a tender. "
                    + sentence, newSentences: nil, language: "en", institution: nil)
            return detector.findings(for: candidate, open: [inquiry]).first?.verdict
        }
        #expect(verdict("Varn Council said that the sale had followed every rule.") == .answered)
        #expect(verdict("Varn Council responded by fencing off the slipway overnight.") == nil)
        #expect(verdict("Varn Council reacted with barriers at the slipway.") == nil)
    }

    @Test(
        "tells a promise, a receipt and a longer deadline from an answer",
        arguments: [
            "Update: Varn Council told the Herald that it needs a further 20 working days to answer the request, and will reply by 2 April.",
            "Update: An automatic reply from Varn Council said that the request had been received.",
            "Update: Varn Council has asked the Herald to specify which papers it wants.",
        ])
    func held(_ added: String) { #expect(verdict(added) == .held, "\(added)") }

    @Test(
        "takes the refusal of a request, and one in quoted words, for a refusal",
        arguments: [
            "Update: The council rejected the Herald's request for the papers, citing the cost of finding them.",
            "Update: “We will not comment on the sale,” Varn Council said.",
            "Update: “The council does not comment on sales,” a spokesman for Varn Council said.",
        ])
    func refused(_ added: String) { #expect(verdict(added) == .declined, "\(added)") }

    @Test(
        "hears answers in German and French, and none in what was said before",
        arguments: [
            ("de", "Stellungnahme des Hafenamts Lindau: Der Verkauf war rechtmäßig.", true),
            ("de", "Das Hafenamt Lindau teilte der Zeitung mit, der Verkauf sei rechtmäßig.", true),
            (
                "de",
                "Das Hafenamt Lindau hatte im Frühjahr mitgeteilt, es werde nichts verkaufen.",
                false
            ),
            (
                "de",
                "Der Käufer behauptet, das Hafenamt Lindau habe ihm gesagt, es brauche keine.",
                false
            ),
            ("fr", "Réponse de la préfecture du Vars : la vente est régulière.", true),
            (
                "fr", "La préfecture du Vars avait indiqué au printemps que rien ne serait vendu.",
                false
            ),
        ])
    func languages(_ language: String, _ added: String, _ isAnswer: Bool) {
        let text =
            language == "de"
            ? "Das Hafenamt Lindau verkaufte die Halle. Es ließ eine Anfrage der Zeitung unbeantwortet."
            : "La préfecture du Vars a vendu la halle. Sollicitée, elle n'a pas répondu."
        let found = verdict(
            added, after: text, of: language == "de" ? "amt" : "prefet", language: language)
        #expect((found == .answered) == isAnswer, "\(added): \(found.map { "\($0)" } ?? "nothing")")
    }
}
