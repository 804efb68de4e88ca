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
        self.title = title
        self.text = text
        self.link = link
        self.author = author
        self.published = published
        self.updated = updated
        self.language = language
    }
}

/// The content of an entry as seen at one time, with its place in the entry's history.
package struct Revision: Hashable, Sendable {
    /// Counts from 1 within its entry.
    package let number: Int
    package let seenAt: Timestamp
    package let content: RevisionContent

    package init(number: Int, seenAt: Timestamp, content: RevisionContent) {
        self.number = number
        self.seenAt = seenAt
        self.content = content
    }
}
