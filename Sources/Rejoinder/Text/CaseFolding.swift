/// Folds letters to lower case in UTF-8, each within its own bytes, so that every byte keeps its
/// place.
///
/// A letter whose lower case has another length, such as İ or the Kelvin sign, stays as it is.
enum CaseFolding {
    static func folded(_ bytes: [UInt8]) -> [UInt8] {
        var out = bytes
        let pairs = pairs
        var index = 0
        while index < out.count {
            let byte = out[index]
            if byte < 0x80 {
                out[index] = byte.lowercased
                index += 1
            } else if byte >= 0xC2, byte < 0xE0, index + 1 < out.count {
                let pair = pairs[place(byte, out[index + 1])]
                out[index] = UInt8(truncatingIfNeeded: pair >> 8)
                out[index + 1] = UInt8(truncatingIfNeeded: pair)
                index += 2
            } else if mayBeCased(byte) {
                index += foldLong(&out, at: index)
            } else {
                index += 1
            }
        }
        return out
    }

    static func folded(_ bytes: SafeArray<UInt8>) -> SafeArray<UInt8> {
        SafeArray(folded(bytes.elements))
    }

    /// Whether the scalar that starts at the index is a capital.
    static func isCapital(_ bytes: SafeArray<UInt8>, at index: Int) -> Bool {
        let byte = bytes[index]
        if byte < 0x80 { return byte >= 0x41 && byte <= 0x5A }
        if byte < 0xE0 {
            let pair = UInt16(byte) << 8 | UInt16(bytes[index + 1])
            return byte >= 0xC2 && pairs[place(byte, bytes[index + 1])] != pair
        }
        guard mayBeCased(byte), let scalar = UTF8Scalar.read(bytes, at: index) else { return false }
        return lower(scalar.value) != nil
    }

    /// A hash of the folded word; all kinds of apostrophe are one, and unseen characters none.
    ///
    /// FNV-1a, which is quick for words.
    static func hash(_ bytes: SafeArray<UInt8>, _ range: Range<Int>) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        let pairs = pairs
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = bytes[index]
            if byte < 0x80 {
                add(byte.lowercased)
                index += 1
                continue
            }
            if byte >= 0xC3, byte < 0xE0, byte != 0xCA, byte != 0xCD, byte != 0xD8 {
                let pair = pairs[place(byte, bytes[index + 1])]
                add(UInt8(truncatingIfNeeded: pair >> 8))
                add(UInt8(truncatingIfNeeded: pair))
                index += 2
                continue
            }
            guard let scalar = UTF8Scalar.read(bytes, at: index) else {
                add(byte)
                index += 1
                continue
            }
            index += scalar.length
            if CharacterClass.isApostrophe(scalar.value) {
                add(0x27)
            } else if CharacterClass.of(scalar.value) != .unseen {
                UTF8Scalar.forEachByte(of: lower(scalar.value) ?? scalar.value, add)
            }
        }
        return hash
    }

    static func hash(_ word: some StringProtocol) -> UInt64 {
        let bytes = SafeArray(word.utf8)
        return hash(bytes, 0..<bytes.count)
    }
}

extension StringProtocol {
    /// The text in the form in which words are compared without regard to case.
    package var caseFolded: String {
        if utf8.allSatisfy({ $0 < 0x80 }) { return lowercased() }
        return String(decoding: CaseFolding.folded(Array(utf8)), as: UTF8.self)
    }
}

extension CaseFolding {
    /// The lower case of every scalar of two bytes, as its two bytes.
    private static let pairs: SafeArray<UInt16> = SafeArray(
        (0x80..<0x800).map { value in
            let value = lower(UInt32(value)) ?? UInt32(value)
            return UInt16((0xC0 | value >> 6) << 8 | 0x80 | value & 0x3F)
        })

    @inline(__always)
    private static func place(_ lead: UInt8, _ tail: UInt8) -> Int {
        (Int(lead & 0x1F) << 6 | Int(tail & 0x3F)) - 0x80
    }

    /// Whether a letter with this first byte, of three or four, may have a case.
    ///
    /// Punctuation and ideographs, most of what has three bytes, never do.
    private static func mayBeCased(_ lead: UInt8) -> Bool {
        lead == 0xE1 || lead == 0xE2 || lead == 0xEA || lead == 0xEF || lead == 0xF0
    }

    /// The lower case of a capital if it takes as many bytes; nil for every other scalar.
    private static func lower(_ value: UInt32) -> UInt32? {
        // General punctuation is the most common of all that has three bytes.
        if value >= 0x2000 && value < 0x2100 { return nil }
        guard let scalar = Unicode.Scalar(value), scalar.properties.changesWhenLowercased else {
            return nil
        }
        let mapping = scalar.properties.lowercaseMapping.unicodeScalars
        guard let lower = mapping.first, mapping.count == 1,
            UTF8.width(lower) == UTF8.width(scalar)
        else { return nil }
        return lower.value
    }

    /// Folds the scalar of three or four bytes at the index, and returns its length.
    private static func foldLong(_ bytes: inout [UInt8], at index: Int) -> Int {
        guard let scalar = UTF8Scalar.read(bytes, at: index) else { return 1 }
        if let lower = lower(scalar.value) {
            var place = index
            UTF8Scalar.forEachByte(of: lower) { byte in
                bytes[place] = byte
                place += 1
            }
        }
        return scalar.length
    }
}
