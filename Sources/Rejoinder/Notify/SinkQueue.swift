/// The deliveries of a sink, as far as its next attempt needs them.
package struct SinkQueue: Sendable {
    package let health: SinkHealth
    /// What the configuration that was read last says of the sink.
    package let route: Route
    /// The first deliveries in the log that wait their turn, in order; of a digest, only the first.
    package let waiting: [Delivery]
    /// The parked delivery whose time has come, or comes first.
    package let parked: Delivery?
    /// The first and the last moment to which something is held.
    package let heldUntil: ClosedRange<Timestamp>?
    package let fallbacks: FallbackTimes
    /// Whether what waits is not yet adapted to the route.
    package let isToAdapt: Bool

    /// When the first of a sink's deliveries go to another sink too.
    package struct FallbackTimes: Hashable, Sendable {
        /// Of all that the sink has not taken, as if it had failed with each from the beginning.
        package var ofAll: Timestamp?
        /// Of those that failed although the sink takes others: parked, or given up.
        package var ofFailed: Timestamp?

        package init(ofAll: Timestamp? = nil, ofFailed: Timestamp? = nil) {
            (self.ofAll, self.ofFailed) = (ofAll, ofFailed)
        }
    }

    package init(
        health: SinkHealth, route: Route, waiting: [Delivery], parked: Delivery?,
        heldUntil: ClosedRange<Timestamp>? = nil, fallbacks: FallbackTimes = FallbackTimes(),
        isToAdapt: Bool = false
    ) {
        self.health = health
        self.route = route
        self.waiting = waiting
        self.parked = parked
        self.heldUntil = heldUntil
        self.fallbacks = fallbacks
        self.isToAdapt = isToAdapt
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

/// What an outbox does next.
package enum OutboxStep: Hashable, Sendable {
    /// Adapt a part of what waits to a route that has changed.
    case adapt
    /// Let go of what is held until now, and form its digests.
    case release
    /// Hold these, each for its reason.
    case hold([HeldDelivery])
    /// Send to the other sink too what this one has not taken for long enough.
    case passOn(Route.Fallback, FallbackScope)
    /// Try the parked delivery later, as nothing is sent now.
    case postpone(Delivery, Hold)
    /// Send these one after the other, as long as they are taken.
    case send([Delivery])
    /// Nothing is due until then; nil if nothing waits.
    case wait(until: Timestamp?)
}

/// Which of a sink's deliveries may go to its fallback.
package enum FallbackScope: Hashable, Sendable {
    /// All that the sink has not taken: it is out of reach, or disabled.
    case all
    /// Only what failed by itself. The sink is well, so the rest merely waits its turn.
    case failed
}

package struct HeldDelivery: Hashable, Sendable {
    package let delivery: Delivery
    package let hold: Hold

    package init(_ delivery: Delivery, _ hold: Hold) {
        self.delivery = delivery
        self.hold = hold
    }
}

extension SinkQueue {
    /// Decides what happens next, from the route, the clock and the sink's health alone.
    ///
    /// What is to be held is held even while the sink is out of reach, so that it does not block
    /// what may pass, and belongs to the digest of its time.
    /// - Parameters:
    ///   - isFresh: as for `SinkHealth.waitsUntil`.
    ///   - retries: the pauses before each further attempt of a delivery.
    package func step(now: Timestamp, isFresh: Bool, retries: [Duration]) -> OutboxStep {
        if isToAdapt { return .adapt }
        let timing = route.timing
        // First, so that what has just come is in the digest whose time has just come.
        let holds = holds(timing, now: now)
        if !holds.isEmpty { return .hold(holds) }
        if let heldUntil, Self.isDue(heldUntil, now: now) { return .release }
        // A parked delivery may also wait for the end of quiet hours.
        let longest = max(
            DeliverySchedule.longest(retries), timing == Timing() ? .zero : Timing.longest)
        let delivery = due(now: now, isFresh: isFresh, longest: longest)
        let fallback = nextFallback
        // After a downtime all may be overdue, but the sink may be well again: it is asked first.
        if let fallback, delivery == nil || !isFresh, Self.isDue(fallback.at, now: now) {
            return .passOn(fallback.to, fallback.scope)
        }
        if let delivery {
            if delivery.state == .parked {
                let hold = hold(delivery, timing, health.hour, now)
                return hold.map { .postpone(delivery, $0) } ?? .send([delivery])
            }
            // An event need not wait for the outcome of the one before it, but only in the ordinary
            // case: the sink is well.
            return .send(health.outOfReachSince == nil ? waiting : [delivery])
        }
        let next = [nextTime(now: now, longest: longest), heldUntil?.lowerBound, fallback?.at]
        return .wait(until: next.compactMap(\.self).min())
    }

    /// What goes to the fallback next, and when; nil if nothing does.
    ///
    /// Events that wait for a sink that is well are not late, however old they are: their time
    /// counts from when the sink failed.
    private var nextFallback: (at: Timestamp, to: Route.Fallback, scope: FallbackScope)? {
        guard let fallback = route.fallback else { return nil }
        let failed = fallbacks.ofFailed
        let all = health.awaySince.flatMap { since in
            fallbacks.ofAll.map { max($0, since + fallback.after) }
        }
        if let all, failed.map({ all <= $0 }) ?? true { return (all, fallback, .all) }
        return failed.map { ($0, fallback, .failed) }
    }

    /// The longest `fallback_after`.
    package static let longestFallback: Duration = .seconds(7 * 86_400)

    /// A time further ahead than any fallback's was planned by a clock that was ahead.
    private static func isDue(_ moment: Timestamp, now: Timestamp) -> Bool {
        moment <= now || moment - now > longestFallback
    }

    /// Whether something that is held is due; one that is held for too long was held by a clock
    /// that was ahead.
    static func isDue(_ held: ClosedRange<Timestamp>, now: Timestamp) -> Bool {
        held.lowerBound <= now || held.upperBound - now > Timing.longest
    }

    private func holds(_ timing: Timing, now: Timestamp) -> [HeldDelivery] {
        guard timing != Timing() else { return [] }
        var hour = health.hour
        return waiting.compactMap { delivery in
            if let hold = hold(delivery, timing, hour, now) { return HeldDelivery(delivery, hold) }
            hour = SendingHour.counting(hour, at: now)
            return nil
        }
    }

    private func hold(
        _ delivery: Delivery, _ timing: Timing, _ hour: SendingHour?, _ now: Timestamp
    ) -> Hold? {
        timing.hold(
            delivery.event.type, at: delivery.event.at,
            isNew: delivery.heldUntil == nil && delivery.attempts == 0, hour: hour, now: now)
    }
}

extension Delivery {
    /// When it is tried again, as far as what was planned can be believed.
    fileprivate func moment(now: Timestamp, longest: Duration) -> Timestamp {
        nextAttemptAt - now > longest ? now : nextAttemptAt
    }
}
