/// Tells what somebody refused to say from what somebody said.
///
/// The words after "declined to" or "would not say whether" are the narrator's: the source never
/// said them.
enum Refusal {
    static func isOne(
        _ candidate: AttributionCandidate, _ tokens: SafeArray<AttributionToken>
    ) -> Bool {
        guard let cue = candidate.cue else { return false }
        if tokens[cue].contains(where: { $0.is(.refusal) }) { return true }
        return isRefused(cue, tokens) || isLeftOpen(candidate, cue, tokens)
            || isNoReply(candidate.content, tokens)
    }

    /// Whether the content is that there is none: "gab keinen Kommentar ab".
    private static func isNoReply(
        _ content: Range<Int>, _ tokens: SafeArray<AttributionToken>
    ) -> Bool {
        let beginning = tokens[content].prefix(4)
        return beginning.first?.is(.refusal) == true && beginning.contains { $0.is(.reply) }
    }

    /// Whether the cue is what a verb before it refuses: "refused to say", "a refusé de dire".
    private static func isRefused(_ cue: Range<Int>, _ tokens: SafeArray<AttributionToken>) -> Bool
    {
        var index = cue.lowerBound
        var isInfinitive = tokens[cue].contains { $0.is(.infinitiveMarker) }
        while index > 0, cue.lowerBound - index < farthest {
            index -= 1
            let token = tokens[index]
            if token.is(.refusal) { return true }
            if token.is(.infinitiveMarker) { isInfinitive = true }
            // In "refused, said the mayor" the comma separates two verbs.
            guard token.is(passed) || (token.kind == .comma && isInfinitive) else { return false }
        }
        return false
    }

    /// How many words may stand between the two verbs.
    private static let farthest = 5
    private static let passed: WordClass = [
        .infinitiveMarker, .adverb, .time, .reflexive, .pronoun, .particle, .preposition,
        .negation, .expletive,
    ]

    /// Whether a question stays open: "did not say when", "would not confirm whether".
    private static func isLeftOpen(
        _ candidate: AttributionCandidate, _ cue: Range<Int>, _ tokens: SafeArray<AttributionToken>
    ) -> Bool {
        guard tokens[cue].contains(where: { $0.is(.negation) }),
            tokens[cue].contains(where: { $0.is(.quotative) }), !candidate.isQuoted,
            candidate.content.lowerBound >= cue.upperBound
        else { return false }
        // A preposition may come first: "would not say in which year".
        return tokens[candidate.content].prefix(2).contains { $0.is(.question) }
    }
}
