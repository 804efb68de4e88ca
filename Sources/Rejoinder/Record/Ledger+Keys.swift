import Foundation
import GRDB

/// A key that has signed events of the log.
package struct LogKeyRecord: Hashable, Sendable {
    package let key: LogPublicKey
    /// The first event that it has signed.
    package let since: Timestamp
}

/// The public keys of a log, by the numbers that its events give them.
enum LogKeyStore {
    /// - Throws: `corrupt` if the log does not have the key.
    static func key(_ number: Int64, in database: Database) throws -> LogPublicKey {
        let bytes = try Data.fetchOne(
            database.cachedStatement(sql: "SELECT public FROM log_key WHERE id = ?"),
            arguments: [number])
        guard let key = bytes.flatMap({ LogPublicKey(bytes: [UInt8]($0)) }) else {
            throw LedgerError.corrupt(reason: "the log's key \(number) is missing")
        }
        return key
    }

    /// The number of a key, which is added unless the log knows it.
    static func number(
        of key: LogPublicKey, at moment: Timestamp, in database: Database
    ) throws -> Int64 {
        let known = try Int64.fetchOne(
            database.cachedStatement(sql: "SELECT id FROM log_key WHERE public = ?"),
            arguments: [Data(key.bytes)])
        if let known { return known }
        try database.execute(
            sql: "INSERT INTO log_key (public, since_at) VALUES (?, ?)",
            arguments: [Data(key.bytes), moment.milliseconds])
        return database.lastInsertedRowID
    }

    /// The key that has signed the newest event; nil if nothing has.
    static func current(in database: Database) throws -> LogPublicKey? {
        let number = try Row.fetchOne(
            database, sql: "SELECT key_id FROM event ORDER BY sequence DESC LIMIT 1"
        ).flatMap { try $0["key_id"] as Int64? }
        return try number.map { try key($0, in: database) }
    }
}

extension Ledger {
    /// The keys that have signed events, the oldest first.
    package func keys() async throws(LedgerError) -> [LogKeyRecord] {
        try await read { database in
            try Row.fetchAll(database, sql: "SELECT * FROM log_key ORDER BY id").map { row in
                try LogKeyRecord(
                    key: LogKeyStore.key(row["id"], in: database),
                    since: Timestamp(milliseconds: row["since_at"]))
            }
        }
    }

    /// The key with which this process signs; nil if it signs nothing.
    package var publicKey: LogPublicKey? { seal.signer?.publicKey }

    /// Gives the log a new key, by an event that the old key vouches for.
    ///
    /// The daemon must not run: it would go on with the old key.
    ///
    /// - Returns: the log as it is signed from now on, and the new key.
    package func rotateKey(now: Timestamp) async throws(LedgerError) -> LogPublicKey {
        guard let old = seal.signer?.key else {
            throw .wrongState("this log is not signed yet; `rejoinder run` makes its first key")
        }
        let key = try LogKeySource.newKey()
        try LogKeySource.write(key, of: path, replaces: true, isNext: true)
        let new = LogSeal(id: seal.id, signer: LogSigner(key: key, former: [old]))
        try await write { database in
            try EventWriter(database: database, seal: new).followKey(at: now)
        }
        try LogKeySource.write(key, of: path, replaces: true)
        try? FileManager.default.removeItem(atPath: LogKeySource.nextPath(of: path))
        return key.publicKey
    }
}
