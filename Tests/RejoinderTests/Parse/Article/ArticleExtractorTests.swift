import Testing

@testable import Rejoinder

@Suite("Finding the article on a page") struct ArticleExtractorTests {
    private static let first =
        "The harbour board voted on Tuesday to close the eastern pier until the spring, members said."
    private static let second =
        "Three ferries will berth at the western quay instead, and fares stay as they are for now."
    private static let third =
        "\"We had no choice after the storm,\" said the board's chair, who asked for patience."

    private static var paragraphs: String {
        [first, second, third].map { "<p>\($0)</p>" }.joined()
    }

    private func article(_ body: String, head: String = "") -> Article {
        let html = "<!DOCTYPE html><html lang=en><head>\(head)</head><body>\(body)</body></html>"
        return ArticleExtractor.article(html: Array(html.utf8), contentType: nil, url: nil)
    }

    private static let prose = [first, second, third].joined(separator: "\n")

    @Test(
        "leaves out what stands around the article",
        arguments: [
            ("a menu", "<nav><ul><li><a href=/a>World</a><li><a href=/b>Sport</a></ul></nav>"),
            (
                "a list of links without a name",
                "<div><ul><li><a href=/a>A storm closes the pass</a><li><a href=/b>Late rain is welcome to farmers</a></ul></div>"
            ),
            (
                "a footer",
                "<footer><p>All rights reserved by the paper, and no use without its leave.</p></footer>"
            ),
            (
                "a hidden box",
                "<div style='display: none'><p>This box is shown to nobody, long as its only sentence is.</p></div>"
            ),
        ])
    func leavesOut(_ name: String, _ other: String) {
        #expect(article("\(other)<div>\(Self.paragraphs)</div>").text == Self.prose)
        #expect(article("<div>\(Self.paragraphs)</div>\(other)").text == Self.prose)
    }

    @Test(
        "leaves out boxes inside of the article",
        arguments: [
            ("share bar", "<div class=share-bar><button>Share</button><span>1,204</span></div>"),
            (
                "related link",
                "<p><b>Read more:</b> <a href=/x>The pier's long history in pictures</a></p>"
            ),
            (
                "caption",
                "<figure><img src=/p.jpg><figcaption>The pier in better days, seen from the sea.</figcaption></figure>"
            ),
            (
                "newsletter",
                "<div class=newsletter><h4>Morning letter</h4><p>All the news you need before the first ferry leaves.</p></div>"
            ),
        ])
    func leavesOutBoxes(_ name: String, _ box: String) {
        let body = "<div><p>\(Self.first)</p><p>\(Self.second)</p>\(box)<p>\(Self.third)</p></div>"
        #expect(article(body).text == Self.prose)
    }

