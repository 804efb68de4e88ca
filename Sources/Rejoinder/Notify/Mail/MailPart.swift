import Signing

/// A body part of a message: text in UTF-8, in lines that every server takes.
struct MailPart {
    let encoding: String
    /// The encoded text, in lines of at most 76 bytes, each ended by CR LF.
    let text: String

    /// - Parameter text: with `\n` between lines.
    init(_ text: String) {
        let strange = text.utf8.count { $0 >= 0x7F }
        // A letter beyond ASCII takes six bytes or more as quoted-printable, three as Base64.
        if strange * 6 > text.utf8.count {
            encoding = "base64"
            self.text = Self.base64(text)
        } else {
            encoding = "quoted-printable"
            self.text = Self.quotedPrintable(text)
        }
    }

    /// RFC 2045 section 6.8.
    static func base64(_ text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let bytes = Array(lines.joined(separator: "\r\n").utf8)
        var out = ""
        for start in stride(from: 0, to: bytes.count, by: 57) {
            let piece = bytes.dropFirst(start).prefix(57)
            out += Signing.Base64.encode(Array(piece)) + "\r\n"
        }
        return out
    }

    /// RFC 2045 section 6.7.
    static func quotedPrintable(_ text: String) -> String {
        var out: [UInt8] = []
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        for line in lines {
            appendQuotedPrintable(Array(line.utf8), to: &out)
            out += [0x0D, 0x0A]
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static func appendQuotedPrintable(_ line: [UInt8], to out: inout [UInt8]) {
        var column = 0
        for (index, byte) in line.enumerated() {
            let isBlank = byte == 0x20 || byte == 0x09
            var isPlain = byte > 0x20 && byte < 0x7F && byte != 0x3D
            if isBlank { isPlain = index < line.count - 1 }
            // A dot that begins a line ends the message if a server on the way forgets to double it.
            if column == 0, byte == 0x2E { isPlain = false }
            let width = isPlain ? 1 : 3
            // One column is left for the sign of a soft break.
            if column + width > 75 {
                out += [0x3D, 0x0D, 0x0A]
                column = 0
                if byte == 0x2E { isPlain = false }
            }
            if isPlain {
                out.append(byte)
            } else {
                out.append(0x3D)
                out += Hex.string([byte]).uppercased().utf8
            }
            column += isPlain ? 1 : 3
        }
    }
}
