#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif

/// One connection of a `LoopbackServer`: it reads requests and writes bytes.
struct LoopbackConnection {
    let socket: Int32
    private var buffer: [UInt8] = []

    private let maximumBody: Int

    private static let maximumHead = 64 << 10

    init(socket: Int32, limits: LoopbackServer.Limits) {
        self.socket = socket
        maximumBody = limits.bodyBytes
        if let idle = limits.idle {
            var time = timeval(tv_sec: Int(idle.components.seconds), tv_usec: 0)
            for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
                setsockopt(
                    socket, SOL_SOCKET, option, &time, socklen_t(MemoryLayout<timeval>.size))
            }
        }
        var yes: Int32 = 1
        setsockopt(
            socket, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
    }

    /// The next request; nil if the client has finished or has sent none.
    mutating func readRequest() -> LoopbackServer.Request? {
        guard let end = readHead() else { return nil }
        let lines = buffer[..<end].split(separator: 0x0A)
        let parts = lines.first.map { String(decoding: $0, as: UTF8.self).split(separator: " ") }
        guard let parts, parts.count == 3 else { return nil }
        var headers = HeaderFields()
        for line in lines.dropFirst() { line.withUnsafeBytes { headers.receive(line: $0) } }
        // Bodies in chunks are not read, and what follows them would be taken for a request.
        guard headers["transfer-encoding"] == nil else { return nil }
        let length = headers["content-length"].map { Int($0) } ?? 0
        guard let length, length >= 0, length <= maximumBody else { return nil }
        while buffer.count < end + length { guard fill() else { return nil } }
        let body = Array(buffer[end..<(end + length)])
        buffer.removeFirst(end + length)
        return LoopbackServer.Request(
            method: String(parts[0]), target: String(parts[1]), headers: headers, body: body)
    }

    /// Writes all bytes.
    ///
    /// - Returns: false if the client has gone.
    func write(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    /// Waits, but not after the client has gone.
    ///
    /// - Returns: false if the client has gone.
    func pause(_ duration: Duration) -> Bool {
        guard duration > .zero else { return true }
        var entry = pollfd(fd: socket, events: Int16(0x2000), revents: 0)  // POLLRDHUP
        return poll(&entry, 1, Int32(clamping: Int(duration / .milliseconds(1)))) == 0
    }

    /// Cuts the connection with a reset instead of closing it in order.
    func reset() {
        var now = linger(l_onoff: 1, l_linger: 0)
        setsockopt(socket, SOL_SOCKET, SO_LINGER, &now, socklen_t(MemoryLayout<linger>.size))
    }

    /// - Returns: where the body begins.
    private mutating func readHead() -> Int? {
        var searched = 0
        while true {
            if let end = headEnd(from: searched) { return end }
            searched = max(0, buffer.count - 3)
            guard buffer.count < Self.maximumHead, fill() else { return nil }
        }
    }

    private func headEnd(from start: Int) -> Int? {
        guard buffer.count >= 4 else { return nil }
        for index in start...(buffer.count - 4)
        where buffer[index] == 0x0D && buffer[index + 1] == 0x0A && buffer[index + 2] == 0x0D
            && buffer[index + 3] == 0x0A
        {
            return index + 4
        }
        return nil
    }

    private mutating func fill() -> Bool {
        let count = withUnsafeTemporaryAllocation(byteCount: 16 << 10, alignment: 1) { piece in
            var count: Int
            repeat {
                count = recv(socket, piece.baseAddress, piece.count, 0)
            } while count < 0 && errno == EINTR
            if count > 0 { buffer += piece[..<count] }
            return count
        }
        return count > 0
    }
}
