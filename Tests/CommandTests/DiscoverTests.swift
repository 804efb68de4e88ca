import Foundation
import HTTP
import Rejoinder
import Testing

@Suite("rejoinder discover") struct DiscoverTests {
    /// The pages of a site by their paths; what is not there is answered with 404.
    typealias Site = [String: String]

    private static func rss(_ title: String, _ entries: String...) -> String {
        "<rss version=\"2.0\"><channel><title>\(title)</title>"
            + entries.map {
                "<item><title>\($0)</title><guid>\($0)</guid>"
                    + "<pubDate>Mon, 02 Mar 2026 08:00:00 GMT</pubDate></item>"
            }.joined() + "</channel></rss>"
    }

    private static let news = """
        <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
          xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>http://a.example/1</loc>
        <news:news><news:publication><news:name>A</news:name></news:publication>
        <news:publication_date>2026-03-02T09:00:00Z</news:publication_date>
        <news:title>Port to reopen</news:title></news:news></url></urlset>
        """

    /// Serves the site, with `$` in its pages standing for its address, and runs the command.
    private func discover(
        _ site: Site, at path: String = "/", _ more: [String] = ["--json"], isAllowed: Bool = true
    ) throws -> (outcome: RealCommand.Outcome, url: String, asked: [String]) {
        let server = try LoopbackServer(isRecording: true) { request in
            guard let page = site[request.target] else { return .init(status: 404) }
            let host = "http://" + (request.headers["host"] ?? "")
            let text = page.replacing("$", with: host)
            if text.hasPrefix("-> ") {
                return .init(status: 301, headers: [("Location", String(text.dropFirst(3)))])
            }
            let type = text.contains("<html") ? "text/html; charset=utf-8" : "text/xml"
            return .init(headers: [("Content-Type", type)], body: Array(text.utf8))
        }
        defer { server.stop() }
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(
            "discover-\(UUID().uuidString).yaml")
        let allow = isAllowed ? "network: {allow: [\"127.0.0.1:\(server.port)\"]}\n" : ""
        try Data("contact: desk@a.example\npoll: {host_spacing: 0s}\nfeeds: []\n\(allow)".utf8)
            .write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let outcome = try RealCommand.run(
            ["discover", server.url + path, "--config", file.path] + more)
        return (outcome, server.url, server.requests.map(\.target))
    }

