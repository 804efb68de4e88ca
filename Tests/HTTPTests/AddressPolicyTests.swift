import HTTP
import Testing

/// A block that may not be connected to, with its neighbours.
struct Block: CustomTestStringConvertible {
    let testDescription: String
    let inside: [String]
    /// The addresses just before and after, where these are public.
    let outside: [String]

    init(_ name: String, _ inside: [String], outside: [String] = []) {
        testDescription = name
        self.inside = inside
        self.outside = outside
    }
}

@Suite("The gate for addresses") struct AddressPolicyTests {
    /// IANA's special-purpose registries, multicast and what is reserved, by first and last address.
    static let v4 = [
        Block("0.0.0.0/8, this network", ["0.0.0.0", "0.255.255.255"], outside: ["1.0.0.0"]),
        Block(
            "10.0.0.0/8", ["10.0.0.0", "10.255.255.255"], outside: ["9.255.255.255", "11.0.0.0"]),
        Block(
            "100.64.0.0/10, shared", ["100.64.0.0", "100.127.255.255"],
            outside: ["100.63.255.255", "100.128.0.0"]),
        Block(
            "127.0.0.0/8, loopback", ["127.0.0.0", "127.0.0.1", "127.255.255.255"],
            outside: ["126.255.255.255", "128.0.0.0"]),
        Block(
            "169.254.0.0/16, link-local", ["169.254.0.0", "169.254.169.254", "169.254.255.255"],
            outside: ["169.253.255.255", "169.255.0.0"]),
        Block(
            "172.16.0.0/12", ["172.16.0.0", "172.31.255.255"],
            outside: ["172.15.255.255", "172.32.0.0"]),
        Block(
            "192.0.0.0/24, protocols", ["192.0.0.0", "192.0.0.170", "192.0.0.255"],
            outside: ["191.255.255.255", "192.0.1.0"]),
        Block(
            "192.0.2.0/24, examples", ["192.0.2.0", "192.0.2.255"],
            outside: ["192.0.1.255", "192.0.3.0"]),
        Block("192.31.196.0/24", ["192.31.196.0", "192.31.196.255"], outside: ["192.31.197.0"]),
        Block("192.52.193.0/24", ["192.52.193.0", "192.52.193.255"], outside: ["192.52.192.255"]),
        Block(
            "192.88.99.0/24, 6to4 relays", ["192.88.99.0", "192.88.99.255"],
            outside: ["192.88.98.255", "192.88.100.0"]),
        Block(
            "192.168.0.0/16", ["192.168.0.0", "192.168.255.255"],
            outside: ["192.167.255.255", "192.169.0.0"]),
        Block("192.175.48.0/24", ["192.175.48.0", "192.175.48.255"], outside: ["192.175.49.0"]),
        Block(
            "198.18.0.0/15, benchmarks", ["198.18.0.0", "198.19.255.255"],
            outside: ["198.17.255.255", "198.20.0.0"]),
        Block(
            "198.51.100.0/24, examples", ["198.51.100.0", "198.51.100.255"],
            outside: ["198.51.99.255", "198.51.101.0"]),
        Block(
            "203.0.113.0/24, examples", ["203.0.113.0", "203.0.113.255"],
            outside: ["203.0.112.255", "203.0.114.0"]),
        Block(
            "224.0.0.0/4, multicast", ["224.0.0.0", "239.255.255.255"], outside: ["223.255.255.255"]
        ),
        Block("240.0.0.0/4, reserved", ["240.0.0.0", "255.255.255.255"]),
    ]

