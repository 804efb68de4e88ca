import Foundation
import GRDB
import Testing

@testable import Rejoinder

@Suite("An upgrade of a ledger that knew no answers by hand") struct AnswersUpgradeTests {
    @Test("keeps each response with its ruling, and each inquiry unmerged") func upgrade()
        async throws
    {
        let scene = try TestLedger()
        let path = scene.folder.appendingPathComponent("former.sqlite").path
        let pool = try DatabasePool(path: path)
        try Schema.migrator.upTo("13 kinds of parties and rulings on mentions").apply(to: pool)
        try await pool.write { database in
            try database.execute(
                sql: """
                    INSERT INTO feed (id, name, url) VALUES (1, 'news', 'https://news.example/feed');
                    INSERT INTO entry (id, feed_id, identity, identity_rule, first_seen_at,
                        revision, source_hash, content_hash, fingerprint, rules)
                        VALUES (1, 1, 'a', 1, 0, 1, x'00', x'00', x'00', 1);
                    INSERT INTO inquiry (id, institution_name, origin, subject, topic, opened_at,
                        state) VALUES ('inq_a', 'Bank', 'configuration', 'Why?', '[]', 0, 'open');
                    INSERT INTO response (id, inquiry_id, entry_id, revision, verdict, confidence,
                        source, quote, reasons, at, ruling) VALUES
                        (3, 'inq_a', 1, 1, 'candidate', 0.5, 'a clerk', 'Soon.', '["x"]', 9, 'denied')
                    """)
        }
        try pool.close()
        let ledger = try Ledger(path: path)
        let inquiry = try await ledger.inquiry("inq_a")
        #expect(inquiry.mergedInto == nil)
        let response = try #require(try await ledger.responses(to: inquiry.id).first)
        #expect(response.id == 3 && response.entry == 1 && response.revision == 1)
        #expect(response.verdict == "candidate" && response.ruling == "denied")
        #expect(response.source == "a clerk" && response.quote == "Soon.")
        #expect(response.reasons == ["x"] && response.at == Timestamp(milliseconds: 9))
        #expect(response.suppressed == nil && response.proposed == nil && !response.isByHand)
        try await ledger.answer(
            inquiry, with: HandAnswer(),
            by: Act(by: "kim", at: TestLedger.minute(0), reason: "by phone"))
        #expect(try await ledger.responses(to: inquiry.id).count == 2)
        await ledger.close()
    }
}
