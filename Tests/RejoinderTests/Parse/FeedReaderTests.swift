import Testing

@testable import Rejoinder

/// One document of the test's own, and what it is read as.
struct FeedCase: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let text: String
    var format: FeedFormat?

    init(_ name: String, _ format: FeedFormat?, _ text: String) {
        testDescription = name
        self.format = format
        self.text = text
    }
}

@Suite("Reading a feed") struct FeedReaderTests {
    private func read(_ text: String, base: String? = nil) -> FeedDocument {
        FeedReader.read(Array(text.utf8), contentType: nil, baseURL: base)
    }

    static let feeds = [
        FeedCase(
            "RSS 0.91", .rss091,
            "<rss version='0.91'><channel><title>F</title><item><title>E</title></item></channel></rss>"
        ),
        FeedCase(
            "RSS 2.0", .rss20,
            "<rss version='2.0'><channel><title>F</title><item><title>E</title></item></channel></rss>"
        ),
        FeedCase(
            "RSS 1.0, entries beside the channel", .rss10,
            """
            <r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
              xmlns="http://purl.org/rss/1.0/"><channel><title>F</title></channel>
            <item><title>E</title></item></r:RDF>
            """),
        FeedCase(
            "Atom 0.3", .atom03,
            """
            <feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>F</title>
            <entry><title mode="base64">RQ==</title></entry></feed>
            """),
        FeedCase(
            "Atom 1.0 under a prefix", .atom10,
            """
            <a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>F</a:title>
            <a:entry><a:title>E</a:title></a:entry></a:feed>
            """),
        FeedCase(
            "JSON Feed 1.1", .jsonfeed11,
            """
            {"version":"https://jsonfeed.org/version/1.1","title":"F","items":[{"id":1,"title":"E"}]}
            """),
    ]

    @Test("knows the format and finds the entry", arguments: feeds)
    func readsFormats(_ feed: FeedCase) {
        let document = read(feed.text)
        #expect(document.format == feed.format)
        #expect(document.feed.title?.plain == "F")
        #expect(document.entries.map { $0.title?.plain } == ["E"])
        #expect(document.isComplete)
    }

    static let others = [
        FeedCase("a web page", nil, "<!DOCTYPE html><html><body><p>Log in</p></body></html>"),
        FeedCase(
            "an OPML list", nil, "<opml version='2.0'><body><outline text='a'/></body></opml>"),
        FeedCase("a JSON error", nil, "{\"error\":\"not found\"}"),
        FeedCase("plain text", nil, "service unavailable"),
        FeedCase("nothing", nil, ""),
    ]

    @Test("takes nothing else for a feed", arguments: others)
    func refusesOthers(_ other: FeedCase) {
        let document = read(other.text)
        #expect(document.format == nil)
        #expect(document.entries.isEmpty)
    }

    @Test("a document that is cut off anywhere never looks whole", arguments: feeds)
    func showsTruncation(_ feed: FeedCase) {
        let bytes = Array(feed.text.utf8)
        // The last byte of the last tag may be followed by blanks.
        for length in 1..<(bytes.count - 1) {
            let part = FeedReader.read(Array(bytes[..<length]), contentType: nil, baseURL: nil)
            #expect(part.format == nil || !part.isComplete, "at byte \(length)")
        }
    }

    @Test(
        "the encoding is that of the first rule that applies",
        arguments: [
            ("byte order mark", [0xEF, 0xBB, 0xBF] as [UInt8], "koi8-r", "utf-8"),
            ("HTTP header", [], "koi8-r", "koi8-r"),
            ("declaration", [], nil, "windows-1251"),
        ] as [(String, [UInt8], String?, String)])
    func ordersEncodings(_ rule: String, _ mark: [UInt8], _ charset: String?, _ encoding: String) {
        let text =
            "<?xml version='1.0' encoding='windows-1251'?><rss version='2.0'><channel/></rss>"
        let document = FeedReader.read(
            mark + Array(text.utf8), contentType: charset.map { "text/xml; charset=\($0)" },
            baseURL: nil)
        #expect(document.encodingRule == rule)
        #expect(document.encoding == encoding)
    }

    @Test(
        "reads dates of many makers",
        arguments: [
            ("Tue, 03 Mar 2026 09:05:00 EST", "2026-03-03T14:05:00Z"),
            ("3 Mar 2026 09:05 GMT", "2026-03-03T09:05:00Z"),
            ("2026-03-03T09:05:00.9+01:00", "2026-03-03T08:05:00Z"),
            ("2026-03-03", "2026-03-03T00:00:00Z"),
        ])
    func readsDates(_ raw: String, _ same: String) throws {
        let moment = try #require(FeedDate(raw).moment)
        let expected = try #require(FeedDate(same).moment)
        #expect(moment.description.prefix(19) == expected.description.prefix(19))
    }

    @Test("a date that cannot be read is absent", arguments: ["", "soon", "2026-13-45", "99"])
    func leavesDatesOut(_ raw: String) { #expect(FeedDate(raw).moment == nil) }

    @Test("the innermost xml:base that names the web resolves an address") func resolvesBases() {
        let document = read(
            """
            <feed xmlns="http://www.w3.org/2005/Atom" xml:base="/news/">
            <entry xml:base="2026/"><link href="a"/></entry></feed>
            """, base: "https://example.org/feed")
        #expect(document.entries.first?.link == "https://example.org/news/2026/a")
    }

    @Test("entities that blow up stay small, and others are kept from loading anything")
    func bombs() {
        let document = read(
            """
            <!DOCTYPE rss [<!ENTITY a "0123456789"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
            <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">
            <!ENTITY x SYSTEM "file:///etc/hostname">]>
            <rss version="2.0"><channel><item><title>\(String(repeating: "&d;", count: 2000))</title>
            <description>[&x;]</description></item></channel></rss>
            """)
        #expect(document.entries.count == 1)
        #expect((document.entries.first?.title?.value.utf8.count ?? 0) < 2_000_000)
        #expect(document.entries.first?.summary?.plain.contains("\n") == false)
    }

    @Test("depth and floods of attributes cost neither stack nor entry") func floods() {
        let deep = String(repeating: "<b>", count: 100_000)
        let many = (0..<5000).map { " a\($0)='1'" }.joined()
        let document = read(
            "<rss version='2.0'><channel><item\(many)><title>E</title></item>"
                + "<item><title>D</title><description>\(deep)</description></item></channel></rss>")
        #expect(document.entries.first?.title?.plain == "E")
        #expect(!document.isWellFormed)
        #expect(!document.recoveries.isEmpty)
    }
}
