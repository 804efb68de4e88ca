/// Counts the looks under way, and how many more may begin.
///
/// A slow look costs little more than a connection, so it gives up its place to another: slow
/// servers, however many, do not hold up the rest.
package struct InFlightLimiter<Target: Hashable & Sendable>: Sendable {
    /// How long a look may take before it counts as slow.
    private static var patience: Duration { .seconds(2) }
    /// The most looks under way, slow ones included, as a multiple of the concurrency.
    private static var slowFactor: Int { 8 }

    private var begun: [Target: Timestamp] = [:]

    package init() {}

    package var count: Int { begun.count }
    package var isEmpty: Bool { begun.isEmpty }
    package var targets: Set<Target> { Set(begun.keys) }

    package func contains(_ target: Target) -> Bool { begun[target] != nil }

    /// - Returns: false if a look at the target is already under way.
    package mutating func begin(_ target: Target, at now: Timestamp) -> Bool {
        guard begun[target] == nil else { return false }
        begun[target] = now
        return true
    }

    package mutating func end(_ target: Target) { begun[target] = nil }

    /// - Parameter concurrency: how many looks may run at once, not counting slow ones.
    package func places(_ concurrency: Int, at now: Timestamp) -> Int {
        guard begun.count >= concurrency else { return concurrency - begun.count }
        let quick = begun.values.count { now - $0 < Self.patience }
        return max(0, min(concurrency - quick, concurrency * Self.slowFactor - begun.count))
    }

    /// Moves all start times, because the clock was set by `span`.
    package mutating func shift(by span: Duration) { begun = begun.mapValues { $0 + span } }
}
