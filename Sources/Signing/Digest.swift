import COpenSSL

/// SHA-256 (FIPS 180-4) by libcrypto.
package enum SHA256 {
    /// The digest of all parts in sequence.
    /// - Returns: 32 bytes.
    package static func digest(_ parts: [UInt8]...) -> [UInt8] {
        let bytes = parts.count == 1 ? parts[0] : Array(parts.joined())
        var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
        // One call over one buffer. It may fail for want of memory; the fallback below cannot.
        if EVP_Digest(bytes, bytes.count, &digest, nil, copenssl_sha256(), nil) != 1 {
            _ = COpenSSL.SHA256(bytes, bytes.count, &digest)
        }
        return digest
    }
}
