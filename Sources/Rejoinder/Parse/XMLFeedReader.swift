/// Reads RSS of every version, RDF and Atom.
enum XMLFeedReader {
    /// More entries than any feed has are not read: the rest says that it was left out.
    static let maximumEntries = 20_000

    static func read(_ bytes: [UInt8], base: URLReference?) -> FeedDocument {
        let collector = FeedCollector()
        var scanner = XMLScanner(bytes)
        var builder = XMLBuilder(documentBase: base) { collector.close($0, around: $1) }
        scanner.scan(into: &builder)
        var document = collector.document
        for index in document.entries.indices where document.entries[index].language == nil {
            document.entries[index].language = document.feed.language
        }
        document.faults = scanner.report.faults + document.faults
        document.isWellFormed = scanner.report.isWellFormed && scanner.report.isComplete
        document.isComplete = scanner.report.isComplete && !collector.isFull
        if document.format == nil {
            document.faults.append(collector.refusal)
            document.entries = []
            document.feed = FeedInfo()
        }
        return document
    }
}

/// Takes each element as it is closed, and keeps only what the model asks for.
private final class FeedCollector {
    private(set) var document = FeedDocument()
    private(set) var isFull = false
    private(set) var refusal = "it is no XML document"
    /// The namespace of the root: native in RSS, whatever it is.
    private var rootNamespace = XMLNamespace.none
    private var hasRoot = false

    func close(_ element: XMLElement, around: [XMLElement]) -> XMLBuilder.Fate {
        let root = around.first ?? element
        if !hasRoot { begin(root) }
        guard let format = document.format else { return around.isEmpty ? .drop : .keep }
        if isEntry(element, format: format), !around.isEmpty {
            // An item inside another is that one's business.
            guard !around.contains(where: { isEntry($0, format: format) }) else { return .keep }
            guard document.entries.count < XMLFeedReader.maximumEntries else {
                isFull = true
                return .drop
            }
            document.entries.append(EntryReader.read(element, format: format, root: rootNamespace))
            return .drop
        }
        let isFeed = format.isAtom ? around.isEmpty : isChannel(element, around: around)
        if isFeed { return readFeed(element, format: format) }
        if around.isEmpty { return end(element, format: format) }
        return .keep
    }

    private func begin(_ root: XMLElement) {
        hasRoot = true
        document.format = Self.format(of: root)
        // In RDF the root is of RDF's own namespace, and the default one is the feed's.
        rootNamespace =
            root.namespace == .rdf
            ? root.bindings.first { $0.prefix.isEmpty }?.namespace ?? .none : root.namespace
        if document.format == nil { refusal = "its root element is <\(root.local.prefix(40))>" }
    }

    private func isEntry(_ element: XMLElement, format: FeedFormat) -> Bool {
        if format.isAtom { return element.local == "entry" && element.namespace.isAtomOrNone }
        return element.local.lowercased() == "item" && isNative(element)
    }

    private func isChannel(_ element: XMLElement, around: [XMLElement]) -> Bool {
        around.count == 1 && element.local.lowercased() == "channel" && isNative(element)
    }

    private func isNative(_ element: XMLElement) -> Bool {
        element.namespace.isNativeRSS || element.namespace == rootNamespace
    }

    private func readFeed(_ element: XMLElement, format: FeedFormat) -> XMLBuilder.Fate {
        let language = document.feed.language
        document.feed = FeedInfoReader.read(element, format: format, root: rootNamespace)
        document.feed.language = document.feed.language ?? language
        return .drop
    }

    /// The root of RSS is closed: what of the feed stands beside the channel, as in RDF.
    private func end(_ root: XMLElement, format: FeedFormat) -> XMLBuilder.Fate {
        for child in root.elements where child.local == "image" && isNative(child) {
            document.feed.image =
                document.feed.image
                ?? child.elements.first { $0.local == "url" }.flatMap {
                    URLReference.absolute($0.text, base: $0.base)
                }
        }
        return .drop
    }

    private static func format(of root: XMLElement) -> FeedFormat? {
        switch root.local.lowercased() {
        case "rss": version(root.attribute("version"), root: root)
        case "rdf":
            rdf(root)
        case "feed":
            switch root.namespace {
            case .atom: .atom10
            case .atom03: .atom03
            case .none, .other:
                root.attribute("version") == "0.3" || root.attribute("version") == "0.2"
                    ? .atom03 : root.namespace == .none ? .atom10 : nil
            default: nil
            }
        case "channel": root.namespace == .rss10 ? .rss10 : root.namespace == .none ? .rss : nil
        default: nil
        }
    }

    private static func rdf(_ root: XMLElement) -> FeedFormat? {
        guard root.namespace == .rdf || root.namespace == .none || root.prefix == "rdf" else {
            return nil
        }
        return root.bindings.contains { $0.namespace == .rss090 } ? .rss090 : .rss10
    }

    private static func version(_ version: String?, root: XMLElement) -> FeedFormat {
        switch version?.trimmed ?? "" {
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

extension FeedFormat {
    var isAtom: Bool { self == .atom03 || self == .atom10 }
}

extension XMLNamespace {
    var isAtom: Bool { self == .atom || self == .atom03 }
    var isAtomOrNone: Bool {
        if case .other = self { true } else { isAtom || self == .none }
    }
    var isNativeRSS: Bool { self == .none || self == .rss10 || self == .rss090 }
}
