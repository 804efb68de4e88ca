/// Notices about the article in boxes that their tag or name makes part of the frame.
extension ArticleBody {
    /// The blocks of a box that are notices: what they say outweighs what the box is called.
    func noticeBlocks(inside box: Int) -> [Int] {
        switch marks.marks[box] {
        case .frame, .chrome: break
        case .none, .body, .comments, .hidden, .byline: return []
        }
        return page.inside(box).filter { isNotice($0, inside: box) }
    }

    private func isNotice(_ index: Int, inside box: Int) -> Bool {
        let block = page.blocks[index]
        guard !dropped[index], block.kind != .heading, block.kind != .caption, block.isSentence,
            block.length >= 25, block.range.count <= NoticeWords.longest, block.linkShare < 0.34,
            !isOfOthers(block.element, inside: box)
        else { return false }
        let above = (page.inside(box).lowerBound..<index).suffix(20).last {
            page.blocks[$0].kind == .heading
        }
        if let above {
            // Under a linked heading stands a teaser, and under another one what readers write.
            guard page.blocks[above].linkShare < 0.5,
                !NoticeWords.isOverComments(page.string(page.blocks[above]))
            else { return false }
        }
        return NoticeWords.isNotice(
            page.string(block), label: label(above: index, inside: box),
            isBoldAtFirst: block.bold > 0 && block.bold < block.length,
            isInList: block.kind == .listItem)
    }

    /// Whether something between a block and the box says that readers wrote it, or that it is not
    /// shown.
    private func isOfOthers(_ element: Int, inside box: Int) -> Bool {
        var outer = element
        while outer > box {
            if marks.marks[outer] == .comments || marks.marks[outer] == .hidden { return true }
            outer = tree.records[outer].parent
        }
        return false
    }

    /// The heading, or the bold label, right above a block in the same box.
    private func label(above index: Int, inside box: Int) -> String? {
        guard index > page.inside(box).lowerBound else { return nil }
        let block = page.blocks[index - 1]
        guard block.length < 60, block.linked == 0,
            block.kind == .heading || block.bold == block.length || block.last == 0x3A
        else { return nil }
        return page.string(block)
    }
}
