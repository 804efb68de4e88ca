import Synchronization

/// Keeps the ledger's state of feeds that have not changed since it was last read.
///
/// Most polls find nothing, and then need not read the ledger again. Only the daemon writes a
/// feed's row, so what is kept here is what the row says.
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
    /// The state after the poll is recorded; nil if it has to be read from the ledger.
    ///
    /// - Parameter version: the version that the feed's row has then.
    func after(_ poll: PollRecord, version: Int) -> FeedState? {
        guard case .unchanged = poll.outcome, failures == 0, lastError == nil, !isFailing,
            baselineAt != nil, movedTo == nil, poll.movedTo == nil
        else { return nil }
        var state = self
        state.polledAt = poll.at
        state.succeededAt = poll.at
        state.nextPollAt = poll.next.at
        state.scheduleReason = poll.next.reason
        state.hints = poll.hints ?? state.hints
        state.version = version
        return state
    }
}
