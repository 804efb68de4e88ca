/// One thing that the ledger does when it applies a plan.
///
/// The numbers of entries are the ledger's, or those that the plan gives to new ones.
enum Effect: Sendable {
    // MARK: The feed

    case cover(outcome: String)
    /// Nobody looked from then on, although a look was planned.
    case coverAbsence(from: Timestamp)
    case noteSuccess(NextPoll, Rhythm?, PublisherHints?)
    /// The feed goes on at another address; what it had until then is no news.
    case keepBaseline(Timestamp)
    case noteFailure(NextPoll, FailingFeed)
    case noteOutage(NextPoll, message: String)
    /// The document that was read before has these validators now.
    case revalidate(Validators)
    /// The document was read again, and is the one that was read before.
    case keepDocument(Validators)
    case noteDocument(Listing)
    /// A changed document came under the old validators: 304s since then have proved nothing.
    case distrust(since: Timestamp?)
    /// A host wants to be left alone.
    case pauseHost(String, until: Timestamp)
    /// Where permanent redirects lead; nil forgets it.
    case noteMove(FeedMove?)
    case list(entry: Int64, isListed: Bool)

    // MARK: Entries

    /// Keeps what proves the answer that was read; the revisions that the plan adds rest on it.
    ///
    /// It is of a page's answer if an entry is named, and else of the feed's.
    case keepReceipt(Receipt, page: Int64?)
    case addEntry(Int64, NewEntry)
    /// Its feed gives the entry another id.
    case rename(entry: Int64, EntryName)
    case addRevision(NewRevision)
    /// The entry as its feed now writes it.
    case noteSource(entry: Int64, SourceHashes)
    case recordChange(NewChange)
    /// The verdict on a change that was recorded before, and waited.
    case settle(entry: Int64, revision: Int, ChangeVerdict)
    /// The same change as the last one, which is counted and not stored.
    case countRepeat(entry: Int64, revision: Int, sourceHash: [UInt8]?)
    /// Since when the entry changes too often; nil ends it.
    case setNoise(entry: Int64, since: Timestamp?)
    /// The entry that a quarantined text belongs to.
    case noteQuarantined(ReadingSubject, entry: Int64)

    // MARK: Pages

    case addPage(NewPage)
    case scheduleLook(entry: Int64, at: Timestamp?)
    /// Looks at the page earlier than planned; of an article at several addresses, at the first.
    case lookSoon(entry: Int64)
    case coverPage(entry: Int64, outcome: String)
    case coverPageAbsence(entry: Int64, from: Timestamp)
    case noteLook(PageLookNote)
    case noteReading(entry: Int64, FetchedPage, isEdit: Bool)
    /// The page that was read before has these validators now.
    case revalidatePage(entry: Int64, Validators)
    /// The page was received again, and is the one that was read before.
    case keepPage(entry: Int64, Validators)
    /// A changed page came under the validators of the one before.
    case distrustPage(entry: Int64)
    /// What was taken for the page's article was none: the next text is where it begins.
    case doubtReading(entry: Int64, UnconfirmedPage)
    case replaceLines(entry: Int64, old: [VolatileLine], new: [VolatileLine])
    /// Looks at the article under another address from now on, where it may have another form.
    case followAddress(entry: Int64, url: String, address: String, isOtherForm: Bool)
    /// The address under which the page's article is known, and of which entry it is a variant.
    case setAddress(entry: Int64, address: String, sameAs: Int64?)
    /// The two are one article; the first of them is looked at.
    case joinArticle(entry: Int64, first: Int64)
    /// The variants of the page are looked at for themselves again.
    case wakeVariants(of: Int64)
    /// Whether the entry is reported only after a look at its page.
    case setWaiting(entry: Int64, since: Timestamp?)

    // MARK: Inquiries

