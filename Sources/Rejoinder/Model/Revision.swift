import Markup

/// What an entry said at one time: the part of it that is compared, hashed and kept.
package struct RevisionContent: Hashable, Sendable {
    /// Plain text.
    package var title: String
    /// Plain text; one paragraph, list item or quotation a line, separated by one line feed.
    package var text: String
    package var link: String?
    package var author: String?
    /// The feed's claim: dates decide nothing.
    package var published: Timestamp?
    /// The feed's claim: dates decide nothing.
    package var updated: Timestamp?
    /// BCP 47, as the feed gives it.
    package var language: String?

    package init(
        title: String, text: String, link: String? = nil, author: String? = nil,
        published: Timestamp? = nil, updated: Timestamp? = nil, language: String? = nil
    ) {
        self.title = Self.storable(title)
        self.text = Self.storable(text)
        self.link = link.map(Self.storable)
        self.author = author.map(Self.storable)
        self.published = published
        self.updated = updated
        self.language = language.map(Self.storable)
    }

    /// The text as a database can hold it.
    ///
    /// JSON may hold U+0000, at which SQLite ends a text: what is read back would not be what was
    /// hashed. HTML has the same replacement for it.
    private static func storable(_ text: String) -> String {
        ByteSearch.contains(0, in: text) ? text.replacing("\0", with: "\u{FFFD}") : text
    }
}

/// The content of an entry as seen at one time, with its place in the entry's history.
package struct Revision: Hashable, Sendable {
    /// Counts from 1 within its entry.
    package let number: Int
    package let source: RevisionSource
    package let seenAt: Timestamp
    package let content: RevisionContent

    package init(
        number: Int, source: RevisionSource = .feed, seenAt: Timestamp, content: RevisionContent
    ) {
        self.number = number
        self.source = source
        self.seenAt = seenAt
        self.content = content
    }
}

/// Where an entry's content was read; revisions of one source are compared with each other alone.
package enum RevisionSource: String, Hashable, Sendable {
    /// What the feed says of it.
    case feed
    /// The article on the page that it links to.
    case page
    /// What the feed says of it, as it was written: the program has fallen over it, and nothing reads it.
    case unread

    /// The other one that tells of the same entry.
    package var other: RevisionSource { self == .page ? .feed : .page }
}
