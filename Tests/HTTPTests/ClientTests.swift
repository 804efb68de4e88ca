import HTTP
import Testing

/// A client that may reach the loopback server, and nothing else that is not public.
func loopbackClient(_ server: LoopbackServer) throws -> Client {
    var configuration = ClientConfiguration(userAgent: "test")
    configuration.policy = AddressPolicy(exceptions: [
        try #require(AddressPolicy.Exception("127.0.0.1:\(server.port)"))
    ])
    configuration.hostConnections = 64
    return try Client(configuration: configuration)
}

/// How a request fails; nil where it does not.
func failure(of request: Request, by client: Client) async -> TransferError? {
    do throws(TransferError) {
        _ = try await client.send(request)
        return nil
    } catch {
        return error
    }
}

@Suite("Fetching") struct ClientTests {
    @Test("sends validators back exactly as received, and takes the 304")
    func conditional() async throws {
        let server = try LoopbackServer { request in
            request.headers["if-none-match"] == "W/\"a b;c\""
                ? .init(status: 304)
                : .init(headers: [("ETag", "W/\"a b;c\""), ("Last-Modified", "x")], body: [65])
        }
        defer { server.stop() }
        let client = try loopbackClient(server)
        let first = try await client.send(Request(url: server.url + "/feed"))
        #expect(first.status == 200)
        #expect(first.body == [65])
        var again = Request(url: server.url + "/feed")
        try again.headers.append("If-None-Match", try #require(first.headers["etag"]))
        let second = try await client.send(again)
        #expect(second.status == 304)
        #expect(second.body.isEmpty)
        await client.shutdown()
    }

    @Test("follows redirects within the limit, and says which were permanent")
    func redirects() async throws {
        let server = try LoopbackServer { request in
            switch request.target {
            case "/a": .init(status: 301, headers: [("Location", "/b")])
            case "/b": .init(status: 302, headers: [("Location", "c?x=1#part")])
            case "/loop": .init(status: 302, headers: [("Location", "/loop")])
            default: .init(body: Array(request.target.utf8))
            }
        }
        defer { server.stop() }
        let client = try loopbackClient(server)
        let response = try await client.send(Request(url: server.url + "/a"))
        #expect(String(decoding: response.body, as: UTF8.self) == "/c?x=1")
        #expect(response.redirects.map(\.isPermanent) == [true, false])
        #expect(response.url == server.url + "/c?x=1")
        await #expect(throws: TransferError.tooManyRedirects(limit: 5)) {
            try await client.send(Request(url: server.url + "/loop"))
        }
        await client.shutdown()
    }

    @Test("keeps configured fields from every other origin")
    func originHeaders() async throws {
        let other = try LoopbackServer { .init(body: Array(($0.headers["x-key"] ?? "none").utf8)) }
        defer { other.stop() }
        let target = other.url
        let server = try LoopbackServer { request in
            request.target == "/away"
                ? .init(status: 302, headers: [("Location", target)])
                : .init(body: Array((request.headers["x-key"] ?? "none").utf8))
        }
        defer { server.stop() }
        var configuration = ClientConfiguration(userAgent: "test")
        configuration.policy = AddressPolicy(exceptions: [
            try #require(AddressPolicy.Exception("127.0.0.0/8"))
        ])
        let client = try Client(configuration: configuration)
        var request = Request(url: server.url + "/here")
        try request.originHeaders.append("X-Key", "secret")
        #expect(try await client.send(request).body == Array("secret".utf8))
        request.url = server.url + "/away"
        #expect(try await client.send(request).body == Array("none".utf8))
        await client.shutdown()
    }

