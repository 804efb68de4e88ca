import Foundation
import GRDB
import Testing

@testable import Rejoinder

@Suite("The making of a ledger") struct LedgerStartTests {
    /// What a start that was cut short may have left, in files beside which nothing else is.
    static let remains: [(String, @Sendable (String) throws -> Void)] = [
        ("an empty file", { try Data().write(to: URL(fileURLWithPath: $0)) }),
        (
            "a database without tables",
            { try DatabaseQueue(path: $0).write { try $0.execute(sql: "PRAGMA user_version = 1") } }
        ),
        (
            "the migrator's table without a row",
            {
                try DatabaseQueue(path: $0).write {
                    try $0.execute(
                        sql: "CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY)")
                }
            }
        ),
    ]

    @Test("goes on where it was cut short", arguments: remains.indices)
    func goesOn(index: Int) async throws {
        let path = try Self.path()
        try Self.remains[index].1(path)
        let ledger = try Ledger(path: path)
        #expect(try await ledger.verify().faults == [], "\(Self.remains[index].0)")
        await ledger.close()
    }

    @Test("leaves alone what holds a row of somebody's") func somebodys() async throws {
        let path = try Self.path()
        try Self.remains[2].1(path)
        let other = try DatabaseQueue(path: path)
        try await other.write {
            try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('1 shop')")
        }
        #expect(throws: LedgerError.foreignFile(path: path)) { try Ledger(path: path) }
        #expect(
            try await other.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_schema") }
                == 2)
    }

    @Test("is one transaction: what fails at its end leaves nothing") func oneTransaction() throws {
        let pool = try DatabasePool(path: Self.path())
        var failing = Schema.migrator
        failing.registerMigration("9 fails") { _ in throw LedgerError.diskFull }
        #expect(throws: LedgerError.diskFull) { try failing.apply(to: pool) }
        let left = try pool.read { database in
            [
                try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema"),
                try Int.fetchOne(database, sql: "PRAGMA application_id"),
            ]
        }
        #expect(left == [0, 0])
        try Schema.migrator.apply(to: pool)
        #expect(try pool.read { try Schema.migrator.areComplete(in: $0) })
        #expect(
            try pool.writeWithoutTransaction { try Bool.fetchOne($0, sql: "PRAGMA foreign_keys") }
                == true)
    }

    @Test("comes before upgrades, which are undone when cut short, and can go on") func upgrade()
        throws
    {
        let pool = try DatabasePool(path: Self.path())
        var first = Migrations()
        first.registerMigration("1 one") { try $0.execute(sql: "CREATE TABLE one (x)") }
        try first.apply(to: pool)
        try pool.write { try $0.execute(sql: "INSERT INTO one VALUES (7)") }
        var next = first
        next.registerMigration("2 two") { try $0.execute(sql: "CREATE TABLE two (x)") }
        var failing = next
        failing.registerMigration("3 fails") { _ in throw LedgerError.diskFull }
        #expect(throws: LedgerError.diskFull) { try failing.apply(to: pool) }
        #expect(try pool.read { try $0.tableExists("two") } == false)
        try next.apply(to: pool)
        try next.apply(to: pool)
        #expect(try pool.read { try Int.fetchAll($0, sql: "SELECT x FROM one") } == [7])
        #expect(try pool.read { try next.areComplete(in: $0) })
        #expect(try pool.read { try first.areSuperseded(in: $0) })
        #expect(try pool.read { try next.areSuperseded(in: $0) } == false)
        #expect(try pool.read { try failing.areComplete(in: $0) } == false)
    }

    private static func path() throws -> String {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("start-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder.appendingPathComponent("ledger.sqlite").path
    }
}
