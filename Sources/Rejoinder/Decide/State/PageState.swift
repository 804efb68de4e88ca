/// The page of an entry, with what the next look needs to know.
package struct PageState: Hashable, Sendable {
    package let entry: Int64
    package let feed: Int64
    /// The feed's name.
    package let feedName: String
    /// What the feed calls itself.
    var feedTitle: String?
    package let url: String
    /// The validators of the page as it was last read.
    package let validators: Validators
    package let bodyHash: [UInt8]?
    /// What its text was taken from, and how certainly.
    package let kind: Article.Kind?
    package let confidence: Double
    /// The version of the rules that read it.
    package let rules: Int?
    /// A fetched page that is not believed yet.
    package var held: UnconfirmedPage?
    /// When it was first seen, or last seen changed.
    package var changedAt: Timestamp
    /// When the first of the looks in a row that found nothing there took place.
    package var goneSince: Timestamp?
    package let isRemoved: Bool
    /// The `CanonicalAddress.key` under which its article is known.
    let address: String?
    /// The first entry of the same article, if this is the same article at another address.
    let sameAs: Int64?
    /// Whether the entry is reported only once a look at this page shows that it is a new article.
    let isWaiting: Bool
    /// Set while an answer is awaited on the page.
    package let attention: Attention?
    /// The lines of the page that change from look to look.
    package var lines: [VolatileLine] = []
    /// Counts the changes of the page's row.
    let version: Int
    /// When it was to be looked at.
    var plannedAt: Timestamp?
    /// Whether a look has ever found it.
    var wasSeen = true
    /// Whether its feed has dropped the entry from amid its list.
    var isWithdrawn = false
    /// When it was last received whole.
    var readAt: Timestamp?
    /// When a changed page last came under the validators of the one before.
    var caughtAt: Timestamp?
}

extension PageState {
    /// The state with no time that is yet to come: such times were recorded while the clock was
    /// ahead.
    func asOf(_ now: Timestamp) -> PageState {
        var state = self
        state.changedAt = min(changedAt, now)
        state.goneSince = goneSince.map { min($0, now) }
        state.held = held.map { UnconfirmedPage(since: min($0.since, now), reason: $0.reason) }
        state.readAt = readAt.flatMap { $0 <= now ? $0 : nil }
        state.caughtAt = caughtAt.map { min($0, now) }
        state.lines = lines.map { $0.asOf(now) }
        return state
    }
}

/// A page that differs from the last one in a way typical of broken pages, not of edited texts.
package struct UnconfirmedPage: Hashable, Sendable {
    package let since: Timestamp
    package let reason: String
}

/// An entry, with what a fetched page is compared with.
package struct PagedEntry: Sendable {
    package let identity: String
    package let identityRule: Int
    package let sourceID: String?
    package let known: KnownEntry
    /// What the feed last said about the entry.
    package let told: Revision
    /// What its page last said, if that was kept.
    package let shown: Revision?
}
