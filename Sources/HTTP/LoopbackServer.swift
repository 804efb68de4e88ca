import CCurl
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif

/// A small HTTP/1.1 server on 127.0.0.1: the origin of replayed feeds, and of tests.
///
/// One thread accepts, and one serves each connection; requests of a connection follow one
/// another. It is made for a trusted client on the same machine, not for the open network.
package final class LoopbackServer: Sendable {
    package struct Request: Sendable {
        package let method: String
        /// As sent: path and query.
        package let target: String
        package let headers: HeaderFields
        package let body: [UInt8]
    }

    package struct Reply: Sendable {
        package var status = 200
        package var headers: [(String, String)] = []
        package var body: [UInt8] = []
        /// Pieces to send instead of a well-formed response, with a pause before each.
        package var raw: [(pause: Duration, bytes: [UInt8])]?

        package init(
            status: Int = 200, headers: [(String, String)] = [], body: [UInt8] = []
        ) {
            self.status = status
            self.headers = headers
            self.body = body
        }

        /// Sends just these bytes, piece by piece, and closes.
        package static func raw(_ pieces: [(pause: Duration, bytes: [UInt8])]) -> Reply {
            var reply = Reply()
            reply.raw = pieces
            return reply
        }
    }

    package typealias Handler = @Sendable (Request) -> Reply

    package let port: UInt16
    private let listener: Int32
    private let handler: Handler
    private let connections = Mutex<Set<Int32>>([])
    private let isStopped = Mutex(false)

    /// Listens at once.
    ///
    /// - Parameter port: 0 takes a free one.
    /// - Throws: `connectionFailed` when the port cannot be had.
    package init(port: UInt16 = 0, handler: @escaping Handler) throws(TransferError) {
        guard let (listener, port) = LoopbackSocket.listen(port: port) else {
            throw .connectionFailed(host: "127.0.0.1:\(port)", reason: "the port cannot be had")
        }
        self.listener = listener
        self.port = port
        self.handler = handler
        let this = self
        Self.thread { this.accept() }
    }

    package var url: String { "http://127.0.0.1:\(port)" }

    /// Stops listening and cuts every connection.
    package func stop() {
        let wasStopped = isStopped.withLock { stopped in
            defer { stopped = true }
            return stopped
        }
        guard !wasStopped else { return }
        // Accept returns once its socket is shut down.
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
            connections.withLock { _ = $0.insert(socket) }
            Self.thread { [self] in
                serve(socket)
                // Out of the set before its number can be given to another.
                connections.withLock { _ = $0.remove(socket) }
                close(socket)
            }
        }
        close(listener)
    }

    private func serve(_ socket: Int32) {
        var connection = LoopbackConnection(socket: socket)
        while let request = connection.readRequest() {
            let reply = handler(request)
            guard reply.raw == nil else {
                for piece in reply.raw ?? [] {
                    if piece.pause > .zero { usleep(UInt32(piece.pause / .microseconds(1))) }
                    guard connection.write(piece.bytes) else { return }
                }
                return
            }
            guard connection.write(Self.bytes(reply, to: request)) else { return }
            if request.headers["connection"] == "close" { return }
        }
    }

    private static func bytes(_ reply: Reply, to request: Request) -> [UInt8] {
        var head = "HTTP/1.1 \(reply.status) Status\r\n"
        for (name, value) in reply.headers { head += "\(name): \(value)\r\n" }
        // A 304 has no body, and no length of one (RFC 9110 section 15.4.5).
        if reply.status != 304 { head += "Content-Length: \(reply.body.count)\r\n" }
        let body = request.method == "HEAD" || reply.status == 304 ? [] : reply.body
        return Array((head + "\r\n").utf8) + body
    }

    private static func thread(_ work: @escaping @Sendable () -> Void) {
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
                Unmanaged<Box>.fromOpaque(pointer).takeRetainedValue().work()
                return nil
            }, box)
        guard code == 0 else { return Unmanaged<Box>.fromOpaque(box).release() }
        pthread_detach(thread)
    }
}
