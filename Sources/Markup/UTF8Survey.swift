/// What a byte string would look like as UTF-8 text (RFC 3629).
struct UTF8Survey {
    /// The number of valid sequences of more than one byte.
    private(set) var good = 0
    /// How many of them are Latin, Cyrillic, punctuation, or take three bytes and more.
    private(set) var common = 0
    /// The number of bytes that belong to no valid sequence.
    private(set) var bad = 0
    /// The number of control characters that XML forbids.
    private(set) var controls = 0
    /// U+0080 to U+009F: windows-1252 becomes these if it is taken for Latin-1 on its way.
    private(set) var mistaken = 0

    /// Whether the bytes are UTF-8, apart from a few stray ones.
    var isMostlyValid: Bool { bad == 0 || good > bad * 4 }

    /// Whether the bytes are UTF-8 although a label names another encoding.
    ///
    /// A capital letter before a sign, "CAFÉ®" in Latin-1, is valid UTF-8, too, and so are some
    /// pairs of ideographs. Where there are few such sequences, they must be ordinary characters,
    /// and among ideographs more of them.
    func isUTF8(despite label: String) -> Bool {
        guard good > 0, good >= bad * 32 else { return false }
        return good >= 4 || (common == good && !EncodingLabels.isMultiByte(label))
    }

    var isClean: Bool { bad == 0 && controls == 0 && mistaken == 0 }

    init(_ bytes: [UInt8]) {
        var index = 0
        let count = bytes.count
        bytes.withUnsafeBytes { raw in
            while index < count {
                // Thirty-two or eight bytes at a time while they are ASCII.
                while index + 32 <= count {
                    let a = raw.loadUnaligned(fromByteOffset: index, as: SIMD32<UInt8>.self)
                    // As signed numbers, bytes above ASCII are below 0x20 too.
                    guard SIMD32<Int8>(truncatingIfNeeded: a).min() >= 0x20 else { break }
                    index += 32
                }
                while index + 8 <= count {
                    let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                    guard word & 0x8080_8080_8080_8080 == 0 else { break }
                    let low = (word &- 0x2020_2020_2020_2020) & 0x8080_8080_8080_8080
                    if low != 0 { controls += Self.controls(raw, from: index) }
                    index += 8
                }
                guard index < count else { return }
                let byte = raw[index]
                guard byte >= 0x80 else {
                    if Self.isControl(byte) { controls += 1 }
                    index += 1
                    continue
                }
                let length = UTF8Sequence.length(raw, at: index)
                if length > 0 { good += 1 } else { bad += 1 }
                if length > 2 || length == 2 && Self.isCommonLead(byte) { common += 1 }
                if byte == 0xC2, length > 0, raw[index + 1] < 0xA0 { mistaken += 1 }
                index += max(1, length)
            }
        }
    }

    private static func controls(_ raw: UnsafeRawBufferPointer, from start: Int) -> Int {
        var count = 0
        for index in start..<(start + 8) where isControl(raw[index]) { count += 1 }
        return count
    }

    /// Whether a sequence that begins so is a Latin or a Cyrillic letter, or a usual sign.
    private static func isCommonLead(_ byte: UInt8) -> Bool {
        (0xC2...0xC5).contains(byte) || byte == 0xD0 || byte == 0xD1
    }

    static func isControl(_ byte: UInt8) -> Bool {
        byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D
    }
}

extension UTF8Survey {
    /// The bytes as valid UTF-8, without control characters.
    ///
    /// A stray byte among ASCII is a windows-1252 character that was pasted in; any other stray
    /// byte becomes U+FFFD. U+0080 to U+009F become what windows-1252 has there.
    static func cleaned(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        bytes.withUnsafeBytes { raw in
            var index = 0
            while index < raw.count {
                let byte = raw[index]
                guard byte >= 0x80 else {
                    if !isControl(byte) { out.append(byte) }
                    index += 1
                    continue
                }
                let length = UTF8Sequence.length(raw, at: index)
                if length == 0 {
                    let isAlone =
                        (index == 0 || raw[index - 1] < 0x80)
                        && (index + 1 == raw.count || raw[index + 1] < 0x80)
                    out += utf8(isAlone ? byte : nil)
                } else if byte == 0xC2, raw[index + 1] < 0xA0 {
                    out += utf8(raw[index + 1])
                } else {
                    out += raw[index..<(index + length)]
                }
                index += max(1, length)
            }
        }
        return out
    }

    /// A windows-1252 byte above ASCII, as UTF-8.
    private static func utf8(_ byte: UInt8?) -> [UInt8] {
        guard let byte else { return [0xEF, 0xBF, 0xBD] }
        let scalar =
            byte < 0xA0 ? Unicode.Scalar(windows1252[Int(byte - 0x80)]) : Unicode.Scalar(byte)
        return Array(String(Character(scalar ?? "\u{FFFD}")).utf8)
    }

    private static let windows1252: [UInt16] = [
        0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039,
        0x152, 0x8D, 0x17D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
        0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E, 0x178,
    ]
}

/// Measures UTF-8 sequences (RFC 3629).
enum UTF8Sequence {
    /// The length of the sequence that begins at the index; 0 if none does.
    static func length(_ bytes: UnsafeRawBufferPointer, at index: Int) -> Int {
        let first = bytes[index]
        let length: Int
        var low: UInt8 = 0x80
        var high: UInt8 = 0xBF
        switch first {
        case 0..<0x80: return 1
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, low) = (3, 0xA0)
        case 0xED: (length, high) = (3, 0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, low) = (4, 0x90)
        case 0xF4: (length, high) = (4, 0x8F)
        case 0xF1...0xF3: length = 4
        default: return 0
        }
        guard index + length <= bytes.count, (low...high).contains(bytes[index + 1]) else {
            return 0
        }
        var next = index + 2
        while next < index + length {
            if bytes[next] & 0xC0 != 0x80 { return 0 }
            next += 1
        }
        return length
    }
}
