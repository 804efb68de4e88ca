import Testing

@testable import Rejoinder

@Suite("Statements of a text") struct StatementTests {
    private func sources(_ text: String, _ language: String) -> [String] {
        Attributions.statements(in: text, language: language) { _ in nil }.map(\.source)
    }

    struct Reference: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let language: String
        let text: String
        let sources: [String]

        init(_ claim: String, _ language: String, _ text: String, _ sources: String...) {
            testDescription = claim
            self.language = language
            self.text = text
            self.sources = sources
        }
    }

    static let references = [
        Reference(
            "a pronoun is the one person who spoke", "en",
            "“We need time,” said Jane Doe, the mayor. “It is hard.”\nShe said the roof would be fixed.",
            "Jane Doe, the mayor", "Jane Doe, the mayor"),
        Reference(
            "a pronoun that could be either of two stays", "en",
            "Paul Grey said it was late. Adam Holt said it was early. He said nobody knew.",
            "Paul Grey", "Adam Holt", "He"),
        Reference(
            "a title tells whom a pronoun means", "en",
            "Mr. Grey said it was late. Ms. Holt said it was early. She said nobody knew.",
            "Mr. Grey", "Ms. Holt", "Ms. Holt"),
        Reference(
            "a pronoun is not a body", "en",
            "The ministry said the road was open. He said it was not.", "The ministry", "He"),
        Reference(
            "a description is the one who has that office", "en",
            "Foreign Minister Ana Costa said talks had begun. The minister said they were hard.",
            "Foreign Minister Ana Costa", "Foreign Minister Ana Costa"),
        Reference(
            "a description of two stays", "en",
            "Interior Minister Ana Costa said it was late. Health Minister Bo Lind said it was early. The minister said nobody knew.",
            "Interior Minister Ana Costa", "Health Minister Bo Lind", "The minister"),
        Reference(
            "in German", "de",
            "„Wir warten“, sagte Ministerin Eva Kern. „Das dauert“, sagte sie. „Bald“, sagte die Ministerin.",
            "Ministerin Eva Kern", "Ministerin Eva Kern", "Ministerin Eva Kern"),
        Reference(
            "in French", "fr",
            "« Nous attendons », a dit Mme Anne Roux. « C’est long », a-t-elle ajouté.",
            "Mme Anne Roux", "Mme Anne Roux"),
        Reference(
            "in Ukrainian", "uk",
            "«Ми чекаємо», — сказала міністерка Олена Коваль. «Це довго», — додала вона.",
            "міністерка Олена Коваль", "міністерка Олена Коваль"),
        Reference(
            "in Russian", "ru",
            "«Мы ждём», — сказал министр Иван Котов. «Это долго», — добавил он. «Скоро», — заявил министр.",
            "министр Иван Котов", "министр Иван Котов", "министр Иван Котов"),
    ]

    @Test("resolves pronouns and descriptions only where they are certain", arguments: references)
    func resolves(_ reference: Reference) {
        #expect(sources(reference.text, reference.language) == reference.sources)
    }

    @Test("belongs to the institution whose voice the full source is") func findsInstitutions() {
        let text =
            "Foreign Ministry spokesman Ole Berg said talks had begun. Berg said they would last."
        let statements = Attributions.statements(in: text, language: "en") { source in
            source.contains("Foreign Ministry") ? InstitutionKey("no-mfa") : nil
        }
        #expect(statements.map(\.source) == ["Foreign Ministry spokesman Ole Berg", "Berg"])
        #expect(statements.map(\.institution?.rawValue) == ["no-mfa", "no-mfa"])
    }

    @Test("has its words without quotation marks, the parts joined") func joinsParts() {
        let text = "“We will appeal,” the lawyer said, “and we will win.”"
        let statements = Attributions.statements(in: text, language: "en") { _ in nil }
        #expect(statements.map(\.content) == ["We will appeal and we will win."])
        #expect(statements.map(\.isQuoted) == [true])
    }
}

