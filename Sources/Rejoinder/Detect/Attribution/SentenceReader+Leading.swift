// Source and cue come first: "The minister said that …".
extension SentenceReader {
    func leading(_ verb: VerbGroup) -> AttributionCandidate? {
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

    /// Whether the words are what somebody was asked: "Asked whether she supported it, …".
    private func isAsked(_ subject: Range<Int>) -> Bool {
        let index = subject.lowerBound - 1
        guard index > range.lowerBound, drafts.isEmpty else { return false }
        return units[index].is([.complementizer, .subordinator]) && units[index - 1].is(.cue)
    }

    /// Whether the verb may have that complement; weaker forms of verbs allow fewer kinds.
    private func allows(
        _ complement: ComplementReader.Complement, _ verb: VerbGroup, _ subject: Range<Int>
    ) -> Bool {
        if verb.isInfinitive {
            let isSpeech = [.quotation, .clause, .colon].contains(complement.kind)
            return isSpeech && verb.classes.has(.quotative)
                && !units[subject.lowerBound].is(.expletive)
        }
        // A verb that may be a noun has an object only after a name or a pronoun.
        let before = units[verb.start - 1]
        return complement.kind != .object || !verb.classes.has(.nounLike) || verb.start < verb.index
            || before.isCapital || before.is(.subject) || before.kind != .word
    }

    /// Reads a place as the speaker: «В министерстве сообщили, что …».
    private func placed(_ verb: VerbGroup, from lower: Int) -> AttributionCandidate? {
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

    /// Reads an adverbial followed by verb and subject: «В понедельник в эфире заявил министр: …».
    private func afterAdverbial(_ verb: VerbGroup, from lower: Int) -> AttributionCandidate? {
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

    /// Ends the content of a relative clause where the clause ends.
    private func relative(_ draft: AttributionCandidate?, _ verb: VerbGroup)
        -> AttributionCandidate?
    {
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

    /// The source of the previous cue, which a coordinated verb shares.
    ///
    /// Example: "said that … and warned that …".
    private func sharedSubject(_ verb: VerbGroup) -> Range<Int>? {
        guard verb.start > range.lowerBound, units[verb.start - 1].is(.coordinator),
            isSameTense(verb)
                || verb.start > range.lowerBound + 1 && units[verb.start - 2].kind == .comma
        else { return nil }
        return drafts.last?.source
    }

    /// Whether the verb can continue the previous cue.
    ///
    /// A verb in the past continues one in the past, not the content between them.
    private func isSameTense(_ verb: VerbGroup) -> Bool {
        guard let last = drafts.last, let cue = last.cue else { return false }
        let between = last.content.clamped(to: last.content.lowerBound..<verb.start)
        if !between.isEmpty, subjects.finite(in: between) == nil { return true }
        let hasAuxiliary = units[cue].contains { $0.is(.auxiliary) }
        let isPast = !hasAuxiliary && units[cue].contains { $0.is(.past) }
        guard isPast else { return true }
        return verb.classes.has(.past) && !units[verb.range].contains { $0.is(.auxiliary) }
    }

    /// Reads inverted order with the content last: "Am Montag sagte der Minister, dass …".
    private func invertedLeading(_ verb: VerbGroup) -> AttributionCandidate? {
        guard let source = sourceAfter(verb.end, verb.classes) else { return nil }
        guard let complement = complements.complement(after: source.upperBound, of: verb.classes)
        else {
            return nil
        }
        return draft(source, verb.range, complement)
    }
}
