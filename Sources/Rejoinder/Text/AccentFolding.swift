import Foundation

/// Folds letters to the plain, small ones that people type for them.
///
/// A letter loses its case and its accent (É, ü, ő), and what is written for two letters becomes
/// the two (ß, æ, œ). Of the Cyrillic letters, ё becomes е, because print hardly ever writes its
/// dots, and ґ becomes г, because many keyboards lack it and many texts were written without it.
/// Й, ї and ў stay: they are letters of their own, without which words become others (мой, мои).
enum AccentFolding {
    /// Adds the plain letters for a scalar in UTF-8; marks that join the letter before add nothing.
    static func append(_ value: UInt32, to bytes: inout [UInt8]) {
        if value < 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: value).lowercased)
        } else if value < 0x800 {
            let place = Int(value) - 0x80
            guard short.indices.contains(place) else { return }
            var packed = short[place]
            while packed != 0 {
                bytes.append(UInt8(truncatingIfNeeded: packed))
                packed >>= 8
            }
        } else {
            bytes += plain(value)
        }
    }

    /// The plain letters of every scalar of two bytes: at most four bytes, the first one lowest.
    private static let short: [UInt32] = (0x80..<0x800).map { value in
        plain(UInt32(value)).prefix(4).reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }

    private static func plain(_ value: UInt32) -> [UInt8] {
        guard let scalar = Unicode.Scalar(value) else { return [] }
        // Fullwidth letters and digits stand for those of ASCII.
        if (0xFF10...0xFF5A).contains(value) {
            return [UInt8(truncatingIfNeeded: value - 0xFEE0).lowercased]
        }
        let lower = scalar.properties.lowercaseMapping
        guard hasAccents(value) else { return Array(lower.utf8) }
        var out: [UInt8] = []
        for letter in lower.unicodeScalars {
            if let letters = letters[letter] {
                out += letters.utf8
            } else if ownLetters.contains(letter) {
                out += String(letter).utf8
            } else {
                let parts = String(letter).decomposedStringWithCanonicalMapping.unicodeScalars
                for part in parts where CharacterClass.of(part.value) != .mark {
                    out += String(part).utf8
                }
            }
        }
        return out
    }

    /// Whether letters with this number may have an accent; Hangul would fall apart into its parts.
    private static func hasAccents(_ value: UInt32) -> Bool {
        value < 0x800 || (0x1E00..<0x2000).contains(value) || (0x212A...0x212B).contains(value)
            || (0xFB00...0xFB06).contains(value)
    }

    private static let letters: [Unicode.Scalar: String] = [
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th",
        "ı": "i", "ħ": "h", "ŧ": "t", "ſ": "s", "ς": "σ", "ґ": "г",
        "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
    ]

    private static let ownLetters: Set<Unicode.Scalar> = ["й", "ї", "ў", "ѓ", "ќ"]
}
