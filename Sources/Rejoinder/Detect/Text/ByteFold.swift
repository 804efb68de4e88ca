/// Folds the case of UTF-8 text byte by byte, so that every byte keeps its place.
///
/// Covers ASCII, Latin-1, Latin Extended-A, Greek without accents, and Cyrillic; everything else
/// stays as it is.
enum ByteFold {
    static func folded(_ bytes: [UInt8]) -> [UInt8] {
        var out = bytes
        var index = 0
        while index < out.count {
            let byte = out[index]
            if byte < 0x80 {
                if byte >= 0x41, byte <= 0x5A { out[index] = byte | 0x20 }
                index += 1
            } else if index + 1 < out.count, byte >= 0xC3, byte <= 0xD3 {
                let pair = pair(byte, out[index + 1])
                out[index] = pair.0
                out[index + 1] = pair.1
                index += 2
            } else {
                index += 1
            }
        }
        return out
    }

    static func folded(_ bytes: SafeArray<UInt8>) -> SafeArray<UInt8> {
        SafeArray(folded(bytes.elements))
    }

    static func folded(_ text: String) -> String {
        String(decoding: folded(Array(text.utf8)), as: UTF8.self)
    }

    private static func pair(_ lead: UInt8, _ tail: UInt8) -> (UInt8, UInt8) {
        switch (lead, tail) {
        case (0xC3, 0x80...0x9E) where tail != 0x97: (lead, tail + 0x20)
        // Latin Extended-A has its letters in pairs, and the two runs differ in which one is the
        // capital.
        case (0xC4, 0xB9...0xBE), (0xC5, 0x81...0x88), (0xC5, 0xB9...0xBE):
            (lead, tail & 1 == 1 ? tail + 1 : tail)
        case (0xC4, 0x80...0xB7), (0xC5, 0x8A...0xB7): (lead, tail & 1 == 0 ? tail + 1 : tail)
        case (0xD0, 0x80...0x8F): (0xD1, tail + 0x10)
        case (0xD0, 0x90...0x9F): (0xD0, tail + 0x20)
        case (0xD0, 0xA0...0xAF): (0xD1, tail - 0x20)
        case (0xD2, 0x90): (0xD2, 0x91)
        default: (lead, tail)
        }
    }
}
