// Reads prepositions, nouns and colons that attribute.
extension SentenceReader {
    /// The words of a phrase such as "according to" that begins at the index.
    func sourcePhrase(at index: Int) -> Range<Int>? {
        for phrase in lexicon.phrases(from: units[index].hash) {
            let end = index + phrase.words.count
            guard end < range.upperBound,
                zip(index..<end, phrase.words).allSatisfy({ units[$0].hash == $1 })
            else { continue }
            if phrase.isTrailing {
                guard index > range.lowerBound else { continue }
                let before = units[index - 1].kind
                guard before == .comma || before == .quote || before == .dash else { continue }
            }
            return index..<end
        }
        return nil
    }

    mutating func readSourcePhrase(_ cue: Range<Int>) {
        let first = cue.upperBound
        let pronoun =
            units[first].is(.pronoun) && !units[first].is(.determiner) ? first..<first + 1 : nil
        let source =
            pronoun
            ?? phrases.wide(from: cue.upperBound, isLeading: cue.lowerBound <= lower + 1) { part in
                // A participle may describe the noun: "a poll released on Thursday".
                subjects.finite(in: part).map { !units[$0].is(.participle) } ?? false
            }
        guard let source else { return }
        if drafts.last?.source == nil, drafts.last?.isTrailing == false { drafts.removeLast() }
        let next = source.upperBound
        if let last = drafts.last, last.content.upperBound > cue.lowerBound {
            // This source only reports what somebody said, so the person who said it counts.
            let end = trimmed(cue.lowerBound, from: last.content.lowerBound)
            if !last.isTrailing, end > last.content.lowerBound, last.pieces.count == 1 {
                drafts[drafts.count - 1].pieces = [last.content.lowerBound..<end]
                drafts[drafts.count - 1].isQuoted = isQuoted(drafts[drafts.count - 1].pieces)
            }
            return
        }
        var pieces: [Range<Int>] = []
        var isTrailing = false
        if cue.lowerBound > lower, let first = contentBefore(cue.lowerBound - 1 + offset(cue)),
            !units[first].allSatisfy({ $0.is([.adverb, .time, .coordinator, .preposition]) })
        {
            pieces.append(first)
            isTrailing = true
        }
        let isWhole =
            isQuoted(pieces) || pieces.first.map { subjects.finite(in: $0) != nil } == true
        if !isWhole, has(next) {
            let start = units[next].kind == .comma || units[next].kind == .colon ? next + 1 : next
            let end = trimmed(range.upperBound, from: start)
            if end > start { pieces.append(start..<end) }
        }
        guard !pieces.isEmpty else { return }
        var draft = AttributionCandidate(source: source, cue: cue, pieces: pieces)
        draft.isTrailing = isTrailing
        draft.isQuoted = isQuoted(pieces)
        drafts.append(draft)
    }

    /// 1 if no comma stands before the cue, because the content then runs up to the cue.
    private func offset(_ cue: Range<Int>) -> Int {
        let kind = units[cue.lowerBound - 1].kind
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
        if !rest.isEmpty, pieces.isEmpty || subjects.finite(in: pieces[0]) == nil {
            pieces.append(rest)
        }
        guard !pieces.isEmpty else { return }
        drafts.removeAll { $0.content.overlaps(source) }
        drafts.append(
            AttributionCandidate(
                source: source, cue: index..<index + 1, pieces: pieces,
                isTrailing: pieces[0].lowerBound < source.lowerBound, isQuoted: isQuoted(pieces)))
    }

    /// Reads a noun that attributes: "Smith's claim that …".
    mutating func readNoun(_ index: Int) {
        if let last = drafts.last, last.content.upperBound > index { return }
        var start = index + 1
        if has(start), units[start].kind == .comma { start += 1 }
        guard has(start), units[start].is(.complementizer), !units[start].is(.preposition) else {
            readNounInfinitive(index)
            return
        }
        append(noun: index, content: start)
    }

