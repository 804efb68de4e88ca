import HTTP
import Synchronization

@testable import Rejoinder

/// A site with a feed and the pages of its entries, and a daemon's stages that watch it, on a clock
/// of the test's own.
final class Newsroom: Sendable {
    struct Page: Sendable {
        var status = 200
        var body: String
    }

    struct Entry: Sendable {
        let id: String
        let link: String
        let title: String
        let summary: String
    }

    /// What stands at the feed's address.
    enum Feed: Sendable {
        case entries([Entry])
        /// The connection broke in the middle of the last entry.
        case truncated([Entry])
        case page(String)
    }

    private struct Content {
        var feed = ""
        var pages: [String: Page] = [:]
        var asked: [String] = []
        /// The tags of what stands at some addresses, whether or not they change with it.
        var tags: [String: String] = [:]
        var headers: [String: [(String, String)]] = [:]
        var statuses: [String: Int] = [:]
        /// Those of the requests that had a condition.
        var conditional: [String] = []
    }

    static let host = "https://news.example"

    private let content: Shelf
    private let server: LoopbackServer
    private let session: Session
    let test: TestLedger

    private final class Shelf: Sendable {
        let content = Mutex(Content())

        func answer(_ request: LoopbackServer.Request) -> LoopbackServer.Reply {
            content.withLock { content in
                content.asked.append(request.target)
                let wanted = request.headers["if-none-match"]
                if wanted != nil { content.conditional.append(request.target) }
                let tag = content.tags[request.target]
                if let status = content.statuses[request.target] {
                    return .init(status: status, headers: content.headers[request.target] ?? [])
                }
                if let tag, tag == wanted { return .init(status: 304, headers: [("ETag", tag)]) }
                let tagged = tag.map { [("ETag", $0)] } ?? []
                guard request.target.prefix(while: { $0 != "?" }) != "/feed" else {
                    return .init(
                        headers: [("Content-Type", "application/xml")] + tagged
                            + (content.headers["/feed"] ?? []),
                        body: Array(content.feed.utf8))
                }
                guard let page = content.pages[request.target] else { return .init(status: 404) }
                return .init(
                    status: page.status,
                    headers: [("Content-Type", "text/html; charset=utf-8")] + tagged,
                    body: Array(page.body.utf8))
            }
        }
    }

    init(_ change: (inout Configuration.Feed) -> Void = { _ in }) async throws {
        let shelf = Shelf()
        let server = try LoopbackServer { shelf.answer($0) }
        content = shelf
        self.server = server
        test = try TestLedger()
        var configuration = Configuration()
        configuration.poll.hostSpacing = .zero
        configuration.network.allow = ["127.0.0.1:\(server.port)"]
        configuration.institutions = TestLedger.institutions
        var feed = Configuration.Feed(name: "news", url: Self.host + "/feed")
        change(&feed)
        configuration.feeds = [feed]
        session = try await Session(
            configuration, ledger: test.ledger, isColoured: false, now: TestLedger.minute(0),
            rewrite: { $0.replacing(Self.host, with: server.url) })
    }

    deinit { server.stop() }

    /// The feed lists these entries, each with a summary, the newest first.
    func list(_ entries: (id: String, title: String, summary: String)...) {
        put(
            .entries(
                entries.map { Entry(id: $0.id, link: $0.id, title: $0.title, summary: $0.summary) })
        )
    }

    func put(_ feed: Feed) {
        let text =
            switch feed {
            case .page(let text): text
            case .entries(let entries):
                Self.head + entries.map(Self.item).joined() + "</channel></rss>"
            case .truncated(let entries):
                String((Self.head + entries.map(Self.item).joined()).dropLast(60))
            }
        content.content.withLock { $0.feed = text }
    }

    private static let head =
        "<rss version=\"2.0\"><channel><title>News</title><language>en</language>"

    private static func item(_ entry: Entry) -> String {
        """
        <item><guid isPermaLink="false">\(entry.id)</guid><title>\(entry.title)</title>
        <link>\(host)/\(entry.link)</link><description>\(entry.summary)</description></item>
        """
    }

    func put(_ id: String, _ page: Page?) {
        content.content.withLock { $0.pages["/\(id)"] = page }
    }

    /// A page with an article of these paragraphs amid what sites put around one.
    func put(_ id: String, title: String = "Port to reopen", _ paragraphs: [String]) {
        put(id, Page(body: Self.page(title, paragraphs)))
    }

    static func page(_ title: String, _ paragraphs: [String]) -> String {
        """
        <!DOCTYPE html><html lang="en"><head><title>\(title)</title></head><body>
        <nav><ul><li><a href="/a">Home</a></li><li><a href="/b">World</a></li></ul></nav>
        <main><article><h1>\(title)</h1>\(paragraphs.map { "<p>\($0)</p>" }.joined())</article></main>
        <footer><a href="/imprint">Imprint</a></footer></body></html>
        """
    }

    /// What stands at that address has this tag, however often it changes.
    func tag(_ target: String, _ tag: String?) {
        content.content.withLock { $0.tags[target] = tag }
    }

    /// The server answers requests for that address with this status alone; nil: as usual.
    func refuse(_ target: String, with status: Int?, _ headers: (String, String)...) {
        content.content.withLock {
            $0.statuses[target] = status
            $0.headers[target] = headers
        }
    }

    /// The server sends these header fields with what stands at that address.
    func head(_ target: String, _ headers: [(String, String)]) {
        content.content.withLock { $0.headers[target] = headers }
    }

    func poll(at minute: Int) async throws {
        for (id, watched) in session.feeds {
            _ = try await Poll(watched: watched, tools: session.polls)
                .run(id, now: TestLedger.minute(minute))
        }
    }

    /// Looks at the pages that are due then.
    @discardableResult
    func look(at minute: Int) async throws -> [PageLook.Outcome] {
        let now = TestLedger.minute(minute)
        var outcomes: [PageLook.Outcome] = []
        for page in try await test.ledger.duePages(now: now) {
            outcomes.append(
                try await PageLook(tools: session.pages).run(page.entry, now: now))
        }
        return outcomes
    }

    /// What was asked with a condition since this was last asked.
    func conditional() -> [String] {
        content.content.withLock { content in
            defer { content.conditional = [] }
            return content.conditional
        }
    }

    /// What was asked of the site since this was last asked.
    func requests() -> [String] {
        content.content.withLock { content in
            defer { content.asked = [] }
            return content.asked
        }
    }
}
