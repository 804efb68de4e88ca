import HTTP
import Testing

@testable import Rejoinder

@Suite("Looking at a feed") struct FeedFetcherTests {
    private static let ok = "HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n"
    private static let whole =
        "<rss version=\"2.0\"><channel><item><title>A</title></item></channel></rss>\n"

    private func look(_ reply: LoopbackServer.Reply) async throws -> FeedAnswer {
        let server = try LoopbackServer { _ in reply }
        defer { server.stop() }
        let client = try Samples.client()
        var poll = Configuration.Poll()
        poll.timeout = .seconds(2)
        let answer = await FeedFetcher(client: client, poll: poll).look(
            at: Configuration.Feed(name: "news", url: server.url), validators: .none, movedTo: nil,
            now: Samples.moment)
        await client.shutdown()
        return answer
    }

    private static func reply(_ head: String, _ body: String, open: Bool = false)
        -> LoopbackServer.Reply
    {
        let bytes = Array((ok + head + "\r\n" + body).utf8)
        return .raw([(.zero, bytes)] + (open ? [(.seconds(60), [])] : []))
    }

    @Test("takes a document that is whole, whatever its length was said to be")
    func takesWhole() async throws {
        let chunk = String(Self.whole.utf8.count, radix: 16) + "\r\n\(Self.whole)\r\n"
        for reply in [
            Self.reply("Content-Length: \(Self.whole.utf8.count + 3)\r\n", Self.whole),
            Self.reply("Content-Length: 99999\r\n", Self.whole),
            Self.reply("Content-Length: 99999\r\n", Self.whole, open: true),
            Self.reply("Transfer-Encoding: chunked\r\n", chunk),
            Self.reply("Content-Length: \(Self.whole.utf8.count - 1)\r\n", Self.whole),
        ] {
            guard case .document(let document) = try await look(reply) else {
                Issue.record("no document")
                continue
            }
            #expect(
                FeedReader.read(document.body, contentType: nil, baseURL: nil).entries.count == 1)
        }
    }

    @Test(
        "adds the secret part of the query, and takes it off what is passed on",
        arguments: [
            ("/feed", "token=T0k3n", "/feed?token=T0k3n", "/new"),
            ("/feed?user=17", "?token=T0k3n&x=1", "/feed?user=17&token=T0k3n&x=1", "/new?user=17"),
            ("/feed?", "&token=T0k3n\n", "/feed?token=T0k3n", "/new"),
        ])
    func secretQuery(_ path: String, _ secret: String, _ asked: String, _ moved: String)
        async throws
    {
        let server = try LoopbackServer(isRecording: true) { request in
            guard request.target.hasPrefix("/feed") else {
                return .init(body: Array(Self.whole.utf8))
            }
            let query = request.target.dropFirst(5)
            return .init(status: 301, headers: [("Location", "/new\(query)")])
        }
        defer { server.stop() }
        var feed = Configuration.Feed(name: "news", url: server.url + path)
        feed.secretQuery = Secret(secret.filter { $0 != "\n" })
        let client = try Samples.client()
        let answer = await FeedFetcher(client: client, poll: Configuration.Poll()).look(
            at: feed, validators: .none, movedTo: "\(server.url)/elsewhere", now: Samples.moment)
        await client.shutdown()
        guard case .document(let document) = answer else {
            Issue.record("\(answer)")
            return
        }
        #expect(server.requests.first?.target == asked)
        #expect(document.url == server.url + moved)
        #expect(document.movedTo == server.url + moved)
    }

    @Test("takes no document that breaks off")
    func refusesBroken() async throws {
        let cut = String(Self.whole.dropLast(20))
        for (reply, kind) in [
            (Self.reply("Content-Length: \(Self.whole.utf8.count)\r\n", cut), "truncated"),
            (Self.reply("Content-Length: 99999\r\n", cut, open: true), "timeout"),
            (Self.reply("Transfer-Encoding: chunked\r\n", "5\r\n<rss>\r\n"), "truncated"),
        ] {
            guard case .failed(let failure) = try await look(reply) else {
                Issue.record("no failure")
                continue
            }
            #expect(failure.kind == kind)
        }
    }
}
