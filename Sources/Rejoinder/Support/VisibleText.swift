/// Makes untrusted text safe for one line of a terminal or a log.
///
/// Characters that would move the cursor, turn the writing direction or hide themselves are written
/// out, as `\x1b` or `\u{202e}`; each run of white space becomes one space.
package enum VisibleText {
    /// The text on one line.
    ///
    /// - Parameter limit: characters at most; a longer text is cut at a word and ends with `…`.
    package static func line(_ text: String, limit: Int = .max) -> String {
        var out = ""
        var count = 0
        var isBlankDue = false
        var lastBlank: String.Index?
        for scalar in text.unicodeScalars {
            if scalar.properties.isWhitespace {
                isBlankDue = !out.isEmpty
                continue
            }
            if isBlankDue {
                lastBlank = out.endIndex
                out.unicodeScalars.append(" ")
                count += 1
                isBlankDue = false
            }
            if isHidden(scalar) {
                out += escape(scalar)
            } else {
                out.unicodeScalars.append(scalar)
            }
            count += 1
            if count > limit { return cut(out, at: lastBlank, limit: limit) }
        }
        return out
    }

    private static func cut(_ text: String, at blank: String.Index?, limit: Int) -> String {
        // A last word that takes more than half of the limit is cut at the limit, not left out.
        if let blank, text[..<blank].unicodeScalars.count > limit / 2 {
            return text[..<blank] + "…"
        }
        return String(text.unicodeScalars.dropLast()) + "…"
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16)
        guard scalar.value < 0x100 else { return "\\u{\(digits)}" }
        return "\\x" + (digits.utf8.count < 2 ? "0" : "") + digits
    }

    /// Whether it is a control character, turns the writing direction, or shows nothing.
    ///
    /// The joiners U+200C and U+200D stay: Persian and Indic words need them, and so do emoji.
    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0: true
        case 0x061C, 0x180E, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060...0x206F: true
        case 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE007F: true
        default: false
        }
    }
}
