#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif

/// The service manager's datagram socket (sd_notify(3)), without its library.
package struct NotifySocket: Sendable {
    private let path: String

    /// - Parameter path: `$NOTIFY_SOCKET`; an `@` at its start means an abstract name.
    package init?(path: String?) {
        // The address must fit into sockaddr_un and be of a known kind.
        guard let path, (2..<108).contains(path.utf8.count),
            path.hasPrefix("/") || path.hasPrefix("@")
        else { return nil }
        self.path = path
    }

    /// Sends assignments such as `READY=1`.
    ///
    /// - Returns: false if nobody received them; a service goes on regardless.
    @discardableResult
    package func send(_ assignments: [String]) -> Bool {
        let socket = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Self.closeOnExec, 0)
        guard socket >= 0 else { return false }
        defer { close(socket) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        var name = Array(path.utf8)
        let isAbstract = name[0] == UInt8(ascii: "@")
        if isAbstract { name[0] = 0 }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
        // An abstract name has a length and no terminating zero.
        let length = MemoryLayout<sa_family_t>.size + name.count + (isAbstract ? 0 : 1)
        let message = Array(assignments.joined(separator: "\n").utf8)
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                sendto(
                    socket, message, message.count, Int32(MSG_NOSIGNAL), generic,
                    socklen_t(length)) == message.count
            }
        }
    }

    /// Microseconds on the monotonic clock, which `RELOADING=1` must carry.
    package static var monotonicMicroseconds: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
    }

    private static var closeOnExec: Int32 { Int32(SOCK_CLOEXEC.rawValue) }
}
