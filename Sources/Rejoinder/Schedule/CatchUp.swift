/// Spreads the looks that were missed while the network, the machine or the daemon was down.
package enum CatchUp {
    /// A look that is overdue by more than this is not merely late: it was missed.
    private static let late: Duration = .seconds(300)
    static let longest: Duration = .seconds(600)

    /// When to look at a feed that was due at the given moment.
    ///
    /// - Returns: the same moment, if it is not long past. A missed look is spread over the
    ///   interval, or over ten minutes if the interval is longer, the same way each time.
    package static func moment(
        feed: String, due: Timestamp, interval: Duration, now: Timestamp
    ) -> Timestamp {
        guard now - due > late else { return due }
        let span = min(interval, longest)
        return now
            + .milliseconds(Int64(clamping: Double(span.milliseconds) * Jitter.fraction(of: feed)))
    }
}
