/// The lines of an article: which of its blocks are kept, and in what form.
struct ArticleLines {
    let body: ArticleBody
    private let title: String
    /// The words of each author's name.
    let authors: [[String]]
    var kept: [Int] = []
    /// Whether several linked headings stand over prose: each part is then about another page.
    private var isOfDigest = false

    /// - Parameters:
    ///   - stated: the text, or its beginning, as the page's data gives it.
    ///   - authors: the authors' names, separated by commas.
    static func text(
        _ body: ArticleBody, title: String, authors: String?, stated: String? = nil
    ) -> String {
        var lines = ArticleLines(body: body, title: title, authors: authors ?? "")
        lines.readStated(stated)
        lines.choose()
        return lines.written()
    }

    /// The runs of words of the text in the page's data, if that is the whole text.
    private var stated: WordRuns?

    private init(body: ArticleBody, title: String, authors: String) {
        self.body = body
        self.authors = authors.split(separator: ",").map { ArticleTitle.folded(String($0)) }
            .filter { $0.reduce(0) { $0 + $1.utf8.count } >= 6 }
        self.title = Self.folded(title)
    }

    /// Uses the data's text, if it is as long as what was found: it shows what does not belong.
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
        let text = body.page.string(block)
        // A notice may be the page's alone.
        return stated.share(of: text) > 0.3
            || NoticeWords.isNotice(text, label: nil, isBoldAtFirst: block.bold > 0)
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

    /// Short lines that occur three times or more, by where they begin: these are advertisements.
    private func repeatedLines(_ left: [Int]) -> Set<Int> {
        var counts: [ArraySlice<UInt8>: [Int]] = [:]
        for index in left {
            let block = body.page.blocks[index]
            guard block.length < 40, !block.isSentence, block.kind == .paragraph else { continue }
            counts[body.page.text[block.range], default: []].append(block.range.lowerBound)
        }
        return Set(counts.values.filter { $0.count >= 3 }.joined())
    }

    /// Short lines, each with a different text, that one template puts between paragraphs.
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

    /// Whether a block is kept, judged by itself.
    private func isRead(_ block: TextBlock) -> Bool {
        if block.kind == .caption { return false }
        if block.isProse || block.kind == .preformatted { return true }
        if block.kind == .heading { return block.linkShare < 0.67 || isOfDigest }
        if block.kind == .listItem {
            return block.linkShare < 0.85 || body.isInItem(block.element) || isOfText(block)
        }
        if block.kind == .cell, block.linkShare > 0.67 { return isOfText(block) }
        if block.linkShare > 0.67 { return isSentenceOfLinks(block) }
        if block.code == block.length, block.linked == 0 { return true }
        if isReference(block) || isAdvertisement(block) { return false }
        return block.isSentence || block.kind == .cell || isPlainParagraph(block)
            || block.kind == .quotation || body.isOfProseTemplate(block) || isBold(block)
    }

    /// Whether a sentence names many things, each with a link; not "Read more: another story".
    func isSentenceOfLinks(_ block: TextBlock) -> Bool {
        !block.beginsLinked && block.isSentence && block.commas >= 2 && block.linkShare < 0.85
            && block.length - block.linked >= 30 && !isReference(block)
            && !body.page.text[block.range].prefix(40).contains(0x3A)
    }

    /// Whether a block is a paragraph by its tag, has no links and is longer than a label.
    private func isPlainParagraph(_ block: TextBlock) -> Bool {
        body.tree.records[block.element].name == .p && block.linked == 0 && block.length >= 25
    }

    /// Whether a linked item or cell belongs to the text.
    ///
    /// It does if its list or row contains prose, or if a sentence introduces its list.
    private func isOfText(_ block: TextBlock) -> Bool {
        guard block.kind == .cell else {
            return body.list(around: block.element).map(body.isOfText) ?? false
        }
        guard block.row >= 0 else { return false }
        let range = body.page.inside(block.row)
        return range.count <= 12 && range.contains { body.page.blocks[$0].isProse }
    }

    private static let advertisements = Languages.embedded.set(.advertisements)

    private func isAdvertisement(_ block: TextBlock) -> Bool {
        guard block.length < 45 else { return false }
        let text = Self.folded(body.page.string(block))
        return Self.advertisements.contains(text) || text.hasPrefix("advertisement")
    }

    func isBold(_ block: TextBlock) -> Bool { block.bold * 10 > block.length * 9 }

    /// Whether a block is a label and a link: "Read more: another story".
    private func isReference(_ block: TextBlock) -> Bool {
        guard block.linkShare > 0.4, block.length < 200 else { return false }
        let bytes = body.page.text[block.range]
        return bytes.prefix(40).contains(0x3A)
    }

    private func isTitle(_ block: TextBlock) -> Bool {
        guard block.length <= title.utf8.count * 2 + 8 else { return false }
        let text = Self.folded(body.page.string(block))
        // Above a title, a word or two may say what it belongs to.
        return text == title
            || (block.kind == .heading && title.utf8.count > 20 && text.hasSuffix(title))
    }

    private static func folded(_ text: String) -> String {
        String(
            decoding: text.caseFolded.utf8.filter { $0.isLetter || $0.isDigit || $0 >= 0x80 },
            as: UTF8.self)
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

    /// Whether two blocks are cells of one row.
    private func isOfRow(_ block: TextBlock, after previous: TextBlock) -> Bool {
        block.kind == .cell && previous.kind == .cell && block.row >= 0
            && block.row == previous.row && block.element != previous.element
    }
}
