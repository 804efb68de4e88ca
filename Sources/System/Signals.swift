#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif

/// What the service manager, or a person, asks of a running daemon.
package enum ProcessSignal: Sendable {
    /// SIGTERM or SIGINT: finish what is under way, and end.
    case terminate
    /// SIGHUP: read the configuration anew.
    case reload
}

/// Signals as values in order, none lost from the first moment of the process.
///
/// Dispatch's sources lose a signal that comes while they are set up; a mask does not.
package enum Signals {
    /// Holds signals back until somebody asks for them, and ignores broken pipes.
    ///
    /// To be called first of all: threads inherit the mask from the one that starts them.
    package static func hold() {
        var set = handled
        pthread_sigmask(SIG_BLOCK, &set, nil)
        signal(SIGPIPE, SIG_IGN)
    }

    /// The signals from `hold` on; a thread waits for them until the process ends.
    package static func stream() -> AsyncStream<ProcessSignal> {
        AsyncStream { continuation in
            let isStarted = Thread.start {
                var set = handled
                var number: Int32 = 0
                while sigwait(&set, &number) == 0 {
                    continuation.yield(number == SIGHUP ? .reload : .terminate)
                }
            }
            if !isStarted { continuation.finish() }
        }
    }

    private static var handled: sigset_t {
        var set = sigset_t()
        sigemptyset(&set)
        sigaddset(&set, SIGTERM)
        sigaddset(&set, SIGINT)
        sigaddset(&set, SIGHUP)
        return set
    }
}

/// A detached thread, for what blocks in C.
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
