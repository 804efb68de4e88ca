import HTTP
import Testing

@Suite("Redirects") struct RedirectTests {
    private static func server(
        _ handler: @escaping LoopbackServer.Handler
    ) throws -> LoopbackServer { try LoopbackServer(isRecording: true, handler: handler) }

    private static func redirect(_ status: Int = 302, to target: String) -> LoopbackServer.Reply {
        .init(status: status, headers: [("Location", target)])
    }

    @Test("are followed within the limit, and say which were permanent")
    func chain() async throws {
        let server = try Self.server { request in
            switch request.target {
            case "/a": Self.redirect(301, to: "/b")
            case "/b": Self.redirect(302, to: "c d?x=1#part")
            case "/c%20d?x=1": Self.redirect(308, to: "/ü")
            default: .init(body: Array(request.target.utf8))
            }
        }
        defer { server.stop() }
        let client = try loopbackClient(server)
        let response = try await client.send(Request(url: server.url + "/a"))
        #expect(text(response) == "/%c3%bc")
        #expect(response.redirects.map(\.isPermanent) == [true, false, true])
        #expect(response.redirects.first?.from == server.url + "/a")
        #expect(response.redirects.last?.to == response.url)
        await client.shutdown()
    }

    @Test("end at the limit", arguments: [1, 5, 9])
    func limit(_ limit: Int) async throws {
        let server = try Self.server { request in
            Self.redirect(to: request.target == "/loop" ? "/loop" : request.target + "x")
        }
        defer { server.stop() }
        let client = try loopbackClient(server)
        var request = Request(url: server.url + "/on")
        request.limits.redirects = limit
        #expect(await failure(of: request, by: client) == .tooManyRedirects(limit: limit))
        #expect(server.requests.count == limit + 1)
        request = Request(url: server.url + "/loop")
        request.limits.redirects = limit
        #expect(await failure(of: request, by: client) == .redirectCircle(limit: limit))
        #expect(server.requests.count == 2 * limit + 2)
        await client.shutdown()
    }

    @Test("are the response where none is to be followed", arguments: [301, 302, 303, 307, 308])
    func notFollowed(_ status: Int) async throws {
        let server = try Self.server { _ in
            .init(status: status, headers: [("Location", "http://10.0.0.1/")], body: [65])
        }
        defer { server.stop() }
        let client = try loopbackClient(server)
        var request = Request(url: server.url)
        request.limits.redirects = 0
        let response = try await client.send(request)
        #expect(response.status == status)
        #expect(response.headers["location"] == "http://10.0.0.1/")
        #expect(response.body == [65])
        await client.shutdown()
    }

    @Test(
        "lead nowhere but to http and https",
        arguments: [
            "file:///etc/hostname", "ftp://127.0.0.1/", "gopher://127.0.0.1:70/_x", "dict://a/d",
            "data:text/html,x", "javascript:alert(1)", "ldap://127.0.0.1/", "smtp://127.0.0.1/",
            "http://user:pass@127.0.0.1/", "http://127.0.0.1\\@example.org/", "\\\\127.0.0.1\\a",
            "http://", "http://127.0.0.1:99999/", "http://[::1/", "//", "http://a\tb/",
        ])
    func schemes(_ target: String) async throws {
        let server = try Self.server { _ in Self.redirect(to: target) }
        defer { server.stop() }
        let client = try loopbackClient(server)
        let error = await failure(of: Request(url: server.url + "/start"), by: client)
        #expect(error?.kind == "redirect", "\(String(describing: error))")
        #expect(server.requests.count == 1)
        await client.shutdown()
    }

