import Foundation
import GRDB

extension Ledger {
    /// Signs the head of the log as it is now.
    ///
    /// - Throws: `wrongState` if the log is empty, or if this process does not have its key.
    package func signHead(now: Timestamp) async throws(LedgerError) -> SignedHead {
        guard let signer = seal.signer else {
            throw .wrongState("this log is not signed yet; `rejoinder run` makes its key")
        }
        let newest = try await read { try Self.newest(in: $0) }
        guard let newest else { throw .wrongState("the log is empty, so there is nothing to sign") }
        do throws(LogKeyError) {
            return try SignedHead(
                log: logID, sequence: newest.sequence, hash: newest.hash, at: now, key: signer.key)
        } catch {
            throw .database(reason: "\(error)")
        }
    }

    /// Signs a head and keeps it, unless one was kept within a day.
    ///
    /// - Returns: the new head; nil if none is due, or there is nothing to sign.
    package func keepDailyHead(now: Timestamp) async throws(LedgerError) -> SignedHead? {
        guard let signer = seal.signer else { return nil }
        let isDue = try await read { database in
            let last = try Int64.fetchOne(
                database.cachedStatement(sql: "SELECT max(at) FROM head"))
            let moment = last.map { Timestamp(milliseconds: $0) }
            // A clock that was ahead must not keep us from signing for long.
            guard moment.map({ now >= $0 + .seconds(86_400) || now < $0 }) ?? true else {
                return false
            }
            return try Self.newest(in: database) != nil
        }
        guard isDue else { return nil }
        let head = try await signHead(now: now)
        try await write { database in
            let key = try LogKeyStore.number(of: signer.publicKey, at: now, in: database)
            try database.execute(
                sql: """
                    INSERT OR IGNORE INTO head (at, sequence, hash, key_id, signature)
                    VALUES (?, ?, ?, ?, ?)
                    """,
                arguments: [
                    head.at.milliseconds, head.sequence, Data(head.hash), key,
                    Data(head.signature.bytes),
                ])
        }
        return head
    }

    /// The heads that were kept, the oldest first.
    package func keptHeads(since: Timestamp? = nil) async throws(LedgerError) -> [SignedHead] {
        let log = logID
        return try await read { database in
            try Row.fetchAll(
                database, sql: "SELECT * FROM head WHERE at >= ? ORDER BY at",
                arguments: [(since ?? Timestamp(milliseconds: .min)).milliseconds]
            ).map { try SignedHead(row: $0, log: log, in: database) }
        }
    }

    private static func newest(
        in database: Database
    ) throws -> (sequence: Int64, hash: [UInt8])? {
        try Row.fetchOne(
            database.cachedStatement(
                sql: "SELECT sequence, hash FROM event ORDER BY sequence DESC LIMIT 1")
        ).map { (try $0["sequence"], [UInt8](try $0["hash"] as Data)) }
    }
}

extension SignedHead {
    init(row: Row, log: [UInt8], in database: Database) throws {
        try self.init(
            log: log, sequence: row["sequence"], hash: [UInt8](row["hash"] as Data),
            at: Timestamp(milliseconds: row["at"]),
            signature: LogSignature(
                key: LogKeyStore.key(row["key_id"], in: database),
                bytes: [UInt8](row["signature"] as Data)))
    }
}
