/// Reads one entry of an XML feed.
enum EntryReader {
    static func read(_ element: XMLElement, format: FeedFormat, root: XMLNamespace) -> FeedEntry {
        let reader = ElementReader(element: element, format: format, root: root)
        var entry = FeedEntry()
        entry.links = reader.links()
        entry.categories = reader.categories()
        entry.authors = reader.authors(native: ["author"])
        entry.language =
            reader.string(reader.children("language", in: .dc)) ?? element.language?.nonBlank
        entry.title = reader.text(
            reader.natives("title") + reader.children("title", in: .dc)
                + reader.children("title", in: .atom, .atom03)
                + reader.children("title", in: .itunes)
                + reader.children("title", in: .media))
        if format.isAtom {
            readAtom(reader, into: &entry)
        } else {
            readRSS(reader, into: &entry)
        }
        entry.image = reader.itunesImage()
        return entry
    }

    private static func readAtom(_ reader: ElementReader, into entry: inout FeedEntry) {
        entry.id = reader.string(reader.natives("id"))
        let pages = entry.links.filter { $0.rel == "alternate" }
        let bare = entry.links.filter { !["enclosure", "self", "edit"].contains($0.rel) }
        entry.link =
            (pages.first { $0.isPage } ?? pages.first ?? (bare.count == 1 ? bare[0] : nil))?.href
        entry.summary = reader.text(
            reader.natives("summary") + reader.children("summary", in: .itunes)
                + reader.children("description", in: .dc)
                + reader.children("description", in: .media))
        entry.content = reader.text(
            reader.natives("content") + reader.children("encoded", in: .content))
        entry.contentSource =
            reader.natives("content").lazy.compactMap { child in
                child.attribute("src").flatMap { URLReference.absolute($0, base: child.base) }
            }.first
        entry.published = reader.date(
            reader.natives("published") + reader.natives("issued") + reader.natives("created")
                + reader.children("created", in: .dcterms)
                + reader.children("issued", in: .dcterms))
        entry.updated = reader.date(
            reader.natives("updated") + reader.natives("modified")
                + reader.children("modified", in: .dcterms) + reader.children("date", in: .dc))
        entry.enclosures = entry.links.filter { $0.rel == "enclosure" }.map {
            FeedEnclosure(url: $0.href, type: $0.type, length: $0.length)
        }
        entry.comments = Self.replies(entry)
        entry.source = reader.natives("source").first.map { source(atom: $0, reader) }
    }

    private static func readRSS(_ reader: ElementReader, into entry: inout FeedEntry) {
        let guid = reader.natives("guid").first { !$0.text.isEmpty }
        entry.id =
            guid?.text ?? reader.element.attribute("about", in: .rdf)?.nonBlank
            ?? reader.string(reader.children("id", in: .atom, .atom03))
        entry.link =
            reader.address(reader.nonBlank(reader.natives("link")))
            ?? entry.links.first { $0.isPage }?.href ?? permalink(guid)
            ?? entry.links.first { $0.rel == "alternate" }?.href
        entry.summary = reader.text(
            reader.natives("description") + reader.children("summary", in: .atom, .atom03)
                + reader.children("summary", in: .itunes)
                + reader.children("subtitle", in: .itunes)
                + reader.children("description", in: .dc)
                + reader.children("abstract", in: .dcterms)
                + reader.children("description", in: .media))
        entry.content = reader.text(
            reader.children("encoded", in: .content) + reader.children("body", in: .xhtml)
                + reader.children("content", in: .atom, .atom03) + reader.natives("body"))
        entry.published = reader.date(
            reader.natives("pubdate") + reader.children("published", in: .atom)
                + reader.children("issued", in: .dcterms, .atom03)
                + reader.children("created", in: .dcterms, .atom03))
        entry.updated = reader.date(
            reader.children("updated", in: .atom)
                + reader.children("modified", in: .dcterms, .atom03)
                + reader.children("date", in: .dc))
        entry.enclosures = enclosures(reader, entry)
        entry.comments =
            reader.address(reader.nonBlank(reader.natives("comments"))) ?? Self.replies(entry)
        entry.source =
            reader.natives("source").first.map { child in
                FeedSource(
                    title: child.text.nonBlank,
                    link: child.attribute("url").flatMap {
                        URLReference.absolute($0, base: child.base)
                    })
            } ?? reader.children("source", in: .atom).first.map { source(atom: $0, reader) }
    }

    /// A guid that is a permalink is an address, unless it says that it is none.
    private static func permalink(_ guid: XMLElement?) -> String? {
        guard let guid, guid.attribute("isPermaLink")?.trimmed.lowercased() != "false" else {
            return nil
        }
        let isAddress = URLReference(guid.text).isWeb || guid.text.hasPrefix("/")
        return isAddress && !guid.text.utf8.contains { $0.isBlank }
            ? URLReference.absolute(guid.text, base: guid.base) : nil
    }

    private static func enclosures(_ reader: ElementReader, _ entry: FeedEntry) -> [FeedEnclosure] {
        let natives = reader.natives("enclosure").compactMap { child -> FeedEnclosure? in
            let address = child.attribute("url") ?? child.attribute("href")
            guard let address, let url = URLReference.absolute(address, base: child.base) else {
                return nil
            }
            return FeedEnclosure(
                url: url, type: child.attribute("type")?.nonBlank,
                length: child.attribute("length").flatMap { Int($0.trimmed) })
        }
        return natives
            + entry.links.filter { $0.rel == "enclosure" }.map {
                FeedEnclosure(url: $0.href, type: $0.type, length: $0.length)
            }
    }

    private static func replies(_ entry: FeedEntry) -> String? {
        entry.links.first { $0.rel == "replies" && $0.type?.contains("html") == true }?.href
    }

    private static func source(atom child: XMLElement, _ reader: ElementReader) -> FeedSource {
        let inner = ElementReader(element: child, format: .atom10, root: child.namespace)
        return FeedSource(
            title: inner.text(inner.natives("title"))?.plain,
            link: inner.links().first { $0.rel == "alternate" }?.href,
            id: inner.string(inner.natives("id")), updated: inner.date(inner.natives("updated")))
    }
}
