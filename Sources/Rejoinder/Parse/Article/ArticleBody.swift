/// Finds the article among the blocks of a page.
///
/// Each block votes for all elements around it: prose for them, links and scraps against. As a
/// subtree is a range of the tree, and its blocks a range of all blocks, the votes of an element are
/// the difference of two sums, and the whole takes one pass.
struct ArticleBody {
    let page: TextBlocks
    let tree: HTMLTree
    let marks: ElementMarks
    /// Blocks that are not the article's.
    private(set) var dropped: [Bool]
    /// The element that holds the article.
    private(set) var container = 0
    /// The letters of prose before each block, those of dropped blocks left out.
    private var proseBefore: [Int] = []
    /// For each signature, how many blocks of prose have it.
    private var templates: [UInt32: Int] = [:]

    init(_ page: TextBlocks, _ tree: HTMLTree, _ marks: ElementMarks) {
        self.page = page
        self.tree = tree
        self.marks = marks
        dropped = [Bool](repeating: false, count: page.blocks.count)
        countProse()
        dropFrame()
        countTemplates()
        container = pick()
        for block in page.blocks.indices where !page.inside(container).contains(block) {
            dropped[block] = true
        }
        prune()
        dropAppendages()
    }

    /// Whether a list stands in an item of another list.
    func isInItem(_ index: Int) -> Bool {
        var outer = tree.records[index].parent
        while outer > container {
            if tree.records[outer].name == .li { return true }
            outer = tree.records[outer].parent
        }
        return false
    }

    /// The letters of prose that are left inside of an element.
    func prose(_ element: Int) -> Int { prose(page.inside(element)) }

    func prose(_ range: Range<Int>) -> Int {
        proseBefore[range.upperBound] - proseBefore[range.lowerBound]
    }

    /// Lines above the prose that are headings by looks.
    var headlines: [String] {
        let first = page.blocks.indices.first { !dropped[$0] && page.blocks[$0].isProse } ?? 0
        return page.blocks[max(0, first - 30)..<first]
            .filter { $0.length > 15 && $0.linked == 0 && $0.bold == $0.length }
            .map { page.string($0) }
    }

    /// The short lines above the article's first prose, from below: small print is there.
    var linesAbove: [String] {
        let first = page.blocks.indices.first { !dropped[$0] && page.blocks[$0].isProse } ?? 0
        return page.blocks[max(0, first - 12)..<first].reversed()
            .filter { $0.length < 160 && $0.kind != .listItem }.map { page.string($0) }
    }

    /// Whether the template that made a block made prose too.
    func isOfProseTemplate(_ block: TextBlock) -> Bool {
        templates[marks.signatures[block.element], default: 0] >= 2
    }

    private mutating func countProse() {
        proseBefore = [0]
        proseBefore.reserveCapacity(page.blocks.count + 1)
        var sum = 0
        for (index, block) in page.blocks.enumerated() {
            if !dropped[index], block.isProse { sum += block.length }
            proseBefore.append(sum)
        }
    }

    private mutating func countTemplates() {
        for (index, block) in page.blocks.enumerated() where !dropped[index] && block.isProse {
            templates[marks.signatures[block.element], default: 0] += 1
        }
    }

    private mutating func drop(_ range: Range<Int>) {
        for block in range { dropped[block] = true }
    }
}

// MARK: - What the page's frame is

extension ArticleBody {
    /// Drops what is frame by its tag, its role or its name, unless it holds much of the prose.
    private mutating func dropFrame() {
        drop(within: 0.65) { $0 == .hidden }
        drop(within: 0.35) { $0 == .frame }
        drop(within: 0.85) { $0 == .comments }
        drop(within: 0.35) { $0 == .chrome }
        drop(within: 0.15) { $0 == .byline }
        dropTeasers()
    }

    private mutating func drop(
        within share: Double, _ isDropped: (ElementMarks.Mark) -> Bool
    ) {
        let all = proseBefore[proseBefore.count - 1]
        let most = Int(Double(all) * share)
        // One template may make all paragraphs of an article, each of them small.
        var templates: [UInt32: Int] = [:]
        for index in tree.records.indices where isDropped(marks.marks[index]) {
            let letters = prose(index)
            if letters > 0 { templates[marks.signatures[index], default: 0] += letters }
        }
        var found: [Int] = []
        var loss = 0
        var index = 1
        while index < tree.records.count {
            if isDropped(marks.marks[index]),
                max(prose(index), templates[marks.signatures[index]] ?? 0) <= most,
                marks.marks[index] != .comments || !holdsArticle(index, all)
            {
                found.append(index)
                loss += prose(index)
                index = tree.records[index].end
            } else {
                index += 1
            }
        }
        // Names that condemn most of a page are not what they seem.
        let isTrusted = loss * 2 <= all || share > 0.5
        for index in found where isTrusted || prose(index) == 0 { drop(page.inside(index)) }
        countProse()
    }

