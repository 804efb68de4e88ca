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

    @Test("has a program by which a stranger verifies the chain") func verifies() async throws {
        let test = try await Self.story()
        await test.ledger.close()
        let said = try Self.runProgram(test.path)
        let last = try #require(try await Ledger(existing: test.path).events(EventQuery()).last)
        let hash = Hex.string(last.hash).uppercased()
        #expect(said == "3 events hold together; the last hash is \(hash)\n")
    }

    @Test(
        "has a program that finds what was changed",
        arguments: [
            ("UPDATE event SET feed = 'radio' WHERE sequence = 2", "broken at event 2\n"),
            ("UPDATE event_body SET body = x'7b7d' WHERE sequence = 1", "broken at event 1\n"),
            ("DELETE FROM event_body WHERE sequence = 3", "broken at event 3\n"),
            ("UPDATE event SET entry_id = 2 WHERE sequence = 1", "broken at event 1\n"),
            ("DELETE FROM event WHERE sequence = 2", "broken at event 3\n"),
        ])
    func findsChanges(sql: String, said: String) async throws {
        let test = try await Self.story()
        try await test.dropGuards()
        try await test.tamper(sql)
        await test.ledger.close()
        #expect(try Self.runProgram(test.path) == said)
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

    /// Runs the document's `bash` block.
    static func runProgram(_ ledger: String) throws -> String {
        let blocks = try Project.text("docs/ledger.md").components(separatedBy: "```bash\n")
        let program = try #require(blocks.last?.components(separatedBy: "```").first)
        try #require(blocks.count == 2)
        let process = ChildProcess("bash", ["-c", program, "verify", ledger])
        let output = Pipe()
        (process.standardOutput, process.standardError) = (.pipe(output), .pipe(output))
        try process.run()
        let said = output.fileHandleForReading.readDataToEndOfFile()
        process.wait()
        return String(decoding: said, as: UTF8.self)
    }
}
