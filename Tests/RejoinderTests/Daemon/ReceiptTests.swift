import Foundation
import GRDB
import Signing
import Testing

@testable import Rejoinder

@Suite("What was received") struct ReceiptTests {
    private static let day = 24 * 60

    /// A feed whose entry is new, and whose page then changes.
    private static func story(keeping: Keeping = .receipt) async throws -> Newsroom {
        let news = try await Newsroom { $0.keeping = keeping }
        news.list((id: "old", title: "Old news", summary: "Nothing."))
        news.put("old", title: "Old news", Self.old)
        try await news.poll(at: 0)
        news.list(
            (id: "a", title: "Zebulon arrested", summary: "A sailor was arrested."),
            (id: "old", title: "Old news", summary: "Nothing."))
        news.put("a", title: "Zebulon arrested", Self.paragraphs)
        news.tag("/feed", "\"one\"")
        try await news.poll(at: 15)
        try await news.look(at: 15)
        return news
    }

    private static let old = [
        "Nothing new has been heard of the ferry that was to call at the port last autumn.",
        "Its owners had asked for a berth, and were given one beside the old lighthouse.",
    ]
    private static let paragraphs = [
        "A sailor by the name of Quillfeather was arrested in the harbour on Monday.",
        "He had sailed for three weeks, the harbour master said, and was tired.",
    ]

    @Test("is kept with each revision, and named by the events that tell of it") func kept()
        async throws
    {
        let news = try await Self.story()
        let test = news.test
        let entry = try await test.ledger.entry("a")
        let revisions = try await test.ledger.revisions(entry: entry.id)
        #expect(revisions.map(\.source) == [.feed, .page])
        let told = try await test.data(of: .entryPublished)?.at("revision.receipt")?.stringValue
        #expect(told == revisions[0].receipt.map { Hex.string($0) } && told != nil)

        let record = try #require(try await Self.receipt(revisions[0].receipt, test))
        let said = try JSONValue(parsing: Array(record.content.utf8))
        #expect(SHA256.digest(Array(record.content.utf8)) == record.hash)
        #expect(said.at("answered.status")?.intValue == 200)
        #expect(said.at("answered.peer")?.stringValue == "127.0.0.1")
        #expect(said.at("asked.at")?.stringValue == TestLedger.minute(15).description)
        #expect(said.at("asked.url")?.stringValue?.hasSuffix("/feed") == true)
        #expect(said.at("body.sha256")?.stringValue == Hex.string(record.bodyHash))
        #expect(Self.header("ETag", said) == "\"one\"")
        #expect(Self.header("Content-Type", said) == "application/xml")
        #expect(record.keptBytes == nil)
        #expect(try await test.ledger.verify().faults == [])
    }

    @Test("is not kept of a look that brings nothing new") func nothingNew() async throws {
        let news = try await Self.story()
        let before = try await Self.count(news)
        #expect(before == [4, 0], "two documents and two pages")
        // The same document, and 304s.
        for minute in [30, 45, 60] {
            try await news.poll(at: minute)
            try await news.look(at: minute)
        }
        // Another document, with the same entries.
        news.tag("/feed", "\"two\"")
        news.list(
            (id: "old", title: "Old news", summary: "Nothing."),
            (id: "a", title: "Zebulon arrested", summary: "A sailor was arrested."))
        try await news.poll(at: 75)
        #expect(try await Self.count(news) == before)
    }

    @Test("is kept of the answer that shows that a page is gone") func gone() async throws {
        let news = try await Self.story(keeping: .raw)
        news.put("a", Newsroom.Page(status: 404, body: "No such page."))
        for minute in stride(from: 30, to: Self.day, by: 15) { try await news.look(at: minute) }
        let removed = try #require(try await news.test.data(of: .entryRemoved))
        let hash = try #require(removed.at("page.receipt")?.stringValue.flatMap { Hex.bytes($0) })
        let record = try #require(try await news.test.ledger.receipt(hash))
        let said = try JSONValue(parsing: Array(record.content.utf8))
        #expect(said.at("answered.status")?.intValue == 404)
        #expect(record.keptBytes == 13)
        #expect(try await news.test.ledger.verify().faults == [])
    }

