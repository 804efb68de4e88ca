extension PollPace {
    /// The next poll after one that saw the feed.
    ///
    /// - Parameters:
    ///   - ttlMinutes: the pause that the feed itself asks for (RSS `ttl`); the same as in `hints`.
    ///   - hints: everything that the publisher asks for.
    ///   - rhythm: what the feed's entries say about the next one; nil keeps to the interval.
    ///   - mean: the mean of all feeds; nil: the same as this one.
    ///   - attention: set if an answer is awaited there.
    package func next(
        after now: Timestamp, feed: String, ttlMinutes: Int? = nil, hints: PublisherHints? = nil,
        rhythm: Rhythm? = nil, mean: PollMean? = nil, attention: Attention? = nil
    ) -> NextPoll {
        var hints = hints ?? PublisherHints()
        hints.ttlMinutes = hints.ttlMinutes ?? ttlMinutes
        var pacing = Pacing(self, now: now)
        if let rhythm { pacing.follow(rhythm, among: mean) }
        pacing.bound()
        if let attention { pacing.attend(attention) }
        pacing.spread(feed)
        pacing.heed(hints, isAttended: attention != nil)
        return pacing.next
    }
}
