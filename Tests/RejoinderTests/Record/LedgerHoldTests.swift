import Foundation
import Testing

@testable import Rejoinder

@Suite("A daemon's hold on its ledger") struct LedgerHoldTests {
    @Test("keeps a second out, by whatever path it comes, until it ends") func second() async throws
    {
        let test = try TestLedger()
        await test.ledger.close()
        let folder = test.folder.appendingPathComponent("also").path
        try FileManager.default.createSymbolicLink(
            atPath: folder, withDestinationPath: test.folder.path)
        do {
            let hold = try LedgerHold(path: test.path)
            for path in [test.path, folder + "/ledger.sqlite"] {
                #expect(Self.refusal(path) == .held(path: path))
            }
            // Nor is the lock's own file what counts.
            try FileManager.default.removeItem(atPath: test.path + ".lock")
            #expect(Self.refusal(test.path) == .held(path: test.path))
            withExtendedLifetime(hold) {}
        }
        #expect(Self.refusal(test.path) == nil)
    }

    @Test("follows no link that was laid in place of its lock") func link() async throws {
        let test = try TestLedger()
        let victim = test.folder.appendingPathComponent("victim")
        try Data("precious".utf8).write(to: victim)
        try FileManager.default.createSymbolicLink(
            atPath: test.path + ".lock", withDestinationPath: victim.path)
        guard case .unsafePlace = Self.refusal(test.path) else {
            Issue.record("it was not refused")
            return
        }
        #expect(try Data(contentsOf: victim) == Data("precious".utf8))
    }

    @Test("knows which log was in the file, and begins no new one in its ruins") func ruins()
        async throws
    {
        let test = try TestLedger()
        await test.ledger.close()
        let log = Hex.string(test.ledger.logID)
        do {
            let hold = try LedgerHold(path: test.path)
            #expect(hold.formerLog == nil && hold.warning == nil)
            hold.note(test.ledger, isOpen: false)
        }
        try Data().write(to: URL(fileURLWithPath: test.path))
        let hold = try LedgerHold(path: test.path)
        let former = hold.formerLog
        #expect(former == log)
        #expect(throws: LedgerError.emptied(path: test.path, log: log)) {
            try Ledger(path: test.path, formerLog: former)
        }
        withExtendedLifetime(hold) {}
    }

    @Test("begins a new log where the old one was taken away, and says so") func anew() async throws
    {
        let test = try TestLedger()
        await test.ledger.close()
        do {
            let hold = try LedgerHold(path: test.path)
            hold.note(test.ledger, isOpen: false)
        }
        for suffix in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: test.path + suffix)
        }
        let hold = try LedgerHold(path: test.path)
        #expect(hold.warning?.contains("a new one has been begun") == true && hold.formerLog == nil)
        let ledger = try Ledger(path: test.path, formerLog: hold.formerLog)
        #expect(ledger.logID != test.ledger.logID)
        await ledger.close()
        withExtendedLifetime(hold) {}
    }

    @Test("tells of a write-ahead log that is missing after a run that was cut short")
    func missingLog() {
        let open = LedgerHold.Note(log: String(repeating: "a", count: 64), isOpen: true)
        func warning(_ note: LedgerHold.Note?, log: [UInt8]?) -> String? {
            LedgerHold.warning(note, isThere: true, log: log, path: "l")
        }
        #expect(warning(open, log: nil)?.contains("l-wal is missing") == true)
        #expect(warning(LedgerHold.Note(log: open.log, isOpen: false), log: nil) == nil)
        #expect(warning(nil, log: nil) == nil)
        #expect(warning(nil, log: [1, 2, 3])?.contains("SQLite cannot read") == true)
    }

    @Test("tells a write-ahead log by its first bytes, as SQLite does") func header() async throws {
        let test = try TestLedger()
        try await test.watch()
        let header = WriteAheadLogHeader.bytes(test.path + "-wal")
        #expect(header.count == 32 && WriteAheadLogHeader.isValid(header))
        for place in header.indices {
            var other = header
            other[place] ^= 0x10
            #expect(!WriteAheadLogHeader.isValid(other))
        }
        #expect(!WriteAheadLogHeader.isValid(Array(header.dropLast())))
        let open = LedgerHold.Note(log: Hex.string(test.ledger.logID), isOpen: true)
        #expect(LedgerHold.warning(open, isThere: true, log: header, path: "l") == nil)
    }

    @Test("reads its own notes, and nothing else") func notes() {
        let note = LedgerHold.Note(log: String(repeating: "0f", count: 32), isOpen: true)
        #expect(LedgerHold.Note(note.text) == note)
        for text in ["", "open", "0f open", note.log, note.log + " ajar", note.text + "more"] {
            #expect(LedgerHold.Note(text) == nil)
        }
    }

    private static func refusal(_ path: String) -> LedgerError? {
        do throws(LedgerError) {
            _ = try LedgerHold(path: path)
            return nil
        } catch { return error }
    }
}
