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
            var found: [String: KnownEntry] = [:]
            for names in names {
                for (index, name) in names.enumerated() {
                    let entry = try Self.entry(of: feed, named: name, in: database)
                    found[name] = entry
                    if index == 0, entry != nil { break }
                }
            }
            return found
        }
    }

    /// What is like the entries of a document that seem new or changed.
    func lookalikes(
        feed: Int64, _ request: Lookalikes.Request
    ) async throws(LedgerError) -> Lookalikes {
        try await read { database in
            var found = Lookalikes()
            for (fingerprint, address) in request.new {
                found.byFingerprint[fingerprint] = try Self.entry(
                    of: feed, fingerprint: fingerprint, in: database)
                if let address, found.byAddress[address] == nil {
                    found.byAddress[address] = try Self.places(
                        of: feed, address: address, in: database)
                }
            }
            for name in request.names {
                found.byName[name] = try Self.entry(of: feed, named: name, in: database)
            }
            if let listed = request.listed {
                found.departed = try Self.listedEntries(of: feed, in: database)
                    .filter { !listed.contains($0.id) }
            }
            let others =
                found.byFingerprint.values.map(\.id) + found.byName.values.map(\.id)
                + found.byAddress.values.flatMap { $0.map(\.entry.id) } + found.departed.map(\.id)
            for entry in Set(request.known + others) {
                found.told[entry] = try Self.newestRevision(
                    entry: entry, source: .feed, in: database)
            }
            return found
        }
    }

    private static func entry(
        of feed: Int64, named name: String, in database: Database
    ) throws -> KnownEntry? {
        try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT \(KnownEntry.columns) FROM entry
                    WHERE feed_id = ? AND identity = ?
                    """), arguments: [feed, name]
        ).map(KnownEntry.init(row:))
    }

    /// The entries that the last whole document listed.
    private static func listedEntries(of feed: Int64, in database: Database) throws -> [KnownEntry]
    {
        try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT \(KnownEntry.columns) FROM entry
                    WHERE feed_id = ? AND is_listed ORDER BY id
                    """), arguments: [feed]
        ).map(KnownEntry.init(row:))
    }

    /// The entry with exactly this content.
    private static func entry(
        of feed: Int64, fingerprint: [UInt8], in database: Database
    ) throws -> KnownEntry? {
        try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT \(KnownEntry.columns) FROM entry
                    WHERE feed_id = ?1 AND substr(fingerprint, 1, 6) = substr(?2, 1, 6)
                        AND substr(fingerprint, 1, 16) = ?2 LIMIT 1
                    """), arguments: [feed, FingerprintColumn.data(fingerprint)]
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
