// Reads participles: "…, adding that …", "is expected to …", "was accused by …".
extension SentenceReader {
    mutating func readGerund(_ verb: VerbGroup) {
        guard verb.start > range.lowerBound,
            let complement = complements.complement(after: verb.end, of: verb.classes)
        else { return }
        let last = candidates.last
        var subjects = subjects
        subjects.isNonfinite = true
        let source =
            absoluteSubject(verb) ?? last?.source
            ?? subjects.subject(before: verb.start, from: last == nil ? range.lowerBound : lower)
        guard let candidate = candidate(source, verb.range, complement), source != nil else {
            return
        }
        add(leading: candidate, verb)
    }

    /// The subject that a participle has of its own: "They met, with Doe | saying that …".
    private func absoluteSubject(_ verb: VerbGroup) -> Range<Int>? {
        guard tokens[verb.start - 1].kind == .word, tokens[verb.start - 1].isCapital,
            let subject = phrases.phrase(endingAt: verb.start, from: lower),
            range.contains(subject.lowerBound - 1),
            tokens[subject.lowerBound - 1].is(.preposition)
                && tokens[subject.lowerBound - 2].kind == .comma
                || lexicon.inverts && tokens[subject.lowerBound - 1].kind == .comma
        else { return nil }
        return subject
    }

    mutating func readPassive(_ verb: VerbGroup) {
        let complement = complements.complement(after: verb.end, of: verb.classes)
        let agent = agent(after: verb.end)
        if let agent {
            let subject = subjects.subject(before: verb.start, from: lower)
            guard let subject,
                candidates.last.map({ $0.content.upperBound <= subject.lowerBound }) ?? true
            else { return }
            // In "was asked by a reporter whether …" the person who was asked said nothing.
            let clause = complements.complement(after: agent.upperBound, of: verb.classes)
            if let clause, clause.kind == .clause,
                let candidate = candidate(agent, verb.range, clause)
            {
                return candidates.append(candidate)
            }
            var pieces = [subject]
            if has(agent.upperBound) {
                pieces.append(agent.upperBound..<trimmed(range.upperBound, from: agent.upperBound))
            }
            pieces.removeAll(where: \.isEmpty)
            candidates.append(
                AttributionCandidate(
                    source: agent, cue: verb.range, pieces: pieces, form: .passive))
            return
        }
        guard let complement, complement.kind != .object else { return }
        guard var candidate = candidate(nil, verb.range, complement) else { return }
        candidate.form = .passive
        if complement.kind == .infinitive,
            let subject = subjects.subject(before: verb.start, from: lower)
        {
            candidate.pieces.insert(subject, at: 0)
        }
        add(leading: candidate, verb)
    }

    private func agent(after end: Int) -> Range<Int>? {
        guard has(end), tokens[end].is(.agent) else { return nil }
        return phrases.phrase(from: end + 1)
    }
}
