/// The lines of an article: which of its blocks are read, and in what form.
struct ArticleLines {
    private let body: ArticleBody
    private let title: String
    private var kept: [Int] = []

    static func text(_ body: ArticleBody, title: String) -> String {
        var lines = ArticleLines(body: body, title: title)
        lines.choose()
        return lines.written()
    }

    private init(body: ArticleBody, title: String) {
        self.body = body
        self.title = Self.folded(title)
    }

    private mutating func choose() {
        let blocks = body.page.blocks
        kept = blocks.indices.filter { !body.dropped[$0] && isRead($0) }
        dropEnds()
        dropLoneHeadings()
    }

    /// Whether a block is read, seen for itself.
    private func isRead(_ index: Int) -> Bool {
        let block = body.page.blocks[index]
        if block.kind == .caption { return false }
        if block.length <= title.utf8.count * 2 + 8, isTitle(block) { return false }
        if block.isProse || block.kind == .preformatted { return true }
        if block.kind == .heading { return block.linkShare < 0.67 || block.length > 60 }
        if block.linkShare > (block.kind == .listItem ? 0.5 : 0.67) { return false }
        if isReference(block) { return false }
        return block.isSentence || block.kind == .listItem || block.kind == .cell
            || block.kind == .quotation || body.isOfProseTemplate(block) || isBold(block)
    }

    private func isBold(_ block: TextBlock) -> Bool { block.bold * 10 > block.length * 9 }

    /// A label and a link: "Read more: another story".
    private func isReference(_ block: TextBlock) -> Bool {
        guard block.linkShare > 0.4, block.length < 200 else { return false }
        let bytes = body.page.text[block.range]
        return bytes.prefix(40).contains(0x3A)
    }

    private func isTitle(_ block: TextBlock) -> Bool {
        Self.folded(body.page.string(block)) == title
    }

    private static func folded(_ text: String) -> String {
        String(
            decoding: text.lowercased().utf8.filter { $0.isLetter || $0.isDigit || $0 >= 0x80 },
            as: UTF8.self)
    }

    /// Drops labels above the first line of prose and below the last.
    private mutating func dropEnds() {
        let blocks = body.page.blocks
        guard let first = kept.firstIndex(where: { blocks[$0].isProse }),
            let last = kept.lastIndex(where: { blocks[$0].isProse })
        else { return }
        kept = kept.enumerated().filter { place, index in
            (first...last).contains(place) || isEndKept(blocks[index])
        }.map(\.element)
    }

    private func isEndKept(_ block: TextBlock) -> Bool {
        block.kind == .heading || block.kind == .listItem || block.kind == .preformatted
            || block.kind == .cell || (block.isSentence && block.length >= 20)
            || (body.isOfProseTemplate(block) && block.isSentence)
    }

    /// Drops headings under which nothing is left.
    private mutating func dropLoneHeadings() {
        let blocks = body.page.blocks
        while let last = kept.last, blocks[last].kind == .heading { kept.removeLast() }
    }

    private func written() -> String {
        let blocks = body.page.blocks
        var out: [UInt8] = []
        for (place, index) in kept.enumerated() {
            if place > 0 {
                out.append(isOfRow(blocks[index], after: blocks[kept[place - 1]]) ? 0x20 : 0x0A)
            }
            out += body.page.text[blocks[index].range]
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// Whether two blocks are cells of the same row.
    private func isOfRow(_ block: TextBlock, after previous: TextBlock) -> Bool {
        block.kind == .cell && previous.kind == .cell && block.row >= 0
            && block.row == previous.row && block.element != previous.element
    }
}
