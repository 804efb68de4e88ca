import Testing

@testable import Rejoinder

/// An edit of one sentence, with what it is about.
struct JudgedEdit: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let before: String
    let after: String
    let kinds: [ChangeKind]
    let level: ChangeLevel

    init(
        _ name: String, _ before: String, _ after: String, _ kinds: [ChangeKind],
        _ level: ChangeLevel
    ) {
        (testDescription, self.before, self.after) = (name, before, after)
        (self.kinds, self.level) = (kinds, level)
    }
}

@Suite("Judging what changed between two revisions") struct RevisionDiffTests {
    static let lead =
        "The harbour was closed on Sunday after the storm tore two cranes from the quay."
    static let tail = "Engineers will inspect the remaining cranes before ships may land again."

    static let sentences = [
        JudgedEdit("a figure", "It cost 40 crowns.", "It cost 45 crowns.", [.number], .major),
        JudgedEdit(
            "a numeral", "The crew found three barrels on deck.",
            "The crew found four barrels on deck.", [.number], .major),
        JudgedEdit(
            "a weekday", "Divers left the wreck on Monday evening.",
            "Divers left the wreck on Friday evening.", [.date], .major),
        JudgedEdit(
            "a name", "The captain thanked Helga Brandt for the rope.",
            "The captain thanked Ivar Brandt for the rope.", [.name], .major),
        JudgedEdit(
            "a negation", "The pilot was aware of the reef that night.",
            "The pilot was not aware of the reef that night.", [.negation], .major),
        JudgedEdit(
            "an opposite", "Insurers accepted the claim of the owners.",
            "Insurers rejected the claim of the owners.", [.claim], .major),
        JudgedEdit(
            "words in quotation marks", "\"We saw the lamp go out,\" the keeper told the inquiry.",
            "\"We saw the beacon go out,\" the keeper told the inquiry.", [.quotation], .major),
        JudgedEdit(
            "a slip", "The lighthouse keeper wrote a mesage to the port.",
            "The lighthouse keeper wrote a message to the port.", [.typo], .minor),
        JudgedEdit(
            "a spelling", "The harbour master praised the colour of the new buoys.",
            "The harbor master praised the color of the new buoys.", [.style], .minor),
        JudgedEdit(
            "a figure in another form", "The fee rose by 7% within the year.",
            "The fee rose by seven percent within the year.", [.style], .minor),
        JudgedEdit(
            "a status", "The suspect is a former officer of the guard.",
            "The suspect is an officer of the guard.", [.claim], .major),
        JudgedEdit(
            "another word for a status", "The suspect is a former officer of the guard.",
            "The suspect is a retired officer of the guard.", [.wording], .minor),
        JudgedEdit(
            "an adjective that is no status", "The crew sailed in a sturdy boat.",
            "The crew sailed in a boat.", [.wording], .minor),
        JudgedEdit(
            "a doer who is no longer named", "Police shot the man on the quay.",
            "The man was shot on the quay.", [.claim], .major),
        JudgedEdit(
            "a doer who is named otherwise", "Police shot the man on the quay.",
            "The man was shot by police on the quay.", [.wording], .minor),
        JudgedEdit(
            "a German doer", "Die Polizei erschoss den Mann am Kai.",
            "Der Mann wurde am Kai erschossen.", [.claim], .major),
        JudgedEdit(
            "a Russian doer", "Полиция застрелила мужчину.", "Мужчину застрелили.", [.claim],
            .major),
        JudgedEdit(
            "a role", "The login of the clerk was used.", "The login of the mayor was used.",
            [.name], .major),
        JudgedEdit(
            "another word for a role", "The lawyer of the crew was there.",
            "The attorney of the crew was there.", [.wording], .minor),
        JudgedEdit(
            "a day by another name", "The talks begin today.", "The talks begin tomorrow.",
            [.date], .major),
        JudgedEdit(
            "a Ukrainian opposite in another form", "Новини з берега були добрими.",
            "Новини з берега були поганими.", [.claim], .major),
        JudgedEdit(
            "a Russian negation", "Капитан был готов выйти в море вечером.",
            "Капитан не был готов выйти в море вечером.", [.negation], .major),
    ]

    @Test("tells the kind of an edit within a sentence", arguments: sentences)
    func judgesSentence(_ edit: JudgedEdit) throws {
        let change = try #require(judge(edit.before, edit.after))
        #expect(change.kinds == edit.kinds)
        #expect(change.level == edit.level)
        #expect(change.sentences.count == 1)
    }

    static let additions = [
        JudgedEdit(
            "prose", "", "Two tugs were sent out from the northern port at dawn.", [.added], .major),
        JudgedEdit("a relative time", "", "Updated 9 minutes ago", [.timestamp], .none),
        JudgedEdit("a German relative time", "", "Aktualisiert vor 3 Stunden", [.timestamp], .none),
        JudgedEdit("a counter", "", "1,204 reactions", [.counter], .none),
        JudgedEdit("a label", "", "More from the coast", [.boilerplate], .none),
        JudgedEdit(
            "an appeal", "", "Join our mailing list and get the tide tables.", [.boilerplate], .none
        ),
        JudgedEdit(
            "a correction", "",
            "Correction: an earlier version of this report named the wrong quay.",
            [.correction], .major),
        JudgedEdit(
            "a French correction", "", "Cet article a été corrigé : le nom du quai était erroné.",
            [.correction], .major),
        JudgedEdit(
            "a Ukrainian correction", "", "Виправлення: у попередній версії статті була помилка.",
            [.correction], .major),
        JudgedEdit(
            "an update", "", "Update, 18:05: the port has since reopened one of its basins.",
            [.update],
            .major),
        JudgedEdit(
            "a response", "", "A spokeswoman for the port declined to comment on the cranes.",
            [.response], .major),
    ]

