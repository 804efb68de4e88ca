import Foundation
import GRDB
import Testing

@testable import Rejoinder

@Suite("A damaged ledger") struct DamageTests {
    @Test("is found out by the check of the whole file, and written no more") func structure()
        async throws
    {
        let test = try TestLedger()
        try await test.watch()
        try await test.ledger.examineFile()
        #expect(test.ledger.damage == nil)
        try await test.zeroPage(of: "statement")

        // No event is touched, so it opens; nothing that is asked needs the page.
        let ledger = try Ledger(existing: test.path)
        #expect(try await ledger.feeds().count == 1)
        let error = await #expect(throws: LedgerError.self) { try await ledger.examineFile() }
        #expect(error != nil && ledger.damage == error)
        await #expect(throws: LedgerError.self) { try await ledger.probe() }
        #expect("\(error.map { "\($0)" } ?? "")".contains("`rejoinder verify` says where"))
    }

    @Test("gives an error, and no trap, for a value that its column may not hold")
    func values() async throws {
        let test = try TestLedger()
        try await test.watch()
        try await test.poll(at: 15, [Told()])
        // As a flipped bit leaves them: no statement of SQL could write them there.
        try await test.tamper("PRAGMA writable_schema = ON")
        try await test.tamper(
            """
            UPDATE sqlite_schema SET sql = replace(replace(sql, 'STRICT', ''), 'NOT NULL', '')
            WHERE type = 'table' AND name IN ('event', 'feed', 'text')
            """)
        await test.ledger.close()
        let loose = try DatabaseQueue(path: test.path)
        try await loose.write {
            try $0.execute(sql: "DROP TRIGGER event_refuses_update")
            try $0.execute(sql: "DROP TRIGGER text_refuses_update")
            try $0.execute(sql: "UPDATE event SET hash = NULL, sequence = sequence")
            try $0.execute(sql: "UPDATE feed SET failures = 4611686018427387904, name = x'FF00'")
            try $0.execute(sql: "UPDATE text SET content = NULL")
        }
        try loose.close()
        let ledger = try Ledger(reading: test.path)
        let damage = LedgerError.corrupt(reason: "a row's hash has a value of the wrong kind")
        await #expect(throws: damage) {
            try await ledger.events(EventQuery())
        }
        let feeds = try Ledger(reading: test.path)
        await #expect(throws: LedgerError.self) { try await feeds.feeds() }
        let faults = try await Ledger(reading: test.path).verify().faults
        #expect(
            faults.first == "event 1 cannot be read: a row's hash has a value of the wrong kind",
            "it found: \(faults)")
        #expect(
            faults.contains(
                "a revision cannot be read: a row's content has a value of the wrong kind"))
    }

    @Test("is told from a sound one beside which another's write-ahead log was put")
    func strayLog() async throws {
        let ours = try TestLedger()
        try await ours.watch()
        try await ours.poll(at: 15, [Told()])
        await ours.ledger.close()
        let theirs = try TestLedger()
        try await theirs.watch()
        try await theirs.poll(at: 15, [Told(), Told(id: "b", title: "Fog")])
        let log = ours.path + "-wal"
        try? FileManager.default.removeItem(atPath: log)
        try FileManager.default.copyItem(atPath: theirs.path + "-wal", toPath: log)
        let before = try Data(contentsOf: URL(fileURLWithPath: ours.path))
        let error = #expect(throws: LedgerError.self) { try Ledger(path: ours.path) }
        guard case .strayLog = error else {
            Issue.record("it said: \(error.map { "\($0)" } ?? "nothing")")
            return
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: ours.path)) == before)
        try FileManager.default.removeItem(atPath: log)
        let ledger = try Ledger(path: ours.path)
        #expect(try await ledger.lastSequence() == 1)
        await ledger.close()
        await theirs.ledger.close()
    }

    @Test("is not what a ledger is that was cut short with its own write-ahead log")
    func ownLog() async throws {
        let test = try TestLedger()
        try await test.watch()
        try await test.poll(at: 15, [Told()])
        let cut = try TestLedger(copyOf: test)
        #expect(try await cut.ledger.lastSequence() == 1)
        #expect(try await cut.ledger.verify().faults == [])
        await cut.ledger.close()
    }

    @Test("is one whose file is gone and whose log is there, which is kept") func lostFile()
        async throws
    {
        let test = try TestLedger()
        try await test.watch()
        let folder = test.folder.appendingPathComponent("rest")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let path = folder.appendingPathComponent("ledger.sqlite").path
        try FileManager.default.copyItem(atPath: test.path + "-wal", toPath: path + "-wal")
        try Data().write(to: URL(fileURLWithPath: path))
        #expect(throws: LedgerError.lostFile(path: path)) { try Ledger(path: path) }
        #expect(FileManager.default.fileExists(atPath: path + "-wal"))
        await test.ledger.close()
    }

    static let failures: [(DatabaseError, String)] = [
        (
            DatabaseError(resultCode: .SQLITE_IOERR_READ),
            "the disk that holds the ledger failed (reading failed, SQLite error 266); see "
                + "the kernel's log"
        ),
        (
            DatabaseError(resultCode: .SQLITE_IOERR_FSYNC),
            "the disk that holds the ledger failed (making a write durable failed, SQLite error "
                + "1034); see the kernel's log"
        ),
        (
            DatabaseError(resultCode: .SQLITE_FULL),
            "the disk that holds the ledger is full; make room: the ledger was not changed"
        ),
        (
            DatabaseError(resultCode: .SQLITE_BUSY),
            "another program has locked the ledger and did not release it in time (a backup, or an "
                + "sqlite3 shell in a transaction?); try again when it is done"
        ),
    ]

    @Test("is no other failure, and each says what it is", arguments: failures.indices)
    func says(index: Int) {
        let (error, text) = Self.failures[index]
        #expect("\(LedgerError(error))" == text)
    }
}

extension TestLedger {
    /// Closes the ledger and has a disk forget the page in which a table begins.
    func zeroPage(of table: String) async throws {
        let pages = try await column(
            Int.self, "SELECT rootpage FROM sqlite_schema WHERE name = '\(table)'")
        let page = try #require(pages.first)
        await ledger.close()
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        let place = (page - 1) * 4096
        bytes.replaceSubrange(place..<place + 4096, with: Data(count: 4096))
        try bytes.write(to: URL(fileURLWithPath: path))
    }
}
