/// The local names of elements and attributes that mean something in a feed, in lower case.
enum XMLTag: String, CaseIterable {
    /// Any other name.
    case other = ""
    case about, abstract, author, base, body, category, channel, comments, content, created
    case creator, date, day, description, div, domain, email, enclosure, encoded, entry, feed, guid
    case homepage, hour, href, hreflang, icon, id, image, ispermalink, issued, item, keywords, label
    case lang, language, lastbuilddate, lastmod, length, link, loc, logo, managingeditor, mode
    case modified, name, news, owner, publication, publicationDate = "publication_date", pubdate
    case published, rdf, rel, rss, scheme, skipdays, skiphours, source, src, subject, subtitle
    case summary, tagline, term, text, title, ttl, type, updatebase, updated, updatefrequency
    case updateperiod, uri, url, urlset, version, xmlns

    /// Whether it contains a text, which may be HTML.
    var isText: Bool {
        switch self {
        case .content, .summary, .description, .encoded, .body, .title, .subtitle, .tagline: true
        default: false
        }
    }

    static let byName = Dictionary(allCases.map { ($0.rawValue, $0) }) { first, _ in first }
}

/// A namespace within one document; those with a meaning in feeds have fixed codes.
struct XMLNamespace: Hashable {
    let code: UInt16

    static let none = XMLNamespace(code: 0)
    static let atom = XMLNamespace(code: 1)
    static let atom03 = XMLNamespace(code: 2)
    static let rss10 = XMLNamespace(code: 3)
    static let rss090 = XMLNamespace(code: 4)
    static let rdf = XMLNamespace(code: 5)
    static let dc = XMLNamespace(code: 6)
    static let dcterms = XMLNamespace(code: 7)
    static let content = XMLNamespace(code: 8)
    static let itunes = XMLNamespace(code: 9)
    static let media = XMLNamespace(code: 10)
    static let sy = XMLNamespace(code: 11)
    static let xhtml = XMLNamespace(code: 12)
    static let xml = XMLNamespace(code: 13)
    static let sitemap = XMLNamespace(code: 14)
    static let news = XMLNamespace(code: 15)
    /// The first code for a namespace that only the document knows.
    static let firstOther: UInt16 = 32

    var isAtom: Bool { self == .atom || self == .atom03 }
    /// Whether it is RSS: no namespace, or one of RSS's own.
    var isNativeRSS: Bool { self == .none || self == .rss10 || self == .rss090 }
    var isOther: Bool { code >= Self.firstOther }
}

extension XMLNamespace {
    /// Known namespaces by name, as `folded` writes it.
    static let known: [String: XMLNamespace] = [
        "": .none,
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
        "http://www.sitemaps.org/schemas/sitemap/0.9": .sitemap,
        "http://www.google.com/schemas/sitemap/0.84": .sitemap,
        "http://www.google.com/schemas/sitemap-news/0.9": .news,
    ]

    /// What a prefix usually stands for, if it is not bound to anything.
    static let usual: [String: XMLNamespace] = [
        "atom": .atom, "atom10": .atom, "dc": .dc, "dcterms": .dcterms, "content": .content,
        "itunes": .itunes, "media": .media, "sy": .sy, "xhtml": .xhtml, "rdf": .rdf, "xml": .xml,
        "news": .news,
    ]

    /// A namespace name in the form in which names are compared.
    ///
    /// Blanks around it, its case and a slash at its end do not matter: feeds get all three wrong.
    static func folded(_ uri: String) -> String {
        var name = uri.trimmed.caseFolded
        if name.hasPrefix("https:") { name = "http:" + name.dropFirst(6) }
        while name.hasSuffix("/") || name.hasSuffix("#") { name.removeLast() }
        return name
    }
}
