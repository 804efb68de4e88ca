/// An element of a feed with what stands in it.
struct XMLElement {
    enum Content {
        case text(String)
        case element(XMLElement)
    }

    struct Attribute {
        let prefix: String
        let local: String
        let namespace: XMLNamespace
        let value: String
    }

    /// As written; empty where there is none.
    let prefix: String
    let local: String
    let namespace: XMLNamespace
    var attributes: [Attribute] = []
    /// The namespaces that this element binds, by prefix.
    var bindings: [(prefix: String, namespace: XMLNamespace)] = []
    var content: [Content] = []
    /// What relative addresses in it are resolved against.
    var base: URLReference?
    /// The innermost xml:lang.
    var language: String?

    /// The value of an attribute without a namespace.
    func attribute(_ name: String) -> String? {
        attributes.first { $0.namespace == .none && $0.local == name }?.value
    }

    func attribute(_ name: String, in namespace: XMLNamespace) -> String? {
        attributes.first { $0.namespace == namespace && $0.local == name }?.value
    }

    var elements: [XMLElement] {
        content.compactMap { if case .element(let element) = $0 { element } else { nil } }
    }

    var hasElements: Bool {
        content.contains { if case .element = $0 { true } else { false } }
    }

    /// All text in it, its elements' too, trimmed.
    var text: String {
        if content.count == 1, case .text(let only) = content[0] { return only.trimmed }
        return gatheredText.trimmed
    }

    mutating func append(_ text: String) {
        guard case .text(var before) = content.last else { return content.append(.text(text)) }
        // Taken out before it grows, so that it grows in place.
        content.removeLast()
        before += text
        content.append(.text(before))
    }

    // The scanner bounds the depth.
    private var gatheredText: String {
        var gathered = ""
        for piece in content {
            switch piece {
            case .text(let text): gathered += text
            case .element(let element): gathered += element.gatheredText
            }
        }
        return gathered
    }
}

/// The namespaces that mean something in a feed.
enum XMLNamespace: Hashable {
    case none, atom, atom03, rss10, rss090, rdf, dc, dcterms, content, itunes, media, sy, xhtml
    case xml, feedburner
    /// Any other, by its name, so that two of them are not taken for one.
    case other(String)

    init(uri: String) {
        let name = Self.folded(uri)
        self = Self.known[name] ?? (name.isEmpty ? .none : .other(name))
    }

    /// What a prefix that is bound to nothing usually stands for.
    init(unboundPrefix prefix: String) {
        self = Self.usual[prefix.lowercased()] ?? .other(prefix)
    }

    /// Blanks around a namespace name, its case and a slash at its end do not matter: all three
    /// are met wrong.
    private static func folded(_ uri: String) -> String {
        var name = uri.trimmed.lowercased()
        if name.hasPrefix("https:") { name = "http:" + name.dropFirst(6) }
        while name.hasSuffix("/") || name.hasSuffix("#") { name.removeLast() }
        return name
    }

    private static let known: [String: XMLNamespace] = [
        "http://www.w3.org/2005/atom": .atom,
        "http://purl.org/atom/ns": .atom03,
        "http://purl.org/rss/1.0": .rss10,
        "http://purl.org/net/rss1.1": .rss10,
        "http://my.netscape.com/rdf/simple/0.9": .rss090,
        "http://channel.netscape.com/rdf/simple/0.9": .rss090,
        "http://www.w3.org/1999/02/22-rdf-syntax-ns": .rdf,
        "http://purl.org/dc/elements/1.1": .dc,
        "http://purl.org/dc/elements/1.0": .dc,
        "http://purl.org/dc/terms": .dcterms,
        "http://purl.org/rss/1.0/modules/content": .content,
        "http://www.itunes.com/dtds/podcast-1.0.dtd": .itunes,
        "http://example.com/dtds/podcast-1.0.dtd": .itunes,
        "http://search.yahoo.com/mrss": .media,
        "http://video.search.yahoo.com/mrss": .media,
        "http://purl.org/rss/1.0/modules/syndication": .sy,
        "http://www.w3.org/1999/xhtml": .xhtml,
        "http://www.w3.org/xml/1998/namespace": .xml,
        "http://rssnamespace.org/feedburner/ext/1.0": .feedburner,
    ]

    private static let usual: [String: XMLNamespace] = [
        "atom": .atom, "atom10": .atom, "dc": .dc, "dcterms": .dcterms, "content": .content,
        "itunes": .itunes, "media": .media, "sy": .sy, "xhtml": .xhtml, "rdf": .rdf, "xml": .xml,
    ]
}

extension StringProtocol where UTF8View: BidirectionalCollection {
    /// Without the blanks of XML and HTML around it.
    var trimmed: String {
        let bytes = utf8
        var start = bytes.startIndex
        while start < bytes.endIndex, bytes[start].isBlank { start = bytes.index(after: start) }
        var end = bytes.endIndex
        while end > start {
            let before = bytes.index(before: end)
            guard bytes[before].isBlank else { break }
            end = before
        }
        return String(self[start..<end])
    }

    /// Nil where there is nothing but blanks.
    var nonBlank: String? {
        let text = trimmed
        return text.isEmpty ? nil : text
    }
}

extension UInt8 {
    var isBlank: Bool {
        self == 0x20 || self == 0x0A || self == 0x09 || self == 0x0D || self == 0x0C
    }
    var isDigit: Bool { self >= 0x30 && self <= 0x39 }
    var isLetter: Bool { (self | 0x20) >= 0x61 && (self | 0x20) <= 0x7A }
    var lowercased: UInt8 { self >= 0x41 && self <= 0x5A ? self | 0x20 : self }
}
