import Platform

/// Decides what the daemon does next, from the events it was told and from the time alone.
struct DaemonLoop {
    private var session: Session
    private let ledger: Ledger
    private let isOnce: Bool
    private var due: DueQueue<LookTarget>
    /// What may have made the last run crash: looked at one by one before anything else.
    private var suspects: [LookTarget]
    private var looking = InFlightLimiter<LookTarget>()
    /// Feeds that are polled more often, because an answer is awaited there; nil if not yet known.
    private var attended: Set<Int64>?
    /// Feeds whose servers have asked to be left alone, and until when.
    private var askedToWait: [Int64: Timestamp] = [:]
    private var outboxes: [String: OutboxSlot] = [:]
    /// Feeds that were due when the daemon started or woke up.
    ///
    /// Until they are polled, no deadline is reported: the answer may have come meanwhile.
    private var toCatchUp: Set<Int64> = []
    /// When deadlines are reported in any case.
    private var catchUpBy: Timestamp
    private var announceAt: Timestamp?
    private var isAnnouncing = false
    private var pageSearch: PageSearch
    /// With `--once`, when the last look at a page may begin.
    private let pagesUntil: Timestamp
    /// How many pages were due when that time had come.
    private(set) var pagesLeft = 0
    private var probeAt: Timestamp?
    private var isProbing = false
    private var tidyAt: Timestamp?
    private var pulse = Pulse()
    private var hasTidied = false
    private(set) var index: IndexSchedule
    private var hasExamined = false
    private var ledgerVersion: Int?
    /// The clock was set back: what the ledger has planned by it has to be mended.
    private var isMendingWanted = false
    private var isReloadWanted = false
    private var isReloading = false
    /// No poll begins before this time, because the ledger could not be written.
    private var pausedUntil: Timestamp?
    private(set) var stopBy: Timestamp?
    private(set) var isAbandoned = false

    private struct OutboxSlot {
        /// Nil if the sink is no longer configured; the slot then goes when its round ends.
        var outbox: Outbox?
        /// A round is under way, perhaps with an older configuration: there are never two at once.
        var isRunning = false
        var nextAt: Timestamp?
        /// Something arrived while a round was under way.
        var isWanted = true
        /// After a start or a reload, a sink that is out of reach is tried at once.
        var isFresh = true
    }

    /// - Parameter pageTime: with `isOnce`, how long looks at pages may begin.
    init(
        session: Session, ledger: Ledger, isOnce: Bool, pollsAll: Bool,
        pageTime: Duration = .seconds(300), now: Timestamp
    ) {
        self.session = session
        suspects = session.containment.suspects
            .compactMap { LookTarget($0) }.filter { session.isWatched($0) }
        suspects = Set(suspects).sorted()
        if !suspects.isEmpty { session.containment.beginRecovery() }
        self.ledger = ledger
        self.isOnce = isOnce
        pageSearch = PageSearch(at: now)
        // A run that ends by itself brings the index up to date at its end.
        index = IndexSchedule(start: isOnce ? nil : now + IndexSchedule.startDelay)
        pagesUntil = isOnce ? now + pageTime : .distantFuture
        catchUpBy = now + Self.longestCatchUp
        toCatchUp = Set(
            session.feeds.filter { pollsAll || $0.value.nextPollAt <= now }.keys)
        due = Self.due(session, now: now, except: [], pollsAll: pollsAll || isOnce)
        for (id, watched) in session.feeds {
            if pollsAll { due.schedule(.feed(id), host: watched.host, at: now) }
            // With `--once`, whatever is due only later is left to the next run.
            if isOnce, !pollsAll, watched.nextPollAt > now { due.remove(.feed(id)) }
        }
        askedToWait = session.feeds.compactMapValues(\.retryAt)
        makeOutboxes()
        announceAt = now
        probeAt = now
        pulse.begin(session, at: now)
    }

    /// - Parameter pollsAll: polls all that is overdue at once; otherwise it is spread over time.
    private static func due(
        _ session: Session, now: Timestamp, except looking: Set<LookTarget>, pollsAll: Bool = false
    ) -> DueQueue<LookTarget> {
        let poll = session.configuration.poll
        var due = DueQueue<LookTarget>(
            limits: HostLimits(
                perHost: poll.perHost, spacing: poll.hostSpacing, hourly: poll.hostBudget),
            budget: poll.budget.map { RequestBudget(perHour: $0) })
        for (id, watched) in session.feeds where !looking.contains(.feed(id)) {
            let isNew = watched.nextPollAt == now
            let moment =
                pollsAll || isNew
                ? watched.nextPollAt
                : CatchUp.moment(
                    feed: watched.feed.name, due: watched.nextPollAt,
                    interval: watched.feed.interval, now: now)
            due.schedule(.feed(id), host: watched.host, at: moment)
        }
        for (host, moment) in session.pauses { due.pause(host, until: moment) }
        return due
    }

