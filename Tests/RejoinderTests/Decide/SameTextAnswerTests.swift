import Testing

@testable import Rejoinder

@Suite("An answer beside its question") struct SameTextAnswerTests {
    private static func party(
        question: String? = "The paper asked the harbour on Monday.", confidence: Double = 0.9,
        isOwn: Bool = true, scope: PartyScope = .configured
    ) -> AskedParty {
        AskedParty(
            institution: TestLedger.harbour.key, name: TestLedger.harbour.name, state: .responded,
            evidence: "The harbour said that it was checking every crane.", topic: ["cranes"],
            isOutletsOwn: isOwn, mention: "the harbour", kind: .officialBody, scope: scope,
            question: question, confidence: confidence)
    }

    @Test("is told once, with the question and the answer") func told() throws {
        let plan = Situation().plan(.sample(parties: [Self.party()]))
        #expect(plan.told == [.entryPublished, .inquiryAnswered])
        let data = try #require(plan.drafts.last?.data)
        #expect(
            data.at("inquiry.evidence") == .string("The paper asked the harbour on Monday."))
        #expect(data.at("inquiry.state") == .string("answered"))
        #expect(
            data.at("response.quote")
                == .string("The harbour said that it was checking every crane."))
        #expect(data.at("response.source") == .string("the harbour"))
        #expect(data.at("response.confidence") == .double(0.9))
        #expect(
            data.at("response.reasons")
                == .array([.string("the text that tells of the question tells of the answer")]))
        #expect(plan.opened.map(\.state) == [.answered])
    }

    @Test("is told again by no later text about the question, nor by an edit of the same")
    func again() {
        let plan = Situation().plan(
            .sample("a", parties: [Self.party()]), .sample("b", parties: [Self.party()]))
        #expect(plan.told.filter { $0 == .inquiryAnswered }.count == 1)
        var situation = Situation()
        situation.know(4)
        situation.facts.asked = [
            KnownQuestion(inquiry: .sample(origin: .text(entry: 4), state: .answered))
        ]
        let edit = situation.plan(
            .sample(known: 4, .sample(), .major(.wording), parties: [Self.party()]))
        #expect(!edit.told.contains(.inquiryAnswered))
    }

    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let party: AskedParty
        let reason: String?

        init(_ name: String, _ party: AskedParty, reason: String? = nil) {
            (testDescription, self.party, self.reason) = (name, party, reason)
        }
    }

    static let cases = [
        Case("no question is told of", party(question: nil)),
        Case("somebody else asked", party(isOwn: false)),
        Case(
            "the party is out of scope", party(scope: .anyone),
            reason: "answered, but Harbour Authority is no official body: open_for is official"),
        Case(
            "it is too unsure", party(confidence: 0.55),
            reason: "answered, but only 55 % sure: doubtful"),
    ]

    @Test("is not told, and not asked about, if", arguments: cases) func untold(_ named: Case) {
        let plan = Situation().plan(.sample(parties: [named.party]))
        #expect(plan.told == [.entryPublished])
        #expect(plan.opened.isEmpty)
        #expect(plan.reason(for: "weighMention") == named.reason)
        let doubtful = plan.steps.contains { step in
            if case .weighMention(let new) = step.effect { new.isDoubtful } else { false }
        }
        #expect(!doubtful, "whoever answered owes nothing")
    }
}
