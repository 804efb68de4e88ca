/// One look at a page and what was seen.
struct PageRecord: Sendable {
    let page: PageState
    let at: Timestamp
    let answer: PageAnswer
    /// Why it is certain that the page was taken down; nil if it is not.
    let removal: String?
    /// What the page says, compared with what it said before.
    let found: PageMatcher.Result
    let rules: FeedRules
    /// The `CanonicalAddress.key` under which its article is known; nil if the page was not read.
    let address: String?
    /// The shortest interval between two looks.
    let fastest: Duration
    /// The pause that the server has asked for, if it did.
    var pause: RequestedPause?
    /// What proves the answer, if something new was read in it, or the page proved to be gone.
    var receipt: Receipt?
}

extension FactsRequest {
    init(_ look: PageRecord) {
        self.init(at: look.at, feed: look.page.feed, source: .page)
        unfinished = .ofEntry(look.page.entry)
        if let observed = look.found.observed { ask(of: observed) }
    }
}

/// What the ledger knows that bears on a look at a page, beside the facts about entries.
struct PageFacts: Sendable {
    let facts: LookFacts
    /// The entry to which the page belongs, as events show it.
    let origin: OriginFacts?
    /// Set if the entry is reported only once its page has been looked at.
    let waiting: WaitingEntry?
    /// Pages of the same feed that are known under the address of this one's article.
    let neighbours: [Neighbour]
    /// Variants of this page that are still looked at, although no answer is awaited there.
    let variants: [Variant]

    struct Neighbour: Sendable {
        let entry: Int64
        let version: Int
        let url: String
        /// Whether an answer is awaited on it.
        let isAwaited: Bool
        /// The newest text of its page, or else of its feed.
        let text: String
    }

    struct Variant: Sendable {
        let entry: Int64
        let version: Int
    }
}
