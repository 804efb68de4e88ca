/// Finds the noun phrases beside a frame, without a parser: by articles, capitals, commas and the
/// words that can stand in none.
struct NounPhrases {
    let language: Language
    let passage: Passage

    private var grammar: Grammar { language.grammar }
    private var tokens: [Token] { passage.tokens }

    /// The phrases that end before a place: the subject of the verb that stands there.
    func before(_ place: Int, in sentence: Range<Int>) -> [Range<Int>] {
        guard let end = subjectEnd(place, sentence.lowerBound) else { return [] }
        if let office = office(before: place, sentence.lowerBound) { return [bared(office)] }
        var start = end
        while start > sentence.lowerBound, canPrecede(start - 1) { start -= 1 }
        let subject = trimmed(start..<end)
        // "On the charges ..." is no subject, whatever verb follows.
        if language.data.hasArticles, let first = subject.first,
            tokens[first].has(grammar.preposition), !tokens[first].has(grammar.determiner)
        {
            return []
        }
        return parts(subject)
    }

    /// The phrases that begin at a place, as far as they go.
    func after(_ place: Int, in sentence: Range<Int>) -> [Range<Int>] {
        var start = place
        while start < sentence.upperBound, tokens[start].has(grammar.adverb | grammar.both) {
            start += 1
        }
        var end = start
        while end < sentence.upperBound, canFollow(end, start: start, limit: sentence.upperBound) {
            end += 1
        }
        return parts(start..<end)
    }

    /// The phrases within a range that holds nothing else.
    func within(_ range: Range<Int>) -> [Range<Int>] {
        var end = range.lowerBound
        while end < range.upperBound, tokens[end].kind != .bracket { end += 1 }
        return parts(range.lowerBound..<end)
    }
}

// MARK: - Subjects

extension NounPhrases {
    /// The end of the subject: adverbs, brackets and appositions stand between it and the verb.
    private func subjectEnd(_ place: Int, _ lower: Int) -> Int? {
        var end = place
        for _ in 0..<6 {
            while end > lower, isPassedOver(end - 1) { end -= 1 }
            guard end > lower else { return nil }
            switch tokens[end - 1].kind {
            case .unbracket:
                guard let open = opening(.bracket, before: end - 1, lower) else { return nil }
                end = open
            case .comma:
                guard let open = apposition(before: end - 1, lower) else { return nil }
                if isName(open + 1..<end - 1), isDescription(open, lower) { return end - 1 }
                end = open
            case .dash:
                guard let open = opening(.dash, before: end - 1, lower) else { return nil }
                end = open
            case .word, .number: return end
            case .closing: return tokens[end - 1].isQuoted ? nil : end
            case .stop: return end - 1 > lower && tokens[end - 2].isWordlike ? end : nil
            default: return nil
            }
        }
        return nil
    }

    /// The apposition that says for whom somebody speaks: "Jane Roe, a spokeswoman for the bank, ...".
    private func office(before place: Int, _ lower: Int) -> Range<Int>? {
        var end = place
        while end > lower, isPassedOver(end - 1) { end -= 1 }
        guard end > lower, tokens[end - 1].kind == .comma,
            let open = opening(.comma, before: end - 1, lower),
            apposition(before: end - 1, lower) != nil
        else { return nil }
        let words = open + 1..<end - 1
        let isOffice = words.contains { index in
            tokens[index].has(grammar.spokes)
                || (tokens[index].has(grammar.role)
                    && words.contains { tokens[$0].has(grammar.head) && tokens[$0].isCapital })
        }
        return isOffice ? words : nil
    }

    private func isPassedOver(_ index: Int) -> Bool {
        tokens[index].kind == .word && !tokens[index].isCapital
            && tokens[index].has(grammar.adverb | grammar.both | grammar.auxiliary)
            && !tokens[index].has(grammar.head | grammar.pronoun)
    }

    private func opening(_ kind: Token.Kind, before index: Int, _ lower: Int) -> Int? {
        var at = index - 1
        while at > lower, at > index - 40 {
            if tokens[at].kind == kind { return at }
            at -= 1
        }
        return nil
    }

    /// Where the phrase ends that the words before a comma explain: "HP, the printer firm, ...".
    private func apposition(before comma: Int, _ lower: Int) -> Int? {
        guard let open = opening(.comma, before: comma, lower), open + 1 < comma else { return nil }
        let first = tokens[open + 1]
        // A clause of its own before the comma explains nothing: "..., the ministry said, X ...".
        guard !first.isCapital || first.has(grammar.determiner | grammar.role) || comma - open <= 3
        else { return nil }
        return open
    }

