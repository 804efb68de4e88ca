/// Reads out of a passage who was asked, who refused and who answered.
struct AskingFinder {
    let language: Language
    let passage: Passage
    private let matcher: FrameMatcher
    private let phrases: NounPhrases

    private var grammar: Grammar { language.grammar }
    private var tokens: [Token] { passage.tokens }

    init(language: Language, passage: Passage) {
        self.language = language
        self.passage = passage
        matcher = FrameMatcher(language: language, passage: passage)
        phrases = NounPhrases(language: language, passage: passage)
    }

    func askings() -> [Asking] {
        var askings: [Asking] = []
        for (number, sentence) in passage.sentences.enumerated() {
            askings += merged(inSentence(number, sentence))
        }
        return askings
    }

    private func inSentence(_ number: Int, _ sentence: Range<Int>) -> [Asking] {
        matcher.matches(in: sentence).flatMap { match -> [Asking] in
            guard isPlain(match, sentence), !isElsewhere(match, sentence) else { return [] }
            let ranges = parties(of: match, in: sentence)
            guard allows(match, ranges, number, sentence) else { return [] }
            return ranges.compactMap { asking($0, match, number, sentence) }
        }
    }

    private func parties(of match: FrameMatcher.Match, in sentence: Range<Int>) -> [Range<Int>] {
        switch match.pattern.party {
        case .before: phrases.before(match.range.lowerBound, in: sentence)
        case .inside:
            match.noun.map { noun in
                noun.upperBound == sentence.upperBound
                    ? phrases.after(noun.lowerBound, in: sentence) : phrases.within(noun)
            } ?? []
        case .none: []
        }
    }

    /// One party is in one state in a sentence, the one that its nearest frame gives.
    private func merged(_ askings: [Asking]) -> [Asking] {
        var kept: [Asking] = []
        for asking in askings {
            if let index = kept.firstIndex(where: { $0.place == asking.place }) {
                if asking.rank > kept[index].rank {
                    kept[index] = asking
                } else if asking.state == kept[index].state {
                    kept[index].isLoose = kept[index].isLoose && asking.isLoose
                    kept[index].isHolding = kept[index].isHolding || asking.isHolding
                }
            } else if !kept.contains(where: { $0.name == asking.name && $0.rank >= asking.rank }
            ) {
                kept.append(asking)
            }
        }
        return kept
    }
}

extension Asking {
    /// A refusal tells more than an answer, an answer more than waiting, within a sentence.
    fileprivate var rank: Int {
        switch state {
        case .awaiting: 1
        case .responded: 0
        case .declined: 2
        }
    }
}

// MARK: - Which frames count

extension AskingFinder {
    /// Neither a question nor a hypothesis nor history.
    private func isPlain(_ match: FrameMatcher.Match, _ sentence: Range<Int>) -> Bool {
        if match.pattern.state == .responded { return true }
        guard !isQuestion(sentence), !isHistory(match, sentence) else { return false }
        return !clause(before: match.range.lowerBound, sentence).contains {
            tokens[$0].has(grammar.hypothesis)
        }
    }

    private func isQuestion(_ sentence: Range<Int>) -> Bool {
        guard let last = sentence.last(where: { tokens[$0].kind == .stop }) else { return false }
        return passage.bytes[tokens[last].start] == 0x3F && !tokens[last].isQuoted
    }

    private func isHistory(_ match: FrameMatcher.Match, _ sentence: Range<Int>) -> Bool {
        if sentence.contains(where: { tokens[$0].has(grammar.past) }) { return true }
        // "In 2022 the ministry did not respond".
        return sentence.prefix(4).contains { isYear($0) && $0 < match.range.lowerBound }
    }

    private func isYear(_ index: Int) -> Bool {
        let bytes = passage.bytes[tokens[index].start..<tokens[index].end]
        guard tokens[index].kind == .number, bytes.count == 4 else { return false }
        return bytes.starts(with: [0x31, 0x39]) || bytes.starts(with: [0x32, 0x30])
    }

    /// The words before a place within its clause.
    private func clause(before place: Int, _ sentence: Range<Int>) -> Range<Int> {
        var start = place
        while start > sentence.lowerBound {
            let token = tokens[start - 1]
            if token.kind == .colon || token.kind == .dash || place - start > 30 { break }
            if token.kind == .comma, place - start > 12 { break }
            start -= 1
        }
        return start..<place
    }

    /// Somebody asked who is no outlet: a parliament, the police, a reader.
    private func isElsewhere(_ match: FrameMatcher.Match, _ sentence: Range<Int>) -> Bool {
        if match.pattern.flags.contains("ask") {
            return clause(before: match.range.lowerBound, sentence).contains {
                tokens[$0].has(grammar.asker | grammar.reader)
            }
        }
        guard match.pattern.state != .responded else { return false }
        let lower =
            match.pattern.flags.contains("asked") ? match.range.lowerBound : match.range.lowerBound
        let upper = min(match.range.upperBound + 6, sentence.upperBound)
        return (lower..<upper).contains { tokens[$0].has(grammar.asker) }
            && !(lower..<upper).contains { tokens[$0].has(grammar.press) }
    }

