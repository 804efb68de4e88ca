import HTTP
import Testing

@Suite("Fetching") struct ClientTests {
    @Test("sends validators back exactly as received, and takes the 304")
    func conditional() async throws {
        let tag: [UInt8] = Array("W/\"a b;c".utf8) + [0xE9, 0x22]
        let server = try LoopbackServer(isRecording: true) { request in
            request.headers.bytes(of: "if-none-match") == tag
                && request.headers["if-modified-since"] == "yesterday, or so"
                ? .init(status: 304)
                : .raw([
                    (.zero, Array("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nETag:  ".utf8)),
                    (.zero, tag),
                    (.zero, Array("\r\nLast-Modified: yesterday, or so\t\r\n\r\nA".utf8)),
                ])
        }
        defer { server.stop() }
        let client = try loopbackClient(server)
        let first = try await client.send(Request(url: server.url + "/feed"))
        #expect(first.status == 200)
        #expect(first.body == [65])
        #expect(first.httpVersion == "1.1")
        #expect(first.peer == "127.0.0.1")
        var again = Request(url: server.url + "/feed")
        try again.headers.append(
            "If-None-Match", bytes: try #require(first.headers.bytes(of: "etag")))
        try again.headers.append(
            "If-Modified-Since", try #require(first.headers["last-modified"]))
        let second = try await client.send(again)
        #expect(second.status == 304)
        #expect(second.body.isEmpty)
        #expect(server.requests.first?.headers["user-agent"] == "test")
        await client.shutdown()
    }

    @Test("posts a body with just the header fields given")
    func post() async throws {
        let server = try LoopbackServer(isRecording: true) { _ in .init(status: 202) }
        defer { server.stop() }
        let client = try loopbackClient(server)
        var request = Request(url: server.url + "/hook")
        request.method = .post
        // Past the size at which libcurl would ask for a "100 Continue".
        request.body = [UInt8](repeating: 0, count: 2 << 20)
        try request.headers.append("X-Empty", "")
        try request.headers.append("X-Blank", "  ")
        #expect(try await client.send(request).status == 202)
        let seen = try #require(server.requests.first)
        #expect(seen.method == "POST")
        #expect(seen.body == request.body)
        #expect(seen.headers["x-empty"]?.isEmpty == true)
        #expect(seen.headers["x-blank"]?.isEmpty == true)
        #expect(seen.headers["expect"] == nil)
        #expect(seen.headers["content-type"] == nil)
        await client.shutdown()
    }

    @Test("asks for the header alone where that is the method")
    func head() async throws {
        let server = try LoopbackServer { _ in .init(headers: [("X", "y")], body: [65, 66]) }
        defer { server.stop() }
        let client = try loopbackClient(server)
        var request = Request(url: server.url)
        request.method = .head
        let response = try await client.send(request)
        #expect(response.headers["x"] == "y")
        #expect(response.body.isEmpty)
        await client.shutdown()
    }

    @Test("keeps connections between requests")
    func reuse() async throws {
        let server = try LoopbackServer { _ in .init(body: [65]) }
        defer { server.stop() }
        let client = try loopbackClient(server)
        for _ in 0..<50 { _ = try await client.send(Request(url: server.url)) }
        #expect(server.connectionCount == 1)
        await client.shutdown()
    }

    @Test("lets no more transfers at once to an origin than configured")
    func originLimit() async throws {
        let server = try LoopbackServer { _ in .raw([(.milliseconds(20), Array(ok.utf8))]) }
        defer { server.stop() }
        let other = try LoopbackServer { _ in .init(body: [65]) }
        defer { other.stop() }
        var configuration = ClientConfiguration(userAgent: "test")
        configuration.policy = AddressPolicy(exceptions: [
            try #require(AddressPolicy.Exception("127.0.0.1"))
        ])
        configuration.hostConnections = 2
        configuration.transfers = 4
        let client = try Client(configuration: configuration)
        await withTaskGroup(of: Int?.self) { group in
            for index in 0..<60 {
                let url = (index % 3 == 0 ? other : server).url
                group.addTask { try? await client.send(Request(url: url)).status }
            }
            for await status in group { #expect(status == 200) }
        }
        // It closes after each answer; the other one keeps its two.
        #expect(server.connectionCount == 40)
        #expect(other.connectionCount <= 2)
        await client.shutdown()
    }

    @Test("ends a stalled answer, while others go on")
    func stalls() async throws {
        let slow = try LoopbackServer { request in
            .endless("HTTP/1.1 200 OK\r\n\r\n", [65], pause: .milliseconds(100))
        }
        defer { slow.stop() }
        let fast = try LoopbackServer { _ in .init(body: [66]) }
        defer { fast.stop() }
        let client = try loopbackClient(slow, fast)
        async let errors: [TransferError?] = withTaskGroup(of: TransferError?.self) { group in
            for _ in 0..<50 {
                group.addTask {
                    var request = Request(url: slow.url)
                    request.limits.total = .seconds(2)
                    return await failure(of: request, by: client)
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        while slow.connectionCount < 50 { await Task.yield() }
        for _ in 0..<100 { #expect(try await client.send(Request(url: fast.url)).body == [66]) }
        #expect(await errors == Array(repeating: .timeout(.seconds(2)), count: 50))
        await client.shutdown()
    }

    @Test("cancels at once, wherever a transfer stands")
    func cancellation() async throws {
        let server = try LoopbackServer { _ in .raw([(.seconds(60), [65])]) }
        defer { server.stop() }
        let client = try loopbackClient(server)
        let tasks = (0..<200).map { _ in
            Task { await failure(of: Request(url: server.url), by: client) }
        }
        // Some run by then, as many as may at once; the rest waits, or has not begun.
        while server.connectionCount < 64 { await Task.yield() }
        for task in tasks { task.cancel() }
        for task in tasks { #expect(await task.value == .cancelled) }
        let early = Task { await failure(of: Request(url: server.url), by: client) }
        early.cancel()
        #expect(await early.value == .cancelled)
        await client.shutdown()
    }

    @Test("shuts down with transfers under way and waiting, and refuses later ones")
    func shutdown() async throws {
        let server = try LoopbackServer { _ in .raw([(.seconds(60), [65])]) }
        defer { server.stop() }
        let client = try loopbackClient(server)
        let tasks = (0..<200).map { _ in
            Task { await failure(of: Request(url: server.url), by: client) }
        }
        while server.connectionCount < 64 { await Task.yield() }
        await client.shutdown()
        for task in tasks { #expect(await task.value == .shutDown) }
        #expect(await failure(of: Request(url: server.url), by: client) == .shutDown)
        await client.shutdown()
    }

    @Test(
        "goes through the configured proxy, which still reaches no private address in plain sight")
    func proxy() async throws {
        let proxy = try LoopbackServer(isRecording: true) { _ in .init(body: [80]) }
        defer { proxy.stop() }
        var configuration = ClientConfiguration(userAgent: "test")
        configuration.proxy = try WebAddress(proxy.url)
        let client = try Client(configuration: configuration)
        // The name is the proxy's to resolve: this one does not exist.
        let response = try await client.send(Request(url: "http://feed.invalid/x"))
        #expect(response.body == [80])
        #expect(proxy.requests.map(\.target) == ["http://feed.invalid/x"])
        #expect(
            await failure(of: Request(url: "http://10.0.0.1/"), by: client)
                == .blockedAddress(host: "10.0.0.1", address: "10.0.0.1"))
        await client.shutdown()
    }

    @Test("fetches https alone where plaintext is not allowed")
    func plaintext() async throws {
        var configuration = ClientConfiguration(userAgent: "test")
        configuration.allowsPlaintext = false
        let client = try Client(configuration: configuration)
        #expect(
            await failure(of: Request(url: "http://example.org/"), by: client)
                == .invalidURL("http is not allowed here, only https"))
        await client.shutdown()
    }
}

private let ok = "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nA"
