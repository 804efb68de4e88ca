/// Gathers the Atom links of a feed or an entry, in RSS too.
struct LinkReader {
    private(set) var links: [FeedLink] = []

    /// More links than any entry has are not read.
    private static let maximum = 1000
    /// Registered relations may be written as addresses (RFC 4287 section 4.2.7.2).
    private static let registry = "http://www.iana.org/assignments/relation/"

    mutating func offer(_ child: Int, _ vocabulary: Vocabulary, in reader: ElementReader) {
        let isAtom = reader.format.isAtom
        guard vocabulary == .atom || (isAtom && vocabulary == .native),
            links.count < Self.maximum
        else { return }
        let href = reader.address(child, .href) ?? (isAtom ? reader.address(child) : nil)
        guard let href else { return }
        var rel = reader.attribute(child, .rel)?.lowercased() ?? "alternate"
        if rel.hasPrefix(Self.registry) { rel.removeFirst(Self.registry.count) }
        links.append(
            FeedLink(
                rel: rel, href: href, type: reader.attribute(child, .type),
                title: reader.attribute(child, .title),
                hreflang: reader.attribute(child, .hreflang),
                length: reader.number(child, .length)))
    }

    var enclosures: [FeedEnclosure] {
        links.filter { $0.rel == "enclosure" }.map {
            FeedEnclosure(url: $0.href, type: $0.type, length: $0.length)
        }
    }

    /// Where an entry is discussed.
    var replies: String? {
        links.first { $0.rel == "replies" && $0.type.map { Bytes($0).contains("html") } == true }?.href
    }
}

extension FeedLink {
    var isPage: Bool {
        rel == "alternate"
            && type.map { Bytes($0).contains("html") } ?? true
    }
}

/// Gathers the categories of a feed or an entry.
struct CategoryReader {
    private(set) var categories: [FeedCategory] = []

    /// More categories than any entry has are not read.
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
        if category != FeedCategory() { categories.append(category) }
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
