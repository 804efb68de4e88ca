/// Keeps us polite to hosts: few connections at once, and time between requests.
package struct HostLimits: Sendable {
    private struct Host {
        var underWay = 0
        var lastStart: Timestamp?
        var pausedUntil: Timestamp?
        var budget: RequestBudget?
    }

    private let perHost: Int
    private let spacing: Duration
    private let hourly: Int?
    private var hosts: [String: Host] = [:]

    /// - Parameters:
    ///   - perHost: how many requests at once to a host, at least 1.
    ///   - spacing: the time between the starts of two requests to a host.
    ///   - hourly: requests an hour to a host; nil: as many as the spacing allows.
    package init(perHost: Int, spacing: Duration, hourly: Int? = nil) {
        self.perHost = max(1, perHost)
        self.spacing = spacing
        self.hourly = hourly
    }

    /// When a request to the host may begin; nil: now.
    ///
    /// - Returns: nil for now; otherwise when to ask again, or `.distantFuture` if only the end of
    ///   another request makes room.
    package func opening(_ name: String, at now: Timestamp) -> Timestamp? {
        guard let host = hosts[name] else { return nil }
        if let pause = host.pausedUntil, pause > now { return pause }
        guard host.underWay < perHost else { return .distantFuture }
        // A clock that was set back must not hold a host for hours.
        if let last = host.lastStart, last <= now, last + spacing > now { return last + spacing }
        return host.budget?.opening(isUrgent: true, at: now)
    }

    /// Takes a place for a request to the host.
    ///
    /// - Returns: nil if the request may begin; otherwise what `opening` returns.
    package mutating func begin(_ name: String, at now: Timestamp) -> Timestamp? {
        if let opening = opening(name, at: now) { return opening }
        var host = hosts[name] ?? Host(budget: hourly.map { RequestBudget(perHour: $0) })
        host.budget?.spend(at: now)
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
        let new = Host(budget: hourly.map { RequestBudget(perHour: $0) })
        hosts[name, default: new].pausedUntil = moment
    }

    /// Moves everything that is remembered, because the clock was set by `span`.
    mutating func shift(by span: Duration) {
        hosts = hosts.mapValues { host in
            var moved = host
            moved.lastStart = host.lastStart.map { $0 + span }
            moved.pausedUntil = host.pausedUntil.map { $0 + span }
            moved.budget?.shift(by: span)
            return moved
        }
    }
}

extension Timestamp {
    package static let distantFuture = Timestamp(milliseconds: .max)
}
