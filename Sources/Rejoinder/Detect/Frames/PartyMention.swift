/// A party that a text names as asked, before anybody knows which institution it is.
struct PartyMention: Hashable, Sendable {
    var state: AskedParty.State
    /// The words that name the party, without article or spokesperson.
    let name: String
    /// The whole noun phrase.
    let phrase: String
    /// The sentence, by its index.
    let sentence: Int
    /// Where the phrase begins, in tokens.
    let place: Int
    /// A pronoun or description that needs an earlier mention.
    let isAnaphor: Bool
    let isReported: Bool
    /// Attributed to the party without a word of a request or a spokesperson: "the bank said".
    var isLoose = false
    /// It said that it would answer.
    var isHolding = false
    /// Only the asking is told, and nothing of what came of it.
    var isQuestion = false
    /// Stands only where no other frame says what came of the asking.
    var isDefault = false
    var isPronoun = false

    /// The same, of a speaker whose quoted words are a refusal.
    func refusing() -> PartyMention {
        guard state == .responded else { return self }
        var copy = self
        copy.state = .declined
        copy.isLoose = false
        return copy
    }
}
