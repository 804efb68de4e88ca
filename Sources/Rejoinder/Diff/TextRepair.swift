import Foundation

/// Undoes what broke a text on its way here, before anybody reads it.
enum TextRepair {
    /// The text in UTF-8 with two kinds of damage repaired.
    ///
    /// These are character references that were escaped twice, and UTF-8 that was read as
    /// windows-1252.
    static func repaired(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        let marks = marks(bytes)
        if marks.hasAmpersand { bytes = decoded(decoded(bytes)) }
        if marks.hasAmpersand || marks.hasC3, isTwiceEncoded(bytes) {
            bytes = encodedOnce(bytes) ?? bytes
        }
        return bytes
    }

    /// Looks for signs of damage without stopping early, which allows many bytes at a time.
    private static func marks(_ bytes: [UInt8]) -> (hasAmpersand: Bool, hasC3: Bool) {
        var (ampersand, lead) = (UInt8.max, UInt8.max)
        for byte in bytes {
            ampersand = min(ampersand, byte ^ 0x26)
            lead = min(lead, byte ^ 0xC3)
        }
        return (ampersand == 0, lead == 0)
    }

    private static func decoded(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            // A name without its semicolon may be a word: "AT&T", "Q&amp".
            if bytes[index] == 0x26,
                let (text, end) = HTMLReference.read(bytes, at: index, end: bytes.count),
                bytes[end - 1] == 0x3B
            {
                out += text.utf8
                index = end
            } else {
                out.append(bytes[index])
                index += 1
            }
        }
        return out
    }

    /// Whether the bytes of a quotation mark or an accented letter were each read as a character.
    private static func isTwiceEncoded(_ bytes: [UInt8]) -> Bool {
        guard bytes.count >= 4 else { return false }
        for index in 0..<(bytes.count - 3) where bytes[index] == 0xC3 {
            // Looks for "â€", and for "Ã" before a character that was a continuation byte in UTF-8.
            if bytes[index + 1] == 0xA2, bytes[index + 2] == 0xE2, bytes[index + 3] == 0x82 {
                return true
            }
            if bytes[index + 1] == 0x83, bytes[index + 2] == 0xC2 { return true }
        }
        return false
    }

    /// The bytes that were read as windows-1252; nil if they could not have been.
    private static func encodedOnce(_ bytes: [UInt8]) -> [UInt8]? {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let data = text.data(using: .windowsCP1252) else { return nil }
        return String(validating: data, as: UTF8.self).map { Array($0.utf8) }
    }
}