    private mutating func readNounInfinitive(_ index: Int) {
        let start = index + 1
        guard units[index].is(.infinitiveNoun), has(start + 1), units[start].is(.infinitiveMarker),
            !units[start + 1].isCapital, !units[start + 1].is(.determiner)
        else { return }
        append(noun: index, content: start)
    }

    private mutating func append(noun index: Int, content start: Int) {
        let end = trimmed(clauseEnd(start), from: start)
        guard end > start, let owner = owner(of: index) else { return }
        drafts.append(
            AttributionCandidate(source: owner, cue: index..<index + 1, pieces: [start..<end]))
    }

    /// The place where the sentence's own verb continues after the clause of one of its nouns.
    private func clauseEnd(_ start: Int) -> Int {
        var verbs = units[start].is(.infinitiveMarker) ? 1 : 0
        var index = start + 1
        while has(index) {
            let unit = units[index]
            if unit.kind == .comma { return index }
            let isFinite = unit.is([.auxiliary, .verb]) || phrases.isVerbal(index)
            let goesOn = units[index - 1].is([
                .auxiliary, .negation, .adverb, .coordinator, .infinitiveMarker, .determiner,
                .preposition,
            ])
            if isFinite, !goesOn, !unit.is([.gerund, .infinitiveMarker]), index > start + 1 {
                verbs += 1
                if verbs > 1 { return index }
            }
            if unit.is([.complementizer, .relative, .subordinator]), !unit.is(.determiner) {
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
            let unit = units[index]
            guard unit.isWord else { return nil }
            if unit.shape.contains(.possessive) {
                return phrases.phrase(endingAt: index + 1, from: lower)
            }
            if unit.is(.determiner) {
                return unit.is(.subject) || unit.is(.pronoun) ? index..<index + 1 : nil
            }
            index -= 1
        }
        return nil
    }

    /// Reads a colon: "The minister: …" and "The minister was angry: “…”".
    mutating func readColon() {
        guard let colon = range.first(where: { units[$0].kind == .colon }), has(colon + 1),
            colon > range.lowerBound
        else { return }
        let isQuotation =
            units[colon + 1].kind == .quote && !units[colon + 1].shape.contains(.brief)
        let before = range.lowerBound..<colon
        let finite = subjects.finite(in: before)
        let isHeadline =
            finite == nil && before.count <= 6 && units[range.lowerBound].shape.contains(.first)
            && units[colon + 1].isCapital && range.lowerBound == 0
        guard isQuotation || isHeadline else { return }
        // "Moments later, Smith shot back: “…”": the source stands before the verb, if there is
        // one.
        let subject = finite.flatMap { subjects.subject(before: $0, from: range.lowerBound) }
        guard let source = subject ?? phrases.phrase(from: range.lowerBound),
            isQuotation || source.upperBound == colon, isNamed(source)
        else { return }
        let end = isQuotation ? colon + 2 : trimmed(range.upperBound, from: colon + 1)
        drafts.append(
            AttributionCandidate(
                source: source, cue: colon..<colon + 1, pieces: [colon + 1..<end],
                isQuoted: isQuotation))
    }

    /// Reads a signature after a dash at the end: "“…” — Jane Smith, mayor".
    mutating func readSignature() {
        let quote = range.lowerBound
        guard units[quote].kind == .quote, !units[quote].shape.contains(.brief), has(quote + 2),
            units[quote + 1].kind == .dash, range.count <= 16,
            let source = phrases.phrase(from: quote + 2), isNamed(source),
            subjects.finite(in: quote + 2..<range.upperBound) == nil
        else { return }
        drafts.append(
            AttributionCandidate(
                source: quote + 2..<range.upperBound, cue: quote + 1..<quote + 2,
                pieces: [quote..<quote + 1], isTrailing: true, isQuoted: true))
    }

    private func isNamed(_ source: Range<Int>) -> Bool {
        units[source].contains { $0.isCapital || $0.is(.subject) }
    }
}
