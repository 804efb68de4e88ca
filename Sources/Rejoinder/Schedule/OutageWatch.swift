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
    private static let fewestHosts = 3
    private static let mostHosts = 10

    /// Hosts that answered when they were asked last: only from one of them, silence is news.
    private var answering: Set<String> = []
    /// Since the last answer, feeds of such hosts with them.
    private var failing: [Int64: String] = [:]
    package private(set) var isOut = false

    package init() {}

    /// - Parameter isNetworkUp: false where the machine knows that it has no network: one failure
    ///   is enough then.
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
        // Others answer, so these were silent by themselves.
        if !isOut { answering.subtract(failing.values) }
        answering.insert(host)
        failing = [:]
        defer { isOut = false }
        return isOut ? .outageEnds : .feed
    }

    /// Of two hosts both, of few three, of many a quarter, and ten at most.
    private var hostsNeeded: Int {
        guard answering.count != 2 else { return 2 }
        return min(Self.mostHosts, max(Self.fewestHosts, answering.count / 4))
    }
}
