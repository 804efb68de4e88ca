import Foundation
import GRDB
import Signing
import TestSupport
import Testing

@testable import Rejoinder

@Suite("Texts, details and bodies as frames") struct PackingTests {
    /// Enough words in common for a dictionary, and one name that a single entry has.
    private static func told(_ number: Int, _ day: String = "Friday") -> Told {
        Told(
            id: "e\(number)", title: "Harbour notice \(number)",
            text: """
                The harbour authority will reopen basin number \(number) on \(day) after repairs \
                of the northern breakwater, the harbour master said in a statement on Tuesday. \
                Vessels should expect restrictions until the dredging campaign is finished. \
                \(number == 3 ? "Klabautermann, Klabautermann and Klabautermann were there." : "")
                """)
    }

    private static func story(entries: Int = 40) async throws -> TestLedger {
        let test = try TestLedger()
        try await test.watch()
        try await test.poll(at: 15, (1...entries).map { told($0) })
        return test
    }

    private static func packed(_ test: TestLedger) async throws -> [Int] {
        try await test.column(Int.self, packedRows)
    }

    private static let packedRows = """
        SELECT count(*) FROM text WHERE packed IS NOT NULL AND content = ''
        UNION ALL SELECT count(*) FROM change WHERE packed IS NOT NULL AND detail = ''
        UNION ALL SELECT count(*) FROM event_body WHERE substr(body, 1, 4) = x'28B52FFD'
        """

    private static func pack(_ test: TestLedger) async throws {
        #expect(try await test.ledger.makeDictionary(now: TestLedger.minute(20), leastTexts: 30))
        try await test.ledger.packRows { _, _, _ in }
    }