    /// Longer than it takes to spread what was missed, and short before any deadline.
    private static let longestCatchUp: Duration = .seconds(900)

    private func tellsDeadlines(at now: Timestamp) -> Bool {
        toCatchUp.isEmpty || catchUpBy <= now
    }

    private mutating func makeOutboxes() {
        let names = Set(session.sinks.map(\.name))
        for slot in outboxes.values { slot.outbox?.retire() }
        for name in outboxes.keys where !names.contains(name) {
            outboxes[name]?.outbox = nil
            if outboxes[name]?.isRunning == false { outboxes[name] = nil }
        }
        for sink in session.sinks {
            let delivery = session.configuration.delivery
            let outbox = Outbox(
                sink: sink, ledger: ledger, retries: delivery.retries, rate: delivery.rate)
            let isRunning = outboxes[sink.name]?.isRunning ?? false
            outboxes[sink.name] = OutboxSlot(outbox: outbox, isRunning: isRunning)
        }
    }
}

// MARK: - Status

extension DaemonLoop {
    func name(of feed: Int64) -> String { session.feeds[feed]?.feed.name ?? "feed \(feed)" }

    /// What there is to tell a watcher outside.
    var wellbeing: Wellbeing {
        Wellbeing(
            feeds: session.feeds.count, failing: pulse.failingFeeds,
            isNetworkDown: session.polls.shared.isOut, canWrite: pausedUntil == nil)
    }

    /// Who is told how the daemon is, and whether they took it when they were last told.
    var watcher: (heartbeat: Heartbeat, isDown: Bool)? {
        session.heartbeat.map { ($0, pulse.isUnheard) }
    }

    /// One line for the service manager.
    var status: String {
        let feeds = session.feeds.count
        let pause = pausedUntil == nil ? "" : "; paused, as the ledger cannot be written"
        return "watching \(feeds) feed\(feeds == 1 ? "" : "s"), "
            + "\(looking.count) being looked at\(pause)"
    }
}

// MARK: - Events

extension DaemonLoop {
    mutating func handle(_ event: DaemonEvent, now: Timestamp) {
        switch event {
        case .tick, .examined: break
        case .signal(.reload): isReloadWanted = true
        case .signal(.terminate):
            isAbandoned = stopBy != nil
            stopBy = stopBy ?? now + session.configuration.delivery.drain
        case .polled(let feed, let result): handlePoll(feed, result, now: now)
        case .delivered(let sink, let result): handleRound(sink, result, now: now)
        case .announced(let result):
            isAnnouncing = false
            let outlook = try? result.get()
            let next = tellsDeadlines(at: now) ? outlook?.nextDeadline : nil
            // Something may have asked for another round meanwhile.
            announceAt = min(
                announceAt ?? .distantFuture, next ?? .distantFuture, now + .seconds(60))
            if let outlook { attend(outlook.attended, now: now) }
            wakeOutboxes()
        case .mended: pageSearch.plan(by: now)
        case .foundPages(let result):
            handlePages(try? result.get(), now: now)
        case .looked(let page, let result):
            handleLook(at: page, result, now: now)
            noteForIndex(at: now)
        case .indexed(let result): index.end(result, at: now)
        case .probed(let result):
            isProbing = false
            probeAt = now + .seconds(5)
            guard case .success(let version) = result else { return pause(now: now) }
            // Another process has written: somebody opened an inquiry or asked for a delivery.
            if ledgerVersion.map({ $0 != version }) ?? false {
                wakeOutboxes()
                announceAt = now
                noteForIndex(at: now)
            }
            ledgerVersion = version
        case .beaten(let failure): pulse.end(failure, at: now)
        case .reloaded(let session):
            isReloading = false
            if let session { replace(with: session, now: now) }
        }
    }

    private mutating func handlePoll(
        _ feed: Int64, _ result: Result<Poll.Outcome, LedgerError>, now: Timestamp
    ) {
        looking.end(.feed(feed))
        if toCatchUp.remove(feed) != nil, toCatchUp.isEmpty { announceAt = now }
        switch result {
        case .success(let outcome):
            pulse.note(feed, hasFailed: outcome.failure != nil)
            // Soon after the start, when everything was due at once; later, now and then is enough.
            tidyAt = tidyAt ?? now + .seconds(hasTidied ? 600 : 10)
            due.end(.feed(feed), pausingHostUntil: outcome.hostPause)
            askedToWait[feed] = outcome.retryAt
            schedule(feed, at: outcome.nextPollAt)
            wakeOutboxes()
            if outcome.observed > 0 {
                announceAt = now
                noteForIndex(at: now)
            }
            // There may be new pages, or pages that the feed no longer lists.
            if outcome.observed > 0 || outcome.failure != nil { pageSearch.plan(by: now) }
        case .failure:
            due.end(.feed(feed))
            // Nothing was recorded, so the look does not count.
            pause(now: now)
            schedule(feed, at: now + .seconds(30))
        }
    }

