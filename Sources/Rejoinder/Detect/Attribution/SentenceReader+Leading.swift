// Source and cue come first: "The minister said that …".
extension SentenceReader {
    func leading(_ verb: VerbGroup) -> AttributionCandidate? {
        let lower =
            candidates.last.map { candidate in
                candidate.isRelative
                    ? range.lowerBound
                    : max(candidate.cue?.upperBound ?? 0, candidate.isTrailing ? self.lower : 0)
            } ?? range.lowerBound
        if verb.classes.has([.quotative, .past]), let shared = sharedSubject(verb),
            let complement = complements.complement(after: verb.end, of: verb.classes)
        {
            return candidate(shared, verb.range, complement)
        }
        if verb.classes.has(.plural), let candidate = placed(verb, from: lower) { return candidate }
        if lexicon.inverts, let candidate = afterAdverbial(verb, from: lower) { return candidate }
        var subjects = subjects
        subjects.isNonfinite = verb.isInfinitive
        if let subject = subjects.subject(before: verb.start, from: lower) {
            guard let complement = complements.complement(after: verb.end, of: verb.classes) else {
                return nil
            }
            if !allows(complement, verb, subject) || isAsked(subject) { return nil }
            return relative(candidate(subject, verb.range, complement), verb)
        }
        if let shared = sharedSubject(verb) {
            guard let complement = complements.complement(after: verb.end, of: verb.classes) else {
                return nil
            }
            return candidate(shared, verb.range, complement)
        }
        guard lexicon.inverts else { return nil }
        return invertedLeading(verb)
    }

    /// Whether the words are what somebody was asked: "Asked whether she supported it, …".
    private func isAsked(_ subject: Range<Int>) -> Bool {
        let index = subject.lowerBound - 1
        guard index > range.lowerBound, candidates.isEmpty else { return false }
        return tokens[index].is([.complementizer, .subordinator]) && tokens[index - 1].is(.cue)
    }

    /// Whether the verb may have that complement; weaker forms of verbs allow fewer kinds.
    private func allows(
        _ complement: ComplementReader.Complement, _ verb: VerbGroup, _ subject: Range<Int>
    ) -> Bool {
        if verb.isInfinitive {
            let isSpeech = [.quotation, .clause, .colon].contains(complement.kind)
            return isSpeech && verb.classes.has(.quotative)
                && !tokens[subject.lowerBound].is(.expletive)
        }
        // A verb that may be a noun has an object only after a name or a pronoun.
        let before = tokens[verb.start - 1]
        return complement.kind != .object || !verb.classes.has(.nounLike) || verb.start < verb.index
            || before.isCapital || before.is(.subject) || before.kind != .word
    }

    /// Reads a place as the speaker: "In the ministry [they] said that …".
    private func placed(_ verb: VerbGroup, from lower: Int) -> AttributionCandidate? {
        let start = subjects.clauseStart(before: verb.start, from: lower)
        let preposition = (start..<verb.start).first { index in
            tokens[index].is(.place) && place(index) != nil
        }
        guard let preposition, verb.start - preposition <= 14 else { return nil }
        var end = verb.start
        while end > preposition + 2, tokens[end - 1].is([.adverb, .recipient, .time]) { end -= 1 }
        // In "In the ministry [they] declined to comment but said" both verbs have one place.
        if tokens[end - 1].is(.coordinator),
            let finite = subjects.finite(in: preposition..<end), finite > preposition + 1
        {
            end = finite
        }
        guard tokens[preposition..<end].allSatisfy({ $0.kind != .comma && !$0.is(.subject) }) else {
            return nil
        }
        guard let complement = complements.complement(after: verb.end, of: verb.classes) else {
            return nil
        }
        return candidate(preposition + 1..<end, verb.range, complement)
    }

    /// Reads an adverbial followed by verb and subject: "On Monday on the air said the minister: …".
    private func afterAdverbial(_ verb: VerbGroup, from lower: Int) -> AttributionCandidate? {
        var start = subjects.clauseStart(before: verb.start, from: lower)
        while start < verb.start,
            tokens[start].kind == .number || tokens[start].is([.time, .adverb])
        {
            start += 1
        }
        guard start < verb.start, tokens[start].is([.preposition, .place]),
            !tokens[start].is(.determiner), let source = sourceAfter(verb.end, verb.classes),
            has(source.upperBound),
            [.colon, .comma, .quote].contains(tokens[source.upperBound].kind)
        else { return nil }
        guard let complement = complements.complement(after: source.upperBound, of: verb.classes)
        else {
            return nil
        }
        return candidate(source, verb.range, complement)
    }

    /// Ends the content of a relative clause where the clause ends.
    private func relative(_ candidate: AttributionCandidate?, _ verb: VerbGroup)
        -> AttributionCandidate?
    {
        guard var candidate, verb.start > range.lowerBound, tokens[verb.start - 1].is(.relative),
            verb.start - 1 > range.lowerBound, tokens[verb.start - 2].kind == .comma
        else { return candidate }
        let content = candidate.content
        if let comma = content.first(where: { tokens[$0].kind == .comma }),
            comma > content.lowerBound
        {
            candidate.pieces = [content.lowerBound..<comma]
            candidate.isRelative = true
        }
        return candidate
    }

    /// The source of the previous cue, which a coordinated verb shares.
    ///
    /// Example: "said that … and warned that …".
    private func sharedSubject(_ verb: VerbGroup) -> Range<Int>? {
        guard verb.start > range.lowerBound, tokens[verb.start - 1].is(.coordinator),
            isSameTense(verb)
                || verb.start > range.lowerBound + 1 && tokens[verb.start - 2].kind == .comma
        else { return nil }
        return candidates.last?.source
    }

    /// Whether the verb can continue the previous cue.
    ///
    /// A verb in the past continues one in the past, not the content between them.
    private func isSameTense(_ verb: VerbGroup) -> Bool {
        guard let last = candidates.last, let cue = last.cue else { return false }
        let between = last.content.clamped(to: last.content.lowerBound..<verb.start)
        if !between.isEmpty, subjects.finite(in: between) == nil { return true }
        let hasAuxiliary = tokens[cue].contains { $0.is(.auxiliary) }
        let isPast = !hasAuxiliary && tokens[cue].contains { $0.is(.past) }
        guard isPast else { return true }
        return verb.classes.has(.past) && !tokens[verb.range].contains { $0.is(.auxiliary) }
    }

    /// Reads inverted order with the content last: "Am Montag sagte der Minister, dass …".
    private func invertedLeading(_ verb: VerbGroup) -> AttributionCandidate? {
        guard let source = sourceAfter(verb.end, verb.classes) else { return nil }
        guard let complement = complements.complement(after: source.upperBound, of: verb.classes)
        else {
            return nil
        }
        return candidate(source, verb.range, complement)
    }
}
