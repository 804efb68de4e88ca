import Markup

/// What an entry said at one time: the part of it that is compared, hashed and kept.
package struct RevisionContent: Hashable, Sendable {
    /// Plain text.
    package var title: String
    /// Plain text: one line for each paragraph, list item or quotation, with a line feed between.
    package let text: String
    package var link: String?
    package var author: String?
    /// The date that the feed claims; it decides nothing.
    package var published: Timestamp?
    /// The date that the feed claims; it decides nothing.
    package var updated: Timestamp?
    /// A BCP 47 tag, as the feed gives it.
    package var language: String?
    /// The text's tokens and sentences.
    package let shared: SharedText

    package init(
        title: String, text: String, link: String? = nil, author: String? = nil,
        published: Timestamp? = nil, updated: Timestamp? = nil, language: String? = nil
    ) {
        self.title = Self.storable(title)
        self.text = Self.storable(text)
        shared = SharedText(self.text)
        self.link = link.map(Self.storable)
        self.author = author.map(Self.storable)
        self.published = published
        self.updated = updated
        self.language = language.map(Self.storable)
    }

    /// The text as a database can hold it.
    ///
    /// JSON may contain U+0000, but SQLite ends a text there, so what is read back would not be
    /// what was hashed. HTML replaces it with the same character.
    private static func storable(_ text: String) -> String {
        ByteSearch.contains(0, in: text) ? text.replacing("\0", with: "\u{FFFD}") : text
    }
}

/// The content of an entry as seen at one time, with its place in the entry's history.
package struct Revision: Hashable, Sendable {
    /// The number within its entry, from 1.
    package let number: Int
    package let source: RevisionSource
    package let seenAt: Timestamp
    /// Of what is withheld, title and text are empty.
    package let content: RevisionContent
    package let withheld: Withheld?
    /// The hash of the receipt of the answer that it was read from; nil if none was kept.
    package let receipt: [UInt8]?

    package init(
        number: Int, source: RevisionSource = .feed, seenAt: Timestamp, content: RevisionContent,
        withheld: Withheld? = nil, receipt: [UInt8]? = nil
    ) {
        self.number = number
        self.source = source
        self.seenAt = seenAt
        self.content = content
        self.withheld = withheld
        self.receipt = receipt
    }
}

/// Where an entry's content was read; only revisions of the same source are compared.
package enum RevisionSource: String, Hashable, Sendable {
    /// The entry as the feed gives it.
    case feed
    /// The article on the page that the entry links to.
    case page
    /// The entry as the feed gives it, kept unread because the program crashed while reading it.
    case unread

    /// The other source of the same entry.
    package var other: RevisionSource { self == .page ? .feed : .page }
}
