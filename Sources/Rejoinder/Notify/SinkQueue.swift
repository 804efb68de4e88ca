/// What waits for a sink, as far as its next attempt needs it.
package struct SinkQueue: Sendable {
    package let health: SinkHealth
    /// The first in the log that wait their turn, in order.
    package let waiting: [Delivery]
    /// The one of those that wait alone whose time has come, or comes first.
    package let parked: Delivery?

    package init(health: SinkHealth, waiting: [Delivery], parked: Delivery?) {
        self.health = health
        self.waiting = waiting
        self.parked = parked
    }

    /// What is to be tried now; news come before what has failed already.
    func due(now: Timestamp, isFresh: Bool) -> Delivery? {
        guard health.disabledAt == nil, health.waitsUntil(now: now, isFresh: isFresh) == nil
        else { return nil }
        if let first = waiting.first { return first }
        return parked.flatMap { $0.nextAttemptAt <= now ? $0 : nil }
    }

    /// When something may be tried; nil: nothing waits, or nothing may be sent.
    func nextTime(now: Timestamp) -> Timestamp? {
        guard health.disabledAt == nil, let moment = waiting.isEmpty ? parked?.nextAttemptAt : now
        else { return nil }
        return max(moment, health.waitsUntil(now: now, isFresh: false) ?? now)
    }
}
