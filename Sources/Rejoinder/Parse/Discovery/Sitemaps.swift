/// Where a site's sitemaps are; those with news are feeds.
package enum Sitemaps {
    /// The addresses that a robots.txt names.
    package static func named(inRobots bytes: [UInt8], base: String) -> [String] {
        let lines = String(decoding: bytes.prefix(1 << 19), as: UTF8.self).split(
            whereSeparator: \.isNewline)
        return newsFirst(
            lines.compactMap { line in
                let parts = line.split(separator: ":", maxSplits: 1)
                guard parts.count == 2, parts[0].trimmed.caseFolded == "sitemap" else {
                    return nil
                }
                return URLReference.absolute(parts[1].trimmed, base: URLReference(base))
            })
    }

    /// The sitemaps that an index lists.
    package static func listed(inIndex bytes: [UInt8], base: String) -> [String] {
        let tree = HTMLTree(parsing: Array(bytes.prefix(1 << 20)))
        return newsFirst(
            tree.descendants(tree.root).compactMap { node in
                guard tree.isElement(node), tree.tag(node) == "sitemap" else { return nil }
                let place = tree.descendants(node).first {
                    tree.isElement($0) && tree.tag($0) == "loc"
                }
                return place.flatMap { tree.text($0).nonBlank?.trimmed }
                    .flatMap { URLReference.absolute($0, base: URLReference(base)) }
            })
    }

    /// A large site has thousands of sitemaps, and at most a few of them with news.
    private static func newsFirst(_ addresses: [String]) -> [String] {
        let speakOfNews = addresses.map { $0.caseFolded.contains("news") }
        let sorted =
            zip(addresses, speakOfNews).filter(\.1).map(\.0)
            + zip(addresses, speakOfNews).filter { !$0.1 }.map(\.0)
        return Array(sorted.prefix(8))
    }
}

/// Addresses at which sites have their feeds without saying so.
package enum UsualAddresses {
    /// - Parameter page: any page of the site.
    package static func feeds(of page: String) -> [String] {
        var root = URLReference(page)
        (root.query, root.fragment) = (nil, nil)
        let folder = root.path.lastIndex(of: "/").map { String(root.path[...$0]) } ?? "/"
        root.path = "/"
        let atRoot = ["feed", "rss", "rss.xml", "feed.xml", "atom.xml", "index.xml", "feed.json"]
        let inFolder = folder == "/" ? [] : ["feed", "rss", "rss.xml", "feed.xml", "atom.xml"]
        return inFolder.map { address(root, folder + $0) } + atRoot.map { address(root, "/" + $0) }
    }

    package static func robots(of page: String) -> String {
        address(URLReference(page), "/robots.txt")
    }

    package static func sitemaps(of page: String) -> [String] {
        ["/news-sitemap.xml", "/sitemap-news.xml", "/sitemap_index.xml", "/sitemap.xml"].map {
            address(URLReference(page), $0)
        }
    }

    private static func address(_ site: URLReference, _ path: String) -> String {
        var reference = site
        (reference.path, reference.query, reference.fragment) = (path, nil, nil)
        return reference.description
    }
}
