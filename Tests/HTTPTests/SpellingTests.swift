import HTTP
import Testing

/// Hosts that lead to 127.0.0.1, or might in another parser's eyes.
let loopbackSpellings = [
    "127.0.0.1", "127.0.0.1.", "127.1", "127.0.1", "127.00.0.1", "127.000.000.001", "0177.0.0.1",
    "0177.0.0.01", "00177.0.0.1", "0177.1", "0x7f.0.0.1", "0X7F.0.0.1", "0x7f.1", "0x7f.0x0.0x1",
    "0x7f000001", "0x7F000001", "0x000000007f000001", "2130706433", "017700000001",
    "0017700000001", "127.0.0.0x1", "127.0x0.0.1", "127.0.00000.1", "127.65534", "127.0.256",
    "%31%32%37.0.0.1", "127%2e0%2e0%2e1", "127.0.0.%31", "１２７.０.０.１", "127。0。0。1",
    "127．0．0．1", "①②⑦.⓪.⓪.①", "0", "0.0.0.0", "0x0", "00", "0.0", "0.0.0", "127.127.127.127",
    "127.255.255.254", "localhost", "LOCALHOST", "localhost.", "lOcAlHoSt", "loc%61lhost",
    "[::1]", "[0:0:0:0:0:0:0:1]", "[0000:0000:0000:0000:0000:0000:0000:0001]", "[::0001]",
    "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::FFFF:127.0.0.1]", "[0:0:0:0:0:ffff:7f00:0001]",
    "[::127.0.0.1]", "[::7f00:1]", "[::ffff:0:127.0.0.1]", "[64:ff9b::127.0.0.1]",
    "[64:ff9b::7f00:1]", "[64:ff9b:1::7f00:1]", "[2002:7f00:1::]", "[2002:7f00:0001::1]",
    "[2001::7f00:1]", "[2001:0:7f00:1::]", "[fe80::1]", "[fe80::1%25lo]", "[fe80::1%lo]",
    "[::1%25lo]", "[::]", "[::0]",
]

/// Hosts in other networks that are not public.
let privateSpellings = [
    "10.0.0.1", "10.1", "167772161", "0xa000001", "012.0.0.1", "172.16.0.1", "0xac100001",
    "192.168.1.1", "3232235777", "0300.0250.1.1", "192.168.257", "169.254.169.254", "2852039166",
    "0xa9fea9fe", "0251.0376.0251.0376", "100.64.0.1", "198.18.0.1", "192.0.2.1", "224.0.0.1",
    "255.255.255.255", "4294967295", "240.0.0.1", "[fd00::1]", "[fc00::1]", "[fec0::1]",
    "[ff02::1]", "[::ffff:10.0.0.1]", "[::ffff:a9fe:a9fe]", "[64:ff9b::a00:1]", "[2002:a00:1::]",
]

@Suite("Spellings of private addresses") struct SpellingTests {
    /// Refused before any connection: by the gate, or because nothing can be made of it.
    private static func isRefused(_ error: TransferError?) -> Bool {
        switch error {
        case .blockedAddress, .invalidURL, .redirectRefused, .nameNotFound, .nameLookupFailed: true
        default: false
        }
    }

    @Test("none leads to the server there, asked directly")
    func direct() async throws {
        let canary = try LoopbackServer { _ in .init() }
        defer { canary.stop() }
        let client = try Client(configuration: ClientConfiguration(userAgent: "test"))
        for host in loopbackSpellings + privateSpellings {
            var request = Request(url: "http://\(host):\(canary.port)/")
            request.allowedPorts = [canary.port]
            let error = await failure(of: request, by: client)
            #expect(Self.isRefused(error), "\(host): \(String(describing: error))")
        }
        #expect(canary.connectionCount == 0)
        await client.shutdown()
    }

    @Test(
        "none leads to the server there, by way of a redirect",
        arguments: [301, 302, 303, 307, 308])
    func redirected(_ status: Int) async throws {
        let canary = try LoopbackServer { _ in .init() }
        defer { canary.stop() }
        let front = try LoopbackServer { request in
            .init(status: status, headers: [("Location", String(request.target.dropFirst(3)))])
        }
        defer { front.stop() }
        let client = try loopbackClient(front)
        for host in loopbackSpellings + privateSpellings
        where host.utf8.allSatisfy({ $0 < 0x80 }) {
            var request = Request(url: front.url + "/?=http://\(host):\(canary.port)/")
            request.allowedPorts = [canary.port]
            let error = await failure(of: request, by: client)
            #expect(Self.isRefused(error), "\(host): \(String(describing: error))")
        }
        #expect(canary.connectionCount == 0)
        #expect(front.connectionCount > 0)
        await client.shutdown()
    }
}
