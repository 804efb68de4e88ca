/// JSON as pages carry it: in comments or CDATA, with raw line feeds and surplus commas.
enum LooseJSON {
    /// The value; nil if the text is not JSON even so.
    static func value(_ bytes: [UInt8], _ range: Range<Int>) -> JSONValue? {
        let part = Array(bytes[withoutCDATA(bytes, range)])
        if let value = try? JSONValue(parsing: part) { return value }
        return try? JSONValue(parsing: mended(part))
    }

    /// The content of a CDATA section, if the text is one.
    private static func withoutCDATA(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int> {
        let mark = Array("<![CDATA[".utf8)
        let head = range.prefix(80)
        guard
            let start = head.first(where: {
                $0 + mark.count <= range.upperBound
                    && bytes[$0..<($0 + mark.count)].elementsEqual(mark)
            }),
            let end = bytes[range].lastIndex(of: 0x5D), end > start + mark.count
        else { return range }
        return (start + mark.count)..<(end - (bytes[end - 1] == 0x5D ? 1 : 0))
    }

    /// The text from the first bracket to the last, made valid.
    ///
    /// Control characters in strings are escaped; commas before a closing bracket are left out.
    private static func mended(_ bytes: [UInt8]) -> [UInt8] {
        guard let first = bytes.firstIndex(where: { $0 == 0x7B || $0 == 0x5B }),
            let last = bytes.lastIndex(where: { $0 == 0x7D || $0 == 0x5D }), first < last
        else { return [] }
        var out: [UInt8] = []
        out.reserveCapacity(last - first + 16)
        var isInString = false
        var isEscaped = false
        for byte in bytes[first...last] {
            if isInString {
                if isEscaped {
                    isEscaped = false
                } else if byte == 0x5C {
                    isEscaped = true
                } else if byte == 0x22 {
                    isInString = false
                } else if byte < 0x20 {
                    out.append(0x20)
                    continue
                }
            } else if byte == 0x22 {
                isInString = true
            } else if byte == 0x7D || byte == 0x5D {
                while let end = out.last, end.isBlank { out.removeLast() }
                if out.last == 0x2C { out.removeLast() }
            }
            out.append(byte)
        }
        return out
    }
}
