/// The text of a page that is not an article but a catalogue of things.
///
/// Each thing has a name, a few words and a link.
enum PageCollection {
    /// The lines of all boxes in the page's main part.
    ///
    /// Nil if the page says that it is an article, or has little but its text in that part.
    static func text(
        _ body: ArticleBody, _ metadata: PageMetadata, besides text: String
    ) -> String? {
        guard !metadata.isArticle, metadata.published == nil, metadata.author == nil,
            let main = body.tree.first(.main)?.index
        else { return nil }
        let page = body.page
        let all = shown(main, body)
        let cards = cards(main, body)
        let blocks = all.map { page.blocks[$0] }
        let length = blocks.reduce(0) { $0 + $1.length }
        let linked = blocks.reduce(0) { $0 + $1.linked }
        guard length > max(text.utf8.count * 2, 200), linked * 2 > length, !cards.isEmpty else {
            return nil
        }
        let title = metadata.title
        // A separate link leads on to another page.
        return all.filter { cards.contains($0) || page.blocks[$0].linkShare < 0.85 }
            .map { page.string(page.blocks[$0]) }
            .filter { $0 != title && $0.utf8.count > 1 }
            .joined(separator: "\n")
    }

    /// The blocks that neither a frame nor a name excludes.
    private static func shown(_ main: Int, _ body: ArticleBody) -> [Int] {
        var blocks: [Int] = []
        var index = main + 1
        let end = body.tree.records[main].end
        var next = body.page.inside(main).lowerBound
        while index < end {
            let inside = body.page.inside(index)
            if body.marks.marks[index] == .none || body.marks.marks[index] == .body {
                index += 1
                continue
            }
            blocks += next..<max(next, inside.lowerBound)
            next = max(next, inside.upperBound)
            index = body.tree.records[index].end
        }
        return blocks + Array(next..<max(next, body.page.inside(main).upperBound))
    }

    /// The blocks of boxes with a name and a sentence about it, if one template made three of them.
    private static func cards(_ main: Int, _ body: ArticleBody) -> Set<Int> {
        var templates: [UInt32: [Range<Int>]] = [:]
        for index in (main + 1)..<max(body.tree.records[main].end, main + 1) {
            let range = body.page.inside(index)
            guard body.tree.records[index].name != nil, (2...6).contains(range.count),
                range.contains(where: { body.page.blocks[$0].length >= 40 })
            else { continue }
            templates[body.marks.signatures[index], default: []].append(range)
        }
        return Set(templates.values.filter { $0.count >= 3 }.joined().joined())
    }
}
