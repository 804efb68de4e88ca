/// What the ledger knows that bears on a poll or a look: read at once, before anything is judged.
struct LookFacts: Sendable {
    /// The log's own name, from which the ids of inquiries and events are derived.
    let logID: [UInt8]
    let feed: FeedState
    /// By number: the entries that were seen changed, and the other entries of the same articles.
    var entries: [Int64: EntryFacts] = [:]
    /// The inquiries that may still be answered, the oldest first; empty if nothing may answer any.
    var answerable: [OpenInquiry] = []
    /// Inquiries that may be about a question that one of the texts reports.
    var asked: [KnownQuestion] = []
    /// Mentions in the entries that report them, of which a person has said that nobody was asked.
    var deniedMentions: [DeniedMention] = []
    /// The other entry that first reported the same words, for those statements that have one.
    var firstSaid: [FactsRequest.Said: Int64] = [:]
    /// The number of the newest inquiry: with another one, there are more than were read.
    var newestInquiry: Int64?
    /// The entries that change too often to report each change.
    var noisy: [NoiseFacts] = []
    /// The entries that wait for a look at their page, and have waited long enough.
    var waiting: [WaitingEntry] = []
    /// The changes that are not decided yet.
    var unsettled: [UnsettledChange] = []
    /// The entries that the last whole document listed, if that matters.
    var listed: Set<Int64> = []
    /// The newest of them, the newest first, if that matters.
    var newestListed: [Int64] = []
    /// The texts that nothing may read.
    var quarantines: [ReadingSubject: Quarantine] = [:]
    /// Whether all that is unfinished was left unread, because a feed seldom has any of it.
    ///
    /// A plan from such facts is refused if there turn out to be some.
    var assumesQuiet = false
}

/// What the ledger knows about one entry, as far as a change of it is judged by it.
struct EntryFacts: Sendable {
    let id: Int64
    /// Counts the changes of the entry's row.
    let version: Int
    var origin: Origin
    /// The current revision's number.
    var revision: Int
    /// Since when it changes too often to report each change.
    var noisySince: Timestamp?
    /// The newest revision from each source.
    var newest: [RevisionSource: Revision] = [:]
    /// When the revision was seen with which the text at hand is compared.
    var comparedAt: Timestamp?
    /// The number of an earlier revision that says what the text at hand says.
    var earlierAlike: Int?
    /// The change that led to the current revision.
    var lastChange: (level: ChangeLevel, kinds: String)?
    /// When changes were reported within the last day, and as what.
    var recentlyTold: [(at: Timestamp, type: EventType)] = []
    /// The details of those among them that only changed the title.
    var recentHeadlines: [String] = []
    /// Whether the entry's other source can show an edit, and is looked at when this one changes.
    var hasOtherSource = false
    /// The details of each change that the entry's other source has reported since the compared
    /// revision was seen.
    var toldByOther: [String] = []
    /// When the last change was reported.
    var lastToldAt: Timestamp?
    /// The other entries of the same article.
    var variants: [Int64] = []
    /// Those of the statements in question that the entry has had before.
    var said: Set<String> = []
    var page: PageAddress?

    /// What every event about an entry shows of it.
    struct Origin: Sendable {
        let identity: String
        /// The id that the feed itself gives.
        let sourceID: String?
        let firstSeenAt: Timestamp
    }

    struct PageAddress: Sendable {
        var url: String
        /// Counts the changes of the page's row.
        let version: Int
    }
}

/// An inquiry that may be answered, with what matching needs to know.
struct OpenInquiry: Sendable {
    var inquiry: Inquiry
    /// The names of the only feeds that may answer it; nil if any may.
    let feeds: [String]?
    /// The entries whose texts report the question.
    var asking: Set<Int64>
    /// What was taken for a response before.
    var responses: [KnownResponse]
    /// Counts the changes of the inquiry's row; nil if it has none yet.
    var version: Int?

    /// - Parameter asking: nil for the entry alone from whose text it was opened.
    init(
        inquiry: Inquiry, feeds: [String]?, asking: Set<Int64>? = nil,
        responses: [KnownResponse] = [], version: Int? = nil
    ) {
        self.inquiry = inquiry
        self.feeds = feeds
        self.asking = asking ?? inquiry.askingAtFirst
        self.responses = responses
        self.version = version
    }
}

