/// When the watcher outside is told next, and of what the feeds have come to.
struct Pulse: Sendable {
    private var nextAt: Timestamp?
    private var isBeating = false
    /// Whether the watcher did not take the last beat.
    private(set) var isUnheard = false
    /// How often in a row each feed has failed, if it has.
    private var failures: [Int64: Int] = [:]

    /// How long after a beat that was not taken the next one is tried, if the interval is longer.
    static let retry: Duration = .seconds(30)

    /// Begins anew with a session's feeds.
    mutating func begin(_ session: Session, at now: Timestamp) {
        nextAt = now
        failures = session.feeds.compactMapValues { $0.failures > 0 ? $0.failures : nil }
    }

    mutating func note(_ feed: Int64, hasFailed: Bool) {
        failures[feed] = hasFailed ? (failures[feed] ?? 0) + 1 : nil
    }

    /// How many feeds have failed often enough to be called failing.
    var failingFeeds: Int { failures.values.count { $0 >= FeedJudge.failuresBeforeReport } }

    /// Whether a beat is due, which then begins.
    ///
    /// There are never two at once: a watcher that takes its time delays nothing but the next beat.
    mutating func take(every: Duration, at now: Timestamp) -> Bool {
        guard let nextAt, nextAt <= now, !isBeating else { return false }
        isBeating = true
        self.nextAt = now + every
        return true
    }

    mutating func end(_ failure: String?, at now: Timestamp) {
        isBeating = false
        isUnheard = failure != nil
        if isUnheard { nextAt = min(nextAt ?? .distantFuture, now + Self.retry) }
    }

    mutating func shift(by span: Duration) { nextAt = nextAt.map { $0 + span } }
}
