/// What a page says, separated from what surrounds it.
package struct Article: Hashable, Sendable {
    /// The kind of page that the article was taken from.
    package enum Kind: String, CaseIterable, Sendable {
        case article
        /// An article of which only the beginning may be read.
        case paywall
        /// A wall that asks for consent to cookies.
        case consent
        case login
        /// A captcha, or another refusal to a machine.
        case block
        /// A domain that is for sale, or a host without a site.
        case parked
        /// A page that says that it does not exist, whatever its status says.
        case notFound = "not found"
        /// Links to articles, without an article.
        case listing
        case unsure
    }

    package var title: String
    /// The text, with one paragraph, list item or quotation on each line.
    package var text: String
    package var author: String?
    package var published: Timestamp?
    package var modified: Timestamp?
    /// The language as the page gives it (BCP 47).
    package var language: String?
    /// The address that the page gives as its own.
    package var canonical: String?
    /// Other addresses of the same article, such as its AMP page.
    package var alternates: [String]
    package var siteName: String?
    package var kind: Kind
    /// From 0 to 1: how likely it is that the text is the whole article and nothing else.
    package var confidence: Double

    package init(
        title: String, text: String, author: String? = nil, published: Timestamp? = nil,
        modified: Timestamp? = nil, language: String? = nil, canonical: String? = nil,
        alternates: [String] = [], siteName: String? = nil, kind: Kind = .article,
        confidence: Double = 1
    ) {
        self.title = title
        self.text = text
        self.author = author
        self.published = published
        self.modified = modified
        self.language = language
        self.canonical = canonical
        self.alternates = alternates
        self.siteName = siteName
        self.kind = kind
        self.confidence = confidence
    }
}
