import Testing

@testable import Rejoinder

@Suite("A newsroom's notice in a box of the page's frame") struct ArticleNoticeTests {
    private static let title = "Lighthouse of Sandholm goes dark in winter"
    private static let lines = [
        "The lighthouse of Sandholm goes dark in November, the coast office said on Tuesday, and blames the cost of its lamps.",
        "Skippers of the island fear for the boats that come home after four, when the sun has set behind the dunes.",
        "The island's parish had paid for a part of the lamps until last spring, when its treaty with the office ended.",
        "Some forty boats pass the point on a winter evening, most of them with crews of two or three men.",
    ]
    private static let text = lines.joined(separator: "\n")

    /// A page with a box inside its article, before, amid or after its paragraphs.
    private static func page(_ box: String, at place: Int) -> String {
        var parts = lines.map { "<p>\($0)</p>" }
        parts.insert(box, at: place)
        return """
            <!DOCTYPE html><html lang=en><head><title>\(title) | The Dune Post</title></head><body>
            <header><nav><a href=/>Home</a><a href=/coast>Coast</a></nav></header>
            <main><article><h1>\(title)</h1>\(parts.joined())</article></main>
            <footer><p>The Dune Post, Sandholm</p></footer></body></html>
            """
    }

    private static func text(_ html: String) -> String {
        ArticleExtractor.article(html: Array(html.utf8), contentType: nil, url: nil).text
    }

    private static let boxes = [
        "<aside>BOX</aside>", "<aside class=update>BOX</aside>",
        "<aside class='box sidebar'>BOX</aside>", "<footer>BOX</footer>",
        "<footer class=article-footer>BOX</footer>", "<div class=article-footer>BOX</div>",
        "<div class=sidebar>BOX</div>", "<div class=widget>BOX</div>",
        "<div role=complementary>BOX</div>", "<div class=correction>BOX</div>",
        "<section class=corrections>BOX</section>", "<div class=editors-note>BOX</div>",
        "<details>BOX</details>", "<div class=disclaimer>BOX</div>",
    ]

    struct Notice: CustomTestStringConvertible {
        let testDescription: String
        let html: String
        let kept: String

        init(_ text: String) { self.init(text, "<p>\(text)</p>", text) }

        init(_ name: String, _ html: String, _ kept: String) {
            (testDescription, self.html, self.kept) = (name, html, kept)
        }
    }

    static let notices = [
        Notice(
            "an update with a bold label",
            "<p><strong>Update, 16:20:</strong> The coast office was asked for comment and wants to answer by Friday.</p>",
            "wants to answer by Friday"),
        Notice(
            "a correction in italics",
            "<p><em>Correction: An earlier version of this article gave the wrong month. The lamps go out in November.</em></p>",
            "gave the wrong month"),
        Notice(
            "a heading and a sentence without a word of notice",
            "<h4>Correction</h4><p>The lamps go out in November, and not in October.</p>",
            "and not in October"),
        Notice(
            "a bold word",
            "<p><b>Clarification</b> The parish paid for lamps only, not for oil.</p>",
            "not for oil"),
        Notice("This article was amended on 4 May 2026 to name the right parish."),
        Notice("An earlier version of this report misstated the number of boats."),
        Notice("Editor's note: After publication the office sent its figures, which were added."),
        Notice("The coast office has been approached for comment."),
        Notice("The coast office did not respond to a request for comment."),
        Notice("The island's parish declined to comment on Tuesday."),
        Notice("The office has not answered questions about the treaty."),
        Notice("Korrektur: In einer früheren Fassung stand, die Lampen gingen im Oktober aus."),
        Notice("Das Küstenamt wurde um eine Stellungnahme gebeten und will sich bald äußern."),
        Notice("Anmerkung der Redaktion: Die Zahl der Boote wurde nachträglich berichtigt."),
        Notice("Rectificatif : une version précédente de cet article donnait un autre mois."),
        Notice("Mise à jour à 16h20 : le bureau des côtes dit qu'il répondra vendredi."),
        Notice("Sollicité, le bureau des côtes n'a pas répondu à nos questions."),
        Notice("Виправлення: у попередній версії статті було названо інший місяць."),
        Notice("Редакція звернулася до управління узбережжя за коментарем."),
        Notice("Исправление: в предыдущей версии статьи был назван другой месяц."),
        Notice("Редакция обратилась в управление побережья за комментарием."),
    ]

