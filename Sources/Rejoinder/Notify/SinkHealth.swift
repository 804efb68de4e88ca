/// How a sink is doing: kept in the ledger, so that a restart, a crash or a reload changes neither
/// the order of what it gets nor the pauses that it is owed.
package struct SinkHealth: Hashable, Sendable {
    /// Attempts in a row that were in vain, though not because of one event.
    package var failures = 0
    /// When the first of them ended; nil: the sink answered for the last event that it got.
    package var outOfReachSince: Timestamp?
    /// When a sink that is out of reach is tried next.
    package var nextAttemptAt: Timestamp?
    /// Until when the receiver itself asked to be left alone (Retry-After).
    package var pausedUntil: Timestamp?
    package var lastError: String?
    /// The receiver wants nothing more (410), until a person enables the sink again.
    package var disabledAt: Timestamp?
    package var disabledReason: String?
    /// Since when, once the other sinks were told; nil again once they were told that it is back.
    package var failingSince: Timestamp?

    package init() {}
}

/// One attempt that has ended.
package struct DeliveryAttempt: Hashable, Sendable {
    package let delivery: Delivery
    package let startedAt: Timestamp
    /// Pauses are counted from here: an attempt may take longer than the pause after it.
    package let endedAt: Timestamp
    package let outcome: DeliveryOutcome

    package init(
        _ delivery: Delivery, startedAt: Timestamp, endedAt: Timestamp, outcome: DeliveryOutcome
    ) {
        self.delivery = delivery
        self.startedAt = startedAt
        self.endedAt = endedAt
        self.outcome = outcome
    }
}

/// What becomes of a delivery after an attempt.
package enum DeliveryResult: Hashable, Sendable {
    case delivered
    /// It keeps its place, ahead of all that came later.
    ///
    /// - Parameter isCounted: whether the attempt was one of the schedule's.
    case waits(nextAttemptAt: Timestamp, isCounted: Bool)
    /// The others go on without it; it is tried again by its own schedule.
    case parked(nextAttemptAt: Timestamp)
    /// The whole schedule was in vain.
    case dead
    /// As it was: the sink is disabled.
    case untouched
}

/// What an attempt comes to.
package struct DeliveryStep: Hashable, Sendable {
    package var health: SinkHealth
    package var result: DeliveryResult
    /// The sink has shown that it takes events: what it did not take before this one is parked.
    package var parksEarlier = false
    /// What the other sinks are to be told.
    package var news: News?

    package enum News: Hashable, Sendable {
        case failing, disabled
        /// Unless an event is parked still.
        case recovered
    }
}

extension SinkHealth {
    /// So many attempts in vain are worth telling, and let the next event have its turn.
    ///
    /// By the default schedule the fourth one ends after some twenty minutes: longer than a
    /// receiver takes to be deployed anew, short beside the three days of the whole schedule.
    package static let failuresBeforeReport = 4

    /// How often a sink that is out of reach is tried, whatever the schedule says.
    package static let longestWait: Duration = .seconds(15 * 60)

    /// When something may be sent; nil: at once.
    ///
    /// A moment further ahead than any pause is left from before the clock was set back.
    /// - Parameter isFresh: at a start or after a reload a sink is tried at once, for its operator
    ///   may have mended it; what its receiver asked for holds nevertheless.
    package func waitsUntil(now: Timestamp, isFresh: Bool) -> Timestamp? {
        var moments: [Timestamp] = []
        if let pausedUntil, pausedUntil - now <= RetryAfter.range.upperBound {
            moments.append(pausedUntil)
        }
        if !isFresh, outOfReachSince != nil, let nextAttemptAt,
            nextAttemptAt - now <= Self.longestWait
        {
            moments.append(nextAttemptAt)
        }
        return moments.max().flatMap { $0 > now ? $0 : nil }
    }

