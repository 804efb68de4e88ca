/// Makes a JSON document safe for a terminal or a log without changing what it says.
///
/// Escapes the characters that control a terminal or turn the writing direction: DEL and the C1
/// controls, direction marks, embeddings and isolates, and line and paragraph separators. JSON
/// allows the characters below U+0020 only between its values.
package enum VisibleJSON {
    package static func escaped(_ document: [UInt8]) -> [UInt8] {
        let bytes = SafeArray(document)
        guard var mark = steering(in: bytes, from: 0) else { return document }
        var out: [UInt8] = []
        out.reserveCapacity(document.count + 64)
        var copied = 0
        while true {
            out += bytes[copied..<mark.place]
            out += "\\u\(hex(mark.scalar))".utf8
            copied = mark.place + mark.length
            guard let next = steering(in: bytes, from: copied) else { break }
            mark = next
        }
        return out + bytes[copied..<bytes.count]
    }

    private static func steering(
        in bytes: SafeArray<UInt8>, from start: Int
    ) -> (place: Int, scalar: UInt32, length: Int)? {
        var place = start
        while place < bytes.count {
            let byte = bytes[place]
            if byte >= 0x7F,
                let (scalar, length) = steering(byte, bytes[place + 1], bytes[place + 2])
            {
                return (place, scalar, length)
            }
            place += 1
        }
        return nil
    }

    /// The character that the bytes begin with, and its length, if it has to be escaped.
    private static func steering(
        _ first: UInt8, _ second: UInt8, _ third: UInt8
    ) -> (scalar: UInt32, length: Int)? {
        switch (first, second, third) {
        case (0x7F, _, _): (0x7F, 1)
        case (0xC2, 0x80...0x9F, _): (UInt32(second), 2)
        case (0xD8, 0x9C, _): (0x061C, 2)
        case (0xE2, 0x80, 0x8E...0x8F), (0xE2, 0x80, 0xA8...0xAE): (0x1F80 + UInt32(third), 3)
        case (0xE2, 0x81, 0xA6...0xA9): (0x1FC0 + UInt32(third), 3)
        default: nil
        }
    }

    private static func hex(_ scalar: UInt32) -> String {
        let digits = String(scalar, radix: 16)
        return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }
}
