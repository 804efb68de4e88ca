import Foundation
import GRDB
import Testing

@testable import Rejoinder

@Suite("An upgrade of a ledger whose events held their bodies") struct UpgradeTests {
    private let scene: TestLedger
    private let former: FormerLedger

    init() throws {
        scene = try TestLedger()
        former = try FormerLedger(in: scene.folder)
    }

    @Test("loses no event, and the chain still holds") func events() async throws {
        let ledger = try Ledger(existing: former.path)
        let events = try await ledger.events(EventQuery())
        #expect(events.map(\.id) == ["evt_changed", "evt_asked"])
        #expect(
            events.map { String(decoding: $0.body, as: UTF8.self) }[1]
                == #"{"id":"evt_asked","type":"inquiry.opened","at":"2026-03-02T08:15:00Z","#
                + #""data":{"inquiry":{"id":"inq_a"}}}"#)
        #expect(try await ledger.pendingDeliveries(sink: "desk").map(\.event) == events)
        #expect(try await ledger.verify().faults == [])
        await ledger.close()
    }

    @Test("loses no revision, and keeps each text once") func texts() async throws {
        let ledger = try Ledger(existing: former.path)
        let revisions = try await ledger.revisions(entry: 1)
        #expect(revisions.map(\.number) == [1, 2, 3])
        let (first, second) = (FormerLedger.texts[0], FormerLedger.texts[1])
        #expect(revisions.map(\.content) == [first, second, first].map(FormerLedger.content))
        let kept = try await ledger.read {
            try String.fetchAll($0, sql: "SELECT content FROM text")
        }
        #expect(kept == [first, second])
        #expect(try await ledger.changes(entry: 1).map(\.toRevision) == [2])
        await ledger.close()
    }

    @Test("knows from which text each inquiry was opened") func inquiries() async throws {
        let ledger = try Ledger(existing: former.path)
        let rows = try await ledger.read { database in
            try Row.fetchAll(database, sql: "SELECT * FROM inquiry_entry").map {
                try [$0["inquiry_id"], "\($0["entry_id"] as Int)", "\($0["revision"] as Int)"]
                    as [String]
            }
        }
        #expect(rows == [["inq_a", "1", "2"]])
        #expect(try await ledger.inquiries().count == 2)
        await ledger.close()
    }

    @Test("finds the few changes that wait by an index of their own") func unsettled() async throws
    {
        let ledger = try Ledger(existing: former.path)
        let plan = try await ledger.read { database in
            try Row.fetchAll(
                database,
                sql: """
                    EXPLAIN QUERY PLAN SELECT entry_id FROM change
                    WHERE verdict IN ('settling', 'pending')
                    """
            ).map { try $0["detail"] as String }
        }
        #expect(plan == ["SCAN change USING INDEX change_unsettled"])
        await ledger.close()
    }

    @Test("lets the log go on with events of the new format") func goesOn() async throws {
        let ledger = try Ledger(existing: former.path)
        let inquiry = try await ledger.inquiry("inq_a")
        try await ledger.close(
            inquiry, by: Act(by: "ada", at: TestLedger.minute(60), reason: "they called"))
        let formats = try await ledger.read {
            try Int.fetchAll($0, sql: "SELECT format FROM event ORDER BY sequence")
        }
        #expect(formats == [1, 1, 2])
        #expect(try await ledger.verify().faults == [])
        await ledger.close()
        #expect(try VerifyProgram.run([former.path]).hasPrefix("3 events hold together"))
    }

    @Test("is made whole or not at all") func interrupted() async throws {
        // The last statement of the step cannot be done, so nothing of it is.
        try former.tamper("CREATE TABLE mention (x)")
        #expect(throws: LedgerError.self) { try Ledger(existing: former.path) }
        try former.tamper("DROP TABLE mention")
        let bodies = try DatabaseQueue(path: former.path)
        #expect(
            try await bodies.read { try Int.fetchOne($0, sql: "SELECT count(body) FROM event") }
                == 2)
        try bodies.close()
        let ledger = try Ledger(existing: former.path)
        #expect(try await ledger.verify().faults == [])
        await ledger.close()
    }

    @Test("is refused where the newest events were damaged before it") func damaged() throws {
        try former.tamper(
            "DROP TRIGGER event_refuses_update; UPDATE event SET body = x'7b7d' WHERE sequence = 2")
        #expect(throws: LedgerError.corrupt(reason: "event 2 is not what was hashed")) {
            try Ledger(existing: former.path)
        }
    }

    @Test("keeps a damage in a body that nobody had found") func keepsDamage() async throws {
        try former.tamper(
            "DROP TRIGGER event_refuses_update; UPDATE event SET body = x'7b7d' WHERE sequence = 1")
        // As an upgrade does that begins after a longer log's end was proved.
        let pool = try DatabasePool(path: former.path)
        try Schema.migrator.apply(to: pool)
        try pool.close()
        let faults = try await Ledger(reading: former.path).verify().faults
        #expect(faults.first == "event 1 does not match its hash: it was changed")
    }

    @Test("says how far it has come") func progress() throws {
        var said: [String] = []
        let ledger = try Ledger(path: former.path) { said.append($0) }
        #expect(said == ["the revision table: row 3 of 3", "the event table: row 2 of 2"])
        _ = ledger
        said = []
        _ = try Ledger(path: former.path) { said.append($0) }
        #expect(said == [], "there is nothing left to do")
    }
}