    /// Whether the words in an apposition are a name and nothing else.
    private func isName(_ range: Range<Int>) -> Bool {
        range.count <= 4
            && range.allSatisfy {
                tokens[$0].isCapital && !tokens[$0].has(grammar.determiner | grammar.role)
            }
    }

    /// Whether a description ends at a place, which the name after it makes known: "the supplier".
    private func isDescription(_ end: Int, _ lower: Int) -> Bool {
        end > lower && !tokens[end - 1].isCapital
    }

    private func canPrecede(_ index: Int) -> Bool {
        let token = tokens[index]
        guard !token.isQuoted else { return false }
        switch token.kind {
        case .stop:
            // "Johnson & Johnson, Amgen Inc., Gilead": a stop inside the sentence shortens a word.
            return true
        case .word:
            guard !token.has(grammar.boundary) else { return false }
            return token.isCapital || token.has(grammar.head | grammar.determiner)
                || !token.has(grammar.verb)
        case .number, .comma, .other, .opening, .closing: return true
        default: return false
        }
    }
}

// MARK: - Objects

extension NounPhrases {
    private func canFollow(_ index: Int, start: Int, limit: Int) -> Bool {
        let token = tokens[index]
        guard !token.isQuoted else { return false }
        switch token.kind {
        case .stop: return index + 1 < limit
        case .word:
            guard !token.has(grammar.boundary) else { return false }
            if token.has(grammar.adverb), !token.has(grammar.head) { return false }
            if token.isCapital || token.has(grammar.determiner | grammar.link | grammar.conjunction)
            {
                return true
            }
            if token.has(grammar.preposition) { return index == start }
            return !token.has(grammar.verb) || token.has(grammar.head)
        case .number, .other, .opening, .closing: return true
        case .comma: return isList(after: index, limit)
        default: return false
        }
    }

    /// Whether a comma goes on with a list: a conjunction comes before any verb.
    private func isList(after comma: Int, _ limit: Int) -> Bool {
        var at = comma + 1
        while at < limit, at < comma + 30 {
            let token = tokens[at]
            if token.has(grammar.conjunction) { return true }
            if token.has(grammar.verb | grammar.boundary), !token.isCapital { return false }
            if token.kind == .stop || token.kind == .colon || token.kind == .dash { return false }
            at += 1
        }
        return false
    }
}

// MARK: - Trimming

extension NounPhrases {
    /// Leaves out what stands before the subject: "Last night, ...", "In 2022 ...".
    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        var start = lastPart(range)
        while start < range.upperBound - 1, isLeading(start) { start += 1 }
        start = leadingPhraseEnd(start..<range.upperBound)
        return phraseStart(start..<range.upperBound)..<range.upperBound
    }

    /// Goes back over commas as long as the words between are members of a list.
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

    /// "the Foreign, Commonwealth & Development Office": one adjective stands before the comma, and no
    /// conjunction but the sign follows.
    func isInnerComma(_ comma: Int, in range: Range<Int>) -> Bool {
        if comma + 1 < range.upperBound, isDotted(comma + 1) { return true }
        guard comma - 2 >= range.lowerBound, tokens[comma - 2].has(grammar.determiner) else {
            return false
        }
        let rest = range.suffix(from: comma + 1).prefix(6)
        return rest.contains { tokens[$0].kind == .other }
            && !rest.contains { tokens[$0].has(grammar.conjunction) }
    }

    /// "Washington, D.C.": a word with a stop within.
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

    /// Where a leading phrase with a preposition ends: "on the memo and the ministry ...".
    private func leadingPhraseEnd(_ range: Range<Int>) -> Int {
        guard language.data.hasArticles, let first = range.first,
            tokens[first].has(grammar.preposition), !tokens[first].isCapital || range.count > 2
        else { return range.lowerBound }
        let conjunction = range.last { tokens[$0].has(grammar.conjunction) }
        return conjunction.map { min($0 + 1, range.upperBound - 1) } ?? range.lowerBound
    }

    /// Where the last phrase of several in a row begins.
    private func phraseStart(_ range: Range<Int>) -> Int {
        guard language.data.hasArticles else { return caselessStart(range) }
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

    /// Where the subject begins without articles: after the last "in" before a name, or at the first
    /// capital where nothing before it could belong to a name.
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

    /// Whether a Slavic word has an adjective's ending.
    private func isAdjective(_ index: Int) -> Bool {
        let text = String(decoding: passage.folded(index), as: UTF8.self)
        let endings = [
            "ий", "ій", "ый", "ой", "ого", "ому", "ому", "ої", "ою", "ій", "ая", "ые", "их", "ых",
            "ська",
            "ське", "ські", "ской", "ская", "ское", "ские",
        ]
        return endings.contains { text.hasSuffix($0) }
    }
}
