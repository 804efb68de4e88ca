import Foundation
import HTTP
import TestSupport
import Testing

/// Measures what this process reads, so it runs alone: `scripts/test-hostile`.
@Suite(
    "The system's certificate authorities",
    .enabled(if: ProcessInfo.processInfo.environment["REJOINDER_ALONE"] != nil))
struct AuthorityBundleTests {
    @Test("are read once, and not for each connection")
    func once() async throws {
        let authority = try Authority()
        defer { authority.stop() }
        let url = "https://127.0.0.1:\(try authority.serve(.selfSigned))/page"
        var configuration = ClientConfiguration(userAgent: "test")
        configuration.policy = AddressPolicy(exceptions: [
            try #require(AddressPolicy.Exception("127.0.0.1"))
        ])
        let client = try Client(configuration: configuration)
        // Each fails for its certificate, which takes the whole bundle to tell.
        #expect(await failure(of: Request(url: url), by: client)?.kind == "tls")
        let (bytes, seconds) = (try Self.bytesRead(), Self.processorSeconds())
        let connections = 40
        for _ in 0..<connections {
            #expect(await failure(of: Request(url: url), by: client)?.kind == "tls")
        }
        let read = (try Self.bytesRead() - bytes) / connections
        let spent = (Self.processorSeconds() - seconds) / Double(connections) * 1000
        print("a new secure connection reads \(read) bytes and takes \(spent) ms")
        #expect(read < 20_000)
        #expect(spent < 5)
        await client.shutdown()
    }

    private static func bytesRead() throws -> Int {
        let line = try String(contentsOfFile: "/proc/self/io", encoding: .utf8)
            .split(separator: "\n").first { $0.hasPrefix("rchar:") }
        return try #require(line.flatMap { Int($0.dropFirst(7)) })
    }

    private static func processorSeconds() -> Double {
        Double(clock()) / Double(CLOCKS_PER_SEC)
    }
}
