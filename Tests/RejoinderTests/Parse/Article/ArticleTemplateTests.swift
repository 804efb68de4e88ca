import Testing

@testable import Rejoinder

@Suite("Articles as publishers' templates make them") struct ArticleTemplateTests {
    private static let lines = [
        "The council closed the eastern pier on Tuesday after divers found cracks in four piles.",
        "Ferries will leave from the western quay until the spring, and fares stay as they are.",
        "\"We had no choice after the storm,\" said the board's chair, who asked for patience.",
        "Repairs are to cost two million, of which the state has promised to pay a half.",
    ]
    private static let title = "Eastern pier closed after divers find cracks"

    private func text(_ body: String) -> String {
        let html = """
            <!DOCTYPE html><html lang=en><head><title>\(Self.title) | The Quay</title></head>
            <body><ul><li><a href=/w>World</a><li><a href=/s>Sport</a></ul>\(body)
            <div><a href=/about>About</a> <a href=/terms>Terms</a></div></body></html>
            """
        return ArticleExtractor.article(html: Array(html.utf8), contentType: nil, url: nil).text
    }

    private static let whole = lines.joined(separator: "\n")
    private static let heading = "<h1 class=css-1t7a9b>\(title)</h1>"

    /// The paragraphs, a box after the second.
    private static func story(_ box: String = "", each: String = "<p>TEXT</p>") -> String {
        var parts = lines.map { each.replacing("TEXT", with: $0) }
        parts.insert(box, at: 2)
        return parts.joined(separator: "\n")
    }

    @Test(
        "finds the paragraphs however a template makes them",
        arguments: [
            ("hashed classes", "<div class=css-x9a1><p class=css-b7c2>TEXT</p></div>"),
            ("a section each", "<section class=block><div><p>TEXT</p></div></section>"),
            ("divs with test ids", "<div data-testid=paragraph-1 class=t__a1>TEXT</div>"),
            ("elements of their own", "<x-paragraph><p>TEXT</p></x-paragraph>"),
            ("breaks", "TEXT<br><br>"),
        ])
    func findsParagraphs(_ name: String, _ each: String) {
        let body = "\(Self.heading)<div class=css-q1w2>\(Self.story(each: each))</div>"
        #expect(text(body) == Self.whole)
    }

    @Test(
        "leaves out boxes whose classes say nothing",
        arguments: [
            (
                "a call",
                """
                <div class=css-r5t6><h3>Support our paper</h3><p>A small gift each month keeps the
                reports about the harbour free for everyone.</p><a href=/give>Give now</a></div>
                """
            ),
            (
                "a field",
                """
                <div class=css-z0x9><div>The morning letter</div><div>All that you need to know before
                the first ferry leaves, each day.</div><input type=email><button>Go</button></div>
                """
            ),
            (
                "a player",
                """
                <div class=css-p0o9><button>Listen</button><span>5 min</span>
                <p>This recording was made by a machine. <a href=/f>Tell us</a> what you think.</p></div>
                """
            ),
            ("an advertisement", "<p class=css-k2j3>Advertisement - scroll to continue</p>"),
            (
                "related stories under a heading",
                """
                <section class=css-h3g4><h2>More about the harbour</h2>
                <article class=css-c1><h3><a href=/1>A storm takes the old crane</a></h3>
                <p>It had stood on the quay for ninety years, and fell within a minute.</p></article>
                <article class=css-c1><h3><a href=/2>Who pays for the new quay</a></h3>
                <p>The board and the state have not agreed on it for eleven years now.</p></article>
                <article class=css-c1><h3><a href=/3>Divers wanted by the harbour</a></h3>
                <p>Four of them leave in spring, and nobody has asked for their places.</p></article>
                </section>
                """
            ),
        ])
    func leavesOut(_ name: String, _ box: String) {
        let story = Self.story(box, each: "<p class=css-b7c2>TEXT</p>")
        #expect(text("\(Self.heading)<div class=css-q1w2>\(story)</div>") == Self.whole)
    }

    @Test("begins under the title, whatever prose stands above it")
    func beginsUnderTitle() {
        let banner = """
            <div class=css-b1><h2>Your choice</h2><p>We store things on your device and read them again,
            so that others may show you what they want to sell.</p><a href=/c>Settings</a></div>
            """
        #expect(text("\(banner)<div>\(Self.heading)\(Self.story())</div>") == Self.whole)
    }

    @Test("leaves out a byline and a date under a lead")
    func leavesOutByline() {
        let body = """
            \(Self.heading)<p>\(Self.lines[0])</p><p>By <a rel=author href=/io>Ines Okafor</a></p>
            <p>Published Feb 3, 2024 2:05 pm</p>
            """
        let rest = Self.lines.dropFirst().map { "<p>\($0)</p>" }.joined()
        #expect(text("<div>\(body)\(rest)</div>") == Self.whole)
    }

    @Test(
        "leaves out what closes a page in prose",
        arguments: [
            "<p>Copyright 2024 The Quay. All rights reserved, and no copy without our leave.</p>",
            "<p><em>Ines Okafor writes about the harbour and the sea for The Quay.</em></p>",
        ])
    func leavesOutClosing(_ closing: String) {
        let byline = "<p class=byline>By <a rel=author href=/io>Ines Okafor</a></p>"
        let body = "<div>\(Self.heading)\(byline)\(Self.story())\(closing)</div>"
        #expect(text(body) == Self.whole)
    }

    @Test(
        "leaves out what sends readers elsewhere at the end",
        arguments: [
            "<p><b>Read also:</b></p><ul><li><a href=/1>A storm takes the old crane</a></ul>",
            "<p><em>Join <a href=https://chat.example/q>our channel of news</a> today!</em></p>",
        ])
    func leavesOutReferrals(_ closing: String) {
        #expect(text("<div>\(Self.heading)\(Self.story())\(closing)</div>") == Self.whole)
    }

    @Test("leaves out short items of a list above the text")
    func leavesOutTabs() {
        let tabs = "<ul><li>Summary<li>Companies</ul>"
        #expect(text("<div>\(Self.heading)\(tabs)\(Self.story())</div>") == Self.whole)
    }

    @Test("reads an article that a script is given as a value")
    func readsAssignments() {
        let values = Self.lines.map { JSONValue.members(["content": .string($0)]) }
        let data = JSONValue.members(["story": .members(["body": .array(values)])]).text
        let script = "<script>window.__STATE__ = \(data);</script>"
        #expect(text("<div id=root></div>\(script)") == Self.whole)
    }

    @Test("finds a short article between boxes that weigh more than it")
    func findsShortArticles() {
        let links = (0..<8).map { "<li><a href=/\($0)>Another story from the harbour, \($0)</a>" }
        let list = "<div class=box><h3>Most read</h3><ol>\(links.joined())</ol></div>"
        let body = Self.lines.map { "<x-p class=c><p>\($0)</p></x-p>\(list)" }.joined()
        #expect(text("<div>\(Self.heading)<article>\(body)</article></div>") == Self.whole)
    }
}
