import Testing

@testable import Rejoinder

@Suite("What somebody really said") struct UtteranceTests {
    /// A text, and who says what in it; each rule stands beside its opposite.
    struct Case: Sendable, CustomTestStringConvertible {
        let language: String
        let text: String
        let said: [[String]]
        var testDescription: String { text }

        init(_ language: String, _ text: String, _ said: [String]...) {
            self.language = language
            self.text = text
            self.said = said
        }
    }

    static let thoughts = [
        Case("en", "The mayor believes that the bridge will hold."),
        Case("en", "The mayor does not believe that the bridge will open in May."),
        Case("en", "The union plans to strike in May."),
        Case("en", "The harbour office was confident that the ferry would run."),
        Case("en", "The union vowed to strike in May.", ["The union", "to strike in May"]),
        Case("en", "“It may hold,” the mayor thought.", ["the mayor", "It may hold"]),
        Case("de", "Der Bürgermeister hofft, dass die Brücke hält."),
        Case(
            "de", "„Die Brücke hält“, hofft der Bürgermeister.",
            ["der Bürgermeister", "Die Brücke hält"]),
        Case("fr", "Le maire espère que le pont tiendra."),
        Case("fr", "« Le pont tiendra », espère le maire.", ["le maire", "Le pont tiendra"]),
        Case("ru", "Мэр надеется, что мост выдержит."),
        Case("ru", "Мэр заявил, что мост выдержит.", ["Мэр", "что мост выдержит"]),
        Case("uk", "Міністр сподівається, що міст витримає."),
        Case("uk", "Міністр заявив, що міст витримає.", ["Міністр", "що міст витримає"]),
    ]

    static let doubts = [
        Case("en", "The mayor would say that the bridge was safe."),
        Case("en", "The mayor will announce that the bridge is closed."),
        Case("en", "If the mayor says that the bridge is safe, they will cross it."),
        Case("en", "The mayor did not say that the bridge was safe."),
        Case("en", "The mayor did not deny that the bridge was closed."),
        Case("en", "Did the mayor say that the bridge was safe?"),
        Case(
            "en", "The mayor said that the bridge would be safe.",
            ["The mayor", "that the bridge would be safe"]),
        Case("en", "“Is it safe?” the mayor asked.", ["the mayor", "Is it safe?"]),
        Case("de", "Der Bürgermeister könnte sagen, dass die Brücke hält."),
        Case("de", "Zunächst wurde forsch behauptet, dass die Brücke hält."),
        Case(
            "de", "Der Bürgermeister sagte, die Brücke könnte halten.",
            ["Der Bürgermeister", "die Brücke könnte halten"]),
        Case("fr", "Le maire aurait dit que le pont tiendra."),
        Case("fr", "Le maire a dit que le pont tiendra.", ["Le maire", "que le pont tiendra"]),
    ]

    static let names = [
        Case(
            "en", "The mayor also said the bridge was safe.", ["The mayor", "the bridge was safe"]),
        Case(
            "en", "The mayor himself said the bridge was safe.",
            ["The mayor", "the bridge was safe"]),
        Case(
            "en", "Mayor Jane Doe on Friday said the bridge was safe.",
            ["Mayor Jane Doe", "the bridge was safe"]),
        Case(
            "en", "Anthony Kelly said the bridge was safe.",
            ["Anthony Kelly", "the bridge was safe"]),
        Case("en", "Another said that the bridge was safe."),
        Case("en", "The family said that rows were loud.", ["The family", "that rows were loud"]),
        Case(
            "en", "He left after the harbour office said that the ferry had sunk.",
            ["the harbour office", "that the ferry had sunk"]),
        Case(
            "en", "They met, with Jane Doe saying that the ferry had sunk.",
            ["Jane Doe", "that the ferry had sunk"]),
        Case(
            "de", "„Wir warten“, kritisierte der Hafenverband heftig.",
            ["der Hafenverband", "Wir warten"]),
        Case(
            "de", "Am Freitag fuhren laut Polizei vierzig Boote in den Hafen.",
            ["Polizei", "Am Freitag fuhren vierzig Boote in den Hafen"]),
        Case(
            "uk", "3 жовтня 2019 року міністр Олена Коваль заявила, що міст витримає.",
            ["міністр Олена Коваль", "що міст витримає"]),
        Case("fr", "« Le pont tiendra », estime t-il.", ["il", "Le pont tiendra"]),
    ]

