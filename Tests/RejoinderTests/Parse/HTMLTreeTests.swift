import Testing

@testable import Rejoinder

@Suite("A page as a tree") struct HTMLTreeTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let claim: String
        let html: String
        let outline: String

        init(_ claim: String, _ html: String, _ outline: String) {
            self.claim = claim
            self.html = html
            self.outline = outline
        }

        var testDescription: String { claim }
    }

    static let cases = [
        Case("a block ends a paragraph", "<p>a<div>b</div>c", "p(a) div(b) c"),
        Case("a paragraph ends a paragraph", "<p>a<p>b", "p(a) p(b)"),
        Case(
            "an item ends an item", "<ul><li>a<li>b<ul><li>c</ul></ul>", "ul(li(a) li(b ul(li(c))))"
        ),
        Case("terms and definitions", "<dl><dt>a<dd>b<dt>c</dl>", "dl(dt(a) dd(b) dt(c))"),
        Case(
            "rows and cells", "<table><tr><td>a<td>b<tr><th>c</table>d",
            "table(tr(td(a) td(b)) tr(th(c))) d"),
        Case(
            "a table in a cell", "<td>a<table><tr><td>b</table>c</td>d",
            "td(a table(tr(td(b))) c) d"),
        Case("void elements hold nothing", "<br>a<img src=x>b<hr/>", "br() a img() b hr()"),
        Case("an inline end tag ends no block", "<b><p>a</b>b</p>c", "b(p(a b) c)"),
        Case("a stray end tag is passed over", "a</b></div></x>c", "a c"),
        Case("a block's end ends what is inside", "<div><b><i>a</div>b", "div(b(i(a))) b"),
        Case(
            "a cell keeps end tags in", "<div><table><td>a</div>b</table>c", "div(table(td(a b)) c)"
        ),
        Case("an anchor ends an anchor", "<a>x<a>y", "a(x) a(y)"),
        Case(
            "the head ends where the body begins",
            "<html><head><title>t</title><p>a</html>", "html(head(title(t)) p(a))"),
        Case("one body", "<body class=a><body>x</body>y", "body(x y)"),
        Case("a path closes itself in SVG", "<svg><path/><g/></svg>a", "svg(path() g()) a"),
        Case("a title holds no tags", "<title>a<b></title>c", "title(a<b>) c"),
        Case("unknown elements nest", "<my-x><p>a</p></my-x>b", "my-x(p(a)) b"),
        Case("headings end headings", "<h2>a<h3>b</h3>", "h2(a) h3(b)"),
        Case("options", "<select><option>a<option>b</select>c", "select(option(a) option(b)) c"),
    ]

    @Test("is built as a browser would", arguments: cases) func builds(_ item: Case) {
        let tree = HTMLTree(parsing: Array(item.html.utf8))
        #expect(outline(tree, tree.root) == item.outline)
    }

    private func outline(_ tree: HTMLTree, _ node: HTMLTree.Node) -> String {
        tree.children(node).map { child in
            tree.isText(child)
                ? tree.text(child) : "\(tree.tag(child))(\(outline(tree, child)))"
        }.joined(separator: " ")
    }

    @Test("attributes are found in any case, with references resolved") func readsAttributes() {
        let tree = HTMLTree(
            parsing: Array("<A HREF='?a=1&amp;b=2&copy=3' Class=x data-y hidden=''>t".utf8))
        let anchor = tree.first(.a)
        #expect(anchor.flatMap { tree.attribute($0, "href") } == "?a=1&b=2&copy=3")
        #expect(anchor.flatMap { tree.attribute($0, "class") } == "x")
        #expect(anchor.flatMap { tree.attribute($0, "data-y") } == "")
        #expect(anchor.flatMap { tree.attribute($0, "id") } == nil)
        #expect(
            anchor.map { tree.attributes($0).map(\.name) } == ["href", "class", "data-y", "hidden"])
    }

    @Test("is walked in every direction") func walks() throws {
        let tree = HTMLTree(parsing: Array("<div><p>a</p><p>b<i>c</i></p></div><p>d".utf8))
        let paragraphs = tree.all(.p)
        #expect(paragraphs.map { tree.text($0) } == ["a", "bc", "d"])
        let second = try #require(paragraphs.dropFirst().first)
        #expect(tree.previous(second) == paragraphs.first)
        #expect(tree.next(second) == nil)
        #expect(tree.parent(second).flatMap { tree.name($0) } == .div)
        #expect(tree.ancestors(second).map { tree.tag($0) } == ["div", ""])
        #expect(tree.descendants(second).count == 3)
        #expect(tree.all(.p, in: tree.first(.div)).count == 2)
        #expect(tree.contains(tree.root, second))
    }

    @Test("elements past the depth cap lose no text") func keepsDeepText() {
        let html =
            (0..<2000).map { "<div>\($0) " }.joined() + String(repeating: "</div>", count: 2000)
        let tree = HTMLTree(parsing: Array((html + "<p>end").utf8))
        #expect(tree.plainText(tree.root).split { $0 == " " || $0 == "\n" }.count == 2001)
        #expect(tree.first(.p).flatMap { tree.parent($0) } == tree.root)
    }

    @Test("text may leave elements out") func leavesOut() {
        let tree = HTMLTree(parsing: Array("<p>a</p><nav><p>b</p></nav><p>c</p>".utf8))
        #expect(tree.plainText(tree.root) { tree.name($0) == .nav } == "a\nc")
    }

    @Test("reads on after thousands of tags that end nothing") func endless() {
        let html =
            String(repeating: "<span>", count: 500) + String(repeating: "</i>", count: 20_000)
            + "<p>The end.</p><p>Really.</p>"
        let tree = HTMLTree(parsing: Array(html.utf8))
        #expect(tree.plainText(tree.root) == "The end.\nReally.")
    }
}
