import System

/// What the daemon is told, one thing at a time.
enum DaemonMessage: Sendable {
    /// Time has passed.
    case tick
    case signal(ProcessSignal)
    case polled(feed: Int64, Result<Poll.Outcome, LedgerError>)
    case delivered(Outbox, sink: String, Result<Outbox.Round, LedgerError>)
    /// Inquiries were looked at: when the next deadline is, and where answers are awaited.
    case announced(Result<Outlook, LedgerError>)
    /// The pages that were due were looked at.
    case looked(Result<PageLook.Outcome, LedgerError>)
    /// The ledger was looked at: its version for other processes' writes.
    case probed(Result<Int, LedgerError>)
    /// The configuration was read anew; nil: it was faulty, and the old one is kept.
    case reloaded(Session?)
}

/// What the open inquiries ask of the daemon.
struct Outlook: Sendable {
    let nextDeadline: Timestamp?
    /// Feeds in which an answer may come.
    let attended: Set<Int64>
}

/// What the daemon has to have done, beside what it decides.
enum DaemonWork: Sendable {
    case poll(Int64, Poll)
    case deliver(Outbox, sink: String)
    case announce(InquiryRules)
    case look(PageLook)
    case probe
    case reload
}

/// What the daemon does next: a decision from what it was told and from the time alone.
struct DaemonLoop {
    private var session: Session
    private let ledger: Ledger
    private let isOnce: Bool
    private var due: DueFeeds
    private var polling = PollRoom()
    /// Feeds that are looked at closely, because an answer is awaited there; nil: not yet known.
    private var attended: Set<Int64>?
    private var outboxes: [String: OutboxSlot] = [:]
    private var announceAt: Timestamp?
    private var isAnnouncing = false
    private var lookAt: Timestamp?
    private var isLooking = false
    private var probeAt: Timestamp?
    private var isProbing = false
    private var ledgerVersion: Int?
    private var isReloadWanted = false
    private var isReloading = false
    /// No poll begins before then: the ledger could not be written.
    private var pausedUntil: Timestamp?
    private(set) var stopBy: Timestamp?
    private(set) var isAbandoned = false

    private struct OutboxSlot {
        /// Nil while a round is under way.
        var outbox: Outbox?
        var nextAt: Timestamp?
        /// Something came while a round was under way.
        var isWanted = true
        /// No longer configured: it ends with its round.
        var isLeaving = false
    }

    init(session: Session, ledger: Ledger, isOnce: Bool, pollsAll: Bool, now: Timestamp) {
        self.session = session
        self.ledger = ledger
        self.isOnce = isOnce
        due = Self.due(session, now: now, except: [], pollsAll: pollsAll || isOnce)
        for (id, watched) in session.feeds {
            if pollsAll { due.schedule(id, host: watched.host, at: now) }
            // Once is once: what is due only later is left to the next time.
            if isOnce, !pollsAll, watched.nextPollAt > now { due.remove(id) }
        }
        makeOutboxes()
        announceAt = now
        lookAt = now
        probeAt = now
    }

    /// - Parameter pollsAll: takes what is overdue for due now; else it is spread.
    private static func due(
        _ session: Session, now: Timestamp, except polling: Set<Int64>, pollsAll: Bool = false
    ) -> DueFeeds {
        let poll = session.configuration.poll
        var due = DueFeeds(
            limits: HostLimits(
                perHost: poll.perHost, spacing: poll.hostSpacing, hourly: poll.hostBudget),
            budget: poll.budget.map { RequestBudget(perHour: $0) })
        for (id, watched) in session.feeds where !polling.contains(id) {
            let isNew = watched.nextPollAt == now
            let moment =
                pollsAll || isNew
                ? watched.nextPollAt
                : CatchUp.moment(
                    feed: watched.feed.name, due: watched.nextPollAt,
                    interval: watched.feed.interval, now: now)
            due.schedule(id, host: watched.host, at: moment)
        }
        return due
    }