@Suite("A refusal") struct RefusalTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let language: String
        let text: String
        /// What is said beside the refusal, and by whom.
        var said: [[String]] = []
        var testDescription: String { text }
    }

    static let refusals = [
        Case(language: "en", text: "The ministry declined to comment on the fire."),
        Case(language: "en", text: "A spokeswoman refused to say whether it would be published."),
        Case(
            language: "en", text: "The council has repeatedly declined to say when it would open."),
        Case(language: "en", text: "The mayor would not say whether he had read the report."),
        Case(language: "en", text: "The agency did not explain why the ferry had stopped."),
        Case(language: "en", text: "The ministry never said how much the work had cost."),
        Case(language: "de", text: "Das Ministerium lehnte eine Stellungnahme ab."),
        Case(language: "de", text: "Das Ministerium gab keinen Kommentar ab."),
        Case(language: "de", text: "Das Ministerium wollte sich dazu nicht äußern."),
        Case(language: "de", text: "Die Sprecherin wollte nicht sagen, ob der Bericht erscheint."),
        Case(language: "de", text: "Der Sprecher weigerte sich, den Vorfall zu kommentieren."),
        Case(language: "fr", text: "Le ministère n'a pas souhaité commenter."),
        Case(language: "fr", text: "Le ministère a refusé de commenter l'affaire."),
        Case(language: "fr", text: "Le ministère a refusé de dire si le rapport serait publié."),
        Case(language: "fr", text: "La mairie a décliné tout commentaire."),
        Case(language: "ru", text: "В министерстве отказались от комментариев."),
        Case(
            language: "ru", text: "Представитель порта отказался сообщить, когда откроют причал."),
        Case(language: "ru", text: "Министерство не сообщило, когда откроют мост."),
        Case(language: "uk", text: "У міністерстві відмовилися від коментарів."),
        Case(language: "uk", text: "Речник порту відмовився повідомити, чи буде доповідь."),
        Case(language: "uk", text: "Міністерство не повідомило, коли відкриють міст."),
    ]

    static let mixed = [
        Case(
            language: "en",
            text: "The port office declined to comment on the fire but said that the ferry runs.",
            said: [["The port office", "that the ferry runs"]]),
        Case(
            language: "en", text: "The ministry would not say when, but said it was nearly ready.",
            said: [["The ministry", "it was nearly ready"]]),
        Case(
            language: "en",
            text: "The ministry declined to comment, saying the case was before the courts.",
            said: [["The ministry", "the case was before the courts"]]),
        Case(
            language: "en",
            text: "Port spokesman Jan Moor declined to comment. He said the audit was under way.",
            said: [["Port spokesman Jan Moor", "the audit was under way"]]),
        Case(
            language: "de",
            text: "Das Hafenamt lehnte eine Stellungnahme ab, sagte aber, dass die Fähre fährt.",
            said: [["Das Hafenamt", "dass die Fähre fährt"]]),
        Case(
            language: "fr",
            text: "Le porte-parole a refusé de répondre, disant que l'enquête était en cours.",
            said: [["Le porte-parole", "que l'enquête était en cours"]]),
        Case(
            language: "ru",
            text: "Министерство отказалось от комментариев, однако сообщило, что доклад готов.",
            said: [["Министерство", "что доклад готов"]]),
        Case(
            language: "ru",
            text: "В порту отказались комментировать пожар, но сообщили, что паром пойдёт.",
            said: [["порту", "что паром пойдёт"]]),
        Case(
            language: "uk",
            text: "Речник порту відмовився коментувати пожежу, але повідомив, що пором вирушить.",
            said: [["Речник порту", "що пором вирушить"]]),
    ]

    static let opposites = [
        Case(
            language: "en", text: "“I will not say when,” the minister said.",
            said: [["the minister", "I will not say when"]]),
        Case(
            language: "en", text: "The mayor asked whether the bridge was safe.",
            said: [["The mayor", "whether the bridge was safe"]]),
        Case(
            language: "en", text: "The offer was refused, said the mayor.",
            said: [["the mayor", "The offer was refused"]]),
        Case(
            language: "en", text: "The union threatened to strike.",
            said: [["The union", "to strike"]]),
        Case(
            language: "de", text: "Das Amt sagte, dass es keinen Kommentar gebe.",
            said: [["Das Amt", "dass es keinen Kommentar gebe"]]),
    ]

    @Test("is no statement, and what is said beside it is", arguments: refusals + mixed + opposites)
    func refuses(_ named: Case) {
        let found = Attributions.statements(in: named.text, language: named.language) { _ in nil }
        #expect(found.map { [$0.source, $0.content] } == named.said)
    }
}

@Suite("Statements of two revisions") struct StatementChangeTests {
    private func said(
        _ source: String, _ content: String, cue: String = "said", institution: String? = nil
    ) -> Statement {
        Statement(
            source: source, cue: cue, content: content, isQuoted: false,
            institution: institution.map { InstitutionKey($0) })
    }

    @Test("no change is none, in whatever order and typography") func keepsSame() {
        let one = said("Doe", "that it’s over — now")
        let other = said("Holt", "that it goes on")
        let set = said("Doe", "that it's over - now")
        #expect(StatementChange.changes(from: [one, other], to: [other, set]).isEmpty)
    }

    @Test("a new one is published, one that is gone is withdrawn") func tellsNewAndGone() {
        let gone = said("Doe", "that the road is open")
        let new = said("Holt", "prices fell by a third last year")
        #expect(
            StatementChange.changes(from: [gone], to: [new])
                == [.published(new), .withdrawn(gone)])
    }

    @Test("new words of the same speaker change what was said") func tellsRewording() {
        let old = said("The ministry", "that the talks will end on Friday in Vienna")
        let new = said("The ministry", "that the talks will not end on Friday")
        let changes = StatementChange.changes(from: [old], to: [new])
        #expect(changes == [.changed(from: old, to: new)])
        #expect(changes.map(\.eventType) == [.statementChanged])
    }

    @Test("the same words of another speaker are a change of who said it") func tellsSpeaker() {
        let old = said("Mr Grey", "that the talks will end on Friday")
        let new = said("Ms Holt", "that the talks will end on Friday")
        #expect(StatementChange.changes(from: [old], to: [new]) == [.changed(from: old, to: new)])
    }

    @Test("the same institution under another name is the same speaker") func knowsInstitutions() {
        let old = said("the Foreign Office", "that talks end", institution: "uk-mfa")
        let new = said("the FCDO", "that talks end", institution: "uk-mfa")
        #expect(StatementChange.changes(from: [old], to: [new]).isEmpty)
    }

    @Test("a denial of the same words is a change, another verb of saying is none")
    func tellsDenials() {
        let old = said("The ministry", "that a deal was made", cue: "said")
        let denial = said("The ministry", "that a deal was made", cue: "denied")
        let other = said("The ministry", "that a deal was made", cue: "has stressed")
        #expect(
            StatementChange.changes(from: [old], to: [denial]) == [.changed(from: old, to: denial)])
        #expect(StatementChange.changes(from: [old], to: [other]).isEmpty)
    }

    @Test("the closest words are paired first") func pairsBest() {
        let first = said("Doe", "that the tax on fuel will rise by two cents in May")
        let second = said("Doe", "that the tax on beer will fall by two cents in May")
        let fuel = said("Doe", "that the tax on fuel will rise by three cents in May")
        #expect(
            StatementChange.changes(from: [second, first], to: [fuel])
                == [.changed(from: first, to: fuel), .withdrawn(second)])
    }
}
