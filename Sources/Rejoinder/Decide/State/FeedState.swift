/// What the ledger knows about a feed, as far as the next poll needs it.
package struct FeedState: Hashable, Sendable {
    package let id: Int64
    package let name: String
    package let url: String
    package let institution: InstitutionKey?
    package let title: String?
    package let tags: [String]
    package let etag: String?
    package let lastModified: String?
    package let bodyHash: [UInt8]?
    /// When the last document that could be read was fetched.
    package let readAt: Timestamp?
    /// How many entries that document listed.
    package let listed: Int
    package let baselineAt: Timestamp?
    package var polledAt: Timestamp?
    package var succeededAt: Timestamp?
    package var nextPollAt: Timestamp
    package var scheduleReason: String?
    package let rhythm: Rhythm?
    package var hints: PublisherHints?
    package let failures: Int
    package let failingSince: Timestamp?
    package let isFailing: Bool
    package let lastError: String?
    package let movedTo: String?
    package let movedSince: Timestamp?
    package let movedPolls: Int
    package let movedTold: Bool
    package let isActive: Bool
    /// Counts the changes of the feed's row.
    package var version: Int
}
