import Synchronization

/// Makes large documents be read one after another.
///
/// A document of tens of thousands of entries takes many times its size in memory, a thread for a
/// second, and a long transaction. Several at once would hold all threads and share one commit, and
/// until they are all done no other feed could be read or recorded.
final class ReadingRoom: Sendable {
    private struct State {
        var isTaken = false
        var waiting = Queue<CheckedContinuation<Void, Never>>()
    }

    private let state = Mutex(State())

    /// The size in bytes from which a document is read alone.
    ///
    /// Ordinary feeds are a tenth of it.
    static let large = 1 << 20

    /// Returns when it is the caller's turn; the caller must call `leave` in the end.
    func enter() async {
        await withCheckedContinuation { continuation in
            let isFree = state.withLock { state in
                if state.isTaken { state.waiting.append(continuation) }
                defer { state.isTaken = true }
                return !state.isTaken
            }
            if isFree { continuation.resume() }
        }
    }

    func leave() {
        let next = state.withLock { state in
            let next = state.waiting.popFirst()
            state.isTaken = next != nil
            return next
        }
        next?.resume()
    }
}

extension Sequence {
    /// Like `map`, but lets others have the thread now and then.
    func mapInTurns<Result>(_ transform: (Element) -> Result) async -> [Result] {
        var results: [Result] = []
        results.reserveCapacity(underestimatedCount)
        for element in self {
            results.append(transform(element))
            if results.count.isMultiple(of: 256) { await Task.yield() }
        }
        return results
    }
}
