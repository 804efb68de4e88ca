import Synchronization

/// State that polls of different feeds share.
///
/// It tells whether the network is up at all, and how the requests are divided among the feeds.
final class SharedPollState: Sendable {
    private let outage = Mutex(OutageWatch())
    private let shares: Mutex<PollShares>

    /// - Parameter budget: requests an hour; nil for as many as the intervals add up to.
    init(budget: Int?) { shares = Mutex(PollShares(budget: budget)) }

    /// Whether a failed look was the feed's fault.
    func judge(_ failure: FetchFailure?, feed: Int64, host: String) -> OutageWatch.Verdict {
        let look: OutageWatch.Look = failure?.mayBeLocal == true ? .unreachable : .answered
        return outage.withLock { $0.take(look, feed: feed, host: host) }
    }

    /// Whether our own network is taken to be down.
    var isOut: Bool { outage.withLock { $0.isOut } }

    /// How the feeds behave on average, updated with what is new about one of them.
    @discardableResult
    func mean(
        with rhythm: Rhythm, of feed: Int64, interval: Duration, now: Timestamp
    ) -> PollMean? {
        shares.withLock { shares in
            shares.update(feed, rhythm: rhythm, interval: interval, now: now)
            return shares.mean
        }
    }
}
