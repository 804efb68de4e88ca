extension ArticleBody {
    /// The element that holds the article.
    ///
    /// Boxes between the paragraphs of a short article may outweigh it: if most of the prose would
    /// be left out, they count for less.
    func pick() -> Int {
        let strict = pick(Votes(self, against: 1))
        guard prose(strict) * 2 < proseOfAll else { return strict }
        let mild = pick(Votes(self, against: 0.25))
        return prose(mild) * 5 > proseOfAll * 3 ? mild : strict
    }

    private func pick(_ votes: Votes) -> Int {
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

    /// Whether an element may stand for a larger one around it.
    ///
    /// It may if neither a lead nor another part of the same text would be lost.
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

    /// Whether a block is prose, or a sentence that is not prose only because it has many links.
    private func isLead(_ block: TextBlock) -> Bool {
        block.isProse
            || (block.kind == .paragraph && block.length >= 80 && block.isSentence
                && block.linkShare < 0.67)
    }

    /// The sums of votes before each block.
    private struct Votes {
        private var sums = [0.0]

        init(_ body: ArticleBody, against weight: Double) {
            var sum = 0.0
            sums.reserveCapacity(body.page.blocks.count + 1)
            for (index, block) in body.page.blocks.enumerated() {
                if !body.dropped[index] {
                    let vote = body.vote(block)
                    sum += vote < 0 ? vote * weight : vote
                }
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
        if block.kind == .cell, block.linked == 0 { return -2 }
        return isOfProseTemplate(block) ? 0 : -25
    }
}

extension HTMLName {
    fileprivate var isContainerOfProse: Bool {
        switch self {
        case .p, .li, .h1, .h2, .h3, .h4, .h5, .h6, .blockquote, .pre, .tr, .dd, .ul, .ol: false
        default: isBlock || self == .td || self == .other
        }
    }
}
