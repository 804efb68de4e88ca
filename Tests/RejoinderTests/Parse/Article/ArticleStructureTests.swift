import Testing

@testable import Rejoinder

@Suite("The form and place of a line on a page") struct ArticleStructureTests {
    private static let lines = [
        "The council closed the eastern pier on Tuesday after divers found cracks in four piles.",
        "Ferries will leave from the western quay until the spring, and fares stay as they are.",
        "\"We had no choice after the storm,\" said the board's chair, who asked for patience.",
    ]
    private static let title = "Eastern pier closed after divers find cracks"
    private static let whole = lines.joined(separator: "\n")
    private static let prose = lines.map { "<p>\($0)</p>" }.joined()

    private func text(_ body: String) -> String {
        let html = """
            <!DOCTYPE html><html lang=en><head><title>\(Self.title) | The Quay</title></head>
            <body><h1>\(Self.title)</h1>\(body)</body></html>
            """
        return ArticleExtractor.article(html: Array(html.utf8), contentType: nil, url: nil).text
    }

    @Test(
        "keeps text whose names say that it is something else",
        arguments: [
            (
                "the id of a section is its heading",
                "<div id=how-popular-are-the-ferries><h2>What comes next</h2><p>TEXT</p></div>"
            ),
            ("the id of a heading is its text", "<h2 id=popular>What comes next</h2><p>TEXT</p>"),
            (
                "a button that folds a section",
                "<div role=button><h2>What comes next</h2></div><p>TEXT</p>"
            ),
            (
                "a heading named after the link to share it",
                "<h2 class='share-anchor comment-link'>What comes next</h2><p>TEXT</p>"
            ),
            (
                "a button in a heading",
                "<h2><button>What comes next</button></h2><p>TEXT</p>"
            ),
        ])
    func keepsNamed(_ name: String, _ template: String) {
        let later = "Repairs are to cost two million, of which the state has promised to pay half."
        let more = "Nobody knows yet who is to pay the other half, or when the work is to begin."
        let body = Self.prose + template.replacing("TEXT", with: later) + "<p>\(more)</p>"
        #expect(text("<div>\(body)</div>") == "\(Self.whole)\nWhat comes next\n\(later)\n\(more)")
    }

