/// Who wrote an article.
struct ArticleAuthors {
    /// The names, separated by commas; nil if nobody is named.
    let text: String?

    init(
        _ tree: HTMLTree, _ marks: ElementMarks, data: StructuredData, meta: MetaElements,
        siteName: String?
    ) {
        let stated = [
            data.authors, meta.several("citation_author"),
            meta.several("citation_authors"), meta.several("dc.creator"),
            meta.all("dc.creator"), meta.all("dcterms.creator"), meta.all("dcterm.creator"),
            meta.all("parsely-author"), meta.all("sailthru.author"), meta.all("author"),
            meta.all("article.author_name"), meta.all("byl"), meta.all("article.author"),
            meta.all("og.article.author"), meta.all("citation_author"), meta.all("dc.contributor"),
            meta.all("cxenseparse.author"), meta.all("authors"),
        ]
        let named = stated.compactMap { Self.joined($0, siteName: siteName) }
        if let first = named.first {
            // Some sources give only the first of several names.
            text = named.first { $0.hasPrefix(first + ", ") } ?? first
            return
        }
        text = Self.visible(tree, marks, siteName: siteName)
    }

    /// The most names in a source; one with more does not list authors.
    private static let maximumNames = 200

    private static func joined(_ names: [String], siteName: String?) -> String? {
        var seen: [String] = []
        let site = siteName.map(ArticleTitle.folded)
        for name in names.prefix(maximumNames).compactMap(cleaned) {
            if seen.contains(name) || ArticleTitle.folded(name) == site { continue }
            seen.append(name)
        }
        return seen.isEmpty ? nil : seen.joined(separator: ", ")
    }

    /// A name without "by" and what follows the name; nil if it is not a name.
    static func cleaned(_ raw: String) -> String? {
        guard raw.utf8.count <= 1000 else { return nil }
        var text = ArticleTitle.squeezed(raw)
        guard !text.hasPrefix("http"), !text.contains("://") else { return nil }
        // Handles beside the name are removed.
        text = text.split(separator: " ").filter { !$0.hasPrefix("@") }.joined(separator: " ")
        for label in labels where text.caseFolded.hasPrefix(label + " ") {
            text = String(text.dropFirst(label.count + 1))
        }
        for mark in [" | ", " – ", " — ", " • ", " · ", " / "] {
            if let cut = text.ranges(of: mark).first { text = String(text[..<cut.lowerBound]) }
        }
        if labels.contains(text.caseFolded) { return nil }
        text = withoutOffice(text).trimmed
        let words = ArticleTitle.folded(text)
        guard (1...24).contains(words.count), text.utf8.count <= 200 else { return nil }
        guard !text.utf8.contains(0x40) else { return nil }
        return text
    }

    /// Words that come before a name.
    private static let labels = Languages.embedded.words(.bylineLabels)

    /// Removes the job and the employer that follow a name.
    private static func withoutOffice(_ text: String) -> String {
        var parts = text.split(separator: ",").map { String($0).trimmed }
        parts.removeAll { part in
            ArticleTitle.folded(part).contains { offices.contains($0) }
        }
        var name = parts.joined(separator: ", ")
        for word in employerWords {
            guard let cut = name.caseFolded.ranges(of: " \(word) ").first else { continue }
            let head = name.caseFolded[..<cut.lowerBound]
            if head.utf8.contains(0x20) { name = String(name.prefix(head.count)) }
        }
        return name
    }

    private static let offices = Languages.embedded.set(.posts)
    /// Words between a name and an employer.
    private static let employerWords = Languages.embedded.words(.employerWords)

    // MARK: The names that readers see

    private static func visible(
        _ tree: HTMLTree, _ marks: ElementMarks, siteName: String?
    ) -> String? {
        var best: (rank: Int, last: Int)?
        var found: [String] = []
        var tries = 0
        for index in tree.records.indices.dropFirst() {
            guard let name = tree.records[index].name, name != .meta, name != .link else {
                continue
            }
            guard let rank = rank(tree, marks, index, name),
                tree.records[index].end - index < 40
            else { continue }
            // Further names come close after the first of the same rank.
            let isNext = best.map { rank == $0.rank && index - $0.last < 12 } ?? false
            if let best, best.rank <= rank, !isNext || found.count > 8 { continue }
            tries += 1
            if tries > maximumNames { break }
            let text = shown(tree, HTMLTree.Node(index: index))
            guard text.utf8.count <= 160 else { continue }
            let names = text.split(separator: "\n").lazy.compactMap { cleaned(String($0)) }
            guard let name = joined(Array(names.prefix(1)), siteName: siteName),
                isName(name, rank)
            else { continue }
            if !isNext { found = [] }
            if !found.contains(where: { $0.contains(name) }) { found.append(name) }
            best = (rank, tree.records[index].end)
        }
        return found.isEmpty ? nil : found.joined(separator: ", ")
    }

    /// How reliable a place is; the lowest rank is the best.
    private static func rank(
        _ tree: HTMLTree, _ marks: ElementMarks, _ index: Int, _ name: HTMLName
    ) -> Int? {
        let node = HTMLTree.Node(index: index)
        if tree.attribute(node, "rel")?.caseFolded.split(separator: " ").contains("author")
            == true
        {
            return 1
        }
        if tree.attribute(node, "itemprop")?.caseFolded == "author" { return 0 }
        guard name != .a || marks.marks[index] == .byline else { return name == .address ? 5 : nil }
        guard marks.marks[index] == .byline else { return nil }
        let words = (tree.attribute(node, "class") ?? "") + " " + (tree.attribute(node, "id") ?? "")
        let lower = words.caseFolded
        if ["author", "autor", "auteur"].contains(where: lower.contains) {
            return ["name", "nombre", "nom"].contains(where: lower.contains) || name == .a ? 2 : 3
        }
        return lower.contains("byline") ? 4 : nil
    }

    /// The text of an element, or the name inside that is meant only for machines.
    private static func shown(_ tree: HTMLTree, _ node: HTMLTree.Node) -> String {
        let text = tree.plainText(node) { tree.name($0) == .time }
        guard text.isEmpty else { return text }
        let name = tree.descendants(node).first {
            tree.name($0) == .meta && tree.attribute($0, "itemprop") == "name"
        }
        return name.flatMap { tree.attribute($0, "content") } ?? ""
    }

    /// Whether a text is a name: few words, and no digits.
    ///
    /// The first and the last word must begin with a capital letter, unless the place says that it
    /// is a name.
    private static func isName(_ text: String, _ rank: Int) -> Bool {
        let words = text.split(separator: " ")
        guard (1...12).contains(words.count), !text.utf8.contains(where: \.isDigit) else {
            return false
        }
        return rank <= 1
            || [words.first, words.last].allSatisfy {
                $0?.unicodeScalars.first?.properties.isLowercase != true
            }
    }
}
