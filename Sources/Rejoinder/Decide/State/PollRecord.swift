/// One look at a feed and what was seen.
package struct PollRecord: Sendable {
    package enum Outcome: Sendable {
        /// The server answered 304 (Not Modified).
        case unchanged
        /// The same, with new validators for the same document.
        case revalidated(Validators)
        /// The body has exactly the bytes that were read before, perhaps with new validators.
        case sameDocument(Validators)
        case listing(Listing)
        /// The poll failed. The kind groups failures in the coverage: `dns`, `http 404`.
        case failed(kind: String, message: String)
        /// The poll failed through no fault of the feed: our own network was down.
        case outage(message: String)

        /// How many entries were new or changed.
        package var observed: Int {
            if case .listing(let listing) = self { listing.observed.count } else { 0 }
        }

        /// How many of these entries were new.
        package var fresh: Int {
            guard case .listing(let listing) = self else { return 0 }
            return listing.observed.count { $0.previous == nil }
        }
    }

    package let feed: FeedState
    /// When the feed was last seen under its former address, if it is known to be the same feed.
    let continuedSince: Timestamp?
    package let at: Timestamp
    package let next: NextPoll
    /// The rhythm of the feed's entries, from which the next poll is planned.
    package let rhythm: Rhythm?
    package let hints: PublisherHints?
    package let outcome: Outcome
    /// Whether the pages of its entries are looked at.
    package let followsPages: Bool
    /// Lines of its entries that the configuration says to ignore.
    let ignoring: IgnoredLines
    /// Where a permanent redirect led, if every redirect of the chain was permanent.
    package let movedTo: String?
    /// Whether a changed document came under the validators of the one before.
    var isCaught = false
    /// How old a text may be whose words open an inquiry.
    var opensWithin = FeedRules().opensWithin
    /// For whom texts open inquiries.
    var openFor = FeedRules().openFor
    /// How sure it must be that somebody was asked.
    var thresholds = CertaintyThresholds()
    /// The pause that the server has asked for, if it did.
    var pause: RequestedPause?
    /// What proves the answer, if something new was read in it.
    var receipt: Receipt?

    package init(
        feed: FeedState, continuedSince: Timestamp? = nil, at: Timestamp, next: NextPoll,
        rhythm: Rhythm? = nil,
        hints: PublisherHints? = nil, outcome: Outcome, followsPages: Bool = false,
        ignoring: IgnoredLines = .none, movedTo: String?
    ) {
        var feed = feed
        feed.baselineAt = feed.baselineAt ?? continuedSince
        self.feed = feed
        self.continuedSince = continuedSince
        self.at = at
        self.next = next
        self.rhythm = rhythm
        self.hints = hints
        self.outcome = outcome
        self.followsPages = followsPages
        self.ignoring = ignoring
        self.movedTo = movedTo
    }
}

/// A document that was read: what is new or changed in it, and its validators.
package struct Listing: Sendable {
    package let title: String?
    /// Empty if the document was cut off, because it must then be requested again.
    package let validators: Validators
    /// Nil if the document was cut off, or is only a part.
    package let bodyHash: [UInt8]?
    /// How many entries the document lists, including the unchanged ones.
    package let entryCount: Int
    /// How many of them the ledger already had.
    package let knownCount: Int
    /// The ledger's numbers of the known entries; nil if the document may not list all of them.
    package let knownEntries: Set<Int64>?
    /// Only the new and the changed entries, in the order of publication, the oldest first.
    package let observed: [ObservedEntry]
    /// Whether the document lists only what is new: then nothing can be missed in it.
    package let isDelta: Bool

    package init(
        title: String?, validators: Validators, bodyHash: [UInt8]?, entryCount: Int,
        knownCount: Int, knownEntries: Set<Int64>? = nil, observed: [ObservedEntry],
        isDelta: Bool = false
    ) {
        self.title = title
        self.validators = validators
        self.bodyHash = bodyHash
        self.entryCount = entryCount
        self.knownCount = knownCount
        self.knownEntries = knownEntries
        self.observed = observed
        self.isDelta = isDelta
    }
}
