import Testing

@testable import Rejoinder

@Suite("Selectors") struct HTMLSelectorTests {
    private static let tree = HTMLTree(
        parsing: Array(
            """
            <body><article id="story"><ul class="links more"><li data-ad="x">A</li></ul>
            <div><p class="note">B</p></div></article><aside role="note">C</aside></body>
            """.utf8))

    private func tags(_ selector: String) throws -> [String] {
        let selector = try #require(HTMLSelector(selector))
        return Self.tree.descendants(Self.tree.root)
            .filter { selector.matches($0, in: Self.tree) }.map { Self.tree.tag($0) }
    }

    @Test(
        "name elements by what they are, have and stand in",
        arguments: [
            ("aside", ["aside"]), ("ASIDE", ["aside"]), (".note", ["p"]), ("#story", ["article"]),
            ("[data-ad]", ["li"]), ("[role=note]", ["aside"]), ("[role='note']", ["aside"]),
            ("ul.links.more", ["ul"]), ("ul.links.less", []), ("article p", ["p"]),
            ("article > p", []), ("article > div > p", ["p"]), ("article>ul li", ["li"]),
            ("aside, .note", ["p", "aside"]), ("body *.note", ["p"]), ("aside p", []),
        ])
    func matching(selector: String, expected: [String]) throws {
        #expect(try tags(selector) == expected)
    }

    @Test(
        "of other kinds are told",
        arguments: ["", " ", ">", "a >", "> a", "a,,b", "a:hover", "a + b", ".", "#", "[a", "a b]"])
    func refused(selector: String) {
        #expect(HTMLSelector(selector) == nil)
    }
}
