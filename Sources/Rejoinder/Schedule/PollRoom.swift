/// The polls under way, and how many more may begin.
///
/// One that takes its time costs little but a connection, and gives its place to another: servers
/// that let us wait, however many, hold up no other feed.
package struct PollRoom: Sendable {
    /// How long a poll may take before it counts as slow.
    private static let patience: Duration = .seconds(2)
    /// How many times the concurrency is under way at most, the slow ones included.
    private static let slowFactor = 8

    private var begun: [Int64: Timestamp] = [:]

    package init() {}

    package var count: Int { begun.count }
    package var isEmpty: Bool { begun.isEmpty }
    package var feeds: Set<Int64> { Set(begun.keys) }

    package func contains(_ feed: Int64) -> Bool { begun[feed] != nil }

    /// - Returns: false where a poll of the feed is under way already.
    package mutating func begin(_ feed: Int64, at now: Timestamp) -> Bool {
        guard begun[feed] == nil else { return false }
        begun[feed] = now
        return true
    }

    package mutating func end(_ feed: Int64) { begun[feed] = nil }

    /// - Parameter concurrency: polls at once, the slow ones left out.
    package func places(_ concurrency: Int, at now: Timestamp) -> Int {
        guard begun.count >= concurrency else { return concurrency - begun.count }
        let quick = begun.values.count { now - $0 < Self.patience }
        return max(0, min(concurrency - quick, concurrency * Self.slowFactor - begun.count))
    }

    /// The clock was set by that much.
    package mutating func shift(by span: Duration) { begun = begun.mapValues { $0 + span } }
}
