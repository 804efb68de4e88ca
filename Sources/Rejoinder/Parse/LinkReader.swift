/// Collects the Atom links of a feed or an entry, in RSS too, and what they are for.
struct LinkReader {
    private(set) var links: [FeedLink] = []
    /// The first alternate that is a web page: one without a type, or with the type of HTML.
    private(set) var page: String?
    /// The first alternate of any type.
    private(set) var alternate: String?
    private(set) var selfLink: String?
    /// The page where an entry is discussed.
    private(set) var replies: String?
    private(set) var enclosures: [FeedEnclosure] = []
    /// Links that are neither the document itself nor attached to it.
    private var bare: [Int] = []

    /// The only link that can lead to the entry, if no link says that it does.
    var onlyLink: String? { bare.count == 1 ? links[bare[0]].href : nil }

    /// No entry has more links than this; the rest are not read.
    private static let maximum = 1000
    /// The start of registered relations that are written as addresses (RFC 4287 section 4.2.7.2).
    private static let registry = "http://www.iana.org/assignments/relation/"

    mutating func offer(_ child: Int, _ vocabulary: Vocabulary, in reader: ElementReader) {
        let isAtom = reader.format.isAtom
        guard vocabulary == .atom || (isAtom && vocabulary == .native),
            links.count < Self.maximum
        else { return }
        let href = reader.address(child, .href) ?? (isAtom ? reader.address(child) : nil)
        guard let href else { return }
        let link = FeedLink(
            rel: Self.relation(reader.tree.attribute(child, .rel)),
            href: href, type: reader.attribute(child, .type),
            title: reader.attribute(child, .title), hreflang: reader.attribute(child, .hreflang),
            length: reader.number(child, .length))
        let isHTML = reader.tree.attribute(child, .type)?.contains("html") ?? false
        classify(link, isHTML: isHTML)
        links.append(link)
    }

    private mutating func classify(_ link: FeedLink, isHTML: Bool) {
        switch link.rel {
        case "alternate":
            if link.type == nil || isHTML { page = page ?? link.href }
            alternate = alternate ?? link.href
        case "self": selfLink = selfLink ?? link.href
        case "enclosure":
            enclosures.append(FeedEnclosure(url: link.href, type: link.type, length: link.length))
        case "replies" where isHTML: replies = replies ?? link.href
        default: break
        }
        if link.rel != "enclosure", link.rel != "self", link.rel != "edit" {
            bare.append(links.count)
        }
    }

    private static func relation(_ value: Bytes?) -> String {
        guard let value, !value.isEmpty, !value.equalsFolded("alternate") else {
            return "alternate"
        }
        let rel = value.string.caseFolded
        return rel.hasPrefix(registry) ? String(rel.dropFirst(registry.count)) : rel
    }
}

/// Collects the categories of a feed or an entry.
struct CategoryReader {
    private(set) var categories: [FeedCategory] = []

    /// No entry has more categories than this; the rest are not read.
    private static let maximum = 1000

    mutating func offer(_ child: Int, _ vocabulary: Vocabulary, in reader: ElementReader) {
        guard categories.count < Self.maximum else { return }
        switch (reader.tree.nodes[child].tag, vocabulary) {
        case (.category, .itunes): addITunes(child, in: reader)
        case (.category, .native), (.category, .atom): add(child, in: reader)
        case (.subject, .dc):
            if let term = reader.string(child) { categories.append(FeedCategory(term: term)) }
        case (.keywords, .itunes), (.keywords, .news): addKeywords(child, in: reader)
        default: break
        }
    }

    private mutating func add(_ child: Int, in reader: ElementReader) {
        let isAtom = reader.tree.nodes[child].namespace.isAtom
        let term = isAtom ? reader.attribute(child, .term) : nil
        let category = FeedCategory(
            term: term ?? reader.string(child),
            scheme: reader.attribute(child, isAtom ? .scheme : .domain),
            label: reader.attribute(child, .label))
        guard category != FeedCategory() else { return }
        if categories.isEmpty { categories.reserveCapacity(4) }
        categories.append(category)
    }

    private mutating func addKeywords(_ child: Int, in reader: ElementReader) {
        for keyword in reader.tree.string(child).split(separator: ",").compactMap(\.nonBlank)
        where categories.count < Self.maximum && !categories.contains(where: { $0.term == keyword })
        {
            categories.append(FeedCategory(term: keyword))
        }
    }

    private mutating func addITunes(_ child: Int, in reader: ElementReader) {
        let nested = reader.tree.elements(child).filter { reader.tree.nodes[$0].tag == .category }
        for category in [child] + nested.prefix(Self.maximum) {
            guard let term = reader.attribute(category, .text) ?? reader.string(category) else {
                continue
            }
            categories.append(FeedCategory(term: term, scheme: "http://www.itunes.com/"))
        }
    }
}
