import Markup

/// Reads XML as feeds really contain it: in one pass, without ever giving up.
///
/// A strict parser stops at the first fault, and a recovering one loses what follows it; a feed
/// with a stray ampersand must be read whole. So this scanner goes on after every fault and says
/// that there was one. It resolves nothing outside the document, does not recurse, and its work is
/// linear in the input: entities are expanded from a small table under a cap of their own.
struct XMLScanner {
    /// Elements nested deeper than this lose their tags but keep their text.
    static let maximumDepth = 200
    static let maximumAttributes = 256
    /// How many elements and texts that cannot be dropped yet are held; more are left out.
    static let maximumNodes = 250_000

    var tree: XMLTree
    var report = XMLReport()
    var collector = FeedCollector()
    var entities = XMLEntities()
    let source: [UInt8]
    var index = 0
    /// The open elements, outermost first.
    var open: [Int] = []
    /// How many open elements are past a limit and have no node.
    var surplus = 0
    var hasRoot = false

    init(_ source: [UInt8], base: URLReference?) {
        self.source = source
        tree = XMLTree(source, base: base)
    }

    /// Reads the whole document.
    mutating func scan() {
        skipJunk()
        while index < source.count {
            if source[index] == 0x3C {
                scanMarkup()
            } else {
                scanText()
            }
        }
        finish()
    }

    /// Skips what comes before the first `<`, because it is not part of the document.
    mutating func skipJunk() {
        index = ByteSearch.first(0x3C, in: source, 0..<source.count)
        if (0..<index).contains(where: { !source[$0].isBlank }) {
            report.note("text before the document was passed over")
        } else if index > 0, starts(with: "<?xml", at: index) {
            report.note("blanks before the XML declaration were passed over")
        }
    }

    mutating func scanText() {
        let start = index
        index = ByteSearch.first(0x3C, in: source, start..<source.count)
        guard let top = open.last else {
            if hasRoot, (start..<index).contains(where: { !source[$0].isBlank }) {
                report.note("text outside the root element was passed over")
            }
            return
        }
        guard !tree.nodes[top].isContainer else { return }
        if ByteSearch.contains(0x26, in: source, start..<index) {
            let mark = tree.buffer.count
            entities.resolve(source, start..<index, into: &tree.buffer, report: &report)
            append(mark..<tree.buffer.count, isInBuffer: true)
        } else {
            append(start..<index, isInBuffer: false)
        }
    }

    mutating func append(_ text: Range<Int>, isInBuffer: Bool) {
        guard !text.isEmpty, let top = open.last, tree.nodes.count < Self.maximumNodes else {
            return
        }
        var node = XMLTree.Node()
        node.parent = top
        node.text = text
        node.isInBuffer = isInBuffer
        node.end = tree.nodes.count + 1
        _ = tree.append(node)
    }

    mutating func scanMarkup() {
        guard index + 1 < source.count else {
            report.note("a tag is cut off")
            index = source.count
            return
        }
        switch source[index + 1] {
        case 0x2F: scanEndTag()
        case 0x21: scanDeclaration()
        case 0x3F: scanInstruction()
        case let byte where byte.isNameStart: scanStartTag()
        default:
            report.note("a bare < was taken as text")
            append(index..<(index + 1), isInBuffer: false)
            index += 1
        }
    }

    mutating func scanInstruction() {
        // A declaration begins a document, so what came before was not one.
        if starts(with: "<?xml ", at: index), !open.isEmpty || hasRoot, !collector.hasFormat {
            restart()
        }
        if !skip(past: "?>") { report.note("a processing instruction is not closed") }
    }

    mutating func scanDeclaration() {
        if starts(with: "<!--", at: index) {
            index += 4
            if !skip(past: "-->") { report.note("a comment is not closed") }
        } else if starts(with: "<![CDATA[", at: index) {
            let start = index + 9
            index = start
            let isClosed = skip(past: "]]>")
            if !isClosed { report.note("a CDATA section is not closed") }
            append(start..<(isClosed ? index - 3 : index), isInBuffer: false)
        } else if Bytes(source, index..<min(index + 9, source.count)).equalsFolded("<!doctype") {
            scanDoctype()
        } else {
            report.note("a declaration in the content was passed over")
            if !skip(past: ">") { index = source.count }
        }
    }
}

// MARK: - Bytes

extension XMLScanner {
    func starts(with text: StaticString, at position: Int) -> Bool {
        Bytes(source, 0..<source.count).starts(with: text, at: position)
    }

    /// Moves past the next occurrence, or to the end if there is none.
    mutating func skip(past mark: StaticString) -> Bool {
        let length = mark.utf8CodeUnitCount
        guard let first = mark.description.utf8.first else { return false }
        index = ByteSearch.first(first, in: source, index..<source.count)
        while index < source.count {
            if starts(with: mark, at: index) {
                index += length
                return true
            }
            index = ByteSearch.first(first, in: source, (index + 1)..<source.count)
        }
        return false
    }
}

extension UInt8 {
    var isNameStart: Bool { isLetter || self == 0x5F || self == 0x3A || self >= 0x80 }

    var isNameByte: Bool {
        isLetter || isDigit || self == 0x5F || self == 0x3A || self >= 0x80 || self == 0x2D
            || self == 0x2E
    }
}
