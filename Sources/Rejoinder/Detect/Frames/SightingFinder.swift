/// Reads out of a passage who was asked, who refused and who answered.
struct SightingFinder {
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

    func sightings() -> [PartySighting] {
        var sightings: [PartySighting] = []
        for (number, sentence) in passage.sentences.enumerated() {
            sightings += merged(inSentence(number, sentence))
        }
        return settled(sightings)
    }

    private func inSentence(_ number: Int, _ sentence: Range<Int>) -> [PartySighting] {
        let matches = widest(matcher.matches(in: sentence))
        var isRefusal = false
        var sightings: [PartySighting] = []
        for match in matches {
            guard isPlain(match, sentence), !isElsewhere(match, sentence) else { continue }
            if match.pattern.flags.contains("quoted") {
                isRefusal = true
                continue
            }
            let ranges = parties(of: match, in: sentence)
            guard allows(match, ranges, number, sentence) else { continue }
            sightings += ranges.compactMap { sighting($0, match, number, sentence) }
        }
        if sightings.contains(where: { !$0.isDefault && !$0.isLoose }) {
            sightings.removeAll { $0.isDefault }
        }
        return isRefusal ? sightings.map { $0.refusing() } : sightings
    }

    /// Of the matches of one kind that end at one place, the one that took most.
    private func widest(_ matches: [FrameMatcher.Match]) -> [FrameMatcher.Match] {
        matches.filter { match in
            !matches.contains { other in
                other.pattern.state == match.pattern.state
                    && other.range.lowerBound < match.range.lowerBound
                    && other.range.upperBound >= match.range.upperBound && other.noun != match.range
                    && other.pattern.party == .before && match.pattern.party == .before
            }
        }
    }

    /// A question whose outcome the text goes on to tell is told once, by its outcome.
    private func settled(_ sightings: [PartySighting]) -> [PartySighting] {
        var sightings = sightings
        var dropped = Set<Int>()
        for (index, later) in sightings.enumerated()
        where later.state != .awaiting && !later.isLoose {
            let earlier = sightings.indices.prefix(upTo: index).last { place in
                let other = sightings[place]
                return other.isQuestion && later.sentence - other.sentence <= 2
                    && (other.name == later.name || later.isPronoun
                        || Detector.isSameName(other.name, later.name))
            }
            guard let earlier else { continue }
            if later.isPronoun {
                sightings[earlier].state = later.state
                dropped.insert(index)
            } else {
                dropped.insert(earlier)
            }
        }
        for (index, later) in sightings.enumerated()
        where later.isPronoun && later.state == .declined {
            // "The bank said it had no comment."
            let speaker = sightings.indices.prefix(upTo: index).last {
                sightings[$0].sentence == later.sentence && sightings[$0].state == .responded
            }
            if let speaker {
                sightings[speaker] = sightings[speaker].refusing()
                dropped.insert(index)
            }
        }
        return sightings.enumerated().filter { !dropped.contains($0.offset) }.map(\.element)
    }

    private func parties(of match: FrameMatcher.Match, in sentence: Range<Int>) -> [Range<Int>] {
        switch match.pattern.party {
        case .before: subject(of: match.range.lowerBound, in: sentence)
        case .inside:
            match.noun.map { noun in
                noun.upperBound == sentence.upperBound
                    ? phrases.after(noun.lowerBound, in: sentence) : phrases.within(noun)
            } ?? []
        case .none: []
        }
    }

    /// The subject of a verb; where a conjunction stands there, that of the verb before it.
    private func subject(of place: Int, in sentence: Range<Int>) -> [Range<Int>] {
        let skipped = grammar.adverb | grammar.auxiliary | grammar.both
        var place = place
        for _ in 0..<4 {
            var before = place - 1
            while before > sentence.lowerBound, tokens[before].has(skipped),
                !tokens[before].isCapital
            {
                before -= 1
            }
            guard before > sentence.lowerBound,
                tokens[before].has(grammar.conjunction | grammar.contrast)
            else { return phrases.before(place, in: sentence) }
            let verb = (sentence.lowerBound..<before).last {
                tokens[$0].has(grammar.verb) && !tokens[$0].isCapital
            }
            guard let verb else { return phrases.before(place, in: sentence) }
            place = verb
        }
        return []
    }

