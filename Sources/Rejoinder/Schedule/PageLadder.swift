/// When to look at a page again: often after a change, then less and less often.
package enum PageLadder {
    /// Pairs of (age of the last change, interval between looks), in seconds.
    private static let steps: [(until: Int64, interval: Int64)] = [
        (3 * 3600, 15 * 60), (12 * 3600, 3600), (3 * 86_400, 3 * 3600), (14 * 86_400, 86_400),
        (60 * 86_400, 3 * 86_400),
    ]

    /// - Parameters:
    ///   - lastChange: when the page was first seen, or last seen changed.
    ///   - page: tells pages apart, so that pages of the same age are not all looked at together.
    ///   - attention: set if an answer is awaited on the page. The shorter interval counts then,
    ///     and the ladder has no end.
    ///   - fastest: the shortest interval between two looks.
    /// - Returns: nil: never again; a page that has not changed for two months is left alone.
    package static func next(
        after now: Timestamp, lastChange: Timestamp, page: String, attention: Attention? = nil,
        fastest: Duration = .seconds(60)
    ) -> NextPoll? {
        let quiet = max(.zero, now - lastChange)
        let step = steps.first { .seconds($0.until) > quiet }.map { Duration.seconds($0.interval) }
        let close = attention?.interval(at: now, fastest: fastest)
        let isClose = close.map { close in step.map { close < $0 } ?? true } ?? false
        guard let span = isClose ? close : step else { return nil }
        // Jitter only makes a look later: chance must not make one earlier than the ladder allows.
        let jitter = Double(span.milliseconds) / 10 * Jitter.fraction(of: "\(page) \(now)")
        let reason =
            isClose
            ? "an answer is awaited here; again after \(DurationText.roughly(span))"
            : "unchanged for \(DurationText.roughly(quiet)); again after "
                + DurationText.roughly(span)
        return NextPoll(at: now + span + .milliseconds(Int64(clamping: jitter)), reason: reason)
    }
}
