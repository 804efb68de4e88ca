extension NounPhrases {
    /// Leaves out what stands before the subject: "Last night, ...", "In 2022 ...".
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var start = lastPart(range)
        while start < range.upperBound - 1, isLeading(start) { start += 1 }
        start = leadingPhraseEnd(start..<range.upperBound)
        return phraseStart(start..<range.upperBound)..<range.upperBound
    }

    /// Moves back over commas as long as the words between them are members of a list.
    private func lastPart(_ range: Range<Int>) -> Int {
        let commas = range.filter { tokens[$0].kind == .comma && !isInnerComma($0, in: range) }
        guard let last = commas.last else { return range.lowerBound }
        let tail = last + 1..<range.upperBound
        guard tail.contains(where: { tokens[$0].has(grammar.conjunction) }) else { return last + 1 }
        var start = last + 1
        for (number, comma) in commas.enumerated().reversed() {
            let lower = number > 0 ? commas[number - 1] + 1 : range.lowerBound
            guard isMember(lower..<comma) else { break }
            start = lower
        }
        return start
    }

    /// Whether the comma is inside a name.
    ///
    /// In "the Foreign, Commonwealth & Development Office" only one adjective stands before the
    /// comma, and "&" follows but no conjunction.
    func isInnerComma(_ comma: Int, in range: Range<Int>) -> Bool {
        if comma + 1 < range.upperBound, isDotted(comma + 1) { return true }
        guard comma - 2 >= range.lowerBound, tokens[comma - 2].has(grammar.determiner) else {
            return false
        }
        let rest = range.suffix(from: comma + 1).prefix(6)
        return rest.contains { tokens[$0].kind == .other }
            && !rest.contains { tokens[$0].has(grammar.conjunction) }
    }

    /// Whether a word contains a full stop: "Washington, D.C.".
    private func isDotted(_ index: Int) -> Bool {
        passage.bytes[tokens[index].start..<tokens[index].end].contains(0x2E)
            && tokens[index].isCapital
    }

    private func isMember(_ range: Range<Int>) -> Bool {
        guard let first = range.first(where: { tokens[$0].isWordlike }) else { return false }
        let token = tokens[first]
        guard !token.has(grammar.preposition | grammar.adverb | grammar.apposed) else {
            return false
        }
        return token.isCapital || token.has(grammar.determiner | grammar.head)
    }

    private func isLeading(_ index: Int) -> Bool {
        !tokens[index].isWordlike && tokens[index].kind != .opening
            || tokens[index].has(grammar.conjunction | grammar.both)
            || (tokens[index].has(grammar.adverb) && !tokens[index].has(grammar.head))
    }

    /// The end of a leading phrase with a preposition: "on the memo and the ministry ...".
    private func leadingPhraseEnd(_ range: Range<Int>) -> Int {
        guard language.hasArticles, let first = range.first,
            tokens[first].has(grammar.preposition), !tokens[first].isCapital || range.count > 2
        else { return range.lowerBound }
        let conjunction = range.last { tokens[$0].has(grammar.conjunction) }
        return conjunction.map { min($0 + 1, range.upperBound - 1) } ?? range.lowerBound
    }

    /// The beginning of the last of several phrases in a row.
    private func phraseStart(_ range: Range<Int>) -> Int {
        guard language.hasArticles else { return caselessStart(range) }
        var start = range.lowerBound
        for index in range.dropFirst() where begins(index, after: index - 1) { start = index }
        return start
    }

    private func begins(_ index: Int, after previous: Int) -> Bool {
        let token = tokens[index]
        let before = tokens[previous]
        guard before.isWordlike || before.kind == .closing,
            !before.has(grammar.preposition | grammar.conjunction | grammar.both)
        else { return false }
        return token.has(grammar.determiner) && !token.has(grammar.link)
            && !before.has(grammar.determiner)
    }

    /// The beginning of the subject in a language without articles.
    ///
    /// It is after the last "in" before a name, or at the first capital if nothing before it could
    /// belong to a name.
    private func caselessStart(_ range: Range<Int>) -> Int {
        let noun = grammar.head | grammar.spokes | grammar.role
        let place = range.dropLast().last { index in
            tokens[index].has(grammar.link)
                && (tokens[index + 1].has(noun) || tokens[index + 1].isCapital
                    || tokens[index + 1].kind == .opening || tokens[index + 1].kind == .number
                    || isAdjective(index + 1))
                && !range.prefix(upTo: index).contains { tokens[$0].has(noun) }
        }
        if let place { return place }
        var start = range.lowerBound
        for index in range.dropFirst() {
            let token = tokens[index]
            let isFirst = token.isCapital || token.has(noun)
            let before = tokens[index - 1]
            guard !before.has(grammar.conjunction | grammar.both | grammar.preposition) else {
                continue
            }
            guard isFirst, before.kind == .word, !isAdjective(index - 1) else {
                if isFirst { return start }
                continue
            }
            let ahead = start..<index
            if ahead.contains(where: { tokens[$0].has(noun) }) { return start }
            if ahead.dropFirst().contains(where: { tokens[$0].isCapital }) { return start }
            if tokens[start].isCapital, !tokens[start].has(grammar.preposition | grammar.adverb),
                ahead.count == 1
            {
                return start
            }
            start = index
            return start
        }
        return start
    }

    /// Whether a word may stand before a noun and describe it.
    ///
    /// A Slavic noun may not: it would take the other as its genitive.
    static func mayDescribe(_ index: Int, _ passage: Passage, _ language: Language) -> Bool {
        language.hasArticles
            || NounPhrases(language: language, passage: passage).isAdjective(index)
    }

    /// Whether a Slavic word ends like an adjective.
    private func isAdjective(_ index: Int) -> Bool {
        let text = String(decoding: passage.folded(index), as: UTF8.self)
        return language.adjectiveEndings.contains { text.hasSuffix($0) }
    }
}
