import Foundation
import GRDB
import Testing

@testable import Rejoinder

@Suite("Retention") struct RetentionTests {
    private static let day = 24 * 60
    private static let plan = RetentionPlan(whole: Retention(keep: .seconds(10 * 86_400)))

    /// Three entries that the feed has listed; then only the last, and the first of them edited.
    private static func story() async throws -> TestLedger {
        let test = try TestLedger()
        try await test.watch()
        try await test.poll(at: 15, [Told(id: "a"), Told(id: "b", text: "Fog, and no ferry.")])
        try await test.poll(at: 30, [Told(id: "a", text: "The port stays shut, he said."), c])
        try await test.poll(at: 45, [c])
        try await rest(test, listed: "c")
        return test
    }

    private static let c = Told(id: "c", title: "Storm", text: "A storm is coming.")

    /// No page is looked at any more, and the feeds list these entries.
    private static func rest(_ test: TestLedger, listed: String...) async throws {
        let names = listed.map { "'id:\($0)'" }.joined(separator: ", ")
        try await test.tamper(
            """
            UPDATE page SET next_look_at = NULL, waits_since = NULL;
            UPDATE entry SET is_listed = source_id IN (\(names));
            """)
    }

    private static func kept(_ test: TestLedger) async throws -> [String] {
        try await test.column(String.self, "SELECT content FROM text WHERE dropped_at IS NULL")
            .sorted()
    }

    /// Whether the texts of the first entry's revisions are there.
    private static func areThere(_ test: TestLedger) async throws -> [Bool] {
        try await test.ledger.revisions(entry: 1).map { $0.withheld == nil }
    }

    private static func retain(
        _ test: TestLedger, _ plan: RetentionPlan = plan, after days: Int = 20, dryRun: Bool = false
    ) async throws -> Int {
        try await test.ledger.retain(plan, now: TestLedger.minute(days * day), dryRun: dryRun).texts
    }

    @Test("lets go of old texts that nothing needs, and of nothing else") func letsGo() async throws
    {
        let test = try await Self.story()
        let events = try await test.events()
        let hashes = try await test.column(Data.self, "SELECT hash FROM text")
        #expect(try await Self.retain(test, after: 9) == 0, "they are too young")
        #expect(try await Self.retain(test, dryRun: true) == 3)
        #expect(try await Self.kept(test).count == 4, "that only counted")
        #expect(try await Self.retain(test) == 3)
        #expect(try await Self.kept(test) == [Self.c.text])
        #expect(try await Self.retain(test) == 0)
        #expect(try await test.column(Data.self, "SELECT hash FROM text") == hashes)
        #expect(try await test.events() == events)
        let found = try await test.ledger.verify()
        #expect(found.faults == [] && found.dropped == 3)
        let revisions = try await test.ledger.revisions(entry: 1)
        #expect(revisions.map(\.content.text) == ["", ""])
        #expect(revisions.allSatisfy { $0.withheld?.words.contains("by retention") == true })
        #expect(try await test.ledger.changes(entry: 1).map(\.detail) == [.object([])])
        await test.ledger.close()
        #expect(try VerifyProgram.run([test.path]).contains("events hold together"))
    }

    @Test("does nothing unless the configuration says so") func byDefault() async throws {
        let test = try await Self.story()
        #expect(try await Self.retain(test, RetentionPlan(), after: 9999) == 0)
        let ofOther = RetentionPlan(feeds: ["other": Retention(keep: .seconds(86_400))])
        #expect(try await Self.retain(test, ofOther) == 0)
        let ofFeed = RetentionPlan(feeds: ["news": Retention(keep: .seconds(86_400))])
        #expect(try await Self.retain(test, ofFeed, after: 6) == 0, "a week is the least")
        #expect(try await Self.retain(test, ofFeed, after: 8) == 3)
    }

