import HTTP
import Testing

/// An answer that no good server gives, and what has to come of it.
struct Hostility: CustomTestStringConvertible, Sendable {
    enum Outcome: Sendable {
        case fails(TransferError)
        case failsAs(String)
        /// A response after all, whose body this is.
        case body(String)
    }

    let testDescription: String
    let reply: LoopbackServer.Reply
    let outcome: Outcome

    init(_ name: String, _ reply: LoopbackServer.Reply, _ outcome: Outcome) {
        testDescription = name
        self.reply = reply
        self.outcome = outcome
    }
}

@Suite("A hostile server") struct HostileServerTests {
    private static let ok = "HTTP/1.1 200 OK\r\n"
    private static let chunked = ok + "Transfer-Encoding: chunked\r\n\r\n"
    private static let kilobyte = String(repeating: "b", count: 1000)
    private static let flood = Array(String(repeating: "a", count: 20_000).utf8)
    private static let limit = 100_000

    private static func utf8(_ text: String) -> [UInt8] { Array(text.utf8) }

    private static let tooLarge = Hostility.Outcome.fails(.bodyTooLarge(limit: limit))
    private static let headersTooLarge = Hostility.Outcome.fails(.headersTooLarge(limit: 65_536))
    private static let timeout = Hostility.Outcome.failsAs("timeout")
    private static let malformed = Hostility.Outcome.failsAs("protocol")
    private static let truncated = Hostility.Outcome.fails(.truncated)

    static let floods = [
        Hostility("an endless body without a length", .endless(ok + "\r\n", flood), tooLarge),
        Hostility(
            "endless chunks",
            .endless(chunked, utf8(String(repeating: "5\r\nhello\r\n", count: 999))), tooLarge),
        Hostility(
            "endless tiny chunks",
            .endless(chunked, utf8(String(repeating: "1\r\na\r\n", count: 999))),
            tooLarge),
        Hostility(
            "one chunk of any size", .endless(chunked + "7fffffffffffffff\r\n", flood), tooLarge),
        Hostility(
            "a length beyond the limit", .lines(ok + "Content-Length: 99999999999\r\n\r\na"),
            tooLarge),
        Hostility("an endless chunk extension", .endless(chunked + "1;", flood), timeout),
        Hostility(
            "an endless chunk size", .endless(chunked, utf8("0000000000000000")), malformed),
        Hostility(
            "endless header fields", .endless(ok, utf8("X: \(kilobyte)\r\n")), headersTooLarge),
        Hostility("an endless header field", .endless(ok + "X: ", flood), headersTooLarge),
        Hostility("an endless field name", .endless(ok, flood), headersTooLarge),
        Hostility("an endless status line", .endless("HTTP/1.1 200 ", flood), headersTooLarge),
        Hostility(
            "endless folded lines", .endless(ok + "X: a\r\n", utf8(" \(kilobyte)\r\n")),
            headersTooLarge),
        Hostility(
            "endless cookies", .endless(ok, utf8("Set-Cookie: a=\(kilobyte)\r\n")),
            headersTooLarge),
        Hostility(
            "endless empty fields", .endless(ok, utf8("X:\r\n")), headersTooLarge),
        Hostility(
            "an endless flood of 100", .endless("", utf8("HTTP/1.1 100 Continue\r\n\r\n")),
            headersTooLarge),
        Hostility(
            "an endless flood of 103",
            .endless("", utf8("HTTP/1.1 103 Early Hints\r\nLink: \(kilobyte)\r\n\r\n")),
            headersTooLarge),
        Hostility(
            "endless trailers", .endless(chunked + "1\r\na\r\n0\r\n", utf8("X: \(kilobyte)\r\n")),
            headersTooLarge),
        Hostility(
            "an endless trailer", .endless(chunked + "1\r\na\r\n0\r\nX: ", flood),
            malformed),
        Hostility("endless line breaks before the status", .endless("", utf8("\r\n")), malformed),
        Hostility("endless noise", .endless("", flood), malformed),
        Hostility("endless zeros", .endless("", [UInt8](repeating: 0, count: 9999)), malformed),
    ]

    static let waits = [
        Hostility(
            "a header that drips", .endless(ok + "X: ", utf8("a"), pause: .milliseconds(50)),
            timeout),
        Hostility(
            "header fields that drip", .endless(ok, utf8("X: a\r\n"), pause: .milliseconds(50)),
            timeout),
        Hostility(
            "a body that drips", .endless(ok + "\r\n", utf8("a"), pause: .milliseconds(50)), timeout
        ),
        Hostility(
            "chunks that drip", .endless(chunked, utf8("1\r\na\r\n"), pause: .milliseconds(50)),
            timeout),
        Hostility(
            "trailers that drip",
            .endless(chunked + "0\r\n", utf8("X: a\r\n"), pause: .milliseconds(50)), timeout),
        Hostility("no answer, and no end", .raw([(.seconds(60), [])]), timeout),
        Hostility(
            "an end that never comes",
            .raw([(.zero, utf8(ok + "Content-Length: 9\r\n\r\na")), (.seconds(60), [])]),
            timeout),
        Hostility(
            "a 100 and nothing more",
            .raw([(.zero, utf8("HTTP/1.1 100 Continue\r\n\r\n")), (.seconds(60), [])]), timeout),
    ]

