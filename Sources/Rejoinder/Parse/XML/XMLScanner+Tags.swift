import Markup

extension XMLScanner {
    mutating func scanEndTag() {
        let start = index + 2
        var end = start
        while end < source.count, source[end] != 0x3E, source[end] != 0x3C { end += 1 }
        guard end < source.count else {
            report.note("a tag is cut off")
            index = source.count
            return
        }
        if source[end] == 0x3C { report.note("an end tag is not closed") }
        index = source[end] == 0x3E ? end + 1 : end
        while end > start, source[end - 1].isBlank { end -= 1 }
        close(start..<end)
    }

    mutating func scanStartTag() {
        let name = scanName(at: index + 1)
        var node = XMLTree.Node()
        node.bufferMark = tree.buffer.count
        node.contextMark = tree.contexts.count
        node.firstAttribute = tree.attributes.count
        node.text = name.range
        index = name.range.upperBound
        let end = scanAttributes()
        guard end != .cutOff else { return report.note("a tag is cut off") }
        guard admit() else {
            tree.attributes.removeSubrange(node.firstAttribute...)
            tree.buffer.removeSubrange(node.bufferMark...)
            if end != .empty { surplus += 1 }
            return
        }
        node.name = tree.names.id(source, name.range, hash: name.hash)
        begin(&node)
        open.append(tree.append(node))
        collector.open(open[open.count - 1], around: open.dropLast(), in: &tree)
        if end == .empty { pop() } else { takeVerbatim() }
    }

    /// Takes an element's content as it is in the source, if that makes no difference.
    mutating func takeVerbatim() {
        guard open.count > 2, tree.nodes[open[open.count - 2]].tag.isText,
            tree.nodes[open[open.count - 3]].isContainer
        else { return }
        // HTML that should have been escaped, but is not, is read in another way.
        let type = tree.attribute(open[open.count - 2], .type)
        if let type, type.equalsFolded("html") || type.equalsFolded("text/html") { return }
        var verbatim = XMLVerbatim(source, from: index)
        guard let content = verbatim.content(), !content.isEmpty else { return }
        append(content, isInBuffer: false)
        tree.nodes[tree.nodes.count - 1].isMarkup = true
        index = content.upperBound
    }

    enum TagEnd { case plain, empty, cutOff }

    mutating func scanAttributes() -> TagEnd {
        let first = tree.attributes.count
        while true {
            while index < source.count, source[index].isBlank { index += 1 }
            guard index < source.count else { return .cutOff }
            switch source[index] {
            case 0x3E:
                index += 1
                return .plain
            case 0x2F:
                index += 1
                if index < source.count, source[index] == 0x3E {
                    index += 1
                    return .empty
                }
                report.note("a stray / in a tag was passed over")
            case 0x3C:
                report.note("a start tag is not closed")
                return .plain
            case let byte where byte.isNameByte:
                scanAttribute(isKept: tree.attributes.count - first < Self.maximumAttributes)
            default:
                report.note("a stray character in a tag was passed over")
                index += 1
            }
        }
    }

    mutating func scanAttribute(isKept: Bool) {
        let name = scanName(at: index)
        index = name.range.upperBound
        while index < source.count, source[index].isBlank { index += 1 }
        var value = index..<index
        if index < source.count, source[index] == 0x3D {
            index += 1
            while index < source.count, source[index].isBlank { index += 1 }
            value = scanValue()
        } else {
            report.note("an attribute has no value")
        }
        guard isKept else { return }
        let id = tree.names.id(source, name.range, hash: name.hash)
        var isInBuffer = false
        if ByteSearch.contains(0x26, in: source, value) {
            let mark = tree.buffer.count
            entities.resolve(source, value, into: &tree.buffer, report: &report)
            value = mark..<tree.buffer.count
            isInBuffer = true
        }
        tree.attributes.append(
            XMLTree.Attribute(
                name: id, tag: tree.names[id].tag, namespace: .none, value: value,
                isInBuffer: isInBuffer))
    }

    mutating func scanValue() -> Range<Int> {
        guard index < source.count else { return index..<index }
        let quote = source[index]
        guard quote == 0x22 || quote == 0x27 else {
            report.note("an attribute value has no quotation marks")
            let first = index
            while index < source.count, !source[index].isBlank, source[index] != 0x3E { index += 1 }
            return first..<index
        }
        let first = index + 1
        let end = ByteSearch.first(quote, in: source, first..<source.count)
        if end == source.count { report.note("an attribute value is not closed") }
        index = min(end + 1, source.count)
        return first..<end
    }

    /// Reads a name, and hashes its bytes with FNV-1a.
    func scanName(at start: Int) -> (range: Range<Int>, hash: UInt64) {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        var end = start
        while end < source.count, source[end].isNameByte {
            hash = (hash ^ UInt64(source[end])) &* 0x100_0000_01B3
            end += 1
        }
        return (start..<end, hash)
    }
}
