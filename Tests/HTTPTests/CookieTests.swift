import HTTP
import Testing

@Suite("Cookies on the way through redirects") struct CookieTests {
    /// A way that sets cookies at `/set/here`, and what the server is sent after it.
    struct Way: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let set: [String]
        let target: String
        let sent: String?

        init(_ name: String, _ set: [String], to target: String = "/page", _ sent: String?) {
            testDescription = name
            self.set = set
            self.target = target
            self.sent = sent
        }
    }

    static let ways = [
        Way("for the whole site", ["a=1; Path=/"], "a=1"),
        Way("with quotes and equals signs", ["a=\"b=c\"; Path=/"], "a=\"b=c\""),
        Way("with attributes nobody knows", ["a=1; Path=/; SameSite=Lax; HttpOnly; Odd=x"], "a=1"),
        Way("for the folder alone", ["a=1"], nil),
        Way("for the folder, sent below it", ["a=1"], to: "/set/page", "a=1"),
        Way("for another folder", ["a=1; Path=/other"], nil),
        Way("for a folder with a longer name", ["a=1; Path=/pag"], nil),
        Way("two, the longer path first", ["a=1; Path=/", "b=2; Path=/page"], "b=2; a=1"),
        Way("set twice", ["a=1; Path=/", "a=2; Path=/"], "a=2"),
        Way("taken back by its age", ["a=1; Path=/", "a=1; Path=/; Max-Age=0"], nil),
        Way(
            "taken back by a date",
            ["a=1; Path=/", "a=1; Path=/; Expires=Thu, 01 Jan 1970 00:00:01 GMT"], nil),
        Way(
            "with a date to come", ["a=1; Path=/; Expires=Wed, 01 Jan 2200 00:00:00 GMT"], "a=1"),
        Way("for this host by name", ["a=1; Path=/; Domain=127.0.0.1"], "a=1"),
        Way("for another host", ["a=1; Path=/; Domain=example.org"], nil),
        Way("for a part of the address", ["a=1; Path=/; Domain=0.0.1"], nil),
        Way("for a top-level domain", ["a=1; Path=/; Domain=1"], nil),
        Way("without a name", ["=1; Path=/"], nil),
        Way("without a value", ["a; Path=/"], nil),
        Way("too long", ["a=\(String(repeating: "x", count: 5000)); Path=/"], nil),
    ]

    private static func server(_ way: Way) throws -> LoopbackServer {
        try LoopbackServer(isRecording: true) { request in
            guard request.target == "/set/here" else { return .init(body: [65]) }
            return .init(
                status: 302,
                headers: [("Location", way.target)] + way.set.map { ("Set-Cookie", $0) })
        }
    }

    @Test("go where they belong", arguments: ways)
    func sent(_ way: Way) async throws {
        let server = try Self.server(way)
        defer { server.stop() }
        let client = try loopbackClient(server)
        _ = try await client.send(Request(url: server.url + "/set/here"))
        #expect(server.requests.map { $0.headers["cookie"] } == [nil, way.sent])
        // The next look starts without any.
        _ = try await client.send(Request(url: server.url + way.target))
        #expect(server.requests.last?.headers["cookie"] == nil)
        await client.shutdown()
    }

    @Test("open a gate that would send us in a circle without them")
    func gate() async throws {
        let server = try LoopbackServer { request in
            func to(_ target: String, _ cookie: String? = nil) -> LoopbackServer.Reply {
                .init(
                    status: 302,
                    headers: [("Location", target)] + (cookie.map { [("Set-Cookie", $0)] } ?? []))
            }
            if request.headers["cookie"] == "entry=7c1" { return .init(body: [66]) }
            switch request.target {
            case "/feed": return to("/gate")
            case "/gate": return to("/feed?pass=7c1")
            default: return to("/feed", "entry=7c1; Path=/")
            }
        }
        defer { server.stop() }
        let client = try loopbackClient(server)
        let response = try await client.send(Request(url: server.url + "/feed"))
        #expect(response.body == [66])
        #expect(response.url == server.url + "/feed")
        await client.shutdown()
    }

    @Test("of one host are not for another, and come back with what is configured there")
    func hosts() async throws {
        let other = try LoopbackServer(isRecording: true) { request in
            .init(
                status: 302,
                headers: [
                    ("Location", String(request.target.dropFirst(2))),
                    ("Set-Cookie", "theirs=2; Path=/"),
                ])
        }
        defer { other.stop() }
        // A name and an address of one machine are two hosts.
        let away = other.url.replacing("127.0.0.1", with: "localhost")
        let server = try LoopbackServer(isRecording: true) { request in
            request.target == "/a"
                ? .init(
                    status: 302,
                    headers: [
                        ("Location", "\(away)/?http://\(request.headers["host"] ?? "")/b"),
                        ("Set-Cookie", "ours=1; Path=/"),
                    ]) : .init()
        }
        defer { server.stop() }
        let client = try loopbackClient(server, other)
        var request = Request(url: server.url + "/a")
        try request.originHeaders.append("Cookie", "login=abc")
        _ = try await client.send(request)
        #expect(other.requests.map { $0.headers["cookie"] } == [nil])
        #expect(server.requests.map { $0.headers["cookie"] } == ["login=abc", "login=abc; ours=1"])
        await client.shutdown()
    }
}
