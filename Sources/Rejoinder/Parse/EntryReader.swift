/// Reads one entry of an XML feed, looking once at each child by its name.
struct EntryReader {
    private var entry = FeedEntry()
    private var people = PeopleReader()
    private var links = LinkReader()
    private var categories = CategoryReader()
    private var id = Candidate()
    private var link = Candidate()
    private var title = Candidate()
    private var summary = Candidate()
    private var content = Candidate()
    private var comments = Candidate()
    private var language = Candidate()
    private var published = DateCandidate()
    private var updated = DateCandidate()

    static func read(_ reader: ElementReader) -> FeedEntry {
        var this = EntryReader()
        var child = reader.tree.firstChild(reader.id)
        while child >= 0 {
            if !reader.tree.nodes[child].isText {
                let vocabulary = reader.vocabulary(child)
                this.take(child, vocabulary, reader)
                this.takeDate(child, vocabulary, reader)
            }
            child = reader.tree.nodes[child].next
        }
        return this.finished(reader)
    }

    private mutating func take(
        _ child: Int, _ vocabulary: Vocabulary, _ reader: ElementReader
    ) {
        let tree = reader.tree
        switch tree.nodes[child].tag {
        case .title: title.offer(child, rank: vocabulary.titleRank, in: tree)
        case .description, .summary, .subtitle, .abstract:
            summary.offer(
                child, rank: summaryRank(tree.nodes[child].tag, vocabulary, reader), in: tree)
        case .content, .encoded, .body: takeContent(child, vocabulary, reader)
        case .guid where vocabulary == .native && !reader.format.isAtom:
            id.offer(child, rank: 0, in: tree)
        case .id:
            if vocabulary == .native, reader.format.isAtom { id.offer(child, rank: 0, in: tree) }
            if vocabulary == .atom { id.offer(child, rank: 2, in: tree) }
        case .link: takeLink(child, vocabulary, reader)
        case .author, .creator, .managingeditor, .owner:
            people.offer(child, vocabulary, in: reader)
        case .category, .subject, .keywords: categories.offer(child, vocabulary, in: reader)
        case .enclosure where vocabulary == .native && !reader.format.isAtom:
            addEnclosure(child, reader)
        case .comments where vocabulary == .native && !reader.format.isAtom:
            comments.offer(child, rank: 0, in: tree)
        case .source where vocabulary == .native || vocabulary == .atom:
            takeSource(child, vocabulary, reader)
        case .language where vocabulary == .dc: language.offer(child, rank: 0, in: tree)
        case .image where vocabulary == .itunes:
            entry.image =
                entry.image ?? reader.address(child, .href) ?? reader.address(child)
        default: break
        }
    }

    private mutating func takeDate(
        _ child: Int, _ vocabulary: Vocabulary, _ reader: ElementReader
    ) {
        switch reader.tree.nodes[child].tag {
        case .pubdate, .published, .issued, .created:
            let rank = publishedRank(reader.tree.nodes[child].tag, vocabulary, reader)
            if rank < .max { published.offer(reader.date(child), rank: rank) }
        case .updated, .modified, .date:
            let rank = updatedRank(reader.tree.nodes[child].tag, vocabulary, reader)
            if rank < .max { updated.offer(reader.date(child), rank: rank) }
        default: break
        }
    }

    private mutating func takeContent(
        _ child: Int, _ vocabulary: Vocabulary, _ reader: ElementReader
    ) {
        let isAtom = reader.format.isAtom
        let isAtomContent = vocabulary == .atom || (isAtom && vocabulary == .native)
        switch (reader.tree.nodes[child].tag, vocabulary) {
        case (.encoded, .content): content.offer(child, rank: isAtom ? 1 : 0, in: reader.tree)
        case (.body, .xhtml): content.offer(child, rank: 1, in: reader.tree)
        case (.body, .native) where !isAtom: content.offer(child, rank: 3, in: reader.tree)
        case (.content, _) where isAtomContent:
            if let source = reader.address(child, .src) {
                if isAtom { entry.contentSource = entry.contentSource ?? source }
            } else {
                content.offer(child, rank: isAtom ? 0 : 2, in: reader.tree)
            }
        default: break
        }
    }

    private mutating func takeLink(
        _ child: Int, _ vocabulary: Vocabulary, _ reader: ElementReader
    ) {
        switch vocabulary {
        case .native where !reader.format.isAtom: link.offer(child, rank: 0, in: reader.tree)
        case .itunes where reader.tree.attribute(child, .rel)?.equalsFolded("image") == true:
            entry.image = entry.image ?? reader.address(child, .href)
        default: links.offer(child, vocabulary, in: reader)
        }
    }

    private mutating func takeSource(
        _ child: Int, _ vocabulary: Vocabulary, _ reader: ElementReader
    ) {
        guard reader.tree.saysSomething(child) || reader.tree.attribute(child, .url) != nil else {
            return
        }
        if entry.source == nil || vocabulary == .native {
            entry.source = SourceReader.read(child, vocabulary, in: reader)
        }
    }

    private mutating func addEnclosure(_ child: Int, _ reader: ElementReader) {
        guard let url = reader.address(child, .url) ?? reader.address(child, .href),
            entry.enclosures.count < 1000
        else { return }
        entry.enclosures.append(
            FeedEnclosure(
                url: url, type: reader.attribute(child, .type),
                length: reader.number(child, .length)))
    }
}

