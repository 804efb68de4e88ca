/// Brings the events of one sink to it, in the order of the log, each at least once.
///
/// A sink that cannot be reached keeps its events waiting in their order; one event that a
/// reachable sink refuses waits alone. Every sink has an outbox of its own, so that a dead one
/// delays no other.
package struct Outbox: Sendable {
    private let sink: any Sink
    private let ledger: Ledger
    private let retries: [Duration]
    /// The sink could not be reached at that time; until it can, only its first event is tried.
    private var unreachableSince: Timestamp?
    private var lastAttemptAt: Timestamp?

    package init(sink: any Sink, ledger: Ledger, retries: [Duration]) {
        self.sink = sink
        self.ledger = ledger
        self.retries = retries
    }

    /// What a round came to.
    package struct Round: Sendable {
        package var delivered = 0
        /// Why the last attempt failed, for the log.
        package var failure: String?
        /// When there is something to try again; nil: nothing waits.
        package var nextAt: Timestamp?
    }

    /// Tries what is due, until nothing is, or the sink cannot be reached.
    package mutating func deliverDue(now: @Sendable () -> Timestamp) async throws(LedgerError)
        -> Round
    {
        var round = Round()
        while !Task.isCancelled {
            guard let delivery = try await nextDelivery(now: now()) else { break }
            let moment = now()
            lastAttemptAt = moment
            switch await sink.deliver(delivery, now: moment) {
            case .delivered:
                unreachableSince = nil
                round.delivered += 1
                try await ledger.record(.delivered, of: delivery, at: moment)
            case .gone(let reason):
                round.failure = reason
                try await ledger.disable(sink: sink.name, at: moment, reason: reason)
                return round
            case .refused(let reason):
                round.failure = reason
                unreachableSince = nil
                try await postpone(delivery, pause: nil, reason: reason, now: moment)
            case .retry(let pause, let reason):
                round.failure = reason
                unreachableSince = unreachableSince ?? moment
                try await postpone(delivery, pause: pause, reason: reason, now: moment)
            }
        }
        round.nextAt = try await nextTime(now: now())
        return round
    }

    /// The first that waits, if the sink was out of reach; else the first that is due.
    private func nextDelivery(now: Timestamp) async throws(LedgerError) -> Delivery? {
        guard unreachableSince != nil else {
            return try await ledger.pendingDeliveries(sink: sink.name, now: now, limit: 1).first
        }
        guard let first = try await ledger.firstPending(sink: sink.name) else { return nil }
        let isProbeDue = lastAttemptAt.map { now >= $0 + Self.probePause } ?? true
        return first.nextAttemptAt <= now || isProbeDue ? first : nil
    }

    private func nextTime(now: Timestamp) async throws(LedgerError) -> Timestamp? {
        guard unreachableSince != nil, let lastAttemptAt else {
            return try await ledger.nextAttempt(sink: sink.name)
        }
        guard let first = try await ledger.firstPending(sink: sink.name) else { return nil }
        return min(first.nextAttemptAt, lastAttemptAt + Self.probePause)
    }

    /// An attempt that was not due yet, made to see whether the sink is back, does not count.
    private func postpone(
        _ delivery: Delivery, pause: Duration?, reason: String, now: Timestamp
    ) async throws(LedgerError) {
        guard delivery.nextAttemptAt <= now else { return }
        let next = DeliverySchedule.nextAttempt(
            of: delivery.event.id, after: delivery.attempts + 1, failedAt: now,
            retryAfter: pause, retries: retries)
        let result: DeliveryResult =
            next.map { .failed(nextAttemptAt: $0, reason: reason) } ?? .dead(reason: reason)
        try await ledger.record(result, of: delivery, at: now)
    }

    /// How often a sink that is out of reach is tried between the attempts of the schedule.
    private static let probePause: Duration = .seconds(15 * 60)
}