    static let v6 = [
        Block("unspecified and loopback", ["::", "::1"]),
        Block("IPv4-compatible", ["::2", "::7f00:1", "::8.8.8.8"]),
        Block("IPv4-translated", ["::ffff:0:7f00:1", "::ffff:0:808:808"]),
        Block("NAT64", ["64:ff9b::", "64:ff9b::7f00:1", "64:ff9b::808:808", "64:ff9b:1::1"]),
        Block("discard-only", ["100::", "100::ffff:ffff:ffff:ffff", "100:0:0:1::"]),
        Block(
            "2001::/23 with Teredo, benchmarks and ORCHID",
            [
                "2001::", "2001::4136:e378:8000:63bf", "2001:2::1", "2001:10::1", "2001:20::1",
                "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff",
            ],
            outside: ["2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2001:200::"]),
        Block(
            "2001:db8::/32, examples", ["2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff"],
            outside: ["2001:db7:ffff::1", "2001:db9::"]),
        Block(
            "6to4", ["2002::", "2002:7f00:1::", "2002:808:808::1", "2002:ffff::1"],
            outside: ["2001:ffff::1", "2003::"]),
        Block("AS112", ["2620:4f:8000::", "2620:4f:8000:ffff::1"], outside: ["2620:4f:8001::"]),
        Block(
            "3fff::/20, examples", ["3fff::", "3fff:fff:ffff::1"],
            outside: ["3fff:1000::", "3ffe::1"]),
        Block("what is not assigned", ["4000::1", "1fff::1", "5f00::1", "8000::1", "e000::1"]),
        Block("unique local", ["fc00::", "fd12:3456::1", "fdff:ffff::1"]),
        Block("link-local and site-local", ["fe80::1", "febf::1", "fec0::1", "feff::1"]),
        Block("multicast", ["ff00::", "ff02::1", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"]),
    ]

    @Test("refuses a block from its first address to its last", arguments: v4 + v6)
    func blocks(_ block: Block) throws {
        for text in block.inside {
            let address = try #require(IPAddress(text))
            #expect(AddressPolicy().judge(address, port: 443) == .blockedAddress, "\(text)")
        }
        for text in block.outside {
            let address = try #require(IPAddress(text))
            #expect(AddressPolicy().judge(address, port: 443) == .allowed, "\(text)")
        }
    }

    @Test("judges an IPv4 address the same inside an IPv6 one", arguments: v4)
    func mapped(_ block: Block) throws {
        for text in block.inside + block.outside {
            let plain = try #require(IPAddress(text))
            let mapped = try #require(IPAddress("::ffff:\(text)"))
            let policy = AddressPolicy()
            #expect(policy.judge(mapped, port: 80) == policy.judge(plain, port: 80), "\(text)")
            for prefix in ["::", "64:ff9b::", "::ffff:0:"] {
                let embedded = try #require(IPAddress(prefix + text))
                #expect(policy.judge(embedded, port: 80) == .blockedAddress)
            }
        }
    }

    @Test("opens other ports only where they were asked for")
    func ports() throws {
        let address = try #require(IPAddress("1.1.1.1"))
        #expect(AddressPolicy().judge(address, port: 6379) == .blockedPort)
        #expect(AddressPolicy().judge(address, port: 25) == .blockedPort)
        #expect(AddressPolicy().judge(address, port: 8443, allowedPorts: [8443]) == .allowed)
        let inside = try #require(IPAddress("10.0.0.1"))
        #expect(AddressPolicy().judge(inside, port: 80, allowedPorts: [80]) == .blockedAddress)
    }

    @Test(
        "opens just the excepted block and port",
        arguments: [
            ("127.0.0.1:8080", "127.0.0.1", 8080, true),
            ("127.0.0.1:8080", "127.0.0.1", 8081, false),
            ("127.0.0.1:8080", "127.0.0.2", 8080, false),
            ("127.0.0.1:8080", "::ffff:127.0.0.1", 8080, true),
            ("127.0.0.1/32:8080", "127.0.0.1", 8080, true),
            ("10.0.0.0/8", "10.9.8.7", 25, true),
            ("10.0.0.0/8", "11.0.0.1", 25, false),
            ("::ffff:10.0.0.0/104", "10.9.8.7", 80, true),
            ("[::1]:8080", "::1", 8080, true),
            ("[::1]/128:8080", "::1", 8080, true),
            ("[::1]/128:8080", "::1", 80, false),
            ("[fd00::/8]:443", "fd12::1", 443, true),
            ("fd00::/8", "fd12::1", 99, true),
            ("fd00::/8", "fc12::1", 443, false),
            ("0.0.0.0/0", "192.168.1.1", 80, true),
        ] as [(String, String, UInt16, Bool)])
    func exceptions(_ rule: String, _ text: String, _ port: UInt16, _ isAllowed: Bool) throws {
        let policy = AddressPolicy(exceptions: [try #require(AddressPolicy.Exception(rule))])
        let address = try #require(IPAddress(text))
        #expect((policy.judge(address, port: port) == .allowed) == isAllowed)
    }

    @Test(
        "does not take a malformed exception",
        arguments: [
            "", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/+8", "10.0.0/8", "localhost:80",
            "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:+80", "[::1", "::1/129", "[::1]:x",
            "::ffff:10.0.0.0/90", "/8", "10.0.0.0/", "0x7f.0.0.1", "010.0.0.1",
        ])
    func malformedExceptions(_ rule: String) {
        #expect(AddressPolicy.Exception(rule) == nil)
    }

    @Test(
        "writes addresses as RFC 5952 has them",
        arguments: [
            ("2001:0db8:0:0:0:0:2:1", "2001:db8::2:1"), ("::", "::"), ("::1", "::1"),
            ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"), ("1:0:0:2:0:0:0:3", "1:0:0:2::3"),
            ("10.0.0.1", "10.0.0.1"), ("fe80::", "fe80::"),
        ])
    func description(_ text: String, _ canonical: String) throws {
        #expect(try #require(IPAddress(text)).description == canonical)
    }
}
