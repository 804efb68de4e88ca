/// A word or a punctuation mark of a text.
struct Token: Hashable, Sendable {
    enum Kind: UInt8, Sendable {
        case word, number, comma, stop, colon, dash, opening, closing, bracket, unbracket, line
        case other
    }

    let kind: Kind
    /// The places of its bytes; `end` is exclusive.
    let start: Int
    let end: Int
    let isCapital: Bool
    /// Whether it stands within quotation marks that hold speech and not a name.
    var isQuoted = false
    var classes = WordClasses.none

    var isWordlike: Bool { kind == .word || kind == .number }

    func has(_ classes: WordClasses) -> Bool { self.classes.overlaps(classes) }
}
