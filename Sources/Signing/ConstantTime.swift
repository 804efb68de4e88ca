import COpenSSL

/// Compares secrets in constant time.
package enum ConstantTime {
    /// Whether both hold the same bytes; the time taken depends only on their length.
    package static func isEqual(_ a: [UInt8], _ b: [UInt8]) -> Bool {
        a.count == b.count && CRYPTO_memcmp(a, b, a.count) == 0
    }
}
