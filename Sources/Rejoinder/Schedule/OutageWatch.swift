/// Tells our own outage, in which several hosts fail at once, from feeds that fail by themselves.
package struct OutageWatch: Sendable {
    /// What a look says about the network.
    package enum Look: Sendable {
        /// The server answered, whatever it said.
        case answered
        /// The name, the connection or the answer failed to come: the fault may be on our side.
        case unreachable
    }

    package enum Verdict: Hashable, Sendable {
        /// The feed's own success or failure.
        case feed
        /// Our outage; it counts against no feed.
        case outage
        /// Our outage begins.
        ///
        /// The failures of these feeds since the last answer are now known to be ours, too.
        case outageBegins(excused: [Int64])
        /// The network is back.
        case outageEnds
    }

    /// How many hosts have to fail in a row, without an answer from anywhere.
    private static let fewestHosts = 3
    private static let mostHosts = 10

    /// Hosts that answered last time: silence is news only from one of these.
    private var answering: Set<String> = []
    /// Feeds that have failed since the last answer, with their hosts.
    private var failing: [Int64: String] = [:]
    package private(set) var isOut = false

    package init() {}

    /// - Parameter isNetworkUp: false if the machine knows that it has no network: one failure is
    ///   enough then.
    package mutating func take(
        _ look: Look, feed: Int64, host: String, isNetworkUp: Bool = true
    ) -> Verdict {
        switch look {
        case .answered: return takeAnswer(of: host)
        case .unreachable where isOut: return .outage
        case .unreachable:
            if answering.isEmpty || answering.contains(host) { failing[feed] = host }
            guard !isNetworkUp || Set(failing.values).count >= hostsNeeded else { return .feed }
            isOut = true
            failing[feed] = host
            defer { failing = [:] }
            return .outageBegins(excused: failing.keys.sorted())
        }
    }

    private mutating func takeAnswer(of host: String) -> Verdict {
        // Another host answers, so these were silent by themselves.
        if !isOut { answering.subtract(failing.values) }
        answering.insert(host)
        failing = [:]
        defer { isOut = false }
        return isOut ? .outageEnds : .feed
    }

    /// How many hosts must fail: both of two, otherwise a quarter, from three to ten.
    private var hostsNeeded: Int {
        guard answering.count != 2 else { return 2 }
        return min(Self.mostHosts, max(Self.fewestHosts, answering.count / 4))
    }
}