    static let verbs = [
        Case("en", "She won two states her rival had called safe."),
        Case(
            "en", "The harbour office states that the bridge is safe.",
            ["The harbour office", "that the bridge is safe"]),
        Case("en", "Recent research suggests that bridges are safe."),
        Case(
            "en", "Mayor Jane Doe suggests that bridges are safe.",
            ["Mayor Jane Doe", "that bridges are safe"]),
        Case("en", "The mayor announced a plan for the bridge on Friday."),
        Case("en", "The mayor made that call on Friday."),
        Case(
            "en", "The mayor made clear that the bridge was safe.",
            ["The mayor", "that the bridge was safe"]),
        Case("en", "The mayor outlined a long plan for a “safe” bridge over the river."),
        Case(
            "en", "The mayor called the plan “a bridge too far”.",
            ["The mayor", "the plan “a bridge too far”"]),
        Case("en", "The mayor said little about the old bridge."),
        Case(
            "en", "The mayor said he's glad about the bridge.",
            ["The mayor", "he's glad about the bridge"]),
        Case("en", "The mayor explained why the ferry had stopped."),
        Case(
            "en", "Keeping people safe, analysts say, means reducing fear and maintaining trust.",
            ["analysts", "Keeping people safe means reducing fear and maintaining trust"]),
        Case("uk", "Пряма мова: «Міст витримає, бо він новий»."),
        Case(
            "uk", "Міністерка Коваль: «Міст витримає, бо він новий».",
            ["Міністерка Коваль", "Міст витримає, бо він новий"]),
        Case("de", "Die neue Brücke bezeichnete Kern als teuer, sie sei aber nötig."),
        Case("de", "Zuletzt hatte der Hafen gefordert, die Brücke zu sperren."),
        Case(
            "de", "Zuletzt hatte Kern gesprochen. Kern sagte, die Brücke sei nötig.",
            ["Kern", "die Brücke sei nötig"]),
        Case(
            "de", "Den Angaben des Hafenamts zufolge ist die Brücke zu.",
            ["Den Angaben des Hafenamts", "ist die Brücke zu"]),
        Case(
            "de", "„Ich weiß nicht“, sagte Kern, schluckte, stand auf.", ["Kern", "Ich weiß nicht"]),
        Case("en", "The fact that Doe said that the bridge was safe is old news."),
        Case("de", "Warum schrieb die Presse nirgendwo: „Die Brücke hält und ist sicher“?"),
        Case("de", "Die erste Regel heißt: Wer die Brücke baut, bezahlt sie auch."),
        Case(
            "de", "Die Brücke halte noch lange, hieß es in der Mitteilung.",
            ["der Mitteilung", "Die Brücke halte noch lange"]),
        Case(
            "uk", "Вона підійшла і невдоволено сказала: «Міст витримає, бо він новий».",
            ["Вона", "Міст витримає, бо він новий"]),
        Case(
            "en", "The mayor said that “it is dry”.", ["The mayor", "that “it is dry”"]),
        Case("en", "The mayor repeated that claim to reporters in Vale."),
        Case(
            "en", "The mayor repeated that claims were wrong.",
            ["The mayor", "that claims were wrong"]),
        Case("en", "The order is even more telling: One judge withdrew."),
        Case(
            "de", "Dahinter stehen laut Hafenamt „große Netzwerke“.",
            ["Hafenamt", "Dahinter stehen „große Netzwerke“"]),
        Case(
            "fr", "« Le pont tiendra », a dit Anne Le Roux.", ["Anne Le Roux", "Le pont tiendra"]),
        Case("en", "The bridge was shut again, when Mayor Doe denied getting any letters."),
        Case(
            "en", "The bridge was shut again, Mayor Doe said.",
            ["Mayor Doe", "The bridge was shut again"]),
        Case("en", "The new rules add costs to a plan that nobody likes."),
        Case(
            "en", "The mayor added in a letter that nobody liked it.",
            ["The mayor", "that nobody liked it"]),
        Case("en", "The port had appealed a court ruling that closed the bridge."),
        Case(
            "en", "Mayor Doe left, saying that the bridge was closed.",
            ["Mayor Doe", "that the bridge was closed"]),
        Case("en", "It is a goal that threatens to fail."),
        Case(
            "en", "Regardless of when it was built, Doe said, the bridge would close.",
            ["Doe", "Regardless of when it was built the bridge would close"]),
        Case(
            "en", "The harbour pilot Jane Doe, a friend of hers, said it was dry.",
            ["The harbour pilot Jane Doe, a friend of hers", "it was dry"]),
        Case("en", "His answer only added to the noise in the old harbour."),
        Case(
            "en", "“It is dry,” officials added.", ["officials", "It is dry"]),
        Case("fr", "Après avoir dit que le pont était vieux, le maire insiste sur le bac."),
        Case(
            "fr", "Le pont était trop vieux, insiste le maire.",
            ["le maire", "Le pont était trop vieux"]),
        Case("en", "The strict rules make clear that the bridge is shut."),
        Case(
            "en", "This weekend Doe told reporters: “It is dry, as it should be.”",
            ["Doe", "It is dry, as it should be."]),
        Case(
            "fr", "La soirée fut tendue, Anne Roux assurant que le pont tiendrait.",
            ["Anne Roux", "que le pont tiendrait"]),
        Case(
            "en", "Mayor Doe pointed out that the bridge was shut.",
            ["Mayor Doe", "that the bridge was shut"]),
        Case("de", "Im Hafen gibt es Hinweise, dass die Brücke hält."),
        Case(
            "de", "Das Hafenamt gab bekannt, dass die Brücke hält.",
            ["Das Hafenamt", "dass die Brücke hält"]),
        Case(
            "fr", "« Cela dure », a-t-il souligné alors que le pont ferme.", ["il", "Cela dure"]),
    ]

