import Synchronization

/// How fast a sink gets what has piled up.
///
/// A tenth of a second's share may be sent at once, so that waking up late makes nothing slower.
struct SendPace: Sendable {
    /// The time from one message to the next, in milliseconds.
    private let step: Double
    private let slack: Double
    /// When the next message is due.
    private var next = -Double.infinity

    /// - Parameter rate: the most messages in a second.
    init(rate: Int) {
        step = 1000 / Double(max(1, rate))
        slack = max(0, 100 - step)
    }

    /// Takes the place of one message, and says how long to wait for it.
    mutating func take(at now: Timestamp) -> Duration {
        let now = Double(now.milliseconds)
        // A clock that was set back is no reason to wait longer than one step.
        let moment = max(now - slack, min(next, now + step))
        next = moment + step
        return .milliseconds(Int64(max(0, moment - now).rounded(.up)))
    }
}

/// One sink's pace, over all rounds of its outbox.
final class SharedPace: Sendable {
    private let pace: Mutex<SendPace>

    init(rate: Int) { pace = Mutex(SendPace(rate: rate)) }

    func take(at now: Timestamp) -> Duration { pace.withLock { $0.take(at: now) } }
}
