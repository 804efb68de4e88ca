// Reads prepositions, nouns and colons that attribute.
extension SentenceReader {
    /// The words of a phrase such as "according to" that begins at the index.
    func sourcePhrase(at index: Int) -> Range<Int>? {
        for phrase in lexicon.phrases(from: tokens[index].hash) {
            let end = index + phrase.words.count
            guard end < range.upperBound,
                zip(index..<end, phrase.words).allSatisfy({ tokens[$0].hash == $1 })
            else { continue }
            if phrase.isTrailing {
                guard index > range.lowerBound else { continue }
                let before = tokens[index - 1].kind
                guard before == .comma || before == .quote || before == .dash else { continue }
                // "so, as it were" attributes to nobody: a name follows, or an article.
                guard tokens[end].isCapital || tokens[end].is([.determiner, .title]) else {
                    continue
                }
            }
            return index..<end
        }
        return nil
    }

    mutating func readSourcePhrase(_ cue: Range<Int>) {
        let first = cue.upperBound
        let pronoun =
            tokens[first].is(.pronoun) && !tokens[first].is(.determiner) ? first..<first + 1 : nil
        let source =
            pronoun
            ?? phrases.wide(from: cue.upperBound, isLeading: cue.lowerBound <= lower + 1) { part in
                // A participle may describe the noun: "a poll released on Thursday".
                subjects.finite(in: part).map { !tokens[$0].is(.participle) } ?? false
            }
        guard let source else { return }
        if candidates.last?.source == nil, candidates.last?.isTrailing == false {
            candidates.removeLast()
        }
        let next = source.upperBound
        if let last = candidates.last, last.content.upperBound > cue.lowerBound {
            // This source only reports what somebody said, so the person who said it counts.
            let end = trimmed(cue.lowerBound, from: last.content.lowerBound)
            if !last.isTrailing, end > last.content.lowerBound, last.pieces.count == 1 {
                candidates[candidates.count - 1].pieces = [last.content.lowerBound..<end]
                candidates[candidates.count - 1].isQuoted = isQuoted(
                    candidates[candidates.count - 1].pieces)
            }
            return
        }
        var pieces: [Range<Int>] = []
        var isTrailing = false
        // In "laut Polizei" after a verb the sentence only goes on.
        let isInner = lexicon.isVerbSecond && offset(cue) == 1
        let isNew = [.colon, .semicolon].contains(tokens[cue.lowerBound - 1].kind)
        if cue.lowerBound > lower, !isNew,
            let first = contentBefore(cue.lowerBound - 1 + offset(cue)),
            !tokens[first].allSatisfy({ $0.is([.adverb, .time, .coordinator, .preposition]) })
        {
            pieces.append(first)
            isTrailing = true
        }
        // The sentence goes on where "which" or "and" stands before the phrase.
        let isOpen = pieces.first.map {
            tokens[$0.upperBound - 1].is([.relative, .coordinator, .auxiliary])
        }
        let isWhole =
            isOpen != true && isQuoted(pieces)
            || isOpen != true
                && pieces.first.map { subjects.finite(in: $0) != nil } == true
        // After words that already have their speaker, the phrase tells where those come from.
        if pieces.isEmpty, candidates.last?.isTrailing == true { return }
        if isQuoted(pieces), let later = resumed(next) {
            pieces.append(later..<quotationsEnd(later))
        } else if !isWhole || isInner, has(next), !isInner || tokens[next].kind != .comma {
            let start = tokens[next].kind == .comma || tokens[next].kind == .colon ? next + 1 : next
            let end = trimmed(range.upperBound, from: start)
            if end > start { pieces.append(start..<end) }
        }
        guard !pieces.isEmpty else { return }
        var candidate = AttributionCandidate(
            source: source, cue: cue, pieces: pieces, form: .phrase)
        candidate.isTrailing = isTrailing
        candidate.isQuoted = isQuoted(pieces)
        candidates.append(candidate)
    }

    /// 1 if no comma stands before the cue, because the content then runs up to the cue.
    private func offset(_ cue: Range<Int>) -> Int {
        guard cue.lowerBound > range.lowerBound else { return 0 }
        let kind = tokens[cue.lowerBound - 1].kind
        return kind == .word || kind == .number || kind == .bracket ? 1 : 0
    }

    /// Reads a postposition: "Dem Minister zufolge …".
    mutating func readPostposition(_ index: Int) {
        guard let source = phrases.phrase(endingAt: index, from: lower) else { return }
        let rest = index + 1..<trimmed(range.upperBound, from: index + 1)
        var pieces: [Range<Int>] = []
        if source.lowerBound > lower + 1, let first = contentBefore(source.lowerBound - 1) {
            pieces.append(first)
        }
        // In German the sentence goes on after it, unless a comma ends the clause before it.
        let goesOn =
            lexicon.isVerbSecond && tokens[source.lowerBound - 1].kind != .comma
            && tokens[index + 1].kind != .comma
        if !rest.isEmpty, pieces.isEmpty || goesOn || subjects.finite(in: pieces[0]) == nil {
            pieces.append(rest)
        }
        guard !pieces.isEmpty else { return }
        candidates.removeAll { $0.content.overlaps(source) }
        candidates.append(
            AttributionCandidate(
                source: source, cue: index..<index + 1, pieces: pieces, form: .phrase,
                isTrailing: pieces[0].lowerBound < source.lowerBound, isQuoted: isQuoted(pieces)))
    }