    @Test(
        "is a statement, and what somebody thinks, plans, may say or did not say is none",
        arguments: thoughts + doubts + names + verbs)
    func tells(_ named: Case) {
        let found = Attributions.statements(in: named.text, language: named.language) { _ in nil }
        #expect(found.map { [$0.source, $0.content] } == named.said)
    }

    @Test("belongs to a body only if the source speaks for it")
    func findsVoices() {
        func voice(_ text: String) -> [String?] {
            Attributions.statements(in: text, language: "en") { source in
                source.contains("Harbour Office") ? InstitutionKey("harbour") : nil
            }.map(\.institution?.rawValue)
        }
        #expect(voice("Harbour Office spokesman Jan Moor said the quay was dry.") == ["harbour"])
        #expect(
            voice("Jon Moor, a Harbour Office engineer, said the quay was dry.") == ["harbour"])
        #expect(voice("Former Harbour Office head Jan Moor said the quay was dry.") == [nil])
        #expect(voice("Harbour Office critic Jan Moor said the quay was dry.") == [nil])
        #expect(
            voice("Jon Moor, who once sued the Harbour Office, said the quay was dry.") == [nil])
        #expect(voice("Three visitors to the Harbour Office said the quay was dry.") == [nil])
    }

    @Test("belongs to a body by a short name only if that is a person's") func followsNames() {
        func voices(_ text: String) -> [Bool] {
            Attributions.statements(in: text, language: "en") { source in
                source.contains("Harbour Office") ? InstitutionKey("harbour") : nil
            }.map { $0.institution != nil }
        }
        #expect(
            voices("Harbour Office spokeswoman Jane Doe said it was dry. Doe said it was late.")
                == [true, true])
        #expect(
            voices("Jane Doe, a Harbour Office pilot, said it was dry. Doe aides said it was late.")
                == [true, false])
        #expect(
            voices("Harbour Office Pilots said it was dry. Many Pilots said it was late.")
                == [true, false])
    }

    @Test("belongs to the institution in whose own feed its people speak")
    func findsOwnPeople() {
        let harbour = InstitutionKey("harbour")
        func voice(_ text: String, _ language: String) -> [InstitutionKey?] {
            Attributions.statements(
                in: TokenizedText(text), language: language, among: .embedded, own: harbour
            ) { _ in nil }.map(\.institution)
        }
        #expect(voice("“We regret the noise,” said port director Jan Moor.", "en") == [harbour])
        #expect(
            voice("“We regret it,” said Jan Moor, the director. Moor said it was over.", "en")
                == [harbour, harbour])
        #expect(voice("„Wir bedauern das“, sagte Hafendirektor Jan Moor.", "de") == [harbour])
        #expect(
            voice("« Nous regrettons », a dit le directeur du port, Jean Roux.", "fr") == [harbour])
        // Guests speak for themselves.
        #expect(voice("“It was loud,” said Ana Costa, a resident.", "en") == [nil])
        #expect(voice("“It was loud,” said the director of the Vale museum.", "en") == [nil])
        #expect(voice("“It was loud,” said Vale police chief Ana Costa.", "en") == [nil])
    }
}

