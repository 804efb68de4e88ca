import Signing

/// Ids derived from what they name, so that the same thing seen twice gets the same id.
package enum DerivedID {
    /// - Parameter parts: what is named, in order; the bytes of one part cannot run into the next.
    /// - Returns: the prefix, `_`, and 26 letters and digits (128 bits of SHA-256 in base 32).
    package static func make(_ prefix: String, salt: [UInt8], _ parts: [String]) -> String {
        var named = salt
        for part in parts {
            named += Array("\(part.utf8.count):".utf8)
            named += Array(part.utf8)
        }
        return "\(prefix)_\(base32(Array(SHA256.digest(named).prefix(16))))"
    }

    /// The id of an inquiry about a question that a text reports.
    static func inquiry(
        salt: [UInt8], feed: String, identity: String, institution: InstitutionKey?, name: String
    ) -> Inquiry.ID {
        Inquiry.ID(
            rawValue: make("inq", salt: salt, [feed, identity, institution?.rawValue ?? name]))
    }

    /// RFC 4648 section 6 in lower case, without padding.
    private static func base32(_ bytes: [UInt8]) -> String {
        let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)
        var digits: [UInt8] = []
        var buffer: UInt16 = 0
        var bits = 0
        for byte in bytes {
            buffer = buffer << 8 | UInt16(byte)
            bits += 8
            while bits >= 5 {
                bits -= 5
                digits.append(alphabet[Int(buffer >> UInt16(bits) & 31)])
            }
            buffer &= (1 << UInt16(bits)) - 1
        }
        if bits > 0 { digits.append(alphabet[Int(buffer << UInt16(5 - bits) & 31)]) }
        return String(decoding: digits, as: UTF8.self)
    }
}
