/// A word, a mark, or a whole quotation of a text.
struct AttributionToken: Sendable {
    enum Kind: UInt8, Sendable {
        case word, number, comma, stop, colon, semicolon, dash, mark, open, close, other
        /// A quotation with its marks, treated as one token.
        case quote
        /// A short parenthesis, treated as one token.
        case bracket
    }

    var kind: Kind
    /// The offset of the first byte, in UTF-8 bytes.
    var start: Int32
    var end: Int32
    var classes: WordClass = []
    var hash: UInt64 = 0
    var shape: Shape = []

    struct Shape: OptionSet, Sendable {
        let rawValue: UInt16
        /// A space, or nothing, stands before it.
        static let afterBlank = Shape(rawValue: 1)
        /// A space, or nothing, follows it.
        static let beforeBlank = Shape(rawValue: 2)
        /// It is the first token of a paragraph.
        static let first = Shape(rawValue: 4)
        static let capital = Shape(rawValue: 8)
        static let startsSentence = Shape(rawValue: 16)
        static let possessive = Shape(rawValue: 32)
        /// It is an abbreviation with its full stop.
        static let abbreviation = Shape(rawValue: 64)
        // The rest describe quotations.
        /// The quotation ends with a full stop, or the like, inside its marks.
        static let stopped = Shape(rawValue: 128)
        /// The quotation ends with a comma or a dash inside its marks.
        static let continued = Shape(rawValue: 256)
        /// The quotation is a few words: a title, a nickname, a word kept at a distance.
        static let brief = Shape(rawValue: 512)
        /// The quotation ends with a question mark or an exclamation mark.
        static let exclaimed = Shape(rawValue: 1024)
        /// The quotation continues in the first quotation of the next paragraph.
        static let unclosed = Shape(rawValue: 2048)
        /// The quotation is dialogue that a dash opens.
        static let dashed = Shape(rawValue: 4096)
        /// A quotation mark follows that has no partner.
        static let unpaired = Shape(rawValue: 16384)
        /// It is a stop that ends a question.
        static let asks = Shape(rawValue: 8192)
    }

    var bytes: Range<Int> { Int(start)..<Int(end) }
    var isWord: Bool { kind == .word || kind == .number }
    func `is`(_ any: WordClass) -> Bool { classes.has(any) }
    var isCapital: Bool { shape.contains(.capital) }
}

extension AttributionToken: SafeElement {
    /// Has no class, and ends whatever is being read.
    static let outside = AttributionToken(kind: .stop, start: 0, end: 0)
}
