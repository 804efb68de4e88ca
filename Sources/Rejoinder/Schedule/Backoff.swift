/// How much a failure says about the feed itself.
package enum FailureWeight: Sendable {
    /// A failed lookup or connection, or a timeout: most are gone at the next look.
    case fleeting
    /// A server's error, or its word that it is busy: these pass by themselves.
    case passing
    /// Something a person must mend: a missing page, a refusal, a document that is not a feed.
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
    /// A feed is tried once a day, however long it has been failing.
    static let longest: Duration = .seconds(86_400)
    /// A feed that has failed for this long is tried once a day, whatever the failure.
    static let oldAfter: Duration = .seconds(30 * 86_400)
    /// With fewer failures in a row, the clock was wrong at the first of them, or nobody looked.
    static let fewestOfOld = 10

    /// - Parameter failures: how many in a row, at least 1.
    /// - Returns: the interval, doubled with each failure, and a day at most. Doubling starts after
    ///   the first failure of a lasting kind, the second of a passing kind, the fourth of a
    ///   fleeting kind.
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
