import Foundation
import GRDB
import HTTP
import Synchronization
import TestSupport
import Testing

@testable import Rejoinder

@Suite("A text that brings the daemon down", .serialized) struct ContainmentTests {
    /// An origin whose feeds and pages a test sets, and a daemon that watches it.
    private final class Site {
        private var server: LoopbackServer?
        let daemon: DaemonProcess

        init(follow: String = "never") throws {
            daemon = try DaemonProcess()
            let answers = Shelf()
            shelf = answers
            let server = try LoopbackServer { request in
                answers.bytes[request.target].map { .init(body: $0) } ?? .init(status: 404)
            }
            self.server = server
            try daemon.configure(
                """
                network: {allow: ["127.0.0.1"]}
                poll: {host_spacing: 0s, per_host: 8}
                feeds:
                  - {name: news, url: "\(server.url)/news", follow: \(follow)}
                  - {name: radio, url: "\(server.url)/radio", follow: never}
                sinks: []
                """)
        }

        private final class Shelf: Sendable {
            private let content = Mutex<[String: [UInt8]]>([:])

            var bytes: [String: [UInt8]] {
                get { content.withLock { $0 } }
                set { content.withLock { $0 = newValue } }
            }
        }
        private let shelf: Shelf

        deinit { server?.stop() }

        func list(_ feed: String, _ entries: [(id: String, title: String, text: String)]) {
            shelf.bytes["/\(feed)"] = FeedText.rss(entries)
        }

        func put(_ path: String, _ body: String) { shelf.bytes[path] = Array(body.utf8) }

        var url: String { server?.url ?? "" }

        /// Runs once and again, as a service manager would, until it ends by itself.
        ///
        /// - Returns: how often it fell.
        func runUntilAtRest() async throws -> Int {
            for falls in 0..<10 where try await daemon.run("--once", "--all") == .exit(0) {
                return falls
            }
            return 10
        }

        func told() async throws -> [String] {
            let ledger = try Ledger(path: daemon.ledger)
            let events = try await ledger.events(EventQuery())
            await ledger.close()
            return try events.map { event in
                let data = try JSONValue(parsing: event.body)["data"]
                let title = data?["entry"]?["title"]?.stringValue ?? ""
                return "\(event.type.rawValue) \(event.feed ?? "") \(title)"
            }
        }
    }

    private static let first = [(id: "a", title: "Old news", text: "There was none.")]

    @Test("is quarantined at the second fall; nothing else is lost, and one event says so")
    func entry() async throws {
        let site = try Site()
        site.list("news", Self.first)
        site.list("radio", Self.first)
        #expect(try await site.runUntilAtRest() == 0)
        let poison = (id: "p", title: "A title", text: "This has the word qxjzk in it.")
        site.list(
            "news",
            [(id: "c", title: "The newest", text: "The port is open.")] + [poison]
                + [(id: "b", title: "A newer one", text: "The port is shut.")] + Self.first)
        site.list("radio", [(id: "r", title: "On the air", text: "Music.")] + Self.first)
        site.daemon.environment = ["REJOINDER_TEST_TRAP": "qxjzk", "SWIFT_BACKTRACE": "enable=no"]
        #expect(try await site.runUntilAtRest() == 2)
        let expected: Set = [
            "entry.published news A newer one", "entry.quarantined news A title",
            "entry.published news The newest", "entry.published radio On the air",
        ]
        try #expect(await Set(site.told()) == expected)
        try #expect(await site.told().count == expected.count)
        // It stays at rest, and what comes later is told.
        site.list("news", [(id: "d", title: "Later", text: "Rain.")] + [poison] + Self.first)
        #expect(try await site.runUntilAtRest() == 0)
        try #expect(await Set(site.told()) == expected.union(["entry.published news Later"]))

        let ledger = try Ledger(path: site.daemon.ledger)
        let quarantine = try #require(try await ledger.quarantines(at: TestLedger.minute(0)).first)
        #expect(quarantine.signal == "SIGILL" || quarantine.signal == "SIGTRAP")
        #expect(quarantine.falls == 2)
        let entry = try #require(quarantine.entry)
        let revision = try #require(try await ledger.revision(entry: entry))
        #expect(revision.source == .unread && revision.content.text == poison.text)
        #expect(try await ledger.lastUncleanEnd()?.signal == quarantine.signal)
        #expect(try await ledger.verify().faults == [])
        await ledger.close()
        let kept = try String(
            contentsOfFile: site.daemon.ledger + "-quarantine/" + quarantine.file, encoding: .utf8)
        #expect(kept.contains("This has the word qxjzk in it."))
    }

