import Platform

/// What the loop is told, one event at a time.
enum DaemonEvent: Sendable {
    /// Time has passed.
    case tick
    case signal(ProcessSignal)
    case polled(feed: Int64, Result<Poll.Outcome, LedgerError>)
    case delivered(sink: String, Result<Outbox.Round, LedgerError>)
    /// Inquiries were checked: when the next deadline is, and where answers are awaited.
    case announced(Result<Outlook, LedgerError>)
    /// Plans that were made while the clock was ahead are within reach again.
    case mended(Result<Void, LedgerError>)
    case foundPages(Result<PageList, LedgerError>)
    case looked(page: Int64, Result<PageLook.Outcome, LedgerError>)
    /// The ledger was checked; the number changes whenever another process writes to it.
    case probed(Result<Int, LedgerError>)
    /// The ledger's whole file was checked; the error says what was found, or why it could not be.
    case examined(LedgerError?)
    /// The search index was worked on.
    case indexed(Result<SearchIndexer.Progress, SearchError>)
    /// The watcher outside was told; the text says why it did not take it.
    case beaten(failure: String?)
    /// The configuration was read again; nil if it was faulty and the old one is kept.
    case reloaded(Session?)
}

/// What the open inquiries ask of the daemon.
struct Outlook: Sendable {
    let nextDeadline: Timestamp?
    /// Feeds in which an answer may appear.
    let attended: Set<Int64>
}

/// The pages that the ledger lists as due.
struct PageList: Sendable {
    let due: [DuePage]
    /// When the next page after these is due.
    let nextAt: Timestamp?
}

/// What can be looked at; pages have the numbers of their entries.
enum LookTarget: Hashable, Comparable, Sendable {
    case feed(Int64)
    case page(Int64)

    var isPage: Bool {
        if case .page = self { true } else { false }
    }

    /// The target to look at so that a subject is read again; nil if no single target does that.
    init?(_ subject: ReadingSubject) {
        switch subject {
        case .document(let feed), .entry(let feed, _): self = .feed(feed)
        case .page(let entry): self = .page(entry)
        case .text: return nil
        }
    }
}

/// What the loop wants done.
enum DaemonAction: Sendable {
    case poll(Int64, Poll)
    case deliver(Outbox, sink: String, isFresh: Bool)
    /// - Parameter tells: whether deadlines may be reported; otherwise only the outlook is wanted.
    case announce(InquiryRules, tells: Bool)
    case mendPlans
    case findPages
    case look(page: Int64, PageLook)
    case probe
    /// Tells the watcher outside how the daemon is.
    case beat(Heartbeat, Wellbeing)
    /// Checks the ledger's whole file, while everything else goes on.
    case examine
    case reload
    /// Brings the search index up to date, for about a second.
    case index
    /// Returns the memory that polls have used to the system, and lets go of what is too old.
    case tidy(RetentionPlan)
}

extension AsyncStream<DaemonEvent>.Continuation {
    func forward(_ signals: AsyncStream<ProcessSignal>) async {
        for await signal in signals { yield(.signal(signal)) }
    }

    func tick(every pause: Duration) async {
        while (try? await Task.sleep(for: pause)) != nil { yield(.tick) }
    }
}
