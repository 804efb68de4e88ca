import GRDB
import Testing

@testable import Rejoinder

@Suite("Commits of many writers") struct GroupCommitTests {
    private struct Refusal: Error {}

    @Test("undo work that throws, and no other") func isolation() async throws {
        let test = try TestLedger()
        let ledger = test.ledger
        let failures = await withTaskGroup { group in
            for number in 0..<60 {
                group.addTask {
                    do throws(LedgerError) {
                        try await ledger.write { database in
                            try database.execute(
                                sql: "INSERT INTO meta VALUES (?, ?)",
                                arguments: ["job \(number)", number])
                            if number % 3 == 0 { throw Refusal() }
                        }
                        return false
                    } catch { return true }
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(failures == 20)
        let kept = try await test.column(
            Int.self, "SELECT value FROM meta WHERE name LIKE 'job %' ORDER BY value")
        #expect(kept == (0..<60).filter { $0 % 3 != 0 })
    }

    @Test("give each writer its own result") func results() async throws {
        let ledger = try TestLedger().ledger
        let sums = try await withThrowingTaskGroup { group in
            for number in 0..<40 {
                group.addTask {
                    try await ledger.write { try Int.fetchOne($0, sql: "SELECT \(number) * 2") }
                }
            }
            return try await group.reduce(into: Set<Int>()) { $0.insert($1 ?? -1) }
        }
        #expect(sums == Set((0..<40).map { $0 * 2 }))
    }

    @Test("let one writer be alone, while the others wait") func alone() async throws {
        let test = try TestLedger()
        let ledger = test.ledger
        let other = try await ledger.exclusively { () async throws(LedgerError) in
            let other = Task.detached {
                try await ledger.write { database in
                    try database.execute(sql: "INSERT INTO meta VALUES ('job 1', 1)")
                }
            }
            for _ in 0..<20 {
                try await ledger.write { _ in }
                await Task.yield()
            }
            let seen = try await ledger.read { database in
                try Int.fetchOne(database, sql: "SELECT count(*) FROM meta WHERE name LIKE 'job %'")
            }
            #expect(seen == 0)
            return other
        }
        try await other.value
        #expect(
            try await test.column(
                Int.self, "SELECT count(*) FROM meta WHERE name LIKE 'job %'") == [1])
    }

    @Test("let several writers be alone, one after the other") func aloneInTurn() async throws {
        let test = try TestLedger()
        let ledger = test.ledger
        try await test.tamper("INSERT INTO meta VALUES ('sum', 0)")
        try await withThrowingTaskGroup { group in
            for _ in 0..<20 {
                group.addTask {
                    try await ledger.exclusively { () async throws(LedgerError) in
                        let sum = try await ledger.read { database in
                            try Int.fetchOne(
                                database, sql: "SELECT value FROM meta WHERE name = 'sum'") ?? 0
                        }
                        await Task.yield()
                        try await ledger.write { database in
                            try database.execute(
                                sql: "UPDATE meta SET value = ? WHERE name = 'sum'",
                                arguments: [sum + 1])
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        let sum = try await test.column(Int.self, "SELECT value FROM meta WHERE name = 'sum'")
        #expect(sum == [20])
    }

    @Test("go on after a statement that SQLite itself refused") func refused() async throws {
        let test = try TestLedger()
        await #expect(throws: LedgerError.self) {
            try await test.tamper("INSERT INTO nothing VALUES (1)")
        }
        try await test.watch()
        #expect(try await test.ledger.feeds().map(\.name) == ["news"])
    }

    @Test("tell no SQL and no text of an entry in an error") func discretion() async throws {
        let test = try TestLedger()
        let error = await #expect(throws: LedgerError.self) {
            try await test.ledger.write { database in
                try database.execute(
                    sql: "INSERT INTO meta VALUES (?, NULL)", arguments: ["a secret text"])
            }
        }
        let text = error.map { "\($0)" } ?? ""
        #expect(text.contains("NOT NULL"))
        #expect(!text.contains("secret") && !text.contains("INSERT"))
    }
}
