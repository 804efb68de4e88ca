// Reads content that comes first, or continues after source and cue: "…, the minister said."
extension SentenceReader {
    func trailing(_ verb: VerbGroup) -> AttributionCandidate? {
        guard let (subject, bound) = subjects.parenthesis(before: verb.start, from: lower) else {
            return nil
        }
        guard !has(verb.end) || mayEnd(verb.end, verb.classes) else { return nil }
        let complement = complements.complement(after: verb.end, of: verb.classes)
        return trailing(
            subject, verb.range, contentEnd: bound, after: verb.end,
            verb.classes.has(.tells) && complement?.kind == .object ? nil : complement)
    }

    /// Reads inverted order: "…," said the minister.
    func inverted(_ verb: VerbGroup) -> AttributionCandidate? {
        guard verb.start > lower else { return nil }
        // "…, had said the minister" is not English.
        if !lexicon.inverts, verb.start < verb.index { return nil }
        let before = tokens[verb.start - 1]
        let isPlaced =
            (before.kind == .quote && !before.shape.contains(.brief)) || before.kind == .comma
            || before.kind == .dash
        // "… – deshalb mahnt die Regierung" begins a clause.
        if lexicon.isVerbSecond, before.kind != .quote, tokens[verb.start].is(.adverb) {
            return nil
        }
        guard isPlaced, let source = sourceAfter(verb.end, verb.classes) else { return nil }
        let next = source.upperBound
        guard !has(next) || endsAttribution(next) else { return nil }
        let complement = complements.complement(after: next, of: verb.classes)
        guard
            let candidate = trailing(
                source, verb.range, contentEnd: verb.start - 1, after: next, complement)
        else { return nil }
        // In "Smith, the mayor, predicted a win" no clause comes before the verb, so it is not
        // inverted.
        let isClause =
            candidate.isQuoted || isComplete(candidate.pieces[0])
            || tokens[candidate.pieces[0]].contains { $0.kind == .quote }
        return lexicon.inverts || isClause ? candidate : nil
    }

    /// Reads a comment that comes before what was said: "As the minister said, …".
    func commented(_ verb: VerbGroup) -> AttributionCandidate? {
        let start = range.lowerBound
        guard tokens[start].is(.asWord), start < verb.start, candidates.isEmpty,
            verb.classes.has(.quotative)
        else { return nil }
        var comma = verb.end
        var source = start + 1..<verb.start
        if source.isEmpty {
            let subject = sourceAfter(verb.end, verb.classes, withAppositions: false)
            guard let subject else { return nil }
            (source, comma) = (subject, subject.upperBound)
        } else {
            guard let phrase = subjects.subject(before: verb.start, from: start + 1) else {
                return nil
            }
            source = phrase
        }
        while has(comma), tokens[comma].is([.time, .adverb, .preposition, .determiner]),
            comma - verb.end < 5
        {
            comma += 1
        }
        guard has(comma), tokens[comma].kind == .comma else { return nil }
        let content = comma + 1..<trimmed(range.upperBound, from: comma + 1)
        guard !content.isEmpty else { return nil }
        var candidate = AttributionCandidate(
            source: source, cue: verb.range, pieces: [content], form: .parenthesis)
        candidate.isTrailing = true
        candidate.isQuoted = isQuoted([content])
        return candidate
    }

    private func trailing(
        _ source: Range<Int>, _ cue: Range<Int>, contentEnd bound: Int, after end: Int,
        _ complement: ComplementReader.Complement?
    ) -> AttributionCandidate? {
        guard let first = contentBefore(bound) else { return nil }
        let isQuoted = isQuoted([first])
        var pieces = [first]
        if complement == nil, isQuoted, let later = resumed(end) {
            pieces.append(later..<quotationsEnd(later))
        }
        if let complement {
            switch complement.kind {
            case .quotation:
                let next = tokens[complement.start]
                let isWhole = next.isCapital && !next.shape.contains(.brief)
                guard isQuoted || !isLead(first) && !isWhole else { return nil }
                // Without a mark before it, it may be a title: on CBS' “The Hour”.
                if next.shape.contains(.brief), tokens[complement.start - 1].isWord { break }
                pieces.append(complement.start..<quotationsEnd(complement.start))
            case .object where isQuoted && bound + 3 >= min(source.lowerBound, cue.lowerBound):
                break
            case .bareClause where isQuoted && lexicon.inverts: break
            // In "…," he said in a note to the board that was short, the clause is the note's.
            case .clause where isQuoted && complement.start > end: break
            case .bareClause
            where tokens[complement.start - 1].kind == .comma && !isComplete(first):
                break
            default: return nil
            }
        }
        if pieces.count == 1, !isQuoted, has(end), tokens[end].kind == .comma,
            !isComplete(first) || goesOn(end + 1, first) || isAdverbial(first)
        {
            let rest = end + 1..<trimmed(range.upperBound, from: end + 1)
            if !rest.isEmpty { pieces.append(rest) }
        } else if pieces.count == 1, !isQuoted, isLead(first) {
            return nil
        }
        if pieces.count == 1, first.count < (source.lowerBound > cue.lowerBound ? 2 : 3),
            !tokens[first].contains(where: { $0.kind == .quote })
        {
            return nil
        }
        var candidate = AttributionCandidate(
            source: source, cue: cue, pieces: pieces, form: .parenthesis)
        candidate.isTrailing = true
        candidate.isQuoted = self.isQuoted(pieces)
        return candidate
    }

