/// A sentence with what a person has said of it: whom the press asked, by its words, or nobody.
package struct LabelledSentence: Hashable, Sendable {
    /// The code of the text's language.
    package let language: String?
    /// The sentence before it, if there is one.
    package let before: String?
    package let text: String
    package let after: String?
    /// Those who were asked; empty if nobody was.
    package let records: [Record]

    package struct Record: Hashable, Sendable {
        /// The party as the text names it.
        package let who: String
        package let state: AskedParty.State
        /// Nil if it was not told apart.
        package let kind: PartyKind?

        package init(who: String, state: AskedParty.State, kind: PartyKind?) {
            self.who = who
            self.state = state
            self.kind = kind
        }
    }

    /// The most significant state among the parties; nil if nobody was asked.
    package var label: AskedParty.State? {
        AskedParty.State.mostSignificant(of: records.map(\.state))
    }
}

/// A party that a sentence was taken to name, with what a person has said of that.
package struct JudgedMention: Hashable, Sendable {
    package enum Judgement: Sendable {
        case confirmed, denied
        /// Nobody has said anything against what followed from it.
        case unopposed
        /// Nobody has decided, and nothing followed from it.
        case open
    }

    package let evidence: String
    package let record: LabelledSentence.Record
    package let judgement: Judgement

    package init(evidence: String, record: LabelledSentence.Record, judgement: Judgement) {
        self.evidence = evidence
        self.record = record
        self.judgement = judgement
    }
}

extension Detector {
    /// The sentences of a text whose label is known from what a person has said of its mentions.
    ///
    /// - Parameter mentions: all of the text, also those of which nobody has said anything.
    package func labelledSentences(
        in content: RevisionContent, _ mentions: [JudgedMention]
    ) -> [LabelledSentence] {
        let text = content.shared.text
        let language = language(content.language, text)
        let passage = language.map { Passage(text, $0) }
        let sentences: [String] = passage.map { $0.sentences.map($0.text) } ?? []
        var found: [LabelledSentence] = []
        for mention in mentions where !found.contains(where: { $0.text == mention.evidence }) {
            let ofSentence = mentions.filter { $0.evidence == mention.evidence }
            guard let records = Self.records(ofSentence) else { continue }
            // A text that other rules have cut may lack the sentence; then it stands alone.
            let place = sentences.firstIndex(of: mention.evidence)
            let next = place.map { $0 + 1 }
            found.append(
                LabelledSentence(
                    language: language?.code,
                    before: place.flatMap { $0 > 0 ? sentences[$0 - 1] : nil },
                    text: mention.evidence,
                    after: next.flatMap { $0 < sentences.count ? sentences[$0] : nil },
                    records: records))
        }
        return found
    }

    /// Those who were asked by one sentence; nil if it is not known of all.
    private static func records(_ mentions: [JudgedMention]) -> [LabelledSentence.Record]? {
        let judgements = Set(mentions.map(\.judgement))
        let isConfirmed = judgements.contains(.confirmed)
        guard isConfirmed || judgements == [.denied], !judgements.contains(.open) else {
            return nil
        }
        // Whoever confirms one of a list has read the others, which were told with it.
        return mentions.filter { $0.judgement != .denied }.map(\.record)
    }
}