    /// Whether what is named after comments is the article with its comments.
    private func holdsArticle(_ index: Int, _ all: Int) -> Bool {
        guard prose(index) * 3 > all else { return false }
        return (index..<tree.records[index].end).contains { tree.records[$0].name == .h1 }
    }
}

// MARK: - Teasers

extension ArticleBody {
    /// Drops boxes that begin with a linked headline and say little more, where one template made
    /// three of them.
    private mutating func dropTeasers() {
        let most = proseBefore[proseBefore.count - 1] / 4
        var teasers: [Int] = []
        var templates: [UInt32: Int] = [:]
        var index = 1
        while index < tree.records.count {
            let record = tree.records[index]
            guard let name = record.name, name.isBox || name == .li, isTeaser(index, most) else {
                index += 1
                continue
            }
            teasers.append(index)
            templates[marks.signatures[index], default: 0] += 1
            index = record.end
        }
        for index in teasers where templates[marks.signatures[index], default: 0] >= 3 {
            drop(page.inside(index))
        }
        countProse()
    }

    private func isTeaser(_ index: Int, _ most: Int) -> Bool {
        let range = page.inside(index)
        guard range.count >= 2, range.count <= 12, prose(range) <= most, prose(range) < 400 else {
            return false
        }
        let headline = range.first { page.blocks[$0].length > 15 && !dropped[$0] }
        guard let headline, page.blocks[headline].linkShare > 0.85 else { return false }
        return range.count { page.blocks[$0].isProse } <= 2
    }
}

// MARK: - Where the article is

extension ArticleBody {
    private func pick() -> Int {
        let votes = Votes(self)
        var best = 0
        var most = 0.0
        for index in tree.records.indices where tree.records[index].end > index + 1 {
            let sum = votes.sum(index, self)
            if sum > most {
                most = sum
                best = index
            }
        }
        guard most > 0 else { return tree.body.index }
        var narrowest = best
        for index in best..<tree.records[best].end where tree.records[index].end > index + 1 {
            guard tree.records[index].name?.isContainerOfProse == true,
                tree.records[index].end <= tree.records[narrowest].end,
                votes.sum(index, self) >= 0.8 * most, isWhole(index, within: best)
            else { continue }
            narrowest = index
        }
        return narrowest
    }

    /// Whether an element may be taken for a larger one around it: what would be lost is no lead,
    /// and no other part of the same text.
    private func isWhole(_ index: Int, within outer: Int) -> Bool {
        let lead = page.inside(outer).lowerBound..<page.inside(index).lowerBound
        guard lead.allSatisfy({ dropped[$0] || !isLead(page.blocks[$0]) }) else { return false }
        var next = tree.records[index].next
        while next >= 0 {
            if marks.signatures[next] == marks.signatures[index], tree.records[next].name != nil,
                prose(next) > 0
            {
                return false
            }
            next = tree.records[next].next
        }
        return true
    }

    /// Prose, or a sentence in which only the links are many.
    private func isLead(_ block: TextBlock) -> Bool {
        block.isProse
            || (block.kind == .paragraph && block.length >= 80 && block.isSentence
                && block.linkShare < 0.67)
    }

    /// The sums of votes before each block.
    private struct Votes {
        private var sums = [0.0]

        init(_ body: ArticleBody) {
            var sum = 0.0
            sums.reserveCapacity(body.page.blocks.count + 1)
            for (index, block) in body.page.blocks.enumerated() {
                if !body.dropped[index] { sum += body.vote(block) }
                sums.append(sum)
            }
        }

        func sum(_ element: Int, _ body: ArticleBody) -> Double {
            let range = body.page.inside(element)
            return (sums[range.upperBound] - sums[range.lowerBound]) * body.bonus(element)
        }
    }

    private func bonus(_ index: Int) -> Double {
        if marks.marks[index] == .body { return 1.1 }
        let name = tree.records[index].name
        return name == .article || name == .main ? 1.03 : 1
    }

    private func vote(_ block: TextBlock) -> Double {
        let length = Double(block.length)
        if block.linkShare > 0.5 { return -20 - Double(block.linked) }
        if block.kind == .heading { return -8 }
        if block.isProse { return block.length >= 80 ? length : 0.7 * length }
        return isOfProseTemplate(block) ? 0 : -25
    }
}

