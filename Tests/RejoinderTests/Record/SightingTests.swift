import Foundation
import GRDB
import Testing

@testable import Rejoinder

@Suite("Sightings of a statement") struct SightingTests {
    private static func entry(_ name: String, _ content: String) -> ObservedEntry {
        .sample(
            name,
            statements: [
                .published(
                    Statement(
                        source: "The Harbour Authority", cue: "said", content: content,
                        isQuoted: true, institution: TestLedger.harbour.key))
            ])
    }

    @Test("are told once, and recorded with the entry that had it first") func once() async throws {
        let test = try TestLedger()
        try await test.watch("news")
        try await test.watch("post")
        try await test.watch("late")
        try await test.poll(
            "news", at: 15, seeing: [Self.entry("a", "The port will reopen on Friday.")])
        try await test.poll(
            "post", at: 30, seeing: [Self.entry("b", "“The port will reopen on Friday,”")])
        #expect(try await test.events(.statementPublished).map(\.feed) == ["news"])
        let untold = try await test.ledger.untoldStatements(entry: 2, revision: 1)
        #expect(untold.map(\.reason) == ["not told: entry 1 has the same words first"])
        #expect(try await test.ledger.statements(entry: 2, revision: 1).count == 1)
        #expect(try await test.ledger.untoldStatements(entry: 1, revision: 1).isEmpty)
        // A season later the same words are news.
        try await test.poll(
            "late", at: 31 * 1440, seeing: [Self.entry("c", "The port will reopen on Friday.")])
        #expect(try await test.events(.statementPublished).map(\.feed) == ["news", "late"])
    }

    @Test("begin with an upgrade: what was kept before has no reason, and answers no question")
    func upgrade() async throws {
        let scene = try TestLedger()
        let path = scene.folder.appendingPathComponent("former.sqlite").path
        let pool = try DatabasePool(path: path)
        try Schema.migrator.upTo("14 answers by hand and merged inquiries").apply(to: pool)
        try await pool.write { database in
            try database.execute(
                sql: """
                    INSERT INTO feed (id, name, url) VALUES (1, 'news', 'https://news.example/feed');
                    INSERT INTO entry (id, feed_id, identity, identity_rule, first_seen_at,
                        revision, source_hash, content_hash, fingerprint, rules)
                        VALUES (1, 1, 'a', 1, 0, 1, x'00', x'00', x'00', 1);
                    INSERT INTO statement (entry_id, revision, source, cue, content, is_quoted,
                        institution) VALUES (1, 1, 'NATO', 'said', 'We will see.', 1, 'nato')
                    """)
        }
        try pool.close()
        let ledger = try Ledger(path: path)
        #expect(
            try await ledger.statements(entry: 1, revision: 1).map(\.content) == ["We will see."])
        #expect(try await ledger.untoldStatements(entry: 1, revision: 1).isEmpty)
        await ledger.close()
    }
}
