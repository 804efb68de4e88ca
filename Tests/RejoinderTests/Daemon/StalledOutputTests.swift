import Foundation
import HTTP
import Synchronization
import TestSupport
import Testing

@testable import Rejoinder

@Suite("Output that nobody reads", .timeLimit(.minutes(3))) struct StalledOutputTests {
    /// A pipe that is full, and whose reader does not read.
    private static func fullPipe() throws -> Pipe {
        let pipe = Pipe()
        let end = pipe.fileHandleForWriting.fileDescriptor
        let flags = fcntl(end, F_GETFL)
        _ = fcntl(end, F_SETFL, flags | O_NONBLOCK)
        let filler = [UInt8](repeating: 0x78, count: 4096)
        while write(end, filler, filler.count) > 0 {}
        while write(end, filler, 1) > 0 {}
        _ = fcntl(end, F_SETFL, flags)
        return pipe
    }

    enum Stream: CaseIterable { case output, error }

    @Test("stops neither polls, nor webhooks, nor SIGTERM", arguments: Stream.allCases)
    func stalled(_ stream: Stream) async throws {
        let isNews = Mutex(false)
        let origin = try LoopbackServer { _ in
            let entries = (0..<(isNews.withLock { $0 } ? 20 : 1)).map {
                (id: "e\($0)", title: "Entry \($0)", text: "It is new.")
            }
            return LoopbackServer.Reply(body: FeedText.rss(entries.reversed()))
        }
        defer { origin.stop() }
        let received = Mutex<Set<String>>([])
        let (arrivals, arrive) = AsyncStream.makeStream(of: Int.self)
        let receiver = try LoopbackServer { request in
            let count = received.withLock { ids in
                ids.insert(request.headers["webhook-id"] ?? "")
                return ids.count
            }
            arrive.yield(count)
            return LoopbackServer.Reply(status: 204)
        }
        defer { receiver.stop() }
        let daemon = try DaemonProcess()
        try daemon.configure(
            """
            network: {allow: ["127.0.0.1"]}
            poll: {host_spacing: 0s}
            delivery: {drain: 1s}
            log: {level: debug}
            feeds: [{name: news, url: "\(origin.url)/feed", follow: never}]
            sinks:
              - {name: screen, type: stdout}
              - {name: hook, type: webhook, url: "\(receiver.url)/", unsigned: true}
            """)
        #expect(try await daemon.run("--once", "--all") == .exit(0))
        isNews.withLock { $0 = true }
        let pipe = try Self.fullPipe()
        switch stream {
        case .output: daemon.standardOutput = pipe.fileHandleForWriting
        case .error: daemon.standardError = pipe.fileHandleForWriting
        }
        try daemon.start(["--all"])
        for await count in arrivals where count == 19 { break }
        daemon.signal(SIGTERM)
        #expect(await daemon.wait() == .exit(0))
        let ledger = try Ledger(path: daemon.ledger)
        let counts = try await ledger.deliveryCounts()
        #expect(counts["hook"] == [.delivered: 19])
        switch stream {
        // What nobody took is not delivered, and waits.
        case .output: #expect(counts["screen"] == [.pending: 19])
        case .error: #expect(counts["screen"] == [.delivered: 19])
        }
        await ledger.close()
        // Its reader was there, and did not read.
        try pipe.fileHandleForReading.close()
    }
}
