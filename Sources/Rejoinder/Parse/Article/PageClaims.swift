/// What a page says about itself for machines, before its text is examined.
struct PageClaims {
    let data: StructuredData
    let meta: MetaElements
    /// The text of the `title` element.
    let title: String

    init(_ tree: HTMLTree) {
        data = StructuredData(tree)
        meta = MetaElements(tree)
        title = tree.first(.title).map { ArticleTitle.squeezed(tree.plainText($0)) } ?? ""
    }

    /// The headings that give the title, in page order.
    ///
    /// They have the first rank or, if there are none, the second.
    func headings(_ tree: HTMLTree) -> [Int] {
        let first = headings(.h1, tree)
        return first.isEmpty ? headings(.h2, tree) : first
    }

    private func headings(_ rank: HTMLName, _ tree: HTMLTree) -> [Int] {
        let claims = ([title, data.headline] + ["og.title", "twitter.title"].map { meta[$0] })
            .compactMap { $0.map { ArticleTitle.folded($0) } }
        return tree.all(rank).prefix(20).filter { node in
            guard tree.descendants(node).count < 200 else { return false }
            let words = ArticleTitle.folded(ArticleTitle.squeezed(tree.plainText(node)))
            guard words.reduce(0, { $0 + $1.utf8.count }) >= 10 else { return false }
            return claims.contains {
                $0.starts(with: words) || $0.suffix(words.count).elementsEqual(words)
                    || ($0.count >= 4 && words.suffix($0.count).elementsEqual($0))
            }
        }
        .map(\.index)
    }
}