    @Test("is kept byte for byte where that is wanted, each body once") func raw() async throws {
        let news = try await Self.story(keeping: .raw)
        #expect(try await Self.count(news) == [4, 4])
        let entry = try await news.test.ledger.entry("a")
        let page = try #require(try await news.test.ledger.revisions(entry: entry.id).last)
        let receipt = try #require(try await Self.receipt(page.receipt, news.test))
        let body = try await news.test.ledger.read {
            try ReceiptStore.body(receipt.bodyHash, in: $0)
        }
        #expect(
            body == Array(Newsroom.page("Zebulon arrested", Self.paragraphs).utf8))
        #expect(try await news.test.ledger.verify().faults == [])
    }

    @Test(
        "is a fault once it is changed, and verify says which",
        arguments: [
            (
                "UPDATE receipt SET content = replace(content, '200', '404') WHERE id = 2",
                "receipt 2 does not match its hash: it was changed"
            ),
            (
                "UPDATE receipt SET body_hash = zeroblob(32) WHERE id = 2",
                "receipt 2 has the hash of another body than it names"
            ),
            (
                "UPDATE revision SET receipt_id = 1 WHERE entry_id = 2 AND number = 1",
                "event 1: revision 1 of entry 2 has another receipt than it names"
            ),
            (
                "UPDATE revision SET receipt_id = NULL WHERE entry_id = 2 AND number = 1",
                "event 1: revision 1 of entry 2 has another receipt than it names"
            ),
            (
                """
                UPDATE raw_body SET content = (SELECT content FROM raw_body WHERE id = 2),
                    bytes = (SELECT bytes FROM raw_body WHERE id = 2) WHERE id = 1
                """,
                "kept body 1 does not match its hash: the kept body "
            ),
            (
                "UPDATE raw_body SET content = x'00' WHERE id = 1",
                "kept body 1 does not match its hash: the kept body "
            ),
            (
                "UPDATE raw_body SET content = x'', withheld = 1 WHERE id = 1",
                "kept body 1 does not match its hash: the kept body "
            ),
        ])
    func tampered(sql: String, said: String) async throws {
        let news = try await Self.story(keeping: .raw)
        await #expect(throws: LedgerError.self, "the guards refuse it") {
            guard !sql.hasPrefix("UPDATE revision") else { throw LedgerError.internalMismatch }
            try await news.test.tamper(sql)
        }
        try await news.test.dropGuards()
        try await news.test.tamper(sql)
        let faults = try await news.test.ledger.verify().faults
        #expect(faults.count == 1 && faults.first?.hasPrefix(said) == true, "\(faults)")
    }

    @Test("goes with the words that are withheld, wherever the feed has listed them")
    func redacted() async throws {
        let news = try await Self.story(keeping: .raw)
        let test = news.test
        // A later document brings something else, and still lists the entry.
        news.tag("/feed", "\"three\"")
        news.put("b", title: "Fog", Self.sunny.map { $0.replacing("sun", with: "fog") })
        news.list(
            (id: "b", title: "Fog", summary: "Fog and rain."),
            (id: "a", title: "Zebulon arrested", summary: "A sailor was arrested."))
        try await news.poll(at: 30)
        try await news.look(at: 30)
        let entry = try await test.ledger.entry("a")
        let done = try await test.ledger.redact(
            .entry(entry, number: nil),
            by: Act(by: "kim", at: TestLedger.minute(70), reason: "an order"))
        #expect(done.bodies == 3, "its page, and the two documents that list it")
        #expect(done.receipts == 0, "none quotes it")
        let found = try await test.ledger.verify()
        #expect(found.faults == [])
        let kept = try await Self.kept(news)
        #expect(kept.count == 3)
        #expect(!kept.contains { $0.contains("Zebulon") || $0.contains("Quillfeather") })
        #expect(kept.contains { $0.contains("The fog shone") })
        // It is not kept again: neither a document that still lists it, nor its page.
        news.tag("/feed", "\"four\"")
        news.list(
            (id: "c", title: "Sun", summary: "Sun."),
            (id: "a", title: "Zebulon arrested", summary: "A sailor was arrested."))
        news.put("a", title: "Zebulon arrested", Self.paragraphs + Self.old)
        try await news.poll(at: 90)
        try await news.look(at: 90)
        #expect(try await Self.kept(news).count == 3)
        // What has none of its words is.
        news.tag("/feed", "\"five\"")
        news.list((id: "d", title: "Ice", summary: "Ice."))
        try await news.poll(at: 105)
        let again = try await Self.kept(news)
        #expect(again.count == 4 && again.contains { $0.contains("Ice.") })
        #expect(!again.contains { $0.contains("Zebulon") || $0.contains("Quillfeather") })
        #expect(try await test.ledger.verify().faults == [])
    }

    @Test("goes itself where it quotes the words") func quoting() async throws {
        let news = try await Newsroom()
        try await news.poll(at: 0)
        let test = news.test
        let state = try await test.ledger.feed(named: "news")
        let content = RevisionContent(title: "Secret memo", text: "The memo.")
        let receipt = Receipt(
            .members([
                "headers": .string("filename=\"Secret memo.html\""),
                "body": .members(["sha256": .string(String(repeating: "0", count: 64))]),
            ]), bodyHash: [UInt8](repeating: 0, count: 32), bodySize: 0)
        var told = Told(id: "memo")
        (told.title, told.text) = (content.title, content.text)
        var record = PollRecord(
            feed: state, at: TestLedger.minute(15),
            next: NextPoll(at: TestLedger.minute(30), reason: "every 15m, as configured"),
            outcome: .listing(try await test.listing("news", 15, [told])), movedTo: nil)
        record.receipt = receipt
        #expect(try await test.recording().record(record) != .stale)
        let entry = try await test.ledger.entry("id:memo")
        let done = try await test.ledger.redact(
            .entry(entry, number: nil),
            by: Act(by: "kim", at: TestLedger.minute(70), reason: "an order"))
        #expect(done.receipts == 1)
        let kept = try #require(try await test.ledger.receipt(receipt.hash))
        #expect(kept.content == "" && kept.withheld?.reason == "an order")
        #expect(try await test.ledger.verify().faults == [])
    }

    @Test("has no cookies, no secrets of the address, and no more than a bounded part of a header")
    func secrets() async throws {
        let news = try await Newsroom { $0.secretQuery = Secret("token=Hush4321hush8765") }
        news.list((id: "a", title: "Fog", summary: "Fog."))
        news.head(
            "/feed",
            [
                ("Set-Cookie", "session=Crumb"), ("X-Other", "Crumb"),
                ("Content-Location", "/feed?token=Hush4321hush8765&page=2"),
                ("Server", String(repeating: "s", count: 5000)),
            ])
        try await news.poll(at: 0)
        let contents = try await news.test.column(String.self, "SELECT content FROM receipt")
        let content = try #require(contents.first)
        #expect(contents.count == 1)
        #expect(!content.contains("Hush") && !content.contains("Crumb"))
        let said = try JSONValue(parsing: Array(content.utf8))
        #expect(Self.header("Content-Location", said) == "/feed?page=2")
        #expect(Self.header("Server", said)?.count == 1000)
    }

    @Test("tells of redirects, with the addresses of all") func redirects() async throws {
        let news = try await Self.story()
        news.list(
            (id: "c", title: "Sun", summary: "Sun."),
            (id: "a", title: "Zebulon arrested", summary: "A sailor was arrested."))
        news.refuse("/c", with: 302, ("Location", "/moved?session=0a1b2c3d4e5f6a7b8c9d"))
        news.put("moved?session=0a1b2c3d4e5f6a7b8c9d", title: "Sun", Self.sunny)
        news.tag("/feed", "\"four\"")
        try await news.poll(at: 30)
        try await news.look(at: 30)
        let entry = try await news.test.ledger.entry("c")
        let page = try #require(try await news.test.ledger.revisions(entry: entry.id).last)
        #expect(page.source == .page)
        let record = try #require(try await Self.receipt(page.receipt, news.test))
        let said = try JSONValue(parsing: Array(record.content.utf8))
        let hop = try #require(said["redirects"]?.arrayValue?.first)
        #expect(hop["status"]?.intValue == 302)
        #expect(hop["from"]?.stringValue?.hasSuffix("/c") == true)
        #expect(hop["to"]?.stringValue?.hasSuffix("/moved?session=***") == true)
        #expect(said.at("asked.url")?.stringValue?.hasSuffix("/c") == true)
        #expect(said.at("answered.url")?.stringValue?.hasSuffix("/moved?session=***") == true)
    }

    private static let sunny = [
        "The sun shone all day long over the whole harbour, and the fishermen came home early.",
        "Nobody had expected so much sun in the first week of March, the harbour master said.",
    ]

    /// The bodies that are kept and not withheld.
    private static func kept(_ news: Newsroom) async throws -> [String] {
        try await news.test.ledger.read { database in
            try Row.fetchAll(
                database, sql: "SELECT hash FROM raw_body WHERE withheld IS NULL"
            ).map { row in
                String(
                    decoding: try ReceiptStore.body([UInt8](row[0] as Data), in: database) ?? [],
                    as: UTF8.self)
            }
        }
    }

    private static func receipt(
        _ hash: [UInt8]?, _ test: TestLedger
    ) async throws -> ReceiptRecord? {
        try await test.ledger.receipt(hash ?? [])
    }

    private static func header(_ name: String, _ said: JSONValue) -> String? {
        said["headers"]?.arrayValue?.first { $0["name"]?.stringValue == name }?["value"]?
            .stringValue
    }

    private static func count(_ news: Newsroom) async throws -> [Int] {
        try await news.test.column(
            Int.self, "SELECT count(*) FROM receipt UNION ALL SELECT count(*) FROM raw_body")
    }
}

