import Markup

/// Takes the article out of a page.
package enum ArticleExtractor {
    /// The article of a page in whatever state it is; time is linear in the page's length.
    ///
    /// - Parameters:
    ///   - contentType: as HTTP gave it, with the charset if it named one.
    ///   - url: where the page came from: relative addresses are resolved against it.
    package static func article(html: [UInt8], contentType: String?, url: String?) -> Article {
        let decoded = TextEncoding.decode(
            html, charset: nil, declared: nil)
        let tree = HTMLTree(parsing: decoded.bytes)
        let marks = ElementMarks(tree)
        let metadata = PageMetadata(tree, url: url)
        let page = TextBlocks(tree) { tree.records[$0].name == .head }
        let body = ArticleBody(page, tree, marks)
        let title = metadata.title
        let text = ArticleLines.text(body, title: title)
        return Article(title: title, text: text)
    }
}

struct PageMetadata {
    var title: String
    init(_ tree: HTMLTree, url: String?) {
        title = tree.first(.title).map { tree.plainText($0) } ?? ""
    }
}
