/// Spreads what an outage, a suspended machine or a stopped daemon has left behind.
package enum CatchUp {
    /// Later than this, a look is not late but left behind.
    private static let late: Duration = .seconds(300)
    static let longest: Duration = .seconds(600)

    /// When a feed is looked at that was due then.
    ///
    /// - Returns: what was due stays so; what is long past is spread over the interval, and over
    ///   ten minutes at most, in the same way each time.
    package static func moment(
        feed: String, due: Timestamp, interval: Duration, now: Timestamp
    ) -> Timestamp {
        guard now - due > late else { return due }
        let span = min(interval, longest)
        return now
            + .milliseconds(Int64(clamping: Double(span.milliseconds) * Jitter.fraction(of: feed)))
    }
}
