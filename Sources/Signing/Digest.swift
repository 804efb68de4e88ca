import COpenSSL

/// SHA-256 (FIPS 180-4) by libcrypto.
package enum SHA256 {
    /// The digest of all parts in sequence.
    /// - Returns: 32 bytes.
    package static func digest(_ parts: [UInt8]...) -> [UInt8] {
        var context = SHA256_CTX()
        var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
        require(copenssl_sha256_start(&context))
        for part in parts { require(copenssl_sha256_add(&context, part, part.count)) }
        require(copenssl_sha256_finish(&context, &digest))
        return digest
    }

    /// None of the three calls has anything that could fail: see the shim.
    ///
    /// Should one say that it failed all the same, an end is better than a digest that other bytes
    /// have, too: two texts would pass for the same, and what changed would be lost.
    private static func require(_ result: Int32) {
        precondition(result == 1, "libcrypto failed to compute SHA-256")
    }
}
