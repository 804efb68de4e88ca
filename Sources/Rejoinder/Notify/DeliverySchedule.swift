/// When a failed delivery is tried again, until it is dead.
package enum DeliverySchedule {
    /// Before the second attempt, the third, and so on: ten attempts over three days.
    ///
    /// The steps are the example of Standard Webhooks 1.0, which outlasts a weekend.
    package static let retries: [Duration] = [
        .seconds(5), .seconds(5 * 60), .seconds(30 * 60), .seconds(2 * 3600), .seconds(5 * 3600),
        .seconds(10 * 3600), .seconds(14 * 3600), .seconds(20 * 3600), .seconds(24 * 3600),
    ]

    /// When a delivery is due again; nil: it is dead.
    ///
    /// - Parameters:
    ///   - attempts: made so far, all in vain, the last of them just now.
    ///   - retryAfter: the pause that the receiver asked for: a longer one counts, a shorter one
    ///     does not, or ten attempts would be over in ten seconds.
    ///   - retries: the pauses before each further attempt.
    package static func nextAttempt(
        of eventID: String, after attempts: Int, failedAt now: Timestamp,
        retryAfter: Duration? = nil, retries: [Duration] = Self.retries
    ) -> Timestamp? {
        guard attempts <= retries.count, !retries.isEmpty else { return nil }
        let delay = jittered(
            retries[max(0, attempts - 1)], eventID: eventID, attempt: attempts)
        return now + max(delay, retryAfter ?? .zero)
    }

    /// Up to a fifth more or less, so that what failed together does not come back together.
    ///
    /// Derived from event and attempt: a restart changes no time that was promised.
    static func jittered(_ delay: Duration, eventID: String, attempt: Int) -> Duration {
        let fraction = Jitter.fraction(of: "\(eventID) \(attempt)")
        return .milliseconds(Int64(Double(delay.milliseconds) * (0.8 + 0.4 * fraction)))
    }
}
