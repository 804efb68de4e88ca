import Foundation
import HTTP
import Synchronization
import TestSupport
import Testing

@testable import Rejoinder

/// Keeps what it is sent, in memory.
private final class Witness: Sendable {
    private let bodies = Mutex<[String: Set<[UInt8]>]>([:])

    func take(_ request: LoopbackServer.Request) -> LoopbackServer.Reply {
        let id = request.headers["webhook-id"] ?? ""
        bodies.withLock { _ = $0[id, default: []].insert(request.body) }
        return LoopbackServer.Reply(status: 204)
    }

    var received: [String: Set<[UInt8]>] { bodies.withLock { $0 } }
}

@Suite("A daemon that is killed") struct KillTests {
    private static let steps = 17
    private static let killsEach = 3

    /// The feed after that many steps: each adds an entry and changes the one before it.
    private static func feed(after step: Int) -> [UInt8] {
        let entries = (0...step).reversed().map { number in
            (
                id: "e\(number)", title: "Entry number \(number)",
                text: number < step ? "Now it has \(number + 1) words." : "It is new."
            )
        }
        return FeedText.rss(entries)
    }

    @Test("loses nothing, and says nothing twice with two names")
    func killed() async throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        print("kill seed: \(seed)")
        var chance = Chance(seed: seed)
        let step = Mutex(0)
        let origin = try LoopbackServer { _ in
            LoopbackServer.Reply(body: Self.feed(after: step.withLock { $0 }))
        }
        defer { origin.stop() }
        let witness = Witness()
        let receiver = try LoopbackServer { witness.take($0) }
        defer { receiver.stop() }
        let daemon = try DaemonProcess()
        try daemon.configure(
            """
            network: {allow: ["127.0.0.1"]}
            poll: {host_spacing: 0s}
            feeds: [{name: news, url: "\(origin.url)/feed"}]
            sinks: [{name: hook, type: webhook, url: "\(receiver.url)/", unsigned: true}]
            """)
        #expect(try await daemon.run("--once", "--all") == .exit(0))

        var kills = 0
        for number in 1...Self.steps {
            step.withLock { $0 = number }
            for _ in 0..<Self.killsEach {
                try daemon.start(["--once", "--all"])
                try await Task.sleep(for: .milliseconds(Int(chance.fraction() * 120)))
                daemon.signal(SIGKILL)
                let end = await daemon.wait()
                #expect(end == .exit(0) || end == .signal(SIGKILL), "\(daemon.messages)")
                if end == .signal(SIGKILL) { kills += 1 }
            }
            #expect(try await daemon.run("--once", "--all") == .exit(0), "\(daemon.messages)")
        }
        print("killed \(kills) times")

        let ledger = try Ledger(path: daemon.ledger)
        let events = try await ledger.events(EventQuery())
        let said = Dictionary(grouping: events) { "\($0.type.rawValue)" }.mapValues(\.count)
        #expect(said == ["entry.published": Self.steps, "entry.updated": Self.steps])
        let received = witness.received
        #expect(Set(received.keys) == Set(events.map(\.id)))
        #expect(received.values.allSatisfy { $0.count == 1 }, "one id, one body")
        #expect(try await ledger.verify().faults == [])
        await ledger.close()
    }
}
