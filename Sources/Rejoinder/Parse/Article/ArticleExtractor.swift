import Markup

/// Extracts the article from a page.
package enum ArticleExtractor {
    /// The version of the rules: with another one, an unedited page may read differently.
    package static let version = 3

    /// The article of a page in any state; the time is linear in the page's length.
    ///
    /// - Parameters:
    ///   - contentType: as HTTP gave it, with the charset if it named one.
    ///   - url: the page's address, against which relative addresses are resolved.
    ///   - selectors: elements to skip, with everything inside.
    package static func article(
        html: [UInt8], contentType: String?, url: String?, leavingOut selectors: [HTMLSelector] = []
    ) -> Article {
        let decoded = TextEncoding.decode(
            html, charset: contentType.flatMap(PageEncoding.charset),
            declared: PageEncoding.declared(html))
        let tree = HTMLTree(parsing: decoded.bytes)
        let marks = ElementMarks(tree)
        let page = TextBlocks(tree, url: url) {
            tree.records[$0].name == .head || isLeftOut($0, tree, marks)
                || isNamed(HTMLTree.Node(index: $0), by: selectors, in: tree)
        }
        let claims = PageClaims(tree)
        let body = ArticleBody(page, tree, marks, headings: claims.headings(tree))
        let metadata = PageMetadata(
            tree, marks, claims, small: body.smallPrint, headlines: body.headlines, url: url)
        var text = ArticleLines.text(
            body, title: metadata.title, authors: metadata.author, stated: metadata.data.body)
        let stated = EmbeddedText.lines([metadata.data.body].compactMap { $0 })
        if stated.utf8.count > max(2 * text.utf8.count, Self.longText) { text = stated }
        if text.utf8.count < Self.shortText {
            let other = [stated, EmbeddedText.text(tree)].max { $0.utf8.count < $1.utf8.count }
            if let other, other.utf8.count > text.utf8.count { text = other }
        }
        var judged = kind(of: text, metadata, body)
        if judged.isOfText, let lines = PageCollection.text(body, metadata, besides: text) {
            text = lines
            judged = .collection
        }
        return Article(
            title: metadata.title, text: text, author: metadata.author,
            published: metadata.published, modified: metadata.modified,
            language: metadata.language ?? LanguageGuess.certain(of: text),
            canonical: metadata.canonical,
            alternates: metadata.alternates, siteName: metadata.siteName, kind: judged.kind,
            confidence: judged.confidence)
    }

    private static func kind(
        of text: String, _ metadata: PageMetadata, _ body: ArticleBody
    ) -> PageKind {
        let blocks = body.page.blocks
        return PageKind(
            text: text, title: metadata.title, metadata: metadata, prose: body.prose(0),
            linked: blocks.reduce(0) { $0 + $1.linked },
            length: blocks.reduce(0) { $0 + $1.length },
            shown: String(decoding: body.page.text.prefix(6000), as: UTF8.self))
    }

    private static func isNamed(
        _ node: HTMLTree.Node, by selectors: [HTMLSelector], in tree: HTMLTree
    ) -> Bool {
        selectors.contains { $0.matches(node, in: tree) }
    }

    /// Whether an element within a line is not for reading: it is left out before lines are judged.
    static func isLeftOut(_ index: Int, _ tree: HTMLTree, _ marks: ElementMarks) -> Bool {
        let record = tree.records[index]
        guard let name = record.name, !name.isBlock else { return false }
        let size = record.end - index
        if name == .other, size < 10, tree.tag(HTMLTree.Node(index: index)) == "annotation" {
            return true
        }
        let limit =
            switch marks.marks[index] {
            case .hidden: 400
            case .chrome, .byline, .frame, .comments: 12
            case .none, .body: 0
            }
        guard size < limit else { return false }
        return !tree.records[index..<record.end].contains { $0.name?.isBlock == true }
    }

    /// In bytes: a text this short may be a stand-in for one that a script would have shown.
    private static let shortText = 200
    /// In bytes: how long a text in the page's data must be to be taken for the article.
    ///
    /// It must also be twice as long as what the page shows, which is then only the beginning.
    private static let longText = 800
}
