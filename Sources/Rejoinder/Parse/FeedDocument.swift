/// The format that a document was read as.
package enum FeedFormat: String, Sendable, CaseIterable {
    case rss090, rss091, rss092, rss093, rss094, rss10, rss20
    /// An `<rss>` without a known version.
    case rss
    case atom03, atom10, jsonfeed10, jsonfeed11
    /// A sitemap with Google's news extension.
    case newsSitemap = "news_sitemap"
}

/// A text with its kind: plain text, or a fragment of HTML.
package struct TextConstruct: Hashable, Sendable {
    package enum Kind: String, Sendable { case text, html }

    package let kind: Kind
    package let value: String

    /// The text as plain text, one block a line.
    package var plain: String {
        switch kind {
        case .text: PlainText.collapsed(value)
        case .html: PlainText.text(ofHTML: value)
        }
    }
}

/// A date as the feed writes it, and the moment it means if it can be read.
package struct FeedDate: Hashable, Sendable {
    package let raw: String
    package let moment: Timestamp?
}

package struct FeedAuthor: Hashable, Sendable {
    package var name: String?
    package var email: String?
    package var url: String?
}

package struct FeedCategory: Hashable, Sendable {
    package var term: String?
    package var scheme: String?
    package var label: String?
}

package struct FeedLink: Hashable, Sendable {
    package var rel: String
    package var href: String
    package var type: String?
    package var title: String?
    package var hreflang: String?
    package var length: Int?
}

package struct FeedEnclosure: Hashable, Sendable {
    package var url: String
    package var type: String?
    package var length: Int?
}

/// The source that an entry was taken from.
package struct FeedSource: Hashable, Sendable {
    package var title: String?
    package var link: String?
    package var id: String?
    package var updated: FeedDate?
}

/// A document that was read as a feed; without a format, it is not a feed.
package struct FeedDocument: Sendable {
    package var format: FeedFormat?
    /// The WHATWG name of the encoding that the bytes were decoded with.
    package var encoding = "utf-8"
    /// The rule that determined the encoding.
    package var encodingRule = ""
    package var isWellFormed = true
    /// False if the document was cut off: it may then add entries, but never remove any.
    package var isComplete = true
    /// Why it is not a feed, or where it stopped being one.
    package var error: String?
    /// What was wrong and was read all the same; the first ten kinds.
    package var recoveries: [String] = []
    package var feed = FeedInfo()
    package var entries: [FeedEntry] = []
}

/// What a feed says about itself.
package struct FeedInfo: Hashable, Sendable {
    package var id: String?
    package var title: TextConstruct?
    package var link: String?
    package var selfLink: String?
    package var subtitle: TextConstruct?
    package var language: String?
    package var updated: FeedDate?
    package var published: FeedDate?
    package var icon: String?
    package var image: String?
    package var authors: [FeedAuthor] = []
    package var categories: [FeedCategory] = []
    package var links: [FeedLink] = []
    package var hubs: [String] = []
    package var ttlMinutes: Int?
    package var skipHours: [Int] = []
    package var skipDays: [String] = []
    package var updatePeriod: String?
    package var updateFrequency: Int?
    package var updateBase: FeedDate?
}

/// What a feed lists.
package struct FeedEntry: Hashable, Sendable {
    package var id: String?
    package var link: String?
    package var title: TextConstruct?
    package var summary: TextConstruct?
    package var content: TextConstruct?
    package var contentSource: String?
    package var published: FeedDate?
    package var updated: FeedDate?
    package var authors: [FeedAuthor] = []
    package var categories: [FeedCategory] = []
    package var enclosures: [FeedEnclosure] = []
    package var links: [FeedLink] = []
    package var language: String?
    package var comments: String?
    package var source: FeedSource?
    package var image: String?
    /// False for the entry at which the document was cut off: some of its text may be missing.
    package var isComplete = true
}
