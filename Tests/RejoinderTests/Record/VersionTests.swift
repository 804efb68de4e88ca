import GRDB
import Testing

@testable import Rejoinder

@Suite("The version of a row from which decisions are made") struct VersionTests {
    static let tables = ["feed", "entry", "page", "inquiry"]

    private static func story() async throws -> TestLedger {
        let test = try TestLedger()
        try await test.watch()
        try await test.poll(at: 15, [Told(asked: [TestLedger.harbour])])
        try await test.tamper(
            "INSERT OR IGNORE INTO page (entry_id, url, changed_at) VALUES (1, 'https://x.example', 0)"
        )
        return test
    }

    private static func version(_ table: String, _ test: TestLedger) async throws -> Int? {
        try await test.column(Int.self, "SELECT version FROM \(table)").first
    }

    @Test("grows by one with every change of the row, whichever column it is", arguments: tables)
    func grows(table: String) async throws {
        let test = try await Self.story()
        let columns = try await test.column(
            String.self, "SELECT name FROM pragma_table_info('\(table)') WHERE name <> 'version'")
        #expect(columns.count > 5)
        for column in columns {
            let before = try #require(try await Self.version(table, test))
            try await test.tamper("UPDATE \(table) SET \(column) = \(column)")
            #expect(try await Self.version(table, test) == before + 1, "\(column)")
        }
    }

    @Test("is counted once even where triggers may set off themselves", arguments: tables)
    func recursive(table: String) async throws {
        let test = try await Self.story()
        let before = try #require(try await Self.version(table, test))
        try await test.tamper(
            "PRAGMA recursive_triggers = ON; UPDATE \(table) SET rowid = rowid;"
                .replacing("rowid = rowid", with: table == "page" ? "url = url" : "id = id"))
        #expect(try await Self.version(table, test) == before + 1)
        try await test.tamper("UPDATE \(table) SET version = 900")
        #expect(try await Self.version(table, test) == 900)
    }

    @Test("is left alone where another row changes") func others() async throws {
        let test = try await Self.story()
        try await test.poll(at: 30, [Told(asked: [TestLedger.harbour]), Told(id: "b")])
        let before = try await test.column(Int.self, "SELECT version FROM entry ORDER BY id")
        try await test.tamper("UPDATE entry SET rules = rules WHERE id = 2")
        let after = try await test.column(Int.self, "SELECT version FROM entry ORDER BY id")
        #expect(after == [before[0], before[1] + 1])
    }

    @Test("does not change how many rows a statement says that it changed") func count()
        async throws
    {
        let test = try await Self.story()
        let changed = try await test.ledger.write { database in
            try database.execute(sql: "UPDATE feed SET failures = failures")
            return database.changesCount
        }
        #expect(changed == 1)
    }
}