    @Test(
        "keeps all of an entry that a person, a question or a waiting change needs",
        arguments: [
            """
            INSERT INTO inquiry (id, institution_name, origin, subject, topic, opened_at, state)
                VALUES ('inq_a', 'Harbour', 'hand', 'Why?', '[]', 0, 'answered');
            INSERT INTO inquiry_entry VALUES ('inq_a', 1, 1, 0, 'it asks');
            """,
            """
            INSERT INTO inquiry (id, institution_name, origin, subject, topic, opened_at, state)
                VALUES ('inq_a', 'Harbour', 'hand', 'Why?', '[]', 0, 'open');
            INSERT INTO response (inquiry_id, entry_id, revision, verdict, confidence, quote, reasons, at)
                VALUES ('inq_a', 1, 2, 'candidate', 0.5, 'Shut.', '[]', 0);
            """,
            """
            INSERT INTO mention (entry_id, revision, party, wording, state, evidence, topic, ruling)
                VALUES (1, 1, 'Harbour', 'Harbour', 'awaiting', 'Asked.', '[]', 'denied');
            """,
            "UPDATE change SET verdict = 'settling' WHERE entry_id = 1",
        ])
    func keeps(sql: String) async throws {
        let test = try await Self.story()
        try await test.tamper(sql)
        #expect(try await Self.retain(test) == 1, "only the other entry's")
        #expect(try await Self.kept(test).count == 3)
    }

    @Test("keeps the newest text of an entry whose page is still looked at") func pages()
        async throws
    {
        let test = try await Self.story()
        try await test.tamper(
            """
            INSERT OR REPLACE INTO page (entry_id, url, changed_at, next_look_at)
                VALUES (1, 'https://news.example/a', 0, 1)
            """)
        #expect(try await Self.retain(test) == 2)
        #expect(try await Self.areThere(test) == [false, true])
    }

    @Test("keeps a text that another feed keeps for longer") func shared() async throws {
        let test = try await Self.story()
        try await test.watch("other", at: 50)
        try await test.poll("other", at: 60, [Told(id: "x", text: "Fog, and no ferry.")])
        try await Self.rest(test, listed: "c")
        let plan = RetentionPlan(
            whole: Retention(keep: .seconds(10 * 86_400)),
            feeds: ["other": Retention(keep: .seconds(100 * 86_400))])
        #expect(try await Self.retain(test, plan) == 2)
        #expect(try await Self.retain(test, plan, after: 200) == 1)
    }

    @Test("lets go of the oldest first, until what is left fits") func bySize() async throws {
        let test = try await Self.story()
        let size = try await test.ledger.read { try RetentionPass.size(of: 1, in: $0) }
        let plan = RetentionPlan(feeds: ["news": Retention(size: Int(size) - 1)])
        #expect(try await Self.retain(test, plan, after: 6) == 0, "they are too young")
        #expect(try await Self.retain(test, plan, after: 8) == 1)
        #expect(try await Self.areThere(test) == [false, true])
        #expect(try await Self.retain(test, plan, after: 8) == 0)
        let whole = RetentionPlan(whole: Retention(size: 1))
        #expect(try await Self.retain(test, whole, after: 8) == 2, "all that may go")
    }

    /// Three months of looks at an entry that its feed lists, and then writes anew.
    private static func edited() async throws -> TestLedger {
        let test = try TestLedger()
        try await test.watch()
        try await test.poll(at: 15, [Told(id: "a"), c])
        try await test.poll(
            at: 90 * day, [Told(id: "a", text: "The port stays shut, he said."), c])
        try await test.tamper("UPDATE page SET next_look_at = NULL, waits_since = NULL")
        return test
    }

    @Test(
        "keeps both sides of an edit that is new, however old the text before it is",
        arguments: [
            plan, RetentionPlan(whole: Retention(size: 1)),
        ])
    func bothSides(plan: RetentionPlan) async throws {
        let test = try await Self.edited()
        #expect(try await test.types().last == .entryUpdated)
        let changes = try await test.ledger.changes(entry: 1)
        #expect(try await Self.retain(test, plan, after: 91) == 0)
        #expect(try await Self.areThere(test) == [true, true])
        #expect(try await test.ledger.changes(entry: 1) == changes)
        #expect(try await Self.retain(test, plan, after: 101) == 1, "then it is old news")
        #expect(try await Self.areThere(test) == [false, true])
    }