    @Test("is part of the article, whatever the box is called", arguments: notices)
    func keeps(_ notice: Notice) {
        for box in Self.boxes {
            for place in [0, 2, 4] {
                let text = Self.text(
                    Self.page(box.replacing("BOX", with: notice.html), at: place))
                #expect(text.contains(notice.kept), "\(box) at \(place)")
                #expect(text.contains(Self.lines[3]), "\(box) at \(place)")
            }
        }
    }

    @Test(
        "does not bring along what else such boxes hold",
        arguments: [
            (
                "related stories",
                "<h3>Related</h3><ul><li><a href=/1>Minister corrects figures on lamps</a><li><a href=/2>Office declines to comment on oil</a></ul>"
            ),
            (
                "teasers with a summary",
                "<div><h4><a href=/1>Office answers questions on lamps</a></h4><p>The coast office has answered questions about the lamps after a week.</p></div>"
            ),
            (
                "a newsletter",
                "<h3>Updates from the dunes</h3><p>Sign up for our newsletter and read the news of the coast each morning.</p>"
            ),
            ("a daily letter", "<p>Updated every morning: the news of the coast, for free.</p>"),
            (
                "an author",
                "<p>Ines Okafor is the editor for the coast. She was responsible for the reports of a press agency.</p>"
            ),
            (
                "comments",
                "<h3>Comments</h3><p>Sven: This article is wrong, the lamps go out in May.</p><p>Karin: My question to the office was never answered.</p>"
            ),
            (
                "a list of comments",
                "<h3>3 comments</h3><ul><li>This article should be corrected, there are fifty boats.<li>I asked the office for comment, too, and got none.</ul>"
            ),
            (
                "marked comments",
                "<div class=comments><p>Correction: there are fifty boats, and not forty.</p></div>"
            ),
            ("rights", "<p>This article may not be copied without a request to our office.</p>"),
            ("an address", "<p>Contact the newsroom with questions about this report.</p>"),
            (
                "an address for mail",
                "<p>Questions are answered by Tom Lund, tom@dunes.example.</p>"
            ),
            (
                "words on a link",
                "<p><a href=/c>Correction: an article about the parish was wrong.</a></p>"
            ),
        ])
    func leavesOut(_ name: String, _ content: String) {
        for box in ["<aside>BOX</aside>", "<footer class=article-footer>BOX</footer>"] {
            for place in [2, 4] {
                let text = Self.text(Self.page(box.replacing("BOX", with: content), at: place))
                #expect(text == Self.text, "\(box) at \(place)")
            }
        }
    }

    @Test("is known beside what else is in its box")
    func amidOthers() {
        let box = """
            <footer><ul><li><a href=/t>Lamps</a><li><a href=/i>Islands</a></ul>
            <p>Correction: An earlier version of this article gave the wrong month.</p>
            <h3>Related</h3><p><a href=/1>Oil lamps are sold on the island</a></p></footer>
            """
        #expect(
            Self.text(Self.page(box, at: 4)) == Self.text
                + "\nCorrection: An earlier version of this article gave the wrong month.")
    }

    @Test("is kept although the page's data has the article without it")
    func besideData() {
        let data = JSONValue.members([
            "@type": .string("NewsArticle"),
            "articleBody": .string((Self.lines + Self.lines).joined(separator: "\n")),
        ])
        let notice = "The coast office has been approached for comment."
        let html = Self.page("<aside><p>\(notice)</p></aside>", at: 4).replacing(
            "</head>", with: "<script type=application/ld+json>\(data.text)</script></head>")
        #expect(Self.text(html).contains(notice))
    }

    @Test("outside of the article is not its own")
    func outside() {
        let html = Self.page("", at: 4).replacing(
            "</main>",
            with: "</main><aside><p>Correction: A report on oil gave the wrong price.</p></aside>")
        #expect(Self.text(html) == Self.text)
    }
}
