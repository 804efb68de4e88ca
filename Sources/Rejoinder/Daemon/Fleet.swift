import Synchronization

/// What polls of different feeds have in common: whether the network is there at all, and how the
/// requests are shared among the feeds.
final class Fleet: Sendable {
    private let outage = Mutex(OutageWatch())
    private let shares = Mutex(PollShares())

    /// Whether a look that brought nothing was the feed's fault.
    func judge(_ failure: FetchFailure?, feed: Int64, host: String) -> OutageWatch.Verdict {
        let look: OutageWatch.Look = failure?.mayBeLocal == true ? .unreachable : .answered
        return outage.withLock { $0.take(look, feed: feed, host: host) }
    }

    /// What the requests are shared by, with what is new about a feed.
    func shares(
        with rhythm: Rhythm, of feed: Int64, interval: Duration, now: Timestamp
    ) -> PollShares {
        shares.withLock { shares in
            shares.update(feed, rhythm: rhythm, interval: interval, now: now)
            return shares
        }
    }
}
