/// Removes the classes that a capitalised word inside a sentence has only in lower case.
///
/// "Will", "May" and "State" are names there, unless the whole line is capitalised.
enum Capitals {
    private static let kept: WordClass = [.determiner, .title, .time, .subject, .recipient]

    static func masked(
        _ units: SafeArray<AttributionToken>, _ sentences: [Range<Int>], lexicon: Lexicon
    )
        -> SafeArray<AttributionToken>
    {
        var units = units
        for sentence in sentences where !isTitleCase(units[sentence]) {
            var previous: AttributionToken.Kind?
            for index in sentence {
                let kind = units[index].kind
                // After a colon or a quotation, a capital may begin a clause.
                let isInner =
                    previous != nil && previous != .colon && previous != .quote
                    && previous != .dash
                if kind == .word, isInner, units[index].isCapital {
                    units[index].classes.formIntersection(kept)
                }
                if kind != .bracket { previous = kind }
            }
        }
        return units
    }

    private static func isTitleCase(_ sentence: ArraySlice<AttributionToken>) -> Bool {
        guard sentence.first?.shape.contains(.first) == true else { return false }
        var capitals = 0
        var words = 0
        for unit in sentence where unit.kind == .word {
            words += 1
            if unit.isCapital { capitals += 1 }
        }
        return words >= 3 && words <= 30 && capitals * 3 >= words * 2
    }
}
