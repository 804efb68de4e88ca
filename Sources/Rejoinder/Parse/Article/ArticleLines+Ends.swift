/// The lines above the first line of an article and below its last.
extension ArticleLines {
    /// Drops bylines and dates under a lead, if they stand between prose.
    mutating func dropOpening() {
        let blocks = body.page.blocks
        let prose = kept.indices.filter { blocks[kept[$0]].isProse }
        guard prose.count > 1 else { return }
        let places = 0..<min(prose[1], prose[0] + 12)
        kept.replaceSubrange(places, with: kept[places].filter { !isSmallPrint(blocks[$0]) })
    }

    /// Whether a line names an author or a day and says little else.
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

    /// Drops prose that closes a page: copyright notices, and notes about the author.
    mutating func dropClosing() {
        for place in kept.indices.suffix(6).reversed() where kept.count > 3 {
            let block = body.page.blocks[kept[place]]
            if isCopyright(block) || isOfAuthor(block) { kept.remove(at: place) }
        }
    }

    /// Drops the last words before the frame, which send readers elsewhere.
    mutating func dropReferral() {
        guard kept.count > 2, let last = kept.last, !body.notices.contains(last),
            isReferral(body.page.blocks[last])
        else { return }
        kept.removeLast()
        dropLoneHeadings()
    }

    /// Whether a line is short and full of links, or has a link and does not look like the prose.
    private func isReferral(_ block: TextBlock) -> Bool {
        guard block.kind == .paragraph else { return false }
        // What this line introduces was not part of the text.
        if block.last == 0x3A, block.length < 300 { return true }
        if isSentenceOfLinks(block) { return false }
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

    /// Drops labels above the first line of prose and below the last line of prose.
    mutating func dropEnds() {
        let blocks = body.page.blocks
        guard let first = kept.firstIndex(where: { isFirm(blocks[$0]) }),
            let last = kept.lastIndex(where: { isFirm(blocks[$0]) })
        else { return }
        kept = kept.enumerated().filter { place, index in
            if place >= first, place <= last { return true }
            // Above the article, a short heading is the name of a section of the newspaper.
            if place < first - 1, blocks[index].kind == .heading {
                return blocks[index].length >= 30 || blocks[kept[place + 1]].kind == .listItem
            }
            // A short list item there is a tab, or a tag of the article.
            if place < first, blocks[index].kind == .listItem, !blocks[index].isSentence {
                return blocks[index].length >= 30
            }
            return isEndKept(blocks[index])
                || (place < first && isLead(blocks[index]))
        }.map(\.element)
    }

    /// Whether a block is prose, or an item that says something and has no link.
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

    /// Whether a list item is longer than a button's label, or its list belongs to the text.
    private func isEndItem(_ block: TextBlock) -> Bool {
        guard block.kind == .listItem else { return false }
        if block.length >= 25 || block.isSentence { return true }
        return body.list(around: block.element).map {
            body.isOfText($0) || body.isUnderHeading($0)
        } ?? true
    }

    /// Whether a line that ends no sentence looks like the prose, not like a byline or a date.
    private func isLead(_ block: TextBlock) -> Bool {
        let bytes = body.page.text[block.range]
        return block.length >= 25 && body.isOfProseTemplate(block) && block.linked == 0
            && !bytes.contains { $0.isDigit || $0 == 0x7C } && !bytes.starts(with: "By ".utf8)
    }

    /// Drops headings under which nothing remains, or whose list was dropped.
    mutating func dropLoneHeadings() {
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

    /// Whether a short line names what comes below it.
    private func isLabel(_ block: TextBlock) -> Bool {
        block.length < 40 && block.kind == .paragraph && (block.last == 0x3A || isBold(block))
    }

    /// Whether a linked heading is in the same box as the prose right under it.
    func isOverProse(_ heading: TextBlock) -> Bool {
        guard heading.kind == .heading, heading.linkShare >= 0.67 else { return false }
        let next = body.page.inside(heading.element).upperBound
        guard next < body.page.blocks.count, !body.dropped[next] else { return false }
        let block = body.page.blocks[next]
        return block.isProse
            && body.tree.records[block.element].parent
                == body.tree.records[heading.element].parent
    }

    /// Whether the next line is in the same box as a heading.
    private func hasOwn(_ index: Int, _ next: Int) -> Bool {
        let box = body.tree.records[body.page.blocks[index].element].parent
        return body.page.inside(max(box, 0)).contains(next)
    }
}
