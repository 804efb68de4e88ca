import Synchronization

/// Told by one thread or task to another, once and for all.
package final class Latch: Sendable {
    private let value = Atomic(false)

    package init() {}

    package var isRaised: Bool { value.load(ordering: .acquiring) }
    package func raise() { value.store(true, ordering: .releasing) }
}