/// A response that was recorded before.
struct KnownResponse: Sendable {
    /// Nil if a person recorded it, and no text.
    let entry: Int64?
    /// The name of the entry's feed.
    var feed: String?
    let verdict: String
    let quote: String
    let isDenied: Bool
    var confidence = 0.0
    var reasons: [String] = []
    var at = Timestamp(seconds: 0)
    /// Whether it was recorded without being told.
    var isSuppressed = false
    /// Whether it is a response that only waits for a person to say so.
    var isProposal = false
}

/// An inquiry that was opened before.
struct KnownQuestion: Sendable {
    let inquiry: Inquiry
    /// The entries whose texts report the question.
    var asking: Set<Int64>
    /// When the waiting ended; nil while it goes on.
    let endedAt: Timestamp?
    /// The inquiries that a person has merged into it: their questions are this one.
    let merged: [Inquiry]
    /// Counts the changes of the inquiry's row; nil if it has none yet.
    let version: Int?

    /// - Parameter asking: nil for the entry alone from whose text it was opened.
    init(
        inquiry: Inquiry, asking: Set<Int64>? = nil, endedAt: Timestamp? = nil,
        merged: [Inquiry] = [], version: Int? = nil
    ) {
        self.inquiry = inquiry
        self.asking = asking ?? inquiry.askingAtFirst
        self.endedAt = endedAt
        self.merged = merged
        self.version = version
    }
}

extension Inquiry {
    /// The entry that asks when the inquiry is opened, if it is opened from a text.
    fileprivate var askingAtFirst: Set<Int64> { Set([origin.entry].compactMap(\.self)) }
}

/// A mention of which a person has said that nobody was asked.
struct DeniedMention: Sendable {
    let entry: Int64
    let party: String
    /// The sentence that was taken for a report of the asking.
    let evidence: String
}

/// An entry that changes too often, with what is reported once that ends.
struct NoiseFacts: Sendable {
    let entry: Int64
    let version: Int
    let since: Timestamp
    /// When it last changed in a way that would be reported.
    let lastMajorAt: Timestamp?
    let origin: OriginFacts?
    /// What was held back, by source.
    let held: [HeldBack]

    struct HeldBack: Sendable {
        let source: RevisionSource
        let changes: Int
        /// The last revision before them.
        let old: Revision
        let new: Revision
        /// Lines of the page that were learnt to change at every look.
        let learntLines: Set<String>
    }
}

/// A change that was recorded, and waits before it is reported.
struct UnsettledChange: Sendable {
    let entry: Int64
    /// The version of the entry's row.
    let version: Int
    let source: RevisionSource
    let wait: ChangeVerdict.Wait
    let at: Timestamp
    /// The last revision that readers know of, with which the new one is compared.
    let told: Revision
    let new: Revision
    /// The number of an earlier revision that says what the new one says.
    let earlierAlike: Int?
    /// How many reversions of the entry were reported within the last day.
    let recentReversions: Int
    /// The details of the changes that the other source has reported since `told` was seen.
    let toldByOther: [String]
    /// The other source's newest revision, if there are any.
    let other: Revision?
    /// Lines of the page that were learnt to change at every look.
    let learntLines: Set<String>
    let variants: [Variant]
    let origin: OriginFacts?

    /// Another entry of the same article.
    struct Variant: Sendable {
        let entry: Int64
        let version: Int
        /// Its newest revision from the source of the change.
        let newest: Revision
        let lastToldAt: Timestamp?
    }
}

/// An entry as an event shows it where the entry is not what was looked at.
struct OriginFacts: Sendable {
    let feed: FeedState
    let origin: EntryFacts.Origin
    let current: Revision
    /// What the feed last called it.
    let title: String?
}

/// An entry that is reported only once a look at its page shows that it is a new article.
struct WaitingEntry: Sendable {
    let entry: Int64
    /// The version of its page's row.
    let version: Int
    let url: String
    /// The address of the first entry of the same article, if it has proved to be one.
    var firstURL: String?
    let first: Revision
    let origin: OriginFacts
}