    private func allows(
        _ match: FrameMatcher.Match, _ ranges: [Range<Int>], _ number: Int, _ sentence: Range<Int>
    ) -> Bool {
        let flags = match.pattern.flags
        if flags.contains("bare"), !isAboutPress(number) { return false }
        if flags.contains("press"), !isAboutPress(number) { return false }
        if flags.contains("spokes"), !ranges.contains(where: isSpoken) { return false }
        if flags.contains("service"), !ranges.contains(where: isSpoken) { return false }
        if flags.contains("locative"), !ranges.contains(where: isLocative) { return false }
        if flags.contains("contacted"), !isContacted(before: match.range.lowerBound, sentence) {
            return false
        }
        if flags.contains("askedabout"), !isAsked(before: match.range.lowerBound, sentence) {
            return false
        }
        if flags.contains("org") { return ranges.contains { isOrganised($0, sentence) } }
        return true
    }

    /// Whether the sentence or one of the two before it speaks of a request by the press.
    private func isAboutPress(_ number: Int) -> Bool {
        let classes = grammar.press | language.lexicon.bits("request contact seek")
        return passage.sentences[max(0, number - 2)...number].contains { sentence in
            sentence.contains { tokens[$0].has(classes) }
        }
    }

    private func isSpoken(_ range: Range<Int>) -> Bool {
        range.contains { tokens[$0].has(grammar.spokes) }
    }

    /// Whether a phrase stands after "in": "in the ministry they said", as Slavic languages put it.
    private func isLocative(_ range: Range<Int>) -> Bool {
        guard range.lowerBound > 0 else { return false }
        return tokens[range.lowerBound - 1].has(grammar.link)
            || range.first.map { tokens[$0].kind == .opening } == true
    }

    private func isContacted(before place: Int, _ sentence: Range<Int>) -> Bool {
        let classes = language.lexicon.bits("contact")
        return (sentence.lowerBound..<place).contains { tokens[$0].has(classes) }
    }

    private func isAsked(before place: Int, _ sentence: Range<Int>) -> Bool {
        let classes = language.lexicon.bits("asked contact request")
        return (sentence.lowerBound..<place).contains { tokens[$0].has(classes) }
    }

    private func isOrganised(_ range: Range<Int>, _ sentence: Range<Int>) -> Bool {
        range.contains { index in
            tokens[index].has(grammar.head | grammar.spokes | grammar.role)
                || (tokens[index].isCapital && !tokens[index].has(grammar.pronoun))
        }
    }
}

// MARK: - Names

extension AskingFinder {
    private func asking(
        _ range: Range<Int>, _ match: FrameMatcher.Match, _ number: Int, _ sentence: Range<Int>
    ) -> Asking? {
        guard !range.contains(where: { tokens[$0].has(grammar.reader) }) else { return nil }
        guard !(range.count == 1 && tokens[range.lowerBound].has(language.lexicon.bit("self")))
        else { return nil }
        let named = nameRange(range)
        let name = passage.text(named)
        guard !name.isEmpty, name.utf8.count <= 300 else { return nil }
        return Asking(
            state: match.pattern.state, name: name, phrase: passage.text(range), sentence: number,
            place: range.lowerBound, isAnaphor: isAnaphor(named),
            isReported: sentence.contains { tokens[$0].has(grammar.reported) },
            isLoose: match.pattern.flags.contains("loose"),
            isHolding: match.pattern.flags.contains("held"))
    }

    /// The institution that a spokesperson speaks for; else the whole phrase.
    private func nameRange(_ range: Range<Int>) -> Range<Int> {
        guard let spokes = range.first(where: { tokens[$0].has(grammar.spokes) }) else {
            return range
        }
        let after = spokes + 1..<range.upperBound
        if let first = after.first, tokens[first].has(grammar.link) || isForPreposition(first) {
            let rest = phrases.bared(first + 1..<range.upperBound)
            if !rest.isEmpty { return rest }
        }
        let before = phrases.bared(range.lowerBound..<spokes)
        if !before.isEmpty { return before }
        if !language.data.hasArticles, !after.isEmpty { return phrases.bared(after) }
        return range
    }

    private func isForPreposition(_ index: Int) -> Bool {
        tokens[index].has(grammar.preposition)
    }

    private func isAnaphor(_ range: Range<Int>) -> Bool {
        let words = range.filter { tokens[$0].isWordlike }
        guard words.count == 1, let index = words.first else { return false }
        let token = tokens[index]
        return token.has(grammar.pronoun)
            || (token.has(grammar.head | grammar.role | grammar.spokes)
                && (!token.isCapital || language.data.capitalisesNouns
                    || index == passage.sentences.first { $0.contains(index) }?.lowerBound))
    }
}
