/// Finds the one address by which an article is known, whichever variant of its page was read.
package enum CanonicalAddress {
    /// The address that the page gives as its own, if plausible; otherwise where it was read.
    ///
    /// A page may give an address that is not the article's: its site's home page, its section, the
    /// script that makes all pages, or another site from which it was copied.
    ///
    /// - Parameter url: where the page was read.
    /// - Returns: an absolute address without fragment or tracking parameters.
    package static func address(of article: Article, readAt url: String) -> String {
        let own = TrackingParameters.stripped(url)
        guard let named = article.canonical.map({ TrackingParameters.stripped($0) }),
            isPlausible(URLReference(named), for: URLReference(own))
        else { return own }
        return named
    }

    private static func isPlausible(_ named: URLReference, for page: URLReference) -> Bool {
        guard named.isWeb, page.isWeb else { return false }
        let (to, from) = (segments(named.path), segments(page.path))
        guard isSameSite(named, page) || isCopy(of: named, page) else { return false }
        if to.isEmpty, named.query == nil { return false }
        if to == from { return named.query != nil || queryIsOfVariant(page.query) }
        // A path above the page's own is its section, unless the rest names a variant.
        guard from.starts(with: to) else { return true }
        return named.query != nil || from.dropFirst(to.count).allSatisfy(isVariant)
    }

    private static func segments(_ path: String) -> [String] {
        path.caseFolded.split(separator: "/").map(String.init)
    }

    /// Whether a word names another form of the same page, or is the number of one of its parts.
    private static func isVariant(_ word: String) -> Bool {
        word.utf8.allSatisfy(\.isDigit) && word.utf8.count < 3
            || words.contains(word)
    }

    private static let words: Set<String> = [
        "amp", "amp.html", "print", "mobile", "index.html", "index.php", "index.htm", "outputtype",
        "all", "full", "singlepage", "embed", "wap", "touch",
    ]

    private static func queryIsOfVariant(_ query: String?) -> Bool {
        guard let query else { return true }
        return query.split(separator: "&").allSatisfy { parameter in
            let parts = parameter.caseFolded.split(separator: "=").map(String.init)
            return parts.contains { words.contains($0) } || parts.first == "page"
        }
    }

    // MARK: Sites

    static func isSameSite(_ a: URLReference, _ b: URLReference) -> Bool {
        site(a) == site(b)
    }

    /// The labels that a site's hosts have in common.
    ///
    /// These are the last two, or three if the second to last is as short as in "co.uk".
    private static func site(_ address: URLReference) -> [String] {
        let host = (address.authority ?? "").caseFolded.split(separator: "@").last ?? ""
        let name = host.split(separator: ":").first ?? ""
        let labels = name.split(separator: ".").map(String.init)
        guard labels.count > 2, !labels.allSatisfy({ $0.utf8.allSatisfy(\.isDigit) }) else {
            return labels
        }
        let second = labels[labels.count - 2]
        return labels.suffix(second.utf8.count <= 3 ? 3 : 2).map { $0 }
    }

    /// Whether a page is a cached copy: the other's host is part of its path or host.
    private static func isCopy(of named: URLReference, _ page: URLReference) -> Bool {
        guard let host = named.authority?.caseFolded, host.utf8.contains(0x2E) else {
            return false
        }
        let folded = host.replacing(".", with: "-")
        return segments(page.path).contains(host)
            || (page.authority?.caseFolded.hasPrefix(folded + ".") ?? false)
    }
}
