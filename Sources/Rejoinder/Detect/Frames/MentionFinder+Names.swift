extension MentionFinder {
    func mention(
        _ range: Range<Int>, _ match: FrameMatcher.Match, _ number: Int, _ sentence: Range<Int>
    ) -> PartyMention? {
        guard !range.contains(where: { tokens[$0].has(grammar.reader) }) else { return nil }
        guard !(range.count == 1 && tokens[range.lowerBound].has(grammar.oneself))
        else { return nil }
        guard !range.allSatisfy({ tokens[$0].has(grammar.asking) }) else { return nil }
        guard !range.contains(where: { tokens[$0].has(grammar.journalist) }) else {
            return nil
        }
        let named = addressed(nameRange(range))
        let name = passage.text(named)
        guard !name.isEmpty, name.utf8.count <= 300 else { return nil }
        return PartyMention(
            state: match.pattern.state, name: name, phrase: passage.text(range), sentence: number,
            place: range.lowerBound, words: named, isAnaphor: isAnaphor(named),
            isReported: isReported(number),
            isLoose: match.pattern.flags.contains(.loose) && !isOffice(range),
            isHolding: match.pattern.flags.contains(.held),
            isQuestion: match.pattern.flags.contains(.ask)
                || match.pattern.flags.contains(.asked),
            isDefault: match.pattern.flags.contains(.fallback),
            isPronoun: isPronoun(named))
    }

    /// Whether the sentence says that somebody else reported it.
    func isReported(_ sentence: Int) -> Bool {
        passage.sentences[sentence].contains { tokens[$0].has(grammar.reported) }
    }

    func isPronoun(_ words: Range<Int>) -> Bool {
        words.count == 1 && tokens[words.lowerBound].has(grammar.pronoun)
    }

    /// Whether the phrase names an office that speaks for itself: a ministry, the police.
    func isOffice(_ range: Range<Int>) -> Bool {
        let office = grammar.office
        return range.contains { tokens[$0].has(office) }
            && !range.contains { tokens[$0].has(grammar.press) }
    }

    /// The institution that a spokesperson speaks for, or else the whole phrase.
    private func nameRange(_ range: Range<Int>) -> Range<Int> {
        guard let spokes = range.first(where: { tokens[$0].has(grammar.spokes) }) else {
            return range
        }
        // "service de presse" is one term of three words.
        let last = (spokes..<range.upperBound).prefix { tokens[$0].has(grammar.spokes) }.last
        let after = (last ?? spokes) + 1..<range.upperBound
        let owner = phrases.bared(range.lowerBound..<spokes)
        if owner.contains(where: { tokens[$0].isCapital }) && !language.capitalisesNouns
            && language.hasArticles
        {
            return owner
        }
        if let first = after.first, tokens[first].has(grammar.link) || isForPreposition(first) {
            let rest = phrases.bared(first + 1..<range.upperBound)
            if !rest.isEmpty { return rest }
        }
        let before = phrases.bared(range.lowerBound..<spokes)
        if !before.isEmpty { return before }
        if !language.hasArticles, !after.isEmpty { return phrases.bared(after) }
        return range
    }

    /// The phrase without the people who were told: "(said) the ministry to the journalists".
    private func addressed(_ range: Range<Int>) -> Range<Int> {
        let classes = grammar.toPress
        guard let end = range.dropFirst().first(where: { tokens[$0].has(classes) }) else {
            return range
        }
        return range.lowerBound..<end
    }

    private func isForPreposition(_ index: Int) -> Bool {
        tokens[index].has(grammar.preposition)
    }

    /// Whether the words are a pronoun, or a common noun that stands for a body named before.
    func isAnaphor(_ range: Range<Int>) -> Bool {
        let words = range.filter { tokens[$0].isWordlike }
        guard words.count == 1, let index = words.first else { return false }
        let token = tokens[index]
        return token.has(grammar.pronoun)
            || (token.has(grammar.head | grammar.role | grammar.spokes)
                && (!token.isCapital || language.capitalisesNouns
                    || index == passage.sentences.first { $0.contains(index) }?.lowerBound))
    }
}