@Suite("An upgrade of a ledger that trusted every 304") struct LooksUpgradeTests {
    @Test("asks each feed and page once for everything, and for what has changed from then on")
    func upgrade() async throws {
        let scene = try TestLedger()
        let path = scene.folder.appendingPathComponent("former.sqlite").path
        let pool = try DatabasePool(path: path)
        try Schema.migrator.upTo("9 bodies, texts, mentions and versions").apply(to: pool)
        let at = TestLedger.minute(0).milliseconds
        try await pool.write { database in
            try database.execute(
                sql: """
                    INSERT INTO feed (id, name, url, etag, read_at, baseline_at)
                        VALUES (1, 'news', 'https://news.example/feed', '"a"', \(at), \(at));
                    INSERT INTO entry (id, feed_id, identity, identity_rule, first_seen_at,
                        revision, source_hash, content_hash, fingerprint, rules)
                        VALUES (1, 1, 'a', 1, \(at), 1, x'00', x'00', x'00', 1);
                    INSERT INTO page (entry_id, url, changed_at, next_look_at, seen_at, etag)
                        VALUES (1, 'https://news.example/a', \(at), \(at), \(at), '"p"');
                    """)
        }
        try pool.close()
        let ledger = try Ledger(path: path)
        let feed = try await ledger.feed(named: "news")
        #expect(feed.etag == "\"a\"" && feed.readAt == TestLedger.minute(0))
        #expect(feed.caughtAt == nil && feed.retryAt == nil)
        let page = try #require(try await ledger.page(of: 1))
        #expect(page.validators.etag == "\"p\"" && page.readAt == nil && page.wasSeen)
        #expect(try await ledger.pauses(now: TestLedger.minute(0)) == [:])
        await ledger.close()
    }
}

@Suite("An upgrade of a ledger that knew no rulings on mentions") struct MentionUpgradeTests {
    @Test("keeps each mention, of which nothing more is known") func upgrade() async throws {
        let scene = try TestLedger()
        let path = scene.folder.appendingPathComponent("former.sqlite").path
        let pool = try DatabasePool(path: path)
        try Schema.migrator.upTo("12 texts that pages showed").apply(to: pool)
        try await pool.write { database in
            try database.execute(
                sql: """
                    INSERT INTO feed (id, name, url) VALUES (1, 'news', 'https://news.example/feed');
                    INSERT INTO entry (id, feed_id, identity, identity_rule, first_seen_at,
                        revision, source_hash, content_hash, fingerprint, rules)
                        VALUES (1, 1, 'a', 1, 0, 1, x'00', x'00', x'00', 1);
                    INSERT INTO mention (entry_id, revision, party, wording, state, asker, evidence,
                        topic) VALUES (1, 1, 'Bank', 'the bank', 'awaiting', 'outlet', 'Asked.', '[]')
                    """)
        }
        try pool.close()
        let ledger = try Ledger(path: path)
        let rows = try await ledger.read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT party, confidence, is_doubtful, kind, reason, ruling, ruled_by, ruled_at
                    FROM mention
                    """
            ).map { "\($0)" }
        }
        #expect(
            rows == [
                "[party:\"Bank\" confidence:NULL is_doubtful:0 kind:NULL reason:NULL ruling:NULL "
                    + "ruled_by:NULL ruled_at:NULL]"
            ])
        await ledger.close()
    }
}

@Suite("An upgrade of a ledger that kept no texts of walls") struct SeenTextUpgradeTests {
    @Test("knows a page's text from its next look on") func upgrade() async throws {
        let scene = try TestLedger()
        let path = scene.folder.appendingPathComponent("former.sqlite").path
        let pool = try DatabasePool(path: path)
        try Schema.migrator.upTo("10 unconditional looks and pauses").apply(to: pool)
        let at = TestLedger.minute(0).milliseconds
        try await pool.write { database in
            try database.execute(
                sql: """
                    INSERT INTO feed (id, name, url, baseline_at)
                        VALUES (1, 'news', 'https://news.example/feed', \(at));
                    INSERT INTO text (id, hash, content) VALUES (1, x'00', 'The port.');
                    """)
            for entry in 1...2 {
                try database.execute(
                    sql: """
                        INSERT INTO entry (id, feed_id, identity, identity_rule, first_seen_at,
                            revision, source_hash, content_hash, fingerprint, rules)
                            VALUES (\(entry), 1, '\(entry)', 1, \(at), 1, x'00', x'00', x'00', 1);
                        INSERT INTO revision (entry_id, number, seen_at, title, text_id,
                            content_hash, fingerprint)
                            VALUES (\(entry), 1, \(at), 'Port \(entry)', 1, x'00', x'00');
                        INSERT INTO page (entry_id, url, changed_at, next_look_at)
                            VALUES (\(entry), 'https://news.example/\(entry)', \(at), \(at));
                        """)
            }
        }
        try pool.close()
        let ledger = try Ledger(path: path)
        let page = try #require(try await ledger.page(of: 1))
        let key = try #require(SeenText.key(of: "We are busy."))
        #expect(try await ledger.pagesShowing(key, besides: page) == [])
        try await ledger.write { database in
            try database.execute(
                sql: "UPDATE page SET seen_text = ? WHERE entry_id = 2", arguments: [Data(key)])
        }
        let sharing = try await ledger.pagesShowing(key, besides: page)
        #expect(sharing.map(\.entry) == [2] && sharing.map(\.title) == ["Port 2"])
        #expect(SeenText.key(of: "We are busy, 14:05!") == key)
        await ledger.close()
    }
}
