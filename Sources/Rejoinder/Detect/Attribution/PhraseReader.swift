/// Finds noun phrases with no grammar but closed classes and capitals.
struct PhraseReader {
    let tokens: SafeArray<AttributionToken>
    let range: Range<Int>
    let lexicon: Lexicon

    /// Words that end a noun phrase unless they are its first word.
    private static let ends: WordClass = [
        .preposition, .auxiliary, .verb, .complementizer, .subordinator, .relative, .adverb, .time,
        .infinitiveMarker, .negation, .subject, .asWord, .pronoun, .particle,
    ]

    private func has(_ index: Int) -> Bool { range.contains(index) }

    func canBegin(_ index: Int) -> Bool {
        guard has(index) else { return false }
        let token = tokens[index]
        switch token.kind {
        case .number: return true
        case .word:
            if token.is([.determiner, .subject, .title]) { return true }
            if token.is(.nounLike), token.is(.verb) { return true }
            if token.is(Self.ends.union([.coordinator, .gerund, .agent])) { return false }
            return !isVerbal(index)
        default: return false
        }
    }

    /// Whether the token is a cue, and not a noun of the same form.
    func isVerbal(_ index: Int) -> Bool {
        let token = tokens[index]
        guard token.is(.cue) else { return false }
        guard token.is([.nounLike, .participle, .gerund]) else { return true }
        guard index > range.lowerBound else { return false }
        let before = tokens[index - 1]
        if before.is(.infinitiveMarker), !before.is(.determiner) { return true }
        // After a verb it is the object: "expressed regret".
        let isObject = token.is(.nounLike) && before.is([.verb, .cue]) && !before.is(.nounLike)
        let isNoun =
            isObject || before.is([.determiner, .link, .preposition])
            || before.shape.contains(.possessive)
        return !isNoun
    }

    /// The noun phrase that begins at `start`, including its appositions.
    func phrase(from start: Int, withAppositions: Bool = true) -> Range<Int>? {
        guard canBegin(start) else { return nil }
        if tokens[start].is(.subject), !tokens[start].is(.determiner) { return start..<start + 1 }
        var end = start + 1
        while has(end), continues(end, from: start) { end += 1 }
        while end - 1 > start, tokens[end - 1].is([.link, .coordinator, .determiner]) { end -= 1 }
        guard end - start <= 40 else { return nil }
        if tokens[start].is(.determiner), end == start + 1, !tokens[start].is([.subject, .pronoun])
        {
            return nil
        }
        return start..<(withAppositions ? appositions(after: end) : end)
    }

    /// The noun phrase of a preposition that attributes.
    ///
    /// It reaches to the comma if the words up to there are no clause.
    func wide(
        from start: Int, isLeading: Bool, isClause: (Range<Int>) -> Bool
    ) -> Range<Int>? {
        guard let narrow = phrase(from: start, withAppositions: false) else { return nil }
        var end = narrow.upperBound
        while has(end), end - start <= 25, tokens[end].isWord || tokens[end].kind == .bracket {
            end += 1
        }
        // In German the sentence goes on after it: "hatten sich laut Polizei dort versammelt".
        let isBounded =
            !lexicon.isVerbSecond
            && (!has(end) || tokens[end].kind == .comma || tokens[end].kind == .quote)
        guard isBounded, !isClause(start..<end), end > narrow.upperBound else {
            return narrow.lowerBound..<explained(narrow.upperBound, isLeading)
        }
        return start..<explained(end, isLeading)
    }

