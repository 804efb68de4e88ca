import Platform

/// Sends the events of one sink to it, in the order of the log, each at least once.
///
/// The order is that of first attempts. A sink that is out of reach keeps its events waiting in
/// order; an event that it refuses while it takes others is parked and tried again alone. Every
/// sink has an outbox of its own, so that a dead one delays no other. What an outbox knows about
/// its sink, and the rules by which it sends, are in the ledger.
package struct Outbox: Sendable {
    private let sink: any Sink
    private let ledger: Ledger
    private let retries: [Duration]
    private let pace: SharedPace
    private let isRetired = Latch()
    private let sleep: @Sendable (Duration) async -> Void

    /// - Parameters:
    ///   - rate: the most messages in a second.
    ///   - sleep: lets that much time pass, or less if the task is cancelled.
    package init(
        sink: any Sink, ledger: Ledger, retries: [Duration], rate: Int = Self.defaultRate,
        sleep: @escaping @Sendable (Duration) async -> Void = { try? await Task.sleep(for: $0) }
    ) {
        self.sink = sink
        self.ledger = ledger
        self.retries = retries
        pace = SharedPace(rate: rate)
        self.sleep = sleep
    }

    /// More than a receiver usually takes, and less than would look like an attack.
    package static let defaultRate = 1000

    /// Ends its round after the attempt that is being made: the configuration has changed, and
    /// another outbox goes on.
    package func retire() { isRetired.raise() }

    private var isToStop: Bool { Task.isCancelled || isRetired.isRaised }

    /// The outcome of a round.
    package struct Round: Sendable {
        package var attempts = 0
        package var delivered = 0
        /// Why the last attempt failed, for the log.
        package var failure: String?
        /// When to try something again; nil if nothing waits.
        package var nextAt: Timestamp?
        /// Whether other sinks get something: an event about this one, or what it did not take.
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
    /// They share commits, so that a slow disk slows nothing down. After a crash no more events than
    /// this are sent a second time, and those of one call.
    private static let openOutcomes = 32
    /// How long what was read from the ledger is sent before it is read anew.
    ///
    /// Quiet hours may begin meanwhile, and a person may withhold an event.
    private static let longestBatch: Duration = .seconds(2)

    /// Tries what is due, until nothing is, or the sink cannot be reached.
    ///
    /// - Parameter isFresh: whether to try a sink that is out of reach at once, ahead of schedule.
    package func deliverDue(
        isFresh: Bool = false, now: @Sendable () -> Timestamp
    ) async throws(LedgerError) -> Round {
        var round = Round()
        var isFresh = isFresh
        while round.attempts < Self.attemptsPerRound {
            guard !isToStop else { return round }
            // Read anew each time: a reload may change the rules in the middle of a round.
            let queue = try await ledger.queue(sink: sink.name)
            let route = queue.route
            switch queue.step(now: now(), isFresh: isFresh, retries: retries) {
            case .wait(let moment):
                round.nextAt = moment
                return round
            case .adapt: try await ledger.adaptSome(sink: sink.name)
            case .release: try await ledger.release(route, now: now())
            case .hold(let held): try await ledger.hold(held, by: route)
            case .postpone(let delivery, let hold):
                try await ledger.postpone(delivery, until: hold.until)
            case .passOn(let fallback, let scope):
                let count = try await ledger.passOn(scope, to: fallback, by: route, now: now())
                round.hasNews = round.hasNews || count > 0
            case .send(let deliveries):
                isFresh = false
                let step = try await send(deliveries, route, &round, now: now)
                if let step, step.isSuspect, !isToStop,
                    let other = try await ledger.firstUntried(sink: sink.name),
                    // It may have come meanwhile, and nobody has asked whether it is held.
                    route.timing.hold(
                        other.event.type, at: other.event.at, isNew: other.heldUntil == nil,
                        hour: step.health.hour, now: now()) == nil
                {
                    // The sink may be well and this event the trouble; another event shows which.
                    _ = try await send([other], route, &round, now: now)
                }
            }
        }
        round.nextAt = now()
        return round
    }

    /// Sends one message after the other, as long as they are taken.
    ///
    /// Each outcome becomes durable while the next message is sent.
    ///
    /// - Returns: the step for the message that was not taken; nil if all were taken, or if the
    ///   attempt was cut short because the daemon is stopping.
    private func send(
        _ deliveries: [Delivery], _ route: Route, _ round: inout Round,
        now: @Sendable () -> Timestamp
    ) async throws(LedgerError) -> DeliveryStep? {
        var steps: [DeliveryStep] = []
        var failed: DeliveryAttempt?
        let end = now() + Self.longestBatch
        do {
            try await withThrowingTaskGroup(of: DeliveryStep.self) { group in
                var open = 0
                var rest = deliveries[...]
                while failed == nil, !rest.isEmpty, !isToStop, now() <= end {
                    let part = self.part(of: rest)
                    rest = rest.dropFirst(part.count)
                    let wait = part.map { _ in pace.take(at: now()) }.max() ?? .zero
                    if wait > .zero { await sleep(wait) }
                    if wait > .zero, isToStop { break }
                    let attempts = try await attempt(part, now: now)
                    round.attempts += attempts.count
                    while open >= Self.openOutcomes, let step = try await group.next() {
                        steps.append(step)
                        open -= 1
                    }
                    for attempt in attempts {
                        guard attempt.outcome == .delivered else {
                            failed = attempt
                            break
                        }
                        round.delivered += 1
                        open += 1
                        group.addTask { try await record(attempt, route) }
                    }
                }
                for try await step in group { steps.append(step) }
            }
        } catch {
            throw LedgerError(error)
        }
        round.hasNews = round.hasNews || steps.contains { $0.news != nil }
        guard let failed else { return nil }
        if case .retry = failed.outcome, Task.isCancelled { return nil }
        let step = try await record(failed, route)
        round.note(failed, step)
        return step
    }

    /// What is sent next by one call: an event, one that begins a digest, or as many as the sink takes.
    private func part(of rest: ArraySlice<Delivery>) -> ArraySlice<Delivery> {
        let events = rest.prefix(max(1, sink.mostAtOnce)).prefix { $0.digest == nil }
        return events.isEmpty ? rest.prefix(1) : events
    }

    /// Sends the events, or the whole digest that the only one begins.
    ///
    /// - Returns: an attempt for each that was taken; if none was, one for the first, as the others
    ///   only wait behind it.
    private func attempt(
        _ part: ArraySlice<Delivery>, now: @Sendable () -> Timestamp
    ) async throws(LedgerError) -> [DeliveryAttempt] {
        var others: [Delivery] = []
        if let first = part.first, first.digest != nil {
            others = try await ledger.others(inDigestOf: first)
        }
        let start = now()
        let (outcome, said) = await sink.attempt((part + others).map(\.event), now: start)
        let end = now()
        return (outcome == .delivered ? part : part.prefix(1)).map { delivery in
            DeliveryAttempt(
                delivery, others: others, startedAt: start, endedAt: end, outcome: outcome,
                said: said)
        }
    }

    private func record(
        _ attempt: DeliveryAttempt, _ route: Route
    ) async throws(LedgerError) -> DeliveryStep {
        try await ledger.record(attempt, retries: retries, route: route)
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
        dead += ([attempt.delivery] + attempt.others).map { delivery in
            Outbox.DeadDelivery(
                event: delivery.event.id, type: delivery.event.type.rawValue,
                attempts: delivery.attempts + 1, reason: failure ?? "")
        }
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
