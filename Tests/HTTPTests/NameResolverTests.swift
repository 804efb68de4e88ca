import Synchronization
import Testing

@testable import HTTP

/// A name service by the test's own rules.
private final class Names: Sendable {
    let asked = Mutex<[String]>([])
    let concurrent = Mutex((now: 0, most: 0))
    private let gate: Mutex<Bool>

    init(isAnswering: Bool = true) { gate = Mutex(isAnswering) }

    func answer() { gate.withLock { $0 = true } }

    func lookup(_ addresses: @escaping @Sendable (String) -> [String]) -> NameResolver.Lookup {
        { [self] host in
            asked.withLock { $0.append(host) }
            concurrent.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
            while !gate.withLock({ $0 }) { yieldThread() }
            concurrent.withLock { $0.now -= 1 }
            let found = addresses(host).compactMap { IPAddress($0) }
            return found.isEmpty ? .failure(.nameNotFound(host: host)) : .success(found)
        }
    }
}

@Suite("Names") struct NameResolverTests {
    private static func client(
        _ server: LoopbackServer, _ lookup: @escaping NameResolver.Lookup
    ) throws -> Client {
        var configuration = ClientConfiguration(userAgent: "test")
        configuration.policy = AddressPolicy(exceptions: [
            try #require(AddressPolicy.Exception("127.0.0.1:\(server.port)"))
        ])
        configuration.hostConnections = 64
        return try Client(
            configuration: configuration, resolver: NameResolver(keptFor: .zero, lookup: lookup))
    }

    @Test("are looked up once for all who ask at the same time, and go out as they are")
    func shared() async throws {
        let server = try LoopbackServer(isRecording: true) { _ in .init(body: [65]) }
        defer { server.stop() }
        let names = Names(isAnswering: false)
        let client = try Self.client(server, names.lookup { _ in ["127.0.0.1"] })
        let url = "http://Feeds.Example.:\(server.port)/"
        let tasks = (0..<50).map { _ in Task { try await client.send(Request(url: url)) } }
        while names.asked.withLock({ $0.isEmpty }) { await Task.yield() }
        names.answer()
        for task in tasks { #expect(try await task.value.body == [65]) }
        #expect(names.asked.withLock { $0.allSatisfy { $0 == "feeds.example." } })
        #expect(names.asked.withLock { $0.count } < 50)
        #expect(
            Set(server.requests.compactMap { $0.headers["host"] })
                == ["Feeds.Example.:\(server.port)"])
        await client.shutdown()
    }

