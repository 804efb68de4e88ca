import COpenSSL

/// Comparison of secrets.
package enum ConstantTime {
    /// Whether both are the same bytes; how long it takes depends on their length alone.
    package static func isEqual(_ a: [UInt8], _ b: [UInt8]) -> Bool {
        a.count == b.count && CRYPTO_memcmp(a, b, a.count) == 0
    }
}
