import Foundation
import GRDB
import Testing

@testable import Rejoinder

@Suite("The ledger's file") struct LedgerTests {
    @Test("keeps what was written when it is opened again") func reopens() async throws {
        let first = try TestLedger()
        try await first.watch()
        try await first.poll(at: 1, [Told()])
        await first.ledger.close()
        let second = try Ledger(existing: first.path)
        #expect(try await second.events(EventQuery()).map(\.type) == [.entryPublished])
        #expect(second.logID == first.ledger.logID)
    }

    @Test("keeps what waits for its sinks when it is migrated") func migrates() async throws {
        let test = try TestLedger()
        let path = test.folder.appendingPathComponent("old.sqlite").path
        let old = try DatabasePool(path: path)
        try Schema.migrator.upTo("6 index of waiting entries").apply(to: old)
        try await old.write { database in
            let logID = try #require(
                try Data.fetchOne(database, sql: "SELECT value FROM meta WHERE name = 'log_id'"))
            let hash = FormerLedger.hash(
                [UInt8](logID), header: "1\nevt_x\nfeed.gap\n0\nnews", body: "{}")
            try database.execute(
                sql: """
                    INSERT INTO event VALUES (1, 'evt_x', 'feed.gap', 0, 'news', NULL, NULL, NULL,
                        x'7b7d', ?, ?)
                    """, arguments: [logID, Data(hash)])
            try database.execute(
                sql: """
                    INSERT INTO sink (name, route, disabled_at, disabled_reason) VALUES
                        ('desk', '{"sink":"desk","types":[],"feeds":[]}', 7, 'HTTP 410');
                    INSERT INTO delivery (event_sequence, sink, state, attempts, next_attempt_at)
                        VALUES (1, 'desk', 'pending', 2, 0);
                    """)
        }
        try old.close()
        let ledger = try Ledger(existing: path)
        #expect(try await ledger.sinks().map(\.health.disabledAt?.milliseconds) == [7])
        #expect(try await ledger.pendingDeliveries(sink: "desk").map(\.attempts) == [2])
        await ledger.close()
    }

    @Test("has a name that no other ledger has") func names() throws {
        #expect(try TestLedger().ledger.logID != TestLedger().ledger.logID)
    }

    @Test("is refused where it is another program's database") func foreign() async throws {
        let folder = try TestLedger()
        let path = folder.folder.appendingPathComponent("other.sqlite").path
        let other = try DatabaseQueue(path: path)
        try await other.write { try $0.execute(sql: "CREATE TABLE t (x)") }
        #expect(throws: LedgerError.foreignFile(path: path)) { try Ledger(path: path) }
        #expect(try await other.read { try $0.tableExists("meta") } == false)
    }

    @Test("is refused where a newer version wrote it") func newer() async throws {
        let test = try TestLedger()
        try await test.tamper("INSERT INTO grdb_migrations VALUES ('9 from the future')")
        await test.ledger.close()
        #expect(throws: LedgerError.tooNew(path: test.path)) { try Ledger(path: test.path) }
    }

    @Test("is refused where its folder is missing") func noFolder() throws {
        let path = "/nonexistent-\(UUID().uuidString)/ledger.sqlite"
        let error = #expect(throws: LedgerError.self) { try Ledger(path: path) }
        #expect("\(error.map { "\($0)" } ?? "")".contains("does its folder exist"))
    }

    @Test("is refused where it was to be there and is not, and is not made") func notFound() throws
    {
        let test = try TestLedger()
        let path = test.folder.appendingPathComponent("none.sqlite").path
        #expect(throws: LedgerError.notFound(path: path)) { try Ledger(existing: path) }
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test("is refused where it is no database at all") func garbage() throws {
        let test = try TestLedger()
        let path = test.folder.appendingPathComponent("notes.txt").path
        try Data(repeating: 0x61, count: 8192).write(to: URL(fileURLWithPath: path))
        let error = #expect(throws: LedgerError.self) { try Ledger(path: path) }
        guard error?.isDamage == true else {
            Issue.record("it said: \(error.map { "\($0)" } ?? "nothing")")
            return
        }
    }

    @Test("is written with the safest settings, whoever opens it and whatever was done since")
    func settings() async throws {
        let test = try TestLedger()
        try await Self.expectSafety(of: test.ledger)
        let byHand = try Ledger(existing: test.path)
        try await Self.expectSafety(of: byHand)
        // These touch the connection's settings, or make new connections.
        try await test.ledger.backUp(to: test.folder.appendingPathComponent("copy").path)
        test.ledger.freeMemory()
        try await Self.expectSafety(of: test.ledger)
    }

    /// Asked of the connection that writes, for each has settings of its own; and of a reader.
    private static func expectSafety(of ledger: Ledger) async throws {
        let names = [
            "journal_mode", "synchronous", "foreign_keys", "trusted_schema", "cell_size_check",
        ]
        let ask: @Sendable (Database) throws -> [String?] = { database in
            try names.map { try String.fetchOne(database, sql: "PRAGMA \($0)") }
        }
        // 2 is FULL.
        #expect(try await ledger.write(ask) == ["wal", "2", "1", "0", "1"])
        #expect(try await ledger.read(ask) == ["wal", "2", "1", "0", "1"])
    }

    @Test("tells whether another process has written") func foreignVersion() async throws {
        let test = try TestLedger()
        let before = try await test.ledger.foreignVersion()
        try await test.watch()
        #expect(try await test.ledger.foreignVersion() == before)
        let other = try Ledger(existing: test.path)
        _ = try await other.declare(feeds: [], now: TestLedger.minute(1))
        #expect(try await test.ledger.foreignVersion() != before)
    }
}
