/// When a page is looked at again: often after a change, ever more rarely as it stays the same.
package enum PageLadder {
    /// Up to which time since the last change which time lies between two looks.
    private static let steps: [(until: Int64, interval: Int64)] = [
        (3 * 3600, 15 * 60), (12 * 3600, 3600), (3 * 86_400, 3 * 3600), (14 * 86_400, 86_400),
        (60 * 86_400, 3 * 86_400),
    ]

    /// - Parameters:
    ///   - lastChange: when the page was first seen, or last seen changed.
    ///   - page: tells pages apart, so that those of one time are not all looked at at once.
    ///   - attention: an answer is awaited on it: the closer of the two counts, and the ladder has
    ///     no end.
    ///   - fastest: no two looks are closer.
    /// - Returns: nil: no more; a page that stayed the same for two months rests.
    package static func next(
        after now: Timestamp, lastChange: Timestamp, page: String, attention: Attention? = nil,
        fastest: Duration = .seconds(60)
    ) -> NextPoll? {
        let quiet = max(.zero, now - lastChange)
        let step = steps.first { .seconds($0.until) > quiet }.map { Duration.seconds($0.interval) }
        let close = attention?.interval(at: now, fastest: fastest)
        let isClose = close.map { close in step.map { close < $0 } ?? true } ?? false
        guard let span = isClose ? close : step else { return nil }
        // Later alone: a closer look than the ladder allows is not owed to chance.
        let jitter = Double(span.milliseconds) / 10 * Jitter.fraction(of: "\(page) \(now)")
        let reason =
            isClose
            ? "an answer is awaited here; again after \(DurationText.roughly(span))"
            : "unchanged for \(DurationText.roughly(quiet)); again after "
                + DurationText.roughly(span)
        return NextPoll(at: now + span + .milliseconds(Int64(clamping: jitter)), reason: reason)
    }
}
