/// Reads one address of a news sitemap as an entry (Google's sitemap-news 0.9).
enum NewsSitemapReader {
    /// - Returns: nil if the address carries no news.
    static func entry(_ reader: ElementReader) -> FeedEntry? {
        let tree = reader.tree
        var entry = FeedEntry()
        var hasNews = false
        for child in tree.elements(reader.id) {
            switch (tree.nodes[child].tag, reader.vocabulary(child)) {
            case (.loc, .native): entry.link = entry.link ?? reader.address(child)
            case (.lastmod, .native): entry.updated = entry.updated ?? reader.date(child)
            case (.news, .news):
                hasNews = true
                readNews(child, into: &entry, in: reader)
            case (.image, _) where entry.image == nil:
                let address = tree.elements(child).first { tree.nodes[$0].tag == .loc }
                entry.image = address.flatMap { reader.address($0) }
            default: break
            }
        }
        return hasNews ? entry : nil
    }

    private static func readNews(
        _ news: Int, into entry: inout FeedEntry, in reader: ElementReader
    ) {
        let tree = reader.tree
        var categories = CategoryReader()
        for child in tree.elements(news) where reader.vocabulary(child) == .news {
            switch tree.nodes[child].tag {
            case .title: entry.title = entry.title ?? reader.text(child)
            case .publicationDate: entry.published = entry.published ?? reader.date(child)
            case .keywords: categories.offer(child, .news, in: reader)
            case .publication:
                let language = tree.elements(child).first { tree.nodes[$0].tag == .language }
                entry.language = language.flatMap { reader.string($0) }
            default: break
            }
        }
        entry.categories = categories.categories
    }
}
