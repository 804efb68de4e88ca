import GRDB
import Signing
import Testing

@testable import Rejoinder

@Suite("The log") struct LogTests {
    @Test("verifies as it was written") func verifies() async throws {
        let test = try await Self.story()
        let found = try await test.ledger.verify()
        #expect(found.faults == [])
        #expect(found.events == 4)
        #expect(found.lastHash == (try await test.events().last?.hash))
    }

    @Test("verifies while it is empty, and ends then with its name") func emptyLog() async throws {
        let test = try TestLedger()
        let found = try await test.ledger.verify()
        #expect(found.faults == [] && found.events == 0 && found.lastHash == test.ledger.logID)
    }

    @Test("is a chain that anybody can recompute from its columns") func recomputed() async throws {
        let test = try await Self.story()
        var previous = test.ledger.logID
        for event in try await test.events() {
            let header = try #require(
                try await test.column(
                    String.self,
                    """
                    SELECT concat FROM (
                        SELECT sequence || x'0a' || id || x'0a' || type || x'0a' || at || x'0a'
                            || coalesce(entry_id, '') || x'0a' || coalesce(level, '') || x'0a'
                            || coalesce(inquiry_id, '') || x'0a' || coalesce(feed, '') AS concat
                        FROM event WHERE sequence = \(event.sequence))
                    """
                ).first)
            let expected = SHA256.digest(
                Array("rejoinder-event-v2\0".utf8), previous, SHA256.digest(Array(header.utf8)),
                SHA256.digest(event.body))
            #expect(event.previousHash == previous)
            #expect(event.hash == expected)
            previous = event.hash
        }
    }

    struct Tampering: CustomTestStringConvertible {
        let testDescription: String
        let sql: String
        let fault: String

        init(_ what: String, _ sql: String, _ fault: String) {
            (testDescription, self.sql, self.fault) = (what, sql, fault)
        }
    }

    static let tamperings = [
        Tampering(
            "a changed body",
            """
            UPDATE event_body SET body = cast(replace(body, 'Friday', 'Sunday') AS BLOB)
            WHERE sequence = 2
            """,
            "event 2 does not match its hash: its body was changed"),
        Tampering(
            "a removed body", "DELETE FROM event_body WHERE sequence = 2",
            "event 2 has lost its body"),
        Tampering(
            "a changed hash of a body",
            "UPDATE event SET body_hash = zeroblob(32) WHERE sequence = 2",
            "event 2 does not match its hash: it was changed"),
        Tampering(
            "another format", "UPDATE event SET format = 1 WHERE sequence = 2",
            "event 2 does not match its hash: it was changed"),
        Tampering(
            "a changed time", "UPDATE event SET at = at - 60000 WHERE sequence = 3",
            "event 3 does not match its hash: it was changed"),
        Tampering(
            "a changed feed", "UPDATE event SET feed = 'other' WHERE sequence = 1",
            "event 1 does not match its hash: it was changed"),
        Tampering(
            "a changed type", "UPDATE event SET type = 'entry.updated' WHERE sequence = 1",
            "event 1 does not match its hash: it was changed"),
        Tampering(
            "a deleted event", "DELETE FROM event WHERE sequence = 2",
            "event 2 is missing: 3 stands in its place"),
        Tampering(
            "a deleted first event", "DELETE FROM event WHERE sequence = 1",
            "event 1 is missing: 2 stands in its place"),
        Tampering(
            "a changed hash", "UPDATE event SET hash = zeroblob(32) WHERE sequence = 2",
            "event 3 does not continue the event before it"),
        Tampering(
            "a changed revision", "UPDATE revision SET title = 'It stays shut.' WHERE number = 2",
            "revision 2 of entry 1 does not match its hash: it was changed"),
        Tampering(
            "a changed text", "UPDATE text SET content = 'It stays shut.' WHERE id = 2",
            "revision 2 of entry 1 does not match its hash: it was changed"),
        Tampering(
            "a text under another's hash", "UPDATE text SET hash = zeroblob(32) WHERE id = 2",
            "text 2 does not match its hash: it was changed"),
        Tampering(
            "a removed text", "DELETE FROM text WHERE id = 2",
            "a revision cannot be read: revision 2 of entry 1 has lost its text"),
        Tampering(
            "a changed level", "UPDATE event SET level = 'minor' WHERE sequence = 2",
            "event 2 does not match its hash: it was changed"),
        Tampering(
            "a removed inquiry", "UPDATE event SET inquiry_id = NULL WHERE sequence = 3",
            "event 3 does not match its hash: it was changed"),
        Tampering(
            "another entry", "UPDATE event SET entry_id = 2 WHERE sequence = 1",
            "event 1 does not match its hash: it was changed"),
        Tampering(
            "a removed entry", "UPDATE event SET entry_id = NULL WHERE sequence = 4",
            "event 4 does not match its hash: it was changed"),
        Tampering(
            "a revision with its hash changed",
            "UPDATE revision SET content_hash = zeroblob(32) WHERE entry_id = 3",
            "event 4: revision 1 of entry 3 has another hash than it names"),
        Tampering(
            "a removed revision", "DELETE FROM revision WHERE entry_id = 3",
            "event 4: revision 1 of entry 3 is not there"),
    ]

    @Test("finds out", arguments: tamperings) func finds(tampering: Tampering) async throws {
        let test = try await Self.story()
        try await test.dropGuards()
        try await test.tamper(tampering.sql)
        let found = try await test.ledger.verify()
        #expect(found.faults.contains(tampering.fault), "it found: \(found.faults)")
    }

    @Test(
        "refuses",
        arguments: [
            ("UPDATE event SET at = 0 WHERE sequence = 1", "events are never changed"),
            ("DELETE FROM event WHERE sequence = 4", "events are never deleted"),
            ("UPDATE event_body SET body = x'7b7d' WHERE sequence = 4", "events are never changed"),
            ("DELETE FROM event_body WHERE sequence = 4", "events are never deleted"),
            (
                "INSERT OR REPLACE INTO event_body VALUES (4, x'7b7d')",
                "events are never changed"
            ),
            (
                """
                INSERT INTO event (sequence, id, type, at, format, body_hash,
                    previous_hash, hash)
                SELECT 6, 'evt_x', type, at, format, body_hash, hash, zeroblob(32) FROM event WHERE sequence = 4
                """, "an event must continue the chain"
            ),
            (
                """
                INSERT INTO event (sequence, id, type, at, format, body_hash,
                    previous_hash, hash)
                SELECT 5, 'evt_x', type, at, format, body_hash, previous_hash, zeroblob(32) FROM event
                WHERE sequence = 4
                """, "an event must continue the chain"
            ),
            (
                "INSERT OR REPLACE INTO event SELECT * FROM event WHERE sequence = 2",
                "an event must continue the chain"
            ),
            (
                """
                INSERT OR REPLACE INTO event (sequence, id, type, at, format, body_hash,
                    previous_hash, hash)
                SELECT 5, (SELECT id FROM event WHERE sequence = 2), type, at, format, body_hash, hash,
                    zeroblob(32) FROM event WHERE sequence = 4
                """, "an event must continue the chain"
            ),
            (
                """
                INSERT OR REPLACE INTO event (sequence, id, type, at, format, body_hash,
                    previous_hash, hash)
                SELECT 5, 'evt_x', type, at, format, body_hash, hash,
                    (SELECT hash FROM event WHERE sequence = 2) FROM event WHERE sequence = 4
                """, "an event must continue the chain"
            ),
        ])
    func refuses(sql: String, reason: String) async throws {
        let test = try await Self.story()
        let error = await #expect(throws: LedgerError.self) { try await test.tamper(sql) }
        #expect(error.map { "\($0)" }?.contains(reason) == true)
        #expect(try await test.ledger.verify().faults == [])
    }

    @Test("is read from a place, a time, by type and feed, and from its end") func queries()
        async throws
    {
        let test = try await Self.story()
        func sequences(_ change: (inout EventQuery) -> Void) async throws -> [Int64] {
            var query = EventQuery()
            change(&query)
            return try await test.ledger.events(query).map(\.sequence)
        }
        #expect(try await sequences { $0.after = 2 } == [3, 4])
        #expect(try await sequences { $0.since = TestLedger.minute(45) } == [3, 4])
        #expect(try await sequences { $0.types = ["entry.*"] } == [1, 2, 4])
        #expect(try await sequences { $0.types = ["inquiry.opened", "entry.updated"] } == [2, 3])
        #expect(try await sequences { $0.feed = "radio" } == [4])
        #expect(try await sequences { $0.limit = 2 } == [3, 4])
        #expect(try await test.ledger.lastSequence() == 4)
    }

    @Test("gives an event by the beginning of its id, if no other begins so") func prefixes()
        async throws
    {
        let test = try await Self.story()
        let events = try await test.events()
        #expect(try await test.ledger.event(events[0].id) == events[0])
        #expect(try await test.ledger.event(String(events[1].id.prefix(20))) == events[1])
        await #expect(throws: LedgerError.severalIDs("evt_", of: "events")) {
            try await test.ledger.event("evt_")
        }
        await #expect(throws: LedgerError.noSuchEvent("evt_!")) {
            try await test.ledger.event("evt_!")
        }
    }

    @Test("has its newest events proved before it is opened to be written") func tail() async throws
    {
        let test = try await Self.story()
        await test.ledger.close()
        let sound = try TestLedger(copyOf: test)
        await sound.ledger.close()
        #expect(try await Ledger(existing: test.path).lastSequence() == 4)

        let damaged = try await Self.story()
        try await damaged.dropGuards()
        try await damaged.tamper(Self.tamperings[0].sql)
        await damaged.ledger.close()
        let damage = LedgerError.corrupt(reason: "event 2 is not what was hashed")
        #expect(throws: damage) { try Ledger(existing: damaged.path) }
        // To read, and to find out where it is damaged, it can be opened.
        #expect(try await Ledger(reading: damaged.path).verify().faults.count == 1)
    }

    @Test("is proved at its end alone when it is long") func bounded() async throws {
        let test = try TestLedger()
        _ = try await test.ledger.write { [seal = test.ledger.seal] database in
            for number in 1...LogTail.length + 2 {
                try EventWriter(database: database, seal: seal).append(
                    EventDraft(
                        type: .feedGap, at: TestLedger.minute(number), identifiedBy: ["\(number)"],
                        data: .members([:])))
            }
        }
        try await test.tamper("DROP TRIGGER event_refuses_update")
        try await test.tamper("UPDATE event SET at = at + 1 WHERE sequence = 2")
        await test.ledger.close()
        let ledger = try Ledger(existing: test.path)
        #expect(
            try await ledger.verify().faults.first
                == "event 2 does not match its hash: it was changed")
        _ = try await ledger.write {
            try $0.execute(sql: "UPDATE event SET at = at + 1 WHERE sequence = 3")
        }
        await ledger.close()
        #expect(throws: LedgerError.corrupt(reason: "event 3 is not what was hashed")) {
            try Ledger(existing: test.path)
        }
    }

    @Test("is told no further once one of its events is not what was hashed") func toldNoFurther()
        async throws
    {
        let test = try TestLedger()
        try await test.ledger.declare(sinks: [Route(sink: "hook", minimumLevel: .major)])
        try await test.watch()
        try await test.poll(at: 15, [Told()])
        try await test.poll(at: 30, [Told(), Told(id: "b", title: "Fog")])
        #expect(try await test.ledger.pendingDeliveries(sink: "hook").count == 2)
        try await test.dropGuards()
        try await test.tamper(
            """
            UPDATE event_body SET body = cast(replace(body, 'Fog', 'Ice') AS BLOB)
            WHERE sequence = 2
            """)
        let first = try await test.ledger.pendingDeliveries(sink: "hook", limit: 1)
        #expect(first.map(\.event.sequence) == [1] && test.ledger.damage == nil)
        let damage = LedgerError.corrupt(reason: "event 2 is not what was hashed")
        await #expect(throws: damage) {
            try await test.ledger.pendingDeliveries(sink: "hook")
        }
        // From then on nothing is read to be sent, and nothing recorded.
        #expect(test.ledger.damage == damage)
        await #expect(throws: damage) {
            try await test.ledger.pendingDeliveries(sink: "hook", limit: 1)
        }
        await #expect(throws: damage) {
            try await test.ledger.declare(sinks: [])
        }
    }

    /// Four events of three feeds.
    private static func story() async throws -> TestLedger {
        let test = try TestLedger()
        try await test.watch("news")
        try await test.watch("radio")
        try await test.poll(at: 15, [Told()])
        try await test.poll(at: 30, [Told(text: "Not before Monday.")])
        // Of a first look, only the question is told.
        try await test.declare(["gazette": nil], at: 45)
        try await test.poll("gazette", at: 45, [Told(asked: [TestLedger.harbour])])
        try await test.poll("radio", at: 60, [Told(id: "r", title: "Fog")])
        return test
    }
}

