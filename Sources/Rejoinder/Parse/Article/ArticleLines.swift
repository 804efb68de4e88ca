/// The lines of an article: which of its blocks are read, and in what form.
struct ArticleLines {
    private let body: ArticleBody
    private let title: String
    /// The words of each author's name.
    private let authors: [[String]]
    private var kept: [Int] = []
    /// Whether several linked headings stand over prose: each part is about another page.
    private var isOfDigest = false

    /// - Parameters:
    ///   - stated: the text that the page's data gives, or its beginning.
    ///   - authors: their names, separated by commas.
    static func text(
        _ body: ArticleBody, title: String, authors: String?, stated: String? = nil
    ) -> String {
        var lines = ArticleLines(body: body, title: title, authors: authors ?? "")
        lines.readStated(stated)
        lines.choose()
        return lines.written()
    }

    /// The runs of words that the page's data gives, if it gives the whole text.
    private var stated: WordRuns?

    private init(body: ArticleBody, title: String, authors: String) {
        self.body = body
        self.authors = authors.split(separator: ",").map { ArticleTitle.folded(String($0)) }
            .filter { $0.reduce(0) { $0 + $1.utf8.count } >= 6 }
        self.title = Self.folded(title)
    }

    /// A text that is as long as what was found is the whole text: it tells what does not belong.
    private mutating func readStated(_ text: String?) {
        guard let text, !text.hasSuffix("…"), !text.hasSuffix("...") else { return }
        let plain = EmbeddedText.lines([text])
        let found = body.prose(0)
        guard plain.utf8.count > 400, plain.utf8.count * 10 > found * 8 else { return }
        let runs = WordRuns(plain)
        let prose = body.page.blocks.indices.filter {
            !body.dropped[$0] && body.page.blocks[$0].isProse
        }
        let confirmed = prose.reduce(0) { sum, index in
            let block = body.page.blocks[index]
            return sum + (runs.share(of: body.page.string(block)) > 0.5 ? block.length : 0)
        }
        if confirmed * 10 > found * 7 { stated = runs }
    }

    private func isConfirmed(_ block: TextBlock) -> Bool {
        guard let stated, block.kind != .heading, block.length >= 30 else { return true }
        return stated.share(of: body.page.string(block)) > 0.3
    }

    private mutating func choose() {
        let blocks = body.page.blocks
        let left = blocks.indices.filter { !body.dropped[$0] }
        let firstProse = left.first { blocks[$0].isProse } ?? blocks.count
        isOfDigest = left.count { isOverProse(blocks[$0]) } >= 3
        let repeated = repeatedLines(left)
        let headings = headingsByPlace(left)
        kept = left.filter { index in
            let block = blocks[index]
            if index <= firstProse || block.kind == .heading, isTitle(block) { return false }
            return (isRead(block) || headings.contains(index)) && isConfirmed(block)
                && !(repeated.contains(block.range.lowerBound))
        }
        dropOpening()
        dropClosing()
        dropEnds()
        dropLoneHeadings()
        dropReferral()
        if kept.isEmpty {
            kept = left.filter { blocks[$0].linkShare < 0.5 && !isTitle(blocks[$0]) }
        }
    }

    /// Short lines that stand twice or more, by where they begin: a mark of advertisements.
    private func repeatedLines(_ left: [Int]) -> Set<Int> {
        var counts: [ArraySlice<UInt8>: [Int]] = [:]
        for index in left {
            let block = body.page.blocks[index]
            guard block.length < 40, !block.isSentence, block.kind == .paragraph else { continue }
            counts[body.page.text[block.range], default: []].append(block.range.lowerBound)
        }
        return Set(counts.values.filter { $0.count >= 3 }.joined())
    }

    /// Short lines that one template puts between paragraphs, each with another text.
    private func headingsByPlace(_ left: [Int]) -> Set<Int> {
        var places: [UInt32: [Int]] = [:]
        for index in left {
            let block = body.page.blocks[index]
            guard block.length < 90, block.linked == 0, !block.isSentence,
                block.kind == .paragraph, body.isBetweenProse(block.element)
            else { continue }
            places[body.marks.signatures[block.element], default: []].append(index)
        }
        let found = places.values.filter { indices in
            Set(indices.map { body.page.text[body.page.blocks[$0].range] }).count >= 2
        }
        return Set(found.joined())
    }

