/// What hosts are owed: few connections at once, and time between them.
package struct HostLimits: Sendable {
    private struct Host {
        var underWay = 0
        var lastStart: Timestamp?
        var pausedUntil: Timestamp?
    }

    private let perHost: Int
    private let spacing: Duration
    private var hosts: [String: Host] = [:]

    /// - Parameters:
    ///   - perHost: requests at once to a host, at least 1.
    ///   - spacing: between the beginnings of two requests to a host.
    package init(perHost: Int, spacing: Duration) {
        self.perHost = perHost
        self.spacing = spacing
    }

    /// Takes a place for a request to the host.
    ///
    /// - Returns: nil where it may begin; else when to ask again, or `.distantFuture` where only
    ///   the end of another request makes room.
    package mutating func begin(_ name: String, at now: Timestamp) -> Timestamp? {
        var host = hosts[name] ?? Host()
        if let pause = host.pausedUntil, pause > now { return pause }
        guard host.underWay < perHost else { return .distantFuture }
        // A clock that was set back must not hold a host for hours.
        if let last = host.lastStart, last <= now, last + spacing > now { return last + spacing }
        host.underWay += 1
        host.lastStart = now
        host.pausedUntil = nil
        hosts[name] = host
        return nil
    }

    /// Gives the place back.
    package mutating func end(_ name: String) {
        guard var host = hosts[name] else { return }
        host.underWay = max(0, host.underWay - 1)
        hosts[name] = host
    }

    /// Sends the host nothing until then: it answered 429 or 503.
    package mutating func pause(_ name: String, until moment: Timestamp) {
        hosts[name, default: Host()].pausedUntil = moment
    }
}

extension Timestamp {
    package static let distantFuture = Timestamp(milliseconds: .max)
}