    private mutating func noteForIndex(at now: Timestamp) {
        if !isOnce { index.note(at: now) }
    }

    private mutating func handlePages(_ pages: PageList?, now: Timestamp) {
        for page in pages?.due ?? [] where !looking.contains(.page(page.entry)) {
            let target = LookTarget.page(page.entry)
            guard !due.holds(target, isUrgent: page.isAwaited) else { continue }
            due.schedule(
                target, host: AddressText.read(page.url).host, at: page.at, isUrgent: page.isAwaited
            )
        }
        pageSearch.end(next: pages?.nextAt, at: now)
    }

    private mutating func handleLook(
        at page: Int64, _ result: Result<PageLook.Outcome, LedgerError>, now: Timestamp
    ) {
        looking.end(.page(page))
        switch result {
        case .success(let outcome):
            due.end(.page(page), pausingHostUntil: outcome.hostPause)
            if let next = outcome.nextLookAt { pageSearch.plan(by: next) }
            if outcome.isNews { announceAt = now }
            wakeOutboxes()
        case .failure:
            due.end(.page(page))
            pause(now: now)
        }
    }

    private mutating func schedule(_ feed: Int64, at moment: Timestamp) {
        guard !isOnce, let watched = session.feeds[feed] else { return }
        due.schedule(
            .feed(feed), host: watched.host, at: moment, isUrgent: attended?.contains(feed) ?? false
        )
    }

    /// Plans an earlier look at feeds in which an answer is now awaited.
    private mutating func attend(_ feeds: Set<Int64>, now: Timestamp) {
        for feed in feeds.subtracting(attended ?? [])
        where !looking.contains(.feed(feed)) {
            let soon = now + session.configuration.poll.minimum
            schedule(feed, at: max(soon, askedToWait[feed] ?? soon))
        }
        attended = feeds
    }

    /// Spreads what became due while the machine was suspended.
    mutating func catchUp(now: Timestamp) {
        due.catchUp(at: now)
        // Those stay due, and are polled at once.
        toCatchUp = (attended ?? []).intersection(session.feeds.keys)
        catchUpBy = now + Self.longestCatchUp
    }

    /// The clock was set by this much, so everything that was planned moves with it.
    mutating func shift(by span: Duration) {
        due.shift(by: span)
        looking.shift(by: span)
        announceAt = announceAt.map { $0 + span }
        catchUpBy = catchUpBy + span
        pageSearch.shift(by: span)
        probeAt = probeAt.map { $0 + span }
        pulse.shift(by: span)
        index.shift(by: span)
        tidyAt = tidyAt.map { $0 + span }
        pausedUntil = pausedUntil.map { $0 + span }
        stopBy = stopBy.map { $0 + span }
        askedToWait = askedToWait.mapValues { $0 + span }
        if span < .zero { isMendingWanted = true }
        wakeOutboxes()
    }

    private mutating func handleRound(
        _ sink: String, _ result: Result<Outbox.Round, LedgerError>, now: Timestamp
    ) {
        guard var slot = outboxes[sink] else { return }
        slot.isRunning = false
        switch result {
        case .success(let round): slot.nextAt = round.nextAt
        case .failure: slot.nextAt = now + .seconds(30)
        }
        outboxes[sink] = slot.outbox == nil ? nil : slot
        if case .success(let round) = result, round.hasNews { wakeOutboxes() }
    }

    private mutating func wakeOutboxes() {
        for name in outboxes.keys { outboxes[name]?.isWanted = true }
    }

    private mutating func pause(now: Timestamp) { pausedUntil = now + .seconds(30) }

    private mutating func replace(with session: Session, now: Timestamp) {
        self.session = session
        due = Self.due(session, now: now, except: looking.targets)
        askedToWait = session.feeds.compactMapValues(\.retryAt)
        toCatchUp.formIntersection(session.feeds.keys)
        makeOutboxes()
        announceAt = now
        pulse.begin(session, at: now)
        pageSearch.plan(by: now)
    }
}

// MARK: - Actions

