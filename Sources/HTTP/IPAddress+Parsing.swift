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
    /// Reads `10.0.0.0/8`, `fe80::/10`, or a single address.
    ///
    /// A block of IPv4-mapped addresses becomes an IPv4 block, as addresses are judged unmapped.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let address = parts.first.flatMap({ IPAddress(String($0)) }) else { return nil }
        let longest = address.bytes.count * 8
        var length = longest
        if parts.count == 2 {
            guard parts[1].utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }),
                let number = Int(parts[1]), (0...longest).contains(number)
            else { return nil }
            length = number
        }
        guard address.unmapped == address else {
            guard length >= 96 else { return nil }
            self.init(base: address.unmapped, prefixLength: length - 96)
            return
        }
        self.init(base: address, prefixLength: length)
    }
}
