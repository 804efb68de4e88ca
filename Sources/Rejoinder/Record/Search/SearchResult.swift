/// A text that was found.
package struct SearchResult: Hashable, Sendable {
    /// What has the words.
    package let kind: SearchQuery.Kind
    package let entry: Int64
    package let feed: String
    package let revision: Int
    /// The number of the entry's newest revision.
    package let newestRevision: Int
    /// When the revision was seen.
    package let seenAt: Timestamp
    package let link: String?
    package let title: SearchExcerpt
    package let excerpt: SearchExcerpt
    /// Who made the statement, or was asked.
    package let party: String?
    package let institution: InstitutionKey?
    /// Other entries with the same text.
    package internal(set) var copies: [Copy] = []
    /// How good the place is in which the words stand; less is better.
    let rank: Int

    package var isCurrent: Bool { revision == newestRevision }

    package struct Copy: Hashable, Sendable {
        package let entry: Int64
        package let feed: String
    }
}

/// What a search found.
package struct SearchOutcome: Sendable {
    package let results: [SearchResult]
    /// Whether there are more than were wanted.
    package let hasMore: Bool
    /// What was not understood as it may have been meant.
    package let notes: [String]
    /// Names and globs of feeds that are no feed's.
    package let unknownFeeds: [String]
    /// How much of the ledger could be searched.
    package let progress: SearchIndexer.Progress
}
