/// Sends the events of one sink to it, in the order of the log, each at least once.
///
/// The order is that of first attempts. A sink that is out of reach keeps its events waiting in
/// order; an event that it refuses while it takes others is parked and tried again alone. Every
/// sink has an outbox of its own, so that a dead one delays no other. What an outbox knows about
/// its sink is stored in the ledger.
package struct Outbox: Sendable {
    private let sink: any Sink
    private let ledger: Ledger
    private let retries: [Duration]

    package init(sink: any Sink, ledger: Ledger, retries: [Duration]) {
        self.sink = sink
        self.ledger = ledger
        self.retries = retries
    }

    /// The outcome of a round.
    package struct Round: Sendable {
        package var attempts = 0
        package var delivered = 0
        /// Why the last attempt failed, for the log.
        package var failure: String?
        /// When to try something again; nil if nothing waits.
        package var nextAt: Timestamp?
        /// Whether an event was made that other sinks get.
        package var hasNews = false
        /// The events that were given up: every attempt of the schedule failed.
        package var dead: [DeadDelivery] = []
        /// Why the receiver wants no more events; nil if it did not say that.
        package var disabledReason: String?
    }

    /// A delivery that was given up.
    package struct DeadDelivery: Hashable, Sendable {
        package let event: String
        package let type: String
        package let attempts: Int
        package let reason: String
    }

    /// The most attempts in a round, so that a reload need not wait for a whole backlog.
    private static let attemptsPerRound = 1000
    /// The most outcomes on their way to the disk while other events are sent.
    ///
    /// After a crash, no more events than this are sent a second time.
    private static let openOutcomes = 8

    /// Tries what is due, until nothing is, or the sink cannot be reached.
    ///
    /// - Parameter isFresh: whether to try a sink that is out of reach at once, ahead of schedule.
    package func deliverDue(
        isFresh: Bool = false, now: @Sendable () -> Timestamp
    ) async throws(LedgerError) -> Round {
        var round = Round()
        var isFresh = isFresh
        while round.attempts < Self.attemptsPerRound {
            guard !Task.isCancelled else { return round }
            let queue = try await ledger.queue(sink: sink.name, now: now())
            let longest = DeliverySchedule.longest(retries)
            guard let delivery = queue.due(now: now(), isFresh: isFresh, longest: longest) else {
                round.nextAt = queue.nextTime(now: now(), longest: longest)
                return round
            }
            isFresh = false
            // An event need not wait for the outcome of the one before it, but only in the ordinary
            // case: it waits its turn, and the sink is well.
            let isFlowing = queue.health.outOfReachSince == nil && delivery.state == .pending
            let step = try await send(isFlowing ? queue.waiting : [delivery], &round, now: now)
            if let step, step.isSuspect,
                let other = try await ledger.firstUntried(sink: sink.name)
            {
                // The sink may be well and this event the trouble; another event shows which.
                _ = try await send([other], &round, now: now)
            }
        }
        round.nextAt = now()
        return round
    }

    /// Sends one event after the other, as long as they are taken.
    ///
    /// Each outcome becomes durable while the next event is sent.
    ///
    /// - Returns: the step for the event that was not taken; nil if all were taken, or if the
    ///   attempt was cut short because the daemon is stopping.
    private func send(
        _ deliveries: [Delivery], _ round: inout Round, now: @Sendable () -> Timestamp
    ) async throws(LedgerError) -> DeliveryStep? {
        var steps: [DeliveryStep] = []
        var failed: DeliveryAttempt?
        do {
            try await withThrowingTaskGroup(of: DeliveryStep.self) { group in
                for (number, delivery) in deliveries.enumerated() where !Task.isCancelled {
                    let start = now()
                    let outcome = await sink.deliver([delivery.event], now: start)
                    round.attempts += 1
                    let attempt = DeliveryAttempt(
                        delivery, startedAt: start, endedAt: now(), outcome: outcome)
                    guard outcome == .delivered else {
                        failed = attempt
                        break
                    }
                    round.delivered += 1
                    if number >= Self.openOutcomes, let step = try await group.next() {
                        steps.append(step)
                    }
                    group.addTask { try await record(attempt) }
                }
                for try await step in group { steps.append(step) }
            }
        } catch {
            throw LedgerError(error)
        }
        round.hasNews = round.hasNews || steps.contains { $0.news != nil }
        guard let failed else { return nil }
        if case .retry = failed.outcome, Task.isCancelled { return nil }
        let step = try await record(failed)
        round.note(failed, step)
        return step
    }

    private func record(_ attempt: DeliveryAttempt) async throws(LedgerError) -> DeliveryStep {
        try await ledger.record(attempt, retries: retries)
    }
}

extension Outbox.Round {
    fileprivate mutating func note(_ attempt: DeliveryAttempt, _ step: DeliveryStep) {
        hasNews = hasNews || step.news != nil
        if case .gone(let reason) = attempt.outcome {
            disabledReason = reason
            return
        }
        failure = attempt.outcome.failure
        guard step.result == .dead else { return }
        let event = attempt.delivery.event
        dead.append(
            Outbox.DeadDelivery(
                event: event.id, type: event.type.rawValue,
                attempts: attempt.delivery.attempts + 1, reason: failure ?? ""))
    }
}

extension DeliveryStep {
    /// Whether so many attempts failed that the event may be at fault.
    ///
    /// A receiver that asks for a pause gets it, and no other event is sent to it meanwhile.
    fileprivate var isSuspect: Bool {
        health.failures >= SinkHealth.failuresBeforeReport && health.pausedUntil == nil
    }
}
