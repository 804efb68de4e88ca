#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif

extension IPAddress {
    /// Reads the forms that inet_pton reads: no shortened, octal or hexadecimal IPv4.
    package init?(_ text: String) {
        var four = in_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            self.init(bytes: withUnsafeBytes(of: four) { Array($0) })
            return
        }
        var six = in6_addr()
        guard inet_pton(AF_INET6, text, &six) == 1 else { return nil }
        self.init(bytes: withUnsafeBytes(of: six) { Array($0) })
    }
}

extension AddressBlock {
    /// Reads `10.0.0.0/8`, `fe80::/10`, or one address alone.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let base = IPAddress(String(parts[0])) else { return nil }
        let longest = base.bytes.count * 8
        guard parts.count == 2 else {
            self.init(base: base, prefixLength: longest)
            return
        }
        guard let length = Int(parts[1]), (0...longest).contains(length) else { return nil }
        self.init(base: base, prefixLength: length)
    }
}
