import CCurl

#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif

/// Makes the listening socket of a `LoopbackServer`.
enum LoopbackSocket {
    static func listen(port: UInt16) -> (socket: Int32, port: UInt16)? {
        let listener = socket(
            AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard listener >= 0 else { return nil }
        var yes: Int32 = 1
        setsockopt(
            listener, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, size) == 0
            }
        }
        guard isBound, Glibc.listen(listener, 512) == 0 else {
            close(listener)
            return nil
        }
        var bound = sockaddr_in()
        var length = size
        _ = withUnsafeMutablePointer(to: &bound) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                getsockname(listener, $0, &length)
            }
        }
        return (listener, UInt16(bigEndian: bound.sin_port))
    }
}

/// One connection of a `LoopbackServer`: reads requests, writes bytes.
struct LoopbackConnection {
    let socket: Int32
    private var buffer: [UInt8] = []

    private static let maximumHead = 64 << 10
    private static let maximumBody = 16 << 20

    init(socket: Int32) {
        self.socket = socket
        var yes: Int32 = 1
        setsockopt(
            socket, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
    }

    /// The next request, or nil when the client is done or sends none.
    mutating func readRequest() -> LoopbackServer.Request? {
        var searched = 0
        var end = 0
        while true {
            if let found = headEnd(from: searched) {
                end = found
                break
            }
            searched = max(0, buffer.count - 3)
            guard buffer.count < Self.maximumHead, fill() else { return nil }
        }
        let lines = String(decoding: buffer[..<(end - 4)], as: UTF8.self)
            .split(separator: "\r\n", omittingEmptySubsequences: false)
        let parts = lines[0].split(separator: " ")
        guard parts.count == 3 else { return nil }
        var headers = HeaderFields()
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            var value = line[line.index(after: colon)...]
            while value.first == " " { value.removeFirst() }
            headers.receive(name: String(line[..<colon]), value: String(value))
        }
        let length = headers["content-length"].flatMap { Int($0) } ?? 0
        guard (0...Self.maximumBody).contains(length) else { return nil }
        while buffer.count < end + length { guard fill() else { return nil } }
        let body = Array(buffer[end..<(end + length)])
        buffer.removeFirst(end + length)
        return LoopbackServer.Request(
            method: String(parts[0]), target: String(parts[1]), headers: headers, body: body)
    }

    /// Writes all of it.
    ///
    /// - Returns: false when the client is gone.
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
        var piece = [UInt8](repeating: 0, count: 16 << 10)
        while true {
            let count = piece.withUnsafeMutableBytes { recv(socket, $0.baseAddress, $0.count, 0) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            buffer += piece[..<count]
            return true
        }
    }
}
