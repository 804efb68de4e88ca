extension ArticleBody {
    /// Drops boxes within the article that are not part of it.
    ///
    /// These are lists of links, teasers, and boxes with a heading but nothing to read.
    mutating func prune() {
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
        // A box this large is judged by its parts, unless it is a list of references.
        guard !range.isEmpty else { return false }
        guard prose(range) * 5 < whole else {
            return (name == .ul || name == .ol) && prose(range) * 5 < whole * 3 && isIndex(index)
        }
        for block in range where !dropped[block] { sum.add(page.blocks[block]) }
        guard sum.blocks > 0 else { return false }
        if name != .ul, name != .ol, sum.wholeLinks > 1, sum.linked * 2 > sum.length { return true }
        if name == .ul || name == .ol {
            if isIndex(index) { return true }
            // A list inside a list is judged together with it.
            if isInItem(index) || isIntroduced(range.lowerBound) { return false }
            return sum.prose == 0 && sum.wholeLinks * 2 > sum.blocks
        }
        guard sum.prose == 0 else {
            return sum.linkedHeadings > 0 && !posts.contains(marks.signatures[index])
                && (sum.linked * 3 > sum.length || isTeaser(index, whole / 8))
        }
        if sum.headings > 0, sum.headings < sum.blocks, sum.sentences == 0, name != .table {
            return true
        }
        return sum.linked * 3 > sum.length
    }
}

extension ArticleBody {
    /// Whether most items of a long list have the same link, word for word.
    ///
    /// References have one to a catalogue, teasers one to the rest of a story.
    private func isIndex(_ list: Int) -> Bool {
        var items = 0
        var links: [ArraySlice<UInt8>: Int] = [:]
        var item = tree.records[list].firstChild
        while item >= 0 {
            if tree.records[item].name == .li {
                items += 1
                for link in linkTexts(item) { links[link, default: 0] += 1 }
            }
            item = tree.records[item].next
        }
        return items >= 8 && links.values.contains { $0 * 10 >= items * 6 }
    }

    /// The short texts of an item's links, each once.
    private func linkTexts(_ item: Int) -> Set<ArraySlice<UInt8>> {
        var texts: Set<ArraySlice<UInt8>> = []
        for index in item..<tree.records[item].end where tree.records[index].name == .a {
            let text = tree.records[index].firstChild
            // A mere sign leads back to the place in the text that refers to the item.
            guard text >= 0, tree.records[text].name == nil,
                (4...24).contains(tree.records[text].range.count)
            else { continue }
            texts.insert(tree.source[tree.records[text].range])
        }
        return texts
    }

    /// The list that an item, or a box in one, belongs to.
    func list(around element: Int) -> Int? {
        var outer = element
        for _ in 0..<6 where outer > container {
            switch tree.records[outer].name {
            case .ul, .ol, .dl, .menu: return outer
            default: outer = tree.records[outer].parent
            }
        }
        return nil
    }

    /// Whether a heading is right above a list.
    func isUnderHeading(_ list: Int) -> Bool {
        let above = page.inside(list).lowerBound - 1
        return above >= 0 && !dropped[above] && page.blocks[above].kind == .heading
    }

    /// Whether a list contains prose or follows a sentence that introduces it.
    ///
    /// Its links are then part of the text.
    func isOfText(_ list: Int) -> Bool {
        let range = page.inside(list)
        return isIntroduced(range.lowerBound) || prose(range) > 0
    }

    /// Whether the elements right before and right after another one contain prose.
    func isBetweenProse(_ element: Int) -> Bool {
        var (above, below) = (tree.records[element].previous, tree.records[element].next)
        // Between two elements there is one text, or two around a comment.
        for _ in 0..<2 where above >= 0 && tree.records[above].name == nil {
            above = tree.records[above].previous
        }
        for _ in 0..<2 where below >= 0 && tree.records[below].name == nil {
            below = tree.records[below].next
        }
        guard above >= 0, below >= 0, let last = page.inside(above).last,
            let first = page.inside(below).first
        else { return false }
        return [last, first].allSatisfy { !dropped[$0] && page.blocks[$0].isProse }
    }

    /// Whether the line above ends with a colon and is longer than a label.
    private func isIntroduced(_ first: Int) -> Bool {
        guard first > 0, !dropped[first - 1] else { return false }
        let block = page.blocks[first - 1]
        return block.last == 0x3A && block.length >= 45 && block.linkShare < 0.5
            && block.kind != .heading
    }
}

// MARK: - What pictures and forms say

extension ArticleBody {
    /// Drops the text beside pictures and forms, if their template makes little else.
    mutating func dropAppendages() {
        let whole = prose(container)
        let range = (container + 1)..<max(tree.records[container].end, container + 1)
        var letters: [UInt32: Int] = [:]
        var boxes: [Int] = []
        // A template that puts a link under long texts too makes posts, not calls to action.
        var linking: Set<UInt32> = []
        var index = range.lowerBound
        while index < range.upperBound {
            let record = tree.records[index]
            guard let name = record.name, name.isBox, isAppendage(index) else {
                if endsInLink(page.inside(index)) { linking.insert(marks.signatures[index]) }
                index += 1
                continue
            }
            boxes.append(index)
            for block in page.inside(index) {
                letters[marks.signatures[index], default: 0] += page.blocks[block].length
            }
            index = record.end
        }
        for index in boxes {
            // What asks the reader for something may be long beside a short article.
            let share = asks(index) ? 2 : 4
            if linking.contains(marks.signatures[index]), endsInLink(page.inside(index)) {
                continue
            }
            if letters[marks.signatures[index], default: 0] * share < whole {
                drop(page.inside(index))
            }
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
        if asks(index) { return length < 500 }
        let hasHeading = range.contains { page.blocks[$0].kind == .heading }
        return !hasHeading && range.count <= 2 && length < 260
            && nodes.contains { tree.records[$0].name == .img || tree.records[$0].name == .picture }
    }
}

extension ArticleBody {
    /// Whether a box has a field to fill in, a button or a call to action.
    private func asks(_ index: Int) -> Bool {
        let nodes = (index + 1)..<tree.records[index].end
        return isCall(page.inside(index))
            || nodes.contains {
                let name = tree.records[$0].name
                return name == .input || name == .form || name == .textarea
                    || (name == .button && marks.marks[$0] != .none)
            }
    }

    /// Whether a box contains text with a short link under it.
    private func endsInLink(_ range: Range<Int>) -> Bool {
        guard range.count >= 2 else { return false }
        let last = page.blocks[range.upperBound - 1]
        return page.blocks[range.lowerBound].linked == 0 && last.kind != .heading
            && last.linkShare > 0.85 && last.length < 40
    }

    /// Whether a heading, a few words and a separate link ask the reader for something.
    private func isCall(_ range: Range<Int>) -> Bool {
        guard endsInLink(range) else { return false }
        let first = page.blocks[range.lowerBound]
        return first.kind == .heading || (first.bold == first.length && !first.isProse)
            || (range.count == 2 && first.length < 250)
    }
}

/// Counts what a box contains.
private struct BoxSummary {
    var blocks = 0
    var length = 0
    var linked = 0
    var prose = 0
    var headings = 0
    var linkedHeadings = 0
    /// The number of blocks that are a link and nothing else.
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
    /// Whether the element can be a box of its own within an article.
    var isBox: Bool {
        switch self {
        case .div, .section, .aside, .ul, .ol, .dl, .table, .header, .figure, .article, .form,
            .details, .other, .center, .fieldset:
            true
        default: false
        }
    }
}
