/// Tells whether the words of a source name somebody, and cuts off what is no part of the name.
struct SourceName {
    let tokens: SafeArray<AttributionToken>
    let range: Range<Int>
    let lexicon: Lexicon

    /// Words that end no name: "Schumer also", "the mayor himself", "Trump on Friday".
    private static let trailing: WordClass = [
        .adverb, .negation, .time, .preposition, .auxiliary, .coordinator, .pronoun, .reflexive,
        .subordinator, .complementizer, .relative, .prefix, .link,
    ]

    /// The source without the adverbs, emphasis and times around the name.
    func trimmed(_ source: Range<Int>) -> Range<Int> {
        var end = source.upperBound
        // What a clause says of the one who is named stays whole.
        guard head(of: source).upperBound >= end - 1 else { return source }
        while end > source.lowerBound + 1, isCut(end - 1, of: source) { end -= 1 }
        var start = source.lowerBound
        while start < end - 1, isLead(start) { start += 1 }
        return start..<end
    }

    private func isCut(_ index: Int, of source: Range<Int>) -> Bool {
        let token = tokens[index]
        if token.kind == .comma || token.kind == .dash { return true }
        // "the singer 20 | March": the number of a day, but not that of a channel.
        if token.kind == .number {
            return tokens[index + 1].is(.time) || tokens[index - 1].is([.time, .preposition])
        }
        guard token.kind == .word else { return false }
        // Before what was cut, an article has no noun: "earlier this | year".
        if token.is(.determiner), index > source.lowerBound + 1 { return true }
        if token.is([.determiner, .title, .person, .body]) { return false }
        // A name may be spelt like an adverb: "Anthony Kelly".
        if token.isCapital, !token.is([.time, .pronoun]) { return false }
        return token.is(Self.trailing) || lexicon.capitalisesNouns && token.classes.isEmpty
    }

    private func isLead(_ index: Int) -> Bool {
        let token = tokens[index]
        if token.kind == .comma { return true }
        // "3 October 2019 | the president": the number of a day, but not of people.
        if token.kind == .number { return tokens[index + 1].is(.time) }
        guard token.kind == .word else { return false }
        // "This weekend | Doe"
        if token.is(.determiner), tokens[index + 1].is(.time), tokens[index + 2].isCapital {
            return true
        }
        if token.is([.determiner, .subject, .title]) { return false }
        if token.is(.time),
            tokens[index - 1].kind == .number
                || tokens[index - 1].is([.time, .determiner])
        {
            return true
        }
        guard token.is([.adverb, .coordinator, .subordinator]) else { return false }
        return !token.isCapital || lexicon.knows(token.hash)
    }

    /// Whether the words can name a person, people or a body.
    func mayName(_ source: Range<Int>) -> Bool {
        let head = self.head(of: source)
        // "reports that the minister": not a name but a clause, or more than one sentence.
        let isClause = tokens[head].contains { token in
            token.is(.complementizer) && !lexicon.capitalisesNouns
                && (token.is(.relative) || !token.is([.determiner, .preposition]))
        }
        let isBroken = tokens[source].contains { token in
            token.kind == .stop || token.kind == .quote && !token.shape.contains(.brief)
        }
        guard !isClause, !isBroken, !isApposition(source), let first = tokens[head].first,
            first.isWord
        else { return false }
        if source.count == 1, first.is(.subject), !first.is(.determiner) {
            // Of the pronouns only those of one person can be told whom they mean.
            return first.is([.masculine, .feminine])
        }
        let isOpening = first.is([
            .preposition, .link, .relative, .complementizer, .condition, .infinitiveMarker,
            .question, .gerund,
        ])
        if isOpening, !first.is(.determiner), !first.is(.coordinator) { return false }
        guard !isPredicate(head) else { return false }
        let subjects = SubjectReader(tokens: tokens, range: range, lexicon: lexicon)
        guard subjects.finite(in: head) == nil else { return false }
        var isNamed = false
        for index in head {
            let token = tokens[index]
            guard token.isWord else { continue }
            let isVerbal = token.is(.catenative) || token.is(.subordinator) && !token.is(.asWord)
            if index > head.lowerBound, isVerbal, !token.isCapital, !lexicon.inverts {
                return false
            }
            // A pronoun, a negation or a condition belongs to a clause, not to a name.
            if token.is([.subject, .negation, .condition, .modal]), !token.is([.determiner, .link])
            {
                return false
            }
            if lexicon.capitalisesNouns, index > head.lowerBound, isBreak(index) { return false }
            // "die Medizin jedoch noch" is a piece of a clause.
            if lexicon.capitalisesNouns, token.is(.adverb), !token.isCapital,
                tokens[index - 1].isCapital
            {
                return false
            }
            let isNoun =
                token.kind == .word
                && !token.is([
                    .determiner, .adverb, .time, .pronoun, .preposition, .coordinator, .auxiliary,
                    .particle, .subordinator, .verb,
                ])
            if isNoun, token.isCapital || !lexicon.capitalisesNouns { isNamed = true }
        }
        return isNamed
    }

