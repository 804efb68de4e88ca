/// A word, a number or a mark of a text.
struct Token: Sendable {
    enum Kind: UInt8, Sendable {
        case word, number, comma, stop, colon, semicolon, dash
        /// A hyphen that joins the tokens on both sides.
        case hyphen
        /// A quotation mark, or an apostrophe that is in no word.
        case quotation
        case opening, closing
        case other
    }

    struct Flags: OptionSet, Sendable {
        let rawValue: UInt16
        /// A blank stands before it, or nothing.
        static let afterBlank = Flags(rawValue: 1)
        static let startsParagraph = Flags(rawValue: 2)
        static let startsSentence = Flags(rawValue: 4)
        static let capital = Flags(rawValue: 8)
        /// The full stop of an abbreviation; or a word that ends with its own.
        static let abbreviation = Flags(rawValue: 16)
        /// The address of a page, a mailbox or an account.
        static let address = Flags(rawValue: 32)
        /// A short word that ends with an apostrophe, which joins it to the next: "l'".
        static let elided = Flags(rawValue: 64)
        /// All of its bytes are ASCII.
        static let isASCII = Flags(rawValue: 128)
    }

    var kind: Kind
    var flags: Flags
    /// The place of its first byte.
    var start: Int32
    /// The place after its last byte.
    var end: Int32

    init(_ kind: Kind, _ range: Range<Int>, _ flags: Flags = []) {
        self.kind = kind
        self.flags = flags
        start = Int32(truncatingIfNeeded: range.lowerBound)
        end = Int32(truncatingIfNeeded: range.upperBound)
    }

    var bytes: Range<Int> { Int(start)..<Int(end) }
    var isWord: Bool { kind == .word || kind == .number }
    var isCapital: Bool { flags.contains(.capital) }
    func has(_ flag: Flags) -> Bool { flags.contains(flag) }
}

extension Token: SafeElement {
    /// Ends whatever is being read.
    static let outside = Token(.stop, 0..<0, .startsParagraph)
}

extension Token {
    /// The end without the full stop or the apostrophe that belongs to the word.
    func bareEnd(in bytes: SafeArray<UInt8>) -> Int {
        let end = Int(end)
        if has(.elided) {
            // A plain apostrophe has one byte, the others two or three.
            var place = end - 1
            while place > Int(start), bytes[place] & 0xC0 == 0x80 { place -= 1 }
            return place
        }
        return kind == .word && has(.abbreviation) && bytes[end - 1] == 0x2E ? end - 1 : end
    }
}
