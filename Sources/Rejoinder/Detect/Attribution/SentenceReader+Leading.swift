// Source and cue come first: "The minister said that …".
extension SentenceReader {
    func leading(_ verb: VerbGroup) -> Draft? {
        let lower =
            drafts.last.map { draft in
                draft.isRelative
                    ? range.lowerBound
                    : max(draft.cue?.upperBound ?? 0, draft.isTrailing ? self.lower : 0)
            } ?? range.lowerBound
        if verb.classes.has(.quotative), let shared = sharedSubject(verb),
            let complement = complements.complement(after: verb.end, of: verb.classes)
        {
            return draft(shared, verb.range, complement)
        }
        if let subject = subjects.subject(before: verb.start, from: lower) {
            guard let complement = complements.complement(after: verb.end, of: verb.classes) else {
                return nil
            }
            return relative(draft(subject, verb.range, complement), verb)
        }
        if let shared = sharedSubject(verb) {
            guard let complement = complements.complement(after: verb.end, of: verb.classes) else {
                return nil
            }
            return draft(shared, verb.range, complement)
        }
        guard lexicon.inverts || verb.start == range.lowerBound else { return nil }
        return invertedLeading(verb)
    }

    /// A relative clause's content ends with the clause.
    private func relative(_ draft: Draft?, _ verb: VerbGroup) -> Draft? {
        guard var draft, verb.start > range.lowerBound, units[verb.start - 1].is(.relative),
            verb.start - 1 > range.lowerBound, units[verb.start - 2].kind == .comma
        else { return draft }
        let content = draft.content
        if let comma = content.first(where: { units[$0].kind == .comma }),
            comma > content.lowerBound
        {
            draft.pieces = [content.lowerBound..<comma]
            draft.isRelative = true
        }
        return draft
    }

    /// "said that … and warned that …": the subject of the cue before.
    private func sharedSubject(_ verb: VerbGroup) -> Range<Int>? {
        guard verb.start > range.lowerBound, units[verb.start - 1].is(.coordinator) else {
            return nil
        }
        return drafts.last?.source
    }

    /// "Am Montag sagte der Minister, dass …".
    private func invertedLeading(_ verb: VerbGroup) -> Draft? {
        guard let source = sourceAfter(verb.end, verb.classes) else { return nil }
        guard let complement = complements.complement(after: source.upperBound, of: verb.classes)
        else {
            return nil
        }
        return draft(source, verb.range, complement)
    }

    /// The noun phrase after a verb, past adverbials of time and who was told.
    func sourceAfter(_ end: Int, _ cue: WordClass) -> Range<Int>? {
        var index = end
        while has(index) {
            let unit = units[index]
            guard unit.kind == .word else { break }
            if unit.is(.place), cue.has(.plural), let source = place(index) { return source }
            if unit.is(.recipient) || (unit.is([.adverb, .time]) && !unit.is(.determiner)) {
                index += 1
            } else if unit.is([.preposition, .place]), let past = timePhrase(index) {
                index = past
            } else {
                break
            }
        }
        return phrases.phrase(from: index)
    }

    private func place(_ index: Int) -> Range<Int>? {
        guard has(index + 1), timePhrase(index) == nil else { return nil }
        return phrases.phrase(from: index + 1)
    }

    /// The end of a phrase such as "on Monday", "в понедельник".
    private func timePhrase(_ index: Int) -> Int? {
        var place = index + 1
        var hasTime = false
        while has(place) {
            let unit = units[place]
            if unit.is(.time) {
                hasTime = true
            } else if !(unit.kind == .number
                || unit.kind == .stop && units[place - 1].kind == .number)
                && !(unit.is(.determiner) && !hasTime)
            {
                break
            }
            place += 1
        }
        return hasTime ? place : nil
    }

    func draft(
        _ source: Range<Int>?, _ cue: Range<Int>, _ complement: ComplementReader.Complement
    ) -> Draft? {
        var cue = cue
        var start = complement.start
        if complement.kind == .object, units[start].is(.particle), has(start + 1) {
            start += 1
            cue = cue.lowerBound..<start
        }
        let end = contentEnd(from: start, complement.kind)
        guard end > start, source?.overlaps(start..<end) != true else { return nil }
        var draft = Draft(source: source, cue: cue, pieces: [start..<end])
        draft.isQuoted = isQuoted(draft.pieces)
        return draft
    }

    private func contentEnd(from start: Int, _ kind: ComplementReader.Kind) -> Int {
        guard units[start].kind == .quote else { return trimmed(range.upperBound, from: start) }
        var end = start + 1
        while has(end), units[end].kind == .quote { end += 1 }
        guard has(end) else { return end }
        let next = units[end]
        let isWhole = !units[start].shape.contains(.brief)
        let isAdverbial =
            next.is([.preposition, .time, .gerund, .subordinator, .relative, .agent])
            && !next.is(.link)
        if next.kind == .comma || next.kind == .dash || next.kind == .semicolon { return end }
        if isAdverbial, isWhole || kind != .clause { return end }
        if next.is(.coordinator), isWhole, units[start].shape.contains(.stopped) { return end }
        return trimmed(range.upperBound, from: start)
    }

    func trimmed(_ end: Int, from start: Int) -> Int {
        var end = end
        while end > start, [.comma, .dash, .stop, .semicolon].contains(units[end - 1].kind) {
            end -= 1
        }
        return end
    }

    mutating func readGerund(_ verb: VerbGroup) {
        guard verb.start > range.lowerBound,
            let complement = complements.complement(after: verb.end, of: verb.classes)
        else { return }
        let last = drafts.last
        let source =
            last?.source
            ?? subjects.subject(before: verb.start, from: last == nil ? range.lowerBound : lower)
        guard let draft = draft(source, verb.range, complement), source != nil else { return }
        add(leading: draft, verb)
    }

    mutating func readPassive(_ verb: VerbGroup) {
        let complement = complements.complement(after: verb.end, of: verb.classes)
        let agent = agent(after: verb.end)
        if let agent {
            let subject = subjects.subject(before: verb.start, from: lower)
            guard let subject,
                drafts.last.map({ $0.content.upperBound <= subject.lowerBound }) ?? true
            else { return }
            var pieces = [subject]
            if has(agent.upperBound) {
                pieces.append(agent.upperBound..<trimmed(range.upperBound, from: agent.upperBound))
            }
            pieces.removeAll(where: \.isEmpty)
            drafts.append(Draft(source: agent, cue: verb.range, pieces: pieces))
            return
        }
        guard let complement, complement.kind != .object else { return }
        guard var draft = draft(nil, verb.range, complement) else { return }
        if complement.kind == .infinitive,
            let subject = subjects.subject(before: verb.start, from: lower)
        {
            draft.pieces.insert(subject, at: 0)
        }
        add(leading: draft, verb)
    }

    private func agent(after end: Int) -> Range<Int>? {
        guard has(end), units[end].is(.agent) else { return nil }
        return phrases.phrase(from: end + 1)
    }
}
