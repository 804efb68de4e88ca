/// Shares the looks that the configured intervals amount to among the feeds.
///
/// With every feed at its interval there would be so many requests an hour; a feed gets more of
/// them the more it publishes, by the square root, which makes the mean wait of an entry least
/// for the same number of requests (docs/scheduling.md).
package struct PollShares: Sendable {
    private struct Share {
        let looks: Double
        let weighted: Double
    }

    private var shares: [Int64: Share] = [:]
    private var looks = 0.0
    private var weighted = 0.0
    private let budget: Int?

    /// The part of a budget that rhythms may use; the rest is for attention and for pages.
    private static let part = 0.8

    /// - Parameter budget: requests an hour; where the intervals amount to more, all get less.
    package init(budget: Int? = nil) { self.budget = budget }

    /// Takes in a feed, or what is new about it.
    package mutating func update(
        _ feed: Int64, rhythm: Rhythm, interval: Duration, now: Timestamp
    ) {
        remove(feed)
        let looks = 1 / max(1, Rhythm.seconds(interval))
        let share = Share(looks: looks, weighted: looks * rhythm.root(at: now))
        shares[feed] = share
        self.looks += share.looks
        weighted += share.weighted
    }

    package mutating func remove(_ feed: Int64) {
        guard let share = shares.removeValue(forKey: feed) else { return }
        // Sums of what is not there any more would leave a rest.
        looks = shares.isEmpty ? 0 : max(0, looks - share.looks)
        weighted = shares.isEmpty ? 0 : max(0, weighted - share.weighted)
    }

    /// Requests an hour with every feed at its interval.
    package var requestsPerHour: Double { looks * 3600 }

    /// What the feeds taken together are like; nil where there are none.
    package var mean: PollMean? {
        guard looks > 0, weighted > 0 else { return nil }
        let excess = budget.map { requestsPerHour / (Double(max(1, $0)) * Self.part) } ?? 1
        return PollMean(root: weighted / looks * max(1, excess))
    }
}

/// What a feed is compared with: all of them, in one number.
package struct PollMean: Hashable, Sendable {
    /// The mean of the roots of their rates, each counted by the looks that its interval means.
    let root: Double

    /// What a look at a feed of that interval has to be worth, in entry-seconds.
    ///
    /// A feed of the mean liveliness gets its interval just so.
    func price(interval: Duration) -> Double {
        let root = Rhythm.seconds(interval) * root
        return root * root / 2
    }
}