@Suite("A description of a speaker") struct DescriptionTests {
    @Test("is whom the name calls so, and not whom a clause mentions") func resolves() {
        func sources(_ text: String) -> [String] {
            Attributions.statements(in: text, language: "en") { _ in nil }.map(\.source)
        }
        #expect(
            sources("Jane Doe, the harbour pilot, said it was late. The pilot said it was dark.")
                == ["Jane Doe, the harbour pilot", "Jane Doe, the harbour pilot"])
        #expect(
            sources("Jane Doe, who trains pilots, said it was late. The pilots said it was dark.")
                == ["Jane Doe, who trains pilots", "The pilots"])
        #expect(
            sources("Harbour agency critic Jane Doe said it was late. The agency said it was dark.")
                == ["Harbour agency critic Jane Doe", "The agency"])
    }
}

@Suite("A pronoun") struct PronounTests {
    private func sources(_ text: String) -> [String] {
        Attributions.statements(in: text, language: "en") { _ in nil }.map(\.source)
    }

    @Test("is the speaker before it, if nobody else has come in") func isTheLast() {
        let text = "Jane Doe said the quay was dry. It rained all day. She said it was dry."
        #expect(sources(text) == ["Jane Doe", "Jane Doe"])
    }

    @Test("stays, if somebody else has come in") func stays() {
        let text =
            "Jane Doe said it was dry. Mayor Ana Costa came from the port. She said it was wet."
        #expect(sources(text) == ["Jane Doe", "She"])
        let other =
            "Jane Doe said it was dry. The old bridge was shut again, Costa said. She said it was wet."
        #expect(sources(other).last == "She")
        #expect(
            sources("The White Harbour said it was dry. He said it was wet.")
                == ["The White Harbour", "He"])
    }

    @Test("may be a surname's owner, and not a newspaper") func knowsSurnames() {
        #expect(
            sources("The mayor, Jane Doe, came. Doe said it was dry. She said it was over.")
                == ["Doe", "Doe"])
        #expect(
            sources("Both Jane Doe and Ana Costa said it was dry. She said it was wet.")
                == ["Both Jane Doe and Ana Costa", "She"])
        #expect(sources("Mirror said it was dry. He said it was wet.") == ["Mirror", "He"])
    }
}
