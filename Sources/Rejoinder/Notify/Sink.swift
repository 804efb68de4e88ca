/// Where events are sent.
///
/// A sink makes one attempt at a time and remembers nothing: order, repetition and what came of
/// it are the outbox's, so that at-least-once holds for every kind of sink alike.
package protocol Sink: Sendable {
    /// As configured.
    var name: String { get }

    /// Makes one attempt to hand the event over.
    ///
    /// - Parameter now: the moment of the attempt; a signature carries it.
    func deliver(_ delivery: Delivery, now: Timestamp) async -> DeliveryOutcome
}

/// What came of one attempt.
package enum DeliveryOutcome: Hashable, Sendable {
    /// The sink has the event, and answers for it from now on.
    case delivered
    /// Not taken: `DeliverySchedule` says when to try again.
    ///
    /// - Parameters:
    ///   - after: the pause that the receiver asked for; it holds for all it is sent.
    ///   - reason: what happened, in a line that holds no secret and no control character.
    case retry(after: Duration?, reason: String)
    /// This one event was not taken, though the sink is well: others do not wait for it.
    case refused(reason: String)
    /// The receiver wants nothing more, ever (410): the sink is disabled until a person enables
    /// it, and its deliveries wait.
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
