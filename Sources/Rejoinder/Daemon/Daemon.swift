import HTTP
package import Logging
package import Platform

/// The daemon: polls what is due, sends events and reports overdue inquiries until it is stopped.
package struct Daemon: Sendable {
    package struct Options: Sendable {
        package var configurationPath: String
        /// The environment of the process.
        package var environment: [String: String]
        /// Whether standard output is a terminal that shows colours.
        package var isColoured: Bool
        /// Ends once everything that is due is done.
        package var isOnce = false
        /// With `isOnce`, how long after the start looks at pages may still begin.
        package var pageTime: Duration = .seconds(300)
        /// Polls every feed at the start, due or not.
        package var pollsAll = false

        package init(
            configurationPath: String, environment: [String: String], isColoured: Bool
        ) {
            self.configurationPath = configurationPath
            self.environment = environment
            self.isColoured = isColoured
        }
    }

    private let options: Options
    private let logger: Logger
    private let ledger: Ledger
    private let containment: Containment
    private let indexer: SearchIndexer
    private let output = StreamWriter(.output)
    private let manager: ServiceManager
    private let now: @Sendable () -> Timestamp

    package init(
        options: Options, ledger: Ledger, containment: Containment, logger: Logger,
        now: @escaping @Sendable () -> Timestamp
    ) {
        self.options = options
        self.ledger = ledger
        self.containment = containment
        indexer = SearchIndexer(ledger: ledger)
        self.logger = logger
        self.now = now
        manager = ServiceManager(environment: options.environment)
    }

    /// Runs until a signal ends it, or until everything that is due is done.
    ///
    /// While the ledger is damaged it stands still; after that it throws the damage.
    ///
    /// - Throws: `LedgerError`, `TransferError` or `NotifyError` if it cannot start.
    package func run(
        _ configuration: Configuration, signals: AsyncStream<ProcessSignal>
    ) async throws {
        let standstill = Standstill(environment: options.environment, logger: logger)
        let session: Session
        do {
            session = try await Session(
                configuration, ledger: ledger, isColoured: options.isColoured,
                output: output, containment: containment, now: now(), warn: warn)
        } catch {
            if let damage = ledger.damage, !options.isOnce {
                await standstill.last(because: damage, signals: signals)
            }
            throw error
        }
        let (mail, post) = AsyncStream.makeStream(of: DaemonEvent.self)
        var loop = DaemonLoop(
            session: session, ledger: ledger, isOnce: options.isOnce,
            pollsAll: options.pollsAll, pageTime: options.pageTime, now: now())
        manager.ready(status: loop.status)
        if let key = ledger.publicKey {
            logger.debug("the log is signed", metadata: ["key": "\(key.text)"])
        }
        logger.info(
            "watching",
            metadata: ["feeds": "\(session.feeds.count)", "sinks": "\(session.sinks.count)"])
        for (host, moment) in session.pauses.sorted(by: { $0.key < $1.key }) {
            logger.notice(
                "its server has asked to be left alone",
                metadata: ["host": "\(host)", "until": "\(moment)"])
        }
        try await warnOfDisabledSinks()
        await withDiscardingTaskGroup { group in
            group.addTask { await post.forward(signals) }
            group.addTask { [options] in
                await post.tick(every: options.isOnce ? .milliseconds(50) : .seconds(1))
            }
            post.yield(.tick)
            var clocks = MachineClocks(wall: now())
            for await message in mail {
                follow(clocks.change(wall: now()), &loop)
                report(message, loop)
                loop.handle(message, now: now())
                for work in loop.nextActions(now: now()) {
                    group.addTask { post.yield(await perform(work)) }
                }
                if loop.isDone(now: now()) { break }
            }
            await tellAtTheEnd(loop, in: &group, post)
            if let damage = ledger.damage, loop.stopBy == nil, !options.isOnce {
                await standstill.last(because: damage, in: mail)
            }
            group.cancelAll()
        }
        await session.client.shutdown()
        if options.isOnce, loop.stopBy == nil, ledger.damage == nil {
            await retain(configuration.retentionPlan)
            await indexAtTheEnd()
        }
        await indexer.close()
        report(ledger.transactionTimes)
        if loop.pagesLeft > 0 {
            logger.notice(
                "pages are left for the next run", metadata: ["pages": "\(loop.pagesLeft)"])
        }
        logger.info("stopped")
        if let damage = ledger.damage { throw damage }
    }

    /// Tells the watcher outside once more: that the ledger is damaged, or how a single run went.
    ///
    /// After a stop nobody is told: a machine that stays down should be missed.
    private func tellAtTheEnd(
        _ loop: DaemonLoop, in group: inout DiscardingTaskGroup,
        _ post: AsyncStream<DaemonEvent>.Continuation
    ) async {
        guard let heartbeat = loop.watcher?.heartbeat, loop.stopBy == nil else { return }
        if let damage = ledger.damage {
            let complaint = "nothing is polled or sent: \(damage)"
            group.addTask { post.yield(.beaten(failure: await heartbeat.beat([complaint]))) }
        } else if options.isOnce {
            let outcome = DaemonEvent.beaten(failure: await beat(heartbeat, loop.wellbeing))
            report(outcome, loop)
        }
    }

    /// Brings the search index up to date; what is left after half a minute is left to the next run.
    private func indexAtTheEnd() async {
        do {
            _ = try await indexer.advance(for: .seconds(30), isGentle: false)
        } catch {
            logger.warning("\(error)")
        }
    }

    private func beat(_ heartbeat: Heartbeat, _ wellbeing: Wellbeing) async -> String? {
        let sinks = try? await ledger.sinks()
        return await heartbeat.beat(wellbeing.complaints(sinks: sinks))
    }

    private func follow(_ change: ClockChange, _ loop: inout DaemonLoop) {
        if change.jump != .zero {
            logger.notice("the clock was set", metadata: ["by": "\(change.jump)"])
            loop.shift(by: change.jump)
        }
        if change.suspension != .zero {
            logger.notice("the machine slept", metadata: ["for": "\(change.suspension)"])
            loop.catchUp(now: now())
        }
    }

}

