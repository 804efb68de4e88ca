import Foundation
import GRDB
import Signing
import Synchronization
import Testing

@testable import Rejoinder

@Suite("Deliveries of a ledger of the version before people and held deliveries")
struct DeliveryUpgradeTests {
    private final class Kept: Sink {
        let name = "desk"
        private let ids = Mutex<[String]>([])
        var got: [String] { ids.withLock { $0 } }

        func deliver(_ events: [Event], now: Timestamp) async -> DeliveryOutcome {
            ids.withLock { $0 += events.map(\.id) }
            return .delivered
        }
    }

    /// A ledger of that version with five events, each on its way to a sink in another state.
    private static func former(in folder: URL) async throws -> (path: String, ids: [String]) {
        let path = folder.appendingPathComponent("former.sqlite").path
        let pool = try DatabasePool(path: path)
        try Schema.migrator.upTo("15 answers beside questions, and sightings of statements")
            .apply(to: pool)
        let ids = try await pool.write { database in
            let logID = try LedgerFile.logID(database)
            try database.execute(
                sql: """
                    INSERT INTO feed (id, name, url) VALUES (1, 'news', 'https://news.example/f');
                    """)
            var previous = logID
            let ids = try (1...5).map { number in
                let (id, hash) = try append(number, after: previous, in: database)
                previous = hash
                return id
            }
            try database.execute(
                sql: #"""
                    INSERT INTO sink (name, route, failures, out_of_reach_since, next_attempt_at)
                        VALUES ('desk', '{"feeds":[],"sink":"desk","types":[]}', 1,
                        \#(TestLedger.minute(7).milliseconds), \#(TestLedger.minute(9).milliseconds));
                    """#)
            let states = [
                ("delivered", 1, nil as String?), ("dead", 10, "HTTP 500"),
                ("parked", 2, "HTTP 422"),
                ("pending", 1, "HTTP 503"), ("pending", 0, nil),
            ]
            for (index, (state, attempts, error)) in states.enumerated() {
                let ended = ["delivered", "dead"].contains(state) ? 1 : nil
                try database.execute(
                    sql: """
                        INSERT INTO delivery (event_sequence, sink, state, attempts,
                            next_attempt_at, last_error, ended_at) VALUES (?, 'desk', ?, ?, ?, ?, ?)
                        """,
                    arguments: [
                        index + 1, state, attempts, TestLedger.minute(8).milliseconds, error, ended,
                    ])
            }
            return ids
        }
        try pool.close()
        return (path, ids)
    }

    /// Appends an event as that version did.
    private static func append(
        _ number: Int, after previous: [UInt8], in database: Database
    ) throws -> (id: String, hash: [UInt8]) {
        let id = "evt_gap\(number)"
        let at = TestLedger.minute(number)
        let body = Array(
            #"{"id":"\#(id)","type":"feed.gap","at":"\#(at)","data":{}}"#.utf8)
        let header = HashChain.Header(
            format: 2, sequence: Int64(number), id: id, type: "feed.gap", at: at, entry: nil,
            level: nil, inquiry: nil, feed: "news")
        let bodyHash = SHA256.digest(body)
        let hash = HashChain.hash(previous: previous, header: header, bodyHash: bodyHash)
        try database.execute(
            sql: """
                INSERT INTO event (sequence, id, type, at, feed, format, body_hash, previous_hash,
                    hash) VALUES (?, ?, 'feed.gap', ?, 'news', 2, ?, ?, ?);
                """,
            arguments: [
                number, id, at.milliseconds, Data(bodyHash), Data(previous), Data(hash),
            ])
        try database.execute(
            sql: "INSERT INTO event_body (sequence, body) VALUES (?, ?)",
            arguments: [number, Data(body)])
        return (id, hash)
    }

    @Test("keep their states, attempts and errors, and are held by nothing") func keeps()
        async throws
    {
        let scene = try TestLedger()
        let (path, ids) = try await Self.former(in: scene.folder)
        let ledger = try Ledger(path: path)
        let records = try await ledger.deliveries(DeliveryQuery())
        #expect(records.map(\.event) == ids)
        #expect(records.map(\.state) == [.delivered, .dead, .parked, .pending, .pending])
        #expect(records.map(\.attempts) == [1, 10, 2, 1, 0])
        #expect(records.map(\.lastError) == [nil, "HTTP 500", "HTTP 422", "HTTP 503", nil])
        for record in records {
            #expect(record.nextAttemptAt == TestLedger.minute(8))
            #expect(record.heldUntil == nil && record.heldBy == nil)
            #expect(record.digest == nil && record.origin == nil)
        }
        let queue = try await ledger.queue(sink: "desk")
        #expect(queue.health.outOfReachSince == TestLedger.minute(7))
        #expect(queue.fallbacks == SinkQueue.FallbackTimes())
        await ledger.close()
    }

    @Test("go on where they were: in order, each once, and the dead when asked for") func goOn()
        async throws
    {
        let scene = try TestLedger()
        let (path, ids) = try await Self.former(in: scene.folder)
        let ledger = try Ledger(path: path)
        try await ledger.declare(sinks: [Route(sink: "desk")])
        let sink = Kept()
        let outbox = Outbox(sink: sink, ledger: ledger, retries: DeliverySchedule.retries)
        _ = try await outbox.deliverDue(isFresh: true) { TestLedger.minute(60) }
        #expect(sink.got == [ids[3], ids[4], ids[2]])
        #expect(
            try await ledger.redeliver(sequences: nil, sink: nil, now: TestLedger.minute(61)) == 1)
        _ = try await outbox.deliverDue { TestLedger.minute(61) }
        #expect(sink.got.last == ids[1] && sink.got.count == 4)
        #expect(try await ledger.deliveryCounts() == ["desk": [.delivered: 5]])
        await ledger.close()
    }
}
