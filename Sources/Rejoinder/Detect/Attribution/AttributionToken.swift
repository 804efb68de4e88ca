/// A word, a mark, or a whole quotation of a text.
struct AttributionToken: Sendable {
    enum Kind: UInt8, Sendable {
        case word, number, comma, stop, colon, semicolon, dash, mark, open, close, other
        /// A quotation with its marks, seen as one.
        case quote
        /// A short parenthesis, seen as one.
        case bracket
    }

    var kind: Kind
    /// In UTF-8 bytes.
    var start: Int32
    var end: Int32
    var classes: WordClass = []
    var hash: UInt64 = 0
    var shape: Shape = []

    struct Shape: OptionSet, Sendable {
        let rawValue: UInt16
        /// Blank or nothing stands before it.
        static let afterBlank = Shape(rawValue: 1)
        /// Blank or nothing follows it.
        static let beforeBlank = Shape(rawValue: 2)
        /// First of a paragraph.
        static let first = Shape(rawValue: 4)
        static let capital = Shape(rawValue: 8)
        static let allCapitals = Shape(rawValue: 16)
        static let possessive = Shape(rawValue: 32)
        /// An abbreviation with its stop.
        static let abbreviation = Shape(rawValue: 64)
        // Of quotations:
        /// Ends with a stop inside its marks.
        static let stopped = Shape(rawValue: 128)
        /// Ends with a comma or a dash inside its marks.
        static let continued = Shape(rawValue: 256)
        /// A few words: a title, a nickname, a word kept at a distance.
        static let brief = Shape(rawValue: 512)
        /// Ends with a question mark or an exclamation mark.
        static let exclaimed = Shape(rawValue: 1024)
        /// Goes on in the next paragraph's first quotation.
        static let unclosed = Shape(rawValue: 2048)
        /// Dialogue that a dash opens.
        static let dashed = Shape(rawValue: 4096)
    }

    var bytes: Range<Int> { Int(start)..<Int(end) }
    var isWord: Bool { kind == .word || kind == .number }
    func `is`(_ any: WordClass) -> Bool { classes.has(any) }
    var isCapital: Bool { shape.contains(.capital) }
}
