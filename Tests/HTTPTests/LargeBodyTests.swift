import HTTP
import Testing

@Suite("Large bodies") struct LargeBodyTests {
    private static let body = (0..<(5 << 20)).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 7) }

    @Test("take turns, and all come whole", arguments: ["length", "close"])
    func turns(_ framing: String) async throws {
        let server = try LoopbackServer { _ in
            guard framing == "length" else {
                return .raw([(.zero, Array("HTTP/1.1 200 OK\r\n\r\n".utf8)), (.zero, Self.body)])
            }
            return .init(body: Self.body)
        }
        defer { server.stop() }
        let client = try loopbackClient(server)
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<24 {
                group.addTask {
                    (try? await client.send(Request(url: server.url)).body) == Self.body
                }
            }
            for await isWhole in group { #expect(isWhole) }
        }
        await client.shutdown()
    }

    @Test("are read up to the limit where the status is the answer, and are a failure elsewhere")
    func beginning() async throws {
        let server = try LoopbackServer { _ in .init(status: 201, body: Self.body) }
        defer { server.stop() }
        let client = try loopbackClient(server)
        var request = Request(url: server.url)
        request.limits.bodyBytes = 1000
        #expect(await failure(of: request, by: client) == .bodyTooLarge(limit: 1000))
        request.needsWholeBody = false
        let response = try await client.send(request)
        #expect(response.status == 201 && response.body == Array(Self.body.prefix(1000)))
        await client.shutdown()
    }

    @Test("wait for one another no longer than their time, and leave their place when given up")
    func abandoned() async throws {
        let server = try LoopbackServer { request in
            request.target == "/slow"
                ? .raw([
                    (.zero, Array("HTTP/1.1 200 OK\r\n\r\n".utf8)),
                    (.zero, Array(Self.body.prefix(3 << 20))), (.seconds(60), []),
                ]) : .init(body: Self.body)
        }
        defer { server.stop() }
        let client = try loopbackClient(server)
        let slow = (0..<6).map { _ in
            Task { await failure(of: Request(url: server.url + "/slow"), by: client) }
        }
        while server.connectionCount < 6 { await Task.yield() }
        var request = Request(url: server.url)
        request.limits.total = .seconds(1)
        // It may come before the slow ones have taken their places.
        let early = await failure(of: request, by: client)
        #expect(early == nil || early == .timeout(.seconds(1)))
        for task in slow { task.cancel() }
        for task in slow { #expect(await task.value == .cancelled) }
        #expect(try await client.send(Request(url: server.url)).body == Self.body)
        await client.shutdown()
    }
}
