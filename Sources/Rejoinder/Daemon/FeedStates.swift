import Synchronization

/// What the ledger says of feeds that have not changed since it was asked: most polls find nothing,
/// and need not ask again.
///
/// Only the daemon writes a feed's row, so what it keeps here is what stands there.
final class FeedStates: Sendable {
    private let states: Mutex<[Int64: FeedState]>

    init(_ states: [FeedState]) {
        let byID = Dictionary(states.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
        self.states = Mutex(byID)
    }

    subscript(feed: Int64) -> FeedState? {
        get { states.withLock { $0[feed] } }
        set { states.withLock { $0[feed] = newValue } }
    }

    func forget(_ feeds: [Int64]) {
        states.withLock { states in
            for feed in feeds { states[feed] = nil }
        }
    }
}

extension FeedState {
    /// What the record of the poll makes of it; nil where the ledger has to be asked.
    func after(_ poll: PollRecord) -> FeedState? {
        guard case .unchanged = poll.outcome, failures == 0, lastError == nil, !isFailing,
            baselineAt != nil, movedTo == nil, poll.movedTo == nil
        else { return nil }
        var state = self
        state.polledAt = poll.at
        state.succeededAt = poll.at
        state.nextPollAt = poll.next.at
        state.scheduleReason = poll.next.reason
        return state
    }
}
