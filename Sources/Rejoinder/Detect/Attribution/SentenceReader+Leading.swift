// Source and cue come first: "The minister said that …".
extension SentenceReader {
    func leading(_ verb: VerbGroup) -> Draft? {
        let lower =
            drafts.last.map { draft in
                draft.isRelative
                    ? range.lowerBound
                    : max(draft.cue?.upperBound ?? 0, draft.isTrailing ? self.lower : 0)
            } ?? range.lowerBound
        if verb.classes.has([.quotative, .past]), let shared = sharedSubject(verb),
            let complement = complements.complement(after: verb.end, of: verb.classes)
        {
            return draft(shared, verb.range, complement)
        }
        if verb.classes.has(.plural), let draft = placed(verb, from: lower) { return draft }
        if lexicon.inverts, let draft = afterAdverbial(verb, from: lower) { return draft }
        var subjects = subjects
        subjects.isNonfinite = verb.isInfinitive
        if let subject = subjects.subject(before: verb.start, from: lower) {
            guard let complement = complements.complement(after: verb.end, of: verb.classes) else {
                return nil
            }
            if !allows(complement, verb, subject) || isAsked(subject) { return nil }
            return relative(draft(subject, verb.range, complement), verb)
        }
        if let shared = sharedSubject(verb) {
            guard let complement = complements.complement(after: verb.end, of: verb.classes) else {
                return nil
            }
            return draft(shared, verb.range, complement)
        }
        guard lexicon.inverts else { return nil }
        return invertedLeading(verb)
    }

    /// "Asked whether she supported it, …": the words are what was asked.
    private func isAsked(_ subject: Range<Int>) -> Bool {
        let index = subject.lowerBound - 1
        guard index > range.lowerBound, drafts.isEmpty else { return false }
        return units[index].is([.complementizer, .subordinator]) && units[index - 1].is(.cue)
    }

    /// Whether so weak a verb may have that complement.
    private func allows(
        _ complement: ComplementReader.Complement, _ verb: VerbGroup, _ subject: Range<Int>
    ) -> Bool {
        if verb.isInfinitive {
            let isSpeech = [.quotation, .clause, .colon].contains(complement.kind)
            return isSpeech && verb.classes.has(.quotative)
                && !units[subject.lowerBound].is(.expletive)
        }
        // What may be a noun has an object only after a name or a pronoun.
        let before = units[verb.start - 1]
        return complement.kind != .object || !verb.classes.has(.nounLike) || verb.start < verb.index
            || before.isCapital || before.is(.subject) || before.kind != .word
    }

    /// «В министерстве сообщили, что …»: a place speaks.
    private func placed(_ verb: VerbGroup, from lower: Int) -> Draft? {
        let start = subjects.clauseStart(before: verb.start, from: lower)
        let preposition = (start..<verb.start).first { index in
            units[index].is(.place) && place(index) != nil
        }
        guard let preposition, verb.start - preposition <= 14 else { return nil }
        var end = verb.start
        while end > preposition + 2, units[end - 1].is([.adverb, .recipient, .time]) { end -= 1 }
        guard units[preposition..<end].allSatisfy({ $0.kind != .comma && !$0.is(.subject) }) else {
            return nil
        }
        guard let complement = complements.complement(after: verb.end, of: verb.classes) else {
            return nil
        }
        return draft(preposition + 1..<end, verb.range, complement)
    }

    /// «В понедельник в эфире заявил министр: …»: an adverbial first, the subject after the verb.
    private func afterAdverbial(_ verb: VerbGroup, from lower: Int) -> Draft? {
        var start = subjects.clauseStart(before: verb.start, from: lower)
        while start < verb.start, units[start].kind == .number || units[start].is([.time, .adverb])
        {
            start += 1
        }
        guard start < verb.start, units[start].is([.preposition, .place]),
            !units[start].is(.determiner), let source = sourceAfter(verb.end, verb.classes),
            has(source.upperBound),
            [.colon, .comma, .quote].contains(units[source.upperBound].kind)
        else { return nil }
        guard let complement = complements.complement(after: source.upperBound, of: verb.classes)
        else {
            return nil
        }
        return draft(source, verb.range, complement)
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
        guard verb.start > range.lowerBound, units[verb.start - 1].is(.coordinator),
            isSameTense(verb)
                || verb.start > range.lowerBound + 1 && units[verb.start - 2].kind == .comma
        else { return nil }
        return drafts.last?.source
    }

