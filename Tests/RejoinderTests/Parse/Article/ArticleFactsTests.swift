import Testing

@testable import Rejoinder

@Suite("What a page says of its article") struct ArticleFactsTests {
    private static let text = """
        <p>The council closed the eastern pier on Tuesday after divers found cracks in four piles.</p>
        <p>Ferries will leave from the western quay until the spring, and fares stay as they are.</p>
        """

    private func article(_ body: String, head: String = "<title>Pier closed for winter</title>")
        -> Article
    {
        let html = "<html lang=en><head>\(head)</head><body>\(body)</body></html>"
        return ArticleExtractor.article(html: Array(html.utf8), contentType: nil, url: nil)
    }

    @Test(
        "takes the title that readers see",
        arguments: [
            ("Pier closed for winter", "<title>Pier closed for winter | News | The Quay</title>"),
            ("Pier closed for winter", "<title>The Quay - Pier closed for winter</title>"),
            (
                "Pier closed for winter",
                "<title>Pier closed for winter - The Quay</title><meta property=og:title content='You will not believe what divers saw'>"
            ),
            (
                "Pier closed for winter",
                "<title>Pier closed for winter - The Quay</title><meta property=og:title content='Pier closed for winter | The Quay'><meta property=og:site_name content='The Quay'>"
            ),
        ])
    func takesTitle(_ title: String, _ head: String) {
        #expect(article("<h1>Pier closed for winter</h1>\(Self.text)", head: head).title == title)
    }

    @Test(
        "names all authors, and nobody else",
        arguments: [
            (
                "Ines Okafor, Tom Lund",
                "<p>By <a rel=author href=/i>Ines Okafor</a> and <a rel=author href=/t>Tom Lund</a></p>"
            ),
            ("Ines Okafor und Tom Lund", "<p>Von Ines Okafor und Tom Lund</p>"),
            ("Eva van den Berg", "<p>By Eva van den Berg Published Feb 3, 2024</p>"),
            ("Ines Okafor", "<p>Ines Okafor, 3 February 2024</p>"),
            ("Ines Okafor", "<p>Ines Okafor, Jan 5, 2024 9:05 am</p>"),
            ("Ines Okafor", "<p>By Ines Okafor, Harbour Wire</p>"),
            ("Ines Okafor", "<p>Ferries | By Ines Okafor | <a>The Quay</a></p>"),
            ("Ines Okafor & Tom Lund", "<p>By Ines Okafor & Tom Lund</p>"),
            ("Monica Friedrich", "<p>By Monica Friedrich, Saturday, 3 February 2024</p>"),
            ("Ines Okafor", "<p class=author><a>Ines Okafor</a> <a href=/x>@ines</a></p>"),
            ("ines", "<p>Posted by <a rel=author href=/i>ines</a></p>"),
            (
                "Ines Okafor",
                "<div class=author><div class=author-by>By</div> <a href=/i>Ines Okafor</a></div>"
            ),
            (
                "Ines Okafor",
                "<span itemprop=author><meta itemprop=name content='Ines Okafor'></span>"
            ),
            (nil, "<p><span class=author-label>Posted on</span> <a href=/a>3 February</a></p>"),
            (nil, "<p>(Photo by Tom Lund/Wire)</p>"),
            (nil, "<p>Updated 2:05 PM, Sat Feb 3, 2024 GMT</p>"),
            (nil, "<p>3 de febrero de 2024</p>"),
        ])
    func namesAuthors(_ author: String?, _ byline: String) {
        #expect(article("<h1>Pier closed for winter</h1>\(byline)\(Self.text)").author == author)
    }

    @Test("takes the list of authors where another source gives but the first")
    func takesWholeList() {
        let head = """
            <script type="application/ld+json">{"@type": "Article", "author": "Ines Okafor"}</script>
            <meta name=citation_author content="Ines Okafor"><meta name=citation_author content="Tom Lund">
            """
        #expect(article(Self.text, head: head).author == "Ines Okafor, Tom Lund")
    }

    @Test("puts a name together from its parts")
    func joinsParts() {
        let head = """
            <script type="application/ld+json">{"@type": "Article",
            "author": {"@type": "Person", "givenName": "Ines", "familyName": "Okafor"}}</script>
            """
        #expect(article(Self.text, head: head).author == "Ines Okafor")
    }

    @Test("reads data in a CDATA section")
    func readsCDATA() {
        let head = """
            <script type="application/ld+json">//<![CDATA[
            {"@type": "NewsArticle", "headline": "x", "datePublished": "2024-02-03T10:00:00Z"}
            //]]></script>
            """
        #expect(article(Self.text, head: head).published?.description == "2024-02-03T10:00:00Z")
    }

    @Test("takes the day under the title before those of other stories")
    func takesDayUnderTitle() {
        let other = "<h3>Another</h3><time datetime=2022-01-01>Jan 1</time>"
        let body = "<h1>Pier closed for winter</h1><p>Feb 3, 2024</p>\(Self.text)\(other)"
        #expect(article(body).published?.description == "2024-02-03T00:00:00Z")
    }

    @Test(
        "takes no day of another story for the article's",
        arguments: [
            "<aside><h3>Related</h3><time datetime=2022-01-01>Jan 1, 2022</time></aside>",
            "<aside class=box><p>Jan 1, 2022</p><p>Another</p></aside>",
            "<div class=related><time datetime=2022-01-01>Jan 1</time></div>",
            "<div><a href=/x>Ferries to leave from the western quay</a> <time datetime=2022-01-01>Jan 1</time></div>",
            "<a href=/x><b>Ferries</b> <time datetime=2022-01-01>Jan 1</time></a>",
            "<ul><li><a href=/x>Ferries to leave from the western quay</a><span><time itemprop=datePublished datetime=2022-01-01>Jan 1</time></span></ul>",
            "<nav><time datetime=2022-01-01>Jan 1</time></nav>",
        ])
    func takesNoOtherDay(_ box: String) {
        let parts = Self.text.split(separator: "\n").map(String.init)
        for body in [
            box + parts[0] + parts[1], parts[0] + box + parts[1], parts[0] + parts[1] + box,
        ] {
            let html = "<h1>Pier closed for winter</h1>\(body)"
            #expect(article(html).published == nil, "\(body)")
            let dated =
                "<h1>Pier closed for winter</h1>\(body)<footer><time datetime=2024-02-03>Feb 3</time></footer>"
            #expect(article(dated).published?.description == "2024-02-03T00:00:00Z", "\(body)")
        }
    }

    @Test(
        "takes the day of a byline that links its author and its section",
        arguments: [
            "<div><a href=/i>Ines Okafor</a>, <time datetime=2024-02-03>Feb 3</time></div>",
            "<header><a href=/h>Harbour</a><p><time datetime=2024-02-03>Feb 3</time></p></header>",
        ])
    func takesDayBesideLinks(_ byline: String) {
        let found = article("<h1>Pier closed for winter</h1>\(byline)\(Self.text)")
        #expect(found.published?.description == "2024-02-03T00:00:00Z")
    }

    @Test("finds the byline between a lead and the text")
    func findsBylineUnderLead() {
        let body = """
            <h1>Pier closed for winter</h1><p>Divers have found cracks in four of the piles, it is said.</p>
            <div>By Ines Okafor | 3 February 2024</div>\(Self.text)
            """
        let found = article(body)
        #expect(found.author == "Ines Okafor")
        #expect(found.published?.description == "2024-02-03T00:00:00Z")
    }
}
