// Finds in the sentence what makes it doubtful that the words were spoken.
extension Utterance {
    /// Whether the sentence says that it was said, and not that it was not, may be or will be.
    func isAsserted(_ candidate: AttributionCandidate, _ cue: Range<Int>) -> Bool {
        let own = tokens[cue]
        if own.contains(where: { $0.is([.modal, .negation]) }) { return false }
        // In "hieß es" and "gibt es" the subject is the pronoun.
        if let source = candidate.source, source.upperBound <= cue.lowerBound,
            range.contains(cue.upperBound), tokens[cue.upperBound].is(.expletive),
            !candidate.pieces.contains(where: { $0.contains(cue.upperBound) })
        {
            return false
        }
        if own.first?.is(.infinitiveMarker) == true, own.first?.is(.determiner) == false {
            return false
        }
        guard !isInverted(candidate, cue) else { return false }
        guard !isDoubted(from: cue.upperBound, by: 1, candidate) else { return false }
        let first = min(candidate.source?.lowerBound ?? cue.lowerBound, cue.lowerBound)
        return !isDoubted(from: cue.lowerBound - 1, by: -1, candidate) && !isConditional(first)
    }

    /// Whether the subject follows, in a language whose verb is second, so that what comes before is
    /// none: "Den Plan nannte | Doe teuer".
    func isInverted(_ candidate: AttributionCandidate, _ cue: Range<Int>) -> Bool {
        guard lexicon.isVerbSecond, let source = candidate.source,
            source.upperBound <= cue.lowerBound, range.contains(cue.upperBound),
            !candidate.pieces.contains(where: { $0.contains(cue.upperBound) })
        else { return false }
        let next = tokens[cue.upperBound]
        if next.is(.subject), !next.is(.determiner) { return true }
        return next.kind == .word && next.isCapital && next.classes.isEmpty
    }

    /// Whether the words beside the cue, up to the clause's end, make it a plan or deny it.
    func isDoubted(
        from start: Int, by step: Int, _ candidate: AttributionCandidate
    ) -> Bool {
        var index = start
        while range.contains(index) {
            let token = tokens[index]
            if candidate.source?.contains(index) == true {
                index += step
                continue
            }
            if candidate.pieces.contains(where: { $0.contains(index) }) { return false }
            guard token.isWord || token.kind == .bracket else { return false }
            if token.is([.complementizer, .relative]), !token.is(.determiner) { return false }
            if token.is([.modal, .negation]) { return true }
            // A passive tells of words that are nobody's: "wurde oft behauptet".
            if lexicon.isVerbSecond, token.is(.passive) { return true }
            index += step
        }
        return false
    }

    /// Whether a condition begins at the words that attribute: "if the minister says that".
    func isConditional(_ first: Int) -> Bool {
        var index = first - 1
        while range.contains(index), tokens[index].is([.adverb, .time]) { index -= 1 }
        return range.contains(index) && tokens[index].is(.condition)
    }

    /// Whether the narrator asks, so that it is open whether it was said.
    func asks(_ candidate: AttributionCandidate) -> Bool {
        let first = tokens[range.lowerBound]
        // "Why did nobody write: …": the verb follows the question word.
        if first.is(.question), !first.is([.asWord, .subordinator]),
            candidate.cue?.lowerBound == range.lowerBound + 1
        {
            return true
        }
        return !candidate.isQuoted && range.upperBound < tokens.count
            && tokens[range.upperBound].shape.contains(.asks)
    }
}