    /// A verb in the past goes on with one in the past, not with the content between.
    private func isSameTense(_ verb: VerbGroup) -> Bool {
        guard let last = drafts.last, let cue = last.cue else { return false }
        let between = last.content.clamped(to: last.content.lowerBound..<verb.start)
        if !between.isEmpty, subjects.finite(in: between) == nil { return true }
        let hasAuxiliary = units[cue].contains { $0.is(.auxiliary) }
        let isPast = !hasAuxiliary && units[cue].contains { $0.is(.past) }
        guard isPast else { return true }
        return verb.classes.has(.past) && !units[verb.range].contains { $0.is(.auxiliary) }
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
    func sourceAfter(
        _ end: Int, _ cue: WordClass, withAppositions: Bool = true
    ) -> Range<Int>? {
        var index = end
        while has(index) {
            let unit = units[index]
            if unit.kind == .quote, unit.shape.contains(.brief), index == end {
                index += 1
                continue
            }
            guard unit.kind == .word else { break }
            if unit.is(.place), cue.has(.plural),
                let source = place(index, isImpersonal: !cue.has(.clause))
            {
                return source
            }
            if unit.is(.recipient) || (unit.is([.adverb, .time]) && !unit.is(.determiner)) {
                index += 1
            } else if let past = tellee(index) ?? phrases.occasion(index) {
                index = past
            } else if unit.is([.preposition, .place]), let past = timePhrase(index) {
                index = past
            } else {
                break
            }
        }
        guard let source = phrases.phrase(from: index, withAppositions: withAppositions) else {
            return nil
        }
        return units[index].is(.expletive) ? text(after: source.upperBound) ?? source : source
    }

    /// "heißt es in | einer Erklärung": what speaks instead of a person.
    private func text(after end: Int) -> Range<Int>? {
        guard has(end), units[end].is(.preposition) else { return nil }
        return phrases.phrase(from: end + 1)
    }

    /// The end of "à l'AFP", "à la presse".
    private func tellee(_ index: Int) -> Int? {
        guard units[index].is(.tellee) else { return nil }
        var place = index + 1
        while has(place), units[place].is(.determiner) { place += 1 }
        guard has(place), units[place].isCapital || units[place].is(.recipient) else { return nil }
        return phrases.pastNames(place + 1)
    }

    /// A place that speaks; of an impersonal cue also a text.
    func place(_ index: Int, isImpersonal: Bool = false) -> Range<Int>? {
        guard has(index + 1), timePhrase(index) == nil,
            isImpersonal || phrases.occasion(index) == nil
        else {
            return nil
        }
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
        let end = clauseEnd(source, start, contentEnd(from: start, complement.kind))
        guard end > start, source?.overlaps(start..<end) != true else { return nil }
        var draft = Draft(source: source, cue: cue, pieces: [start..<end])
        draft.isQuoted = isQuoted(draft.pieces)
        return draft
    }

    /// "When Smith asked about it, …": the content of a clause before the main one ends with it.
    private func clauseEnd(_ source: Range<Int>?, _ start: Int, _ end: Int) -> Int {
        guard let source, source.lowerBound == range.lowerBound + 1,
            units[range.lowerBound].is(.subordinator), !lexicon.inverts,
            let comma = (start..<end).first(where: { units[$0].kind == .comma }), comma > start
        else { return end }
        return comma
    }

    private func contentEnd(from start: Int, _ kind: ComplementReader.Kind) -> Int {
        guard units[start].kind == .quote else { return objectEnd(start, kind) }
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

    /// The end of the content; without where and when it was said, if a quotation ends the object.
    private func objectEnd(_ start: Int, _ kind: ComplementReader.Kind) -> Int {
        let end = trimmed(range.upperBound, from: start)
        guard kind == .object, let quote = (start..<end).last(where: { units[$0].kind == .quote }),
            quote + 1 < end
        else { return end }
        let next = units[quote + 1]
        let isAdverbial = next.is([.preposition, .time]) && !next.is([.link, .infinitiveMarker])
        let rest = quote + 1..<end
        let isSimple =
            subjects.finite(in: rest) == nil && !units[rest].contains { $0.kind == .comma }
        return isAdverbial && isSimple ? quote + 1 : end
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
        var subjects = subjects
        subjects.isNonfinite = true
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
