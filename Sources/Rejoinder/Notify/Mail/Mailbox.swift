/// A mail address, with or without the name of whose it is (RFC 5322 section 3.4).
package struct Mailbox: Hashable, Sendable {
    /// What people see; empty if there is no name.
    package let name: String
    package let address: String

    /// Reads `desk@example.org`, `Foreign desk <desk@example.org>` or `"Desk, foreign" <…>`.
    ///
    /// Nil for everything else, and for addresses that are not ASCII: few servers offer SMTPUTF8.
    package init?(_ text: String) {
        guard text.utf8.count <= 400, !text.unicodeScalars.contains(where: Self.isControl) else {
            return nil
        }
        guard text.hasSuffix(">"), let opening = text.lastIndex(of: "<") else {
            guard Self.isAddress(text) else { return nil }
            (name, address) = ("", text)
            return
        }
        let written = text[text.index(after: opening)...].dropLast()
        var name = VisibleText.line(String(text[..<opening]))
        if name.hasSuffix(" ") { name.removeLast() }
        if name.utf8.count > 1, name.hasPrefix("\""), name.hasSuffix("\"") {
            name = String(name.dropFirst().dropLast())
        }
        guard Self.isAddress(String(written)), !name.contains(where: { "<>\"\\".contains($0) })
        else { return nil }
        (self.name, address) = (name, String(written))
    }

    /// What follows the `@`.
    var domain: String { address.split(separator: "@").last.map(String.init) ?? "" }

    /// A dot-atom, `@` and a host name (RFC 5321 section 4.1.2), within its limits of length.
    private static func isAddress(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, text.utf8.count <= 254, parts[0].utf8.count <= 64 else {
            return false
        }
        let atoms = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
        return atoms.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(isAtomByte) }
            && labels.allSatisfy { label in
                (1...63).contains(label.utf8.count) && !label.hasPrefix("-")
                    && !label.hasSuffix("-")
                    && label.utf8.allSatisfy { isLetterOrDigit($0) || $0 == 0x2D }
            }
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
            || scalar.value == 0x2028 || scalar.value == 0x2029
    }

    /// Whether the byte may stand in an atom (RFC 5322 section 3.2.3).
    static func isAtomByte(_ byte: UInt8) -> Bool {
        isLetterOrDigit(byte) || "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: false
        }
    }
}
