/// One look at a feed and what came of it: everything that one transaction records.
package struct PollRecord: Sendable {
    package enum Outcome: Sendable {
        /// 304.
        case unchanged
        /// The very bytes that were read before, perhaps under new validators.
        case sameDocument(Validators)
        case listing(Listing)
        /// Nothing was learnt. The kind groups failures in the coverage: `dns`, `http 404`.
        case failed(kind: String, message: String)
        /// Nothing was learnt, and it is not the feed's fault: our own network was down.
        case outage(message: String)

        /// How many entries were new or changed.
        package var observed: Int {
            if case .listing(let listing) = self { listing.observed.count } else { 0 }
        }
    }

    package let feed: FeedState
    package let at: Timestamp
    package let next: NextPoll
    /// What the feed's entries say about the next one.
    package let rhythm: Rhythm?
    package let hints: PublisherHints?
    package let outcome: Outcome
    /// Whether its entries' pages are looked at.
    package let followsPages: Bool
    /// Lines of its entries that the configuration passes over.
    let ignoring: IgnoredLines
    /// Where a permanent redirect led, if the whole chain was permanent.
    package let movedTo: String?

    package init(
        feed: FeedState, at: Timestamp, next: NextPoll, rhythm: Rhythm? = nil,
        hints: PublisherHints? = nil, outcome: Outcome, followsPages: Bool = false,
        ignoring: IgnoredLines = .none, movedTo: String?
    ) {
        self.feed = feed
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

/// A document that was read: what is new or changed in it, with its validators.
package struct Listing: Sendable {
    package let title: String?
    /// None where the document was cut off: it must be asked for again.
    package let validators: Validators
    /// Nil where the document was cut off, or is but a part.
    package let bodyHash: [UInt8]?
    /// How many entries the document lists, the unchanged ones included.
    package let entryCount: Int
    /// How many of them the ledger had before.
    package let knownCount: Int
    /// The ledger's numbers of those that it had; nil where not all are in the document.
    package let knownEntries: Set<Int64>?
    /// The new and the changed ones only, in the order in which they were published: oldest first.
    package let observed: [ObservedEntry]
    /// Whether it lists what is new and no more: then nothing can be missed in it.
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

/// An entry that is new, or whose content is not what it was.
package struct ObservedEntry: Sendable {
    package let identity: String
    package let identityRule: Int
    /// The id that the feed itself gives.
    package let sourceID: String?
    package let content: RevisionContent
    /// What the feed calls the entry, where the content was read elsewhere.
    package let feedTitle: String?
    package let contentHash: [UInt8]
    package let fingerprint: [UInt8]
    /// Of the entry as the feed writes it.
    package let sourceHash: [UInt8]
    /// The version of the rules that read and normalised it.
    package let rules: Int
    /// The entry as it is known; nil for a new one.
    package let previous: KnownEntry?
    /// Whether its feed has given it another id: it is known by that from now on.
    package let isRenamed: Bool
    /// Whether another entry of its document has its title: their pages tell whether they are one.
    package let mayBeVariant: Bool
    /// Whether nothing has read it: it is quarantined, and its content is what the feed wrote.
    package let isUnread: Bool
    /// The revision that it is compared with, of the same source; nil for the source's first.
    package let comparedWith: Int?
    package let change: Change?
    package let reading: TextFindings
    /// What became of the statements since the previous revision; all are new in a new entry.
    package let statementChanges: [StatementChange]

    package init(
        identity: String, identityRule: Int, sourceID: String?, content: RevisionContent,
        feedTitle: String? = nil, contentHash: [UInt8], fingerprint: [UInt8], sourceHash: [UInt8],
        rules: Int,
        previous: KnownEntry?, isRenamed: Bool = false, mayBeVariant: Bool = false,
        isUnread: Bool = false, comparedWith: Int? = nil,
        change: Change?, reading: TextFindings, statementChanges: [StatementChange]
    ) {
        self.identity = identity
        self.identityRule = identityRule
        self.sourceID = sourceID
        self.content = content
        self.feedTitle = feedTitle
        self.contentHash = contentHash
        self.fingerprint = fingerprint
        self.sourceHash = sourceHash
        self.rules = rules
        self.previous = previous
        self.isRenamed = isRenamed
        self.mayBeVariant = mayBeVariant
        self.isUnread = isUnread
        self.comparedWith = comparedWith ?? previous?.revision
        self.change = change
        self.reading = reading
        self.statementChanges = statementChanges
    }

    /// What the entry is called: its feed tells, whatever stands above the article.
    var title: String { feedTitle ?? content.title }
}