    /// Reads a noun that attributes: "Smith's claim that …".
    mutating func readNoun(_ index: Int) {
        if let last = candidates.last, last.content.upperBound > index { return }
        var start = index + 1
        if has(start), tokens[start].kind == .comma { start += 1 }
        guard has(start), tokens[start].is(.complementizer), !tokens[start].is(.preposition) else {
            readNounInfinitive(index)
            return
        }
        append(noun: index, content: start)
    }

    private mutating func readNounInfinitive(_ index: Int) {
        let start = index + 1
        guard tokens[index].is(.infinitiveNoun), has(start + 1),
            tokens[start].is(.infinitiveMarker),
            !tokens[start + 1].isCapital, !tokens[start + 1].is(.determiner)
        else { return }
        append(noun: index, content: start)
    }

    private mutating func append(noun index: Int, content start: Int) {
        let end = trimmed(clauseEnd(start), from: start)
        guard end > start, let owner = owner(of: index) else { return }
        candidates.append(
            AttributionCandidate(
                source: owner, cue: index..<index + 1, pieces: [start..<end], form: .noun))
    }

    /// The place where the sentence's own verb continues after the clause of one of its nouns.
    private func clauseEnd(_ start: Int) -> Int {
        var verbs = tokens[start].is(.infinitiveMarker) ? 1 : 0
        var index = start + 1
        while has(index) {
            let token = tokens[index]
            if token.kind == .comma { return index }
            let isFinite = token.is([.auxiliary, .verb]) || phrases.isVerbal(index)
            let goesOn = tokens[index - 1].is([
                .auxiliary, .negation, .adverb, .coordinator, .infinitiveMarker, .determiner,
                .preposition,
            ])
            if isFinite, !goesOn, !token.is([.gerund, .infinitiveMarker]), index > start + 1 {
                verbs += 1
                if verbs > 1 { return index }
            }
            if token.is([.complementizer, .relative, .subordinator]), !token.is(.determiner) {
                verbs -= 1
            }
            index += 1
        }
        return index
    }

    /// The noun phrase of the person whose claim it is.
    private func owner(of noun: Int) -> Range<Int>? {
        var index = noun - 1
        while index >= lower, noun - index <= 4 {
            let token = tokens[index]
            guard token.isWord else { return nil }
            if token.shape.contains(.possessive) {
                return phrases.phrase(endingAt: index + 1, from: lower)
            }
            if token.is(.determiner) {
                return token.is(.subject) || token.is(.pronoun) ? index..<index + 1 : nil
            }
            index -= 1
        }
        return nil
    }

    /// Reads a colon: "The minister: …" and "The minister was angry: “…”".
    mutating func readColon() {
        guard let colon = range.first(where: { tokens[$0].kind == .colon }), has(colon + 1),
            colon > range.lowerBound
        else { return }
        let isQuotation =
            tokens[colon + 1].kind == .quote && !tokens[colon + 1].shape.contains(.brief)
        let before = range.lowerBound..<colon
        let finite = subjects.finite(in: before)
        let isHeadline =
            finite == nil && before.count <= 6 && tokens[range.lowerBound].shape.contains(.first)
            && tokens[colon + 1].isCapital && range.lowerBound == 0
        guard isQuotation || isHeadline else { return }
        // "Moments later, Smith shot back: “…”": the source stands before the verb, if there is
        // one.
        let subject = finite.flatMap { subjects.subject(before: $0, from: range.lowerBound) }
        guard let source = subject ?? phrases.phrase(from: range.lowerBound),
            isQuotation || source.upperBound == colon, isNamed(source)
        else { return }
        let end = isQuotation ? colon + 2 : trimmed(range.upperBound, from: colon + 1)
        candidates.append(
            AttributionCandidate(
                source: source, cue: colon..<colon + 1, pieces: [colon + 1..<end], form: .colon,
                isQuoted: isQuotation))
    }

    /// Reads a signature after a dash at the end: "“…” — Jane Smith, mayor".
    mutating func readSignature() {
        let quote = range.lowerBound
        guard tokens[quote].kind == .quote, !tokens[quote].shape.contains(.brief), has(quote + 2),
            tokens[quote + 1].kind == .dash, range.count <= 16,
            let source = phrases.phrase(from: quote + 2), isNamed(source),
            subjects.finite(in: quote + 2..<range.upperBound) == nil
        else { return }
        candidates.append(
            AttributionCandidate(
                source: quote + 2..<range.upperBound, cue: quote + 1..<quote + 2,
                pieces: [quote..<quote + 1], form: .signature, isTrailing: true, isQuoted: true))
    }

    private func isNamed(_ source: Range<Int>) -> Bool {
        tokens[source].contains { $0.isCapital || $0.is(.subject) }
    }
}
