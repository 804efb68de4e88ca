import Markup

/// Character references in HTML, which may lack their semicolon.
///
/// They follow the HTML Living Standard, section 13.2.5.72 and following.
enum HTMLReference {
    /// Reads the reference that begins at an ampersand.
    ///
    /// - Parameter isAttribute: in an attribute's value, `&copy=1` is part of an address.
    static func read(
        _ bytes: [UInt8], at start: Int, end limit: Int, isAttribute: Bool = false
    ) -> (text: String, end: Int)? {
        var end = start + 1
        guard end < limit else { return nil }
        if bytes[end] == 0x23 { return numeric(bytes, at: start, end: limit) }
        let last = min(limit, start + 34)
        while end < last, bytes[end].isLetter || bytes[end].isDigit { end += 1 }
        guard end > start + 1 else { return nil }
        if end < limit, bytes[end] == 0x3B,
            let text = HTMLEntities.text(bytes[(start + 1)..<end])
        {
            return (text, end + 1)
        }
        return unclosed(bytes, at: start, end: end, limit: limit, isAttribute: isAttribute)
    }

    private static func numeric(
        _ bytes: [UInt8], at start: Int, end limit: Int
    ) -> (text: String, end: Int)? {
        var end = start + 2
        let isHex = end < limit && bytes[end] | 0x20 == 0x78
        if isHex { end += 1 }
        let last = min(limit, end + 12)
        while end < last, bytes[end].isDigit || (isHex && bytes[end].isHexLetter) { end += 1 }
        guard let text = CharacterReference.text(bytes[(start + 2)..<end]) else { return nil }
        return (text, end < limit && bytes[end] == 0x3B ? end + 1 : end)
    }

    /// Reads one of the few old names that need no semicolon; the longest match counts.
    private static func unclosed(
        _ bytes: [UInt8], at start: Int, end: Int, limit: Int, isAttribute: Bool
    ) -> (text: String, end: Int)? {
        var length = min(6, end - start - 1)
        while length >= 2 {
            let stop = start + 1 + length
            let name = bytes[(start + 1)..<stop]
            if HTMLEntities.needsNoSemicolon(name), let text = HTMLEntities.text(name) {
                if isAttribute, stop < limit,
                    bytes[stop] == 0x3D || bytes[stop].isLetter || bytes[stop].isDigit
                {
                    return nil
                }
                return (text, stop)
            }
            length -= 1
        }
        return nil
    }

    /// The bytes with their references resolved.
    static func resolved(
        _ bytes: [UInt8], _ range: Range<Int>, isAttribute: Bool = false
    ) -> ArraySlice<UInt8> {
        var mark = ByteSearch.first(0x26, in: bytes, range)
        guard mark < range.upperBound else { return bytes[range] }
        var out: [UInt8] = []
        out.reserveCapacity(range.count)
        var copied = range.lowerBound
        while mark < range.upperBound {
            var next = mark + 1
            if let (text, end) = read(
                bytes, at: mark, end: range.upperBound, isAttribute: isAttribute)
            {
                out += bytes[copied..<mark]
                out += text.utf8
                copied = end
                next = end
            }
            mark = ByteSearch.first(0x26, in: bytes, next..<range.upperBound)
        }
        out += bytes[copied..<range.upperBound]
        return out[...]
    }

    static func string(_ bytes: [UInt8], _ range: Range<Int>, isAttribute: Bool) -> String {
        String(decoding: resolved(bytes, range, isAttribute: isAttribute), as: UTF8.self)
    }
}
