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
        return doubts
    }

    /// The date of a text is often only a day, and a question is found some time after it was put.
    private static let slack = Duration.seconds(86_400)

    /// Whether words outside of quotations date what was said before the question: "In 1998 the bank
    /// said", "in spring", "last year".
    func isPast(_ said: PartyMention, _ inquiry: Inquiry) -> Bool {
        guard said.state == .responded, passage.sentences.indices.contains(said.sentence) else {
            return false
        }
        let sentence = passage.sentences[said.sentence]
        let plain = sentence.filter { !passage.tokens[$0].isQuoted }
        if plain.contains(where: { passage.tokens[$0].has(language.grammar.past) }) { return true }
        let asked = CivilDate(daysSinceEpoch: Int(inquiry.openedAt.milliseconds / 86_400_000))
        return plain.prefix(5).contains { isYear($0, before: asked.year) }
            || isVague(FoldedSentence(sentence, of: passage).words, asked)
    }

    private func isYear(_ place: Int, before asked: Int) -> Bool {
        let token = passage.tokens[place]
        guard token.kind == .number, token.end - token.start == 4 else { return false }
        let year = Int(String(decoding: passage.folded(place), as: UTF8.self))
        return year.map { (1900..<asked).contains($0) } ?? false
    }

    /// Whether a time that is no day, a season or another month, stands before the verb of saying, or
    /// near behind it, where it belongs to that verb and not to what was said.
    private func isVague(_ words: [(word: String, token: Int)], _ asked: CivilDate) -> Bool {
        let saying = language.grammar.saying
        let verb = words.firstIndex { passage.tokens[$0.token].has(saying) } ?? 0
        let replies = language.replies
        return words.indices.prefix(verb + 6).contains { place in
            let month = replies.months[words[place].word]
            guard month != nil || replies.seasons.contains(words[place].word) else { return false }
            // A preposition comes before it, in languages that have it there.
            let (before, token) = (place - 1, words[place].token)
            let isAdverbial =
                !language.hasArticles
                || before >= 0
                    && passage.tokens[words[before].token].has(language.grammar.preposition)
            guard isAdverbial, !isDay(near: token) else { return false }
            if place > verb, joins(words[verb].token, token) { return false }
            return month.map { $0 != asked.month && $0 != asked.month % 12 + 1 } ?? true
        }
    }

    /// Whether the number of a day stands beside the name of a month.
    private func isDay(near token: Int) -> Bool {
        [token - 1, token + 1, token - 2].contains { place in
            passage.tokens[place].kind == .number && passage.text(place..<place + 1).utf8.count < 5
        }
    }

    /// Whether what was said begins between the verb and the time.
    private func joins(_ verb: Int, _ time: Int) -> Bool {
        passage.tokens[verb..<time].contains { token in
            token.has(language.grammar.boundary) || token.kind == .comma || token.kind == .colon
                || token.isQuoted
        }
    }

    /// Whether the phrase that names the institution is its own voice.
    ///
    /// It is not if the phrase only uses the name to describe others: "the opponents of Harbour
    /// Bank".
    func isVoice(_ said: PartyMention, of inquiry: Inquiry) -> Bool {
        guard !said.isAnaphor else { return true }
        let phrase = Passage(speaker(said), language)
        let words = phrase.tokens.indices.filter { phrase.tokens[$0].isWordlike }
        guard let start = start(of: inquiry, in: words.map { phrase.text($0..<$0 + 1) }) else {
            return true
        }
        // "Jane Doe, the head of Harbour Bank"
        let isLed = words.prefix(start).contains {
            language.partyWords.isLeader(phrase.stem($0))
        }
        guard !isLed else { return true }
        let grammar = language.grammar
        let known =
            grammar.head | grammar.role | grammar.spokes | grammar.title | grammar.determiner
            | grammar.preposition | grammar.country
        // "Jane Doe of Harbour Bank"
        let isPerson =
            !language.capitalisesNouns
            && words.prefix(start).count { phrase.tokens[$0].isCapital } >= 2
        var isWithin = false
        for place in words.prefix(start).reversed() {
            let token = phrase.tokens[place]
            if token.has(grammar.determiner | grammar.preposition) {
                isWithin = true
            } else if isPerson, token.isCapital {
                continue
            } else if !token.has(known),
                isWithin || !NounPhrases.mayDescribe(place, phrase, language)
            {
                return false
            }
        }
        return true
    }

    /// All of the words that name the speaker, also where the name is only a part of them: "a lawyer of
    /// the opponents of Harbour Bank".
    private func speaker(_ said: PartyMention) -> String {
        guard said.state == .responded, let name = passage.bytes(of: said.words),
            let source = sources.first(where: {
                $0.lowerBound < name.lowerBound && $0.upperBound >= name.upperBound
            }), passage.bytes.indices.contains(source.lowerBound),
            source.upperBound <= passage.bytes.count,
            !passage.bytes[source].contains(UInt8(ascii: ","))
        else { return said.name }
        return String(decoding: passage.bytes[source], as: UTF8.self)
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
