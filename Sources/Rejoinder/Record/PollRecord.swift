/// One look at a feed and what came of it: everything that one transaction records.
package struct PollRecord: Sendable {
    package enum Outcome: Sendable {
        /// 304, or the very bytes that were read before.
        case unchanged
        case listing(Listing)
        /// Nothing was learnt. The kind groups failures in the coverage: `dns`, `http 404`.
        case failed(kind: String, message: String)
        /// Nothing was learnt, and it is not the feed's fault: our own network was down.
        case outage(message: String)
    }

    package let feed: FeedState
    package let at: Timestamp
    package let nextPollAt: Timestamp
    /// Why the next poll is then, for `rejoinder feeds`.
    package let scheduleReason: String
    package let outcome: Outcome
    /// Where a permanent redirect led, if the whole chain was permanent.
    package let movedTo: String?

    package init(
        feed: FeedState, at: Timestamp, nextPollAt: Timestamp, scheduleReason: String,
        outcome: Outcome, movedTo: String?
    ) {
        self.feed = feed
        self.at = at
        self.nextPollAt = nextPollAt
        self.scheduleReason = scheduleReason
        self.outcome = outcome
        self.movedTo = movedTo
    }
}

/// A document that was read: what is new or changed in it, with its validators.
package struct Listing: Sendable {
    package let title: String?
    package let etag: String?
    package let lastModified: String?
    package let bodyHash: [UInt8]
    /// How many entries the document lists, the unchanged ones included.
    package let entryCount: Int
    /// The new and the changed ones only, in the order in which they were published: oldest first.
    package let sightings: [Sighting]

    package init(
        title: String?, etag: String?, lastModified: String?, bodyHash: [UInt8], entryCount: Int,
        sightings: [Sighting]
    ) {
        self.title = title
        self.etag = etag
        self.lastModified = lastModified
        self.bodyHash = bodyHash
        self.entryCount = entryCount
        self.sightings = sightings
    }
}

/// An entry that is new, or whose content is not what it was.
package struct Sighting: Sendable {
    package let identity: String
    package let identityRule: Int
    /// The id that the feed itself gives.
    package let sourceID: String?
    package let content: RevisionContent
    package let contentHash: [UInt8]
    package let fingerprint: [UInt8]
    package let normaliser: Int
    /// What it is compared with; nil for a new entry.
    package let previous: KnownEntry?
    package let change: Change?
    package let reading: Reading
    /// Those of the reading's statements that the previous revision did not have.
    package let newStatements: [Statement]

    package init(
        identity: String, identityRule: Int, sourceID: String?, content: RevisionContent,
        contentHash: [UInt8], fingerprint: [UInt8], normaliser: Int, previous: KnownEntry?,
        change: Change?, reading: Reading, newStatements: [Statement]
    ) {
        self.identity = identity
        self.identityRule = identityRule
        self.sourceID = sourceID
        self.content = content
        self.contentHash = contentHash
        self.fingerprint = fingerprint
        self.normaliser = normaliser
        self.previous = previous
        self.change = change
        self.reading = reading
        self.newStatements = newStatements
    }
}