    private func continues(_ index: Int, from start: Int) -> Bool {
        let token = tokens[index]
        // Where nouns have capitals, a number or a verb after the noun belongs to the clause.
        let noun = tokens[index - 1].kind == .bracket ? tokens[index - 2] : tokens[index - 1]
        let isPastNoun =
            lexicon.capitalisesNouns && noun.kind == .word && noun.isCapital
            && !noun.is([.determiner, .title])
        switch token.kind {
        case .number where isPastNoun: return false
        case .number, .bracket: return true
        case .quote: return token.shape.contains(.brief) && token.isCapital
        case .word: break
        case .other: return true
        default: return false
        }
        if isPastNoun, !token.isCapital, token.classes.isEmpty { return false }
        if token.is(.link) { return canBegin(index + 1) && !isTime(index + 1) }
        if token.is(.coordinator) {
            guard has(index + 1), canBegin(index + 1) else { return false }
            return tokens[index + 1].isCapital || tokens[index + 1].is(.determiner)
        }
        if token.is(.determiner) {
            let before = tokens[index - 1]
            // An article with a capital is part of a name: "Anne Le Roux".
            if token.isCapital, before.isCapital, !lexicon.capitalisesNouns,
                !token.shape.contains(.startsSentence)
            {
                return true
            }
            if before.is([.link, .determiner, .coordinator]) { return true }
            // "der Sprecher der Regierung" is one phrase, but "Lohse | der Zeitung" is two.
            let isName = index - start >= 2 && !tokens[start].is([.determiner, .title, .person])
            return lexicon.capitalisesNouns && !token.is(Self.ends) && !isName
        }
        return !token.is(Self.ends.union(.recipient)) && !isVerbal(index)
    }

    private func isTime(_ index: Int) -> Bool {
        tokens[index].is(.time)
            || (tokens[index].is(.determiner) && has(index + 1) && tokens[index + 1].is(.time))
    }

    /// The end of the phrase with an apposition, if that has an article.
    ///
    /// A name after the comma may be the first words of the content.
    private func explained(_ end: Int, _ isLeading: Bool) -> Int {
        guard has(end + 1), tokens[end].kind == .comma else { return end }
        let next = tokens[end + 1]
        guard next.is([.determiner, .relative, .title]) || next.kind == .number else { return end }
        // "des effets" is no apposition, but an object.
        if next.is(.determiner), next.is(.link), !lexicon.capitalisesNouns { return end }
        guard let close = apposition(after: end) else { return end }
        // In German the rest of the sentence may look like one.
        if lexicon.isVerbSecond, !has(close) || tokens[close].kind != .comma { return end }
        // The content must come after the apposition.
        // What is longer may be the clause itself.
        if isLeading, close - end > 12 { return end }
        return isLeading && !(has(close) && tokens[close].kind == .comma) ? end : close
    }

    private func appositions(after end: Int) -> Int {
        var end = end
        // If cases look alike, the person who was told could be taken for another apposition.
        for _ in 0..<(lexicon.capitalisesNouns ? 1 : 3) {
            guard let next = apposition(after: end) else { break }
            end = next
        }
        return end
    }

    /// The end of an apposition between commas: ", a lawyer from Ohio,"; nil if there is none.
    private func apposition(after end: Int) -> Int? {
        guard has(end), tokens[end].kind == .comma, has(end + 1) else { return nil }
        let first = tokens[end + 1]
        let isRelative =
            first.is(.relative)
            && (!first.is(.determiner) || isRelativeClause(at: end + 1, range.upperBound))
        let isNumber = first.kind == .number
        guard isRelative || isNumber || begins(apposition: end + 1) else { return nil }
        var close = end + 1
        while has(close) {
            let token = tokens[close]
            if token.kind == .comma || token.kind == .stop { break }
            // The apposition ends before the occasion: "said Smith, the mayor, | in a statement".
            if close > end + 1, !isRelative, occasion(close) != nil { return close }
            if token.kind == .colon || token.kind == .semicolon || token.kind == .dash {
                return nil
            }
            if token.kind == .quote, !token.shape.contains(.brief), !isRelative { return nil }
            if !isRelative, lexicon.capitalisesNouns, close > end + 1, token.kind == .word,
                token.classes.isEmpty, !token.isCapital, tokens[close - 1].isCapital
            {
                return nil
            }
            if !isRelative, token.is([.auxiliary, .subject, .complementizer, .negation]),
                !token.is(.relative),
                !token.is(.determiner)
            {
                return nil
            }
            close += 1
        }
        guard close - end <= 30, close > end + 1 else { return nil }
        // A verb alone may follow: "sagte Doe, schluckte, …".
        if lexicon.capitalisesNouns, close == end + 2, first.kind == .word, !first.isCapital {
            return nil
        }
        if !isRelative, !isClosed(close) { return nil }
        return close
    }

