import Foundation
import HTTP
import Synchronization
import Testing

private final class Count: Sendable {
    let value = Mutex(0)
}

@Suite("The neighbours of hostile servers") struct NeighbourTests {
    private static func client(transfers: Int = 64) throws -> Client {
        var configuration = ClientConfiguration(userAgent: "test")
        configuration.policy = AddressPolicy(exceptions: [
            try #require(AddressPolicy.Exception("127.0.0.1"))
        ])
        configuration.transfers = transfers
        return try Client(configuration: configuration)
    }

    @Test("are served while more servers than there are transfers let us wait")
    func tarpits() async throws {
        let tarpits = try (0..<24).map { _ in
            try LoopbackServer { _ in .raw([(.seconds(600), [])]) }
        }
        let fast = try LoopbackServer { _ in .init(body: [66]) }
        defer { for server in tarpits + [fast] { server.stop() } }
        let client = try Self.client(transfers: 8)
        let ended = Count()
        let tasks = tarpits.map { server in
            var request = Request(url: server.url)
            // On a busy machine the test itself may take longer than a transfer may stall.
            request.limits.total = .seconds(600)
            request.limits.stalled = .seconds(600)
            return Task { [request] in
                let failure = await failure(of: request, by: client)
                ended.value.withLock { $0 += 1 }
                return failure
            }
        }
        for _ in 0..<50 { #expect(try await client.send(Request(url: fast.url)).body == [66]) }
        #expect(ended.value.withLock { $0 } == 0)
        // All of them were asked, too: three times as many as there are transfers.
        while tarpits.contains(where: { $0.connectionCount == 0 }) { await Task.yield() }
        for task in tasks { task.cancel() }
        for task in tasks { #expect(await task.value == .cancelled) }
        await client.shutdown()
    }

    /// Measures, so it runs alone: `scripts/test-hostile`.
    @Test(
        "are served, and cost less than 32 MB, whatever answers beside them",
        .enabled(if: ProcessInfo.processInfo.environment["REJOINDER_ALONE"] != nil))
    func everything() async throws {
        let all =
            HostileServerTests.floods + HostileServerTests.waits + HostileServerTests.cuts
            + HostileServerTests.lies
        let servers = try all.map { hostility in try LoopbackServer { _ in hostility.reply } }
        let fast = try LoopbackServer { _ in .init(body: [66]) }
        defer { for server in servers + [fast] { server.stop() } }
        let client = try Self.client()
        #expect(try await client.send(Request(url: fast.url)).body == [66])
        let before = try Self.residentBytes()
        var worst = Duration.zero
        var mostBytes = before
        let tasks = servers.map { server in
            var request = Request(url: server.url)
            request.limits.total = .seconds(10)
            return Task { [request] in await failure(of: request, by: client) }
        }
        let start = ContinuousClock.now
        var looks = 0
        while ContinuousClock.now - start < .seconds(8) {
            let asked = ContinuousClock.now
            #expect(try await client.send(Request(url: fast.url)).body == [66])
            worst = max(worst, .now - asked)
            mostBytes = max(mostBytes, try Self.residentBytes())
            looks += 1
        }
        for task in tasks { _ = await task.value }
        print("\(all.count) behaviours, \(looks) requests beside them: at most \(worst);")
        print("memory grew by \((mostBytes - before) >> 10) KiB")
        #expect(all.count >= 45)
        #expect(mostBytes - before < 32 << 20)
        await client.shutdown()
    }

    private static func residentBytes() throws -> Int {
        let fields = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
            .split(separator: " ")
        return try #require(Int(fields[1])) * 4096
    }
}
