import Markup

/// Splits HTML into text and tags as a browser does, without building anything.
///
/// The tokenizer's own properties describe the latest tag: a token that carried them would need an
/// allocation for each tag.
struct HTMLTokenizer {
    enum Token { case text, startTag, endTag }

    struct Attribute {
        let name: Range<Int>
        /// Without quotation marks; empty if there is none.
        let value: Range<Int>
        let isQuoted: Bool
    }

    let bytes: [UInt8]
    private let end: Int
    private var index: Int
    /// The range of the latest token; for a tag, with its angle brackets.
    private(set) var range: Range<Int>
    /// Whether the latest text may contain references.
    private(set) var hasReferences = true
    private(set) var name = HTMLName.other
    private(set) var nameRange = 0..<0
    private(set) var isSelfClosing = false
    private(set) var attributes: [Attribute] = []
    /// The element whose content is not markup, up to its end tag.
    private var raw: HTMLName?

    private static let maximumAttributes = 128

    init(_ html: String) {
        let bytes = Array(html.utf8)
        self.init(bytes, bytes.indices)
    }

    init(_ bytes: [UInt8], _ range: Range<Int>) {
        self.bytes = bytes
        index = range.lowerBound
        end = range.upperBound
        self.range = index..<index
    }

    mutating func next() -> Token? {
        if let raw {
            self.raw = nil
            if let token = rawText(of: raw) { return token }
        }
        while index < end {
            guard bytes[index] == 0x3C, index + 1 < end else { return text() }
            let following = bytes[index + 1]
            if following.isLetter { return tag(nameAt: index + 1, isEnd: false) }
            switch following {
            case 0x2F where index + 2 < end && bytes[index + 2].isLetter:
                return tag(nameAt: index + 2, isEnd: true)
            case 0x21, 0x2F, 0x3F:
                if let section = declaration() { return section }
            default: return text()
            }
        }
        return nil
    }

    private mutating func text() -> Token {
        let start = index
        index = ByteSearch.first(0x3C, in: bytes, min(start + 1, end)..<end)
        range = start..<index
        hasReferences = true
        return .text
    }

    /// Reads everything up to the end tag with that name.
    private mutating func rawText(of name: HTMLName) -> Token? {
        let start = index
        let wanted = Array(name.rawValue.utf8)
        var at = ByteSearch.first(0x3C, in: bytes, start..<end)
        while at < end, !isEndTag(wanted, at: at) {
            at = ByteSearch.first(0x3C, in: bytes, (at + 1)..<end)
        }
        index = at
        range = start..<at
        hasReferences = name.isRawWithReferences
        return at > start ? .text : nil
    }

    private func isEndTag(_ name: [UInt8], at position: Int) -> Bool {
        let start = position + 2
        guard start + name.count <= end, bytes[position + 1] == 0x2F else { return false }
        for (offset, byte) in name.enumerated() where bytes[start + offset].lowercased != byte {
            return false
        }
        let after = start + name.count
        return after == end || bytes[after] == 0x3E || bytes[after] == 0x2F || bytes[after].isBlank
    }

    /// Skips a comment, a document type or the like.
    ///
    /// A CDATA section is returned as text, which was meant for another parser.
    private mutating func declaration() -> Token? {
        let start = index
        if starts(with: "<!--", at: start) {
            index = Self.endOfComment(bytes, from: start + 4, end: end)
            return nil
        }
        if starts(with: "<![CDATA[", at: start) {
            var close = ByteSearch.first(0x5D, in: bytes, (start + 9)..<end)
            while close < end, !starts(with: "]]>", at: close) {
                close = ByteSearch.first(0x5D, in: bytes, (close + 1)..<end)
            }
            range = (start + 9)..<close
            index = min(close + 3, end)
            hasReferences = false
            return range.isEmpty ? nil : .text
        }
        index = min(ByteSearch.first(0x3E, in: bytes, start..<end) + 1, end)
        return nil
    }

    private static func endOfComment(_ bytes: [UInt8], from start: Int, end: Int) -> Int {
        var at = ByteSearch.first(0x3E, in: bytes, min(start, end)..<end)
        while at < end {
            // "<!-->" and "<!--->" are comments too (section 13.2.5.43).
            if bytes[at - 1] == 0x2D, bytes[at - 2] == 0x2D { return at + 1 }
            if at >= start + 3, bytes[at - 1] == 0x21, bytes[at - 2] == 0x2D, bytes[at - 3] == 0x2D
            {
                return at + 1
            }
            at = ByteSearch.first(0x3E, in: bytes, (at + 1)..<end)
        }
        return end
    }

    private func starts(with text: StaticString, at position: Int) -> Bool {
        guard position + text.utf8CodeUnitCount <= end else { return false }
        var index = position
        for byte in text.description.utf8 {
            if bytes[index] != byte { return false }
            index += 1
        }
        return true
    }
}

// MARK: - Tags

extension HTMLTokenizer {
    private mutating func tag(nameAt start: Int, isEnd: Bool) -> Token {
        let opening = index
        index = start
        while index < end, bytes[index] != 0x3E, bytes[index] != 0x2F, !bytes[index].isBlank {
            index += 1
        }
        nameRange = start..<index
        name = HTMLName.named(bytes, nameRange)
        attributes.removeAll(keepingCapacity: true)
        isSelfClosing = false
        while index < end, bytes[index] != 0x3E {
            if bytes[index].isBlank {
                index += 1
            } else if bytes[index] == 0x2F {
                index += 1
                isSelfClosing = index < end && bytes[index] == 0x3E
            } else {
                attribute()
            }
        }
        index = min(index + 1, end)
        range = opening..<index
        // XHTML closes these in the tag itself; waiting for another end would lose what follows.
        if !isEnd, !isSelfClosing, name.isRaw || name.isRawWithReferences { raw = name }
        return isEnd ? .endTag : .startTag
    }

    private mutating func attribute() {
        let start = index
        // A "=" may begin a name, but ends it anywhere else (section 13.2.5.32).
        index += 1
        while index < end, bytes[index] != 0x3D, bytes[index] != 0x3E, bytes[index] != 0x2F,
            !bytes[index].isBlank
        {
            index += 1
        }
        let name = start..<index
        var after = index
        while after < end, bytes[after].isBlank { after += 1 }
        var value = index..<index
        var isQuoted = false
        if after < end, bytes[after] == 0x3D {
            after += 1
            while after < end, bytes[after].isBlank { after += 1 }
            (value, isQuoted) = attributeValue(at: after)
        }
        guard attributes.count < Self.maximumAttributes else { return }
        attributes.append(Attribute(name: name, value: value, isQuoted: isQuoted))
    }

    private mutating func attributeValue(at start: Int) -> (Range<Int>, isQuoted: Bool) {
        index = start
        guard start < end else { return (start..<start, false) }
        let quote = bytes[start]
        if quote == 0x22 || quote == 0x27 {
            let close = ByteSearch.first(quote, in: bytes, (start + 1)..<end)
            index = min(close + 1, end)
            return ((start + 1)..<close, true)
        }
        while index < end, bytes[index] != 0x3E, !bytes[index].isBlank { index += 1 }
        return (start..<index, false)
    }

    /// Whether an attribute has that name; `name` must be in lower case.
    func isNamed(_ attribute: Attribute, _ name: StaticString) -> Bool {
        guard attribute.name.count == name.utf8CodeUnitCount else { return false }
        var index = attribute.name.lowerBound
        for byte in name.description.utf8 {
            if bytes[index].lowercased != byte { return false }
            index += 1
        }
        return true
    }
}
