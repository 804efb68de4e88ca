import Testing

@testable import Rejoinder

@Suite("Reading who was asked") struct AskedPartyTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let language: String
        let text: String
        /// "state: name", in order.
        let parties: [String]

        init(_ language: String, _ text: String, _ parties: String...) {
            self.language = language
            self.text = text
            self.parties = parties
        }

        var testDescription: String { "\(language): \(text)" }
    }

    static let asked = [
        Case(
            "en",
            "The Harbour Post has asked Lindqvist Shipping, the Port Authority and Unity for comment.",
            "awaiting: Lindqvist Shipping", "awaiting: Port Authority", "awaiting: Unity"),
        Case(
            "en",
            "A spokesman for Lindqvist Shipping did not immediately respond to a request for comment.",
            "awaiting: Lindqvist Shipping"),
        Case(
            "en", "Neither Orbital Foods nor Delta Mills replied to requests for comment.",
            "awaiting: Orbital Foods", "awaiting: Delta Mills"),
        Case("en", "Orbital Foods has been approached for comment.", "awaiting: Orbital Foods"),
        Case(
            "en", "The supplier, Delta Mills, could not be reached on Friday.",
            "awaiting: Delta Mills"),
        Case(
            "de",
            "Die Harbour Bank und der Hersteller Nordlicht wurden um eine Stellungnahme gebeten.",
            "awaiting: Harbour Bank", "awaiting: Hersteller Nordlicht"),
        Case(
            "de", "Zu den Vorwürfen hat sich die Stadtverwaltung bislang nicht geäußert.",
            "awaiting: Stadtverwaltung"),
        Case(
            "fr",
            "Contactés, la société Belmont et le rectorat n’avaient pas répondu à nos questions.",
            "awaiting: société Belmont", "awaiting: rectorat"),
        Case(
            "uk", "В компанії «Обрій» не відповіли на запит редакції.", "awaiting: компанії «Обрій»"
        ),
        Case(
            "ru", "В компании «Заря» не ответили на запрос газеты.", "awaiting: компании «Заря»"),
    ]

    static let refused = [
        Case("en", "Orbital Foods declined to comment on the recall.", "declined: Orbital Foods"),
        Case(
            "en", "“We do not comment on contracts,” an Orbital Foods spokeswoman said.",
            "declined: Orbital Foods"),
        Case("de", "Die Nordlicht AG wollte sich dazu nicht äußern.", "declined: Nordlicht AG"),
        Case(
            "fr", "La société Belmont n’a pas souhaité faire de commentaires.",
            "declined: société Belmont"),
        Case("uk", "Речник Нацбанку відмовився від коментарів.", "declined: Нацбанку"),
        Case("ru", "Представитель Центробанка отказался от комментариев.", "declined: Центробанка"),
    ]

    static let answered = [
        Case(
            "en", "Orbital Foods said in a statement that the recall was over.",
            "responded: Orbital Foods"),
        Case(
            "de", "Ein Sprecher der Harbour Bank sagte auf Anfrage, der Fehler sei behoben.",
            "responded: Harbour Bank"),
        Case(
            "fr", "Contacté par notre rédaction, un porte-parole de Belmont a confirmé l’incident.",
            "responded: Belmont"),
        Case("uk", "Про це повідомила прес-служба Нацбанку.", "responded: Нацбанку"),
        Case("ru", "Об этом сообщает пресс-служба Центробанка.", "responded: Центробанка"),
    ]

    @Test("names each party with what came of the asking", arguments: asked + refused + answered)
    func names(_ sample: Case) {
        #expect(Self.parties(sample) == sample.parties)
    }

    static let silent = [
        Case("en", "The committee has asked the minister to comment on the bill."),
        Case("en", "In 2019 the ministry did not respond to a similar request for comment."),
        Case("en", "Readers can respond in the comments section below."),
        Case("en", "Markets did not respond to the news."),
        Case("en", "If the company does not respond to a request for comment, we will say so."),
        Case("en", "He never answered my letters."),
        Case("de", "Die Opposition hat eine Kleine Anfrage an die Regierung gestellt."),
        Case("de", "Auf viele Fragen gibt es noch keine Antwort."),
        Case("fr", "Le gardien n’a pas réagi sur la frappe."),
        Case("fr", "Les familles attendent toujours une réponse de l’assurance."),
        Case("uk", "Парламентський комітет попросив міністра прокоментувати бюджет."),
        Case("uk", "Коментарі читачів можна залишити під матеріалом."),
        Case("ru", "Курс рубля не отреагировал на заявление."),
    ]

    @Test("is sure of nobody where no outlet asked", arguments: silent)
    func staysSilent(_ sample: Case) {
        let parties = plainDetector.parties(title: "", text: sample.text, language: sample.language)
        let sure = CertaintyThresholds().openAbove
        #expect(parties.allSatisfy { $0.confidence < sure })
    }

    @Test("gives one party one inquiry, by its last word")
    func mergesRepetitions() {
        let text = """
            The German Foreign Ministry has been approached for comment.
            On Friday the German Foreign Ministry declined to comment.
            """
        let parties = plainDetector.parties(title: "Visas", text: text, language: "en")
        #expect(parties.map(\.institution) == [InstitutionKey("de-mfa")])
        #expect(parties.map(\.state) == [.declined])
        #expect(
            parties.first?.evidence == "On Friday the German Foreign Ministry declined to comment.")
    }

    @Test("spreads a shared noun over the members of a list")
    func distributesHeads() {
        let text = "The Gazette has asked the foreign ministries of Latvia and Estonia for comment."
        let parties = plainDetector.parties(title: "", text: text, language: "en")
        #expect(parties.map { $0.institution?.rawValue } == ["lv-mfa", "ee-mfa"])
    }

    @Test("survives text that is no text")
    func survivesNoise() {
        let detector = Detector(institutions: [])
        for text in [
            "", "\u{FEFF}", "\"", String(repeating: "(", count: 5000), "not not not ,,,,", "…\n\n…",
        ] {
            #expect(detector.parties(title: "", text: text, language: nil).isEmpty)
        }
    }

    static func parties(_ sample: Case) -> [String] {
        plainDetector.mentions(in: sample.text, language: sample.language)
            .map { "\($0.state.rawValue): \($0.mention)" }
    }

    @Test("knows the outlet's own name for the press, but not a word that many texts have")
    func outlet() {
        func isAsked(_ text: String, outlet: String?) -> Bool {
            let found = plainDetector.parties(
                in: RevisionContent(title: "A door", text: text, language: "en"),
                outlet: OutletName(outlet))
            return found.contains { $0.state == .awaiting && $0.confidence >= 0.6 }
        }
        let text = """
            The door was broken. The Examiner asked Oldmere Police on Monday why the warrant had the \
            wrong number. There has been no answer so far.
            """
        #expect(isAsked(text, outlet: "Oldmere Examiner - Home"))
        #expect(!isAsked(text, outlet: nil))
        #expect(!isAsked(text, outlet: "Larkfield Times"))
        let year = text.replacing("The Examiner", with: "The Year")
        #expect(!isAsked(year, outlet: "The Year"))
    }

    static let askedAndUnanswered = [
        Case(
            "en",
            "The Harbour Inspectorate was asked how many cranes had been tested and when. It had not "
                + "answered by the time this page went to print.", "awaiting: Harbour Inspectorate"),
        Case(
            "en",
            "The Harbour Inspectorate was sent four questions on Friday. They went unanswered.",
            "awaiting: Harbour Inspectorate"),
        Case(
            "en",
            "This newspaper asked the Harbour Inspectorate why the crane was not tested. No reply had "
                + "been received by Friday.", "awaiting: Harbour Inspectorate"),
        Case(
            "de",
            "Seit wann die Werte bekannt sind, wollte unsere Redaktion am Montag vom Wasserwirtschaftsamt Lindau "
                + "wissen. Eine Antwort lag bis Redaktionsschluss nicht vor.",
            "awaiting: Wasserwirtschaftsamt Lindau"),
        Case(
            "de",
            "Danach hat das Tageblatt das Wasserwirtschaftsamt Lindau gefragt. Eine Antwort steht noch aus.",
            "awaiting: Wasserwirtschaftsamt Lindau"),
        Case(
            "en", "The tenants asked the Harbour Inspectorate why. No reply has been received."),
        Case("en", "The Harbour Inspectorate was asked how many. It said it did not know."),
        Case("en", "The Harbour Inspectorate was asked by MPs how many. It did not reply."),
        Case(
            "de",
            "Seit wann, wollten die Anwohner vom Wasserwirtschaftsamt Lindau wissen. Eine Antwort steht noch "
                + "aus."),
    ]

    @Test("knows from the next sentence that no answer came", arguments: askedAndUnanswered)
    func nextSentence(_ sample: Case) {
        let sure = plainDetector.parties(title: "", text: sample.text, language: sample.language)
            .filter { $0.state == .awaiting && $0.confidence >= CertaintyThresholds().openAbove }
        #expect(sure.map { "\($0.state.rawValue): \($0.name)" } == sample.parties)
    }

    @Test("still awaits whoever has said something, but not to the outlet")
    func saidEarlier() {
        func state(_ text: String) -> AskedParty.State? {
            plainDetector.parties(title: "Crane", text: text, language: "en").first?.state
        }
        let statement =
            "The Harbour Inspectorate announced the death in a three-sentence statement on May 28. "
        let silence =
            "The Harbour Inspectorate did not respond to a request for comment on Monday. "
        let answer = "Asked about the crane, the Harbour Inspectorate said it had been tested. "
        #expect(state(statement + "It rained. " + silence) == .awaiting)
        #expect(state(answer + "It rained. " + silence) == .responded)
    }

    @Test("leaves out the day after a name") func day() {
        let sample = Case(
            "en", "Questions sent to the council on Monday had not been answered by Tuesday.",
            "awaiting: council")
        #expect(Self.parties(sample) == sample.parties)
    }

    @Test("takes \"at the time of publication\" for the present, and \"at the time\" for the past")
    func presentAndPast() {
        func isAsked(_ sentence: String) -> Bool {
            plainDetector.mentions(in: sentence, language: "en").contains { $0.state == .awaiting }
        }
        let asked = "Larkfield council has been contacted for comment, but had not replied "
        #expect(isAsked(asked + "at the time of publication."))
        #expect(isAsked(asked + "by the time of publication."))
        #expect(!isAsked("Larkfield council did not respond to questions at the time."))
    }
}
