import Markup

/// The text of HTML as a person reads it: one block a line.
///
/// A paragraph, a list item, a quotation, a heading and a table row are blocks, and `<br>` ends
/// one. Runs of blanks become one blank. Scripts, styles, comments and the like are left out.
package enum PlainText {
    /// Raised when the same HTML comes to be read as different text.
    package static let version = 1

    /// The text of a fragment; the time is linear in the fragment's length.
    package static func text(ofHTML html: String) -> String {
        let bytes = Array(html.utf8)
        return text(ofHTML: bytes, bytes.indices)
    }

    static func text(ofHTML bytes: [UInt8], _ range: Range<Int>) -> String {
        var writer = LineWriter()
        var tokenizer = HTMLTokenizer(bytes, range)
        /// The hidden element that is open, and how many elements of its name are open inside.
        var hidden: (name: HTMLName, depth: Int)?
        while let token = tokenizer.next() {
            let name = tokenizer.name
            if let (outer, depth) = hidden {
                guard token != .text, name == outer else { continue }
                let inner = depth + (token == .endTag ? -1 : tokenizer.isSelfClosing ? 0 : 1)
                hidden = inner > 0 ? (outer, inner) : nil
                continue
            }
            switch token {
            case .text:
                writer.write(bytes, tokenizer.range, hasReferences: tokenizer.hasReferences)
            case .startTag where name.isHidden && !tokenizer.isSelfClosing: hidden = (name, 1)
            default: writer.pass(name)
            }
        }
        return writer.text
    }

    /// Plain text with its blanks collapsed; lines remain lines.
    package static func collapsed(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var writer = LineWriter()
        var start = 0
        while start < bytes.count {
            let end = ByteSearch.first(0x0A, in: bytes, start..<bytes.count)
            writer.write(bytes, start..<end, hasReferences: false)
            writer.endLine()
            start = end + 1
        }
        return writer.text
    }

    /// The text on one line, for titles and names.
    package static func oneLine(_ text: String) -> String {
        ByteSearch.contains(0x0A, in: text) ? text.replacing("\n", with: " ") : text
    }
}

/// Collects text into lines.
struct LineWriter {
    private var out: [UInt8] = []
    private var isBlankDue = false
    private var isAtStart = true

    var text: String {
        String(decoding: out.last == 0x0A ? out.dropLast() : out[...], as: UTF8.self)
    }

    /// Passes the start or the end of an element.
    mutating func pass(_ name: HTMLName) {
        if name.isBlock {
            endLine()
        } else if name == .td || name == .th || name == .img {
            isBlankDue = true
        }
    }

    mutating func endLine() {
        if !isAtStart { out.append(0x0A) }
        isAtStart = true
        isBlankDue = false
    }

    mutating func write(_ bytes: [UInt8], _ range: Range<Int>, hasReferences: Bool) {
        guard hasReferences else { return write(bytes, range) }
        var start = range.lowerBound
        var mark = ByteSearch.first(0x26, in: bytes, range)
        while mark < range.upperBound {
            var next = mark + 1
            if let (text, end) = HTMLReference.read(bytes, at: mark, end: range.upperBound) {
                write(bytes, start..<mark)
                let resolved = Array(text.utf8)
                write(resolved, resolved.indices)
                start = end
                next = end
            }
            mark = ByteSearch.first(0x26, in: bytes, next..<range.upperBound)
        }
        write(bytes, start..<range.upperBound)
    }

    private mutating func write(_ bytes: [UInt8], _ range: Range<Int>) {
        var index = range.lowerBound
        let end = range.upperBound
        while index < end {
            let blank = Self.blankLength(bytes, at: index, end: end)
            if blank > 0 {
                isBlankDue = true
                index += blank
                continue
            }
            if isBlankDue, !isAtStart { out.append(0x20) }
            isBlankDue = false
            isAtStart = false
            let start = index
            index = Self.endOfRun(bytes, from: index, end: end)
            out += bytes[start..<index]
        }
    }

    /// The end of the part that can be copied unchanged: words with single blanks between them.
    static func endOfRun(_ bytes: [UInt8], from start: Int, end: Int) -> Int {
        var index = start
        while index < end {
            let byte = bytes[index]
            if byte > 0x20, byte != 0xC2, byte != 0xE2, byte != 0xE3 {
                index += 1
            } else if byte == 0x20, index + 1 < end, bytes[index + 1] > 0x20,
                bytes[index + 1] < 0x80
            {
                index += 2
            } else if byte > 0x20, blankLength(bytes, at: index, end: end) == 0 {
                index += 1
            } else {
                break
            }
        }
        return index
    }

    /// The length of the blank that begins there; 0 if none does.
    ///
    /// A reader sees U+00A0, U+2000 to U+200A, U+2028, U+2029, U+202F and U+3000 as blanks.
    static func blankLength(_ bytes: [UInt8], at index: Int, end: Int) -> Int {
        let byte = bytes[index]
        if byte <= 0x20 { return 1 }
        if byte == 0xC2, index + 1 < end, bytes[index + 1] == 0xA0 { return 2 }
        guard byte == 0xE2 || byte == 0xE3, index + 2 < end else { return 0 }
        switch (byte, bytes[index + 1], bytes[index + 2]) {
        case (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8), (0xE2, 0x80, 0xA9), (0xE2, 0x80, 0xAF),
            (0xE3, 0x80, 0x80):
            return 3
        default: return 0
        }
    }
}
