/// Splits HTML into text and tags, as a browser would cut it, without building anything.
struct HTMLScanner {
    enum Token {
        /// With its references resolved.
        case text([UInt8])
        case tag(Tag)
    }

    struct Tag {
        let name: String
        let isEnd: Bool
        let attributes: [Attribute]

        struct Attribute {
            let name: String
            /// Where the value stands, without its quotation marks.
            let range: Range<Int>
            let isQuoted: Bool
        }
    }

    private let bytes: [UInt8]
    private var index = 0

    init(_ html: String) { bytes = Array(html.utf8) }
    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func next() -> Token? {
        while index < bytes.count {
            guard bytes[index] == 0x3C, index + 1 < bytes.count else { return text() }
            let following = bytes[index + 1]
            if following.isLetter { return .tag(tag(isEnd: false)) }
            if following == 0x2F, index + 2 < bytes.count, bytes[index + 2].isLetter {
                return .tag(tag(isEnd: true))
            }
            if following == 0x21 || following == 0x3F || following == 0x2F {
                skipDeclaration()
            } else {
                return text()
            }
        }
        return nil
    }

    /// Moves to the end tag of that name: what is between is no text.
    mutating func skip(to name: String) {
        let pattern = Array("</\(name)".utf8)
        while index + pattern.count <= bytes.count {
            if bytes[index] == 0x3C,
                zip(bytes[index...], pattern).allSatisfy({ $0.lowercased == $1 })
            {
                return
            }
            index += 1
        }
        index = bytes.count
    }

    private mutating func text() -> Token {
        let start = index
        index += 1
        while index < bytes.count, bytes[index] != 0x3C { index += 1 }
        return .text(HTMLReference.resolvedBytes(bytes[start..<index]))
    }

    private mutating func skipDeclaration() {
        if index + 3 < bytes.count, bytes[index + 2] == 0x2D, bytes[index + 3] == 0x2D {
            index += 4
            while index < bytes.count {
                if bytes[index] == 0x3E, bytes[index - 1] == 0x2D, bytes[index - 2] == 0x2D { break }
                index += 1
            }
        } else {
            while index < bytes.count, bytes[index] != 0x3E { index += 1 }
        }
        index += 1
    }

    private mutating func tag(isEnd: Bool) -> Tag {
        index += isEnd ? 2 : 1
        let start = index
        while index < bytes.count, bytes[index] != 0x3E, bytes[index] != 0x2F, !bytes[index].isBlank
        {
            index += 1
        }
        let name = String(
            decoding: bytes[start..<min(index, start + 32)].map(\.lowercased), as: UTF8.self)
        var attributes: [Tag.Attribute] = []
        while index < bytes.count, bytes[index] != 0x3E {
            guard let attribute = attribute() else {
                index += 1
                continue
            }
            if attributes.count < 64 { attributes.append(attribute) }
        }
        index += 1
        return Tag(name: name, isEnd: isEnd, attributes: attributes)
    }

    private mutating func attribute() -> Tag.Attribute? {
        let start = index
        while index < bytes.count, bytes[index] != 0x3D, bytes[index] != 0x3E,
            bytes[index] != 0x2F, !bytes[index].isBlank
        {
            index += 1
        }
        guard index > start else { return nil }
        let name = String(
            decoding: bytes[start..<min(index, start + 32)].map(\.lowercased), as: UTF8.self)
        while index < bytes.count, bytes[index].isBlank { index += 1 }
        guard index < bytes.count, bytes[index] == 0x3D else {
            return Tag.Attribute(name: name, range: index..<index, isQuoted: false)
        }
        index += 1
        while index < bytes.count, bytes[index].isBlank { index += 1 }
        guard index < bytes.count else { return nil }
        let quote = bytes[index]
        let isQuoted = quote == 0x22 || quote == 0x27
        if isQuoted { index += 1 }
        let first = index
        while index < bytes.count,
            isQuoted ? bytes[index] != quote : bytes[index] != 0x3E && !bytes[index].isBlank
        {
            index += 1
        }
        let range = first..<index
        if isQuoted, index < bytes.count { index += 1 }
        return Tag.Attribute(name: name, range: range, isQuoted: isQuoted)
    }
}

/// Character references in HTML, which may lack their semicolon.
enum HTMLReference {
    /// Reads the reference at an ampersand.
    static func read(_ bytes: [UInt8], at start: Int) -> (text: String, end: Int)? {
        read(bytes[...], at: start)
    }

    static func read(_ bytes: ArraySlice<UInt8>, at start: Int) -> (text: String, end: Int)? {
        var end = start + 1
        let limit = min(bytes.endIndex, start + 34)
        if end < limit, bytes[end] == 0x23 { end += 1 }
        while end < limit, bytes[end].isLetter || bytes[end].isDigit { end += 1 }
        let name = bytes[(start + 1)..<end]
        guard !name.isEmpty else { return nil }
        let isClosed = end < bytes.endIndex && bytes[end] == 0x3B
        if name.first == 0x23 {
            return CharacterReference.text(name.dropFirst()).map { ($0, isClosed ? end + 1 : end) }
        }
        guard isClosed, let text = HTMLEntities.text(name) else { return nil }
        return (text, end + 1)
    }

    static func resolvedBytes(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        guard bytes.contains(0x26) else { return Array(bytes) }
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            if bytes[index] == 0x26, let (text, end) = read(bytes, at: index) {
                out += text.utf8
                index = end
            } else {
                out.append(bytes[index])
                index += 1
            }
        }
        return out
    }

    static func resolved(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: resolvedBytes(bytes), as: UTF8.self)
    }
}