extension DaemonLoop {
    mutating func nextActions(now: Timestamp) -> [DaemonAction] {
        guard ledger.damage == nil else { return [] }
        var work: [DaemonAction] = []
        if isRecovering, stopBy == nil { return recovery(now: now) + probe(now: now) }
        if !hasExamined {
            hasExamined = true
            work.append(.examine)
        }
        if stopBy == nil {
            if isReloadWanted, !isReloading {
                (isReloadWanted, isReloading) = (false, true)
                work.append(.reload)
            }
            work += looks(now: now)
            if pausedUntil == nil, now < pagesUntil, pageSearch.begin(at: now) {
                work.append(.findPages)
            }
        }
        if isMendingWanted {
            isMendingWanted = false
            work.append(.mendPlans)
        }
        if let at = announceAt, at <= now, !isAnnouncing {
            isAnnouncing = true
            announceAt = nil
            work.append(.announce(session.inquiryRules, tells: tellsDeadlines(at: now)))
        }
        work += probe(now: now)
        // A run that ends by itself says so at its end.
        if !isOnce, let heartbeat = session.heartbeat, pulse.take(every: heartbeat.every, at: now) {
            work.append(.beat(heartbeat, wellbeing))
        }
        if stopBy == nil, index.begin(at: now) { work.append(.index) }
        if let at = tidyAt, at <= now {
            tidyAt = nil
            hasTidied = true
            work.append(.tidy(session.configuration.retentionPlan))
        }
        return work + deliveries(now: now)
    }

    private mutating func probe(now: Timestamp) -> [DaemonAction] {
        guard let at = probeAt, at <= now, !isProbing else { return [] }
        isProbing = true
        return [.probe]
    }

    /// Whether suspects are being looked at.
    ///
    /// Nothing else is done meanwhile, so that a crash can have only one cause.
    private var isRecovering: Bool { session.containment.isRecovering }

    /// Looks at the next suspect, once the one before is done.
    private mutating func recovery(now: Timestamp) -> [DaemonAction] {
        guard looking.isEmpty else { return [] }
        if let pausedUntil, pausedUntil > now { return [] }
        pausedUntil = nil
        while let target = suspects.popLast() {
            due.remove(target)
            guard let work = look(at: target), looking.begin(target, at: now) else { continue }
            return [work]
        }
        session.containment.endRecovery()
        return []
    }

    private mutating func looks(now: Timestamp) -> [DaemonAction] {
        if let pausedUntil, pausedUntil > now { return [] }
        pausedUntil = nil
        if now >= pagesUntil { pagesLeft += due.removeAll { $0.isPage } }
        let room = looking.places(session.configuration.poll.concurrency, at: now)
        return due.begin(at: now, room: room).compactMap { target in
            guard let work = look(at: target), looking.begin(target, at: now) else { return nil }
            return work
        }
    }

    private func look(at target: LookTarget) -> DaemonAction? {
        switch target {
        case .page(let entry):
            return .look(page: entry, PageLook(tools: session.pages))
        case .feed(let id):
            guard let watched = session.feeds[id] else { return nil }
            return .poll(
                id,
                Poll(
                    watched: watched, tools: session.polls,
                    isAttended: attended?.contains(id) ?? true))
        }
    }

    private mutating func deliveries(now: Timestamp) -> [DaemonAction] {
        var work: [DaemonAction] = []
        for (name, slot) in outboxes.sorted(by: { $0.key < $1.key }) {
            let isDue = slot.isWanted || slot.nextAt.map { $0 <= now } ?? false
            guard isDue, !slot.isRunning, let outbox = slot.outbox else { continue }
            outboxes[name] = OutboxSlot(
                outbox: outbox, isRunning: true, isWanted: false, isFresh: false)
            work.append(.deliver(outbox, sink: name, isFresh: slot.isFresh))
        }
        return work
    }

    /// Whether the daemon is finished: everything is done, or there is no time left.
    mutating func isDone(now: Timestamp) -> Bool {
        if isAbandoned || ledger.damage != nil { return true }
        let isBusy =
            !looking.isEmpty || isRecovering || isAnnouncing || isReloading
            || isOnce && now < pagesUntil && !pageSearch.isQuiet(at: now)
            || outboxes.values.contains { $0.isRunning || $0.isWanted }
        if let stopBy { return !isBusy || stopBy <= now }
        guard isOnce, !isBusy, announceAt.map({ $0 > now }) ?? true else { return false }
        guard due.nextTime(after: now).map({ $0 > now + .seconds(60) }) ?? true else {
            return false
        }
        // What is left is left to the next run, but no deadline is.
        guard tellsDeadlines(at: now) else {
            toCatchUp = []
            announceAt = now
            return false
        }
        return true
    }
}
