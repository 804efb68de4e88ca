import Signing

/// How an event is bound to all events before it.
///
///     hash = SHA-256("rejoinder-event-v1" 0x00 ‖ previous ‖ SHA-256(header) ‖ SHA-256(body))
///     header = sequence LF id LF type LF at LF feed      (decimal, UTF-8; feed may be empty)
///
/// The first event's `previous` is the log's id, 32 random bytes. The body enters by its hash,
/// so that a body can be shown, or withheld, without the rest.
package enum HashChain {
    package static func hash(
        previous: [UInt8], sequence: Int64, id: String, type: String, at: Timestamp, feed: String?,
        body: [UInt8]
    ) -> [UInt8] {
        let header = "\(sequence)\n\(id)\n\(type)\n\(at.milliseconds)\n\(feed ?? "")"
        return SHA256.digest(
            domain, previous, SHA256.digest(Array(header.utf8)), SHA256.digest(body))
    }

    private static let domain = Array("rejoinder-event-v1\0".utf8)
}

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
