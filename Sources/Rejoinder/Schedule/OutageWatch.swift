/// Tells our own outage from feeds that fail: everything fails at once, at several hosts.
package struct OutageWatch: Sendable {
    /// What a look says of the network.
    package enum Look: Sendable {
        /// The server answered, with whatever.
        case answered
        /// No name, no connection, no answer in time: it may lie on our side.
        case unreachable
    }

    package enum Verdict: Hashable, Sendable {
        /// The feed's own doing.
        case feed
        /// Ours; it counts against no feed.
        case outage
        /// Ours, as is now clear: the failures of these feeds since the last answer were, too.
        case outageBegins(excused: [Int64])
        /// The network is there again.
        case outageEnds
    }

    /// Hosts that have to fail in a row, without an answer from anywhere.
    private static let hostsNeeded = 3

    private var failing: [Int64: String] = [:]
    package private(set) var isOut = false

    package init() {}

    /// - Parameter isNetworkUp: false where the machine knows that it has no network: one failure
    ///   is enough then.
    package mutating func take(
        _ look: Look, feed: Int64, host: String, isNetworkUp: Bool = true
    ) -> Verdict {
        switch look {
        case .answered:
            failing = [:]
            guard isOut else { return .feed }
            isOut = false
            return .outageEnds
        case .unreachable:
            if isOut { return .outage }
            failing[feed] = host
            guard !isNetworkUp || Set(failing.values).count >= Self.hostsNeeded else {
                return .feed
            }
            isOut = true
            let excused = failing.keys.sorted()
            failing = [:]
            return .outageBegins(excused: excused)
        }
    }
}

/// Spreads what an outage, a suspended machine or a stopped daemon has left behind.
package enum CatchUp {
    /// Later than this, a look is not late but left behind.
    private static let late: Duration = .seconds(300)

    /// When a feed is looked at that was due then.
    ///
    /// - Returns: what was due stays so; what is long past is spread over the interval, and over
    ///   ten minutes at most, in the same way each time.
    package static func moment(
        feed: String, due: Timestamp, interval: Duration, now: Timestamp
    ) -> Timestamp {
        guard now - due > late else { return due }
        let span = min(interval, .seconds(600))
        return now + .milliseconds(Int64(Double(span.milliseconds) * Jitter.fraction(of: feed)))
    }
}