    @Test("is read by another build, and what it says is told") func anotherBuild() async throws {
        let site = try Site()
        site.list("news", Self.first)
        site.list("radio", Self.first)
        #expect(try await site.runUntilAtRest() == 0)
        let question =
            "NATO headquarters did not respond to a request for comment about qxjzk."
        site.list("news", [(id: "p", title: "A title", text: question)] + Self.first)
        site.daemon.environment = ["REJOINDER_TEST_TRAP": "qxjzk", "SWIFT_BACKTRACE": "enable=no"]
        #expect(try await site.runUntilAtRest() == 2)
        try #expect(await site.told() == ["entry.quarantined news A title"])

        let ledger = try Ledger(path: site.daemon.ledger)
        try await ledger.write { try $0.execute(sql: "UPDATE quarantine SET build = 'older'") }
        await ledger.close()
        site.daemon.environment = [:]
        #expect(try await site.runUntilAtRest() == 0)
        let told = try await site.told()
        #expect(told.contains("inquiry.opened news A title"))
        #expect(!told.contains("entry.updated news A title"))
        // And only once.
        #expect(try await site.runUntilAtRest() == 0)
        try #expect(await site.told() == told)
    }

    @Test("as a feed's document is a failed poll; other feeds go on") func document() async throws {
        let site = try Site()
        site.list("news", Self.first)
        site.list("radio", Self.first)
        #expect(try await site.runUntilAtRest() == 0)
        site.list("news", [(id: "p", title: "A title", text: "qxjzk")] + Self.first)
        site.list("radio", [(id: "r", title: "On the air", text: "Music.")] + Self.first)
        site.daemon.environment = [
            "REJOINDER_TEST_TRAP_DOCUMENT": "qxjzk", "SWIFT_BACKTRACE": "enable=no",
        ]
        #expect(try await site.runUntilAtRest() == 2)
        try #expect(await site.told() == ["entry.published radio On the air"])
        let ledger = try Ledger(path: site.daemon.ledger)
        #expect(try await ledger.feed(named: "news").lastError?.contains("crashed twice") == true)
        await ledger.close()
    }

    @Test("as a feed's document is tried again after a day, without a restart")
    func documentAgain() {
        let containment = Containment.none
        let begin = TestLedger.minute(0)
        func quarantine(_ subject: ReadingSubject) -> Quarantine {
            Quarantine(
                subject: subject, feed: 1, entry: nil, build: "a", falls: 2, signal: "SIGILL",
                since: begin, file: "")
        }
        let (document, page) = (ReadingSubject.document(feed: 1), ReadingSubject.page(entry: 1))
        containment.quarantine([quarantine(document), quarantine(page)])
        #expect(containment.isQuarantined(document, now: begin + .seconds(86_399)))
        #expect(!containment.isQuarantined(document, now: begin + .seconds(86_400)))
        #expect(!containment.isQuarantined(document), "and stays so")
        #expect(containment.isQuarantined(page, now: begin + .seconds(10 * 86_400)))
    }

    @Test("rests where it is a page; its feed is read as ever") func page() async throws {
        let site = try Site(follow: "recheck")
        site.list("radio", Self.first)
        site.put("/news", "<rss><channel><title>News</title></channel></rss>")
        #expect(try await site.runUntilAtRest() == 0)
        site.put(
            "/news",
            """
            <rss><channel><title>News</title><item><guid>p</guid><title>A title</title>
            <link>\(site.url)/p</link><description>Short.</description></item></channel></rss>
            """)
        site.put(
            "/p",
            "<html><body><article><p>"
                + String(repeating: "Here qxjzk is written at some length. ", count: 20)
                + "</p></article></body></html>")
        site.daemon.environment = ["REJOINDER_TEST_TRAP": "qxjzk", "SWIFT_BACKTRACE": "enable=no"]
        // The daemon proper: `--once` looks at no pages.
        var falls = 0
        for _ in 0..<4 {
            try site.daemon.start(["--all"])
            if try await Self.isAtRest(site) { break }
            falls += 1
        }
        #expect(falls == 2)
        site.daemon.signal(SIGTERM)
        #expect(await site.daemon.wait() == .exit(0))
        try #expect(
            await site.told() == [
                "entry.published news A title", "entry.quarantined news A title",
            ])
    }

    /// Waits until the daemon has fallen, or said that a page is quarantined.
    private static func isAtRest(_ site: Site) async throws -> Bool {
        let end = ContinuousClock.now + .seconds(60)
        let before = site.daemon.messages.utf8.count
        while ContinuousClock.now < end {
            if site.daemon.messages.dropFirst(before).contains("quarantined:") { return true }
            if site.daemon.hasEnded { return false }
            try await Task.sleep(for: .milliseconds(20))
        }
        return true
    }
}
