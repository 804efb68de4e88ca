/// How a sink is doing.
///
/// It is kept in the ledger, so that a restart, a crash or a reload changes neither the order of
/// what the sink gets nor the pauses that it is owed.
package struct SinkHealth: Hashable, Sendable {
    /// How many attempts in a row failed, other than because of a single event.
    package var failures = 0
    /// When the first of these failures ended; nil if the sink answered to the last event.
    package var outOfReachSince: Timestamp?
    /// When to try next, if the sink is out of reach.
    package var nextAttemptAt: Timestamp?
    /// Until when the receiver asked to be left alone (Retry-After).
    package var pausedUntil: Timestamp?
    package var lastError: String?
    /// When the receiver said that it wants nothing more (410); nil once a person enables the sink.
    package var disabledAt: Timestamp?
    package var disabledReason: String?
    /// Since when the sink has been failing, if the other sinks were told.
    ///
    /// Nil again once they were told that it is back.
    package var failingSince: Timestamp?
    /// The messages of the hour, if the sink has a limit.
    package var hour: SendingHour?

    package init() {}

    /// Since when it has taken nothing; nil if it took the last event, or refused that one alone.
    package var awaySince: Timestamp? { disabledAt ?? outOfReachSince }
}

/// One attempt that has ended.
package struct DeliveryAttempt: Hashable, Sendable {
    /// What was sent; of a digest, its first event.
    package let delivery: Delivery
    /// The other events of the digest.
    package let others: [Delivery]
    package let startedAt: Timestamp
    /// When the attempt ended.
    ///
    /// Pauses count from here, because an attempt may take longer than the pause after it.
    package let endedAt: Timestamp
    package let outcome: DeliveryOutcome
    /// What the sink said, if that is to be recorded.
    package let said: JSONValue?

    package init(
        _ delivery: Delivery, others: [Delivery] = [], startedAt: Timestamp, endedAt: Timestamp,
        outcome: DeliveryOutcome, said: JSONValue? = nil
    ) {
        self.delivery = delivery
        self.others = others
        self.startedAt = startedAt
        self.endedAt = endedAt
        self.outcome = outcome
        self.said = said
    }
}

/// What becomes of a delivery after an attempt.
package enum DeliveryResult: Hashable, Sendable {
    case delivered
    /// It keeps its place, ahead of everything that came later.
    ///
    /// - Parameter isCounted: whether the attempt counts in the schedule.
    case waits(nextAttemptAt: Timestamp, isCounted: Bool)
    /// The other deliveries go on without it; it is tried again by its own schedule.
    case parked(nextAttemptAt: Timestamp)
    /// Every attempt of the schedule failed.
    case dead
    /// Nothing changes, because the sink is disabled.
    case untouched
}

/// The consequences of an attempt.
package struct DeliveryStep: Hashable, Sendable {
    package var health: SinkHealth
    package var result: DeliveryResult
    /// Whether to park what failed before: the sink has just shown that it takes events.
    package var parksEarlier = false
    /// What to tell the other sinks.
    package var news: News?

    package enum News: Hashable, Sendable {
        case failing, disabled
        /// The sink is back, unless one of its events is still parked.
        case recovered
    }
}

extension SinkHealth {
    /// How many failed attempts are worth reporting, and let the next event have its turn.
    ///
    /// By the default schedule the fourth ends after some twenty minutes: longer than it takes to
    /// redeploy a receiver, and short compared with the three days of the whole schedule.
    package static let failuresBeforeReport = 4

    /// The longest pause before a sink that is out of reach is tried, whatever the schedule says.
    package static let longestWait: Duration = .seconds(15 * 60)

    /// When something may be sent; nil if at once.
    ///
    /// A time further ahead than any pause is left over from before the clock was set back.
    /// - Parameter isFresh: whether the daemon has just started or reloaded. The sink is then tried
    ///   at once, because its operator may have fixed it; a pause that its receiver asked for still
    ///   holds.
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

    /// What an attempt changes.
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

    /// The sink is there, so the next event may be sent at once.
    private func answered() -> SinkHealth {
        var health = SinkHealth()
        health.failingSince = failingSince
        health.hour = hour
        return health
    }

    /// The first delivery of the queue failed, or one that was tried after it.
    private func afterFailure(
        _ attempt: DeliveryAttempt, pause: Duration?, reason: String, _ retries: [Duration]
    ) -> DeliveryStep {
        var step = DeliveryStep(health: self, result: .dead)
        step.health.fail(attempt, pause: pause, reason: reason)
        let delivery = attempt.delivery
        var next: Timestamp? = delivery.nextAttemptAt
        // An attempt ahead of time, made to see whether the sink is back, does not count.
        let ahead = delivery.nextAttemptAt - attempt.startedAt
        let isCounted =
            delivery.attempts == 0 || ahead <= .zero || ahead > DeliverySchedule.longest(retries)
        if isCounted { next = Self.next(attempt, pause: pause, retries) }
        if let next { step.result = .waits(nextAttemptAt: next, isCounted: isCounted) }
        step.health.wait(until: next, attempt)
        step.tellIfLong(attempt, reason)
        return step
    }

    /// A parked delivery failed again, which says nothing about the sink unless it is away anyway.
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
    /// Reports a failure once it has lasted, or once an event is given up.
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
