/// What the time of the next poll is worked out from.
package struct PollPace: Hashable, Sendable {
    /// The feed's configured interval.
    package var interval: Duration
    package var minimum: Duration
    package var maximum: Duration
    /// The share of the interval by which a poll may come early or late, from 0 to 0.5.
    package var jitter: Double
    /// Whether to record what was considered.
    package var explains = true

    package init(interval: Duration, minimum: Duration, maximum: Duration, jitter: Double) {
        self.interval = interval
        self.minimum = minimum
        self.maximum = maximum
        self.jitter = jitter
    }
}

extension PollPace {
    /// The next poll after one that failed.
    ///
    /// - Parameters:
    ///   - failures: how many in a row, this one included; at least 1.
    ///   - retryAfter: the pause that the server asked for; it counts if it is longer.
    ///   - failingSince: when the first of these failures was.
    package func next(
        after now: Timestamp, feed: String, failures: Int, weight: FailureWeight,
        retryAfter: Duration? = nil, failingSince: Timestamp? = nil
    ) -> NextPoll {
        let isOld =
            failures >= Backoff.fewestOfOld
            && failingSince.map { now - $0 >= Backoff.oldAfter } ?? false
        let backoff =
            isOld
            ? Backoff.longest
            : Backoff.pause(failures: failures, weight: weight, interval: interval)
        let span = max(min(backoff, maximum), minimum)
        let pause = max(jittered(span, feed: feed, at: now), retryAfter ?? .zero)
        let times = failures == 1 ? "once" : "\(failures) times in a row"
        let asked = retryAfter.map { $0 == pause } ?? false
        var rules = [
            PollRule(
                isOld ? .longFailing : .backoff, value: "failed \(times), \(weight.text)",
                effect: "again after \(DurationText.roughly(span))")
        ]
        if let retryAfter {
            rules.append(
                PollRule(
                    .retryAfter, value: DurationText.roughly(retryAfter),
                    effect: asked ? "not before" : "no effect: the back-off is longer"))
        }
        return NextPoll(
            at: now + pause,
            reason: asked
                ? "the server asks for a pause of \(DurationText.write(pause))"
                : "failed \(times); \(DurationText.roughly(pause)) after the last try",
            rules: rules)
    }

    /// The next poll after one that could not leave this machine.
    ///
    /// It comes soon, as the feed is not at fault. Each feed gets its own time within the interval.
    /// So a few polls find out whether the network is back, and the missed polls are spread evenly.
    package func nextAfterOutage(at now: Timestamp, feed: String) -> NextPoll {
        let least = max(minimum, .seconds(120))
        let room = max(0, (min(interval, maximum) - least).milliseconds)
        let fraction = Jitter.fraction(of: "\(feed) \(now.milliseconds)")
        let pause = least + .milliseconds(Int64(clamping: Double(room) * fraction))
        return NextPoll(
            at: now + pause,
            reason: "our own network is down; \(DurationText.roughly(pause)) after the last try",
            rules: [PollRule(.outage, value: "our own network is down", effect: "no back-off")])
    }

    func jittered(_ span: Duration, feed: String, at now: Timestamp) -> Duration {
        let fraction = Jitter.fraction(of: "\(feed) \(now.milliseconds)")
        return .milliseconds(
            Int64(clamping: Double(span.milliseconds) * (1 + jitter * (2 * fraction - 1))))
    }
}
