/// When an article was published, and when it was changed.
struct ArticleDates {
    private(set) var published: Timestamp?
    private(set) var modified: Timestamp?

    /// The first node after the article's first lines: dates from there on belong to other things.
    private let end: Int
    private let isDayFirst: Bool

    init(
        _ tree: HTMLTree, _ marks: ElementMarks, _ claims: PageClaims, small: SmallPrint,
        language: String?, url: String?
    ) {
        let (data, meta) = (claims.data, claims.meta)
        end = small.end
        isDayFirst = language.map { $0 != "en" && !$0.hasSuffix("-US") } ?? false
        let stated: [String?] =
            [data.published] + Self.publishedNames.map { meta.values[$0]?.first }
        published = stated.lazy.compactMap { $0.flatMap(Self.date) }.first
        let changed: [String?] = [data.modified] + Self.modifiedNames.map { meta.values[$0]?.first }
        modified = changed.lazy.compactMap { $0.flatMap(Self.date) }.first
        var visible: (rank: Int, date: Timestamp)?
        if published == nil || modified == nil { visible = readElements(tree, marks) }
        if published == nil, let visible, visible.rank < 5 { published = visible.date }
        if published == nil {
            published =
                small.lines.lazy.compactMap { [isDayFirst] in
                    DateInText.first($0, isDayFirst: isDayFirst)
                }.first
        }
        if published == nil { published = url.flatMap(Self.dateInAddress) }
        if published == nil { published = visible?.date }
        if published == nil { published = modified }
    }

    private static let publishedNames = [
        "article.published_time", "og.published_time", "og.article.published_time",
        "article.published", "datepublished", "parsely-pub-date", "sailthru.date",
        "date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date",
        "published", "publisheddate", "published-date", "date.published", "dc.date.issued",
        "dc.date", "dcterms.date", "dcterms.created", "dcterms.issued", "dc.date.created",
        "dc.date", "ptime", "pdate", "originalpublicationdate", "displaydate",
        "cxenseparse.recs.publishtime", "article.published", "article_date_original",
        "citation_publication_date", "citation_date", "rnews.datepublished", "release_date",
        "datecreated", "created", "shareaholic.article_published_time", "last-modified-original",
    ]

    private static let modifiedNames = [
        "article.modified_time", "og.updated_time", "og.modified_time", "datemodified",
        "last-modified", "lastmod", "dcterms.modified", "dc.date.modified", "revised", "updated",
        "utime", "article.updated",
    ]

    /// A date that is plausible.
    static func date(_ text: String) -> Timestamp? {
        guard let moment = FeedDate.parse(text), moment.seconds > 0, moment.seconds < 4_102_444_800
        else { return nil }
        return moment
    }

    /// How many places are tried: a page with more of them, and no date in any, has no date.
    private static let maximumTries = 500

    /// The date that the page shows in its best place.
    private mutating func readElements(
        _ tree: HTMLTree, _ marks: ElementMarks
    ) -> (rank: Int, date: Timestamp)? {
        var best: (rank: Int, date: Timestamp)?
        var tries = 0
        let heading = tree.first(.h1)?.index ?? 0
        for index in tree.records.indices.dropFirst() {
            guard let name = tree.records[index].name, !name.isHidden else { continue }
            let node = HTMLTree.Node(index: index)
            let property =
                tree.attribute(node, "itemprop").map { $0.caseFolded.split(separator: " ") } ?? []
            if property.contains("datemodified") {
                if modified == nil { modified = value(tree, node) }
                continue
            }
            guard published == nil else { continue }
            let isStated = property.contains("datepublished") || property.contains("datecreated")
            guard var rank = isStated ? 0 : Self.rank(tree, node, name, marks),
                !isOfOtherStory(index, heading, tree, marks)
            else { continue }
            // Above the title and below the article's beginning are the dates of other stories.
            if rank > 0, index < heading || index > end { rank += 5 }
            guard best.map({ rank < $0.rank }) ?? true else { continue }
            tries += 1
            if tries > Self.maximumTries { break }
            guard let date = value(tree, node) else { continue }
            best = (rank, date)
        }
        return best
    }

    /// Whether a date stands in a box about another story: a teaser, or one that is beside the text.
    private func isOfOtherStory(
        _ index: Int, _ heading: Int, _ tree: HTMLTree, _ marks: ElementMarks
    ) -> Bool {
        var outer = index
        for level in 0..<12 where outer > 0 {
            let record = tree.records[outer]
            let holdsTitle = heading > outer && heading < record.end
            if holdsTitle || record.name == .body { return false }
            switch record.name {
            case .a, .aside, .nav: return true
            default: break
            }
            if marks.marks[outer] == .chrome || marks.marks[outer] == .comments { return true }
            if heading > 0, level < 5, level > 0, isTeaser(outer, tree) { return true }
            outer = record.parent
        }
        return false
    }

    /// Whether a small box has the linked headline of a story.
    private func isTeaser(_ box: Int, _ tree: HTMLTree) -> Bool {
        let nodes = box..<tree.records[box].end
        guard nodes.count < 60 else { return false }
        return nodes.contains { link in
            tree.records[link].name == .a
                && tree.plainText(HTMLTree.Node(index: link)).utf8.count >= 25
        }
    }

    /// How reliably an element gives the date, the lowest rank first; nil if it gives none.
    private static func rank(
        _ tree: HTMLTree, _ node: HTMLTree.Node, _ name: HTMLName, _ marks: ElementMarks
    ) -> Int? {
        if name == .time {
            if tree.attribute(node, "pubdate") != nil { return 1 }
            let words = (tree.attribute(node, "class") ?? "").caseFolded
            if words.contains("published") { return 1 }
            return words.contains("updated") || words.contains("modified") ? 3 : 2
        }
        if name == .abbr, tree.attribute(node, "class")?.contains("published") == true { return 1 }
        return marks.marks[node.index] == .byline ? 4 : nil
    }

    private func value(_ tree: HTMLTree, _ node: HTMLTree.Node) -> Timestamp? {
        for name in [
            "datetime", "content", "title", "data-datetime", "data-time", "data-timestamp",
        ] {
            if let text = tree.attribute(node, name), text.utf8.contains(where: \.isDigit),
                let date = Self.date(text)
            {
                return date
            }
        }
        guard tree.descendants(node).count < 40 else { return nil }
        let text = tree.plainText(node)
        guard text.utf8.count < 200 else { return nil }
        return DateInText.first(text, isDayFirst: isDayFirst)
    }

    /// The date in an address whose path has `/2019/11/14/` or `2019-11-14`.
    static func dateInAddress(_ url: String) -> Timestamp? {
        let bytes = Array(url.utf8)
        guard bytes.count > 10 else { return nil }
        func number(_ range: Range<Int>) -> Int? {
            guard bytes[range].allSatisfy(\.isDigit) else { return nil }
            return bytes[range].reduce(0) { $0 * 10 + Int($1 - 0x30) }
        }
        for start in 1..<(bytes.count - 9) where !bytes[start - 1].isDigit {
            let mark = bytes[start + 4]
            guard mark == 0x2F || mark == 0x2D, bytes[start + 7] == mark,
                let year = number(start..<(start + 4)), (1990...2100).contains(year),
                let month = number((start + 5)..<(start + 7)), (1...12).contains(month),
                let day = number((start + 8)..<(start + 10)), (1...31).contains(day)
            else { continue }
            let days = CivilDate(year: year, month: month, day: day).daysSinceEpoch
            return Timestamp(seconds: Int64(days) * 86_400)
        }
        return nil
    }
}
