/// The deliveries of a sink, as far as its next attempt needs them.
package struct SinkQueue: Sendable {
    package let health: SinkHealth
    /// The first deliveries in the log that wait their turn, in order.
    package let waiting: [Delivery]
    /// The parked delivery whose time has come, or comes first.
    package let parked: Delivery?

    package init(health: SinkHealth, waiting: [Delivery], parked: Delivery?) {
        self.health = health
        self.waiting = waiting
        self.parked = parked
    }

    /// What to try now; what was never tried comes before what has failed already.
    ///
    /// - Parameter longest: the longest time until a delivery is tried again.
    func due(
        now: Timestamp, isFresh: Bool, longest: Duration = DeliverySchedule.longest()
    ) -> Delivery? {
        guard health.disabledAt == nil, health.waitsUntil(now: now, isFresh: isFresh) == nil
        else { return nil }
        if let first = waiting.first { return first }
        return parked.flatMap { $0.moment(now: now, longest: longest) <= now ? $0 : nil }
    }

    /// When to try something; nil if nothing waits, or nothing may be sent.
    func nextTime(
        now: Timestamp, longest: Duration = DeliverySchedule.longest()
    ) -> Timestamp? {
        let parked = parked?.moment(now: now, longest: longest)
        guard health.disabledAt == nil, let moment = waiting.isEmpty ? parked : now
        else { return nil }
        return max(moment, health.waitsUntil(now: now, isFresh: false) ?? now)
    }
}

extension Delivery {
    /// When it is tried again, as far as what was planned can be believed.
    fileprivate func moment(now: Timestamp, longest: Duration) -> Timestamp {
        nextAttemptAt - now > longest ? now : nextAttemptAt
    }
}
