import Foundation
import GRDB
import TestSupport
import Testing

@testable import Rejoinder

@Suite("docs/ledger.md") struct LedgerDocumentTests {
    @Test("tells of every table and column, and of no others") func tables() async throws {
        let test = try TestLedger()
        let real = try await test.ledger.read { database in
            try String.fetchSet(
                database,
                sql: """
                    SELECT tables.name || '.' || columns.name
                    FROM sqlite_schema AS tables, pragma_table_info(tables.name) AS columns
                    WHERE tables.type = 'table' AND tables.name NOT LIKE 'grdb%'
                    """)
        }
        let told = try Self.columns()
        #expect(real.subtracting(told) == [], "it does not tell of these")
        #expect(told.subtracting(real) == [], "there are no such")
    }

    @Test("goes with a program by which a stranger verifies the chain") func verifies() async throws
    {
        let test = try await Self.story()
        await test.ledger.close()
        let last = try #require(try await Ledger(existing: test.path).events(EventQuery()).last)
        #expect(
            try VerifyProgram.run([test.path])
                == "3 events hold together; the last hash is \(Hex.string(last.hash))\n")
        let lines = try Project.text("docs/verify.py").split(
            separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count <= 100, "anybody can read it")
    }

    @Test(
        "goes with a program that finds what was changed",
        arguments: [
            (
                "UPDATE event SET feed = 'radio' WHERE sequence = 2",
                "event 2 does not match its hash"
            ),
            ("UPDATE event_body SET body = x'7b7d' WHERE sequence = 1", "event 1 does not match"),
            (
                "DELETE FROM event_body WHERE sequence = 3",
                "event 3 has lost its body"
            ),
            ("UPDATE event SET entry_id = 2 WHERE sequence = 1", "event 1 does not match its hash"),
            ("UPDATE event SET signature = NULL WHERE sequence = 2", "event 2 is not signed"),
            ("DELETE FROM event WHERE sequence = 2", "event 2 is missing: 3 stands in its place"),
        ])
    func findsChanges(sql: String, said: String) async throws {
        let test = try await Self.story()
        try await test.dropGuards()
        try await test.tamper(sql)
        await test.ledger.close()
        let found = try VerifyProgram.run([test.path])
        #expect(found.hasPrefix(said), "it said: \(found)")
    }

    private static func story() async throws -> TestLedger {
        let test = try TestLedger()
        // A name in letters of more than a byte.
        try await test.watch("новини")
        try await test.poll("новини", at: 15, [Told(), Told(id: "b", title: "Туман", text: "…")])
        try await test.ledger.declare(
            inquiries: [
                InquiryDeclaration(
                    name: "port", institution: TestLedger.harbour.key, institutionName: "Harbour",
                    subject: "Why?", topic: [], feeds: nil, openedAt: nil,
                    deadline: .after(.span(.seconds(60))))
            ], now: TestLedger.minute(20))
        return test
    }

    /// `table.column` for each that stands in the document's tables.
    private static func columns() throws -> Set<String> {
        var table = ""
        var columns: Set<String> = []
        for line in try Project.text("docs/ledger.md").split(separator: "\n") {
            if line.hasPrefix("### ") { table = String(line.dropFirst(4)) }
            if line.hasPrefix("## ") { table = "" }
            guard !table.isEmpty, line.hasPrefix("| `"),
                let first = line.split(separator: "|").first
            else { continue }
            let names = first.split { !($0.isLetter || $0 == "_") }
            columns.formUnion(names.map { "\(table).\($0)" })
        }
        return columns
    }
}
