/// A word or a mark of punctuation of a text.
struct Token: Hashable, Sendable {
    enum Kind: UInt8, Sendable {
        case word, number, comma, stop, colon, dash, opening, closing, bracket, unbracket, line
        case other
    }

    let kind: Kind
    /// Places of the bytes, the end exclusive.
    let start: Int
    let end: Int
    let isCapital: Bool
    /// Stands within quotation marks that hold speech, not a name.
    var isQuoted = false
    var classes = WordClasses.none

    var isWordlike: Bool { kind == .word || kind == .number }

    func has(_ classes: WordClasses) -> Bool { self.classes.overlaps(classes) }
}