// MARK: - Performing actions

extension Daemon {
    private func perform(_ work: DaemonAction) async -> DaemonEvent {
        switch work {
        case .poll(let feed, let poll):
            let result = await outcome { try await poll.run(feed, now: now()) }
            // Without one, texts are kept as they are; nothing else is lost.
            try? await ledger.keepDictionary(now: now())
            return .polled(feed: feed, result)
        case .deliver(let outbox, let sink, let isFresh):
            return .delivered(
                sink: sink,
                await outcome { try await outbox.deliverDue(isFresh: isFresh, now: now) })
        case .announce(let rules, let tells):
            return .announced(
                await outcome {
                    if tells { try await ledger.announceDeadlines(now: now(), rules: rules) }
                    return Outlook(
                        nextDeadline: try await ledger.nextDeadline(rules: rules),
                        attended: try await ledger.attendedFeeds())
                })
        case .mendPlans:
            return .mended(await outcome { try await ledger.mendPlans(now: now()) })
        case .findPages:
            return .foundPages(
                await outcome {
                    let moment = now()
                    return PageList(
                        due: try await ledger.duePages(now: moment),
                        nextAt: try await ledger.nextPageLook(after: moment))
                })
        case .look(let page, let look):
            return .looked(page: page, await outcome { try await look.run(page, now: now()) })
        case .probe:
            return .probed(
                await outcome {
                    try await ledger.probe()
                    try await keepHead()
                    return try await ledger.foreignVersion()
                })
        case .beat(let heartbeat, let wellbeing):
            return .beaten(failure: await beat(heartbeat, wellbeing))
        case .examine:
            do throws(LedgerError) {
                try await ledger.examineFile()
                return .examined(nil)
            } catch {
                return .examined(error)
            }
        case .reload: return .reloaded(await reload())
        case .index:
            do throws(SearchError) {
                return .indexed(.success(try await indexer.advance(for: .seconds(1))))
            } catch {
                return .indexed(.failure(error))
            }
        case .tidy(let plan):
            await retain(plan)
            ledger.freeMemory()
            Memory.giveBack()
            return .tick
        }
    }

