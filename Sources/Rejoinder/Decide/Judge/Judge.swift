/// Where and when entries were looked at.
struct EntryLook: Sendable {
    let feed: FeedState
    let at: Timestamp
    let source: RevisionSource
    /// Whether the pages of new entries are looked at.
    var followsPages = false
    /// Lines that the configuration says to ignore.
    var ignoring = IgnoredLines.none
    /// How old a text may be whose words open an inquiry.
    var opensWithin = FeedRules().opensWithin
    /// For whom texts open inquiries.
    var openFor = FeedRules().openFor
    /// How sure it must be that somebody was asked.
    var thresholds = CertaintyThresholds()
    /// What proves the answer that was read.
    var receipt: Receipt?
}

/// What judging needs beside the facts: how texts are read, and what the configuration says.
struct JudgeRules: Sendable {
    let inquiries: InquiryRules
    let detector: Detector
    /// How common each term is; a rare one that two texts share says more.
    var terms = TermCounts()
    /// Whose statements are told.
    var statements = ToldStatements.configured
    /// The saved searches over new text.
    var watches = WatchIndex([])
    /// Guards every stage that reads a text.
    var reading: ReadingGuard = { _, stage in stage() }
}

/// Makes a plan of what was seen of entries, in the feed or on their pages.
///
/// It begins with the facts and carries out each effect on them as it goes, so that an entry is
/// judged by what the ones before it have led to.
struct Judge {
    let look: EntryLook
    let rules: JudgeRules
    let facts: LookFacts
    var plan: Plan
    var entries: [Int64: EntryFacts]
    /// The inquiries that may still be answered, the oldest first.
    var answerable: [OpenInquiry]
    var asked: [KnownQuestion]
    /// The texts of years that the feed suddenly lists, if it does.
    var archive: Archive?
    /// The changes that still wait to be reported.
    var unsettled: [UnsettledChange]
    /// Whether figures move in the titles of most of what the feed lists: counts of comments.
    var countsInTitles = false
    /// The details of the changes that this plan reports, by entry.
    var toldNow: [Int64: [String]] = [:]

    /// Whether the plan keeps the receipt.
    private var keepsReceipt = false

    /// The entries that this plan reports each statement of, or would if nobody had before.
    var saidNow: [StatementKey: Int64] = [:]

    init(_ look: EntryLook, _ facts: LookFacts, _ rules: JudgeRules) {
        self.look = look
        self.facts = facts
        self.rules = rules
        plan = Plan(feed: look.feed.id, at: look.at)
        plan.basis.feeds[look.feed.id] = look.feed.version
        entries = facts.entries
        answerable = facts.answerable
        asked = facts.asked
        unsettled = facts.unsettled
    }

    var detector: Detector { rules.detector }

    /// The first successful poll reports nothing: what it finds was there before anybody looked.
    var isBaseline: Bool { look.feed.baselineAt == nil }

    /// Whether the entry is new to us and nothing of it is news.
    func isArchived(_ observed: ObservedEntry) -> Bool { archive?.contains(observed) ?? false }

    /// Keeps the receipt of the answer, once.
    ///
    /// - Parameter entry: what it led to; of a page, whose page it is.
    mutating func keepReceipt(of entry: Int64, because reason: String) {
        guard let receipt = look.receipt, !keepsReceipt else { return }
        keepsReceipt = true
        plan.add(
            .keepReceipt(receipt, page: look.source == .page ? entry : nil), because: reason)
    }

    mutating func tell(_ event: EventDraft, because reason: String) {
        plan.add(.tell(event), because: reason)
    }
}