@Suite("An upgrade of a ledger without receipts") struct ReceiptUpgradeTests {
    @Test("keeps its revisions, which have none, and keeps those of the next") func upgrade()
        async throws
    {
        let scene = try TestLedger()
        let path = scene.folder.appendingPathComponent("former.sqlite").path
        let pool = try DatabasePool(path: path)
        try Schema.migrator.upTo("18 signatures, heads and what is withheld").apply(to: pool)
        try await pool.write { database in
            try database.execute(
                sql: """
                    INSERT INTO feed (id, name, url) VALUES (1, 'news', 'https://news.example/f');
                    INSERT INTO entry (id, feed_id, identity, identity_rule, first_seen_at,
                        revision, content_hash, fingerprint, source_hash, rules)
                        VALUES (1, 1, 'a', 1, 0, 1, x'00', x'00', x'00', 1);
                    INSERT INTO text (id, hash, content) VALUES (1, x'00', 'Fog.');
                    INSERT INTO revision (entry_id, number, source, seen_at, title, text_id,
                        content_hash, fingerprint) VALUES (1, 1, 'feed', 0, 'Fog', 1, x'00', x'00');
                    """)
        }
        try pool.close()
        let ledger = try Ledger(path: path)
        let revisions = try await ledger.revisions(entry: 1)
        #expect(revisions.map(\.content.title) == ["Fog"] && revisions.map(\.receipt) == [nil])
        #expect(try await ledger.receipt([0]) == nil)
        await ledger.close()
    }
}
