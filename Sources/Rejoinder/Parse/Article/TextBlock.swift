/// A run of text between two block borders.
struct TextBlock {
    enum Kind { case paragraph, heading, listItem, quotation, cell, preformatted, caption }

    /// The innermost block element around the text, as an index into the tree.
    let element: Int
    /// Its first text node.
    let start: Int
    let kind: Kind
    /// The table row that contains it, or -1.
    let row: Int
    /// Its bytes in the collected text.
    var range: Range<Int>
    /// The number of letters; an ideograph counts as two.
    var length = 0
    /// How much of the length is inside links.
    var linked = 0
    /// How much of the length is bold.
    var bold = 0
    /// How much of the length is code.
    var code = 0
    /// Whether its first letter is inside a link.
    var beginsLinked = false
    /// The last letter, in ASCII; another script's sentence end becomes a full stop.
    var last: UInt8 = 0
    var commas = 0

    var linkShare: Double { length == 0 ? 0 : Double(linked) / Double(length) }

    /// Whether it ends as a sentence does.
    var isSentence: Bool {
        switch last {
        case 0x2E, 0x21, 0x3F, 0x22, 0x29, 0x3A, 0x3B, 0x27, 0x2C: true
        default: false
        }
    }

    /// Whether it is certainly prose.
    var isProse: Bool {
        guard kind != .heading, kind != .caption else { return false }
        // A line that is all bold looks like a heading.
        guard bold < length || isSentence else { return false }
        if linkShare < 0.34 { return length >= 80 || (length >= 40 && isSentence) }
        // Links spread over much text are references, but a teaser begins with its link.
        return !beginsLinked && isSentence && linkShare < 0.6 && length - linked >= 120
    }
}