    /// Whether a block is read, seen for itself.
    private func isRead(_ block: TextBlock) -> Bool {
        if block.kind == .caption { return false }
        if block.isProse || block.kind == .preformatted { return true }
        if block.kind == .heading { return block.linkShare < 0.67 || isOfDigest }
        if block.kind == .listItem {
            return block.linkShare < 0.85 || body.isInItem(block.element) || isOfText(block)
        }
        if block.kind == .cell, block.linkShare > 0.67 { return isOfText(block) }
        if block.linkShare > 0.67 { return false }
        if block.code == block.length, block.linked == 0 { return true }
        if isReference(block) || isAdvertisement(block) { return false }
        return block.isSentence || block.kind == .cell || isPlainParagraph(block)
            || block.kind == .quotation || body.isOfProseTemplate(block) || isBold(block)
    }

    /// A paragraph by its tag, without links and longer than a label.
    private func isPlainParagraph(_ block: TextBlock) -> Bool {
        body.tree.records[block.element].name == .p && block.linked == 0 && block.length >= 25
    }

    /// Whether a linked item or cell stands in a list or a row with prose, or in a list that a
    /// sentence introduces.
    private func isOfText(_ block: TextBlock) -> Bool {
        let outer = block.kind == .cell ? block.row : body.tree.records[block.element].parent
        guard outer >= 0 else { return false }
        let range = body.page.inside(outer)
        if block.kind == .cell {
            return range.count <= 12 && range.contains { body.page.blocks[$0].isProse }
        }
        return body.isOfText(outer)
    }

    private static let advertisements: Set<String> = [
        "advertisement", "advertising", "ad", "advert", "anzeige", "werbung", "publicite",
        "publicité", "реклама", "publicidad", "storycontinuesbelow",
        "storycontinuesbelowadvertisement", "articlecontinuesbelow",
        "articlecontinuesbelowadvertisement",
    ]

    private func isAdvertisement(_ block: TextBlock) -> Bool {
        guard block.length < 45 else { return false }
        let text = Self.folded(body.page.string(block))
        return Self.advertisements.contains(text) || text.hasPrefix("advertisement")
    }

    private func isBold(_ block: TextBlock) -> Bool { block.bold * 10 > block.length * 9 }

    /// A label and a link: "Read more: another story".
    private func isReference(_ block: TextBlock) -> Bool {
        guard block.linkShare > 0.4, block.length < 200 else { return false }
        let bytes = body.page.text[block.range]
        return bytes.prefix(40).contains(0x3A)
    }

    private func isTitle(_ block: TextBlock) -> Bool {
        block.length <= title.utf8.count * 2 + 8
            && Self.folded(body.page.string(block)) == title
    }

    private static func folded(_ text: String) -> String {
        String(
            decoding: text.lowercased().utf8.filter { $0.isLetter || $0.isDigit || $0 >= 0x80 },
            as: UTF8.self)
    }

    /// Drops bylines and dates under a lead, where they stand between prose.
    private mutating func dropOpening() {
        let blocks = body.page.blocks
        let prose = kept.indices.filter { blocks[kept[$0]].isProse }
        guard prose.count > 1 else { return }
        let places = 0..<min(prose[1], prose[0] + 12)
        kept.replaceSubrange(places, with: kept[places].filter { !isSmallPrint(blocks[$0]) })
    }

    /// Whether a line names an author or a day, and says little else.
    private func isSmallPrint(_ block: TextBlock) -> Bool {
        guard !block.isProse, block.kind != .heading, block.length < 120 else { return false }
        let text = body.page.string(block)
        if block.length < 60, text.split(whereSeparator: { !$0.isNumber }).count > 1,
            DateInText.first(text) != nil
        {
            return true
        }
        let words = ArticleTitle.folded(text)
        return authors.contains { name in
            words.count <= name.count * authors.count + 6 && words.contains(name[0])
                && Set(words).isSuperset(of: name)
        }
    }

    /// Drops what closes a page in prose: whose rights it is, and who its author is.
    private mutating func dropClosing() {
        for place in kept.indices.suffix(6).reversed() where kept.count > 3 {
            let block = body.page.blocks[kept[place]]
            if isCopyright(block) || isOfAuthor(block) { kept.remove(at: place) }
        }
    }

    /// Drops the last words before the frame: they send readers elsewhere.
    private mutating func dropReferral() {
        guard kept.count > 2, let last = kept.last, isReferral(body.page.blocks[last]) else {
            return
        }
        kept.removeLast()
        dropLoneHeadings()
    }

    /// A short line, much of which is links, or which has a link and is not made as prose is.
    private func isReferral(_ block: TextBlock) -> Bool {
        guard block.kind == .paragraph else { return false }
        // What it introduces was none of the text.
        if block.last == 0x3A, block.length < 300 { return true }
        if block.length < 160, block.linkShare > 0.3 { return kept.count > 3 }
        return block.length < 200 && block.linked > 0 && !body.isOfProseTemplate(block)
            && body.isMostlyOfTemplates
    }

