extension ArticleBody {
    /// Drops what its tag, role or name marks as frame, unless it contains much of the prose.
    mutating func dropFrame() {
        drop(within: 0.65) { $0 == .hidden }
        drop(within: 0.35) { $0 == .frame }
        drop(within: 0.85) { $0 == .comments }
        drop(within: 0.35) { $0 == .chrome }
        drop(within: 0.15) { $0 == .byline }
        dropTeasers()
    }

    /// Drops what is above the title, because it is about something else.
    mutating func dropAbove(_ headings: [Int]) {
        let all = proseOfAll
        guard let heading = headings.last(where: { (all - prose(0..<first($0))) * 5 > all * 3 })
        else { return }
        drop(0..<first(heading))
        countProse()
    }

    /// The first block inside an element or, if there is none, after it.
    private func first(_ element: Int) -> Int { page.inside(element).lowerBound }

    private mutating func drop(
        within share: Double, _ isDropped: (ElementMarks.Mark) -> Bool
    ) {
        let all = proseOfAll
        // Comments may be longer than the article they are about.
        let part = Int(clamping: Double(all) * share)
        let most = share > 0.8 ? max(part, all - 250) : part
        // One template may make all the paragraphs of an article, each of them small.
        var templates: [UInt32: Int] = [:]
        for index in tree.records.indices where isDropped(marks.marks[index]) {
            let letters = prose(index)
            if letters > 0 { templates[marks.signatures[index], default: 0] += letters }
        }
        let words = lettersByWord(isDropped)
        var found: [Int] = []
        var loss = 0
        var index = 1
        while index < tree.records.count {
            if isDropped(marks.marks[index]),
                max(prose(index), templates[marks.signatures[index]] ?? 0) <= most,
                (words[marks.words[index]] ?? 0) <= most,
                marks.marks[index] != .comments || !holdsArticle(index, all),
                !isHeadingAmidProse(index)
            {
                found.append(index)
                loss += prose(index)
                index = tree.records[index].end
            } else {
                index += 1
            }
        }
        // Names that would drop most of a page do not mean what they seem to mean.
        let isTrusted = loss * 2 <= all || share > 0.5
        for index in found where isTrusted || prose(index) == 0 {
            notices.formUnion(noticeBlocks(inside: index))
            drop(page.inside(index))
        }
        countProse()
    }

    /// Whether it is a heading right between two paragraphs of prose.
    ///
    /// Themes put a link for sharing or for comments into each heading, and name it after that.
    private func isHeadingAmidProse(_ index: Int) -> Bool {
        guard tree.records[index].name?.isHeading == true, marks.marks[index] != .hidden else {
            return false
        }
        let range = page.inside(index)
        guard range.count == 1, page.blocks[range.lowerBound].linkShare < 0.5 else { return false }
        return [range.lowerBound - 1, range.upperBound].allSatisfy {
            page.blocks.indices.contains($0) && !dropped[$0] && page.blocks[$0].isProse
        }
    }

    /// The letters of prose that each word would drop: a theme may use one word everywhere.
    ///
    /// Boxes of links are left out, because those are what the word really marks.
    private func lettersByWord(_ isDropped: (ElementMarks.Mark) -> Bool) -> [UInt32: Int] {
        var letters: [UInt32: Int] = [:]
        var ends: [UInt32: Int] = [:]
        for index in tree.records.indices where isDropped(marks.marks[index]) {
            let word = marks.words[index]
            guard word != 0, index >= ends[word, default: 0], prose(index) > 0 else { continue }
            ends[word] = tree.records[index].end
            let linked = page.inside(index).reduce(0) { $0 + page.blocks[$1].linked }
            if linked * 4 < prose(index) { letters[word, default: 0] += prose(index) }
        }
        return letters
    }

    /// Whether an element named after comments holds the article as well as its comments.
    private func holdsArticle(_ index: Int, _ all: Int) -> Bool {
        guard prose(index) * 3 > all else { return false }
        return (index..<tree.records[index].end).contains { tree.records[$0].name == .h1 }
    }
}

// MARK: - Teasers

extension ArticleBody {
    /// Drops boxes that begin with a linked headline and say little more.
    ///
    /// At least three must come from one template, and the template must not also make long texts,
    /// as it does for the posts of a forum.
    private mutating func dropTeasers() {
        let most = proseOfAll / 2
        var teasers: [Int] = []
        var templates: [UInt32: Int] = [:]
        var index = 1
        while index < tree.records.count {
            let record = tree.records[index]
            guard let name = record.name, name.isBox || name == .li, isTeaser(index, most) else {
                if prose(index) > 0, prose(index) <= most, hasLinkedHeadline(page.inside(index)) {
                    templates[marks.signatures[index], default: 0] -= 3
                }
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
        posts = Set(templates.filter { $0.value < 0 }.keys)
        countProse()
    }

    func isTeaser(_ index: Int, _ most: Int) -> Bool {
        let range = page.inside(index)
        guard range.count >= 2, range.count <= 12, prose(range) <= most, prose(range) < 400 else {
            return false
        }
        return hasLinkedHeadline(range) && range.count { page.blocks[$0].isProse } <= 2
    }

    /// Whether the first words of a box that are longer than a label are a link.
    private func hasLinkedHeadline(_ range: Range<Int>) -> Bool {
        let headline = range.prefix(12).first { page.blocks[$0].length > 15 && !dropped[$0] }
        return headline.map { page.blocks[$0].linkShare > 0.85 } ?? false
    }
}
