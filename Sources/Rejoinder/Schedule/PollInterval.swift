/// What the next poll's time follows from.
package struct PollPace: Hashable, Sendable {
    /// The feed's own, as configured.
    package var interval: Duration
    package var minimum: Duration
    package var maximum: Duration
    /// The share of the interval by which a poll may come early or late, from 0 to 0.5.
    package var jitter: Double

    package init(interval: Duration, minimum: Duration, maximum: Duration, jitter: Double) {
        self.interval = interval
        self.minimum = minimum
        self.maximum = maximum
        self.jitter = jitter
    }
}

/// When a feed is looked at next, and why then.
package struct NextPoll: Hashable, Sendable {
    package let at: Timestamp
    /// For `rejoinder feeds`, in a clause.
    package let reason: String
}

extension PollPace {
    /// After a poll that saw the feed.
    ///
    /// - Parameter ttl: the pause that the feed itself asks for (RSS `ttl`, in minutes); it
    ///   lengthens the interval, and never past a day.
    package func next(after now: Timestamp, feed: String, ttlMinutes: Int? = nil) -> NextPoll {
        var span = max(interval, minimum)
        var reason = "every \(DurationText.write(span)), as configured"
        // A feed that asks for less than a day is obeyed; more is a mistake that many feeds make.
        if let ttlMinutes, ttlMinutes > 0, ttlMinutes <= 1440, .seconds(ttlMinutes * 60) > span {
            span = .seconds(ttlMinutes * 60)
            reason = "every \(DurationText.write(span)), as the feed's ttl asks"
        }
        return NextPoll(at: now + jittered(min(span, maximum), feed: feed, at: now), reason: reason)
    }

    /// After a poll that failed.
    ///
    /// - Parameters:
    ///   - failures: in a row, this one included; at least 1.
    ///   - retryAfter: the pause that the server asked for: a longer one counts.
    package func next(
        after now: Timestamp, feed: String, failures: Int, weight: FailureWeight,
        retryAfter: Duration? = nil
    ) -> NextPoll {
        let span = min(Backoff.pause(failures: failures, weight: weight, interval: interval), maximum)
        let pause = max(jittered(max(span, minimum), feed: feed, at: now), retryAfter ?? .zero)
        let times = failures == 1 ? "once" : "\(failures) times in a row"
        let asked = retryAfter.map { $0 == pause } ?? false
        return NextPoll(
            at: now + pause,
            reason: asked
                ? "the server asks for a pause of \(DurationText.write(pause))"
                : "failed \(times); again after \(DurationText.write(pause))")
    }

    /// After a poll that could not leave this machine: soon again, and no fault of the feed.
    package func nextAfterOutage(at now: Timestamp, feed: String) -> NextPoll {
        let pause = jittered(max(minimum, .seconds(120)), feed: feed, at: now)
        return NextPoll(
            at: now + pause,
            reason: "our own network is down; again after \(DurationText.write(pause))")
    }

    private func jittered(_ span: Duration, feed: String, at now: Timestamp) -> Duration {
        let fraction = Jitter.fraction(of: "\(feed) \(now.milliseconds)")
        return .milliseconds(
            Int64(Double(span.milliseconds) * (1 + jitter * (2 * fraction - 1))))
    }
}

/// How much a failure says about the feed itself.
package enum FailureWeight: Sendable {
    /// Names, connections, time-outs and errors of the server pass by themselves.
    case passing
    /// What a person must mend: a missing page, a refusal, a document that is no feed.
    case lasting
}

/// Spaces out the polls of a feed that keeps failing; none is ever given up.
package enum Backoff {
    /// - Parameter failures: in a row, at least 1.
    /// - Returns: the interval, doubled with each failure (after the first of a passing kind), and
    ///   a day at most.
    package static func pause(
        failures: Int, weight: FailureWeight, interval: Duration
    ) -> Duration {
        let doublings = weight == .passing ? max(0, failures - 2) : failures - 1
        let most = Duration.seconds(86_400)
        guard doublings < 16 else { return most }
        return min(interval * (1 << max(0, doublings)), most)
    }
}
