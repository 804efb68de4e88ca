/// Collects the authors of a feed or an entry.
///
/// The format's own authors come before those of Atom, Dublin Core and iTunes; the result uses only
/// one vocabulary.
struct PeopleReader {
    private var native: [FeedAuthor] = []
    private var atom: [FeedAuthor] = []
    private var dublinCore: [FeedAuthor] = []
    private var itunes: [FeedAuthor] = []
    private var owner: [FeedAuthor] = []

    /// No entry has more authors than this; the rest are not read.
    private static let maximum = 200

    var authors: [FeedAuthor] {
        [native, atom, dublinCore, itunes, owner].first { !$0.isEmpty } ?? []
    }

    mutating func offer(_ child: Int, _ vocabulary: Vocabulary, in reader: ElementReader) {
        let list: WritableKeyPath<PeopleReader, [FeedAuthor]>
        switch (reader.tree.nodes[child].tag, vocabulary) {
        case (.author, .native), (.managingeditor, .native): list = \.native
        case (.author, .atom): list = \.atom
        case (.creator, .dc), (.author, .dc): list = \.dublinCore
        case (.author, .itunes): list = \.itunes
        case (.owner, .itunes): list = \.owner
        default: return
        }
        guard self[keyPath: list].count < Self.maximum,
            let author = Self.author(child, in: reader)
        else { return }
        self[keyPath: list].append(author)
    }

    private static func author(_ child: Int, in reader: ElementReader) -> FeedAuthor? {
        let tree = reader.tree
        guard tree.hasElements(child) else { return person(tree.text(child)) }
        var author = FeedAuthor()
        for part in tree.elements(child) {
            switch tree.nodes[part].tag {
            case .name where author.name == nil:
                author.name = ElementReader.plainName(tree.text(part))
            case .email where author.email == nil: author.email = reader.string(part)
            case .uri where author.url == nil, .url where author.url == nil,
                .homepage where author.url == nil:
                author.url = reader.address(part)
            default: break
            }
        }
        return author == FeedAuthor() ? nil : author
    }

    /// `mail (Name)`, `Name <mail>`, `Name (mail)`, or either alone.
    static func person(_ text: Bytes) -> FeedAuthor? {
        let text = text.trimmed
        guard let last = text.range.last else { return nil }
        let close = text.array[last]
        if close == 0x29 || close == 0x3E,
            let open = text.range.dropLast().last(where: {
                text.array[$0] == (close == 0x29 ? 0x28 : 0x3C)
            })
        {
            let inner = Bytes(text.array, (open + 1)..<last).trimmed
            let outer = Bytes(text.array, text.range.lowerBound..<open).trimmed
            if isMail(outer) { return FeedAuthor(name: inner.string.nonBlank, email: outer.string) }
            if isMail(inner) { return FeedAuthor(name: outer.string.nonBlank, email: inner.string) }
        }
        if isMail(text) { return FeedAuthor(email: text.string) }
        return ElementReader.plainName(text).map { FeedAuthor(name: $0) }
    }

    private static func isMail(_ text: Bytes) -> Bool {
        guard let at = text.range.first(where: { text.array[$0] == 0x40 }) else { return false }
        return at > text.range.lowerBound && at + 1 < text.range.upperBound
            && !text.range.contains { text.array[$0].isBlank }
    }
}
