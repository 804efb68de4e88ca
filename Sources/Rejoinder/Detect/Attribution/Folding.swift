/// Folds to lower case and one kind of apostrophe, byte by byte, and hashes the result.
enum Folding {
    /// FNV-1a over the folded bytes; words that differ only in case have the same hash.
    static func hash(_ bytes: SafeArray<UInt8>, _ range: Range<Int>) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        var index = range.lowerBound
        func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        while index < range.upperBound {
            let byte = bytes[index]
            guard byte >= 0x80 else {
                add(lower(byte))
                index += 1
                continue
            }
            let next = index + 1 < range.upperBound ? bytes[index + 1] : 0
            if byte == 0xE2, next == 0x80, index + 2 < range.upperBound, bytes[index + 2] == 0x99 {
                add(0x27)
                index += 3
            } else if byte == 0xCA, next == 0xBC {
                add(0x27)
                index += 2
            } else {
                let (first, second) = lower(byte, next)
                add(first)
                if next != 0 { add(second) }
                index += 2
            }
        }
        return hash
    }

    static func hash(_ word: some StringProtocol) -> UInt64 {
        let bytes = SafeArray(word.utf8)
        return hash(bytes, 0..<bytes.count)
    }

    static func isUpper(_ bytes: SafeArray<UInt8>, at index: Int) -> Bool {
        let byte = bytes[index]
        if byte < 0x80 { return byte >= 0x41 && byte <= 0x5A }
        guard index + 1 < bytes.count else { return false }
        let folded = lower(byte, bytes[index + 1])
        return folded.0 != byte || folded.1 != bytes[index + 1]
    }

    private static func lower(_ byte: UInt8) -> UInt8 {
        byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
    }

    /// The lower case of two bytes of Latin-1, Latin Extended-A or Cyrillic; others stay.
    private static func lower(_ first: UInt8, _ second: UInt8) -> (UInt8, UInt8) {
        switch (first, second) {
        case (0xC3, 0x80...0x9E) where second != 0x97: (first, second | 0x20)
        case (0xC4, 0x80...0xB6), (0xC5, 0x8A...0xB6):
            (first, second | 1)
        case (0xC4, 0xB9...0xBD): (first, second + (second & 1))
        case (0xD0, 0x80...0x8F): (0xD1, second + 0x10)
        case (0xD0, 0x90...0x9F): (0xD0, second + 0x20)
        case (0xD0, 0xA0...0xAF): (0xD1, second - 0x20)
        case (0xD2, 0x90): (0xD2, 0x91)
        default: (first, second)
        }
    }
}
