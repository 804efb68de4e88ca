#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif
import Dispatch
import Synchronization

/// Writes to a standard stream on a thread of its own, so that a stalled reader delays nobody else.
///
/// A reader may stall because of a blocked pipe, a journal that hangs, or a terminal after Ctrl-S.
/// Posted lines wait in a bounded queue. Once it is full, further lines are dropped and counted,
/// and the count is written when there is room again.
package final class StreamWriter: Sendable {
    private let stream: StandardStream
    private let maximumBytes: Int
    private let lossNote: @Sendable (Int) -> String
    private let state = Mutex(State())
    /// Counts what has been queued; the thread waits on it.
    private let queued = DispatchSemaphore(value: 0)

    private struct Piece {
        let bytes: [UInt8]
        /// Identifies the caller that waits for the outcome; nil for a posted line.
        let number: UInt64?
    }

    private struct State {
        var pieces: [Piece] = []
        /// The next pieces to write, the last one first.
        var batch: [Piece] = []
        var byteCount = 0
        var lost = 0
        var isStarted = false
        var isWriting = false
        var nextNumber: UInt64 = 0
        /// The callers that wait for their piece to be written.
        var waiting: [UInt64: CheckedContinuation<String?, Never>] = [:]
    }

    /// - Parameters:
    ///   - maximumBytes: how many posted bytes may wait.
    ///   - lossNote: the line that says how many lines were dropped.
    package init(
        _ stream: StandardStream, maximumBytes: Int = 1 << 20,
        lossNote: @escaping @Sendable (Int) -> String = { "\($0) lines were lost\n" }
    ) {
        self.stream = stream
        self.maximumBytes = maximumBytes
        self.lossNote = lossNote
    }

    /// Queues a line, or drops and counts it if too much is waiting already.
    package func post(_ line: [UInt8]) {
        let isTaken = state.withLock { state in
            guard state.byteCount + line.count <= maximumBytes else {
                state.lost += 1
                return false
            }
            state.pieces.append(Piece(bytes: line, number: nil))
            state.byteCount += line.count
            return true
        }
        if isTaken { wake() }
    }

    /// Writes all of the bytes, after what was queued before.
    ///
    /// - Returns: why they could not be written, or that they were not written yet when the task
    ///   was cancelled.
    package func write(_ bytes: [UInt8]) async -> String? {
        let number = state.withLock { state in
            state.nextNumber += 1
            return state.nextNumber
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                state.withLock { state in
                    state.waiting[number] = continuation
                    state.pieces.append(Piece(bytes: bytes, number: number))
                }
                // The task was cancelled before there was anything to cancel.
                if Task.isCancelled { finish(number, Self.unread) }
                wake()
            }
        } onCancel: {
            finish(number, Self.unread)
        }
    }

    /// Waits until everything queued is written, but no longer than so many seconds.
    package func drain(seconds: Double) {
        let end = DispatchTime.now() + seconds
        while DispatchTime.now() < end {
            let isDone = state.withLock {
                $0.pieces.isEmpty && $0.batch.isEmpty && $0.lost == 0 && !$0.isWriting
            }
            if isDone { return }
            usleep(2_000)
        }
    }

    private static let unread = "nobody reads it"

    private func finish(_ number: UInt64, _ failure: String?) {
        let continuation = state.withLock { state in
            // Pieces that were not started are not written any more.
            if failure != nil {
                state.pieces.removeAll { $0.number == number }
                state.batch.removeAll { $0.number == number }
            }
            return state.waiting.removeValue(forKey: number)
        }
        continuation?.resume(returning: failure)
    }

    private func wake() {
        let isNew = state.withLock { state in
            defer { state.isStarted = true }
            return !state.isStarted
        }
        if isNew, !Thread.start({ [self] in work() }) {
            state.withLock { $0.isStarted = false }
        }
        queued.signal()
    }

    private func work() {
        while true {
            queued.wait()
            while let piece = next() {
                let failure = stream.write(piece.bytes)
                state.withLock { $0.isWriting = false }
                if let number = piece.number { finish(number, failure) }
            }
        }
    }

    private func next() -> Piece? {
        state.withLock { state in
            if state.batch.isEmpty {
                state.batch = state.pieces.reversed()
                state.pieces = []
                if state.lost > 0 {
                    // The dropped lines came after everything that was waiting.
                    state.batch.insert(
                        Piece(bytes: Array(lossNote(state.lost).utf8), number: nil), at: 0)
                    state.lost = 0
                }
            }
            guard let piece = state.batch.popLast() else { return nil }
            if piece.number == nil { state.byteCount = max(0, state.byteCount - piece.bytes.count) }
            state.isWriting = true
            return piece
        }
    }
}
