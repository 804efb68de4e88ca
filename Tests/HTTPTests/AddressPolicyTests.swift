import HTTP
import Testing

@Suite("The gate for addresses") struct AddressPolicyTests {
    @Test(
        "refuses special-purpose addresses in every form",
        arguments: [
            "0.0.0.0", "10.0.0.0", "10.255.255.255", "100.64.0.1", "127.0.0.1", "127.255.255.255",
            "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.2.1",
            "192.168.0.1", "198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.9",
            "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1", "::ffff:127.0.0.1",
            "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1", "100::1",
            "2001::1", "2001:db8::1", "2002:7f00:1::", "3fff::1", "5f00::1", "fc00::1",
            "fd12::1", "fe80::1", "fec0::1", "ff02::1", "4000::1",
        ])
    func refuses(_ text: String) throws {
        let address = try #require(IPAddress(text))
        #expect(AddressPolicy().judge(address, port: 443) == .blockedAddress)
    }

    @Test(
        "lets public addresses through",
        arguments: [
            "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.0.0.1",
            "128.0.0.1", "172.15.255.255", "172.32.0.0", "192.167.255.255", "192.169.0.0",
            "223.255.255.255", "2606:4700::1111", "2a00:1450::1", "::ffff:1.1.1.1",
        ])
    func allows(_ text: String) throws {
        let address = try #require(IPAddress(text))
        #expect(AddressPolicy().judge(address, port: 443) == .allowed)
    }

    @Test("opens other ports only where they were asked for")
    func ports() throws {
        let address = try #require(IPAddress("1.1.1.1"))
        #expect(AddressPolicy().judge(address, port: 6379) == .blockedPort)
        #expect(AddressPolicy().judge(address, port: 8443, allowedPorts: [8443]) == .allowed)
    }

    @Test("opens just the excepted block and port")
    func exceptions() throws {
        let exception = try #require(AddressPolicy.Exception("127.0.0.1:8080"))
        let policy = AddressPolicy(exceptions: [exception])
        let address = try #require(IPAddress("127.0.0.1"))
        #expect(policy.judge(address, port: 8080) == .allowed)
        #expect(policy.judge(address, port: 8081) == .blockedAddress)
        #expect(policy.judge(try #require(IPAddress("127.0.0.2")), port: 8080) == .blockedAddress)
        #expect(AddressPolicy.Exception("10.0.0.0/33") == nil)
        #expect(AddressPolicy.Exception("[::1]:80")?.port == 80)
        #expect(AddressPolicy.Exception("fd00::/8")?.block.prefixLength == 8)
    }

    @Test(
        "sees through every spelling of a private address",
        arguments: [
            "http://127.0.0.1/", "http://2130706433/", "http://0x7f000001/", "http://0x7f.1/",
            "http://0177.0.0.1/", "http://127.1/", "http://0/", "http://[::1]/",
            "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[::127.0.0.1]/",
            "http://localhost/", "http://[64:ff9b::7f00:1]/",
            "http://10.1.2.3/", "http://169.254.169.254/latest/meta-data/",
            "http://[2002:7f00:1::]/", "http://192.168.1.1/", "http://[fe80::1]/",
        ])
    func spellings(_ url: String) async throws {
        let client = try Client(configuration: ClientConfiguration(userAgent: "test"))
        let error = await #expect(throws: TransferError.self) {
            try await client.send(Request(url: url))
        }
        // A machine without IPv6 never gets as far as the gate.
        #expect(["blocked", "dns", "connect"].contains(error?.kind))
        #expect(url.contains("[") || error?.kind == "blocked")
        await client.shutdown()
    }

    @Test(
        "refuses addresses that parsers read differently",
        arguments: [
            "file:///etc/passwd", "gopher://example.org/", "ftp://example.org/", "data:,x",
            "http://user:pass@example.org/", "http://a@127.0.0.1:80\\@ok/", "http://exa mple/",
            "http://example.org/\r\nX: y", "http://", "", "//example.org/",
            "http://example.org:99999/", "javascript:alert(1)", "http://exam\tple.org/",
        ])
    func malformed(_ url: String) {
        #expect(throws: TransferError.self) { try WebAddress(url) }
    }
}
