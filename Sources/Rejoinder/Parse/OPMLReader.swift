/// A feed in an OPML list of feeds.
package struct OPMLOutline: Hashable, Sendable {
    package let title: String?
    /// What a list shows for the feed; most programs write the title here too.
    package let text: String?
    package let url: String

    package init(title: String?, text: String? = nil, url: String) {
        self.title = title
        self.text = text
        self.url = url
    }
}

/// Reads lists of feeds as feed readers exchange them, however deeply they are nested.
///
/// Real lists contain bare ampersands and the like, so they are read like HTML: nothing is refused.
package enum OPMLReader {
    /// The feeds that have an address, each address once, in document order.
    package static func feeds(_ document: [UInt8]) -> [OPMLOutline] {
        let tree = HTMLTree(parsing: document)
        var seen: Set<String> = []
        return tree.descendants(tree.root).compactMap { node in
            guard tree.isElement(node), tree.tag(node) == "outline",
                let url = tree.attribute(node, "xmlurl"), !url.isEmpty, seen.insert(url).inserted
            else { return nil }
            return OPMLOutline(
                title: tree.attribute(node, "title"), text: tree.attribute(node, "text"), url: url)
        }
    }
}
