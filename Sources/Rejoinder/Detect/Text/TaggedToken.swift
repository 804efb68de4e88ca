/// A word or a mark of a passage, with the classes that its language gives it.
struct TaggedToken: Hashable, Sendable {
    enum Kind: UInt8, Sendable {
        case word, number, comma, stop, colon, dash, opening, closing, bracket, unbracket, other
    }

    let kind: Kind
    /// The places of its bytes; `end` is exclusive.
    let start: Int
    let end: Int
    /// The end without the full stop that belongs to the word.
    let bareEnd: Int
    let isCapital: Bool
    let startsParagraph: Bool
    /// Whether it stands within quotation marks that hold speech and not a name.
    var isQuoted = false
    var classes = WordClasses.none

    var isWordlike: Bool { kind == .word || kind == .number }

    func has(_ classes: WordClasses) -> Bool { self.classes.overlaps(classes) }
}

extension TaggedToken {
    init(_ word: Token, _ kind: Kind, in bytes: SafeArray<UInt8>) {
        self.kind = kind
        start = Int(word.start)
        bareEnd = word.bareEnd(in: bytes)
        end = word.has(.elided) ? bareEnd : Int(word.end)
        isCapital = word.isCapital
        startsParagraph = word.has(.startsParagraph)
    }
}

extension TaggedToken: SafeElement {
    /// Has no class, and ends whatever is being read.
    static let outside = TaggedToken(Token.outside, .stop, in: [])
}
