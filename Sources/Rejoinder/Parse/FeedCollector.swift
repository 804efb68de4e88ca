/// Takes each element as it is opened and closed, and keeps only what the model needs.
struct FeedCollector {
    /// What happens to an element that has just been closed.
    enum Fate { case keep, drop }

    private(set) var format: FeedFormat?
    private(set) var feed = FeedInfo()
    private(set) var entries: [FeedEntry] = []
    private(set) var isFull = false
    /// Why the document is not a feed.
    private(set) var refusal = "it is no XML document"
    /// Whether the elements that are now closed were left open by the document.
    var isCutOff = false

    /// The namespace of the root; in RSS it counts as native, whatever it is.
    private var rootNamespace = XMLNamespace.none
    /// The outermost open entry.
    private var openEntry = -1
    private var hasFeed = false
    /// How many addresses of a sitemap carry no news.
    private var bareAddresses = 0

    /// No feed has more entries than this; if one does, the result says that some were left out.
    static let maximumEntries = 100_000

    var hasFormat: Bool { format != nil }

    mutating func open(_ id: Int, around: ArraySlice<Int>, in tree: inout XMLTree) {
        if around.isEmpty, format == nil { begin(id, in: tree) }
        guard let format else { return }
        if around.isEmpty || isChannel(id, depth: around.count, in: tree) {
            tree.nodes[id].isContainer = true
        } else if openEntry < 0, isEntry(id, format: format, in: tree) {
            tree.nodes[id].isContainer = true
            openEntry = id
        }
    }

    mutating func close(_ id: Int, around: [Int], in tree: XMLTree) -> Fate {
        guard let format else { return .drop }
        if id == openEntry {
            openEntry = -1
            readEntry(id, format: format, in: tree)
            return .drop
        }
        guard let parent = around.last else {
            if format.isAtom { readFeed(id, format: format, in: tree) } else { end(id, in: tree) }
            return .drop
        }
        if isChannel(id, depth: around.count, in: tree) {
            readFeed(id, format: format, in: tree)
            return .drop
        }
        // Of a container's children, only those with a known name are looked at.
        let isOfInterest = tree.nodes[id].tag != .other || !tree.nodes[parent].isContainer
        return isOfInterest ? .keep : .drop
    }

    mutating func finish() {
        if format == .newsSitemap, entries.isEmpty, bareAddresses > 0 {
            format = nil
            refusal = "it is a sitemap without news"
        }
        guard format != nil else {
            entries = []
            feed = FeedInfo()
            return
        }
        guard let language = feed.language else { return }
        for index in entries.indices where entries[index].language == nil {
            entries[index].language = language
        }
    }
}

// MARK: - Parts

extension FeedCollector {
    private mutating func begin(_ root: Int, in tree: XMLTree) {
        let node = tree.nodes[root]
        format = FeedFormat(root: root, in: tree)
        // In RDF the root has RDF's own namespace, and the default namespace is the feed's.
        rootNamespace = node.namespace == .rdf ? tree.names.defaultNamespace : node.namespace
        if format == nil {
            refusal = "its root element is <\(tree.names[node.name].qualified.prefix(40))>"
        }
    }

    private func isEntry(_ id: Int, format: FeedFormat, in tree: XMLTree) -> Bool {
        let node = tree.nodes[id]
        switch format {
        case .atom03, .atom10:
            return node.tag == .entry
                && (node.namespace.isAtom || node.namespace == .none || node.namespace.isOther)
        case .newsSitemap: return node.tag == .url && node.namespace == rootNamespace
        default: return node.tag == .item && isNative(node)
        }
    }

    private func isChannel(_ id: Int, depth: Int, in tree: XMLTree) -> Bool {
        let node = tree.nodes[id]
        guard depth == 1, node.tag == .channel, let format, !format.isAtom else { return false }
        return isNative(node)
    }

    private func isNative(_ node: XMLTree.Node) -> Bool {
        node.namespace.isNativeRSS || node.namespace == rootNamespace
    }

    private mutating func readEntry(_ id: Int, format: FeedFormat, in tree: XMLTree) {
        guard entries.count < Self.maximumEntries else {
            isFull = true
            return
        }
        let reader = ElementReader(tree: tree, id: id, format: format, root: rootNamespace)
        var entry: FeedEntry
        if format == .newsSitemap {
            guard let news = NewsSitemapReader.entry(reader) else {
                bareAddresses += 1
                return
            }
            entry = news
        } else {
            entry = EntryReader.read(reader)
        }
        entry.isComplete = !isCutOff
        entries.append(entry)
    }

    private mutating func readFeed(_ id: Int, format: FeedFormat, in tree: XMLTree) {
        // A second channel belongs to another feed.
        guard !hasFeed else { return }
        hasFeed = true
        feed = FeedInfoReader.read(
            ElementReader(tree: tree, id: id, format: format, root: rootNamespace))
    }

    /// Called when RSS's root is closed: reads the parts of the feed beside the channel, as in RDF.
    private mutating func end(_ root: Int, in tree: XMLTree) {
        guard feed.image == nil else { return }
        for child in tree.elements(root)
        where tree.nodes[child].tag == .image && isNative(tree.nodes[child]) {
            guard let url = tree.elements(child).first(where: { tree.nodes[$0].tag == .url }) else {
                continue
            }
            feed.image = URLReference.absolute(tree.string(url), base: tree.base(url))
        }
    }
}

extension FeedFormat {
    var isAtom: Bool { self == .atom03 || self == .atom10 }

    /// The format of a document by its root element; nil if that is not a feed's.
    fileprivate init?(root: Int, in tree: XMLTree) {
        let node = tree.nodes[root]
        let version = tree.attribute(root, .version)?.string
        switch node.tag {
        case .rss: self = Self.rss(version ?? "")
        case .rdf:
            let name = tree.names[node.name]
            guard node.namespace == .rdf || node.namespace == .none || name.qualified != name.local
            else { return nil }
            self = tree.names.bound.contains(.rss090) ? .rss090 : .rss10
        case .feed:
            if node.namespace == .atom {
                self = .atom10
            } else if node.namespace == .atom03 || version == "0.3" || version == "0.2" {
                self = .atom03
            } else if node.namespace == .none {
                self = .atom10
            } else {
                return nil
            }
        case .channel where node.namespace == .rss10: self = .rss10
        case .channel where node.namespace == .none: self = .rss
        case .urlset where tree.names.bound.contains(.news): self = .newsSitemap
        default: return nil
        }
    }

    private static func rss(_ version: String) -> FeedFormat {
        switch version {
        case "0.90", "0.9": .rss090
        case "0.91": .rss091
        case "0.92": .rss092
        case "0.93": .rss093
        case "0.94": .rss094
        case let text where text.hasPrefix("2"): .rss20
        case let text where text.hasPrefix("1.0"): .rss10
        default: .rss
        }
    }
}
