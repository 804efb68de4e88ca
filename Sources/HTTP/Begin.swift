import Synchronization

/// Brings together a transfer and its cancellation, whichever comes first.
final class Begin: Sendable {
    private struct State {
        var transfer: Transfer?
        var isCancelled = false
    }

    private let state = Mutex(State())

    func set(_ transfer: Transfer, engine: Engine) {
        let isCancelled = state.withLock { state in
            state.transfer = transfer
            return state.isCancelled
        }
        guard !isCancelled else { return transfer.completion(.failure(.cancelled)) }
        engine.begin(transfer)
    }

    func cancel(engine: Engine) {
        let transfer = state.withLock { state in
            state.isCancelled = true
            return state.transfer
        }
        if let transfer { engine.cancel(transfer) }
    }
}
