import System

/// What the daemon is told, one thing at a time.
enum DaemonEvent: Sendable {
    /// Time has passed.
    case tick
    case signal(ProcessSignal)
    case polled(feed: Int64, Result<Poll.Outcome, LedgerError>)
    case delivered(sink: String, Result<Outbox.Round, LedgerError>)
    /// Inquiries were looked at: when the next deadline is, and where answers are awaited.
    case announced(Result<Outlook, LedgerError>)
    case foundPages(Result<PageList, LedgerError>)
    case looked(page: Int64, Result<PageLook.Outcome, LedgerError>)
    /// The ledger was looked at: its version for other processes' writes.
    case probed(Result<Int, LedgerError>)
    /// The ledger's file was checked as a whole; what kept it from that, or was found.
    case examined(LedgerError?)
    /// The configuration was read anew; nil: it was faulty, and the old one is kept.
    case reloaded(Session?)
}

/// What the open inquiries ask of the daemon.
struct Outlook: Sendable {
    let nextDeadline: Timestamp?
    /// Feeds in which an answer may come.
    let attended: Set<Int64>
}

/// What the ledger has of pages that are due.
struct PageList: Sendable {
    let due: [DuePage]
    /// When one more is.
    let nextAt: Timestamp?
}

/// What is looked at; pages are numbered by their entries.
enum LookTarget: Hashable, Comparable, Sendable {
    case feed(Int64)
    case page(Int64)

    /// What has to be looked at for a subject to be read again; nil: nothing in particular.
    init?(_ subject: ReadingSubject) {
        switch subject {
        case .document(let feed), .entry(let feed, _): self = .feed(feed)
        case .page(let entry): self = .page(entry)
        case .text: return nil
        }
    }
}

/// What the daemon has to have done, beside what it decides.
enum DaemonAction: Sendable {
    case poll(Int64, Poll)
    case deliver(Outbox, sink: String, isFresh: Bool)
    case announce(InquiryRules)
    case findPages
    case look(page: Int64, PageLook)
    case probe
    /// Has the ledger's whole file checked, beside all else.
    case examine
    case reload
    /// Gives back the memory that polls have used.
    case tidy
}

extension AsyncStream<DaemonEvent>.Continuation {
    func forward(_ signals: AsyncStream<ProcessSignal>) async {
        for await signal in signals { yield(.signal(signal)) }
    }

    func tick(every pause: Duration) async {
        while (try? await Task.sleep(for: pause)) != nil { yield(.tick) }
    }
}
