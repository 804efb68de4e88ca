/// When a feed is polled next, and why then.
package struct NextPoll: Hashable, Sendable {
    package let at: Timestamp
    /// A clause for `rejoinder feeds`.
    package let reason: String
    /// For `rejoinder feeds --explain`: what was considered, in order, and its effect.
    package let rules: [PollRule]

    package init(at: Timestamp, reason: String, rules: [PollRule] = []) {
        self.at = at
        self.reason = reason
        self.rules = rules
    }
}

/// One thing that was considered for the time of the next poll.
package struct PollRule: Hashable, Sendable {
    package enum Name: String, Sendable, CaseIterable {
        case interval
        case rhythm
        case minimum
        case maximum
        case attention
        case jitter
        case ttl
        case updatePeriod = "sy:updatePeriod"
        case fresh = "Cache-Control or Expires"
        case skip = "skipHours and skipDays"
        case backoff = "back-off"
        case longFailing = "failing for 30 days"
        case retryAfter = "Retry-After"
        case outage
    }

    package let name: Name
    package let value: String
    /// How it changed the time.
    package let effect: String

    init(_ name: Name, value: String, effect: String) {
        self.name = name
        self.value = value
        self.effect = effect
    }
}
