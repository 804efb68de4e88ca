/// A run of text between two borders of blocks.
struct TextBlock {
    enum Kind { case paragraph, heading, listItem, quotation, cell, preformatted, caption }

    /// The innermost block element around it, by its index in the tree.
    let element: Int
    /// Its first text node.
    let start: Int
    let kind: Kind
    /// The row of a table that it stands in, or -1.
    let row: Int
    /// In the collected text, in bytes.
    var range: Range<Int>
    /// In letters; an ideograph counts for two.
    var length = 0
    /// Of the length, how much is inside of links.
    var linked = 0
    /// Of the length, how much is bold.
    var bold = 0
    /// Of the length, how much is code.
    var code = 0
    /// Whether its first letter is inside of a link.
    var beginsLinked = false
    /// The last letter, in ASCII; a sentence's end of another script is a full stop.
    var last: UInt8 = 0
    var commas = 0

    var linkShare: Double { length == 0 ? 0 : Double(linked) / Double(length) }

    /// Ends as a sentence does.
    var isSentence: Bool {
        switch last {
        case 0x2E, 0x21, 0x3F, 0x22, 0x29, 0x3A, 0x3B, 0x27, 0x2C: true
        default: false
        }
    }

    /// Prose, beyond doubt.
    var isProse: Bool {
        guard kind != .heading, kind != .caption else { return false }
        // A line that is bold as a whole is a heading by looks.
        guard bold < length || isSentence else { return false }
        if linkShare < 0.34 { return length >= 80 || (length >= 40 && isSentence) }
        // Where links are strewn over much text, they are references; a teaser begins with its link.
        return !beginsLinked && isSentence && linkShare < 0.6 && length - linked >= 120
    }
}