    private mutating func makeOutboxes() {
        let names = Set(session.sinks.map(\.name))
        for name in outboxes.keys where !names.contains(name) {
            outboxes[name]?.isLeaving = true
            if outboxes[name]?.outbox != nil { outboxes[name] = nil }
        }
        for sink in session.sinks {
            let outbox = Outbox(
                sink: sink, ledger: ledger, retries: session.configuration.delivery.retries)
            outboxes[sink.name] = OutboxSlot(outbox: outbox)
        }
    }
}

// MARK: - What it says of itself

extension DaemonLoop {
    func name(of feed: Int64) -> String { session.feeds[feed]?.feed.name ?? "feed \(feed)" }

    /// In a line, for the service manager.
    var status: String {
        let feeds = session.feeds.count
        let pause = pausedUntil == nil ? "" : "; paused, as the ledger cannot be written"
        return "watching \(feeds) feed\(feeds == 1 ? "" : "s"), "
            + "\(polling.count) being looked at\(pause)"
    }
}

// MARK: - What it is told

extension DaemonLoop {
    mutating func take(_ message: DaemonMessage, now: Timestamp) {
        switch message {
        case .tick: break
        case .signal(.reload): isReloadWanted = true
        case .signal(.terminate):
            isAbandoned = stopBy != nil
            stopBy = stopBy ?? now + session.configuration.delivery.drain
        case .polled(let feed, let result): takePoll(feed, result, now: now)
        case .delivered(let outbox, let sink, let result): takeRound(outbox, sink, result, now: now)
        case .announced(let result):
            isAnnouncing = false
            let outlook = try? result.get()
            announceAt = min(outlook?.nextDeadline ?? .distantFuture, now + .seconds(60))
            if let outlook { attend(outlook.attended, now: now) }
            wakeOutboxes()
        case .looked(let result):
            isLooking = false
            let outcome = try? result.get()
            lookAt = min(outcome?.nextLookAt ?? .distantFuture, now + .seconds(600))
            if let outcome, outcome.sightings > 0 { announceAt = now }
            wakeOutboxes()
        case .probed(let result):
            isProbing = false
            probeAt = now + .seconds(5)
            guard case .success(let version) = result else { return pause(now: now) }
            // Another process has written: an inquiry was opened, a delivery was asked for.
            if ledgerVersion.map({ $0 != version }) ?? false {
                wakeOutboxes()
                announceAt = now
            }
            ledgerVersion = version
        case .reloaded(let session):
            isReloading = false
            if let session { replace(with: session, now: now) }
        }
    }

    private mutating func takePoll(
        _ feed: Int64, _ result: Result<Poll.Outcome, LedgerError>, now: Timestamp
    ) {
        polling.end(feed)
        switch result {
        case .success(let outcome):
            due.end(feed, pausingHostUntil: outcome.hostPause)
            schedule(feed, at: outcome.nextPollAt)
            wakeOutboxes()
            if outcome.sightings > 0 { announceAt = now }
            // New pages, or some that the feed has left out.
            if outcome.sightings > 0 || outcome.failure != nil { lookAt = now }
        case .failure:
            due.end(feed)
            // Nothing was recorded, so it was not looked at.
            pause(now: now)
            schedule(feed, at: now + .seconds(30))
        }
    }

    private mutating func schedule(_ feed: Int64, at moment: Timestamp) {
        guard !isOnce, let watched = session.feeds[feed] else { return }
        due.schedule(
            feed, host: watched.host, at: moment, isUrgent: attended?.contains(feed) ?? false)
    }

    /// Where an answer has come to be awaited, the next look does not wait for the old plan.
    private mutating func attend(_ feeds: Set<Int64>, now: Timestamp) {
        for feed in feeds.subtracting(attended ?? []).subtracting(polling.feeds) {
            schedule(feed, at: now + session.configuration.poll.minimum)
        }
        attended = feeds
    }

    /// The machine was suspended: what has become due meanwhile is spread.
    mutating func catchUp(now: Timestamp) { due.catchUp(at: now) }

