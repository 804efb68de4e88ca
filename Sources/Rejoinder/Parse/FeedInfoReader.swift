/// Reads what an XML feed says about itself, looking once at each child by its name.
struct FeedInfoReader {
    private var info = FeedInfo()
    private var people = PeopleReader()
    private var links = LinkReader()
    private var categories = CategoryReader()
    private var id = Candidate()
    private var link = Candidate()
    private var title = Candidate()
    private var subtitle = Candidate()
    private var language = Candidate()
    private var dublinCoreLanguage = Candidate()
    private var image = Candidate()
    private var icon = Candidate()
    private var published = DateCandidate()
    private var updated = DateCandidate()

    static func read(_ reader: ElementReader) -> FeedInfo {
        var this = FeedInfoReader()
        for child in reader.tree.elements(reader.id) {
            let vocabulary = reader.vocabulary(child)
            this.take(child, vocabulary, reader)
            this.takeDate(child, vocabulary, reader)
            if vocabulary == .native, !reader.format.isAtom { this.takeRSS(child, reader) }
            if vocabulary == .sy { this.takeSyndication(child, reader) }
        }
        return this.finished(reader)
    }

    private mutating func take(
        _ child: Int, _ vocabulary: Vocabulary, _ reader: ElementReader
    ) {
        let tree = reader.tree
        let isAtom = vocabulary == .atom || (vocabulary == .native && reader.format.isAtom)
        switch tree.nodes[child].tag {
        case .title: title.offer(child, rank: vocabulary.titleRank, in: tree)
        case .description, .subtitle, .tagline, .summary:
            subtitle.offer(
                child, rank: subtitleRank(tree.nodes[child].tag, vocabulary, reader), in: tree)
        case .id where isAtom: id.offer(child, rank: 0, in: tree)
        case .link where vocabulary == .native && !reader.format.isAtom:
            link.offer(child, rank: 0, in: tree)
        case .link where vocabulary == .itunes:
            if tree.attribute(child, .rel)?.equalsFolded("image") == true {
                info.image = info.image ?? reader.address(child, .href)
            }
        case .link: links.offer(child, vocabulary, in: reader)
        case .author, .creator, .managingeditor, .owner:
            people.offer(child, vocabulary, in: reader)
        case .category, .subject, .keywords: categories.offer(child, vocabulary, in: reader)
        case .language where vocabulary == .native: language.offer(child, rank: 0, in: tree)
        case .language where vocabulary == .dc: dublinCoreLanguage.offer(child, rank: 0, in: tree)
        case .logo where isAtom: image.offer(child, rank: 1, in: tree)
        case .icon where isAtom: icon.offer(child, rank: 0, in: tree)
        case .image where vocabulary == .itunes:
            info.image = info.image ?? reader.address(child, .href) ?? reader.address(child)
        default: break
        }
    }

    private mutating func takeDate(
        _ child: Int, _ vocabulary: Vocabulary, _ reader: ElementReader
    ) {
        let isAtom = vocabulary == .atom || (vocabulary == .native && reader.format.isAtom)
        let isRSS = vocabulary == .native && !reader.format.isAtom
        switch (reader.tree.nodes[child].tag, vocabulary) {
        case (.lastbuilddate, _) where isRSS: updated.offer(reader.date(child), rank: 0)
        case (.updated, _) where isAtom: updated.offer(reader.date(child), rank: 1)
        case (.modified, _) where isAtom: updated.offer(reader.date(child), rank: 2)
        case (.modified, .dcterms): updated.offer(reader.date(child), rank: 3)
        case (.date, .dc): updated.offer(reader.date(child), rank: 4)
        case (.pubdate, _) where isRSS: published.offer(reader.date(child), rank: 0)
        case (.published, _) where isAtom: published.offer(reader.date(child), rank: 1)
        case (.issued, _) where isAtom: published.offer(reader.date(child), rank: 2)
        case (.issued, .dcterms): published.offer(reader.date(child), rank: 3)
        default: break
        }
    }

    private mutating func takeRSS(_ child: Int, _ reader: ElementReader) {
        let tree = reader.tree
        switch tree.nodes[child].tag {
        case .ttl where info.ttlMinutes == nil:
            info.ttlMinutes = reader.number(child).flatMap { $0 >= 0 ? $0 : nil }
        case .skiphours:
            info.skipHours += tree.elements(child).prefix(100).compactMap { reader.number($0) }
                .filter { (0...24).contains($0) }.map { $0 % 24 }
        case .skipdays:
            info.skipDays += tree.elements(child).prefix(100).compactMap {
                Self.days[tree.string($0).caseFolded]
            }
        case .image:
            let url = tree.elements(child).first { tree.nodes[$0].tag == .url }
            if let url { image.offer(url, rank: 0, in: tree) }
        default: break
        }
    }

    private mutating func takeSyndication(_ child: Int, _ reader: ElementReader) {
        switch reader.tree.nodes[child].tag {
        case .updateperiod:
            info.updatePeriod = info.updatePeriod ?? reader.string(child)?.caseFolded
        case .updatefrequency:
            info.updateFrequency = info.updateFrequency ?? reader.number(child)
        case .updatebase: info.updateBase = info.updateBase ?? reader.date(child)
        default: break
        }
    }

    private func subtitleRank(
        _ tag: XMLTag, _ vocabulary: Vocabulary, _ reader: ElementReader
    ) -> Int {
        let isAtom = vocabulary == .atom || (vocabulary == .native && reader.format.isAtom)
        return switch (tag, vocabulary) {
        case (.description, .native) where !reader.format.isAtom: 0
        case (.subtitle, .native) where reader.format.isAtom: 0
        case (.tagline, .native) where reader.format.isAtom: 1
        case (.description, .dc): 2
        case (.subtitle, _) where isAtom: 3
        case (.tagline, _) where isAtom: 4
        case (.subtitle, .itunes): 5
        case (.summary, .itunes): 6
        default: .max
        }
    }

    private mutating func finished(_ reader: ElementReader) -> FeedInfo {
        info.links = links.links
        info.hubs = info.links.filter { $0.rel == "hub" }.map(\.href)
        info.selfLink = links.selfLink
        info.title = title.map { reader.text($0) }
        info.subtitle = subtitle.map { reader.text($0) }
        info.id = id.map { reader.string($0) }
        info.categories = categories.categories
        info.authors = people.authors
        info.updated = updated.date
        info.published = published.date
        info.image = image.map { reader.address($0) } ?? info.image
        info.icon = icon.map { reader.address($0) }
        info.language =
            language.map { reader.string($0) } ?? reader.tree.language(reader.id)?.nonBlank
            ?? dublinCoreLanguage.map { reader.string($0) }
        info.link = link.map { reader.address($0) } ?? links.page
        if reader.format.isAtom { info.link = info.link ?? links.alternate }
        return info
    }

    private static let days = Dictionary(
        [
            "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
        ].map { ($0.caseFolded, $0) }
    ) { first, _ in first }
}
