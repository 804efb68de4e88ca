/// Finds the article among the blocks of a page.
///
/// Each block votes on all the elements around it: prose votes for them, links and scraps against
/// them. A subtree is a range of the tree, and its blocks are a range of all blocks. So the votes
/// on an element are the difference of two sums, and everything takes one pass.
struct ArticleBody {
    let page: TextBlocks
    let tree: HTMLTree
    let marks: ElementMarks
    /// Whether each block has been dropped, because it is not part of the article.
    private(set) var dropped: [Bool]
    /// The element that holds the article.
    private(set) var container = 0
    /// The signatures of boxes with a linked headline and long texts: these are posts, not teasers.
    var posts: Set<UInt32> = []
    /// Blocks in boxes of the frame that are a newsroom's notices about the article.
    var notices: Set<Int> = []
    /// The letters of prose before each block, not counting dropped blocks.
    private var proseBefore: [Int] = []
    /// How many blocks of prose have each signature.
    private var templates: [UInt32: Int] = [:]

    /// - Parameter headings: the elements that give the title.
    init(_ page: TextBlocks, _ tree: HTMLTree, _ marks: ElementMarks, headings: [Int]) {
        self.page = page
        self.tree = tree
        self.marks = marks
        dropped = [Bool](repeating: false, count: page.blocks.count)
        countProse()
        dropFrame()
        dropAbove(headings)
        countTemplates()
        container = settled(pick(), headings)
        let points = points(under: headings)
        for block in page.blocks.indices where !page.inside(container).contains(block) {
            dropped[block] = !points.contains(block)
        }
        prune()
        dropAppendages()
    }

    /// Whether a list is inside an item of another list.
    func isInItem(_ index: Int) -> Bool {
        var outer = tree.records[index].parent
        while outer > container {
            if tree.records[outer].name == .li { return true }
            outer = tree.records[outer].parent
        }
        return false
    }

    /// The letters of prose that remain inside an element.
    func prose(_ element: Int) -> Int { prose(page.inside(element)) }

    var proseOfAll: Int { proseBefore[proseBefore.count - 1] }

    func prose(_ range: Range<Int>) -> Int {
        proseBefore[range.upperBound] - proseBefore[range.lowerBound]
    }

    /// Lines above the prose that look like headings.
    var headlines: [String] {
        let first = page.blocks.indices.first { !dropped[$0] && page.blocks[$0].isProse } ?? 0
        return page.blocks[max(0, first - 30)..<first]
            .filter { $0.length > 15 && $0.linked == 0 && $0.bold == $0.length }
            .map { page.string($0) }
    }

    /// The short lines around the beginning of the article.
    ///
    /// First those above its first prose, from the bottom up, then those between the first and the
    /// second prose: a lead may stand above the byline.
    var smallPrint: SmallPrint {
        let prose = page.blocks.indices.lazy.filter { !dropped[$0] && page.blocks[$0].isProse }
        let first = prose.first ?? 0
        let second = prose.dropFirst().first ?? page.blocks.count
        let places = (max(0, first - 12)..<first).reversed() + Array((first..<second).prefix(12))
        let lines = places.filter {
            let block = page.blocks[$0]
            return block.length < 160 && block.kind != .caption && !isAside(block.element)
        }
        return SmallPrint(
            lines: lines.map { page.string(page.blocks[$0]) },
            end: second < page.blocks.count ? page.blocks[second].start : tree.records.count)
    }

    /// Whether an element is in a box beside the text, which has bylines and dates of its own.
    private func isAside(_ element: Int) -> Bool {
        var outer = element
        while outer > 0 {
            if tree.records[outer].name == .aside, !page.inside(outer).isEmpty { return true }
            outer = tree.records[outer].parent
        }
        return false
    }

    /// Whether the template that made a block also made prose.
    func isOfProseTemplate(_ block: TextBlock) -> Bool {
        templates[marks.signatures[block.element], default: 0] >= 2
    }

    /// Whether most of the prose comes from templates that made more than one block of it.
    var isMostlyOfTemplates: Bool {
        let ofTemplates = templates.values.reduce(0) { $1 > 1 ? $0 + $1 : $0 }
        return ofTemplates * 3 >= templates.values.reduce(0, +) * 2
    }

    mutating func countProse() {
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

    mutating func drop(_ range: Range<Int>) {
        for block in range where !notices.contains(block) { dropped[block] = true }
    }
}

/// The small print at the beginning of an article: who wrote it, and when.
struct SmallPrint {
    let lines: [String]
    /// The first node after it.
    let end: Int
}
