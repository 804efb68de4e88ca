/// What a page says, taken out of what stands around it.
package struct Article: Hashable, Sendable {
    /// What kind of page it was taken from.
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
        /// A page that says it is not there, whatever the status says.
        case notFound = "not found"
        /// Links to articles, and no article.
        case listing
        case unsure
    }

    package var title: String
    /// One paragraph, list item or quotation a line.
    package var text: String
    package var author: String?
    package var published: Timestamp?
    package var modified: Timestamp?
    /// BCP 47, as the page gives it.
    package var language: String?
    /// The address that the page names as its own.
    package var canonical: String?
    /// Other addresses of the same article, such as its AMP page.
    package var alternates: [String]
    package var siteName: String?
    package var kind: Kind
    /// From 0 to 1: how sure it is that the text is the article, whole and alone.
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