// MARK: - Which comes first

extension Vocabulary {
    /// The rank of this title among the titles of a feed or an entry.
    var titleRank: Int {
        switch self {
        case .native: 0
        case .dc: 1
        case .atom: 2
        case .itunes: 3
        case .media: 4
        default: .max
        }
    }
}

extension EntryReader {
    private func summaryRank(
        _ tag: XMLTag, _ vocabulary: Vocabulary, _ reader: ElementReader
    ) -> Int {
        switch (tag, vocabulary) {
        case (.description, .native) where !reader.format.isAtom: 0
        case (.summary, .native) where reader.format.isAtom: 0
        case (.summary, .atom): 1
        case (.summary, .itunes): 2
        case (.subtitle, .itunes) where !reader.format.isAtom: 3
        case (.description, .dc): 4
        case (.abstract, .dcterms): 5
        case (.description, .media): 6
        default: .max
        }
    }

    private func publishedRank(
        _ tag: XMLTag, _ vocabulary: Vocabulary, _ reader: ElementReader
    ) -> Int {
        let isAtom = vocabulary == .atom || (vocabulary == .native && reader.format.isAtom)
        return switch tag {
        case .pubdate where vocabulary == .native && !reader.format.isAtom: 0
        case .published where isAtom: 1
        case .issued where isAtom: 2
        case .created where isAtom: 3
        case .issued where vocabulary == .dcterms: 4
        case .created where vocabulary == .dcterms: 5
        // This is not an element of RSS, but feeds use it there.
        case .published where vocabulary == .native: 6
        default: .max
        }
    }

    private func updatedRank(
        _ tag: XMLTag, _ vocabulary: Vocabulary, _ reader: ElementReader
    ) -> Int {
        let isAtom = vocabulary == .atom || (vocabulary == .native && reader.format.isAtom)
        return switch tag {
        case .updated where isAtom: 0
        case .modified where isAtom: 1
        case .modified where vocabulary == .dcterms: 2
        case .date where vocabulary == .dc: 3
        // These are not elements of RSS, but feeds use them there.
        case .updated where vocabulary == .native, .modified where vocabulary == .native: 4
        default: .max
        }
    }
}

// MARK: - Putting together

extension EntryReader {
    private mutating func finished(_ reader: ElementReader) -> FeedEntry {
        entry.links = links.links
        entry.categories = categories.categories
        entry.authors = people.authors
        entry.title = title.map { reader.text($0) }
        entry.summary = summary.map { reader.text($0) }
        entry.content = content.map { reader.text($0) }
        entry.published = published.date
        entry.updated = updated.date
        entry.language =
            language.map { reader.string($0) } ?? reader.tree.language(reader.id)?.nonBlank
        entry.enclosures += links.enclosures
        entry.comments = comments.map { reader.address($0) } ?? links.replies
        entry.id = id.map { reader.string($0) }
        if reader.format.isAtom {
            entry.link = links.page ?? links.alternate ?? links.onlyLink
        } else {
            if !isGuid(id.id, reader) { entry.id = about(reader) ?? entry.id }
            entry.link =
                link.map { reader.address($0) } ?? links.page ?? permalink(
                    reader)
                ?? links.alternate
        }
        return entry
    }

    private func isGuid(_ child: Int, _ reader: ElementReader) -> Bool {
        child >= 0 && reader.tree.nodes[child].tag == .guid
    }

    private func about(_ reader: ElementReader) -> String? {
        reader.tree.attribute(reader.id, .about, in: .rdf).flatMap { $0.string.nonBlank }
    }

    /// A guid that is a permalink is an address, unless it says that it is not.
    private func permalink(_ reader: ElementReader) -> String? {
        guard isGuid(id.id, reader),
            reader.tree.attribute(id.id, .ispermalink)?.equalsFolded("false") != true
        else { return nil }
        let text = reader.tree.text(id.id)
        guard !text.range.contains(where: { text.array[$0].isBlank }) else { return nil }
        let isPath = text.range.first.map { text.array[$0] == 0x2F } ?? false
        return isPath || URLReference(text.string).isWeb ? reader.address(id.id) : nil
    }
}

/// Reads the source that an entry was taken from.
enum SourceReader {
    static func read(
        _ child: Int, _ vocabulary: Vocabulary, in outer: ElementReader
    ) -> FeedSource {
        let tree = outer.tree
        guard vocabulary == .atom || outer.format.isAtom else {
            return FeedSource(title: outer.string(child), link: outer.address(child, .url))
        }
        let reader = ElementReader(
            tree: tree, id: child, format: .atom10, root: tree.nodes[child].namespace)
        var source = FeedSource()
        var links = LinkReader()
        for part in tree.elements(child) where reader.vocabulary(part) == .native {
            switch tree.nodes[part].tag {
            case .title where source.title == nil: source.title = reader.text(part)?.plain
            case .id where source.id == nil: source.id = reader.string(part)
            case .updated where source.updated == nil: source.updated = reader.date(part)
            case .link: links.offer(part, .native, in: reader)
            default: break
            }
        }
        source.link = links.alternate
        return source
    }
}