    private func feeds(_ outcome: RealCommand.Outcome) throws -> [(url: String, by: String)] {
        let json = try JSONValue(parsing: outcome.output)
        return try #require(json["feeds"]?.arrayValue).map {
            ($0["url"]?.stringValue ?? "", $0["found_by"]?.stringValue ?? "")
        }
    }

    private static func page(head: String = "", body: String = "") -> String {
        "<!DOCTYPE html><html><head><title>Site</title>\(head)</head><body>\(body)</body></html>"
    }

    private static func link(_ href: String, _ type: String = "application/rss+xml") -> String {
        "<link rel=\"alternate\" type=\"\(type)\" href=\"\(href)\">"
    }

    struct Find: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let site: Site
        var path = "/"
        /// Paths of the feeds, each with where it was found.
        let found: [(String, String)]
    }

    static let finds: [Find] = [
        Find(
            testDescription: "link tags, relative to the base",
            site: [
                "/a/b": page(head: "<base href='/news/'>" + link("all.xml") + link("/x.xml")),
                "/news/all.xml": rss("All", "1", "2"),
            ], path: "/a/b", found: [("/news/all.xml", "a link tag")]),
        Find(
            testDescription: "an address with a reference, and a relation among others",
            site: [
                "/": page(
                    head: "<link href='/f?a=1&amp;b=2' rel='home alternate' type='text/xml'>"),
                "/f?a=1&b=2": rss("F", "1"),
            ], found: [("/f?a=1&b=2", "a link tag")]),
        Find(
            testDescription: "no oEmbed, no style sheet, no page that is linked as a feed",
            site: [
                "/": page(
                    head: link("/e", "application/json+oembed") + link("/page")
                        + "<link rel=stylesheet href=/rss.css>"),
                "/e": rss("E", "1"), "/page": page(),
            ], found: []),
        Find(
            testDescription: "the address itself", site: ["/": rss("Self", "1")],
            found: [("/", "the address itself")]),
        Find(
            testDescription: "usual addresses, one feed at two of them",
            site: [
                "/": page(), "/feed": "-> /feed.xml", "/feed.xml": rss("F", "1"),
                "/rss.xml": rss("F", "1"),
            ], found: [("/feed.xml", "a usual address")]),
        Find(
            testDescription: "usual addresses of a folder",
            site: ["/blog/": page(), "/blog/feed": rss("B", "1")], path: "/blog/",
            found: [("/blog/feed", "a usual address")]),
        Find(
            testDescription: "a news sitemap that an index in robots.txt lists",
            site: [
                "/": page(), "/robots.txt": "User-agent: *\nDisallow: /x\nSitemap: $/index.xml\n",
                "/index.xml": """
                <sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
                <sitemap><loc>$/pages.xml</loc></sitemap><sitemap><loc> $/n/news.xml </loc></sitemap>
                </sitemapindex>
                """, "/n/news.xml": news,
                "/pages.xml": "<urlset><url><loc>http://a.example/</loc></url></urlset>",
            ], found: [("/n/news.xml", "a sitemap")]),
        Find(
            testDescription: "a news sitemap that nobody names",
            site: ["/": page(), "/news-sitemap.xml": news],
            found: [("/news-sitemap.xml", "a sitemap")]),
        Find(
            testDescription: "links on the page, as a last resort",
            site: [
                "/": page(body: "<a href='/feedback'>Feedback</a> <a href='/list'>All our RSS</a>"),
                "/list": page(body: "<a href='/press/rss-all'>Press</a>"),
                "/press/rss-all": rss("Press", "1"), "/feedback": rss("No", "1"),
            ], found: [("/press/rss-all", "a link on the page")]),
        Find(
            testDescription: "no link on the page where there is something better",
            site: [
                "/": page(head: link("/a.xml"), body: "<a href='/b/rss'>RSS</a>"),
                "/a.xml": rss("A", "1"), "/b/rss": rss("B", "2"),
            ], found: [("/a.xml", "a link tag")]),
    ]

    @Test("finds", arguments: finds)
    func looks(_ find: Find) throws {
        let (outcome, url, asked) = try discover(find.site, at: find.path)
        #expect(outcome.code == (find.found.isEmpty ? 1 : 0), "\(outcome.problems)")
        let feeds = try feeds(outcome)
        #expect(feeds.map(\.url) == find.found.map { url + $0.0 })
        #expect(feeds.map(\.by) == find.found.map(\.1))
        #expect(Set(asked).count == asked.count, "nothing is asked twice")
    }

    @Test("prints each feed, and configuration that check takes")
    func printsFeeds() throws {
        let (outcome, url, _) = try discover(
            ["/": Self.page(head: Self.link("/f")), "/f": Self.rss("Port News", "1", "2")], [])
        #expect(
            outcome.lines == [
                "NAME       FORMAT   ENTRIES  NEWEST                FOUND BY    ADDRESS",
                "port-news  RSS 2.0  2        2026-03-02T08:00:00Z  a link tag  \(url)/f",
                "feeds:", "  - name: \"port-news\"", "    url: \"\(url)/f\"",
            ])
        let snippet = outcome.text.split(separator: "\n\n").last.map(String.init) ?? ""
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(
            "snippet-\(UUID().uuidString).yaml")
        try Data(snippet.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        #expect(
            try RealCommand.run(["check", "--no-warnings", "--config", file.path]).code == 0)
    }

    @Test("says what it cannot look at, and goes nowhere that polls may not")
    func refuses() throws {
        let (blocked, _, asked) = try discover(["/": Self.rss("A", "1")], isAllowed: false)
        #expect(blocked.code == 1)
        #expect(blocked.problems.contains("127.0.0.1 is not on the public Internet"))
        #expect(asked.isEmpty)
        let (missing, url, _) = try discover([:])
        #expect(missing.code == 1)
        #expect(
            missing.problems.hasSuffix(
                "cannot look at \(url)/: there is nothing at this address (HTTP 404)\n"))
        let (none, site, _) = try discover(["/": Self.page()], [])
        #expect(none.code == 1)
        #expect(none.text.isEmpty)
        #expect(none.problems.hasPrefix("no feed was found at \(site)/; "))
    }
}
