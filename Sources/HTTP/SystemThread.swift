#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif

/// Starts threads for calls that block in C; the cooperative pool has only one thread a core.
enum SystemThread {
    /// Runs the work on a thread of its own, which no signal reaches.
    ///
    /// - Returns: false if the system gives us no thread; the work does not run then.
    static func start(_ work: @escaping @Sendable () -> Void) -> Bool {
        final class Box: Sendable {
            let work: @Sendable () -> Void
            init(_ work: @escaping @Sendable () -> Void) { self.work = work }
        }
        var thread = pthread_t()
        let box = Unmanaged.passRetained(Box(work)).toOpaque()
        let code = pthread_create(
            &thread, nil,
            { pointer in
                guard let pointer else { return nil }
                var signals = sigset_t()
                // Signals belong to the thread that waits for them.
                sigfillset(&signals)
                pthread_sigmask(SIG_BLOCK, &signals, nil)
                Unmanaged<Box>.fromOpaque(pointer).takeRetainedValue().work()
                return nil
            }, box)
        guard code == 0 else {
            Unmanaged<Box>.fromOpaque(box).release()
            return false
        }
        pthread_detach(thread)
        return true
    }
}
