extension NounPhrases {
    /// The members of a coordination, each without its article.
    func parts(_ range: Range<Int>) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var start = range.lowerBound
        for index in range where separates(index, in: start..<range.upperBound) {
            parts.append(start..<index)
            start = index + 1
        }
        parts.append(start..<range.upperBound)
        return parts.map(bared).filter { !$0.isEmpty }
    }

    private func separates(_ index: Int, in range: Range<Int>) -> Bool {
        let token = passage.tokens[index]
        guard !isInsideQuotes(index, from: range.lowerBound) else { return false }
        if token.kind == .comma { return !isInnerComma(index, in: range) }
        guard token.kind == .word, token.has(language.grammar.conjunction) else { return false }
        guard index > range.lowerBound, index + 1 < range.upperBound else { return true }
        return isNewMember(index + 1, left: range.lowerBound..<index, upper: range.upperBound)
    }

    /// Whether a new party follows the conjunction, and not the rest of a name.
    ///
    /// "the Ministry of Education and Science" is one party.
    private func isNewMember(_ index: Int, left: Range<Int>, upper: Int) -> Bool {
        let grammar = language.grammar
        let next = passage.tokens[index]
        if next.has(grammar.conjunction | grammar.both) { return true }
        if next.has(grammar.determiner),
            !next.has(grammar.link) || language.capitalisesNouns
        {
            return true
        }
        if passage.tokens[left].last?.kind == .comma { return true }
        let hasHead = left.contains { passage.tokens[$0].has(grammar.head) }
        if left.contains(where: { passage.tokens[$0].has(grammar.plural) }) { return true }
        if next.has(grammar.link) { return false }
        let rest = index..<upper
        if sharesHead(left, rest) { return false }
        let restHasHead = rest.contains {
            passage.tokens[$0].has(grammar.head | grammar.spokes | grammar.role | grammar.country)
        }
        if next.isCapital || next.kind == .opening || next.has(grammar.preposition) {
            // A single noun without a head of its own continues the name before it.
            let isName =
                hasHead && !restHasHead && rest.count <= 2 && left.count > 1
                && left.contains { passage.tokens[$0].has(grammar.link) }
            return !isName
        }
        return restHasHead || !language.hasArticles || language.capitalisesNouns
    }

    /// Whether both members share the plural noun at the end.
    ///
    /// An example is "the House and Senate intelligence committees".
    private func sharesHead(_ left: Range<Int>, _ rest: Range<Int>) -> Bool {
        let grammar = language.grammar
        guard language.hasArticles, !language.capitalisesNouns, rest.count >= 2,
            let last = rest.last, passage.tokens[last].has(grammar.head)
        else { return false }
        return passage.folded[passage.tokens[last].end - 1] == 0x73
            && !left.contains { passage.tokens[$0].has(grammar.head) }
            && left.count <= 3
    }

    private func isInsideQuotes(_ index: Int, from start: Int) -> Bool {
        var depth = 0
        for at in start..<index {
            switch passage.tokens[at].kind {
            case .opening: depth += 1
            case .closing: depth -= 1
            default: break
            }
        }
        return depth > 0
    }

    /// The range without articles, conjunctions, prepositions and marks at either end, and without
    /// the day at its end: "the council on Monday".
    func bared(_ range: Range<Int>) -> Range<Int> {
        let grammar = language.grammar
        var range = range
        while let first = range.first {
            let token = passage.tokens[first]
            let isDropped =
                !token.isWordlike && token.kind != .opening
                || token.has(
                    grammar.determiner | grammar.conjunction | grammar.both | grammar.preposition)
                || (token.has(grammar.adverb) && !token.has(grammar.head))
            guard isDropped,
                range.count > 1 || !token.isWordlike
                    || !token.has(grammar.pronoun) && !token.isCapital
            else { break }
            range = first + 1..<range.upperBound
        }
        while let last = range.last {
            let token = passage.tokens[last]
            if token.has(grammar.time), range.count > 2,
                passage.tokens[last - 1].has(grammar.preposition)
            {
                range = range.lowerBound..<last - 1
                continue
            }
            let isDropped =
                !token.isWordlike && token.kind != .closing
                || token.has(grammar.determiner | grammar.conjunction | grammar.preposition)
                || (token.has(grammar.adverb) && !token.has(grammar.head))
            guard isDropped, !(token.isCapital && range.count > 1) || !token.isWordlike else {
                break
            }
            range = range.lowerBound..<last
        }
        return range
    }
}