    /// Lets go of what is too old, every few hours of running.
    private func retain(_ plan: RetentionPlan) async {
        guard !plan.isEmpty, ledger.retentionWatch.begin() else { return }
        do throws(LedgerError) {
            let gone = try await ledger.retain(plan, now: now())
            guard gone.texts > 0 else { return }
            logger.info(
                "let go of old texts",
                metadata: ["texts": "\(gone.texts)", "bytes": "\(gone.bytes)"])
        } catch {
            logger.warning("old texts are still there: \(error)")
        }
    }

    /// Signs a head of the log once a day; the journal keeps it, too.
    private func keepHead() async throws(LedgerError) {
        guard let head = try await ledger.keepDailyHead(now: now()) else { return }
        logger.info(
            "signed head of the log",
            metadata: [
                "sequence": "\(head.sequence)", "hash": "\(head.hashText)",
                "signature": "\(head.signature.text)", "time": "\(head.at)",
            ])
    }

    private func outcome<Value>(
        _ body: () async throws -> Value
    ) async -> Result<Value, LedgerError> {
        do { return .success(try await body()) } catch { return .failure(LedgerError(error)) }
    }

    private func reload() async -> Session? {
        manager.reloading()
        defer { manager.ready(status: "watching") }
        do {
            let file = try ConfigurationFile.load(
                path: options.configurationPath, environment: options.environment)
            for warning in file.warnings { logger.warning("\(warning)") }
            if file.configuration.ledger != ledger.path {
                logger.warning(
                    """
                    ledger: still \(ledger.path), for a running daemon keeps its ledger; \
                    restart it to use \(file.configuration.ledger)
                    """)
            }
            let session = try await Session(
                file.configuration, ledger: ledger, isColoured: options.isColoured, output: output,
                containment: containment, now: now(), warn: warn)
            logger.notice("reloaded", metadata: ["feeds": "\(session.feeds.count)"])
            try await warnOfDisabledSinks()
            return session
        } catch let ConfigurationError.faults(faults) {
            for fault in faults { logger.error("\(fault)") }
            logger.error("the configuration has faults: the old one is kept")
        } catch {
            logger.error("the new configuration is not used, and the old one is kept: \(error)")
        }
        return nil
    }
}

// MARK: - Reporting

extension Daemon {
    /// Writes a sink's warning to the log.
    private var warn: @Sendable (String) -> Void { { [logger] in logger.warning("\($0)") } }

    /// Warns of every disabled sink, because only a person can enable one again.
    private func warnOfDisabledSinks() async throws(LedgerError) {
        for sink in try await ledger.sinks() where sink.isActive {
            guard let since = sink.health.disabledAt else { continue }
            logger.warning(
                """
                disabled since \(since): \(sink.health.disabledReason ?? "HTTP 410"); \
                `rejoinder deliveries enable \(sink.route.sink)` enables it
                """, metadata: ["sink": "\(sink.route.sink)"])
        }
    }

