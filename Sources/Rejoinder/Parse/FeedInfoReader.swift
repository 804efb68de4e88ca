/// Reads what a feed says of itself.
enum FeedInfoReader {
    static func read(
        _ element: XMLElement, format: FeedFormat, root: XMLNamespace
    ) -> FeedInfo {
        let reader = ElementReader(element: element, format: format, root: root)
        var info = FeedInfo()
        info.links = reader.links()
        info.hubs = info.links.filter { $0.rel == "hub" }.map(\.href)
        info.selfLink = info.links.first { $0.rel == "self" }?.href
        info.title = reader.text(
            reader.natives("title") + reader.children("title", in: .dc)
                + reader.children("title", in: .atom, .atom03)
                + reader.children("title", in: .itunes))
        info.categories = reader.categories()
        info.language =
            reader.string(reader.natives("language")) ?? element.language?.nonBlank
            ?? reader.string(reader.children("language", in: .dc))
        if format.isAtom {
            readAtom(reader, into: &info)
        } else {
            readRSS(reader, into: &info)
        }
        readSyndication(reader, into: &info)
        info.image = info.image ?? reader.itunesImage()
        return info
    }

    private static func readAtom(_ reader: ElementReader, into info: inout FeedInfo) {
        info.id = reader.string(reader.natives("id"))
        info.link =
            info.links.first { $0.isPage }?.href
            ?? info.links.first { $0.rel == "alternate" }?.href
        info.subtitle = reader.text(
            reader.natives("subtitle") + reader.natives("tagline")
                + reader.children("description", in: .dc)
                + reader.children("subtitle", in: .itunes)
                + reader.children("summary", in: .itunes))
        info.updated = reader.date(
            reader.natives("updated") + reader.natives("modified")
                + reader.children("date", in: .dc) + reader.children("modified", in: .dcterms))
        info.published = reader.date(reader.natives("published") + reader.natives("issued"))
        info.icon = reader.address(reader.natives("icon").first)
        info.image = reader.address(reader.natives("logo").first)
        info.authors = reader.authors(native: ["author"])
    }

    private static func readRSS(_ reader: ElementReader, into info: inout FeedInfo) {
        info.id = reader.string(reader.children("id", in: .atom))
        info.link =
            reader.address(reader.nonBlank(reader.natives("link")))
            ?? info.links.first { $0.isPage }?.href
        info.subtitle = reader.text(
            reader.natives("description") + reader.children("description", in: .dc)
                + reader.children("subtitle", in: .atom)
                + reader.children("tagline", in: .atom03)
                + reader.children("subtitle", in: .itunes)
                + reader.children("summary", in: .itunes))
        info.updated = reader.date(
            reader.natives("lastbuilddate") + reader.children("updated", in: .atom)
                + reader.children("modified", in: .dcterms) + reader.children("date", in: .dc))
        info.published = reader.date(
            reader.natives("pubdate") + reader.children("issued", in: .dcterms))
        info.image = reader.natives("image").lazy.flatMap(\.elements).first { $0.local == "url" }
            .flatMap { reader.address($0) }
        info.image = info.image ?? reader.address(reader.children("logo", in: .atom).first)
        info.icon = reader.address(reader.children("icon", in: .atom).first)
        info.authors = reader.authors(native: ["managingeditor", "author"])
        info.ttlMinutes = reader.string(reader.natives("ttl")).flatMap { Int($0) }
            .flatMap { $0 >= 0 ? $0 : nil }
        info.skipHours = reader.natives("skiphours").flatMap(\.elements)
            .compactMap { Int($0.text) }.filter { (0...24).contains($0) }.map { $0 % 24 }
        info.skipDays = reader.natives("skipdays").flatMap(\.elements).compactMap {
            days[$0.text.lowercased()]
        }
    }

    private static func readSyndication(_ reader: ElementReader, into info: inout FeedInfo) {
        info.updatePeriod = reader.string(reader.children("updatePeriod", in: .sy))?.lowercased()
        info.updateFrequency = reader.string(reader.children("updateFrequency", in: .sy))
            .flatMap { Int($0) }
        info.updateBase = reader.date(reader.children("updateBase", in: .sy))
    }

    private static let days = Dictionary(
        uniqueKeysWithValues: [
            "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
        ].map { ($0.lowercased(), $0) })
}