// MARK: - What does not belong to it

extension ArticleBody {
    /// Drops boxes in the article: lists of links, teasers, and what has a heading and nothing to
    /// read.
    private mutating func prune() {
        let whole = prose(container)
        var index = container + 1
        let end = tree.records[container].end
        while index < end {
            let record = tree.records[index]
            guard let name = record.name, name.isBox, isForeign(index, name, whole) else {
                index += 1
                continue
            }
            drop(page.inside(index))
            index = record.end
        }
        countProse()
    }

    private func isForeign(_ index: Int, _ name: HTMLName, _ whole: Int) -> Bool {
        var sum = BoxSummary()
        let range = page.inside(index)
        // A box this large is judged by its parts.
        guard !range.isEmpty, prose(range) * 5 < whole else { return false }
        for block in range where !dropped[block] { sum.add(page.blocks[block]) }
        guard sum.blocks > 0 else { return false }
        if name != .ul, name != .ol, sum.wholeLinks > 1, sum.linked * 2 > sum.length { return true }
        if name == .ul || name == .ol {
            // A list in a list is judged with it.
            if isInItem(index) { return false }
            return sum.prose == 0 && sum.wholeLinks * 2 > sum.blocks
        }
        guard sum.prose == 0 else {
            return sum.linkedHeadings > 0
                && (sum.linked * 3 > sum.length || isTeaser(index, whole / 8))
        }
        if sum.headings > 0, sum.headings < sum.blocks, sum.sentences == 0, name != .table {
            return true
        }
        return sum.linked * 3 > sum.length
    }
}

// MARK: - What pictures and forms say

extension ArticleBody {
    /// Drops the text beside pictures and forms: boxes of a template that holds little else.
    private mutating func dropAppendages() {
        let whole = prose(container)
        let range = (container + 1)..<max(tree.records[container].end, container + 1)
        var letters: [UInt32: Int] = [:]
        var boxes: [Int] = []
        var index = range.lowerBound
        while index < range.upperBound {
            let record = tree.records[index]
            guard let name = record.name, name.isBox, isAppendage(index) else {
                index += 1
                continue
            }
            boxes.append(index)
            for block in page.inside(index) {
                letters[marks.signatures[index], default: 0] += page.blocks[block].length
            }
            index = record.end
        }
        for index in boxes where letters[marks.signatures[index], default: 0] * 7 < whole {
            drop(page.inside(index))
        }
        countProse()
    }

    /// Whether a box has a picture or a field to fill in, and at most two short blocks of text.
    private func isAppendage(_ index: Int) -> Bool {
        let nodes = (index + 1)..<tree.records[index].end
        let range = page.inside(index)
        guard nodes.count <= 80, !range.isEmpty, range.count <= 4 else { return false }
        var length = 0
        for block in range {
            length += page.blocks[block].length
            if page.blocks[block].kind == .listItem { return false }
        }
        let hasField = nodes.contains {
            let name = tree.records[$0].name
            return name == .input || name == .form || name == .textarea
        }
        if hasField { return length < 500 }
        let hasHeading = range.contains { page.blocks[$0].kind == .heading }
        return !hasHeading && range.count <= 2 && length < 260
            && nodes.contains { tree.records[$0].name == .img || tree.records[$0].name == .picture }
    }
}

/// What a box holds.
private struct BoxSummary {
    var blocks = 0
    var length = 0
    var linked = 0
    var prose = 0
    var headings = 0
    var linkedHeadings = 0
    /// Blocks that are a link and nothing else.
    var wholeLinks = 0
    var sentences = 0

    mutating func add(_ block: TextBlock) {
        blocks += 1
        length += block.length
        linked += block.linked
        if block.linkShare > 0.85 { wholeLinks += 1 }
        if block.kind == .heading {
            headings += 1
            if block.linkShare > 0.5 { linkedHeadings += 1 }
        } else if block.isProse {
            prose += 1
        } else if block.isSentence {
            sentences += 1
        }
    }
}

extension HTMLName {
    fileprivate var isContainerOfProse: Bool {
        switch self {
        case .p, .li, .h1, .h2, .h3, .h4, .h5, .h6, .blockquote, .pre, .tr, .dd, .ul, .ol: false
        default: isBlock || self == .td || self == .other
        }
    }

    /// May be a box of its own within an article.
    fileprivate var isBox: Bool {
        switch self {
        case .div, .section, .aside, .ul, .ol, .dl, .table, .header, .figure, .article, .form,
            .details, .other, .center, .fieldset:
            true
        default: false
        }
    }
}
