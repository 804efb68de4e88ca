import Markup

/// Finds the end of an element whose content is HTML that can be taken as it is.
///
/// Nobody looks at the elements of the XHTML in a feed: they are only written out again. If writing
/// them out would change nothing that matters, the source is taken as it is. If there is anything
/// unusual, this gives up, and the element is read like any other.
struct XMLVerbatim {
    private let source: [UInt8]
    private var index: Int
    /// The names of the open elements.
    private var open: [Range<Int>] = []

    private static let maximumDepth = 100

    init(_ source: [UInt8], from start: Int) {
        self.source = source
        index = start
    }

    /// The content up to the end tag that closes what was open at its start.
    ///
    /// Nil if the content must be read.
    mutating func content() -> Range<Int>? {
        let start = index
        while true {
            index = ByteSearch.first(0x3C, in: source, index..<source.count)
            guard index + 1 < source.count else { return nil }
            let mark = index
            if source[mark + 1] == 0x2F {
                guard !open.isEmpty else {
                    return hasPlainReferences(start..<mark) ? start..<mark : nil
                }
                guard closes() else { return nil }
            } else {
                guard opens() else { return nil }
            }
        }
    }

    private mutating func closes() -> Bool {
        guard let name = open.popLast() else { return false }
        index += 2
        for position in name {
            guard index < source.count, source[index] == source[position] else { return false }
            index += 1
        }
        guard index < source.count, source[index] == 0x3E else { return false }
        index += 1
        return true
    }

    private mutating func opens() -> Bool {
        let start = index + 1
        index = start
        while index < source.count, source[index].isLetter || source[index].isDigit { index += 1 }
        let name = start..<index
        let element = HTMLName.named(source, name)
        guard element != .other, !element.isRaw, !element.isRawWithReferences,
            let isEmpty = passAttributes(), isEmpty == element.isVoid
        else { return false }
        if !isEmpty { open.append(name) }
        return open.count < Self.maximumDepth
    }

    /// Passes the attributes and the end of the tag.
    ///
    /// - Returns: whether the tag closes its element; nil if there is anything unusual.
    private mutating func passAttributes() -> Bool? {
        while index < source.count {
            switch source[index] {
            case 0x3E:
                index += 1
                return false
            case 0x2F:
                guard index + 1 < source.count, source[index + 1] == 0x3E else { return nil }
                index += 2
                return true
            case let byte where byte.isBlank: index += 1
            default: guard passAttribute() else { return nil }
            }
        }
        return nil
    }

    private mutating func passAttribute() -> Bool {
        let start = index
        while index < source.count, source[index].isLetter || source[index] == 0x2D { index += 1 }
        guard index > start, index + 1 < source.count, source[index] == 0x3D,
            source[index + 1] == 0x22 || source[index + 1] == 0x27,
            !Bytes(source, start..<index).equalsFolded("xmlns")
        else { return false }
        let quote = source[index + 1]
        let end = ByteSearch.first(quote, in: source, (index + 2)..<source.count)
        guard end < source.count else { return false }
        index = end + 1
        return true
    }

    /// Whether HTML reads the references as XML does.
    private func hasPlainReferences(_ range: Range<Int>) -> Bool {
        var mark = ByteSearch.first(0x26, in: source, range)
        while mark < range.upperBound {
            let isNumeric = mark + 1 < range.upperBound && source[mark + 1] == 0x23
            guard isNumeric || ReferenceCopy.isPredefined(source, mark..<range.upperBound) else {
                return false
            }
            mark = ByteSearch.first(0x26, in: source, (mark + 1)..<range.upperBound)
        }
        return true
    }
}
