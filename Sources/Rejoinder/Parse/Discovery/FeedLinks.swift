import Markup

/// The addresses at which a page says that its site's feeds are.
package struct FeedLinks: Sendable {
    /// Those of its `link` elements, in page order.
    package private(set) var named: [String] = []
    /// Those of ordinary links that look as if they led to a feed.
    package private(set) var linked: [String] = []

    private static let most = 20

    /// - Parameter url: the page's address, after redirects.
    package init(html: [UInt8], contentType: String?, url: String) {
        let decoded = TextEncoding.decode(
            html, charset: contentType.flatMap(PageEncoding.charset),
            declared: PageEncoding.declared(html))
        let tree = HTMLTree(parsing: decoded.bytes)
        var base = URLReference(url)
        var hasBase = false
        for node in tree.descendants(tree.root) where tree.isElement(node) {
            let address = tree.attribute(node, "href")?.nonBlank
            guard let address else { continue }
            switch tree.tag(node) {
            case "base" where !hasBase:
                hasBase = true
                base = URLReference(address).resolved(against: base)
            case "link" where Self.namesFeed(tree, node):
                Self.add(address, base, to: &named)
            case "a" where Self.leadsToFeed(address, tree, node):
                Self.add(address, base, to: &linked)
            default: break
            }
        }
    }

    /// The addresses are read as they stand, apart from the scheme `feed:`, which old pages use.
    private static func add(_ address: String, _ base: URLReference, to list: inout [String]) {
        var text = address
        if text.caseFolded.hasPrefix("feed:") {
            text = String(text.dropFirst(5))
            if text.hasPrefix("//") { text = "http:" + text }
        }
        var reference = URLReference(text).resolved(against: base)
        reference.fragment = nil
        let url = reference.description
        guard reference.isWeb, list.count < most, !list.contains(url) else { return }
        list.append(url)
    }

    /// Whether a `link` is an alternate of a feed's type; oEmbed's types only resemble one.
    private static func namesFeed(_ tree: HTMLTree, _ node: HTMLTree.Node) -> Bool {
        let relations = words(tree.attribute(node, "rel") ?? "")
        if relations.contains("feed") { return true }
        guard relations.contains("alternate"),
            let type = tree.attribute(node, "type")?.caseFolded.split(separator: ";").first
        else { return false }
        return types.contains(type.filter { !$0.isWhitespace })
    }

    private static let types: Set = [
        "application/rss+xml", "application/atom+xml", "application/feed+json", "application/json",
        "application/rdf+xml", "application/xml", "text/xml", "application/rss", "application/atom",
        "text/rss", "text/rss+xml",
    ]

    /// Whether a link's address, type or text speaks of a feed.
    private static func leadsToFeed(
        _ address: String, _ tree: HTMLTree, _ node: HTMLTree.Node
    ) -> Bool {
        if let type = tree.attribute(node, "type")?.caseFolded, types.contains(type) {
            return true
        }
        guard !address.hasPrefix("#") else { return false }
        let reference = URLReference(address)
        let spoken = words(reference.path + " " + (reference.query ?? ""))
        return !signs.isDisjoint(with: spoken)
            || !signs.isDisjoint(with: words(String(tree.text(node).prefix(100))))
            || reference.scheme == "feed"
    }

    private static let signs: Set = ["rss", "rss2", "atom", "feed", "feeds", "rdf", "jsonfeed"]

    private static func words(_ text: String) -> Set<String> {
        Set(text.caseFolded.split { !$0.isLetter && !$0.isNumber }.map(String.init))
    }
}
