/// A cue verb with its auxiliaries, negations and adverbs.
struct VerbGroup: Sendable {
    let index: Int
    let start: Int
    let end: Int
    let classes: WordClass
    let isPassive: Bool
    let isGerund: Bool
    /// Whether nothing before "to" makes the verb finite: "took the floor to say".
    let isInfinitive: Bool

    var range: Range<Int> { start..<end }

    /// - Returns: nil if the word is a participle without an auxiliary.
    init?(at index: Int, tokens: SafeArray<AttributionToken>, range: Range<Int>) {
        let classes = tokens[index].classes
        var start = index
        var isPassive = false
        var hasAuxiliary = false
        var isProgressive = false
        var isInfinitive = false
        if start > range.lowerBound, tokens[start - 1].is(.infinitiveMarker),
            !tokens[start - 1].is(.determiner)
        {
            start = Self.catenative(before: start - 1, tokens, range) ?? start - 1
            isInfinitive = start == index - 1
        }
        while start > range.lowerBound {
            let token = tokens[start - 1]
            guard token.kind == .word,
                token.is([.auxiliary, .negation]) || (token.is(.adverb) && !token.is(.coordinator))
            else { break }
            if token.is(.auxiliary) {
                hasAuxiliary = true
                if token.is(.passive) { isPassive = true }
            }
            start -= 1
        }
        // A reflexive is not a passive: "s'est exclamé".
        if start > range.lowerBound, tokens[start - 1].is(.reflexive) {
            isPassive = false
            start -= 1
        }
        if classes.has(.stative) {
            guard isPassive || !classes.isDisjoint(with: .past) else { return nil }
            isPassive = false
        }
        if classes.has(.gerund), isPassive { (isProgressive, isPassive) = (true, false) }
        if classes.has(.participle), !hasAuxiliary {
            guard Self.hasAuxiliary(before: start, tokens, range) else { return nil }
        }
        // Adverbs at the beginning of a sentence belong to the whole sentence.
        while start < index, !hasAuxiliary, tokens[start].is(.adverb), start == range.lowerBound {
            start += 1
        }
        self.index = index
        self.start = start
        end = index + 1
        self.classes = classes
        self.isPassive = isPassive
        self.isInfinitive = isInfinitive
        isGerund = classes.has(.gerund) && !isProgressive
    }

    private static func catenative(
        before marker: Int, _ tokens: SafeArray<AttributionToken>, _ range: Range<Int>
    ) -> Int? {
        guard marker > range.lowerBound else { return nil }
        if tokens[marker - 1].is(.catenative) { return marker - 1 }
        guard marker > range.lowerBound + 1, tokens[marker - 1].is(.particle),
            tokens[marker - 2].is(.catenative)
        else { return nil }
        return marker - 2
    }

    /// Whether an auxiliary stands further back, separated from its participle by other words.
    private static func hasAuxiliary(
        before start: Int, _ tokens: SafeArray<AttributionToken>, _ range: Range<Int>
    )
        -> Bool
    {
        var index = start - 1
        while index >= range.lowerBound, start - index <= 14 {
            if tokens[index].is(.auxiliary) { return true }
            if tokens[index].kind == .quote || tokens[index].kind == .semicolon { return false }
            index -= 1
        }
        return false
    }
}
