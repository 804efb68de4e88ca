import COpenSSL

/// Random bytes that nobody can guess.
package enum SecureRandom {
    package static func bytes(count: Int) throws(SigningError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        guard let length = Int32(exactly: count), RAND_bytes(&bytes, length) == 1 else {
            throw .unavailable("random bytes")
        }
        return bytes
    }
}