    @Test("that are not found leave nothing behind that a later body could overflow")
    func unfoundBeforeLargeBody() async throws {
        let server = try LoopbackServer { _ in
            .init(body: [UInt8](repeating: 0x61, count: 1 << 20))
        }
        defer { server.stop() }
        let client = try Self.client(server) { host in .failure(.nameNotFound(host: host)) }
        // libcurl 7.88 reads 16 KiB at a time into a buffer of 4 KiB where a handle that has posted
        // in vain is reset; the allocator notices, and ends the process.
        for _ in 0..<40 {
            for method in [Request.Method.post, .head] {
                var lost = Request(url: "http://nowhere.example/")
                lost.method = method
                lost.body = method == .post ? Array("{}".utf8) : nil
                #expect(
                    await failure(of: lost, by: client) == .nameNotFound(host: "nowhere.example"))
            }
            var post = Request(url: server.url + "/")
            post.method = .post
            post.body = Array("{}".utf8)
            #expect(try await client.send(post).body.count == 1 << 20)
        }
        await client.shutdown()
    }

    @Test("are not looked up for a connection that is kept")
    func kept() async throws {
        let server = try LoopbackServer { _ in .init(body: [65]) }
        defer { server.stop() }
        let names = Names()
        let client = try Self.client(server, names.lookup { _ in ["127.0.0.1"] })
        for _ in 0..<20 {
            _ = try await client.send(Request(url: "http://a.example:\(server.port)/"))
        }
        #expect(names.asked.withLock { $0 } == ["a.example"])
        await client.shutdown()
    }

    @Test("without an answer hold up no other transfer, and take eight threads at most")
    func blackHole() async throws {
        let server = try LoopbackServer { _ in .init(body: [65]) }
        defer { server.stop() }
        let names = Names(isAnswering: false)
        defer { names.answer() }
        let client = try Self.client(server, names.lookup { _ in [] })
        let tasks = (0..<300).map { index in
            Task {
                var request = Request(url: "http://dead\(index).example/")
                request.limits.connect = .seconds(1)
                return await failure(of: request, by: client)
            }
        }
        while names.asked.withLock({ $0.count < 8 }) { await Task.yield() }
        for _ in 0..<100 { #expect(try await client.send(Request(url: server.url)).body == [65]) }
        for (index, task) in tasks.enumerated() {
            #expect(
                await task.value
                    == .nameLookupFailed(
                        host: "dead\(index).example", reason: "no answer in time"))
        }
        #expect(names.concurrent.withLock { $0.most } == 8)
        // The rest is forgotten with those who asked.
        #expect(names.asked.withLock { $0.count } == 8)
        await client.shutdown()
    }

    @Test("can be given up, and shut down, while they are looked up")
    func givenUp() async throws {
        let server = try LoopbackServer { _ in .init() }
        defer { server.stop() }
        let names = Names(isAnswering: false)
        defer { names.answer() }
        let client = try Self.client(server, names.lookup { _ in ["127.0.0.1"] })
        let request = Request(url: "http://a.example:\(server.port)/")
        let first = Task { await failure(of: request, by: client) }
        let second = Task { await failure(of: request, by: client) }
        while names.asked.withLock({ $0.isEmpty }) { await Task.yield() }
        first.cancel()
        #expect(await first.value == .cancelled)
        await client.shutdown()
        #expect(await second.value == .shutDown)
        #expect(server.connectionCount == 0)
    }

    @Test("that lead to private addresses are refused, whatever they led to before")
    func rebinding() async throws {
        let server = try LoopbackServer { _ in
            .init(headers: [("Connection", "close")], body: [65])
        }
        defer { server.stop() }
        let canary = try LoopbackServer { _ in .init() }
        defer { canary.stop() }
        let isRebound = Mutex(false)
        let names = Names()
        // 127.0.0.1 is let through here; it stands for a public address.
        let client = try Self.client(
            server,
            names.lookup { _ in
                isRebound.withLock { $0 } ? ["127.0.0.2", "::1", "10.0.0.1"] : ["127.0.0.1"]
            })
        let good = Request(url: "http://a.example:\(server.port)/")
        var sneaky = Request(url: "http://a.example:\(canary.port)/")
        sneaky.allowedPorts = [canary.port]
        for _ in 0..<20 {
            isRebound.withLock { $0 = false }
            #expect(try await client.send(good).body == [65])
            isRebound.withLock { $0 = true }
            #expect(await failure(of: sneaky, by: client)?.kind == "blocked")
        }
        #expect(canary.connectionCount == 0)
        await client.shutdown()
    }

    @Test("with mixed addresses are reached at those that are let through")
    func mixed() async throws {
        let server = try LoopbackServer { _ in .init(body: [65]) }
        defer { server.stop() }
        let names = Names()
        let client = try Self.client(
            server, names.lookup { _ in ["10.0.0.1", "::1", "169.254.169.254", "127.0.0.1"] })
        let response = try await client.send(Request(url: "http://a.example:\(server.port)/"))
        #expect(response.peer == "127.0.0.1")
        await client.shutdown()
    }

    @Test("that do not exist are told from name servers that fail")
    func failures() async throws {
        let server = try LoopbackServer { _ in .init() }
        defer { server.stop() }
        let client = try Self.client(server) { host in
            .failure(
                host == "none.example"
                    ? .nameNotFound(host: host) : .nameLookupFailed(host: host, reason: "busy"))
        }
        #expect(
            await failure(of: Request(url: "http://none.example/"), by: client)
                == .nameNotFound(host: "none.example"))
        #expect(
            await failure(of: Request(url: "http://some.example/"), by: client)
                == .nameLookupFailed(host: "some.example", reason: "busy"))
        await client.shutdown()
    }
}