    private func begins(apposition index: Int) -> Bool {
        let token = tokens[index]
        guard token.kind == .word else { return false }
        if token.is(.determiner) || token.shape.contains(.possessive) { return true }
        if token.is([.coordinator, .gerund, .adverb, .preposition, .subordinator, .subject, .time])
        {
            return false
        }
        return canBegin(index)
    }

    private func isClosed(_ index: Int) -> Bool {
        !has(index) || tokens[index].kind == .comma || tokens[index].kind == .stop
    }

    /// The end of a phrase such as "in an interview with the BBC" or "in an interview TASS", without a preposition.
    func occasion(_ index: Int) -> Int? {
        guard tokens[index].is([.preposition, .place]) else { return nil }
        var place = index + 1
        while has(place), tokens[place].is(.determiner) { place += 1 }
        guard has(place), tokens[place].is(.occasion) else { return nil }
        place += 1
        let end = place
        while has(place), tokens[place].is([.preposition, .determiner, .link, .tellee, .recipient])
        {
            place += 1
        }
        // Without a preposition, a name may belong to the next phrase.
        return place > end || lexicon.inverts ? pastNames(place) : end
    }

    func pastNames(_ start: Int) -> Int {
        var place = start
        while has(place) {
            let token = tokens[place]
            let isName = token.isCapital && !token.is([.determiner, .person, .title, .body])
            guard isName || token.kind == .quote && token.shape.contains(.brief) else { break }
            place += 1
        }
        return place
    }

    /// Whether a possible article begins a relative clause: "der die Partei führt".
    func isRelativeClause(at index: Int, _ end: Int) -> Bool {
        guard lexicon.capitalisesNouns, tokens[index].is(.relative), !tokens[index].isCapital,
            index > range.lowerBound, tokens[index - 1].kind == .comma, index + 1 < end
        else { return false }
        let next = tokens[index + 1]
        if next.isCapital || next.kind == .number { return isVerbFinal(index, end) }
        return next.is([.determiner, .pronoun, .preposition, .subject, .reflexive, .adverb])
            || isVerbFinal(index, end)
    }

    /// Whether a verb stands before the next comma.
    private func isVerbFinal(_ index: Int, _ end: Int) -> Bool {
        var comma = index
        while comma < end, tokens[comma].kind != .comma { comma += 1 }
        let last = tokens[comma - 1]
        let verbs: WordClass = [.auxiliary, .verb, .cue]
        if last.is(verbs) { return !last.isCapital }
        // Verbs are an open class; a main clause has one further to the front.
        return last.kind == .word && !last.isCapital && last.classes.isEmpty
            && !tokens[comma - 2].is(.infinitiveMarker)
            && !tokens[index + 1..<comma].contains { $0.is(verbs) && !$0.isCapital }
    }

    /// The noun phrase that ends before `end`, without anything that a comma separates.
    func phrase(endingAt end: Int, from lower: Int) -> Range<Int>? {
        var start = end
        while start > lower {
            let token = tokens[start - 1]
            let isPart = token.isWord || token.kind == .bracket || token.kind == .other
            guard isPart || (token.kind == .quote && token.shape.contains(.brief)) else { break }
            if token.is(.determiner) {
                start -= 1
                if start > lower, tokens[start - 1].is(.link) { continue }
                // A genitive follows its noun: "den Angaben | des Amtes zufolge".
                if token.is(.link), start > lower, tokens[start - 1].isCapital { continue }
                break
            }
            if token.is(Self.ends), !token.is(.link) { break }
            if token.is(.coordinator) || isVerbal(start - 1) { break }
            start -= 1
        }
        while start < end, tokens[start].is([.link, .coordinator]) { start += 1 }
        return start < end ? start..<end : nil
    }
}
