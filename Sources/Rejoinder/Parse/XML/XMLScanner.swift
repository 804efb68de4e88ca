/// Reads XML as it is met in feeds: from bytes to elements, in one pass, without ever giving up.
///
/// A strict parser stops at the first fault, and a recovering one loses what follows it; a feed
/// with a stray ampersand must be read whole. So this scanner goes on after every fault and says
/// that there was one. It resolves nothing outside the document, does not recurse, and its work is
/// linear in the input: entities are expanded from a small table under a cap of their own.
struct XMLScanner {
    /// What a document was like, beside its content.
    struct Report {
        var isWellFormed = true
        /// Whether the root element was closed: a document that was cut off never looks whole.
        var isComplete = false
        /// What was wrong, in the order of the first of each; at most 10.
        var faults: [String] = []

        mutating func note(_ fault: String) {
            isWellFormed = false
            if faults.count < 10, !faults.contains(fault) { faults.append(fault) }
        }
    }

    /// Deeper elements lose their tags and keep their text.
    static let maximumDepth = 200
    static let maximumAttributes = 256

    let bytes: [UInt8]
    var index = 0
    var report = Report()
    var entities = XMLEntities()

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Hands the document to the builder, in the order in which it is written.
    mutating func scan(into builder: inout XMLBuilder) {
        skipJunk()
        while index < bytes.count {
            if bytes[index] == 0x3C {
                scanMarkup(into: &builder)
            } else {
                scanText(into: &builder)
            }
            if builder.isStopped { break }
        }
        builder.finish(&report)
    }

    /// Whatever stands before the first `<` is no part of the document.
    private mutating func skipJunk() {
        let start = index
        while index < bytes.count, bytes[index] != 0x3C { index += 1 }
        if bytes[start..<index].contains(where: { !$0.isBlank }) {
            report.note("text before the document")
        }
        if index > start, at(index, "<?xml") { report.note("blanks before the XML declaration") }
    }

    private mutating func scanText(into builder: inout XMLBuilder) {
        let start = index
        var hasReference = false
        while index < bytes.count, bytes[index] != 0x3C {
            if bytes[index] == 0x26 { hasReference = true }
            index += 1
        }
        let text =
            hasReference
            ? entities.resolve(bytes[start..<index], report: &report) : string(start..<index)
        builder.text(text, report: &report)
    }

    private mutating func scanMarkup(into builder: inout XMLBuilder) {
        guard index + 1 < bytes.count else {
            report.note("a tag is cut off")
            index = bytes.count
            return
        }
        switch bytes[index + 1] {
        case 0x2F: scanEndTag(into: &builder)
        case 0x21: scanDeclaration(into: &builder)
        case 0x3F:
            let isClosed = skip(past: "?>")
            if !isClosed { report.note("a processing instruction is not closed") }
        case let byte where isNameStart(byte): scanStartTag(into: &builder)
        default:
            report.note("a bare <")
            builder.text("<", report: &report)
            index += 1
        }
    }

    private mutating func scanDeclaration(into builder: inout XMLBuilder) {
        if at(index, "<!--") {
            index += 4
            if !skip(past: "-->") { report.note("a comment is not closed") }
        } else if at(index, "<![CDATA[") {
            let start = index + 9
            index = start
            let isClosed = skip(past: "]]>")
            if !isClosed { report.note("a CDATA section is not closed") }
            builder.text(string(start..<(isClosed ? index - 3 : index)), report: &report)
        } else if atFolded(index, "<!doctype") {
            scanDoctype()
        } else {
            report.note("a declaration in the content")
            if !skip(past: ">") { index = bytes.count }
        }
    }

    private mutating func scanEndTag(into builder: inout XMLBuilder) {
        let start = index + 2
        var end = start
        while end < bytes.count, bytes[end] != 0x3E, bytes[end] != 0x3C { end += 1 }
        guard end < bytes.count else {
            report.note("a tag is cut off")
            index = bytes.count
            return
        }
        if bytes[end] == 0x3C { report.note("an end tag is not closed") }
        index = bytes[end] == 0x3E ? end + 1 : end
        var last = end
        while last > start, bytes[last - 1].isBlank { last -= 1 }
        builder.close(bytes[start..<last], report: &report)
    }

    private mutating func scanStartTag(into builder: inout XMLBuilder) {
        let start = index + 1
        var end = start
        while end < bytes.count, isNameByte(bytes[end]) { end += 1 }
        let name = bytes[start..<end]
        index = end
        var attributes: [(name: ArraySlice<UInt8>, value: String)] = []
        var isEmpty = false
        while true {
            skipBlanks()
            guard index < bytes.count else {
                report.note("a tag is cut off")
                return
            }
            let byte = bytes[index]
            if byte == 0x3E {
                index += 1
                break
            }
            if byte == 0x2F {
                index += 1
                isEmpty = index < bytes.count && bytes[index] == 0x3E
                if !isEmpty { report.note("a stray / in a tag") }
                continue
            }
            if byte == 0x3C {
                report.note("a start tag is not closed")
                break
            }
            guard let attribute = scanAttribute() else {
                index += 1
                continue
            }
            if attributes.count < Self.maximumAttributes { attributes.append(attribute) }
        }
        builder.open(name, attributes: attributes, report: &report)
        if isEmpty { builder.close(name, report: &report) }
    }