    @Test("takes nothing of an edit that came after it was chosen") func raceWithEdit()
        async throws
    {
        let test = try await Self.story()
        let pass = RetentionPass(limits: [1: TestLedger.minute(2 * Self.day)])
        let candidates = try await test.ledger.read { try pass.page(after: 0, in: $0).candidates }
        try await test.poll(
            at: 3 * Self.day,
            [Told(id: "b", text: "No ferry goes today, a captain told us."), Self.c])
        let gone = try await test.ledger.write { database in
            try RetentionWriter(database: database, pass: pass, now: TestLedger.minute(70))
                .drop(candidates)
        }
        #expect(candidates.count == 3 && gone.texts == 2)
        #expect(try await Self.kept(test).contains("Fog, and no ferry."))
    }

    @Test("compares an entry that a feed has left out for a while with what it said before")
    func leftOut() async throws {
        let test = try await Self.edited()
        let edited = Told(id: "a", text: "The port stays shut, he said.")
        try await test.poll(at: 120 * Self.day, [Self.c])
        #expect(try await Self.retain(test, after: 121) == 1, "the first is old, the last is not")
        #expect(try await Self.areThere(test) == [false, true])
        try await test.poll(at: 121 * Self.day, [edited, Self.c])
        let before = try await test.events()
        try await test.poll(
            at: 122 * Self.day,
            [Told(id: "a", text: "Nobody knows when, a captain told us."), Self.c])
        #expect(try await test.events().dropFirst(before.count).map(\.type) == [.entryUpdated])
    }

