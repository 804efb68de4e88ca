/// The part that a character plays in a text.
enum CharacterClass {
    case letter
    /// A mark that joins the letter before it.
    case mark
    /// An ideograph is a word of its own, as in Chinese.
    case ideograph
    case punctuation
    case blank
    /// A character that shows nothing: soft hyphens, joiners, direction marks.
    case unseen

    /// Whether a word continues with this character.
    var continuesWord: Bool {
        switch self {
        case .letter, .mark, .unseen: true
        case .ideograph, .punctuation, .blank: false
        }
    }

    static func of(_ value: UInt32) -> CharacterClass {
        switch value {
        case 0...0x20, 0x7F...0xA0: .blank
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: .letter
        case 0x21...0x7E: .punctuation
        case 0xAD, 0x34F, 0x61C, 0x180E, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F,
            0xFE00...0xFE0F, 0xFEFF, 0xFFF9...0xFFFC, 0xE0100...0xE01EF:
            .unseen
        case 0xAA, 0xB2, 0xB3, 0xB5, 0xB9, 0xBA, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2BB: .letter
        case 0x2BC: .punctuation
        case 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: .blank
        case 0x2010...0x2027, 0x2030...0x205E, 0x3001...0x303F, 0xFF01...0xFF0F, 0xFF1A...0xFF20:
            .punctuation
        case 0x400...0x481, 0x48A...0x52F, 0x5D0...0x5EA, 0x620...0x64A: .letter
        case 0x300...0x36F, 0x483...0x489, 0x591...0x5BD, 0x64B...0x65F: .mark
        case 0x3040...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0x20000...0x3FFFF: .ideograph
        default: byCategory(value)
        }
    }

    private static func byCategory(_ value: UInt32) -> CharacterClass {
        guard let scalar = Unicode.Scalar(value) else { return .punctuation }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .decimalNumber, .letterNumber:
            return .letter
        case .nonspacingMark, .spacingMark, .enclosingMark: return .mark
        case .spaceSeparator, .lineSeparator, .paragraphSeparator, .control: return .blank
        default: return .punctuation
        }
    }

    /// The mark that stands for all marks of its kind.
    static func plainMark(_ value: UInt32) -> UInt32 {
        switch value {
        case 0x60, 0xB4, 0x2BC, 0x2018...0x201B, 0x2032, 0x2039, 0x203A, 0xFF07: 0x27
        case 0xAB, 0xBB, 0x201C...0x201F, 0x2033, 0x300C...0x300F, 0xFF02: 0x22
        case 0x2010...0x2015, 0x2212, 0xFE58, 0xFE63, 0xFF0D: 0x2D
        case 0x2026: 0x2E
        case 0xFF01...0xFF5E: value - 0xFEE0
        default: value
        }
    }

    /// Whether the scalar is an apostrophe in some text, even if it is a quotation mark in others.
    static func isApostrophe(_ value: UInt32) -> Bool {
        value == 0x27 || value == 0x2019 || value == 0x2BC || value == 0xFF07
    }

    /// Whether the scalar is a decimal digit, of any script.
    static func isDigit(_ value: UInt32) -> Bool {
        if value < 0x80 { return value >= 0x30 && value <= 0x39 }
        // No script before Arabic has digits of its own.
        return value >= 0x660 && Unicode.Scalar(value)?.properties.numericType == .decimal
    }

    /// Whether several such marks in a row say no more than one.
    static func isRepeatable(_ mark: UInt32) -> Bool {
        switch mark {
        case 0x21, 0x2D, 0x2E, 0x3F, 0x27: true
        default: false
        }
    }
}

/// ASCII letters and digits.
enum ASCII {
    static func isWord(_ byte: UInt8) -> Bool {
        let letter = (byte | 0x20) &- 0x61
        return letter < 26 || byte &- 0x30 < 10
    }
}