    @Test(
        "pass the method on as their status says",
        arguments: [
            (301, "GET"), (302, "GET"), (303, "GET"), (307, "POST"), (308, "POST"),
        ])
    func methods(_ status: Int, _ method: String) async throws {
        let server = try Self.server { request in
            request.target == "/a" ? Self.redirect(status, to: "/b") : .init()
        }
        defer { server.stop() }
        let client = try loopbackClient(server)
        var request = Request(url: server.url + "/a")
        request.method = .post
        request.body = Array("x=1".utf8)
        try request.headers.append("Content-Type", "text/plain")
        _ = try await client.send(request)
        let last = try #require(server.requests.last)
        #expect(last.method == method)
        #expect(last.body == (method == "POST" ? Array("x=1".utf8) : []))
        #expect((last.headers["content-type"] != nil) == (method == "POST"))
        await client.shutdown()
    }

    @Test("take configured fields to no other origin, and bring them back to their own")
    func originHeaders() async throws {
        let other = try Self.server { request in
            Self.redirect(to: String(request.target.dropFirst(2)))
        }
        defer { other.stop() }
        let away = other.url
        let server = try LoopbackServer(isRecording: true) { request in
            request.target.hasPrefix("/away")
                ? Self.redirect(to: "\(away)/?http://\(request.headers["host"] ?? "")/back")
                : .init()
        }
        defer { server.stop() }
        let client = try loopbackClient(server, other)
        var request = Request(url: server.url + "/away")
        try request.headers.append("X-Common", "c")
        try request.headers.append("x-key", "default")
        for name in ["X-Key", "Authorization", "Cookie"] {
            try request.originHeaders.append(name, "secret")
        }
        _ = try await client.send(request)
        let outside = try #require(other.requests.first)
        for name in ["authorization", "cookie"] { #expect(outside.headers[name] == nil) }
        #expect(outside.headers["x-key"] == "default")
        #expect(outside.headers["x-common"] == "c")
        for inside in server.requests {
            for name in ["x-key", "authorization", "cookie"] {
                #expect(inside.headers.values(name) == ["secret"], "\(name)")
            }
        }
        #expect(server.requests.map(\.target) == ["/away", "/back"])
        await client.shutdown()
    }

    @Test("may not use a port that was allowed for the configured origin")
    func ports() async throws {
        let server = try Self.server { _ in Self.redirect(to: "http://1.1.1.1:6379/") }
        defer { server.stop() }
        let client = try loopbackClient(server)
        var request = Request(url: server.url)
        request.allowedPorts = [6379]
        #expect(
            await failure(of: request, by: client)
                == .blockedPort(host: "1.1.1.1", port: 6379))
        await client.shutdown()
    }

    @Test("never have their body read")
    func endlessBody() async throws {
        let server = try Self.server { request in
            request.target == "/a"
                ? .endless(
                    "HTTP/1.1 302 Found\r\nLocation: /b\r\n\r\n",
                    [UInt8](repeating: 65, count: 9999))
                : .init(body: [66])
        }
        defer { server.stop() }
        let client = try loopbackClient(server)
        #expect(try await client.send(Request(url: server.url + "/a")).body == [66])
        await client.shutdown()
    }

    @Test("do not begin the time anew")
    func time() async throws {
        let server = try Self.server { _ in
            .raw([
                (.milliseconds(400), Array("HTTP/1.1 302 Found\r\nLocation: /\r\n\r\n".utf8))
            ])
        }
        defer { server.stop() }
        let client = try loopbackClient(server)
        var request = Request(url: server.url)
        request.limits.total = .seconds(1)
        request.limits.redirects = 100
        #expect(await failure(of: request, by: client) == .timeout(.seconds(1)))
        #expect(server.requests.count <= 3)
        await client.shutdown()
    }

    @Test("tell no secret when they are refused")
    func secrets() async throws {
        for target in [
            "ftp://user:hunter2@example.org/?token=hunter2", "http://u:hunter2@example.org/",
            "http://example.org:0/hunter2?hunter2",
        ] {
            let server = try Self.server { _ in Self.redirect(to: target) }
            defer { server.stop() }
            let client = try loopbackClient(server)
            let error = await failure(of: Request(url: server.url + "/?k=hunter2"), by: client)
            #expect(error?.description.contains("hunter2") == false)
            await client.shutdown()
        }
    }
}