    /// Whether a line begins with an author's name.
    private func isOfAuthor(_ block: TextBlock) -> Bool {
        guard block.length < 400 else { return false }
        let words = ArticleTitle.folded(String(body.page.string(block).prefix(200)))
        return authors.contains { words.starts(with: $0) }
    }

    /// Drops labels above the first line of prose and below the last.
    private mutating func dropEnds() {
        let blocks = body.page.blocks
        guard let first = kept.firstIndex(where: { isFirm(blocks[$0]) }),
            let last = kept.lastIndex(where: { isFirm(blocks[$0]) })
        else { return }
        kept = kept.enumerated().filter { place, index in
            if place >= first, place <= last { return true }
            // Above the article, a short heading is the name of a section of the paper.
            if place < first - 1, blocks[index].kind == .heading {
                return blocks[index].length >= 30 || blocks[kept[place + 1]].kind == .listItem
            }
            // So is a short item of a list: a tab, or a mark of what the article is about.
            if place < first, blocks[index].kind == .listItem, !blocks[index].isSentence {
                return blocks[index].length >= 30
            }
            return isEndKept(blocks[index])
                || (place < first && isLead(blocks[index]))
        }.map(\.element)
    }

    /// Prose, or an item that says something and leads nowhere.
    private func isFirm(_ block: TextBlock) -> Bool {
        block.isProse || (block.kind == .listItem && block.linked == 0 && block.length >= 30)
    }

    private func isEndKept(_ block: TextBlock) -> Bool {
        if isCopyright(block) { return false }
        return hasEnd(block)
    }

    private func isCopyright(_ block: TextBlock) -> Bool {
        let bytes = body.page.text[block.range]
        return bytes.starts(with: "©".utf8) || bytes.starts(with: "Copyright ".utf8)
    }

    private func hasEnd(_ block: TextBlock) -> Bool {
        block.kind == .heading || isEndItem(block) || block.kind == .preformatted
            || block.kind == .cell || (block.isSentence && block.length >= 20)
            || (body.isOfProseTemplate(block) && block.isSentence)
    }

    /// An item that is longer than the label of a button, or of a list that belongs to the text.
    private func isEndItem(_ block: TextBlock) -> Bool {
        guard block.kind == .listItem else { return false }
        let list = body.tree.records[block.element].parent
        return block.length >= 25 || block.isSentence || body.isOfText(list)
            || body.isUnderHeading(list)
    }

    /// A line without a sentence's end that is made as prose is: no byline and no
    /// date.
    private func isLead(_ block: TextBlock) -> Bool {
        let bytes = body.page.text[block.range]
        return block.length >= 25 && body.isOfProseTemplate(block) && block.linked == 0
            && !bytes.contains { $0.isDigit || $0 == 0x7C } && !bytes.starts(with: "By ".utf8)
    }

    /// Drops headings under which nothing is left, or of which the list below was dropped.
    private mutating func dropLoneHeadings() {
        let blocks = body.page.blocks
        while let last = kept.last, blocks[last].kind == .heading { kept.removeLast() }
        let lines = kept
        kept = lines.enumerated().filter { place, index in
            let isHeading = blocks[index].kind == .heading
            guard isHeading || isLabel(blocks[index]), index + 1 < blocks.count,
                body.dropped[index + 1]
            else { return true }
            let next = blocks[index + 1]
            if next.linkShare > 0.85, next.kind != .heading { return false }
            return !isHeading || (place + 1 < lines.count && hasOwn(index, lines[place + 1]))
        }
        .map(\.element)
    }

    /// A short line that names what stands below it.
    private func isLabel(_ block: TextBlock) -> Bool {
        block.length < 40 && block.kind == .paragraph && (block.last == 0x3A || isBold(block))
    }

    /// Whether a linked heading stands in one box with the prose right under it.
    private func isOverProse(_ heading: TextBlock) -> Bool {
        guard heading.kind == .heading, heading.linkShare >= 0.67 else { return false }
        let next = body.page.inside(heading.element).upperBound
        guard next < body.page.blocks.count, !body.dropped[next] else { return false }
        let block = body.page.blocks[next]
        return block.isProse
            && body.tree.records[block.element].parent
                == body.tree.records[heading.element].parent
    }

    /// Whether the next line stands in the same box as a heading.
    private func hasOwn(_ index: Int, _ next: Int) -> Bool {
        let box = body.tree.records[body.page.blocks[index].element].parent
        return body.page.inside(max(box, 0)).contains(next)
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