    /// Whether the words begin with a verb, or follow "as", or lack the article that they need.
    private func isPredicate(_ head: Range<Int>) -> Bool {
        let first = tokens[head.lowerBound]
        if first.is(.determiner) { return false }
        // "walked away" begins with a verb, "retired officers" with an adjective.
        let second = tokens[head.lowerBound + 1]
        if first.is(.quotative), !first.isCapital, !first.is([.nounLike, .participle]) {
            return true
        }
        if first.is([.verb, .participle]), !first.isCapital, !first.is(.nounLike),
            second.is([.adverb, .preposition, .determiner, .particle, .pronoun])
        {
            return true
        }
        if first.is(.auxiliary), !first.isCapital || !tokens[head.lowerBound + 1].isCapital {
            return true
        }
        if lexicon.capitalisesNouns {
            let before = head.lowerBound - 1
            if range.contains(before), tokens[before].is([.asWord, .subordinator]) { return true }
            // "laut schnaufend": an adjective has its noun after it.
            return !first.isCapital && first.classes.isEmpty && first.kind == .word
                && !tokens[head.lowerBound + 1].isCapital
        }
        // In French a subject has an article, unless it is a name.
        return lexicon.hasArticles && lexicon.inverts && !first.isCapital && first.kind == .word
            && !first.is([.title, .subject])
    }

    /// Whether the name stands before the source, which is only its apposition: "Doe, | a lawyer, said".
    private func isApposition(_ source: Range<Int>) -> Bool {
        let comma = source.lowerBound - 1
        return range.contains(comma - 1) && tokens[comma].kind == .comma
            && tokens[comma - 1].isCapital && tokens[comma - 1].kind == .word
            && !tokens[comma - 1].is(.time) && tokens[source.upperBound].kind == .comma
            && tokens[source.lowerBound].is(.determiner) && !lexicon.inverts
    }

    /// Whether a second noun phrase begins, or a verb follows the noun, where nouns have capitals.
    ///
    /// "Der Sprecher der Regierung" is one phrase, "die Polizei | die Schrift" two, and "Doe | nimmt"
    /// a clause.
    private func isBreak(_ index: Int) -> Bool {
        let (before, token) = (tokens[index - 1], tokens[index])
        if token.is(.determiner) {
            let mayFollow: WordClass = [.link, .preposition, .determiner, .coordinator]
            return !token.is([.link, .relative]) && !before.is(mayFollow)
        }
        return token.kind == .word && !token.isCapital && token.classes.isEmpty && before.isCapital
            && !before.is([.determiner, .preposition, .title])
    }

    /// The words before the first apposition or relative clause.
    private func head(of source: Range<Int>) -> Range<Int> {
        let end =
            tokens[source].indices.dropFirst().first { index in
                let token = tokens[index]
                return token.kind == .comma || token.is(.relative) && !token.is(.determiner)
            } ?? source.upperBound
        return source.lowerBound..<end
    }
}