    private mutating func scanAttribute() -> (name: ArraySlice<UInt8>, value: String)? {
        let start = index
        while index < bytes.count, isNameByte(bytes[index]) { index += 1 }
        guard index > start else {
            report.note("a stray character in a tag")
            return nil
        }
        let name = bytes[start..<index]
        skipBlanks()
        guard index < bytes.count, bytes[index] == 0x3D else {
            report.note("an attribute without a value")
            return (name, "")
        }
        index += 1
        skipBlanks()
        guard index < bytes.count else { return (name, "") }
        let quote = bytes[index]
        guard quote == 0x22 || quote == 0x27 else {
            report.note("an attribute value without quotation marks")
            let first = index
            while index < bytes.count, !bytes[index].isBlank, bytes[index] != 0x3E { index += 1 }
            return (name, entities.resolve(bytes[first..<index], report: &report))
        }
        let first = index + 1
        var end = first
        while end < bytes.count, bytes[end] != quote { end += 1 }
        index = min(end + 1, bytes.count)
        if end == bytes.count { report.note("an attribute value is not closed") }
        return (name, entities.resolve(bytes[first..<end], report: &report))
    }

    /// Reads the internal entities of a document type declaration; an external subset is never
    /// looked at.
    private mutating func scanDoctype() {
        var inSubset = false
        while index < bytes.count {
            switch bytes[index] {
            case 0x5B: inSubset = true
            case 0x5D: inSubset = false
            case 0x22, 0x27:
                let quote = bytes[index]
                index += 1
                while index < bytes.count, bytes[index] != quote { index += 1 }
            case 0x3C where at(index, "<!--"):
                index += 4
                _ = skip(past: "-->")
                continue
            case 0x3C where at(index, "<!ENTITY"):
                index += 8
                scanEntity()
                continue
            case 0x3E where !inSubset:
                index += 1
                return
            default: break
            }
            index += 1
        }
    }

    private mutating func scanEntity() {
        skipBlanks()
        let start = index
        while index < bytes.count, isNameByte(bytes[index]) { index += 1 }
        let name = bytes[start..<index]
        skipBlanks()
        if index < bytes.count, !name.isEmpty, bytes[index] == 0x22 || bytes[index] == 0x27 {
            let quote = bytes[index]
            let first = index + 1
            index = first
            while index < bytes.count, bytes[index] != quote { index += 1 }
            entities.declare(name, value: bytes[first..<index])
            index = min(index + 1, bytes.count)
        }
        // An entity that is parameter or external is left out.
        while index < bytes.count, bytes[index] != 0x3E {
            if bytes[index] == 0x22 || bytes[index] == 0x27 {
                let quote = bytes[index]
                index += 1
                while index < bytes.count, bytes[index] != quote { index += 1 }
            }
            index += 1
        }
        index = min(index + 1, bytes.count)
    }
}

// MARK: - Bytes

extension XMLScanner {
    private func isNameStart(_ byte: UInt8) -> Bool {
        byte.isLetter || byte == 0x5F || byte == 0x3A || byte >= 0x80
    }

    private func isNameByte(_ byte: UInt8) -> Bool {
        isNameStart(byte) || byte.isDigit || byte == 0x2D || byte == 0x2E
    }

    private mutating func skipBlanks() {
        while index < bytes.count, bytes[index].isBlank { index += 1 }
    }

    private func at(_ position: Int, _ text: StaticString) -> Bool {
        let length = text.utf8CodeUnitCount
        guard position + length <= bytes.count else { return false }
        return bytes[position..<(position + length)].elementsEqual(text.description.utf8)
    }

    private func atFolded(_ position: Int, _ text: StaticString) -> Bool {
        let length = text.utf8CodeUnitCount
        guard position + length <= bytes.count else { return false }
        return bytes[position..<(position + length)].lazy.map(\.lowercased)
            .elementsEqual(text.description.utf8)
    }

    /// Moves past the next occurrence; to the end where there is none.
    private mutating func skip(past mark: StaticString) -> Bool {
        let pattern = Array(mark.description.utf8)
        while index + pattern.count <= bytes.count {
            if bytes[index] == pattern[0],
                bytes[index..<(index + pattern.count)].elementsEqual(pattern)
            {
                index += pattern.count
                return true
            }
            index += 1
        }
        index = bytes.count
        return false
    }

    private func string(_ range: Range<Int>) -> String {
        XMLEntities.cleaned(bytes[range])
    }
}
