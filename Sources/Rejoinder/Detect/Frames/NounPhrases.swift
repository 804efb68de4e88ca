/// Finds the noun phrases beside a frame without a parser.
///
/// It goes by articles, capitals, commas and the words that no noun phrase contains.
struct NounPhrases {
    let language: Language
    let passage: Passage

    var grammar: Grammar { language.grammar }
    var tokens: SafeArray<TaggedToken> { passage.tokens }

    /// The phrases that end before a place: the subject of the verb there.
    func before(_ place: Int, in sentence: Range<Int>) -> [Range<Int>] {
        guard let end = subjectEnd(place, sentence.lowerBound) else { return [] }
        if let office = office(before: place, sentence.lowerBound) { return [bared(office)] }
        var start = end
        while start > sentence.lowerBound, canPrecede(start - 1) { start -= 1 }
        let subject = trimmed(start..<end)
        // "On the charges ..." is not a subject, whatever verb follows.
        if language.hasArticles, let first = subject.first,
            tokens[first].has(grammar.preposition), !tokens[first].has(grammar.determiner)
        {
            return []
        }
        return parts(subject)
    }

    /// The one phrase that ends at a place: a name, or a noun with its article.
    func nearest(before end: Int, _ lower: Int) -> Range<Int> {
        var start = end
        while start > lower, start > end - 8 {
            let token = tokens[start - 1]
            let isPart =
                token.kind == .closing || token.kind == .opening || token.kind == .stop
                || (token.isWordlike && (token.isCapital || !token.has(grammar.verb)))
            guard isPart, !token.isQuoted, !token.has(grammar.boundary) else { break }
            start -= 1
            if token.has(grammar.determiner), !token.has(grammar.link) { break }
            if token.has(grammar.preposition), !token.has(grammar.link) { break }
        }
        return start..<end
    }

    /// The phrases that begin at a place, to the last one.
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

    /// The phrases in a range that holds nothing else.
    func within(_ range: Range<Int>) -> [Range<Int>] {
        var end = range.lowerBound
        while end < range.upperBound, tokens[end].kind != .bracket { end += 1 }
        return parts(range.lowerBound..<end)
    }
}

// MARK: - Subjects

extension NounPhrases {
    /// The end of the subject, before adverbs, brackets and appositions that precede the verb.
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

    /// An apposition that names the body a person speaks for.
    ///
    /// Example: "Jane Roe, a spokeswoman for the bank, ...".
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

    private func opening(_ kind: TaggedToken.Kind, before index: Int, _ lower: Int) -> Int? {
        var at = index - 1
        while at > lower, at > index - 40 {
            if tokens[at].kind == kind { return at }
            at -= 1
        }
        return nil
    }

    /// The end of the phrase that an apposition explains: "HP, the printer firm, ...".
    private func apposition(before comma: Int, _ lower: Int) -> Int? {
        guard let open = opening(.comma, before: comma, lower), open + 1 < comma else { return nil }
        let first = tokens[open + 1]
        // A clause before the comma is no apposition: "..., the ministry said, X ...".
        guard !first.isCapital || first.has(grammar.determiner | grammar.role) || comma - open <= 3
        else { return nil }
        return open
    }

    /// Whether the words of an apposition are only a name.
    private func isName(_ range: Range<Int>) -> Bool {
        range.count <= 4
            && range.allSatisfy {
                tokens[$0].isCapital && !tokens[$0].has(grammar.determiner | grammar.role)
            }
    }

    /// Whether a description ends here, which the name after it makes specific: "the supplier".
    private func isDescription(_ end: Int, _ lower: Int) -> Bool {
        end > lower && !tokens[end - 1].isCapital
    }

    private func canPrecede(_ index: Int) -> Bool {
        let token = tokens[index]
        guard !token.isQuoted else { return false }
        switch token.kind {
        case .stop:
            // A full stop inside the sentence ends a short form: "Johnson & Johnson, Amgen Inc.,
            // Gilead".
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

    /// Whether the comma continues a list: a conjunction comes before any verb.
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