    @Test("comes first after six hours of running, whatever the clock says, and then every six")
    func watch() {
        let start = SuspendingClock.now
        let watch = RetentionWatch(start: start)
        let hours = [0, 5, 6, 7, 11, 12, 30]
        #expect(
            hours.map { watch.begin(now: start + .seconds($0 * 3600)) }
                == [false, false, true, false, false, true, true])
    }

    @Test("leaves entries behind, so that none comes back as new") func comesBack() async throws {
        let test = try await Self.story()
        #expect(try await Self.retain(test) == 3)
        let before = try await test.events()
        try await test.poll(at: 60, [Self.c, Told(id: "b", text: "Fog, and no ferry.")])
        #expect(try await test.events() == before)
        try await test.poll(
            at: 75, [Self.c, Told(id: "b", text: "The ferry goes again, they said.")])
        #expect(try await test.events() == before, "there is nothing to compare it with")
        try await test.poll(
            at: 90, [Self.c, Told(id: "b", text: "Nobody knows when, a captain told us.")])
        #expect(try await test.events().last?.type == .entryUpdated)
        try await test.poll(at: 105, [Self.c, Told(id: "d", text: "Fog, and no ferry.")])
        #expect(try await Self.kept(test).contains("Fog, and no ferry."), "it is there again")
        let found = try await test.ledger.verify()
        #expect(found.faults == [] && found.dropped == 2)
    }

    @Test("takes nothing that has come to be needed since it was chosen") func race() async throws {
        let test = try await Self.story()
        let pass = RetentionPass(limits: [1: TestLedger.minute(Self.day)])
        let candidates = try await test.ledger.read { try pass.page(after: 0, in: $0).candidates }
        #expect(candidates.count == 3)
        try await Self.rest(test, listed: "b", "c")
        let gone = try await test.ledger.write { database in
            try RetentionWriter(database: database, pass: pass, now: TestLedger.minute(70))
                .drop(candidates)
        }
        #expect(gone.texts == 2)
        #expect(try await Self.kept(test).contains("Fog, and no ferry."))
    }

    @Test("lets go of a kept body once no text needs it, and keeps its receipt") func bodies()
        async throws
    {
        let test = try await Self.story()
        try await test.tamper(
            """
            INSERT INTO receipt (id, hash, content, body_hash) VALUES (1, x'01', '{}', x'0A');
            INSERT INTO raw_body (id, hash, bytes, content) VALUES (1, x'0A', 3, x'010203');
            UPDATE revision SET receipt_id = 1 WHERE entry_id IN (1, 3);
            """)
        #expect(try await Self.retain(test) == 3)
        #expect(
            try await test.column(Data.self, "SELECT content FROM raw_body") == [Data([1, 2, 3])],
            "the third entry is still listed")
        try await Self.rest(test)
        #expect(try await Self.retain(test) == 1)
        #expect(try await test.column(Data.self, "SELECT content FROM raw_body") == [Data()])
        #expect(try await test.column(Int.self, "SELECT count(*) FROM receipt") == [1])
    }

    @Test(
        "lets go of a body that only a title shares, unless the title asks",
        arguments: [
            (false, Data()), (true, Data([1, 2, 3])),
        ])
    func titles(asks: Bool, left: Data) async throws {
        let test = try await Self.story()
        try await test.poll(at: 50, [Self.c, Told(id: "t", title: "Only a title", text: "")])
        try await Self.rest(test, listed: "c", "t")
        try await Self.receive(test, by: "2, 4")
        if asks { try await Self.ask(test, entry: 4, at: 0) }
        #expect(try await Self.retain(test) == 3)
        #expect(try await test.column(Data.self, "SELECT content FROM raw_body") == [left])
    }

    /// A kept body from which the entries were read.
    private static func receive(_ test: TestLedger, by entries: String) async throws {
        try await test.tamper(
            """
            INSERT INTO receipt (id, hash, content, body_hash) VALUES (1, x'01', '{}', x'0A');
            INSERT INTO raw_body (id, hash, bytes, content) VALUES (1, x'0A', 3, x'010203');
            UPDATE revision SET receipt_id = 1 WHERE entry_id IN (\(entries));
            """)
    }

    private static func ask(_ test: TestLedger, entry: Int64, at moment: Int64) async throws {
        try await test.tamper(
            """
            INSERT INTO inquiry (id, institution_name, origin, subject, topic, opened_at, state)
                VALUES ('inq_a', 'Harbour', 'hand', 'Why?', '[]', 0, 'open');
            INSERT INTO inquiry_entry VALUES ('inq_a', \(entry), 1, \(moment), 'it asks');
            """)
    }

    @Test(
        "is believed by `verify` only where it can have been",
        arguments: [
            ("UPDATE text SET content = 'x' WHERE id = 1", "text 1 is there"),
            ("UPDATE raw_body SET content = x'01'", "kept body 1 is there"),
            ("UPDATE raw_body SET bytes = 3", nil),
        ])
    func believed(sql: String, fault: String?) async throws {
        let test = try await Self.story()
        try await Self.receive(test, by: "1")
        #expect(try await Self.retain(test) == 3)
        try await test.dropGuards()
        try await test.tamper(sql)
        let faults = try await test.ledger.verify().faults
            .filter { $0.contains("let go of by retention") }
        #expect(faults.count == (fault == nil ? 0 : 1))
        #expect(faults.first?.hasPrefix(fault ?? "") ?? true)
    }

    @Test("is not believed of what a question needed, unless it was asked later") func needed()
        async throws
    {
        for (days, faults) in [(1, 2), (30, 0)] {
            let test = try await Self.story()
            #expect(try await Self.retain(test) == 3)
            let asked = TestLedger.minute(days * Self.day).milliseconds
            try await Self.ask(test, entry: 1, at: asked)
            let found = try await test.ledger.verify().faults
            #expect(found.count { $0.contains("cannot have let go of") } == faults)
        }
    }

    @Test("gives room back to the system once the file was rewritten") func shrinks() async throws {
        let test = try TestLedger()
        try await test.watch()
        let long = String(repeating: "The harbour is long, and the pier is longer. ", count: 2000)
        try await test.poll(at: 15, (1...20).map { Told(id: "e\($0)", text: "\($0) " + long) })
        try await Self.rest(test)
        try await test.ledger.scrub()
        let before = try await test.ledger.fileSize()
        #expect(try await Self.retain(test) == 20)
        #expect(try await test.ledger.fileSize() < before)
        #expect(try await test.ledger.verify().faults == [])
    }

    @Test(
        "is the only one that may take a text away",
        arguments: [
            "UPDATE text SET dropped_at = 1 WHERE id = 1",
            "UPDATE text SET content = '' WHERE id = 1",
            "UPDATE text SET content = 'other', dropped_at = 1 WHERE id = 1",
        ])
    func guards(sql: String) async throws {
        let test = try await Self.story()
        await #expect(throws: LedgerError.self) { try await test.tamper(sql) }
    }
}
