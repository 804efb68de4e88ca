import COpenSSL

/// HMAC-SHA-256 (RFC 2104) by libcrypto.
package enum HMACSHA256 {
    /// The authentication code of the message under the key.
    /// - Returns: 32 bytes.
    package static func code(
        for message: [UInt8], key: [UInt8]
    ) throws(SigningError) -> [UInt8] {
        var code = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
        guard let length = Int32(exactly: key.count),
            HMAC(EVP_sha256(), key, length, message, message.count, &code, nil) != nil
        else { throw .unavailable("HMAC-SHA-256") }
        return code
    }

    /// Whether the code belongs to the message; the time taken does not tell where it differs.
    package static func isValid(
        _ code: [UInt8], for message: [UInt8], key: [UInt8]
    ) throws(SigningError) -> Bool {
        ConstantTime.isEqual(code, try Self.code(for: message, key: key))
    }
}
