/// Finds the title of an article by a vote of all the places that give one.
enum ArticleTitle {
    /// - Parameter headings: the page's headings of the first rank, in page order.
    static func title(
        data: StructuredData, meta: MetaElements, element whole: String, headings: [String],
        siteName: String?
    ) -> String {
        let given = [
            data.headline, meta["dc.title", "dcterm.title", "dcterms.title"],
            meta["og.title"], meta["twitter.title"],
            meta["parsely-title", "sailthru.title", "weibo.article.title"], meta["title"],
        ].compactMap { $0 }.map(squeezed).filter { !$0.isEmpty && !isSame($0, siteName) }
        let shown = Set(([whole] + headings).flatMap { folded($0) })
        let agreed = headings.first { isAgreed($0, whole) }
        // A title with few words in common with what readers see is a summary, or meant for others.
        let stated = given.first { isShown($0, shown) } ?? (agreed == nil ? given.first : nil)
        if let stated {
            // A heading that lacks only the site's name is the title as readers see it.
            for heading in headings where isPart(heading, of: stated) { return heading }
            return withoutSite(stated, siteName: siteName, headings: headings)
        }
        if let agreed { return agreed }
        if whole.isEmpty || isSame(whole, siteName) { return headings.first ?? whole }
        return withoutSite(whole, siteName: siteName, headings: headings)
    }

    /// Whether most of a heading is part of the page's title.
    private static func isAgreed(_ heading: String, _ whole: String) -> Bool {
        if separators.contains(where: { whole.hasPrefix(heading + $0) }) { return true }
        let (own, words) = (folded(heading), Set(folded(whole)))
        return own.count >= 2 && own.count(where: words.contains) * 5 >= own.count * 3
    }

    /// The text with blanks collapsed and doubly escaped references resolved.
    static func squeezed(_ text: String) -> String {
        let text = String(text.prefix(2000))
        return PlainText.oneLine(PlainText.collapsed(text.contains("&") ? decoded(text) : text))
    }

    private static func decoded(_ text: String) -> String {
        let bytes = Array(text.utf8)
        return HTMLReference.string(bytes, bytes.indices, isAttribute: false)
    }

    private static func isShown(_ title: String, _ shown: Set<String>) -> Bool {
        let words = folded(title)
        return shown.isEmpty || words.count(where: shown.contains) * 5 >= words.count * 2
    }

    private static func isSame(_ title: String, _ siteName: String?) -> Bool {
        guard let siteName else { return false }
        return folded(title) == folded(siteName)
    }

    /// Whether the heading is the stated title apart from a site's name.
    private static func isPart(_ heading: String, of stated: String) -> Bool {
        let (short, long) = (folded(heading), folded(stated))
        if separators.contains(where: { stated.hasPrefix(heading + $0) }) { return true }
        guard short.count >= 3, short.count <= long.count, long.count - short.count <= 6 else {
            return false
        }
        return long.starts(with: short) || long.suffix(short.count).elementsEqual(short)
    }

    /// The words in lower case, without punctuation.
    static func folded(_ text: String) -> [String] {
        text.caseFolded.unicodeScalars.split {
            !$0.properties.isAlphabetic && !($0.value < 0x80 && UInt8($0.value).isDigit)
        }
        .map { String(String.UnicodeScalarView($0)) }
    }

    private static let separators: [String] = [
        " | ", " - ", " – ", " — ", " :: ", " · ", " • ", " » ", " « ", " / ", " > ", " ‹ ", " › ",
    ]

    /// Removes a site's name from either end.
    static func withoutSite(_ title: String, siteName: String?, headings: [String]) -> String {
        var title = title
        for _ in 0..<2 {
            guard let mark = lastSeparator(title) else { break }
            let head = String(title[..<mark.lowerBound])
            let tail = String(title[mark.upperBound...])
            let tailWords = folded(tail).count
            if isSame(head, siteName) {
                title = tail
            } else if isSame(tail, siteName)
                || (folded(head).count >= max(2, tailWords) && tailWords <= 6)
            {
                title = head
            } else {
                break
            }
        }
        return title.trimmed
    }

    private static func lastSeparator(_ title: String) -> Range<String.Index>? {
        separators.compactMap { title.range(ofLast: $0) }.max { $0.lowerBound < $1.lowerBound }
    }
}

extension String {
    /// The range of the text's last occurrence.
    fileprivate func range(ofLast text: String) -> Range<String.Index>? {
        ranges(of: text).last
    }
}