    @Test("keeps headings in a theme that calls all that it shows a widget")
    func keepsWidgets() {
        let heading = "<div class='widget widget-heading'><h2>What comes next</h2></div>"
        let parts = Self.lines.map { "<div class='widget widget-text'><p>\($0)</p></div>" }
        let (a, b, c) = (Self.lines[0], Self.lines[1], Self.lines[2])
        #expect(
            text("<div>\(parts[0])\(parts[1])\(heading)\(parts[2])</div>")
                == "\(a)\n\(b)\nWhat comes next\n\(c)")
    }

    @Test(
        "keeps linked text that belongs to the article",
        arguments: [
            (
                "a list that a sentence introduces",
                """
                <p>These are the quays from which the ferries leave until the spring:</p>
                <ul><li><a href=/w>West</a><li><a href=/n>North</a></ul>
                """,
                """
                These are the quays from which the ferries leave until the spring:
                West
                North
                """
            ),
            (
                "an item of a list with prose",
                """
                <ul><li><a href=/w>The western quay</a>
                <li>The northern quay, which opens on Monday, once the new lamps are up there.</ul>
                """,
                """
                The western quay
                The northern quay, which opens on Monday, once the new lamps are up there.
                """
            ),
            (
                "the first cell of a row",
                """
                <table><tr><td><a href=/w>West</a><td>Opens on Monday, once the new lamps are up.
                </table>
                """,
                "West Opens on Monday, once the new lamps are up."
            ),
            (
                "a sentence of names",
                """
                <p>The ferries that leave from there are the <a href=/1>Northern Light</a>, the
                <a href=/2>Lady of the Lake</a>, the <a href=/3>Old Commodore</a>, the
                <a href=/4>Queen of the Harbour</a>, and others.</p>
                """,
                """
                The ferries that leave from there are the Northern Light, the Lady of the Lake, the \
                Old Commodore, the Queen of the Harbour, and others.
                """
            ),
        ])
    func keepsLinked(_ name: String, _ box: String, _ kept: String) {
        #expect(text("<div>\(Self.prose)\(box)</div>") == "\(Self.whole)\n\(kept)")
    }

    @Test(
        "leaves out what closes a page and is none of its text",
        arguments: [
            (
                "words that send readers elsewhere",
                "<div>Follow <a href=/c>our channel</a> to be the first to know of the harbour.</div>"
            ),
            (
                "a line that introduces nothing",
                "<p>With this button you may put it on your list:</p>"
            ),
            ("names of buttons", "<ul><li><span>Mail</span><li><span>Copy link</span></ul>"),
            (
                "a call",
                """
                <div><p>Our reports from the harbour need you, for as little as a coin a month.</p>
                <a href=/give>Support us</a></div>
                """
            ),
            (
                "references",
                "<ol>"
                    + (1...9).map {
                        "<li>Harbour Papers \($0), on piles and cracks. [<a href=/\($0)>Catalogue</a>]"
                    }.joined() + "</ol>"
            ),
        ])
    func leavesOut(_ name: String, _ box: String) {
        #expect(text("<div>\(Self.prose)\(box)</div>") == Self.whole)
    }

    @Test("takes short lines that one template puts between paragraphs for headings")
    func findsHeadings() {
        let parts = ["What was found", "What comes next", ""].map { "<div class=t>\($0)</div>" }
        let body = zip(Self.lines, parts).map { "<div class=p>\($0)</div>\($1)" }.joined()
        let (a, b, c) = (Self.lines[0], Self.lines[1], Self.lines[2])
        #expect(text("<div>\(body)</div>") == "\(a)\nWhat was found\n\(b)\nWhat comes next\n\(c)")
    }

    @Test("takes the whole text from the page's data where the page shows its beginning")
    func takesTheWhole() {
        let later = "The board is to meet again in March, and to hear those who fish there."
        let whole = Self.lines + Array(repeating: later, count: 9)
        let data = JSONValue.members([
            "@type": .string("NewsArticle"), "articleBody": .string(whole.joined(separator: "\n")),
        ])
        let script = "<script type=application/ld+json>\(data.text)</script>"
        #expect(text("\(script)<div>\(Self.prose)</div>") == whole.joined(separator: "\n"))
    }

    @Test(
        "keeps the short posts of a template that made long ones",
        arguments: [
            "<div class=post><h3><a href=/r>Re: the pier and the ferries</a></h3><div>TEXT</div></div>",
            "<div class=entry><div>TEXT</div><a href=/r>Reply</a></div>",
        ])
    func keepsPosts(_ template: String) {
        let long = Array(repeating: Self.lines[0], count: 6).joined(separator: " ")
        let posts = [long, Self.lines[1], long, Self.lines[2], Self.lines[1], long, long]
        let body = posts.map { template.replacing("TEXT", with: $0) }.joined()
        #expect(text("<div>\(body)</div>").count(of: Self.lines[2]) == 1)
    }

    @Test("leaves out the title where a word above it stands in the heading")
    func leavesOutKicker() {
        let html = """
            <title>\(Self.title)</title><article><h2><span>The harbour</span> <span>\(Self.title)</span>
            </h2>\(Self.prose)</article>
            """
        let article = ArticleExtractor.article(html: Array(html.utf8), contentType: nil, url: nil)
        #expect(article.text == Self.whole)
    }

    @Test("reads the main points between the title and the text")
    func readsPoints() {
        let points = ["Cracks were found in four piles", "Ferries leave from the western quay"]
        let list = "<ul>\(points.map { "<li>\($0)</li>" }.joined())<li>Share</li></ul>"
        let body = "\(list)<p>3 February 2024</p><div itemprop=articleBody>\(Self.prose)</div>"
        #expect(text(body) == (points + [Self.whole]).joined(separator: "\n"))
    }

    @Test("reads the article with the page's title where others follow it")
    func readsTheFirst() {
        let other =
            "The old crane fell into the harbour within a minute, and nobody was near it then."
        let html = """
            <title>\(Self.title) | The Quay</title><div>
            <article class=story><h1>\(Self.title)</h1>\(Self.prose)</article>
            <article class=story><h1>A storm takes the crane</h1>\
            \((1...5).map { _ in "<p>\(other)</p>" }.joined())</article></div>
            """
        let article = ArticleExtractor.article(
            html: Array(html.utf8), contentType: nil, url: nil)
        #expect(article.text == Self.whole)
    }

    @Test("prefers short news under the title to the long small print at the page's end")
    func prefersTheTitle() {
        let terms = """
            <p>What stands here is given for general purposes only, and no warranty of any kind is
            made, express or implied, about whether it is complete, right or fit for your ends.</p>
            """
        let links = (1...6).map { "<li><a href=/\($0)>Another story of the day</a>" }.joined()
        let body = """
            <p>\(Self.lines[0])</p><p>\(Self.lines[1])</p></div><div><ul>\(links)</ul></div>
            <div>\(terms)\(terms)
            """
        let html = "<title>\(Self.title)</title><div><h1>\(Self.title)</h1>\(body)</div>"
        let article = ArticleExtractor.article(
            html: Array(html.utf8), contentType: nil, url: nil)
        #expect(article.text == "\(Self.lines[0])\n\(Self.lines[1])")
    }

    @Test("reads a catalogue as a listing, with all that it lists")
    func readsCatalogues() {
        let cards = (1...6).map {
            "<a class=card href=/\($0)><h3>Quay \($0)</h3><p>Berths, lamps and water for boats of every size.</p></a>"
        }
        let html = "<title>Quays</title><main><h1>Quays</h1>\(cards.joined())</main>"
        let article = ArticleExtractor.article(
            html: Array(html.utf8), contentType: nil, url: nil)
        #expect(article.kind == .listing)
        #expect(article.text.hasPrefix("Quay 1\nBerths, lamps and water for boats of every size."))
        #expect(article.text.split(separator: "\n").count == 12)
    }
}

extension String {
    /// How often another text stands in this one.
    fileprivate func count(of other: String) -> Int { ranges(of: other).count }
}