    @Test("keeps quotations, lists and headings, one a line")
    func keepsStructure() {
        let body = """
            <article><p>\(Self.first)</p><blockquote><p>No ship may berth there.</p></blockquote>
            <h2>What is closed</h2><ul><li>the eastern pier</li><li>its cafe</li></ul>
            <p>\(Self.second)</p></article>
            """
        #expect(
            article(body).text
                == "\(Self.first)\nNo ship may berth there.\nWhat is closed\nthe eastern pier\nits cafe\n\(Self.second)"
        )
    }

    @Test("keeps an article that a name would condemn")
    func keepsCondemned() {
        #expect(article("<div class=widget>\(Self.paragraphs)</div>").text == Self.prose)
        #expect(article("<div hidden id=S:0>\(Self.paragraphs)</div>").text == Self.prose)
        #expect(article("<button>\(Self.paragraphs)").text == Self.prose)
    }

    @Test("reads paragraphs that are only set apart by line breaks")
    func readsLineBreaks() {
        let body =
            "<table><tr><td><a href=/>Home</a><br><a href=/s>Sport</a></td><td>"
            + [Self.first, Self.second, Self.third].joined(separator: "<br><br>")
            + "</td></tr></table>"
        #expect(article(body).text == Self.prose)
    }

    @Test("reads an article that is only data for a script")
    func readsData() {
        let blocks = [Self.first, Self.second, Self.third]
            .map { JSONValue.members(["type": .string("p"), "html": .string($0)]) }
        let data = JSONValue.members(["page": .members(["blocks": .array(blocks)])]).text
        let body = "<div id=root></div><script type='application/json'>\(data)</script>"
        #expect(article(body).text == Self.prose)
    }

    @Test("keeps paragraphs of one template whatever its name is")
    func keepsTemplates() {
        let body = [Self.first, Self.second, Self.third].enumerated()
            .map { "<div class='widget w\($0)'><p>\($1)</p></div>" }.joined()
        #expect(article("<div>\(body)</div>").text == Self.prose)
    }

    @Test("keeps both parts of a text that a box divides")
    func keepsParts() {
        let parts = "<div class=part><p>\(Self.first)</p><p>\(Self.second)</p></div><div>Menu</div>"
        let body = "<div>\(parts)<div class=part><p>\(Self.third)</p></div></div>"
        #expect(article(body).text == Self.prose)
    }

    @Test("prefers a short article to long comments on it")
    func dropsComments() {
        let comment =
            "<li><p>\(String(repeating: "I have seen this pier, and it is old. ", count: 9))</p></li>"
        let comments = "<ol class=comments>\(String(repeating: comment, count: 30))</ol>"
        let found = article("<div><h1>Pier closed</h1>\(Self.paragraphs)\(comments)</div>")
        #expect(found.text == Self.prose)
    }

    @Test("leaves out teasers of other stories, with or without a name")
    func dropsTeasers() {
        let teasers = (0..<6).map {
            "<div class=x><h3><a href=/\($0)>Another story from the harbour</a></h3>"
                + "<p>What it says is told here in one sentence that is long enough to be prose, \($0).</p></div>"
        }.joined()
        #expect(article("<div>\(Self.paragraphs)<div>\(teasers)</div></div>").text == Self.prose)
    }

    @Test("leaves out the text beside a picture without a name")
    func dropsCaptions() {
        let picture =
            "<div><img src=/p.jpg><div>The eastern pier, seen from the sea in better days.</div></div>"
        let body = "<div>\(Self.paragraphs)\(picture)\(Self.paragraphs)</div>"
        #expect(article(body).text == "\(Self.prose)\n\(Self.prose)")
    }

    @Test("leaves out lines that the page's own data does not have")
    func confirmsByData() {
        let text = Array(repeating: Self.prose, count: 3).joined(separator: " ")
        let data = JSONValue.members([
            "@type": .string("NewsArticle"), "articleBody": .string(text),
        ])
        let other = "<p>Write to our desk with what you know about the harbour, day and night.</p>"
        let found = article(
            "<div>\(Self.paragraphs)\(other)</div>",
            head: "<script type='application/ld+json'>\(data.text)</script>")
        #expect(found.text == Self.prose)
    }

    @Test("takes the facts from JSON-LD before all other places")
    func readsStructuredData() throws {
        let head = """
            <title>Pier closed - The Quay</title><meta property=og:site_name content="The Quay">
            <meta name=author content="Somebody Else">
            <script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "The Quay"},
            {"@type": "NewsArticle", "headline": "Eastern pier closed",
            "datePublished": "2024-02-03T10:00:00+01:00", "dateModified": "2024-02-04T08:30:00Z",
            "author": [{"@type": "Person", "name": "Ines Okafor"}, {"name": "Tom Lund"}],}]}</script>
            <link rel=canonical href="https://quay.example/pier">
            """
        let found = article("<h1>Eastern pier closed</h1>\(Self.paragraphs)", head: head)
        #expect(found.title == "Eastern pier closed")
        #expect(found.author == "Ines Okafor, Tom Lund")
        #expect(found.published?.description == "2024-02-03T09:00:00Z")
        #expect(found.modified?.description == "2024-02-04T08:30:00Z")
        #expect(found.language == "en")
        #expect(found.canonical == "https://quay.example/pier")
        #expect(found.siteName == "The Quay")
    }

    @Test("reads the page's own words where nothing is stated")
    func readsVisibleFacts() {
        let body = """
            <h1>Eastern pier closed</h1><div class=byline>By Ines Okafor</div>
            <div class=dateline>Published 3 February 2024, 10:00</div>\(Self.paragraphs)
            """
        let found = article(body, head: "<title>Eastern pier closed | The Quay</title>")
        #expect(found.title == "Eastern pier closed")
        #expect(found.author == "Ines Okafor")
        #expect(found.published?.description.hasPrefix("2024-02-03") == true)
        #expect(found.text == Self.prose)
    }

    @Test(
        "tells walls and refusals from articles",
        arguments: [
            (
                Article.Kind.block, "Just a moment...",
                "<p>Checking your browser before you go on.</p>"
            ),
            (.notFound, "Page not found", "<p>We are sorry.</p>"),
            (.parked, "quay.example", "<p>This domain is for sale.</p>"),
            (.login, "Sign in", "<form><p>Forgot your password?</p></form>"),
            (.consent, "Before you continue", "<p>We and our partners store data.</p>"),
            (.unsure, "", "<p>Hello.</p>"),
        ])
    func tellsKinds(_ kind: Article.Kind, _ title: String, _ body: String) {
        #expect(article(body, head: "<title>\(title)</title>").kind == kind)
    }

    @Test("takes no article for a wall because of its banner or its subject")
    func keepsArticlesWithBanners() {
        let banner = "<div class=banner><p>We value your privacy. Accept all cookies?</p></div>"
        let body =
            "\(banner)<h1>Why a page not found costs the town</h1>"
            + String(repeating: Self.paragraphs, count: 4)
        let head = "<title>Why a page not found costs the town</title>"
        #expect(article(body, head: head).kind == .article)
    }

    @Test(
        "takes no short news for a wall because of its subject",
        arguments: [
            "404 new cases reported in the port", "Login flaw exposes data of the bank's clients",
            "В город входят первые корабли",
        ])
    func keepsShortNews(_ title: String) {
        let body = "<h1>\(title)</h1>\(Self.paragraphs)"
        #expect(article(body, head: "<title>\(title)</title>").kind == .article)
    }

    @Test("takes short news under a banner for news where the page says that it is")
    func keepsShortNewsUnderBanner() {
        let banner = "<div><p>We value your privacy. We and our partners store data.</p></div>"
        let body =
            "\(banner)<h1>Pier closed for winter</h1><p>\(Self.first)</p><p>\(Self.second)</p>"
        let head = "<title>Pier closed for winter</title><meta property=og:type content=article>"
        #expect(article(body, head: head).kind == .article)
    }

    @Test("guesses a language that no attribute names")
    func guessesLanguage() {
        let text =
            "<p>Die Stadt hat am Dienstag mitgeteilt, dass der Hafen für den Winter nicht mehr "
            + "von den Booten zu nutzen ist, und bittet auch die Gäste um Geduld.</p>"
        let found = ArticleExtractor.article(
            html: Array("<body>\(text)\(text)</body>".utf8), contentType: nil, url: nil)
        #expect(found.language == "de")
    }

    @Test(
        "reads bytes in the encoding that the server or the page names",
        arguments: [
            ("text/html; charset=windows-1251", ""), (nil, "<meta charset=windows-1251>"),
        ])
    func readsEncodings(_ type: String?, _ meta: String) {
        // "Порт закрыт" in windows-1251.
        let word: [UInt8] = [0xCF, 0xEE, 0xF0, 0xF2, 0x20, 0xE7, 0xE0, 0xEA, 0xF0, 0xFB, 0xF2]
        let html = Array("\(meta)<p>".utf8) + word + Array(". \(Self.first)</p>".utf8)
        let found = ArticleExtractor.article(html: html, contentType: type, url: nil)
        #expect(found.text == "Порт закрыт. \(Self.first)")
    }

    @Test(
        "survives pages that no writer would write",
        arguments: [
            "", "<", "<p", "<div><p>", String(repeating: "<div>", count: 100_000),
            "<html><body hidden>",
            "<script type='application/ld+json'>[[[[{\"@type\":</script>",
            "<meta content=x><meta name property=og:title>", "<title>",
            "\u{0}\u{FEFF}<h1>&#0;&#xFFFFFFFFFF;",
        ])
    func survives(_ html: String) {
        let found = ArticleExtractor.article(html: Array(html.utf8), contentType: nil, url: "::")
        #expect(found.text.utf8.count <= html.utf8.count)
    }
}
