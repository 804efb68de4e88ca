import Foundation
import Testing

@testable import HTTP

/// Counts what the kernel really sends; `scripts/test-addresses` makes the namespace.
@Suite(
    "In a network where every address answers",
    .enabled(if: ProcessInfo.processInfo.environment["REJOINDER_NETWORK_NAMESPACE"] != nil),
    .serialized)
struct NetworkNamespaceTests {
    /// The connections that this namespace has begun, over IPv4 and IPv6.
    private static func connectionsBegun() throws -> Int {
        let lines = try String(contentsOfFile: "/proc/net/snmp", encoding: .utf8)
            .split(separator: "\n").filter { $0.hasPrefix("Tcp:") }
            .map { $0.split(separator: " ") }
        let column = try #require(lines.first?.firstIndex(of: "ActiveOpens"))
        return try #require(Int(lines[1][column]))
    }

    /// Every boundary of every block, plain and in brackets, and every odd spelling.
    private static let addresses = (AddressPolicyTests.v4 + AddressPolicyTests.v6).flatMap(\.inside)
    private static let hosts =
        addresses.map { $0.contains(":") ? "[\($0)]" : $0 }
        + AddressPolicyTests.v4.flatMap(\.inside).map { "[::ffff:\($0)]" }
        + AddressPolicyTests.v4.flatMap(\.inside).map { "[64:ff9b::\($0)]" }
        + (loopbackSpellings + privateSpellings).filter { $0.utf8.allSatisfy { $0 < 0x80 } }

    @Test("the count does see a connection that is let through")
    func control() async throws {
        let server = try LoopbackServer { _ in .init() }
        defer { server.stop() }
        var configuration = ClientConfiguration(userAgent: "test")
        configuration.policy = AddressPolicy(exceptions: [
            try #require(AddressPolicy.Exception("0.0.0.0/0")),
            try #require(AddressPolicy.Exception("::/0")),
        ])
        let client = try Client(configuration: configuration)
        for host in ["10.0.0.1", "2130706433", "[fd00::1]", "[64:ff9b::a00:1]"] {
            let before = try Self.connectionsBegun()
            // Nobody listens there, but the attempt counts.
            _ = await failure(of: Request(url: "http://\(host)/"), by: client)
            #expect(try Self.connectionsBegun() == before + 1)
        }
        await client.shutdown()
    }

    @Test("no connection is begun to a private address", arguments: [Request.Method.get, .post])
    func direct(_ method: Request.Method) async throws {
        let client = try Client(configuration: ClientConfiguration(userAgent: "test"))
        let before = try Self.connectionsBegun()
        for scheme in ["http", "https"] {
            for host in Self.hosts {
                var request = Request(url: "\(scheme)://\(host)/")
                request.method = method
                #expect(await failure(of: request, by: client) != nil, "\(host)")
            }
        }
        #expect(try Self.connectionsBegun() == before)
        #expect(Self.hosts.count > 250)
        await client.shutdown()
    }

    @Test("no redirect begins one", arguments: [301, 302, 307, 308])
    func redirected(_ status: Int) async throws {
        let front = try LoopbackServer { request in
            .init(status: status, headers: [("Location", String(request.target.dropFirst(3)))])
        }
        defer { front.stop() }
        let client = try loopbackClient(front)
        let before = try Self.connectionsBegun()
        for host in Self.hosts {
            let request = Request(url: front.url + "/?=http://\(host)/")
            #expect(await failure(of: request, by: client) != nil, "\(host)")
        }
        #expect(try Self.connectionsBegun() - before == front.connectionCount)
        await client.shutdown()
    }

    @Test("no name that leads to one begins one, alone or among others")
    func names() async throws {
        let all = Self.addresses
        let resolver = NameResolver(keptFor: .zero) { host in
            let index = host.split(separator: ".").first.flatMap { Int($0.dropFirst()) } ?? 0
            let found = (0...(index % 3)).compactMap { IPAddress(all[(index + $0) % all.count]) }
            return .success(found)
        }
        let client = try Client(
            configuration: ClientConfiguration(userAgent: "test"), resolver: resolver)
        let before = try Self.connectionsBegun()
        for index in 0..<(3 * all.count) {
            let error = await failure(
                of: Request(url: "http://n\(index).example/"), by: client)
            #expect(error?.kind == "blocked")
        }
        #expect(try Self.connectionsBegun() == before)
        await client.shutdown()
    }
}