    case openInquiry(NewInquiry)
    /// Another text reports the question of an inquiry, and is one of its asking entries from now on.
    case joinInquiry(JoinedMention)
    /// Nothing follows from a mention of somebody who was asked, and why.
    case weighMention(WeighedMention)
    /// What an institution said is recorded and not told, and why.
    case weighStatement(WeighedStatement)
    case recordResponse(NewResponse)
    case endInquiry(Inquiry.ID, Inquiry.State)
    /// A deadline was reported, as due or as overdue.
    case noteDeadline(Inquiry.ID, isOverdue: Bool)
    /// A reminder came due, and what became of it.
    case noteReminder(Int64, Reminder.State)

    // MARK: Events

    case tell(EventDraft)
}

struct FailingFeed: Hashable, Sendable {
    let failures: Int
    let since: Timestamp
    /// Whether it was reported.
    let isTold: Bool
    let message: String
    /// Until when its server has asked to be left alone.
    let retryAt: Timestamp?
}

struct FeedMove: Hashable, Sendable {
    let target: String
    let since: Timestamp
    let polls: Int
    let isTold: Bool
}

/// What identifies an entry in its feed.
struct EntryName: Hashable, Sendable {
    let identity: String
    let rule: Int
    /// The id that the feed itself gives.
    let sourceID: String?
}

/// The hashes of an entry as its feed writes it.
struct SourceHashes: Hashable, Sendable {
    let content: [UInt8]
    let fingerprint: [UInt8]
    let source: [UInt8]
    /// The version of the rules that read and normalised it.
    let rules: Int
}

struct NewEntry: Hashable, Sendable {
    let name: EntryName
    let hashes: SourceHashes
}

struct NewRevision: Sendable {
    let entry: Int64
    let revision: Revision
    let contentHash: [UInt8]
    let fingerprint: [UInt8]
    let statements: [Statement]
    /// Who was asked, or has refused, whatever follows from it.
    let mentions: [AskedParty]
}

struct NewChange: Sendable {
    let entry: Int64
    let from: Int
    let to: Int
    let level: ChangeLevel
    /// The kinds of the change, separated by blanks.
    let kinds: String
    let verdict: ChangeVerdict
    let detail: String
}

struct NewPage: Hashable, Sendable {
    let entry: Int64
    let url: String
    let next: Timestamp?
    let changedAt: Timestamp
    let address: String
}

struct PageLookNote: Hashable, Sendable {
    let entry: Int64
    let next: Timestamp?
    /// Whether a document was read, or is the one that was read before.
    let isRead: Bool
    /// Whether the article was there.
    let isPresent: Bool
    let isGone: Bool
    /// Whether it is confirmed that the page is gone.
    let isRemoved: Bool
    let held: UnconfirmedPage?
    /// The `SeenText.key` of what it showed, if it was read.
    let seenText: [UInt8]?
}

struct NewInquiry: Sendable {
    let inquiry: Inquiry
    let entry: Int64
    /// The revision whose text asks for it.
    let revision: Int
    /// The mention that opens it.
    let party: AskedParty
}

/// A mention that reports the question of a known inquiry.
struct JoinedMention: Sendable {
    let inquiry: Inquiry.ID
    let entry: Int64
    let revision: Int
    let party: AskedParty
    let reason: String
}

/// A mention from which nothing follows.
struct WeighedMention: Sendable {
    let entry: Int64
    let revision: Int
    let party: AskedParty
    /// Whether an inquiry would open if it were surer, so that a person may decide.
    let isDoubtful: Bool
    let reason: String
}

/// A statement that is recorded, and not told.
struct WeighedStatement: Sendable {
    let entry: Int64
    let revision: Int
    let statement: Statement
    let reason: String
}

struct NewResponse: Sendable {
    let entry: Int64
    let revision: Int
    let finding: ResponseFinding
    /// What it is told as: a candidate where a person is to decide.
    let verdict: ResponseFinding.Verdict
    /// Why it is not told; nil if it is.
    var suppressed: String?
}
