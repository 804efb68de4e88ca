import HTTP
import Synchronization
import TestSupport
import Testing

@testable import Rejoinder

@Suite("Watches of the daemon", .serialized) struct WatchDaemonTests {
    @Test("tell of new text once, and of no text that was there before") func once() async throws {
        let entries = Mutex([(id: "a", title: "Old", text: "Minesweepers leave the port.")])
        let server = try LoopbackServer { _ in
            LoopbackServer.Reply(body: FeedText.rss(entries.withLock { $0 }))
        }
        defer { server.stop() }
        let daemon = try DaemonProcess()
        try daemon.configure(
            """
            network: {allow: ["127.0.0.1"]}
            poll: {host_spacing: 0s}
            feeds: [{name: news, url: "http://127.0.0.1:\(server.port)/", follow: never}]
            watches:
              - {name: mines, words: mine* -exercise}
              - {name: ships, words: '"two ships"'}
            """)
        #expect(try await daemon.run("--once") == .exit(0))
        entries.withLock {
            $0.append((id: "b", title: "New", text: "A minesweeper was seen. Two ships follow."))
            $0.append((id: "c", title: "Drill", text: "Minesweepers begin an exercise."))
        }
        for _ in 0..<2 { #expect(try await daemon.run("--once", "--all") == .exit(0)) }
        let ledger = try Ledger(path: daemon.ledger)
        let events = try await ledger.events(EventQuery()).filter { $0.type == .watchMatched }
        let schema = try EventSchema()
        for event in events { #expect(try schema.faults(in: event) == []) }
        let told = try events.map { try JSONValue(parsing: $0.body)["data"] }
        #expect(told.map { $0?.at("watch.name") } == [.string("mines"), .string("ships")])
        #expect(told.first??.at("watch.words") == .array([.string("minesweeper")]))
        #expect(told.allSatisfy { $0?.at("entry.title") == .string("New") })
        await ledger.close()
    }
}
