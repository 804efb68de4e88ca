/// What a page says about its article outside the text, from the best source that says it.
struct PageMetadata {
    let title: String
    let author: String?
    let published: Timestamp?
    let modified: Timestamp?
    let language: String?
    let canonical: String?
    let alternates: [String]
    let siteName: String?
    let data: StructuredData
    let meta: MetaElements

    /// Whether the page says that it is an article.
    var isArticle: Bool { data.hasArticle || meta["og.type"]?.caseFolded == "article" }

    /// - Parameters:
    ///   - small: the small print above the article's first lines.
    ///   - headlines: which of those lines look like a heading.
    init(
        _ tree: HTMLTree, _ marks: ElementMarks, _ claims: PageClaims, small: SmallPrint,
        headlines: [String], url: String?
    ) {
        data = claims.data
        meta = claims.meta
        let base = URLReference.absolute(meta.base ?? url ?? "", base: url.map { URLReference($0) })
            .map { URLReference($0) }
        func resolved(_ address: String) -> String? { URLReference.absolute(address, base: base) }
        siteName = (meta["og.site_name"] ?? meta["application-name"] ?? data.publisher)
            .map(ArticleTitle.squeezed)
        let headings =
            tree.all(.h1).prefix(20).filter { tree.descendants($0).count < 200 }
            .map { ArticleTitle.squeezed(tree.plainText($0)) }
            .filter { !$0.isEmpty } + headlines
        title = ArticleTitle.title(
            data: data, meta: meta, element: claims.title, headings: headings, siteName: siteName)
        author =
            ArticleAuthors(tree, marks, data: data, meta: meta, siteName: siteName).text
            ?? small.lines.lazy.compactMap { NameInText.name($0) }.first
        language = Self.language(tree, data: data, meta: meta)
        let dates = ArticleDates(
            tree, marks, claims, small: small, language: language, url: url)
        published = dates.published
        modified = dates.modified
        canonical = (meta.links["canonical"]?.first ?? meta["og.url"] ?? data.url)
            .flatMap(resolved)
        alternates = (meta.links["amphtml"] ?? []).compactMap(resolved)
    }

    private static func language(
        _ tree: HTMLTree, data: StructuredData, meta: MetaElements
    ) -> String? {
        let root = tree.first(.html)
        let given = [
            root.flatMap { tree.attribute($0, "lang") },
            root.flatMap { tree.attribute($0, "xml:lang") },
            meta["content-language", "language", "dc.language", "dcterms.language"],
            data.language, meta["og.locale"], meta["inlanguage"],
        ]
        for value in given {
            let text = (value ?? "").trimmed.replacing("_", with: "-")
            let primary = text.prefix { $0 != "-" }
            if (2...3).contains(primary.utf8.count), primary.utf8.allSatisfy(\.isLetter),
                text.utf8.count <= 35
            {
                return text
            }
        }
        return nil
    }
}
