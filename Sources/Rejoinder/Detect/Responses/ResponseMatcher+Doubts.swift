/// Finds what keeps a text on the same matter from being the answer to a question.
extension ResponseMatcher {
    /// Whether the text may have been written after the question was put.
    ///
    /// What a feed had at the first look is news only if it is dated after the question.
    func isAfter(_ inquiry: Inquiry) -> Bool {
        guard candidate.isBaseline, candidate.newSentences == nil else { return true }
        return candidate.dated.map { $0 > inquiry.openedAt } ?? false
    }

    /// Reasons why a person should decide, whatever else speaks for it; empty if there are none.
    func doubts(_ inquiry: Inquiry, _ said: PartyMention?) -> [String] {
        var doubts: [String] = []
        if candidate.newSentences == nil, let dated = candidate.dated,
            dated < inquiry.openedAt - Self.slack
        {
            doubts.append("is dated \(dated), before the question: a person decides")
        }
        if let said, isPast(said, inquiry) {
            doubts.append("tells of words that were said in the past: a person decides")
        }
        return doubts
    }

    /// The date of a text is often only a day, and a question is found some time after it was put.
    private static let slack = Duration.seconds(86_400)

    /// Whether an earlier year, or a word for long ago, dates the words: "In 1998 the bank said".
    private func isPast(_ said: PartyMention, _ inquiry: Inquiry) -> Bool {
        guard passage.sentences.indices.contains(said.sentence) else { return false }
        let sentence = passage.sentences[said.sentence]
        let plain = sentence.filter { !passage.tokens[$0].isQuoted }
        if plain.contains(where: { passage.tokens[$0].has(language.grammar.past) }) { return true }
        let days = inquiry.openedAt.milliseconds / 86_400_000
        let asked = CivilDate(daysSinceEpoch: Int(days)).year
        return plain.prefix(5).contains { place in
            let token = passage.tokens[place]
            guard token.kind == .number, token.end - token.start == 4 else { return false }
            let year = Int(String(decoding: passage.folded(place), as: UTF8.self))
            return year.map { (1900..<asked).contains($0) } ?? false
        }
    }

    /// Whether the phrase that names the institution is its own voice.
    ///
    /// It is not if the phrase only uses the name to describe others: "the opponents of Harbour
    /// Bank".
    func isVoice(_ said: PartyMention, of inquiry: Inquiry) -> Bool {
        guard !said.isAnaphor else { return true }
        let phrase = Passage(said.name, language)
        let words = phrase.tokens.indices.filter { phrase.tokens[$0].isWordlike }
        guard let start = start(of: inquiry, in: words.map { phrase.text($0..<$0 + 1) }) else {
            return true
        }
        let grammar = language.grammar
        let known =
            grammar.head | grammar.role | grammar.spokes | grammar.title | grammar.determiner
            | grammar.preposition | grammar.country
        var isWithin = false
        for place in words.prefix(start).reversed() {
            let token = phrase.tokens[place]
            if token.has(grammar.determiner | grammar.preposition) {
                isWithin = true
            } else if !token.has(known),
                isWithin || !NounPhrases.mayDescribe(place, phrase, language)
            {
                return false
            }
        }
        return true
    }

    /// The word at which the institution's name begins.
    private func start(of inquiry: Inquiry, in words: [String]) -> Int? {
        if let key = inquiry.institution {
            let known = words.indices.last {
                index.find(in: words[$0...].joined(separator: " ")) == key
            }
            if let known { return known }
        }
        let name = Set(NameWords.stems(inquiry.institutionName))
        return words.indices.first { name.contains(WordStem.of(words[$0])) }
    }
}