    /// Reports the outcome of an action to the log and to the service manager.
    private func report(_ message: DaemonEvent, _ loop: DaemonLoop) {
        switch message {
        case .tick, .reloaded: break
        case .examined(nil): logger.debug("the ledger's file is sound")
        case .examined(.some(let error)): logger.error("the ledger's file was checked: \(error)")
        case .indexed(let result):
            switch loop.index.remark(on: result) {
            case .notice(let text): logger.notice("\(text)")
            case .warning(let text): logger.warning("\(text)")
            case nil: break
            }
        case .signal(.reload): logger.info("reading the configuration again")
        case .signal(.terminate):
            logger.info("stopping")
            manager.stopping()
        case .polled(let feed, let result): report(result, of: loop.name(of: feed))
        case .delivered(let sink, .success(let round)): report(round, of: sink)
        case .delivered(_, .failure(let error)), .announced(.failure(let error)),
            .mended(.failure(let error)), .foundPages(.failure(let error)),
            .looked(_, .failure(let error)),
            .probed(.failure(let error)):
            logger.error("\(error)")
            manager.status("\(error)")
        case .beaten(let failure): report(beatFailure: failure, loop)
        case .announced(.success), .mended(.success), .foundPages(.success): break
        case .looked(let page, .success(let outcome)):
            logger.debug("looked at a page", metadata: ["entry": "\(page)"])
            outcome.lessons.forEach(report)
        case .probed(.success):
            manager.isAlive()
            manager.status(loop.status)
        }
    }

    /// A watcher that is down is reported once, and once when it is back.
    private func report(beatFailure failure: String?, _ loop: DaemonLoop) {
        guard let watcher = loop.watcher, (failure != nil) != watcher.isDown else { return }
        let host: Logger.Metadata = ["host": "\(watcher.heartbeat.host)"]
        guard let failure else {
            return logger.notice("the heartbeat's watcher hears us again", metadata: host)
        }
        logger.warning("the heartbeat's watcher did not take it: \(failure)", metadata: host)
    }

    private func report(_ times: TransactionTimes) {
        func microseconds(_ time: Duration) -> Logger.MetadataValue {
            "\(Int(time / .microseconds(1)))"
        }
        logger.debug(
            "write transactions",
            metadata: [
                "count": "\(times.total)", "median_us": microseconds(times.quantile(0.5)),
                "p99_us": microseconds(times.quantile(0.99)),
                "longest_us": microseconds(times.longest),
            ])
    }

    private func report(_ round: Outbox.Round, of sink: String) {
        for dead in round.dead {
            let tries = dead.attempts == 1 ? "1 try" : "\(dead.attempts) tries"
            logger.error(
                """
                given up after \(tries): \(dead.reason); \
                `rejoinder deliveries redeliver \(dead.event)` sends it again
                """,
                metadata: ["sink": "\(sink)", "event": "\(dead.event)", "type": "\(dead.type)"])
        }
        if let reason = round.disabledReason {
            logger.error(
                """
                disabled: the receiver wants no more events (\(reason)); \
                `rejoinder deliveries enable \(sink)` enables it
                """, metadata: ["sink": "\(sink)"])
        } else if let failure = round.failure, round.dead.isEmpty {
            logger.warning("not delivered: \(failure)", metadata: ["sink": "\(sink)"])
        }
    }

    private func report(_ lesson: PageLook.Lesson) {
        let what =
            lesson.isLearnt
            ? "a line changes at every look, and is ignored from now on"
            : "a line has stayed the same for long, and counts again"
        logger.notice(
            "\(what): \(VisibleText.line(lesson.line, limit: 200))",
            metadata: [
                "feed": "\(lesson.feed)", "page": "\(SecretParameters.redacted(lesson.url))",
            ])
    }

    private func report(_ result: Result<Poll.Outcome, LedgerError>, of feed: String) {
        switch result {
        case .failure(let error):
            logger.error("not recorded: \(error)", metadata: ["feed": "\(feed)"])
        case .success(let outcome):
            let level: Logger.Level =
                outcome.failure != nil || outcome.observed > 0 ? .info : .debug
            // Most polls find nothing, and nobody wants a line for each.
            guard logger.logLevel <= level else { return }
            var fields: Logger.Metadata = ["feed": "\(feed)", "next": "\(outcome.nextPollAt)"]
            if let failure = outcome.failure {
                fields["kind"] = "\(failure.kind)"
                return logger.log(level: level, "failed: \(failure.message)", metadata: fields)
            }
            fields["new"] = "\(outcome.fresh)"
            fields["changed"] = "\(outcome.observed - outcome.fresh)"
            logger.log(level: level, "polled", metadata: fields)
        }
    }
}
