import Foundation
import GRDB
import HTTP
import Signing
import Synchronization
import TestSupport
import Testing

@testable import Rejoinder

/// An origin with a feed of every kind of luck.
private final class Origin: Sendable {
    private let entries = Mutex([("a", "The harbour is open", "Ships may enter from Monday.")])

    func put(_ new: [(String, String, String)]) { entries.withLock { $0 = new } }

    func answer(_ request: LoopbackServer.Request) -> LoopbackServer.Reply {
        let body = entries.withLock { FeedText.rss($0.map { (id: $0.0, title: $0.1, text: $0.2) }) }
        let etag = "\"" + Hex.string(SHA256.digest(body)) + "\""
        switch request.target {
        case "/good":
            guard request.headers["if-none-match"] != etag else {
                return LoopbackServer.Reply(status: 304, headers: [("ETag", etag)])
            }
            return LoopbackServer.Reply(headers: [("ETag", etag)], body: body)
        case "/moved": return LoopbackServer.Reply(status: 301, headers: [("Location", "/good")])
        case "/gzip":
            return LoopbackServer.Reply(
                headers: [("Content-Encoding", "gzip")], body: Gzip.stored(body))
        case "/broken": return LoopbackServer.Reply(status: 500)
        case "/slow": return .endless("HTTP/1.1 200 OK\r\n\r\n<rss>", [0x20], pause: .seconds(5))
        case "/truncated":
            let head = "HTTP/1.1 200 OK\r\nContent-Length: \(body.count)\r\n\r\n"
            return .raw([(.zero, Array(head.utf8) + body.dropLast(20))])
        case "/huge":
            return LoopbackServer.Reply(body: body + Array(repeating: 0x20, count: 1 << 20))
        default: return LoopbackServer.Reply(status: 404)
        }
    }
}

@Suite("The daemon as a process", .serialized) struct DaemonTests {
    private static let secret =
        "whsec_" + Base64.encode(Array("a secret of thirty-two bytes, say".utf8))
    private static let names = [
        "good", "moved", "gzip", "broken", "slow", "truncated", "huge", "missing",
    ]

    private static func configuration(port: UInt16, sinks: String) -> String {
        let feeds = names.map { "  - {name: \($0), url: \"http://127.0.0.1:\(port)/\($0)\"}" }
        return """
            network: {allow: ["127.0.0.1"]}
            poll:
              {timeout: 1s, connect_timeout: 1s, host_spacing: 0s, per_host: 8, max_bytes: 64KiB}
            delivery: {retries: [1s, 1s, 1s]}
            feeds:
            \(feeds.joined(separator: "\n"))
            \(sinks)
            """
    }

    private static func types(_ ledger: Ledger) async throws -> [String] {
        try await ledger.events(EventQuery())
            .map { "\($0.type.rawValue) \($0.feed ?? "")" }.sorted()
    }

    @Test("tells just what has happened, whatever its feeds do")
    func luck() async throws {
        let origin = Origin()
        let server = try LoopbackServer { origin.answer($0) }
        defer { server.stop() }
        let daemon = try DaemonProcess()
        try daemon.configure(Self.configuration(port: server.port, sinks: "sinks: []"))
        #expect(try await daemon.run("--once") == .exit(0))
        let ledger = try Ledger(path: daemon.ledger)
        try #expect(await Self.types(ledger) == [], "the first look is quiet")

        origin.put([
            ("b", "Two more berths", "The port authority opens two berths."),
            ("a", "The harbour is open", "Ships may enter from Tuesday, not from Monday."),
        ])
        for _ in 0..<3 { #expect(try await daemon.run("--once", "--all") == .exit(0)) }
        let seen = ["good", "gzip", "moved"]
        let failing = ["broken", "huge", "missing", "slow", "truncated"]
        let expected =
            seen.map { "entry.published \($0)" } + seen.map { "entry.updated \($0)" }
            + failing.map { "feed.failing \($0)" }
        let told = try await Self.types(ledger)
        #expect(told == expected.sorted())
        #expect(try await ledger.verify().faults == [])
        let kinds = try await ledger.read { database in
            try String.fetchAll(
                database,
                sql: """
                    SELECT feed.name || ' ' || coverage.outcome FROM coverage
                    JOIN feed ON feed.id = coverage.feed_id WHERE outcome != 'seen' ORDER BY 1
                    """)
        }
        #expect(
            kinds == [
                "broken http 500", "huge too-large", "missing http 404", "slow timeout",
                "truncated truncated",
            ])
        await ledger.close()
    }

