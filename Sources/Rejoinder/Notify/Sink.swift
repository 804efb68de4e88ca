/// Where events are sent.
///
/// A sink makes one attempt at a time and remembers nothing. The outbox takes care of order,
/// repetition and outcomes, so that at-least-once holds for every kind of sink.
package protocol Sink: Sendable {
    /// The name from the configuration.
    var name: String { get }

    /// The most events that one call may hand over although they are no digest.
    ///
    /// More than one is for a sink where a call costs far more than an event.
    var mostAtOnce: Int { get }

    /// Makes one attempt to hand over an event, the events of a digest, or up to `mostAtOnce`.
    ///
    /// - Parameters:
    ///   - events: in the order of the log; never empty. Several are taken as a whole or not at all.
    ///   - now: the moment of the attempt; a signature carries it.
    func deliver(_ events: [Event], now: Timestamp) async -> DeliveryOutcome

    /// The same, with what is to be recorded of what the sink said.
    func attempt(_ events: [Event], now: Timestamp) async -> (DeliveryOutcome, said: JSONValue?)
}

extension Sink {
    package var mostAtOnce: Int { 1 }

    package func attempt(
        _ events: [Event], now: Timestamp
    ) async -> (DeliveryOutcome, said: JSONValue?) {
        (await deliver(events, now: now), nil)
    }
}

/// The outcome of one attempt.
package enum DeliveryOutcome: Hashable, Sendable {
    /// The sink has the event and is responsible for it from now on.
    case delivered
    /// The event was not taken; `DeliverySchedule` says when to try again.
    ///
    /// - Parameters:
    ///   - after: the pause that the receiver asked for; it applies to everything sent to it.
    ///   - reason: what happened, in one line without secrets or control characters.
    case retry(after: Duration?, reason: String)
    /// This one event was not taken, but the sink is well: other events do not wait for it.
    case refused(reason: String)
    /// The receiver never wants anything again (410).
    ///
    /// The sink is disabled until a person enables it, and its deliveries wait.
    case gone(reason: String)
}

extension DeliveryOutcome {
    /// Why the event was not taken.
    var failure: String? {
        switch self {
        case .delivered: nil
        case .retry(_, let reason), .refused(let reason), .gone(let reason): reason
        }
    }
}
