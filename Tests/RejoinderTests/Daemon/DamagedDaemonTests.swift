import Foundation
import GRDB
import HTTP
import TestSupport
import Testing

@testable import Rejoinder

@Suite("The daemon over a damaged ledger", .serialized) struct DamagedDaemonTests {
    /// A daemon's folder in which one entry was published and is to be sent, and its two servers.
    private final class Scene {
        let feed: LoopbackServer
        let receiver: LoopbackServer
        let daemon: DaemonProcess

        init() async throws {
            feed = try LoopbackServer { _ in
                LoopbackServer.Reply(body: FeedText.rss([("a", "The harbour is open", "Enter.")]))
            }
            receiver = try LoopbackServer { _ in LoopbackServer.Reply(status: 204) }
            daemon = try DaemonProcess()
            try daemon.configure(
                """
                network: {allow: ["127.0.0.1"]}
                poll: {interval: 1m, host_spacing: 0s}
                feeds: [{name: news, url: "\(feed.url)/news", follow: never}]
                sinks: [{name: hook, type: webhook, url: "\(receiver.url)/hook", unsigned: true}]
                """)
            #expect(try await daemon.run("--once") == .exit(0), "\(daemon.messages)")
            let ledger = try Ledger(path: daemon.ledger)
            _ = try await ledger.write { [seal = ledger.seal] database in
                try EventWriter(database: database, seal: seal).append(
                    EventDraft(
                        type: .feedGap, at: TestLedger.minute(1), feed: "news",
                        identifiedBy: ["gap"], data: .members([:])))
            }
            await ledger.close()
        }

        deinit {
            feed.stop()
            receiver.stop()
        }

        func damage(_ sql: String...) async throws {
            let ledger = try Ledger(existing: daemon.ledger)
            try await ledger.write { database in
                for statement in sql { try database.execute(sql: statement) }
            }
            await ledger.close()
        }

        /// What is awaited is another process; the time is no part of what is claimed.
        func awaitMessage(_ text: String) async throws {
            for _ in 0..<600 where !daemon.messages.contains(text) {
                try await Task.sleep(for: .milliseconds(50))
            }
        }
    }

    @Test("polls and sends nothing, says why, and goes on standing until it is told to end")
    func standsStill() async throws {
        let scene = try await Scene()
        try await scene.damage(
            "DROP TRIGGER event_body_refuses_update", "UPDATE event_body SET body = x'7B7D'")
        let polls = scene.feed.connectionCount
        try scene.daemon.start(["--all"])
        try await scene.awaitMessage("read-only, nothing is polled or sent")
        #expect(scene.daemon.messages.contains("(event 1 is not what was hashed)"))
        #expect(scene.daemon.messages.contains("stop the daemon and restore a backup"))
        scene.daemon.signal(SIGTERM)
        #expect(await scene.daemon.wait() == .exit(1))
        #expect(scene.feed.connectionCount == polls && scene.receiver.connectionCount == 0)
        // Once is not to wait for anybody.
        #expect(try await scene.daemon.run("--once", "--all") == .exit(1))
        #expect(scene.receiver.connectionCount == 0)
    }

    @Test("finds damage in its file while it runs, and stands still from then on")
    func findsDamage() async throws {
        let scene = try await Scene()
        let ledger = try Ledger(existing: scene.daemon.ledger)
        let page = try await ledger.read {
            try Int.fetchOne(
                $0, sql: "SELECT rootpage FROM sqlite_schema WHERE name = 'inquiry_opened'")
        }
        await ledger.close()
        var bytes = try Data(contentsOf: URL(fileURLWithPath: scene.daemon.ledger))
        let place = (try #require(page) - 1) * 4096
        bytes.replaceSubrange(place..<place + 4096, with: Data(count: 4096))
        try bytes.write(to: URL(fileURLWithPath: scene.daemon.ledger))
        try scene.daemon.start([])
        try await scene.awaitMessage("read-only, nothing is polled or sent")
        #expect(scene.daemon.messages.contains("watching"))
        #expect(scene.daemon.messages.contains("the ledger is damaged"))
        scene.daemon.signal(SIGTERM)
        #expect(await scene.daemon.wait() == .exit(1))
    }

    @Test("sends what is sound: the same daemon over the same ledger, undamaged")
    func sound() async throws {
        let scene = try await Scene()
        #expect(try await scene.daemon.run("--once", "--all") == .exit(0))
        #expect(!scene.daemon.messages.contains("read-only"))
    }
}
