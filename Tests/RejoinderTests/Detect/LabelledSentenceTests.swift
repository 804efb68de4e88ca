import Testing

@testable import Rejoinder

@Suite("A sentence that a person has labelled") struct LabelledSentenceTests {
    private static let both = "The paper has asked the bank and the guild for comment."
    private static let door = "The door did not respond."

    private static func mention(
        _ who: String, _ judgement: JudgedMention.Judgement,
        _ state: AskedParty.State = .awaiting, in evidence: String = both
    ) -> JudgedMention {
        JudgedMention(
            evidence: evidence, record: .init(who: who, state: state, kind: .organisation),
            judgement: judgement)
    }

    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let mentions: [JudgedMention]
        /// The label and the parties; nil if the sentence is left out.
        let label: String?

        init(_ name: String, _ mentions: [JudgedMention], _ label: String?) {
            (testDescription, self.mentions, self.label) = (name, mentions, label)
        }
    }

    static let cases = [
        Case("confirmed", [mention("bank", .confirmed)], "awaiting bank"),
        Case("denied", [mention("bank", .denied)], "none"),
        Case(
            "one confirmed, the other told with it and unopposed",
            [mention("bank", .confirmed), mention("guild", .unopposed)], "awaiting bank guild"),
        Case(
            "one confirmed, the other denied",
            [mention("bank", .confirmed), mention("guild", .denied)], "awaiting bank"),
        Case(
            "one confirmed, the other undecided",
            [mention("bank", .confirmed), mention("guild", .open)], nil),
        Case(
            "one denied, the other unopposed",
            [mention("bank", .denied), mention("guild", .unopposed)], nil),
        Case("both denied", [mention("bank", .denied), mention("guild", .denied)], "none"),
        Case("nothing said", [mention("bank", .unopposed), mention("guild", .open)], nil),
        Case(
            "the most significant state",
            [mention("bank", .confirmed, .responded), mention("guild", .unopposed, .declined)],
            "declined bank guild"),
    ]

    @Test("has as its label what is known of all its parties", arguments: cases)
    func labels(_ named: Case) {
        let found = plainDetector.labelledSentences(
            in: RevisionContent(title: "", text: Self.both, language: "en"), named.mentions)
        let labels = found.map { sentence in
            ([sentence.label?.rawValue ?? "none"] + sentence.records.map(\.who))
                .joined(separator: " ")
        }
        #expect(labels == [named.label].compactMap(\.self))
    }

    @Test("stands between its neighbours, as far as there are any") func neighbours() {
        let text = "It is cold. \(Self.both) \(Self.door)"
        let content = RevisionContent(title: "Cold", text: text, language: "en")
        let found = plainDetector.labelledSentences(
            in: content,
            [Self.mention("bank", .confirmed), Self.mention("door", .denied, in: Self.door)])
        #expect(found.map(\.text) == [Self.both, Self.door])
        #expect(found.map(\.before) == ["It is cold.", Self.both])
        #expect(found.map(\.after) == [Self.door, nil])
        #expect(found.map(\.language) == ["en", "en"])
    }

    @Test("stands alone where the text is cut otherwise now, or in no language that is read")
    func alone() {
        for (text, language) in [("It is cold.", "en"), (Self.both, "fi")] {
            let found = plainDetector.labelledSentences(
                in: RevisionContent(title: "", text: text, language: language),
                [Self.mention("bank", .confirmed)])
            #expect(found.map(\.text) == [Self.both])
            #expect(found.first?.before == nil && found.first?.after == nil)
        }
    }
}
