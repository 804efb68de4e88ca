import Testing

@testable import Rejoinder

@Suite("Whose statements are told") struct ToldStatementTests {
    private static func statement(
        _ institution: InstitutionKey?,
        _ content: String = "The port will reopen on Friday at the latest"
    ) -> StatementChange {
        .published(
            Statement(
                source: "The speaker", cue: "said", content: content, isQuoted: true,
                institution: institution))
    }

    private static let builtIn = InstitutionKey("us-president")

    struct Case: CustomTestStringConvertible {
        let setting: ToldStatements
        let institution: InstitutionKey?
        let reason: String?
        let isTold: Bool

        var testDescription: String { "\(setting.rawValue): \(institution?.rawValue ?? "nobody")" }

        init(
            _ setting: ToldStatements, _ institution: InstitutionKey?, _ told: Bool,
            _ reason: String? = nil
        ) {
            (self.setting, self.institution) = (setting, institution)
            (isTold, self.reason) = (told, reason)
        }
    }

    static let cases = [
        Case(.configured, TestLedger.harbour.key, true),
        Case(
            .configured, builtIn, false,
            "not told: the institution is not configured, and statements is configured"),
        Case(.configured, nil, false),
        Case(.all, TestLedger.harbour.key, true),
        Case(.all, builtIn, true),
        Case(.all, nil, false),
        Case(.none, TestLedger.harbour.key, false, "not told: statements is none"),
    ]

    @Test("is what the setting says, and the rest is recorded with the reason", arguments: cases)
    func decides(_ named: Case) {
        var situation = Situation()
        situation.rules.statements = named.setting
        let plan = situation.plan(.sample(statements: [Self.statement(named.institution)]))
        #expect(plan.told.contains(.statementPublished) == named.isTold)
        #expect(plan.reason(for: "weighStatement") == named.reason)
    }

    @Test("includes whatever stands in an institution's own feed") func ownFeed() {
        var situation = Situation()
        situation.look = EntryLook(
            feed: .sample(institution: TestLedger.harbour.key), at: TestLedger.minute(60),
            source: .feed)
        let plan = situation.plan(.sample(statements: [Self.statement(Self.builtIn)]))
        #expect(plan.told.contains(.statementPublished))
    }

    @Test("is told at its first sighting, and not when another outlet has the same words")
    func sightings() throws {
        let said = Self.statement(TestLedger.harbour.key)
        let typeset = Self.statement(
            TestLedger.harbour.key, "the port will reopen — on Friday, at the latest.")
        let other = Self.statement(TestLedger.harbour.key, "The port will reopen on Sunday at last")
        let plan = Situation().plan(
            .sample("a", statements: [said]), .sample("b", statements: [typeset, other]))
        #expect(plan.told.filter { $0 == .statementPublished }.count == 2)
        #expect(
            plan.reason(for: "weighStatement")
                == "not told: another entry of the feed has the same words first")
        let key = try #require(typeset.new.flatMap(StatementKey.init))
        var later = Situation()
        later.facts.firstSaid = [FactsRequest.Said(entry: nil, key: key): 7]
        let again = later.plan(.sample(statements: [said]))
        #expect(!again.told.contains(.statementPublished))
        #expect(again.reason(for: "weighStatement") == "not told: entry 7 has the same words first")
    }

    @Test("does not take what many say for one statement") func short() {
        let short = Self.statement(TestLedger.harbour.key, "We will see")
        let plan = Situation().plan(
            .sample("a", statements: [short]), .sample("b", statements: [short]))
        #expect(plan.told.filter { $0 == .statementPublished }.count == 2)
    }
}
