import Testing

@testable import Rejoinder

@Suite("The words that decide a finding") struct DecidingWordsTests {
    private static let sentence =
        "The Ministry of Defence did not respond to a letter of ours on Friday."

    private func content(_ sentence: String) -> RevisionContent {
        RevisionContent(
            title: "Two helicopters",
            text: "Two helicopters were sold in May. \(sentence) The buyer is not known.",
            language: "en")
    }

    private func words(
        _ sentence: String, in content: RevisionContent? = nil, wording: String? = nil,
        _ state: AskedParty.State = .awaiting
    ) -> [DecidingWord] {
        let content = content ?? self.content(sentence)
        let found = plainDetector.parties(in: content).first { $0.evidence == sentence }
        return plainDetector.decidingWords(
            in: content, evidence: sentence, wording: wording ?? found?.mention ?? "", state: state)
    }

    @Test("are those without which it would be less sure, the weightiest first") func deciding() {
        let words = words(Self.sentence)
        #expect(words.contains { ["respond", "request", "comment", "not"].contains($0.word) })
        #expect(words.allSatisfy { !["Ministry", "Defence", "Friday", "on"].contains($0.word) })
        let sure = plainDetector.parties(in: content(Self.sentence)).first?.confidence ?? 0
        let weights = words.map { abs($0.confidenceWithout - sure) }
        #expect(weights == weights.sorted(by: >))
        #expect(weights.allSatisfy { $0 >= 0.1 } && words.count <= 5)
    }

    @Test("are none of a text that does not say so, or says it of somebody else") func nothing() {
        #expect(words(Self.sentence, wording: "the Ministry of Health").isEmpty)
        #expect(words(Self.sentence, .declined).isEmpty)
        #expect(words(Self.sentence, in: content("It rained."), wording: "the rain").isEmpty)
    }

    @Test("are not looked for in a text that would take minutes") func long() {
        let long = RevisionContent(
            title: "All of it",
            text: Self.sentence + String(repeating: " It rained all day.", count: 12_000),
            language: "en")
        #expect(words(Self.sentence, in: long, wording: "the Ministry of Defence").isEmpty)
    }
}