    @Test("are read as what they were, and the log holds, whoever verifies it")
    func readsTheSame() async throws {
        let test = try await Self.story()
        #expect(try await Self.packed(test) == [0, 0, 0], "no dictionary, no frames")
        let plain = try await test.events()
        try await Self.pack(test)
        try await test.poll(at: 30, [Self.told(1, "Monday"), Self.told(2)])
        #expect(try await Self.packed(test) == [41, 1, plain.count + 1])
        #expect(try await Array(test.events().prefix(plain.count)) == plain)
        let revisions = try await test.ledger.revisions(entry: 1)
        let told = [Self.told(1), Self.told(1, "Monday")]
        #expect(revisions.map(\.content.text) == told.map(\.content.text))
        let change = try #require(try await test.ledger.changes(entry: 1).first)
        #expect(change.detail["sentences"]?.arrayValue?.isEmpty == false)
        let found = try await test.ledger.verify()
        #expect(found.faults == [])
        await test.ledger.close()
        #expect(
            try VerifyProgram.run([test.path]).hasPrefix("\(plain.count + 1) events hold together"))
        let again = try Ledger(reading: test.path)
        #expect(try await again.revisions(entry: 1) == revisions)
    }

    @Test("are each kept once, and are found by search") func once() async throws {
        let test = try await Self.story()
        try await Self.pack(test)
        try await test.declare(["other": nil], at: 20)
        try await test.poll("other", at: 20, [])
        try await test.poll("other", at: 30, [Self.told(1)])
        #expect(try await test.column(Int.self, "SELECT count(*) FROM text") == [40])
        let statistics = try await test.ledger.statistics(
            feeds: ["news"], now: TestLedger.minute(40))
        let size = (1...40).reduce(0) { $0 + Self.told($1).content.text.utf8.count }
        #expect(statistics.feeds.first?.total.textBytes == Int64(size))
    }

    @Test("have a dictionary of words that several texts have, not of those of one in many feeds")
    func dictionary() async throws {
        let test = try await Self.story()
        for number in 1...5 {
            try await test.watch("copy-\(number)", at: 16)
            try await test.poll("copy-\(number)", at: 17, [Self.told(3)])
        }
        try await Self.pack(test)
        let content = try #require(
            try await test.column(Data.self, "SELECT content FROM dictionary").first)
        let text = String(decoding: content, as: UTF8.self)
        #expect(text.contains("breakwater") && !text.contains("Klabautermann"))
        #expect(!text.contains("northern breakwater"), "no passages, only words")
        #expect(
            try await !test.ledger.makeDictionary(now: TestLedger.minute(20), leastTexts: 30),
            "the next one is due when there is ten times as much")
    }

    @Test("are named if they are damaged, and hide no other") func damaged() async throws {
        let test = try await Self.story()
        try await Self.pack(test)
        try await test.dropGuards()
        try await test.tamper(
            """
            UPDATE text SET packed = substr(packed, 1, length(packed) - 3) WHERE id IN (2, 5);
            UPDATE event_body SET body = substr(body, 1, length(body) - 3) WHERE sequence = 4;
            """)
        try await Self.flip("text", "packed", of: 7, in: test)
        let faults = try await test.ledger.verify().faults
        for fault in [
            "text 2 cannot be read: its frame is damaged",
            "text 5 cannot be read: its frame is damaged",
            "text 7 cannot be read: its frame is damaged",
            "event 4 does not match its hash: its body was changed",
        ] { #expect(faults.contains(fault), "\(faults)") }
        await #expect(
            throws: LedgerError.corrupt(reason: "text 2 cannot be read: its frame is damaged")
        ) {
            try await test.ledger.revisions(entry: 2)
        }
    }

    /// Changes a bit in the middle of a value.
    private static func flip(
        _ table: String, _ column: String, of row: Int64, in test: TestLedger
    ) async throws {
        try await test.ledger.pool.write { database in
            var bytes = try #require(
                try Data.fetchOne(
                    database, sql: "SELECT \(column) FROM \(table) WHERE rowid = ?",
                    arguments: [row]))
            bytes[bytes.count / 2] ^= 1
            try database.execute(
                sql: "UPDATE \(table) SET \(column) = ? WHERE rowid = ?", arguments: [bytes, row])
        }
    }

    @Test("are not made with a dictionary that was changed, which is said") func changed()
        async throws
    {
        let test = try await Self.story()
        try await Self.pack(test)
        #expect(try await test.ledger.verify().faults == [])
        let id = try #require(try await test.column(Int64.self, "SELECT id FROM dictionary").first)
        try await test.dropGuards()
        try await Self.flip("dictionary", "content", of: id, in: test)
        let fault = "dictionary \(id) does not match its hash: it was changed"
        #expect(try await test.ledger.verify().faults == [fault])
        await test.ledger.close()
        let again = try Ledger(reading: test.path)
        let faults = try await again.verify().faults
        #expect(faults.contains(fault))
        let second = "text 1 cannot be read: its frame needs dictionary"
        #expect(faults.contains { $0.hasPrefix(second) })
        let packed = try await again.read { try Packing.packed(Self.told(1).text, in: $0) }
        #expect(packed == nil)
    }

    @Test("do without a dictionary whose commit failed", .timeLimit(.minutes(20)))
    func undone() async throws {
        let test = try await Self.story()
        let ledger = test.ledger
        let works: [@Sendable () async throws -> Void] = [
            { _ = try await ledger.makeDictionary(now: TestLedger.minute(20), leastTexts: 30) },
            { try await test.poll(at: 30, [Self.told(41)]) },
            {
                try await ledger.write { database in
                    try database.execute(
                        sql: """
                            PRAGMA defer_foreign_keys = ON;
                            INSERT INTO coverage (feed_id, from_at, to_at, outcome, looks)
                                VALUES (99, 0, 0, 'seen', 1);
                            """)
                }
            },
        ]
        let jobs = try await ledger.exclusively { () async throws(LedgerError) in
            var jobs: [Task<Void, any Error>] = []
            for work in works {
                jobs.append(Task.detached { try await work() })
                while await ledger.commits.gathered < jobs.count, !Task.isCancelled {
                    await Task.yield()
                }
            }
            return jobs
        }
        for job in jobs { await #expect(throws: LedgerError.self) { try await job.value } }
        try await test.poll(at: 45, [Self.told(42)])
        #expect(try await Self.packed(test) == [0, 0, 0], "nobody could read it")
        #expect(try await ledger.makeDictionary(now: TestLedger.minute(50), leastTexts: 30))
        try await test.poll(at: 60, [Self.told(42), Self.told(43)])
        #expect(try await Self.packed(test).first == 1)
        await ledger.close()
        let again = try Ledger(reading: test.path)
        #expect(try await again.verify().faults == [])
        let texts = try await again.read { database in
            try String.fetchAll(
                database, sql: "SELECT \(Packing.text) FROM text ORDER BY id DESC LIMIT 1")
        }
        #expect(texts.first?.contains("basin number 43") == true)
    }

    @Test("let others write while older ones are packed") func givesWay() async throws {
        let test = try await Self.story()
        #expect(try await test.ledger.makeDictionary(now: TestLedger.minute(20), leastTexts: 30))
        let other = try Ledger(existing: test.path)
        try await test.ledger.packRows(giveWay: { _ in
            await #expect(throws: Never.self) {
                try await other.write { database in
                    try database.execute(sql: "INSERT INTO meta VALUES (hex(randomblob(8)), 1)")
                }
            }
        }) { _, _, _ in }
        await other.close()
        #expect(try await Self.packed(test).first == 40)
        let turns = try await test.column(Int.self, "SELECT count(*) FROM meta WHERE value = 1")
        #expect(turns == [2], "after each transaction")
    }

    @Test("cannot be read without their dictionary, which is said") func withoutDictionary()
        async throws
    {
        let test = try await Self.story()
        try await Self.pack(test)
        await test.ledger.close()
        let other = try TestLedger(copyOf: test)
        try await other.dropGuards()
        try await other.tamper("DELETE FROM dictionary")
        await other.ledger.close()
        let ledger = try Ledger(reading: other.path)
        let faults = try await ledger.verify().faults
        let fault = "text 1 cannot be read: its frame needs dictionary"
        #expect(faults.contains { $0.hasPrefix(fault) })
    }

    @Test("are withheld as others are") func withheld() async throws {
        let test = try await Self.story()
        try await Self.pack(test)
        let entry = try await test.ledger.entry("3")
        _ = try await test.ledger.redact(
            .entry(entry, number: nil),
            by: Act(by: "kim", at: TestLedger.minute(30), reason: "an order"))
        #expect(
            try await test.column(
                Int.self, "SELECT count(*) FROM text WHERE packed IS NULL AND content = ''") == [1])
        #expect(try await test.ledger.revisions(entry: 3).first?.content.text == "")
        #expect(try await test.ledger.verify().faults == [])
        try await test.poll(at: 45, [Self.told(3)])
        #expect(try await Self.packed(test).first == 39, "it stays withheld")
        await test.ledger.close()
        #expect(try VerifyProgram.run([test.path]).contains("events hold together"))
    }

    @Test(
        "may take the place of what they say, and of nothing else",
        arguments: [
            "UPDATE text SET packed = x'28B52FFD00' WHERE id = 1",
            "UPDATE text SET packed = x'00', content = '' WHERE id = 41",
            "UPDATE event_body SET body = x'28B52FFD00' WHERE sequence = 1",
            "UPDATE event_body SET body = x'7B7D'",
            "UPDATE event_body SET body = x'28B52FFD', sequence = 99 WHERE sequence = 1",
            "UPDATE dictionary SET content = x'00'",
            "DELETE FROM dictionary",
            "INSERT OR REPLACE INTO dictionary SELECT * FROM dictionary",
        ])
    func guards(sql: String) async throws {
        let test = try await Self.story()
        try await Self.pack(test)
        try await test.poll(at: 30, [Told(id: "x", title: "Short", text: "Short.")])
        await #expect(throws: LedgerError.self) { try await test.tamper(sql) }
    }

    @Test("come into a ledger of an earlier version when they are asked for") func upgrade()
        async throws
    {
        let scene = try TestLedger()
        let former = try FormerLedger(in: scene.folder)
        let added = (1...40).map { Self.told($0).text }
        try former.add(added)
        try former.tamper(
            """
            UPDATE change SET detail = '{"fields":[{"field":"text","from":"The port reopens on '
                || 'Friday.","to":"The port reopens on Monday.","spans":[]}]}'
            """)
        let pool = try DatabasePool(path: former.path)
        try Schema.migrator.upTo("20 routes to which deliveries are adapted").apply(to: pool)
        try pool.close()
        let ledger = try Ledger(path: former.path)
        let before = try await ledger.events(EventQuery())
        let faults = try await ledger.verify().faults
        let texts = try await ledger.read {
            try String.fetchAll($0, sql: "SELECT content FROM text")
        }
        #expect(texts == FormerLedger.texts + added, "nothing is rewritten by itself")
        let change = try await ledger.changes(entry: 1)
        #expect(try await ledger.makeDictionary(now: TestLedger.minute(20), leastTexts: 30))
        try await ledger.packRows { _, _, _ in }
        try await ledger.scrub()
        await ledger.close()
        let again = try Ledger(reading: former.path)
        let packed = try await again.read { try Int.fetchAll($0, sql: Self.packedRows) }
        #expect(packed == [40, 1, 2])
        #expect(try await again.events(EventQuery()) == before)
        #expect(try await again.changes(entry: 1) == change)
        for (id, text) in zip(Int64(2)..., added) {
            #expect(try await again.revisions(entry: id).map(\.content.text) == [text])
        }
        #expect(try await again.verify().faults == faults)
    }

    @Test("of a dictionary without a hash get one") func hashes() async throws {
        let scene = try TestLedger()
        let former = try FormerLedger(in: scene.folder)
        let pool = try DatabasePool(path: former.path)
        try Schema.migrator.upTo("22 what retention has let go of").apply(to: pool)
        try await pool.write {
            try $0.execute(sql: "INSERT INTO dictionary VALUES (7, 0, 9, x'61')")
        }
        try Schema.migrator.apply(to: pool)
        let hash = try await pool.read { try Data.fetchOne($0, sql: "SELECT hash FROM dictionary") }
        #expect(hash == Data(SHA256.digest(Array("a".utf8))))
        try pool.close()
    }
}
