/// The one gate for every outgoing connection: which addresses and ports may be connected to.
///
/// It judges the resolved socket address at the moment of connecting, so that rebound names,
/// embedded addresses and odd spellings cannot slip past.
package struct AddressPolicy: Hashable, Sendable {
    /// An exception that the operator made: a block of addresses, and one port or all ports.
    package struct Exception: Hashable, Sendable {
        package let block: AddressBlock
        package let port: UInt16?

        package init(block: AddressBlock, port: UInt16?) {
            self.block = block
            self.port = port
        }

        /// Reads `127.0.0.1:8080`, `10.0.0.0/8`, `[::1]:8080`, `[fd00::/8]:443`, `fd00::/8`.
        package init?(_ text: String) {
            let (address, port) = Self.split(text)
            guard let block = AddressBlock(address) else { return nil }
            guard let port else {
                self.init(block: block, port: nil)
                return
            }
            guard port.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let number = UInt16(port)
            else { return nil }
            self.init(block: block, port: number)
        }

        /// The address with its prefix length, and the port; `[::1]/128:80` is read too.
        private static func split(_ text: String) -> (String, port: String?) {
            guard text.hasPrefix("[") || text.contains("."), let colon = text.lastIndex(of: ":")
            else { return (text.filter { $0 != "[" && $0 != "]" }, nil) }
            let isInside = text[colon...].contains("]")
            let address = isInside ? text[...] : text[..<colon]
            // An IPv6 address without brackets that ends in an IPv4 one: all of it is the address.
            if !text.hasPrefix("["), address.contains(":") { return (text, nil) }
            let port = isInside ? nil : String(text[text.index(after: colon)...])
            return (address.filter { $0 != "[" && $0 != "]" }, port)
        }
    }

    package enum Verdict: Hashable, Sendable { case allowed, blockedAddress, blockedPort }

    package let exceptions: [Exception]

    /// Allows only globally reachable unicast addresses, and the exceptions.
    package init(exceptions: [Exception] = []) { self.exceptions = exceptions }

    package func judge(
        _ address: IPAddress, port: UInt16, allowedPorts: Set<UInt16> = []
    ) -> Verdict {
        let address = address.unmapped
        let excepted = exceptions.contains {
            $0.block.contains(address) && ($0.port == nil || $0.port == port)
        }
        if excepted { return .allowed }
        let blocks = address.isV4 ? Self.specialV4 : Self.specialV6
        guard !blocks.contains(where: { $0.contains(address) }) else { return .blockedAddress }
        guard address.isV4 || Self.globalUnicast?.contains(address) == true else {
            return .blockedAddress
        }
        return port == 80 || port == 443 || allowedPorts.contains(port) ? .allowed : .blockedPort
    }
}

extension AddressPolicy {
    /// All of IPv6 that is assigned as global unicast (IANA, IPv6 Address Space).
    private static let globalUnicast = AddressBlock("2000::/3")

    /// The IANA IPv4 Special-Purpose Address Registry, multicast, and the reserved last block.
    private static let specialV4 = [
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16",
        "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24",
        "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15",
        "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
    ].compactMap { AddressBlock($0) }

    /// The IANA IPv6 Special-Purpose Address Registry, as far as it lies in 2000::/3.
    ///
    /// It includes what embeds an IPv4 address: 6to4, and Teredo (within 2001::/23).
    private static let specialV6 = [
        "2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20",
    ].compactMap { AddressBlock($0) }
}
