/// When a failed delivery is tried again, until it is dead.
package enum DeliverySchedule {
    /// The pauses before the second attempt, the third, and so on: ten attempts over three days.
    ///
    /// The steps are the example in Standard Webhooks 1.0, and they outlast a weekend.
    package static let retries: [Duration] = [
        .seconds(5), .seconds(5 * 60), .seconds(30 * 60), .seconds(2 * 3600), .seconds(5 * 3600),
        .seconds(10 * 3600), .seconds(14 * 3600), .seconds(20 * 3600), .seconds(24 * 3600),
    ]

    /// When a delivery is due again; nil if it is dead.
    ///
    /// - Parameters:
    ///   - attempts: how many were made so far, all of them in vain, the last one just now.
    ///   - retryAfter: the pause that the receiver asked for. A longer pause than planned is kept,
    ///     a shorter one is not, or ten attempts would be over in ten seconds.
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

    /// The longest time until a delivery is tried again.
    ///
    /// What is planned later than that was planned while the clock was ahead.
    static func longest(_ retries: [Duration] = Self.retries) -> Duration {
        max(RetryAfter.range.upperBound, (retries.max() ?? .zero) * 6 / 5)
    }

    /// Varies a pause by up to a fifth, so that what failed together does not come back together.
    ///
    /// The variation derives from event and attempt: a restart changes no time that was promised.
    static func jittered(_ delay: Duration, eventID: String, attempt: Int) -> Duration {
        let fraction = Jitter.fraction(of: "\(eventID) \(attempt)")
        return .milliseconds(Int64(Double(delay.milliseconds) * (0.8 + 0.4 * fraction)))
    }
}
