import HTTP
import Testing

@Suite("A body that breaks off") struct BrokenBodyTests {
    private static let ok = "HTTP/1.1 200 OK\r\n"

    static let broken = [
        Hostility(
            "a length that is too long", .lines(ok + "Content-Length: 10\r\n\r\n<a></a>"),
            .fails(.truncated)),
        Hostility(
            "no last chunk", .lines(ok + "Transfer-Encoding: chunked\r\n\r\n7\r\n<a></a>\r\n"),
            .fails(.truncated)),
        Hostility(
            "a connection that is left open",
            .raw([
                (.zero, Array((ok + "Content-Length: 10\r\n\r\n<a></a>").utf8)), (.seconds(60), []),
            ]), .failsAs("timeout")),
    ]

    @Test(
        "is kept with the reason for whoever asks for it, and a failure otherwise",
        arguments: broken)
    func kept(_ broken: Hostility) async throws {
        let server = try LoopbackServer { _ in broken.reply }
        defer { server.stop() }
        let client = try loopbackClient(server)
        var request = Request(url: server.url)
        request.limits.total = .seconds(2)
        let error = try #require(await failure(of: request, by: client))
        if case .fails(let expected) = broken.outcome { #expect(error == expected) }
        if case .failsAs(let kind) = broken.outcome { #expect(error.kind == kind) }
        request.keepsBrokenBody = true
        let response = try await client.send(request)
        #expect(text(response) == "<a></a>")
        #expect(response.brokeOff == error)
        await client.shutdown()
    }

    @Test("is a failure if there is none, or if it is too large")
    func nothing() async throws {
        let server = try LoopbackServer { request in
            request.target == "/none"
                ? .lines(Self.ok + "Content-Length: 10\r\n\r\n")
                : .lines(Self.ok + "Content-Length: 1000\r\n\r\n<a></a>")
        }
        defer { server.stop() }
        let client = try loopbackClient(server)
        var request = Request(url: server.url + "/none")
        request.keepsBrokenBody = true
        #expect(await failure(of: request, by: client) == .truncated)
        request = Request(url: server.url + "/large")
        request.keepsBrokenBody = true
        request.limits.bodyBytes = 100
        #expect(await failure(of: request, by: client) == .bodyTooLarge(limit: 100))
        await client.shutdown()
    }
}