    /// What an attempt comes to.
    ///
    /// - Parameter retries: the pauses before each further attempt of a delivery.
    package func after(_ attempt: DeliveryAttempt, retries: [Duration]) -> DeliveryStep {
        switch attempt.outcome {
        case .delivered:
            return DeliveryStep(
                health: answered(), result: .delivered,
                parksEarlier: outOfReachSince != nil, news: failingSince == nil ? nil : .recovered)
        case .refused(let reason):
            var step = DeliveryStep(
                health: answered(), result: alone(attempt, pause: nil, retries),
                parksEarlier: outOfReachSince != nil)
            step.tellIfLong(attempt, reason)
            return step
        case .retry(let pause, let reason):
            return attempt.delivery.state == .parked
                ? afterParked(attempt, pause: pause, reason: reason, retries)
                : afterFailure(attempt, pause: pause, reason: reason, retries)
        case .gone(let reason):
            var health = answered()
            health.disabledAt = attempt.endedAt
            health.disabledReason = reason
            health.failingSince = failingSince ?? attempt.endedAt
            return DeliveryStep(health: health, result: .untouched, news: .disabled)
        }
    }

    /// It is there: what it is owed now is nothing but the next event.
    private func answered() -> SinkHealth {
        var health = SinkHealth()
        health.failingSince = failingSince
        return health
    }

    /// The first in the queue was not taken, or one that was tried after it.
    private func afterFailure(
        _ attempt: DeliveryAttempt, pause: Duration?, reason: String, _ retries: [Duration]
    ) -> DeliveryStep {
        var step = DeliveryStep(health: self, result: .dead)
        step.health.fail(attempt, pause: pause, reason: reason)
        let delivery = attempt.delivery
        var next: Timestamp? = delivery.nextAttemptAt
        // An attempt before its time, made to see whether the sink is back, does not count.
        let isCounted = delivery.attempts == 0 || delivery.nextAttemptAt <= attempt.startedAt
        if isCounted { next = Self.next(attempt, pause: pause, retries) }
        if let next { step.result = .waits(nextAttemptAt: next, isCounted: isCounted) }
        step.health.wait(until: next, attempt)
        step.tellIfLong(attempt, reason)
        return step
    }

    /// One that waits alone was not taken again: no word about the sink, unless it is away anyway.
    private func afterParked(
        _ attempt: DeliveryAttempt, pause: Duration?, reason: String, _ retries: [Duration]
    ) -> DeliveryStep {
        var step = DeliveryStep(health: self, result: alone(attempt, pause: pause, retries))
        if outOfReachSince != nil {
            step.health.fail(attempt, pause: pause, reason: reason)
            step.health.wait(until: nil, attempt)
        } else if let pause {
            step.health.pausedUntil = attempt.endedAt + pause
        }
        step.tellIfLong(attempt, reason)
        return step
    }

    private func alone(
        _ attempt: DeliveryAttempt, pause: Duration?, _ retries: [Duration]
    ) -> DeliveryResult {
        Self.next(attempt, pause: pause, retries).map { .parked(nextAttemptAt: $0) } ?? .dead
    }

    private static func next(
        _ attempt: DeliveryAttempt, pause: Duration?, _ retries: [Duration]
    ) -> Timestamp? {
        DeliverySchedule.nextAttempt(
            of: attempt.delivery.event.id, after: attempt.delivery.attempts + 1,
            failedAt: attempt.endedAt, retryAfter: pause, retries: retries)
    }

    private mutating func fail(_ attempt: DeliveryAttempt, pause: Duration?, reason: String) {
        failures += 1
        outOfReachSince = outOfReachSince ?? attempt.endedAt
        lastError = reason
        pausedUntil = pause.map { attempt.endedAt + $0 }
    }

    private mutating func wait(until next: Timestamp?, _ attempt: DeliveryAttempt) {
        let latest = attempt.endedAt + Self.longestWait
        nextAttemptAt = next.map { min($0, latest) } ?? latest
    }
}

extension DeliveryStep {
    /// A failure is told once it has lasted, or once an event is given up.
    fileprivate mutating func tellIfLong(_ attempt: DeliveryAttempt, _ reason: String) {
        let tries = max(attempt.delivery.attempts + 1, health.failures)
        guard health.failingSince == nil,
            result == .dead || tries >= SinkHealth.failuresBeforeReport
        else { return }
        health.failingSince = health.outOfReachSince ?? attempt.endedAt
        health.lastError = reason
        news = .failing
    }
}
