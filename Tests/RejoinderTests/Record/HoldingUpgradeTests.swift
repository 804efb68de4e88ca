import Foundation
import GRDB
import Testing

@testable import Rejoinder

@Suite("An upgrade of a ledger that held no deliveries") struct HoldingUpgradeTests {
    @Test("keeps routes, which hold nothing, and how sinks are doing") func upgrade()
        async throws
    {
        let scene = try TestLedger()
        let path = scene.folder.appendingPathComponent("former.sqlite").path
        let pool = try DatabasePool(path: path)
        try Schema.migrator.upTo("15 answers beside questions, and sightings of statements")
            .apply(to: pool)
        try await pool.write { database in
            try database.execute(
                sql: #"""
                    INSERT INTO sink (name, route, failures, last_error) VALUES
                        ('desk', '{"feeds":[],"minimumLevel":"major","sink":"desk","types":[]}', 2,
                        'HTTP 500')
                    """#)
        }
        try pool.close()
        let ledger = try Ledger(path: path)
        let sink = try #require(try await ledger.sinks().first)
        #expect(sink.route == Route(sink: "desk", minimumLevel: .major))
        #expect(sink.health.failures == 2 && sink.health.hour == nil)
        #expect(try await ledger.deliveries(DeliveryQuery()) == [])
        await ledger.close()
    }
}
