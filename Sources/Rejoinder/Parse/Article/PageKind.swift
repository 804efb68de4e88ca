/// Decides what kind of page an extraction came from, and how sure that is.
struct PageKind {
    let kind: Article.Kind
    let confidence: Double

    /// - Parameters:
    ///   - text: the extracted text.
    ///   - prose: the letters of prose in the article.
    ///   - linked: the letters in links on the whole page.
    ///   - length: the letters on the whole page.
    init(
        text: String, title: String, metadata: PageMetadata, prose: Int, linked: Int, length: Int,
        shown: String
    ) {
        let size = text.utf8.count
        // Any page may have a consent banner, so the whole page counts only if there is no text.
        let wall = KindSigns.wall(
            title: title, text: size < 300 ? shown : text, size: size,
            isArticle: metadata.isArticle)
        if let wall {
            (kind, confidence) = (wall, 0.9)
        } else if metadata.data.isFree == false {
            (kind, confidence) = (.paywall, size > 1500 ? 0.7 : 0.4)
        } else if prose < 150, length > 0, linked * 2 > length, length > 400 {
            (kind, confidence) = (.listing, 0.7)
        } else if size < 140 {
            (kind, confidence) = (.unsure, size == 0 ? 0 : 0.2)
        } else {
            kind = .article
            confidence = Self.confidence(size: size, prose: prose, metadata: metadata)
        }
    }

    private init(_ kind: Article.Kind, _ confidence: Double) {
        self.kind = kind
        self.confidence = confidence
    }

    /// A page that lists things, each with a link.
    static let collection = PageKind(.listing, 0.7)

    /// Whether it is neither a wall nor a refusal.
    var isOfText: Bool { kind == .article || kind == .listing || kind == .unsure }

    private static func confidence(size: Int, prose: Int, metadata: PageMetadata) -> Double {
        var sure = 0.5
        if prose * 10 > size * 6 { sure += 0.15 }
        if size > 800 { sure += 0.15 }
        if metadata.isArticle { sure += 0.1 }
        if !metadata.title.isEmpty { sure += 0.05 }
        return min(sure, 0.95)
    }
}

/// What walls and refusals say in their few words.
private enum KindSigns {
    /// The kind of wall that a text of that size may be; nil if it is an article.
    static func wall(title: String, text: String, size: Int, isArticle: Bool) -> Article.Kind? {
        guard size < (isArticle ? leastText : wallText) else { return nil }
        let head = ArticleTitle.folded(title)
        let body = withoutNumbers(String(text.prefix(3000)).caseFolded)
        return signs.first { sign in
            if sign.titles.contains(where: { isSubject($0, of: head) }) {
                return size < smallText || sign.kind == .consent
            }
            return size < smallText && sign.texts.contains { body.contains($0) }
        }?.kind
    }

    /// The text without the words that are numbers: many walls count their partners, as in "we and
    /// our 214 partners".
    private static func withoutNumbers(_ text: String) -> String {
        text.split(separator: " ").filter { !$0.utf8.allSatisfy(\.isDigit) }.joined(separator: " ")
    }

    /// Whether a title is about little else: news stories mention logins and lost pages, too.
    private static func isSubject(_ sign: String, of title: [String]) -> Bool {
        let words = ArticleTitle.folded(sign)
        guard words.count <= title.count, words.count * 3 >= title.count else { return false }
        return (0...(title.count - words.count)).contains {
            title[$0..<($0 + words.count)].elementsEqual(words)
        }
    }

    /// In bytes: an article that declares itself to be one has at least this much text.
    private static let leastText = 140
    /// In bytes: a refusal has hardly more text than this.
    private static let smallText = 900
    /// In bytes: a request for consent may be long, because it explains itself.
    private static let wallText = 2500

    private struct Sign {
        let kind: Article.Kind
        let titles: [String]
        let texts: [String]
    }

    private static let signs: [Sign] = {
        let kinds: [(Article.Kind, String)] = [
            (.block, "block"), (.notFound, "not-found"), (.parked, "parked"),
            (.consent, "consent"), (.login, "login"),
        ]
        return kinds.map { kind, key in
            Sign(
                kind: kind, titles: Languages.embedded.words(.wallTitles, key: key),
                texts: Languages.embedded.words(.walls, key: key))
        }
    }()
}