    @Test("tells what an added paragraph is", arguments: additions)
    func judgesAddition(_ edit: JudgedEdit) throws {
        let change = try #require(
            RevisionDiff.change(
                from: content("\(Self.lead)\n\(Self.tail)"),
                to: content("\(Self.lead)\n\(Self.tail)\n\(edit.after)")))
        #expect(change.kinds == edit.kinds)
        #expect(change.level == edit.level)
    }

    @Test("tells each of hundreds of slips from a changed name")
    func manySlips() throws {
        let right = (0..<300).map { "Harbourmaster told crew \($0) of it." }
        let wrong = right.map { $0.replacing("Harbourmaster", with: "Harbuormaster") }
        func kinds(_ more: String) -> [[ChangeKind]]? {
            RevisionDiff.change(
                from: content((wrong + [more]).joined(separator: "\n")),
                to: content((right + [more]).joined(separator: "\n"))
            )?.sentences.map(\.kinds)
        }
        #expect(kinds("They told nobody else.") == Array(repeating: [.typo], count: 300))
        // A word that has a capital within a sentence, too, is a name.
        #expect(
            kinds("They told only Harbuormaster.") == Array(repeating: [.name], count: 300))
    }

    private static let long = (1...9).map {
        "Ship \($0) lay at the quay of the old yard until the storm of that autumn drove it out."
    }

    @Test(
        "calls it a retraction if what replaces the text says that it was withdrawn",
        arguments: [
            "This article has been withdrawn because its figures could not be confirmed.",
            "We have taken this report down.",
            "Wir haben diesen Artikel zurückgezogen.", "Cet article a été retiré.",
            "Статтю вилучено з сайту.", "Материал отозван редакцией.",
        ])
    func withdrawn(_ notice: String) throws {
        let change = try #require(
            RevisionDiff.change(
                from: content(Self.long.joined(separator: "\n")), to: content(notice)))
        #expect(change.kinds == [.retraction])
        #expect(change.level == .major)
    }

    @Test(
        "calls it no retraction if another short text stands there",
        arguments: [
            "This content is not available in your region.",
            "The ships of the old yard were driven out by the storm.",
            "Delete your cookies, and load this article again.",
            "This page has taken too long to load.",
            "Dieser Inhalt ist in Ihrer Region nicht verfügbar.",
            "Ce contenu n'est pas disponible dans votre pays.",
            "Цей вміст недоступний у вашому регіоні.", "Этот контент недоступен в вашем регионе.",
        ])
    func replaced(_ text: String) throws {
        let change = try #require(
            RevisionDiff.change(
                from: content(Self.long.joined(separator: "\n")), to: content(text)))
        #expect(!change.kinds.contains(.retraction))
        #expect(change.level == .major)
    }

    @Test("says nothing of equal revisions")
    func equalRevisions() {
        #expect(judge(Self.tail, Self.tail) == nil)
    }

    @Test("takes spaces, quotation marks and wrapped lines for no change of words")
    func typesetting() throws {
        let change = try #require(
            judge(
                "\"Hold on,\" she called - and let go.", "“Hold\u{A0}on,” she called – and let go.")
        )
        #expect(change.level == .none)
        #expect(change.kinds == [.typography])
    }

    @Test("calls a moved sentence moved") func moved() throws {
        let one = "The quay was built of granite from the northern islands."
        let two = "Its first lamp burned whale oil for a hundred nights."
        let three = "Nobody remembers who laid the last stone of the wall."
        let change = try #require(
            RevisionDiff.change(
                from: content("\(one)\n\(two)\n\(three)"), to: content("\(three)\n\(one)\n\(two)")))
        #expect(change.kinds == [.moved])
        #expect(change.level == .minor)
        #expect(change.sentences.map(\.after) == [three])
    }

    @Test("calls a split sentence split") func split() throws {
        let change = try #require(
            judge(
                "The mast broke in the night, and the crew rowed to the island.",
                "The mast broke in the night. The crew rowed to the island."))
        #expect(change.kinds == [.split])
        #expect(change.level == .minor)
    }

    @Test("marks a text that changed while no date did")
    func stealth() throws {
        let before = content("It cost 40 crowns.")
        var after = content("It cost 45 crowns.")
        #expect(try #require(RevisionDiff.change(from: before, to: after)).isStealth)
        after.updated = Timestamp(seconds: 10)
        #expect(try #require(RevisionDiff.change(from: before, to: after)).isStealth == false)
    }

    @Test("passes over lines that were learnt as volatile")
    func volatileLines() throws {
        let shape = LineShape.of("The tide stood at 3.1 metres at the outer gauge.")
        let change = try #require(
            RevisionDiff.change(
                from: content("\(Self.lead)\nThe tide stood at 3.1 metres at the outer gauge."),
                to: content("\(Self.lead)\nThe tide stood at 2.6 metres at the outer gauge."),
                ignoring: IgnoredLines(shapes: [shape])))
        #expect(change.level == .none)
    }

    @Test("takes a site's name behind a title for no headline")
    func titleSuffix() throws {
        let before = RevisionContent(title: "Storm closes the harbour", text: Self.lead)
        let after = RevisionContent(
            title: "Storm closes the harbour | Coast Herald", text: Self.lead)
        #expect(try #require(RevisionDiff.change(from: before, to: after)).level == .none)
    }

    private func judge(_ before: String, _ after: String) -> Change? {
        RevisionDiff.change(
            from: content("\(Self.lead)\n\(before)\n\(Self.tail)"),
            to: content("\(Self.lead)\n\(after)\n\(Self.tail)"))
    }

    private func content(_ text: String) -> RevisionContent {
        RevisionContent(title: "Storm", text: text)
    }
}
