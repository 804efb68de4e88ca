/// The words in classes and ids that tell what an element is for.
enum MarkWords {
    /// - Parameters:
    ///   - word: up to 16 lower-case letters, packed into one number.
    ///   - previous: the word before it in the same name, or 0.
    static func mark(_ word: UInt128, after previous: UInt128) -> ElementMarks.Mark {
        if let mark = pairs[previous << 64 ^ word], previous != 0 { return mark }
        return words[word] ?? .none
    }

    private static func key(_ word: some StringProtocol) -> UInt128 {
        word.utf8.reduce(0) { $0 << 8 | UInt128($1) }
    }

    private static let words: [UInt128: ElementMarks.Mark] = table([
        (.body, "articlebody storybody"),
        (.comments, "comment comments disqus commentlist respond replies livefyre"),
        (
            .chrome,
            """
            share sharing sharebar social sharedaddy addthis addtoany sociallinks socials
            related relatedposts relateds newsletter newsletters subscribe subscription signup
            promo promos promotion promoted sponsored sponsor outbrain taboola ad ads advert adverts
            advertisement advertising adsbygoogle adslot dfp mpu
            breadcrumb breadcrumbs sidebar footer nav navbar navigation menu submenu
            cookie cookies consent gdpr popup modal overlay lightbox
            recommended recommendation recommendations recirculation trending popular mostread
            tags tag taglist toolbar caption captions credit credits copyright
            pagination pager paginator skip teaser teasers toc rating ratings
            readmore readalso seealso print printfriendly noprint screenreader paywallprompt
            login register donate donation follow followus widget widgets
            polls poll quiz infobox carousel slideshow slider
            catlinks editsection printfooter noscript
            """
        ),
        (
            .byline,
            """
            byline bylines author authors autor autores auteur auteurs autore dateline timestamp
            published pubdate postmeta
            articlemeta entrymeta authorbox bio authorbio
            """
        ),
    ])

    private static let pairs: [UInt128: ElementMarks.Mark] = {
        var pairs: [UInt128: ElementMarks.Mark] = [:]
        for (mark, names) in [
            (
                ElementMarks.Mark.chrome,
                """
                most-read most-viewed most-popular read-more read-also see-also read-next up-next
                also-read more-on more-from more-stories sign-up screen-reader visually-hidden
                sr-only links-block topic-list article-links story-links
                """
            ),
            (.byline, "entry-meta post-meta article-meta story-meta author-info author-box"),
            (.body, "article-body story-body post-body entry-content article-content article-text"),
            (
                .none,
                "has-sidebar no-sidebar with-sidebar left-sidebar right-sidebar post-tag"
            ),
        ] {
            for name in names.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
                let parts = name.split(separator: "-")
                guard parts.count == 2 else { continue }
                pairs[key(parts[0]) << 64 ^ key(parts[1])] = mark
            }
        }
        return pairs
    }()

    private static func table(
        _ lists: [(ElementMarks.Mark, String)]
    ) -> [UInt128: ElementMarks.Mark] {
        var table: [UInt128: ElementMarks.Mark] = [:]
        for (mark, words) in lists {
            for word in words.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
                table[key(word)] = mark
            }
        }
        return table
    }
}
