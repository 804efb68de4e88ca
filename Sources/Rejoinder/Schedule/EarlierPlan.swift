/// When something that was planned earlier is due, as far as the plan can be believed.
///
/// A plan is a time by the clock that stood when it was made. If that clock was ahead and has been
/// put right, the plan may lie a year away.
package enum EarlierPlan {
    /// When a feed is due.
    ///
    /// - Parameters:
    ///   - planned: the time of its next poll, as stored.
    ///   - madeAt: when that was planned: at the last poll.
    ///   - retryAt: until when its server has asked to be left alone.
    ///   - maximum: the longest time between two polls.
    /// - Returns: now if the plan was made later than now; otherwise the plan, but no later than
    ///   the maximum from now, unless the publisher asks for that.
    package static func poll(
        planned: Timestamp, madeAt: Timestamp?, retryAt: Timestamp?, hints: PublisherHints?,
        maximum: Duration, now: Timestamp
    ) -> Timestamp {
        if let madeAt, madeAt > now { return now }
        let latest = hints?.unskipped(now + maximum) ?? now + maximum
        let asked = retryAt.flatMap { $0 - now <= longestPause ? $0 : nil } ?? now
        return min(planned, max(latest, asked))
    }

    /// The longest pause that a server is granted (`RetryAfter.range`).
    package static let longestPause = Duration.seconds(86_400)

    /// Longer than the time between any two looks at a page.
    package static let longestForPage = Duration.seconds(4 * 86_400)
}
