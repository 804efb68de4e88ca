#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif
import Synchronization

/// What the service manager or a person asks of a running daemon.
package enum ProcessSignal: Sendable {
    /// SIGTERM or SIGINT: finish what is under way, and end.
    case terminate
    /// SIGHUP: read the configuration again.
    case reload
}

/// Delivers signals as values, in order, and loses none from the start of the process on.
///
/// A handler writes each into a pipe. A signal mask would not do: libdispatch lets the main thread
/// wait with an empty mask, and there a signal without a handler ends the process. Dispatch's own
/// signal sources lose what arrives while they are set up.
package enum Signals {
    /// Holds signals back until somebody asks for them, and ignores broken pipes.
    ///
    /// Call it before anything else.
    package static func hold() {
        guard readEnd.load(ordering: .acquiring) < 0 else { return }
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        // A handler must never wait, not even on a full pipe.
        _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
        writeEnd.store(ends[1], ordering: .releasing)
        readEnd.store(ends[0], ordering: .releasing)
        for number in handled {
            signal(number) { number in
                let code = errno
                var byte = UInt8(truncatingIfNeeded: number)
                _ = write(writeEnd.load(ordering: .relaxed), &byte, 1)
                errno = code
            }
        }
        signal(SIGPIPE, SIG_IGN)
        // A mask is inherited, and whoever started us may have blocked these signals.
        var set = sigset_t()
        sigemptyset(&set)
        for number in handled { sigaddset(&set, number) }
        pthread_sigmask(SIG_UNBLOCK, &set, nil)
    }

    private static let handled = [SIGTERM, SIGINT, SIGHUP]

    /// The signals since `hold`; a thread waits for them until the process ends.
    package static func stream() -> AsyncStream<ProcessSignal> {
        hold()
        let source = readEnd.load(ordering: .acquiring)
        return AsyncStream { continuation in
            let isStarted = Thread.start {
                var number: UInt8 = 0
                while true {
                    let count = read(source, &number, 1)
                    guard count == 1 || errno == EINTR && count < 0 else { break }
                    guard count == 1 else { continue }
                    continuation.yield(Int32(number) == SIGHUP ? .reload : .terminate)
                }
                continuation.finish()
            }
            if !isStarted { continuation.finish() }
        }
    }
}

/// The ends of the pipe are global, because a handler takes no argument that could carry them.
private let readEnd = Atomic<Int32>(-1)
private let writeEnd = Atomic<Int32>(-1)

/// Starts a detached thread for work that blocks in C.
enum Thread {
    private final class Work {
        let body: @Sendable () -> Void

        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    static func start(_ body: @escaping @Sendable () -> Void) -> Bool {
        var thread = pthread_t()
        let work = Unmanaged.passRetained(Work(body))
        let code = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body()
                return nil
            }, work.toOpaque())
        guard code == 0 else {
            work.release()
            return false
        }
        pthread_detach(thread)
        return true
    }
}