@Suite("Ids that derive from what they name") struct DerivedIDTests {
    @Test("are the same when a poll is repeated after a crash") func repeated() async throws {
        let test = try TestLedger()
        try await test.watch()
        await test.ledger.close()
        let crashed = try TestLedger(copyOf: test)
        let again = try TestLedger(copyOf: test)
        let entries = [Told(asked: [TestLedger.harbour]), Told(id: "b", text: "Fog.")]
        try await crashed.poll(at: 15, entries)
        // Later, for the daemon had to start again.
        try await again.poll(at: 17, entries)
        let ids = try await crashed.events().map(\.id)
        #expect(ids.count == 3)
        #expect(try await again.events().map(\.id) == ids)
    }

    @Test("differ between logs, types and parts") func differ() {
        let ids = [
            DerivedID.make("evt", salt: [1], ["a", "b"]),
            DerivedID.make("evt", salt: [2], ["a", "b"]),
            DerivedID.make("evt", salt: [1], ["ab", ""]),
            DerivedID.make("evt", salt: [1], ["a", "b", ""]),
            DerivedID.make("evt", salt: [1], ["1:a1:b"]),
        ]
        #expect(Set(ids).count == ids.count)
    }

    @Test("are 26 letters and digits after their prefix") func form() {
        let id = DerivedID.make("evt", salt: [], ["x"])
        #expect(id.wholeMatch(of: /evt_[a-z2-7]{26}/) != nil)
    }

    @Test("say an event once, however often it is said") func once() async throws {
        let test = try TestLedger()
        try await test.watch()
        for _ in 1...2 {
            _ = try await test.ledger.write { [seal = test.ledger.seal] database in
                try EventWriter(database: database, seal: seal).append(
                    EventDraft(
                        type: .feedGap, at: TestLedger.minute(1), feed: "news",
                        identifiedBy: ["news"],
                        data: .members([
                            "feed": .members([
                                "name": .string("news"),
                                "url": .string("https://news.example/feed"),
                            ]),
                            "gap": .members([
                                "from": .time(TestLedger.minute(0)),
                                "to": .time(TestLedger.minute(1)),
                                "listed": .int(3),
                            ]),
                        ])))
            }
        }
        #expect(try await test.types() == [.feedGap])
    }
}
