/// Joins what the sentences of a text say: quotations that continue, and speakers who continue.
struct Discourse {
    let units: SafeArray<AttributionToken>
    private(set) var drafts: [AttributionCandidate] = []
    /// Quotations whose speaker may still be named after them.
    private var pending: [Int] = []
    private var previous: Range<Int>?
    /// Whether the previous sentence ended with a quotation that has an attribution.
    private var isOpen = false

    init(units: SafeArray<AttributionToken>) { self.units = units }

    mutating func add(_ found: [AttributionCandidate], in sentence: Range<Int>) {
        var found = found
        defer { previous = sentence }
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
        drafts += found
        isOpen = found.last.map { $0.isQuoted || endsQuoted($0) } ?? false
    }

    /// Adds a sentence of quotations alone, which belong to the last speaker.
    private mutating func addFloating(_ quotes: [Int], _ sentence: Range<Int>) {
        let isNew = units[sentence.lowerBound].shape.contains(.first)
        let goesOn = drafts.last.map { isUnclosed($0) } ?? false
        if isOpen, !isNew || goesOn, let last = drafts.indices.last {
            drafts[last].pieces += quotes.map { $0..<$0 + 1 }
        } else if let last = quotes.last, units[last].shape.contains(.unclosed) {
            // The last paragraph of the quotation may still name the speaker.
            pending += quotes
        } else if isOpen, let source = drafts.last?.source {
            drafts.append(floating(pending + quotes, source))
            pending.removeAll()
        } else {
            pending += quotes
        }
    }

    private func floating(_ quotes: [Int], _ source: Range<Int>?) -> AttributionCandidate {
        AttributionCandidate(
            source: source, cue: nil, pieces: quotes.map { $0..<$0 + 1 }, isQuoted: true)
    }

    /// Whether the quotation is not closed in its own paragraph.
    private func isUnclosed(_ draft: AttributionCandidate) -> Bool {
        guard let last = draft.pieces.last else { return false }
        return units[last.upperBound - 1].shape.contains(.unclosed)
    }

    private mutating func flush() {
        if isOpen, let source = drafts.last?.source { drafts.append(floating(pending, source)) }
        pending.removeAll()
    }

    private func isDirectlyAfter(_ sentence: Range<Int>) -> Bool {
        let isNew = units[sentence.lowerBound].shape.contains(.first)
        return !isNew || pending.last.map { units[$0].shape.contains(.unclosed) } == true
    }

    /// Whether the last words before the source are quoted, even if the others are not.
    private func endsQuoted(_ draft: AttributionCandidate) -> Bool {
        draft.isTrailing && units[draft.content.upperBound - 1].kind == .quote
    }

    private func isPlain(_ start: Int, _ sentence: Range<Int>) -> Bool {
        start == sentence.lowerBound
    }

    /// The quotations of a sentence that consists only of quotations; otherwise nil.
    private func quotations(_ sentence: Range<Int>) -> [Int]? {
        var quotes: [Int] = []
        for index in sentence {
            switch units[index].kind {
            case .quote: quotes.append(index)
            case .stop, .comma, .dash: break
            default: return nil
            }
        }
        return quotes.isEmpty || quotes.allSatisfy { units[$0].shape.contains(.brief) }
            ? nil : quotes
    }
}