    @Test("caps the body, whether its length was told or not")
    func bodyCap() async throws {
        let piece = [UInt8](repeating: 0x61, count: 4096)
        let server = try LoopbackServer { request in
            request.target == "/told"
                ? .init(body: [UInt8](repeating: 0x61, count: 20_000))
                : .raw(
                    [(.zero, Array("HTTP/1.1 200 OK\r\n\r\n".utf8))]
                        + Array(repeating: (.zero, piece), count: 100))
        }
        defer { server.stop() }
        let client = try loopbackClient(server)
        for path in ["/told", "/untold"] {
            var request = Request(url: server.url + path)
            request.limits.bodyBytes = 10_000
            await #expect(throws: TransferError.bodyTooLarge(limit: 10_000)) {
                try await client.send(request)
            }
        }
        await client.shutdown()
    }

    struct Hostile: CustomTestStringConvertible {
        let testDescription: String
        let bytes: String
        let error: TransferError

        init(_ name: String, _ bytes: String, _ error: TransferError) {
            testDescription = name
            self.bytes = bytes
            self.error = error
        }
    }

    private static let longValue = String(repeating: "b", count: 900)

    static let hostile: [Hostile] = [
        Hostile("a body cut short", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", .truncated),
        Hostile(
            "no answer at all", "",
            .connectionFailed(host: "127.0.0.1", reason: "it closed without an answer")),
        Hostile(
            "a header flood",
            "HTTP/1.1 200 OK\r\n"
                + String(repeating: "X-A: \(longValue)\r\n", count: 80),
            .headersTooLarge(limit: 65_536)
        ),
        Hostile(
            "a flood of interim responses",
            String(
                repeating: "HTTP/1.1 103 Early\r\nX: \(longValue)\r\n\r\n",
                count: 80),
            .headersTooLarge(limit: 65_536)
        ),
        Hostile(
            "a trailer flood",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n"
                + String(repeating: "X-A: \(longValue)\r\n", count: 80),
            .headersTooLarge(limit: 65_536)
        ),
    ]

    @Test("gives a hostile answer its own error", arguments: hostile)
    func hostileAnswers(_ hostile: Hostile) async throws {
        let server = try LoopbackServer { _ in .raw([(.zero, Array(hostile.bytes.utf8))]) }
        defer { server.stop() }
        let client = try loopbackClient(server)
        await #expect(throws: hostile.error) {
            try await client.send(Request(url: server.url))
        }
        await client.shutdown()
    }

    @Test("ends a stalled answer, while others go on")
    func stalls() async throws {
        let server = try LoopbackServer { request in
            request.target == "/slow"
                ? .raw([(.zero, Array("HTTP/1.1 200 OK\r\n".utf8)), (.seconds(30), [65])])
                : .init(body: [66])
        }
        defer { server.stop() }
        let client = try loopbackClient(server)
        async let slow: [TransferError] = withTaskGroup(of: TransferError?.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    var request = Request(url: server.url + "/slow")
                    request.limits.total = .seconds(1)
                    return await failure(of: request, by: client)
                }
            }
            return await group.reduce(into: []) { if let error = $1 { $0.append(error) } }
        }
        #expect(try await client.send(Request(url: server.url + "/fast")).body == [66])
        let errors = await slow
        #expect(errors.count == 20)
        #expect(Set(errors) == [.timeout(.seconds(1))])
        await client.shutdown()
    }

    @Test("cancels at once, and ends with transfers under way")
    func cancellation() async throws {
        let server = try LoopbackServer { _ in .raw([(.seconds(30), [65])]) }
        defer { server.stop() }
        let client = try loopbackClient(server)
        let task = Task {
            await failure(of: Request(url: server.url), by: client)
        }
        task.cancel()
        #expect(await task.value == .cancelled)
        let other = Task {
            await failure(of: Request(url: server.url), by: client)
        }
        await client.shutdown()
        #expect(await other.value == .shutDown)
    }

    @Test("refuses header values that would end the line")
    func injection() {
        for value in ["a\r\nX: y", "a\nb", "a\0b"] {
            #expect(throws: TransferError.invalidHeader(name: "X")) {
                try HeaderFields(["X": value])
            }
        }
    }
}
