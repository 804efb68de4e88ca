import Foundation
import Glibc
import Platform
import Testing

@Suite("The service manager's socket") struct NotifySocketTests {
    @Test("gets assignments as one datagram, a line each", arguments: ["/", "@"])
    func sends(kind: String) throws {
        let name = kind == "@" ? "@rejoinder-test-\(UUID().uuidString)" : Self.path()
        let receiver = try Receiver(name)
        defer { receiver.close() }
        let socket = try #require(NotifySocket(path: name))
        #expect(socket.send(["READY=1", "STATUS=polling 3 feeds"]))
        #expect(receiver.datagram() == "READY=1\nSTATUS=polling 3 feeds")
        #expect(socket.send(["WATCHDOG=1"]))
        #expect(receiver.datagram() == "WATCHDOG=1")
    }

    @Test(
        "is no reason to fail where nobody listens",
        arguments: ["/nonexistent/notify", "@nobody-there"])
    func nobody(name: String) throws {
        #expect(try #require(NotifySocket(path: name)).send(["READY=1"]) == false)
    }

    @Test(
        "is not made of a name of another kind",
        arguments: [nil, "", "@", "/", "notify", "vsock:2:1"])
    func refuses(name: String?) {
        #expect(NotifySocket(path: name) == nil)
    }

    @Test("takes a name as long as an address holds, and no longer") func length() {
        #expect(NotifySocket(path: "/" + String(repeating: "n", count: 106)) != nil)
        #expect(NotifySocket(path: "/" + String(repeating: "n", count: 107)) == nil)
    }

    @Test("is told the clock that only goes forward") func clock() {
        let first = NotifySocket.monotonicMicroseconds
        #expect(first > 0)
        #expect(NotifySocket.monotonicMicroseconds >= first)
    }

    private static func path() -> String {
        FileManager.default.temporaryDirectory
            .appendingPathComponent("notify-\(UUID().uuidString.prefix(8))").path
    }
}

/// A bound datagram socket, as the service manager has one.
private struct Receiver {
    private struct NotBound: Error {}

    private let descriptor: Int32
    private let name: String

    init(_ name: String) throws {
        self.name = name
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes =
            name.hasPrefix("@") ? [0] + Array(name.utf8.dropFirst()) : Array(name.utf8) + [0]
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let length = socklen_t(MemoryLayout<sa_family_t>.size + bytes.count)
        let code = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length)
            }
        }
        guard code == 0 else { throw NotBound() }
    }

    func datagram() -> String {
        var buffer = [UInt8](repeating: 0, count: 1024)
        let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
        return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
    }

    func close() {
        _ = Glibc.close(descriptor)
        if name.hasPrefix("/") { unlink(name) }
    }
}