    /// One party is in one state in a sentence, the one that its nearest frame gives.
    private func merged(_ sightings: [PartySighting]) -> [PartySighting] {
        var kept: [PartySighting] = []
        for sighting in sightings {
            if let index = kept.firstIndex(where: { $0.place == sighting.place }) {
                if sighting.rank > kept[index].rank {
                    kept[index] = sighting
                } else if sighting.state == kept[index].state {
                    kept[index].isLoose = kept[index].isLoose && sighting.isLoose
                    kept[index].isHolding = kept[index].isHolding || sighting.isHolding
                }
            } else if !kept.contains(where: { $0.name == sighting.name && $0.rank >= sighting.rank }
            ) {
                kept.append(sighting)
            }
        }
        return kept
    }
}

extension PartySighting {
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

extension SightingFinder {
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
        if flags.contains("initial"), match.range.lowerBound > sentence.lowerBound + 1 {
            return false
        }
        if flags.contains("neither") {
            let classes = language.lexicon.bit("neither")
            let words = clause(before: match.range.lowerBound, sentence)
            guard words.contains(where: { tokens[$0].has(classes) }) else { return false }
        }
        if flags.contains("byus") {
            let classes = grammar.press | language.lexicon.bit("ourselves")
            let words = clause(before: match.range.lowerBound, sentence)
            guard words.contains(where: { tokens[$0].has(classes) }) else { return false }
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

    /// Whether the sentence begins with the asking, or it comes after "when".
    private func isAsked(before place: Int, _ sentence: Range<Int>) -> Bool {
        let classes = language.lexicon.bits("asked contact")
        return (sentence.lowerBound..<place).contains { index in
            tokens[index].has(classes)
                && (index < sentence.lowerBound + 4 || tokens[index - 1].has(grammar.boundary)
                    || tokens[index - 1].kind == .comma)
        }
    }

    private func isOrganised(_ range: Range<Int>, _ sentence: Range<Int>) -> Bool {
        range.contains { index in
            tokens[index].has(grammar.head | grammar.spokes | grammar.role)
                || (tokens[index].isCapital && !tokens[index].has(grammar.pronoun))
        }
    }
}

// MARK: - Names

extension SightingFinder {
    private func sighting(
        _ range: Range<Int>, _ match: FrameMatcher.Match, _ number: Int, _ sentence: Range<Int>
    ) -> PartySighting? {
        guard !range.contains(where: { tokens[$0].has(grammar.reader) }) else { return nil }
        guard !(range.count == 1 && tokens[range.lowerBound].has(language.lexicon.bit("self")))
        else { return nil }
        guard !range.allSatisfy({ tokens[$0].has(grammar.asking) }) else { return nil }
        let named = nameRange(range)
        let name = passage.text(named)
        guard !name.isEmpty, name.utf8.count <= 300 else { return nil }
        return PartySighting(
            state: match.pattern.state, name: name, phrase: passage.text(range), sentence: number,
            place: range.lowerBound, isAnaphor: isAnaphor(named),
            isReported: sentence.contains { tokens[$0].has(grammar.reported) },
            isLoose: match.pattern.flags.contains("loose") && !isOffice(range),
            isHolding: match.pattern.flags.contains("held"),
            isQuestion: match.pattern.flags.contains("ask")
                || match.pattern.flags.contains("asked"),
            isDefault: match.pattern.flags.contains("default"),
            isPronoun: named.count == 1 && tokens[named.lowerBound].has(grammar.pronoun))
    }

    /// Whether the phrase names an office that speaks for itself: a ministry, the police.
    private func isOffice(_ range: Range<Int>) -> Bool {
        let office = language.lexicon.bit("office")
        return range.contains { tokens[$0].has(office) }
            && !range.contains { tokens[$0].has(grammar.press) }
    }

    /// The institution that a spokesperson speaks for; else the whole phrase.
    private func nameRange(_ range: Range<Int>) -> Range<Int> {
        guard let spokes = range.first(where: { tokens[$0].has(grammar.spokes) }) else {
            return range
        }
        let after = spokes + 1..<range.upperBound
        let owner = phrases.bared(range.lowerBound..<spokes)
        if owner.contains(where: { tokens[$0].isCapital }) && !language.data.capitalisesNouns
            && language.data.hasArticles
        {
            return owner
        }
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
