import Foundation
import GRDB

extension Ledger {
    /// The feed's entries by their names.
    ///
    /// - Parameter names: the possible names of each entry, the most likely first; the others are
    ///   looked up only where the first is not known.
    func entries(
        of feed: Int64, named names: [[String]]
    ) async throws(LedgerError) -> [String: KnownEntry] {
        try await read { database in
            let statement = try database.cachedStatement(
                sql: """
                    SELECT \(KnownEntry.columns) FROM entry
                    WHERE feed_id = ? AND identity = ?
                    """)
            var found: [String: KnownEntry] = [:]
            for names in names {
                for (index, name) in names.enumerated() {
                    let entry = try Row.fetchOne(statement, arguments: [feed, name])
                        .map(KnownEntry.init(row:))
                    found[name] = entry
                    if index == 0, entry != nil { break }
                }
            }
            return found
        }
    }

    /// What is like the entries of a document that seem new.
    ///
    /// - Parameters:
    ///   - new: their fingerprints and addresses.
    ///   - known: entries that are known by name, whose last revisions are wanted as well.
    func lookalikes(
        feed: Int64, of new: [(fingerprint: [UInt8], address: String?)], known: [Int64]
    ) async throws(LedgerError) -> Lookalikes {
        guard !new.isEmpty || !known.isEmpty else { return Lookalikes() }
        return try await read { database in
            var found = Lookalikes()
            for (fingerprint, address) in new {
                found.byFingerprint[fingerprint] = try Self.entry(
                    of: feed, fingerprint: fingerprint, in: database)
                if let address, found.byAddress[address] == nil {
                    found.byAddress[address] = try Self.places(
                        of: feed, address: address, in: database)
                }
            }
            let others =
                found.byFingerprint.values.map(\.id)
                + found.byAddress.values.flatMap { $0.map(\.entry.id) }
            for entry in Set(known + others) {
                found.told[entry] = try Self.newestRevision(
                    entry: entry, source: .feed, in: database)
            }
            return found
        }
    }

    /// The entry with exactly this content.
    private static func entry(
        of feed: Int64, fingerprint: [UInt8], in database: Database
    ) throws -> KnownEntry? {
        try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT \(KnownEntry.columns) FROM entry
                    WHERE feed_id = ? AND fingerprint = ? LIMIT 1
                    """), arguments: [feed, Data(fingerprint)]
        ).map(KnownEntry.init(row:))
    }

    /// The entries whose pages are at the address.
    private static func places(
        of feed: Int64, address: String, in database: Database
    ) throws -> [Lookalikes.Place] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT \(KnownEntry.columns), url
                    FROM (SELECT entry_id, url FROM page WHERE address = ? LIMIT 50) AS place
                    CROSS JOIN entry ON id = entry_id WHERE feed_id = ? ORDER BY id LIMIT 8
                    """), arguments: [address, feed]
        ).map { row in
            Lookalikes.Place(entry: try KnownEntry(row: row), url: try row[6])
        }
    }
}
