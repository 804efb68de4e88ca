extension PollPace {
    /// After a poll that saw the feed.
    ///
    /// - Parameters:
    ///   - ttlMinutes: the pause that the feed itself asks for (RSS `ttl`); the same as in `hints`.
    ///   - hints: all that the publisher asks for.
    ///   - rhythm: what the feed's entries say about the next one; nil keeps to the interval.
    ///   - mean: what all feeds are like; nil: as this one.
    ///   - attention: an answer is awaited there.
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
