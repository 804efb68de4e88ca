/// An IPv4 or IPv6 address as its 4 or 16 bytes, in network order.
package struct IPAddress: Hashable, Sendable {
    package let bytes: [UInt8]

    package init?(bytes: [UInt8]) {
        guard bytes.count == 4 || bytes.count == 16 else { return nil }
        self.bytes = bytes
    }

    package var isV4: Bool { bytes.count == 4 }

    /// The IPv4 address inside an IPv4-mapped one (RFC 4291 section 2.5.5.2); otherwise itself.
    package var unmapped: IPAddress {
        guard bytes.count == 16, bytes[0..<10].allSatisfy({ $0 == 0 }), bytes[10] == 0xFF,
            bytes[11] == 0xFF, let inner = IPAddress(bytes: Array(bytes[12...]))
        else { return self }
        return inner
    }
}

extension IPAddress: CustomStringConvertible {
    package var description: String {
        guard !isV4 else { return bytes.map { String($0) }.joined(separator: ".") }
        let groups = stride(from: 0, to: 16, by: 2).map {
            String(UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]), radix: 16)
        }
        // The longest run of zero groups becomes "::" (RFC 5952 section 4.2).
        var best = 0..<0
        var start = 0
        for (index, group) in groups.enumerated() {
            if group != "0" { start = index + 1 }
            if index + 1 - start > best.count { best = start..<index + 1 }
        }
        guard best.count > 1 else { return groups.joined(separator: ":") }
        return groups[..<best.lowerBound].joined(separator: ":") + "::"
            + groups[best.upperBound...].joined(separator: ":")
    }
}

/// A block of addresses: `10.0.0.0/8`, `fe80::/10`.
package struct AddressBlock: Hashable, Sendable {
    package let base: IPAddress
    package let prefixLength: Int

    package init(base: IPAddress, prefixLength: Int) {
        self.base = base
        self.prefixLength = prefixLength
    }

    package func contains(_ address: IPAddress) -> Bool {
        guard address.bytes.count == base.bytes.count else { return false }
        let whole = prefixLength / 8
        guard address.bytes[..<whole] == base.bytes[..<whole] else { return false }
        let rest = prefixLength % 8
        guard rest > 0 else { return true }
        let mask = UInt8(truncatingIfNeeded: 0xFF00 >> rest)
        return address.bytes[whole] & mask == base.bytes[whole] & mask
    }
}
