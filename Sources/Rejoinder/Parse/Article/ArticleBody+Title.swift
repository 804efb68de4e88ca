extension ArticleBody {
    /// Corrects the chosen element by the place of the page's title.
    ///
    /// - Parameter headings: the elements that give the title.
    func settled(_ chosen: Int, _ headings: [Int]) -> Int {
        only(headings, in: underTitle(headings, rather: widened(chosen, headings)))
    }

    /// The article's main points: the items of a list without links between the title and the text.
    func points(under headings: [Int]) -> Set<Int> {
        guard let heading = headings.last(where: { $0 < container }) else { return [] }
        let first = page.inside(heading).upperBound
        let between = first..<max(first, page.inside(container).lowerBound)
        guard between.count <= 60 else { return [] }
        let points = between.filter {
            let block = page.blocks[$0]
            return !dropped[$0] && block.kind == .listItem && block.linked == 0
                && block.length >= 30
        }
        return points.count >= 2 ? Set(points) : []
    }

    /// The element around a section, if others of its kind under the same title contain prose too.
    private func widened(_ section: Int, _ headings: [Int]) -> Int {
        let outer = tree.records[section].parent
        guard outer > 0, let rank = firstHeading(section), rank != .h1,
            !headings.contains(where: { isInside($0, section) })
        else { return section }
        var sibling = tree.records[outer].firstChild
        while sibling >= 0 {
            if sibling != section, marks.signatures[sibling] == marks.signatures[section],
                prose(sibling) > 0, firstHeading(sibling) == rank
            {
                return outer
            }
            sibling = tree.records[sibling].next
        }
        return section
    }

    /// The rank of the heading that an element begins with; nil if it begins with other text.
    private func firstHeading(_ element: Int) -> HTMLName? {
        guard tree.records[element].name != nil,
            let first = page.inside(element).first(where: { !dropped[$0] }),
            page.blocks[first].kind == .heading
        else { return nil }
        return tree.records[page.blocks[first].element].name
    }

    /// The element under the title, if links cut it off from the chosen element.
    ///
    /// Small print at the end of a page may be longer than its news.
    private func underTitle(_ headings: [Int], rather chosen: Int) -> Int {
        guard let heading = headings.last(where: { $0 < chosen }), !isInside(heading, chosen) else {
            return chosen
        }
        let title = page.inside(heading).upperBound
        var near = heading
        while near > 0, prose(title..<max(title, page.inside(near).upperBound)) < 80 {
            near = tree.records[near].parent
        }
        guard near > 0, !isInside(chosen, near), near != chosen else { return chosen }
        let between = page.inside(near).upperBound..<page.inside(chosen).lowerBound
        let links = between.count { page.blocks[$0].linkShare > 0.85 }
        return links >= 5 && prose(near) * 4 >= prose(chosen) ? near : chosen
    }

    /// The article that has the page's title, if there are several in a row.
    private func only(_ headings: [Int], in container: Int) -> Int {
        guard let heading = headings.last(where: { isInside($0, container) }) else {
            return container
        }
        var own = heading
        while tree.records[own].parent != container { own = tree.records[own].parent }
        guard own != heading, prose(own) >= 200 else { return container }
        var sibling = tree.records[own].next
        while sibling >= 0 {
            if marks.signatures[sibling] == marks.signatures[own], prose(sibling) >= 200,
                let next = page.inside(sibling).first(where: { !dropped[$0] }),
                tree.records[page.blocks[next].element].name == tree.records[heading].name
            {
                return own
            }
            sibling = tree.records[sibling].next
        }
        return container
    }

    private func isInside(_ index: Int, _ outer: Int) -> Bool {
        index > outer && index < tree.records[outer].end
    }
}