    /// The clock was set by that much: what was planned moves with it.
    mutating func shift(by span: Duration) {
        due.shift(by: span)
        polling.shift(by: span)
        announceAt = announceAt.map { $0 + span }
        lookAt = lookAt.map { $0 + span }
        probeAt = probeAt.map { $0 + span }
        pausedUntil = pausedUntil.map { $0 + span }
        stopBy = stopBy.map { $0 + span }
        wakeOutboxes()
    }

    private mutating func takeRound(
        _ outbox: Outbox, _ sink: String, _ result: Result<Outbox.Round, LedgerError>,
        now: Timestamp
    ) {
        guard var slot = outboxes[sink] else { return }
        guard !slot.isLeaving else { return outboxes[sink] = nil }
        // A reload has put another in its place.
        if slot.outbox == nil { slot.outbox = outbox }
        switch result {
        case .success(let round): slot.nextAt = round.nextAt
        case .failure: slot.nextAt = now + .seconds(30)
        }
        outboxes[sink] = slot
    }

    private mutating func wakeOutboxes() {
        for name in outboxes.keys { outboxes[name]?.isWanted = true }
    }

    private mutating func pause(now: Timestamp) { pausedUntil = now + .seconds(30) }

    private mutating func replace(with session: Session, now: Timestamp) {
        self.session = session
        due = Self.due(session, now: now, except: polling.feeds)
        makeOutboxes()
        announceAt = now
    }
}

// MARK: - What it wants done

extension DaemonLoop {
    mutating func work(now: Timestamp) -> [DaemonWork] {
        var work: [DaemonWork] = []
        if stopBy == nil {
            if isReloadWanted, !isReloading {
                (isReloadWanted, isReloading) = (false, true)
                work.append(.reload)
            }
            work += polls(now: now)
            if let at = lookAt, at <= now, !isLooking, pausedUntil == nil, !isOnce {
                isLooking = true
                lookAt = nil
                work.append(.look(PageLook(stages: session.stages)))
            }
        }
        if let at = announceAt, at <= now, !isAnnouncing {
            isAnnouncing = true
            announceAt = nil
            work.append(.announce(session.stages.inquiryRules))
        }
        if let at = probeAt, at <= now, !isProbing {
            isProbing = true
            work.append(.probe)
        }
        return work + deliveries(now: now)
    }

    private mutating func polls(now: Timestamp) -> [DaemonWork] {
        if let pausedUntil, pausedUntil > now { return [] }
        pausedUntil = nil
        let room = polling.places(session.configuration.poll.concurrency, at: now)
        return due.begin(at: now, room: room).compactMap { id in
            guard let watched = session.feeds[id], polling.begin(id, at: now) else { return nil }
            return .poll(
                id,
                Poll(
                    feed: watched.feed, host: watched.host, stages: session.stages,
                    isAttended: attended?.contains(id) ?? true))
        }
    }

    private mutating func deliveries(now: Timestamp) -> [DaemonWork] {
        var work: [DaemonWork] = []
        for (name, slot) in outboxes.sorted(by: { $0.key < $1.key }) {
            let isDue = slot.isWanted || slot.nextAt.map { $0 <= now } ?? false
            guard isDue, let outbox = slot.outbox else { continue }
            outboxes[name]?.outbox = nil
            outboxes[name]?.isWanted = false
            outboxes[name]?.nextAt = nil
            work.append(.deliver(outbox, sink: name))
        }
        return work
    }

    /// Whether it is over: all is done that was to be done, or there is no time left for it.
    mutating func isDone(now: Timestamp) -> Bool {
        if isAbandoned { return true }
        let isBusy =
            !polling.isEmpty || isAnnouncing || isReloading
            || outboxes.values.contains { $0.outbox == nil || $0.isWanted }
        if let stopBy { return !isBusy || stopBy <= now }
        guard isOnce, !isBusy, announceAt.map({ $0 > now }) ?? true else { return false }
        return due.nextTime(after: now).map { $0 > now + .seconds(60) } ?? true
    }
}
