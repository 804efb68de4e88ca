import Platform

/// Tells the service manager how the daemon is doing (sd_notify(3)); nobody else listens.
package struct ServiceManager: Sendable {
    private let socket: NotifySocket?
    /// How often the service manager wants to hear that all is well; nil if it does not ask.
    package let watchdogInterval: Duration?

    /// - Parameter environment: that of the process: `NOTIFY_SOCKET`, `WATCHDOG_USEC`,
    ///   `WATCHDOG_PID`.
    package init(environment: [String: String]) {
        socket = NotifySocket(path: environment["NOTIFY_SOCKET"])
        let isOurs =
            environment["WATCHDOG_PID"].map { $0 == String(ProcessFacts.processID) } ?? true
        let microseconds = environment["WATCHDOG_USEC"].flatMap { Int64($0) } ?? 0
        // We report twice as often as we must, as sd_watchdog_enabled(3) advises.
        watchdogInterval = isOurs && microseconds > 0 ? .microseconds(microseconds / 2) : nil
    }

    package func ready(status: String) { send("READY=1", "STATUS=\(status)") }
    /// Asks for more time before the daemon has to be ready.
    package func extendStart(by time: Duration, status: String) {
        send("EXTEND_TIMEOUT_USEC=\(time.components.seconds)000000", "STATUS=\(status)")
    }
    package func reloading() {
        send("RELOADING=1", "MONOTONIC_USEC=\(NotifySocket.monotonicMicroseconds)")
    }
    package func stopping() { send("STOPPING=1", "STATUS=finishing what is under way") }
    package func status(_ text: String) { send("STATUS=\(text)") }
    package func isAlive() { send("WATCHDOG=1") }

    private func send(_ assignments: String...) {
        socket?.send(assignments.map { VisibleText.line($0) })
    }
}
