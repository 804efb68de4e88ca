import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif

/// A small HTTP/1.1 server on 127.0.0.1, which serves replayed feeds and tests.
///
/// One thread accepts connections, and each connection has a thread that serves its requests one
/// after another. It is made for clients on the same machine, not for the open network; for those
/// that are not trusted, it has `Limits`.
package final class LoopbackServer: Sendable {
    package struct Request: Sendable {
        package let method: String
        /// The path and query, as sent.
        package let target: String
        package let headers: HeaderFields
        package let body: [UInt8]
    }

    package typealias Handler = @Sendable (Request) -> Reply

    /// What a client may take; one that takes more is cut off.
    package struct Limits: Sendable {
        package var bodyBytes = 16 << 20
        /// Connections at once.
        package var connections = Int.max
        /// The time without a byte; nil: as long as it likes.
        package var idle: Duration?

        package init() {}
    }

    package let port: UInt16
    private let listener: Int32
    private let isRecording: Bool
    private let limits: Limits
    private let handler: Handler
    private let recorded = Mutex<[Request]>([])
    private let connections = Mutex<Set<Int32>>([])
    private let accepted = Mutex(0)
    private let isStopped = Mutex(false)

    /// Starts to listen at once.
    ///
    /// - Parameters:
    ///   - port: 0 picks a free port.
    ///   - isRecording: whether `requests` keeps the requests that came.
    ///   - handler: may block, because it runs on the connection's own thread.
    /// - Throws: `connectionFailed` if the port is not available.
    package init(
        port: UInt16 = 0, isRecording: Bool = false, limits: Limits = Limits(),
        handler: @escaping Handler
    ) throws(TransferError) {
        guard let (listener, port) = LoopbackSocket.listen(port: port) else {
            throw .connectionFailed(host: "127.0.0.1:\(port)", reason: "the port is not available")
        }
        self.listener = listener
        self.port = port
        self.isRecording = isRecording
        self.limits = limits
        self.handler = handler
        let this = self
        guard SystemThread.start({ this.accept() }) else {
            close(listener)
            throw .connectionFailed(host: "127.0.0.1:\(port)", reason: "no thread could be started")
        }
    }

    package var url: String { "http://127.0.0.1:\(port)" }

    /// The requests that came, in order, if recording.
    package var requests: [Request] { recorded.withLock { $0 } }

    /// How many connections have been made so far.
    package var connectionCount: Int { accepted.withLock { $0 } }

    /// Stops listening and cuts every connection.
    package func stop() {
        let wasStopped = isStopped.withLock { stopped in
            defer { stopped = true }
            return stopped
        }
        guard !wasStopped else { return }
        // accept returns once its socket is shut down.
        _ = shutdown(listener, Int32(SHUT_RDWR))
        connections.withLock { open in
            for socket in open { _ = shutdown(socket, Int32(SHUT_RDWR)) }
        }
    }

    private func accept() {
        while true {
            let socket = Glibc.accept(listener, nil, nil)
            if isStopped.withLock({ $0 }) {
                if socket >= 0 { close(socket) }
                break
            }
            guard socket >= 0 else { continue }
            accepted.withLock { $0 += 1 }
            let hasRoom = connections.withLock { open in
                guard open.count < limits.connections else { return false }
                open.insert(socket)
                return true
            }
            guard hasRoom else {
                close(socket)
                continue
            }
            let isServed = SystemThread.start { [self] in
                serve(socket)
                end(socket)
            }
            if !isServed { end(socket) }
        }
        close(listener)
    }

    private func end(_ socket: Int32) {
        // It leaves the set before its number can be given to another.
        connections.withLock { _ = $0.remove(socket) }
        close(socket)
    }

    private func serve(_ socket: Int32) {
        var connection = LoopbackConnection(socket: socket, limits: limits)
        while let request = connection.readRequest() {
            if isRecording { recorded.withLock { $0.append(request) } }
            guard handler(request).send(to: request, over: connection) else { return }
            if request.headers["connection"] == "close" { return }
        }
    }
}