    @Test(
        "brings events in order to a receiver that fails twice, signed, and ends when told to",
        .enabled(if: ReceiverProcess.python != nil, ReceiverProcess.missing))
    func delivers() async throws {
        let receiver = try ReceiverProcess(secret: Self.secret, failures: 2)
        defer { receiver.stop() }
        let origin = Origin()
        let server = try LoopbackServer { origin.answer($0) }
        defer { server.stop() }
        let daemon = try DaemonProcess()
        let key = daemon.folder.appendingPathComponent("key")
        try Data(Self.secret.utf8).write(to: key)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: key.path)
        let hook =
            "{name: hook, type: webhook, url: \"\(receiver.url)\", secret_file: key, feeds: [good]}"
        try daemon.configure(
            Self.configuration(port: server.port, sinks: "sinks: [\(hook)]"))
        #expect(try await daemon.run("--once") == .exit(0))
        origin.put([
            ("c", "A third thing", "Third."), ("b", "A second thing", "Second."),
            ("a", "The harbour is open", "Ships may enter from Tuesday."),
        ])
        try daemon.start(["--all"])
        // What is awaited is another process; the time is no part of what is claimed.
        for _ in 0..<600 where try receiver.records().count < 5 {
            try await Task.sleep(for: .milliseconds(50))
        }
        daemon.signal(SIGTERM)
        #expect(await daemon.wait() == .exit(0), "\(daemon.messages)")

        let records = try receiver.records()
        #expect(
            records.map(\.verdict) == ["failed", "failed", "accepted", "accepted", "accepted"])
        let ledger = try Ledger(path: daemon.ledger)
        var query = EventQuery()
        query.feed = "good"
        let ids = try await ledger.events(query).map(\.id)
        #expect(records.map(\.id) == [ids[0], ids[0]] + ids)
        #expect(try await ledger.deliveryCounts()["hook"] == [.delivered: 3])
        await ledger.close()
    }

    @Test("ends after one round, however often its feeds are due")
    func once() async throws {
        let server = try LoopbackServer { _ in LoopbackServer.Reply(body: FeedText.rss([])) }
        defer { server.stop() }
        let daemon = try DaemonProcess()
        try daemon.configure(
            """
            network: {allow: ["127.0.0.1"]}
            poll: {interval: 1m, host_spacing: 0s}
            feeds: [{name: quick, url: "\(server.url)/quick"}]
            """)
        #expect(try await daemon.run("--once") == .exit(0))
        #expect(try await daemon.run("--once", "--all") == .exit(0))
        #expect(server.connectionCount == 2)
    }

    @Test("keeps its configuration when a new one is faulty, and refuses a second of its kind")
    func reload() async throws {
        let origin = Origin()
        let server = try LoopbackServer { origin.answer($0) }
        defer { server.stop() }
        let daemon = try DaemonProcess()
        try daemon.configure(Self.configuration(port: server.port, sinks: "sinks: []"))
        try daemon.start([])
        for _ in 0..<600 where !daemon.messages.contains("polled feed=good") {
            try await Task.sleep(for: .milliseconds(50))
        }
        let second = try DaemonProcess()
        try Data("ledger: \"\(daemon.ledger)\"\nfeeds: []\n".utf8)
            .write(to: URL(fileURLWithPath: second.configuration))
        #expect(try await second.run("--once") == .exit(1))
        #expect(second.messages.contains("another rejoinder is running with the ledger"))

        try daemon.configure("feeds: [{url: 7, colour: red}]")
        daemon.signal(SIGHUP)
        for _ in 0..<600 where !daemon.messages.contains("the old one is kept") {
            try await Task.sleep(for: .milliseconds(50))
        }
        #expect(daemon.messages.contains("unknown key \"colour\""))

        try Data("ledger: other.sqlite\ncontact: a@b.org\nfeeds: []\n".utf8)
            .write(to: URL(fileURLWithPath: daemon.configuration))
        daemon.signal(SIGHUP)
        for _ in 0..<600 where !daemon.messages.contains("reloaded") {
            try await Task.sleep(for: .milliseconds(50))
        }
        let other = daemon.folder.appendingPathComponent("other.sqlite").path
        #expect(
            daemon.messages.contains(
                "ledger: still \(daemon.ledger), for a running daemon keeps its ledger; restart it "
                    + "to use \(other)"))
        daemon.signal(SIGTERM)
        #expect(await daemon.wait() == .exit(0))
    }
}

/// Gzip without compression (RFC 1952 around a stored block of RFC 1951).
enum Gzip {
    static func stored(_ bytes: [UInt8]) -> [UInt8] {
        let size = UInt16(bytes.count)
        return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255, 1] + Self.little(size)
            + Self.little(~size) + bytes + Self.little(crc(bytes))
            + Self.little(UInt32(bytes.count))
    }

    private static func little<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
        (0..<Number.bitWidth / 8).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }

    private static func crc(_ bytes: [UInt8]) -> UInt32 {
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
        return ~crc
    }
}
