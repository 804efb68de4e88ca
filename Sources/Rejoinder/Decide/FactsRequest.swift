/// What has to be known to judge what was seen: it follows from that alone.
struct FactsRequest: Sendable {
    let at: Timestamp
    let feed: Int64
    let source: RevisionSource
    var entries: [Entry] = []
    /// Whether something that was seen may answer an inquiry.
    var mayAnswer = false
    var asked: [Asked] = []
    /// What was said that somebody may have reported before.
    var said: [Said] = []
    var unread: [ReadingSubject] = []
    /// Whether the entries that were listed before are compared with those that are listed now.
    var wantsListed = false
    /// Whether the newest of the listed entries are looked at.
    var wantsNewestListed = false
    var unfinished = Unfinished.none

    /// A known entry that was seen changed.
    struct Entry: Sendable {
        let id: Int64
        let comparedWith: Int?
        let fingerprint: [UInt8]
        let isMajor: Bool
        /// Statements that may have been reported before.
        let statements: [String]
        /// Whether the text is the first one from its source.
        var isFirst = false
    }

    /// A party whose question may be known already.
    struct Asked: Hashable, Sendable {
        /// The entry that reports the question; nil if it is new.
        let entry: Int64?
        let institution: InstitutionKey?
        let name: String
    }

    /// What an institution said, and the entry that reports it; nil if that is new.
    struct Said: Hashable, Sendable {
        let entry: Int64?
        let key: StatementKey
    }

    /// Which entries may still have to be reported although nothing new was seen of them.
    enum Unfinished: Hashable, Sendable {
        case none
        /// A feed seldom has any, so they are left unread until the ledger says that there are.
        case assumedNone
        case ofFeed
        case ofEntry(Int64)
    }
}

extension FactsRequest {
    /// - Parameter isQuiet: whether the feed is assumed to have nothing unfinished.
    init(_ poll: PollRecord, assumingQuiet isQuiet: Bool) {
        self.init(at: poll.at, feed: poll.feed.id, source: .feed)
        switch poll.outcome {
        case .unchanged, .revalidated, .sameDocument:
            unfinished = isQuiet ? .assumedNone : .ofFeed
        case .listing(let listing):
            // A feed that was never seen can have nothing unfinished.
            unfinished = poll.feed.succeededAt == nil ? .none : .ofFeed
            wantsListed = listing.knownEntries.map { !$0.isEmpty } ?? false
            listing.observed.forEach { ask(of: $0) }
        case .failed(let kind, _): wantsNewestListed = kind == DocumentVerdict.empty
        case .outage: break
        }
    }

    /// Whether nothing has to be read.
    var isEmpty: Bool {
        let isSettled = unfinished == .none || unfinished == .assumedNone
        return isSettled && entries.isEmpty && !mayAnswer && asked.isEmpty && said.isEmpty
            && unread.isEmpty && !wantsListed && !wantsNewestListed
    }

    /// Asks for what judging the entry takes.
    mutating func ask(of observed: ObservedEntry) {
        if let previous = observed.previous {
            entries.append(
                Entry(
                    id: previous.id, comparedWith: observed.comparedWith,
                    fingerprint: observed.fingerprint,
                    isMajor: observed.change?.level == .major,
                    statements: observed.statementChanges.compactMap(\.words),
                    isFirst: observed.change == nil))
        }
        guard !observed.isUnread else {
            return unread.append(.entry(feed: feed, identity: observed.identity))
        }
        mayAnswer = mayAnswer || observed.change.map { $0.level == .major } ?? true
        said += observed.statementChanges.compactMap(\.new).compactMap(StatementKey.init).map {
            Said(entry: observed.previous?.id, key: $0)
        }
        for party in observed.reading.parties where party.isOutletsOwn {
            asked.append(
                Asked(
                    entry: observed.previous?.id, institution: party.institution,
                    name: party.name))
        }
    }
}

extension StatementChange {
    /// The words that another entry may have had first; none of a withdrawal.
    var words: String? { new?.content }

    /// The statement as it stands now; nil if it was withdrawn.
    var new: Statement? {
        switch self {
        case .published(let statement), .changed(_, let statement): statement
        case .withdrawn: nil
        }
    }

    var institution: InstitutionKey? {
        switch self {
        case .published(let statement), .withdrawn(let statement): statement.institution
        case .changed(let old, let new): new.institution ?? old.institution
        }
    }
}
