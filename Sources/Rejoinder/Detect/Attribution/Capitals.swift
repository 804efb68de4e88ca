/// Removes the classes that a capitalised word inside a sentence has only in lower case.
///
/// "Will", "May" and "State" are names there, unless the whole line is capitalised.
enum Capitals {
    private static let kept: WordClass = [.determiner, .title, .time, .subject, .recipient, .reply]

    static func masked(
        _ tokens: SafeArray<AttributionToken>, _ sentences: [Range<Int>], lexicon: Lexicon
    )
        -> SafeArray<AttributionToken>
    {
        var tokens = tokens
        for sentence in sentences where !isTitleCase(tokens[sentence]) {
            var previous: AttributionToken.Kind?
            for index in sentence {
                let kind = tokens[index].kind
                // After a colon or a quotation, a capital may begin a clause.
                let isInner =
                    previous != nil && previous != .colon && previous != .quote
                    && previous != .dash
                if kind == .word, isInner, tokens[index].isCapital {
                    tokens[index].classes.formIntersection(kept)
                }
                if kind != .bracket { previous = kind }
            }
        }
        return tokens
    }

    private static func isTitleCase(_ sentence: ArraySlice<AttributionToken>) -> Bool {
        guard sentence.first?.shape.contains(.first) == true else { return false }
        var capitals = 0
        var words = 0
        for token in sentence where token.kind == .word {
            words += 1
            if token.isCapital { capitals += 1 }
        }
        return words >= 3 && words <= 30 && capitals * 3 >= words * 2
    }
}