    static let cuts = [
        Hostility("a body cut short", .lines(ok + "Content-Length: 10\r\n\r\nabc"), truncated),
        Hostility("a chunk cut short", .lines(chunked + "a\r\nabc"), truncated),
        Hostility("no last chunk", .lines(chunked + "3\r\nabc\r\n"), truncated),
        Hostility(
            "a reset in the body",
            .raw([(.zero, utf8(ok + "Content-Length: 10\r\n\r\nabc"))], isReset: true), truncated),
        Hostility("no answer at all", .lines(""), .failsAs("connect")),
        Hostility("a reset at once", .raw([], isReset: true), .failsAs("connect")),
        Hostility("a header cut short", .lines(ok + "Content-Type: te"), truncated),
        Hostility("a status line cut short", .lines("HTTP/1."), .failsAs("connect")),
    ]

    static let lies = [
        Hostility(
            "a body longer than its length", .lines(ok + "Content-Length: 2\r\n\r\nabc"),
            .body("ab")),
        Hostility("a negative length", .lines(ok + "Content-Length: -1\r\n\r\nabc"), malformed),
        Hostility(
            "a length that is no number", .lines(ok + "Content-Length: x\r\n\r\nabc"), malformed),
        Hostility(
            "a length past every number",
            .lines(ok + "Content-Length: 99999999999999999999999\r\n\r\nabc"), .failsAs("too-large")
        ),
        Hostility(
            "two lengths", .lines(ok + "Content-Length: 1\r\nContent-Length: 3\r\n\r\nabc"),
            malformed),
        Hostility(
            "a length beside chunks",
            .lines(
                ok + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"),
            .body("abc")),
        Hostility("a chunk size that is no number", .lines(chunked + "x\r\nabc"), malformed),
        Hostility(
            "a chunk size past every number", .lines(chunked + "ffffffffffffffffff\r\na"), malformed
        ),
        Hostility(
            "a chunk longer than its size", .lines(chunked + "1\r\nabc\r\n0\r\n\r\n"), malformed),
        Hostility(
            "trailers that pose as the header",
            .lines(chunked + "1\r\na\r\n0\r\nETag: \"x\"\r\nLocation: http://10.0.0.1/\r\n\r\n"),
            .body("a")),
        Hostility("no HTTP at all", .lines("220 mail.example ESMTP\r\n"), malformed),
        Hostility("a body without a header", .lines("<rss></rss>"), malformed),
        Hostility("a version that is not", .lines("HTTP/9.9 200 OK\r\n\r\na"), malformed),
        Hostility("a status of one digit", .lines("HTTP/1.1 2 OK\r\n\r\na"), malformed),
        Hostility("a status of text", .lines("HTTP/1.1 yes OK\r\n\r\na"), malformed),
        Hostility("NUL in a field", .lines(ok + "X: a\0b\r\n\r\na"), malformed),
        Hostility("a line without a colon", .lines(ok + "nonsense\r\n\r\na"), .failsAs("protocol")),
        Hostility("a body in a 304", .lines("HTTP/1.1 304 Not Modified\r\n\r\nabc"), .body("")),
        Hostility("a body in a 204", .lines("HTTP/1.1 204 No Content\r\n\r\nabc"), .body("")),
        Hostility("bare line feeds", .lines("HTTP/1.1 200 OK\nX: y\n\nabc"), .body("abc")),
        Hostility(
            "an unknown transfer encoding",
            .lines(ok + "Transfer-Encoding: x-secret\r\n\r\nabc"), .failsAs("protocol")),
        Hostility(
            "an upgrade that was not asked for",
            .lines("HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\nabc"), .body("abc")),
    ]

    @Test("gets its own error, within the limits", arguments: floods + waits + cuts + lies)
    func hostility(_ hostility: Hostility) async throws {
        let server = try LoopbackServer { _ in hostility.reply }
        defer { server.stop() }
        let client = try loopbackClient(server)
        var request = Request(url: server.url)
        request.limits.bodyBytes = Self.limit
        request.limits.total = .seconds(2)
        request.limits.stalled = .seconds(1)
        do {
            let response = try await client.send(request)
            guard case .body(let body) = hostility.outcome else {
                Issue.record("answered \(response.status) with \(response.body.count) bytes")
                return
            }
            #expect(text(response) == body)
            #expect(response.headers["etag"] == nil)
        } catch {
            switch hostility.outcome {
            case .fails(let expected): #expect(error == expected)
            case .failsAs(let kind): #expect(error.kind == kind, "\(error)")
            case .body: Issue.record(error)
            }
        }
        await client.shutdown()
    }

    @Test("cannot slip in the answer to the next request")
    func desynchronisation() async throws {
        let server = try LoopbackServer { request in
            guard request.target == "/first" else { return .init(body: Self.utf8("true")) }
            let answer = Self.ok + "Content-Length: 1\r\n\r\na"
            return .raw([
                (.zero, Self.utf8(answer + Self.ok + "Content-Length: 5\r\n\r\nfalse")),
                (.milliseconds(300), []),
            ])
        }
        defer { server.stop() }
        let client = try loopbackClient(server)
        #expect(text(try await client.send(Request(url: server.url + "/first"))) == "a")
        #expect(text(try await client.send(Request(url: server.url + "/next"))) == "true")
        await client.shutdown()
    }

    @Test("that closes a kept connection costs no request")
    func closedBetween() async throws {
        let server = try LoopbackServer { _ in
            .lines(Self.ok + "Content-Length: 1\r\nConnection: keep-alive\r\n\r\na")
        }
        defer { server.stop() }
        let client = try loopbackClient(server)
        for _ in 0..<20 { #expect(text(try await client.send(Request(url: server.url))) == "a") }
        await client.shutdown()
    }
}
