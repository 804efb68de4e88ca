/// Joins what the sentences of a text say: quotations that continue, and speakers who continue.
struct Discourse {
    let tokens: SafeArray<AttributionToken>
    private(set) var candidates: [AttributionCandidate] = []
    /// Quotations whose speaker may still be named after them.
    private var pending: [Int] = []
    private var previous: Range<Int>?
    /// How many sentences there were before this one.
    private var count = 0
    /// Whether the previous sentence ended with a quotation that has an attribution.
    private var isOpen = false

    init(tokens: SafeArray<AttributionToken>) { self.tokens = tokens }

    mutating func add(_ found: [AttributionCandidate], in sentence: Range<Int>) {
        var found = found
        for index in found.indices { found[index].sentence = count }
        defer { (previous, count) = (sentence, count + 1) }
        if let quotes = quotations(sentence), found.isEmpty {
            return addFloating(quotes, sentence)
        }
        if !pending.isEmpty {
            if !found.isEmpty, found[0].isQuoted, isPlain(found[0].content.lowerBound, sentence),
                isDirectlyAfter(sentence)
            {
                found[0].pieces.insert(contentsOf: pending.map { $0..<$0 + 1 }, at: 0)
                pending.removeAll()
            } else {
                flush()
            }
        }
        candidates += found
        isOpen = found.last.map { $0.isQuoted || endsQuoted($0) } ?? false
    }

    /// Adds a sentence of quotations alone, which belong to the last speaker.
    private mutating func addFloating(_ quotes: [Int], _ sentence: Range<Int>) {
        let isNew = tokens[sentence.lowerBound].shape.contains(.first)
        let goesOn = candidates.last.map { isUnclosed($0) } ?? false
        if isOpen, !isNew || goesOn, let last = candidates.indices.last {
            candidates[last].pieces += quotes.map { $0..<$0 + 1 }
        } else if let last = quotes.last, tokens[last].shape.contains(.unclosed) {
            // The last paragraph of the quotation may still name the speaker.
            pending += quotes
        } else if isOpen, let source = candidates.last?.source {
            candidates.append(floating(pending + quotes, source))
            pending.removeAll()
        } else {
            pending += quotes
        }
    }

    private func floating(_ quotes: [Int], _ source: Range<Int>?) -> AttributionCandidate {
        var candidate = AttributionCandidate(
            source: source, cue: nil, pieces: quotes.map { $0..<$0 + 1 }, form: .continuation,
            isQuoted: true)
        candidate.isSaid = candidates.last?.isSaid ?? false
        candidate.isNamed = candidates.last?.isNamed ?? false
        candidate.sentence = count
        return candidate
    }

    /// Whether the quotation is not closed in its own paragraph.
    private func isUnclosed(_ candidate: AttributionCandidate) -> Bool {
        guard let last = candidate.pieces.last else { return false }
        return tokens[last.upperBound - 1].shape.contains(.unclosed)
    }

    private mutating func flush() {
        if isOpen, let source = candidates.last?.source {
            candidates.append(floating(pending, source))
        }
        pending.removeAll()
    }

    private func isDirectlyAfter(_ sentence: Range<Int>) -> Bool {
        let isNew = tokens[sentence.lowerBound].shape.contains(.first)
        return !isNew || pending.last.map { tokens[$0].shape.contains(.unclosed) } == true
    }

    /// Whether the last words before the source are quoted, even if the others are not.
    private func endsQuoted(_ candidate: AttributionCandidate) -> Bool {
        candidate.isTrailing && tokens[candidate.content.upperBound - 1].kind == .quote
    }

    private func isPlain(_ start: Int, _ sentence: Range<Int>) -> Bool {
        start == sentence.lowerBound
    }

    /// The quotations of a sentence that consists only of quotations; otherwise nil.
    private func quotations(_ sentence: Range<Int>) -> [Int]? {
        var quotes: [Int] = []
        for index in sentence {
            switch tokens[index].kind {
            case .quote: quotes.append(index)
            case .stop, .comma, .dash: break
            default: return nil
            }
        }
        return quotes.isEmpty || quotes.allSatisfy { tokens[$0].shape.contains(.brief) }
            ? nil : quotes
    }
}
