/// The looks under way, and how many more may begin.
///
/// One that takes its time costs little but a connection, and gives its place to another: servers
/// that let us wait, however many, hold up no other.
package struct InFlightLimiter<Target: Hashable & Sendable>: Sendable {
    /// How long a look may take before it counts as slow.
    private static var patience: Duration { .seconds(2) }
    /// How many times the concurrency is under way at most, the slow ones included.
    private static var slowFactor: Int { 8 }

    private var begun: [Target: Timestamp] = [:]

    package init() {}

    package var count: Int { begun.count }
    package var isEmpty: Bool { begun.isEmpty }
    package var targets: Set<Target> { Set(begun.keys) }

    package func contains(_ target: Target) -> Bool { begun[target] != nil }

    /// - Returns: false where a look at the target is under way already.
    package mutating func begin(_ target: Target, at now: Timestamp) -> Bool {
        guard begun[target] == nil else { return false }
        begun[target] = now
        return true
    }

    package mutating func end(_ target: Target) { begun[target] = nil }

    /// - Parameter concurrency: looks at once, the slow ones left out.
    package func places(_ concurrency: Int, at now: Timestamp) -> Int {
        guard begun.count >= concurrency else { return concurrency - begun.count }
        let quick = begun.values.count { now - $0 < Self.patience }
        return max(0, min(concurrency - quick, concurrency * Self.slowFactor - begun.count))
    }

    /// The clock was set by that much.
    package mutating func shift(by span: Duration) { begun = begun.mapValues { $0 + span } }
}
