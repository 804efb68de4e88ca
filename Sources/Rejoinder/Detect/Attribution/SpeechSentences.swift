/// The sentences of a text, each together with the words that attribute the quotation it ends with.
struct SpeechSentences {
    private let tokens: SafeArray<AttributionToken>

    /// In tokens; longer sentences are cut, because reading a sentence takes more than linear time.
    private static let longest = 400

    /// The ranges of the sentences in tokens, in order and without gaps.
    static func ranges(_ tokens: SafeArray<AttributionToken>) -> [Range<Int>] {
        let sentences = SpeechSentences(tokens: tokens)
        var ranges: [Range<Int>] = []
        var start = 0
        for index in tokens.indices
        where sentences.ends(after: index, from: start) || index - start >= longest {
            ranges.append(start..<index + 1)
            start = index + 1
        }
        return ranges
    }

    private init(tokens: SafeArray<AttributionToken>) { self.tokens = tokens }

    private func ends(after index: Int, from start: Int) -> Bool {
        guard index + 1 < tokens.count else { return true }
        let next = tokens[index + 1]
        if next.shape.contains(.first) { return true }
        let begins = next.shape.contains(.startsSentence)
        switch tokens[index].kind {
        // Its stop is inside of it, perhaps with a blank before the mark.
        case .quote where tokens[index].shape.contains(.stopped):
            return (begins || mayBegin(next)) && !isAttributed(index)
        // What is said in a dialogue begins after a dash.
        case .stop: return begins || next.kind == .quote
        // "(AP) The minister": the parenthesis belongs to no sentence.
        case .bracket: return begins || index == start && mayBegin(next)
        default: return begins
        }
    }

    private func mayBegin(_ token: AttributionToken) -> Bool {
        switch token.kind {
        case .word: token.isCapital
        case .number, .open, .bracket, .quote: true
        default: false
        }
    }

    /// Whether the words after the quotation only name a speaker and a cue: "No!" Smith said.
    private func isAttributed(_ quote: Int) -> Bool {
        var place = quote + 1
        let limit = min(tokens.count, quote + 10)
        while place < limit {
            let token = tokens[place]
            if token.kind == .comma, place > quote + 1 {
                place += 1
                continue
            }
            guard token.isWord || token.kind == .bracket, !token.shape.contains(.first) else {
                return false
            }
            if token.is(.quotative), !token.is(.gerund), place > quote + 1 {
                return isLast(place)
            }
            let isName =
                token.isCapital || token.kind != .word || token.is([.determiner, .link, .adverb])
                || token.classes.isEmpty
            guard isName || token.is([.auxiliary, .title]) else { return false }
            place += 1
        }
        return false
    }

    /// Whether no complement follows the cue.
    private func isLast(_ cue: Int) -> Bool {
        guard cue + 1 < tokens.count else { return true }
        let next = tokens[cue + 1]
        if tokens[cue].is(.tells), !next.is(.complementizer) { return true }
        if next.kind == .stop || next.kind == .comma || next.shape.contains(.first) { return true }
        return next.is([.time, .recipient, .preposition]) && !next.is(.complementizer)
    }
}
