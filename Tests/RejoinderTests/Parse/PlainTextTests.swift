import Testing

@testable import Rejoinder

@Suite("The plain text of HTML") struct PlainTextTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let claim: String
        let html: String
        let text: String

        init(_ claim: String, _ html: String, _ text: String) {
            self.claim = claim
            self.html = html
            self.text = text
        }

        var testDescription: String { claim }
    }

    static let cases = [
        Case("paragraphs are lines", "<p>One</p><p>Two</p>", "One\nTwo"),
        Case("a break ends a line", "One<br>Two<br />Three", "One\nTwo\nThree"),
        Case("list items are lines", "<ul><li>a<li>b</ul>c", "a\nb\nc"),
        Case(
            "a table's row is a line", "<tr><td>a</td><td>b</td></tr><tr><td>c</td></tr>", "a b\nc"),
        Case("blanks collapse", "  a \n\t b&nbsp; c\u{2003}d ", "a b c d"),
        Case("inline tags leave no blank", "un<b>believ</b>able", "unbelievable"),
        Case("a script is no text", "a<script>if (1<2) x('</p>')</script>b", "ab"),
        Case("a style is no text", "<style>p > a {}</style>b", "b"),
        Case("a comment is no text", "a<!-- <p>x</p> -- > -->b", "ab"),
        Case("a hidden element may hold its like", "<svg><svg>x</svg>y</svg>z", "z"),
        Case("references are resolved", "&lt;b&gt; &eacute;&#233;&#xE9; &hellip;", "<b> ééé …"),
        Case("old names need no semicolon", "&copy 2020 &amp &notit;", "© 2020 & ¬it;"),
        Case("windows-1252 was meant", "&#150;&#x93;", "–“"),
        Case("an unknown name stays", "&whatever; R&D a & b", "&whatever; R&D a & b"),
        Case("a bare < is text", "1 < 2 <3", "1 < 2 <3"),
        Case("an unfinished tag is left out", "a <b", "a"),
        Case("an empty iframe ends at once", "<iframe src='x'/>text", "text"),
        Case("CDATA in HTML is text", "<![CDATA[a & b]]>", "a & b"),
        Case("an image is a gap between words", "a<img src=x>b", "a b"),
        Case("Ukrainian, Chinese and emoji stay", "<p>Київ’ський</p>新聞😀", "Київ’ський\n新聞😀"),
    ]

    @Test("reads", arguments: cases) func reads(_ item: Case) {
        #expect(PlainText.text(ofHTML: item.html) == item.text)
    }

    @Test("a tree's text is the fragment's", arguments: cases) func readsTree(_ item: Case) {
        let tree = HTMLTree(parsing: Array(item.html.utf8))
        #expect(tree.plainText(tree.root) == item.text)
    }

    @Test("lines of plain text stay lines") func collapses() {
        #expect(PlainText.collapsed(" a  b \r\n\n c ") == "a b\nc")
        #expect(PlainText.oneLine("a\nb") == "a b")
    }

    @Test("tens of thousands of open tags are no trouble") func isLinear() {
        let html =
            String(repeating: "<div><b>", count: 20_000) + "x"
            + String(
                repeating: "</i></p>", count: 20_000)
        #expect(PlainText.text(ofHTML: html) == "x")
        let tree = HTMLTree(parsing: Array(html.utf8))
        #expect(tree.plainText(tree.root) == "x")
    }
}
