/// Divides among the feeds as many looks as the configured intervals add up to.
///
/// With every feed at its interval there would be a certain number of requests an hour. A feed gets
/// more of them the more it publishes, by the square root of its rate: this gives the lowest mean
/// wait of an entry for the same number of requests (docs/scheduling.md).
package struct PollShares: Sendable {
    private struct Share {
        let looks: Double
        let weighted: Double
    }

    private var shares: [Int64: Share] = [:]
    private var looks = 0.0
    private var weighted = 0.0
    private let budget: Int?

    /// The share of a budget that rhythms may use; the rest is for attention and pages.
    private static let part = 0.8

    /// - Parameter budget: requests an hour; if the intervals add up to more, all feeds get fewer.
    package init(budget: Int? = nil) { self.budget = budget }

    /// Adds a feed, or updates what is known of it.
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
        // Adding and subtracting leaves rounding errors, so an empty sum starts again at zero.
        looks = shares.isEmpty ? 0 : max(0, looks - share.looks)
        weighted = shares.isEmpty ? 0 : max(0, weighted - share.weighted)
    }

    /// Requests an hour with every feed polled at its interval.
    package var requestsPerHour: Double { looks * 3600 }

    /// The mean of all feeds; nil if there are none.
    package var mean: PollMean? {
        guard looks > 0, weighted > 0 else { return nil }
        let excess = budget.map { requestsPerHour / (Double(max(1, $0)) * Self.part) } ?? 1
        return PollMean(root: weighted / looks * max(1, excess))
    }
}

/// The mean of all feeds, which a single feed is compared with.
package struct PollMean: Hashable, Sendable {
    /// The mean of the square roots of the feeds' rates, weighted by their looks.
    let root: Double

    /// What a look at a feed with that interval has to be worth, in entry-seconds.
    ///
    /// A feed that is exactly as lively as the mean gets its own interval.
    func price(interval: Duration) -> Double {
        let root = Rhythm.seconds(interval) * root
        return root * root / 2
    }
}
