/// Cuts tokens into sentences, keeping a quotation together with what attributes it.
struct SentenceCutter {
    private let units: SafeArray<AttributionToken>
    private let lexicon: Lexicon

    /// In tokens; longer sentences are cut, because reading a sentence takes more than linear time.
    private static let longest = 400

    /// The ranges of the sentences in tokens, in order and without gaps.
    static func ranges(_ units: SafeArray<AttributionToken>, lexicon: Lexicon) -> [Range<Int>] {
        let cutter = SentenceCutter(units: units, lexicon: lexicon)
        var ranges: [Range<Int>] = []
        var start = 0
        for index in units.indices
        where cutter.ends(after: index, from: start) || index - start >= longest {
            ranges.append(start..<index + 1)
            start = index + 1
        }
        return ranges
    }

    private init(units: SafeArray<AttributionToken>, lexicon: Lexicon) {
        self.units = units
        self.lexicon = lexicon
    }

    private func ends(after index: Int, from start: Int) -> Bool {
        guard index + 1 < units.count else { return true }
        let next = units[index + 1]
        if next.shape.contains(.first) { return true }
        let unit = units[index]
        switch unit.kind {
        case .stop: return begins(next) && next.kind != .close
        case .quote where unit.shape.contains(.stopped):
            return begins(next) && !isAttributed(index)
        case .word where unit.shape.contains(.abbreviation):
            return next.isCapital && next.is([.determiner, .subject]) && !unit.is(.title)
        case .bracket: return index == start && begins(next)
        case .close: return false
        default: return false
        }
    }

    private func begins(_ unit: AttributionToken) -> Bool {
        switch unit.kind {
        case .word: unit.isCapital
        case .number, .open, .bracket: true
        case .quote: true
        default: false
        }
    }

    /// Whether the words after the quotation only name a speaker and a cue: "No!" Smith said.
    private func isAttributed(_ quote: Int) -> Bool {
        var place = quote + 1
        let limit = min(units.count, quote + 10)
        while place < limit {
            let unit = units[place]
            if unit.kind == .comma, place > quote + 1 {
                place += 1
                continue
            }
            guard unit.isWord || unit.kind == .bracket, !unit.shape.contains(.first) else {
                return false
            }
            if unit.is(.quotative), !unit.is(.gerund), place > quote + 1 {
                return isLast(place)
            }
            let isName =
                unit.isCapital || unit.kind != .word || unit.is([.determiner, .link, .adverb])
                || unit.classes.isEmpty
            guard isName || unit.is([.auxiliary, .title]) else { return false }
            place += 1
        }
        return false
    }

    /// Whether no complement follows the cue.
    private func isLast(_ cue: Int) -> Bool {
        guard cue + 1 < units.count else { return true }
        let next = units[cue + 1]
        if units[cue].is(.tells), !next.is(.complementizer) { return true }
        if next.kind == .stop || next.kind == .comma || next.shape.contains(.first) { return true }
        return next.is([.time, .recipient, .preposition]) && !next.is(.complementizer)
    }
}