    /// Whether what follows the cue leaves it without an object.
    private func mayEnd(_ index: Int, _ cue: WordClass) -> Bool {
        let token = tokens[index]
        guard token.isWord else { return true }
        if cue.has(.tells) { return true }
        return token.is([
            .preposition, .link, .time, .adverb, .recipient, .coordinator, .subordinator, .relative,
            .gerund, .asWord, .agent, .pronoun, .particle, .place,
        ])
    }

    /// Whether the sentence does not continue with a verb after the speaker.
    ///
    /// It continues in "…, said the plan was dead".
    private func endsAttribution(_ index: Int) -> Bool {
        !tokens[index].is([.auxiliary, .verb, .negation, .infinitiveMarker])
            && !phrases.isVerbal(index)
            || tokens[index].is([.preposition, .gerund])
    }

    /// The place where the quotation resumes after an aside: "…," she said, pointing at it, "…".
    func resumed(_ end: Int) -> Int? {
        guard has(end), tokens[end].kind == .comma else { return nil }
        let rest = end + 1..<range.upperBound
        guard let quote = rest.first(where: { tokens[$0].kind == .quote }),
            tokens[quote - 1].kind == .comma || tokens[quote - 1].kind == .dash,
            !(end + 1..<quote).contains(where: { tokens[$0].is(.quotative) })
        else { return nil }
        return quote
    }

    /// Whether the sentence resumes after words that attribute and only interrupt it.
    private func goesOn(_ index: Int, _ first: Range<Int>) -> Bool {
        if tokens[first.upperBound - 1].is(.auxiliary) { return true }
        return has(index) && tokens[index].is([.auxiliary, .verb]) && !tokens[index].is(.participle)
    }

    /// Whether the part begins as an adverbial, which its clause must follow.
    private func isAdverbial(_ part: Range<Int>) -> Bool {
        let first = tokens[part.lowerBound]
        return first.is([.preposition, .subordinator]) && !first.is(.determiner)
            && !lexicon.inverts && !tokens[part].contains { $0.kind == .comma || $0.kind == .quote }
    }

    func quotationsEnd(_ start: Int) -> Int {
        var end = start
        while has(end), tokens[end].kind == .quote { end += 1 }
        // The quotation may be only the beginning of the rest of the content.
        let isPart =
            has(end) && tokens[end].kind == .word && !tokens[end].is([.preposition, .time])
        return isPart ? trimmed(range.upperBound, from: end) : end
    }

    /// The content before the words that attribute, from its beginning.
    func contentBefore(_ bound: Int) -> Range<Int>? {
        var end = tokens[bound].kind == .quote ? bound + 1 : bound
        while end > lower, tokens[end - 1].kind == .comma || tokens[end - 1].kind == .dash {
            end -= 1
        }
        var start = end
        while start > lower, [.quote, .comma].contains(tokens[start - 1].kind) { start -= 1 }
        while start < end, tokens[start].kind == .comma { start += 1 }
        if start < end, start > lower {
            let before = tokens[start - 1]
            let isNew = tokens[start].isCapital || tokens[start].shape.contains(.stopped)
            if before.kind == .colon { return start..<end }
            if isNew, start > lower + 1, tokens[start - 1].kind == .comma || isLead(lower..<start) {
                return start..<end
            }
            if tokens[lower..<start].allSatisfy({ $0.is(.coordinator) || !$0.isWord }) {
                return start..<end
            }
        } else if start < end {
            return start..<end
        }
        start = lower
        while start < end, tokens[start].is(.coordinator) || tokens[start].kind == .comma {
            start += 1
        }
        return start < end ? start..<end : nil
    }

    /// Whether the part says only where, when or how.
    private func isLead(_ part: Range<Int>) -> Bool {
        guard let index = part.first(where: { !tokens[$0].is(.coordinator) }) else { return true }
        let token = tokens[index]
        if token.kind == .quote { return false }
        if token.is([.preposition, .subordinator]) {
            // A clause may follow the adverbial.
            return !tokens[part].dropFirst().contains { $0.kind == .comma }
                && subjects.finite(in: part) == nil
                || token.is(.subordinator)
                    && !tokens[part].contains { $0.kind == .comma }
        }
        if part.count <= 2, token.is([.adverb, .time]) { return true }
        let isVerb = token.is([.gerund, .participle, .verb, .cue]) && !token.is(.nounLike)
        return isVerb && !tokens[part].contains { $0.kind == .comma }
    }

    /// Whether the part is a clause of its own.
    private func isComplete(_ part: Range<Int>) -> Bool {
        subjects.finite(in: part) != nil || isQuoted([part])
    }
}
