/// A party that a text says was asked, before its institution is known.
struct PartyMention: Hashable, Sendable {
    var state: AskedParty.State
    /// The words that name the party, without the article or the spokesperson.
    var name: String
    /// The name as the party is called: without times and addressees, with its place.
    var fullName: String?
    /// The whole noun phrase.
    var phrase: String
    /// The index of the sentence.
    var sentence: Int
    /// The index of the phrase's first token.
    let place: Int
    /// The tokens of the name.
    var words: Range<Int>
    /// Whether it is a pronoun or description that needs an earlier mention.
    let isAnaphor: Bool
    let isReported: Bool
    /// Whether its words are reported without a request or a spokesperson: "the bank said".
    var isLoose = false
    /// Whether the party said that it would answer.
    var isHolding = false
    /// Whether the text tells only of the asking, and not what came of it.
    var isQuestion = false
    /// Whether the mention counts only if no other frame says what came of the asking.
    var isDefault = false
    /// The sentence that tells of the press's question, if what the party said answers one.
    var question: Int?
    var isPronoun = false
    /// Whether it is a person and not a body.
    var isPerson = false
    /// How sure it is that the press asked this party, and that this is its state.
    var confidence = 1.0
    /// What that was reckoned from; nil if only frames found it.
    var evidence: PartyEvidence?

    func renamed(_ name: String, words: Range<Int>) -> PartyMention {
        guard !words.isEmpty, words != self.words else { return self }
        var copy = self
        (copy.name, copy.words) = (name, words)
        return copy
    }

    /// The mention of a question that a later sentence tells the answer to.
    func answered(by answer: PartyMention) -> PartyMention {
        var copy = self
        copy.state = answer.state
        copy.isHolding = answer.isHolding
        if answer.state == .responded {
            (copy.question, copy.sentence) = (sentence, answer.sentence)
            copy.confidence = min(confidence, answer.confidence)
        }
        return copy
    }

    /// The mention as a refusal, for a speaker whose quoted words refuse.
    func refusing() -> PartyMention {
        guard state == .responded else { return self }
        var copy = self
        copy.state = .declined
        copy.isLoose = false
        return copy
    }
}
