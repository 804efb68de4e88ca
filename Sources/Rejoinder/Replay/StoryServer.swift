import HTTP
import Synchronization

/// Serves a story's feeds, and the pages that their entries link to, on this machine.
final class StoryServer: Sendable {
    private let shelf = Shelf()
    private let server: LoopbackServer

    /// - Throws: `TransferError` if no port is free.
    init() throws(TransferError) {
        let shelf = shelf
        server = try LoopbackServer { shelf.answer($0) }
    }

    var port: UInt16 { server.port }

    func stop() { server.stop() }

    /// Where an address of the story is served on this machine.
    func address(of url: String) -> String { "\(server.url)/\(Shelf.place(url))" }

    /// Serves these bytes as the feed from now on.
    func put(_ bytes: [UInt8], at url: String) { shelf.put(bytes, at: url) }
}

/// What is being served.
private final class Shelf: Sendable {
    private struct Content {
        /// Feeds by host and path.
        var feeds: [String: [UInt8]] = [:]
        var versions: [String: Int] = [:]
        /// By feed, the pages that its entries link to.
        var pages: [String: [String: [UInt8]]] = [:]
    }

    private let content = Mutex(Content())

    /// Host, path and query of an address.
    static func place(_ url: String) -> String {
        for scheme in ["https://", "http://"] where url.hasPrefix(scheme) {
            return String(url.dropFirst(scheme.count))
        }
        return url
    }

    func put(_ bytes: [UInt8], at url: String) {
        let place = Self.place(url)
        let document = FeedReader.read(bytes, contentType: nil, baseURL: url)
        var pages: [String: [UInt8]] = [:]
        for entry in document.entries {
            guard let link = entry.link else { continue }
            pages[Self.place(link)] = StoryPage.html(of: entry, language: document.feed.language)
        }
        content.withLock { content in
            content.feeds[place] = bytes
            content.versions[place, default: 0] += 1
            content.pages[place] = pages
        }
    }

    func answer(_ request: LoopbackServer.Request) -> LoopbackServer.Reply {
        let place = String(request.target.dropFirst())
        return content.withLock { content in
            if let page = content.pages.values.compactMap({ $0[place] }).first {
                return LoopbackServer.Reply(
                    headers: [("Content-Type", "text/html; charset=utf-8")], body: page)
            }
            guard let bytes = content.feeds[place] else {
                return LoopbackServer.Reply(status: 404)
            }
            let etag = "\"\(content.versions[place] ?? 0)\""
            guard request.headers["if-none-match"] != etag else {
                return LoopbackServer.Reply(status: 304, headers: [("ETag", etag)])
            }
            return LoopbackServer.Reply(
                headers: [("ETag", etag), ("Content-Type", "application/xml")], body: bytes)
        }
    }
}

/// Makes a plain page of an entry's content.
enum StoryPage {
    static func html(of entry: FeedEntry, language: String?) -> [UInt8] {
        let title = HTMLText.escaped(entry.title?.plain ?? "")
        let content = entry.content ?? entry.summary
        let body =
            switch content?.kind {
            case .html: content?.value ?? ""
            case .text, nil: "<p>\(HTMLText.escaped(content?.value ?? ""))</p>"
            }
        let page = """
            <!DOCTYPE html>
            <html lang="\(HTMLText.escaped(language ?? "en"))"><head><meta charset="utf-8">
            <title>\(title)</title></head>
            <body><main><article><h1>\(title)</h1>
            \(body)
            </article></main></body></html>
            """
        return Array(page.utf8)
    }
}
