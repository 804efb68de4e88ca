/// How much a failure says about the feed itself.
package enum FailureWeight: Sendable {
    /// A name, a connection, a wait: most are gone at the next look.
    case fleeting
    /// Errors of the server, and what it says when it is busy, pass by themselves.
    case passing
    /// What a person must mend: a missing page, a refusal, a document that is no feed.
    case lasting

    var text: String {
        switch self {
        case .fleeting: "usually gone by the next poll"
        case .passing: "passes by itself"
        case .lasting: "a person must fix it"
        }
    }
}

/// Spaces out the polls of a feed that keeps failing; none is ever given up.
package enum Backoff {
    /// However long it fails, a feed is tried once a day.
    static let longest: Duration = .seconds(86_400)
    /// Past this, no kind of failure makes a difference.
    static let oldAfter: Duration = .seconds(30 * 86_400)

    /// - Parameter failures: in a row, at least 1.
    /// - Returns: the interval, doubled with each failure - from the first on for a lasting kind,
    ///   the second for a passing one, the fourth for a fleeting one - and a day at most.
    package static func pause(
        failures: Int, weight: FailureWeight, interval: Duration
    ) -> Duration {
        let free =
            switch weight {
            case .fleeting: 4
            case .passing: 2
            case .lasting: 1
            }
        let doublings = max(0, failures - free)
        guard doublings < 16 else { return longest }
        return min(interval * (1 << doublings), longest)
    }
}
