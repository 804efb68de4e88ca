import Compression
import Foundation
import GRDB
import Signing

/// What was received: receipts, and the bodies that are kept, each once.
enum ReceiptStore {
    /// - Returns: the number of the receipt, which is added with its body unless they are known.
    static func id(of receipt: Receipt, in database: Database) throws -> Int64 {
        let hash = Data(receipt.hash)
        try database.cachedStatement(
            sql: """
                INSERT INTO receipt (hash, content, body_hash) VALUES (?, ?, ?)
                ON CONFLICT (hash) DO NOTHING
                """
        ).execute(arguments: [
            hash, String(decoding: receipt.content, as: UTF8.self), Data(receipt.bodyHash),
        ])
        if let body = receipt.keptBody {
            // What is withheld stays so, however often it is received again.
            try database.cachedStatement(
                sql: """
                    INSERT INTO raw_body (hash, bytes, content) VALUES (?, ?, ?)
                    ON CONFLICT (hash) DO UPDATE SET content = excluded.content, dropped_at = NULL
                        WHERE dropped_at IS NOT NULL AND withheld IS NULL
                    """
            ).execute(arguments: [Data(receipt.bodyHash), receipt.bodySize, Data(body)])
        }
        let id = try Int64.fetchOne(
            database.cachedStatement(sql: "SELECT id FROM receipt WHERE hash = ?"),
            arguments: [hash])
        guard let id else { throw LedgerError.internalMismatch }
        return id
    }

    /// The hash of a receipt.
    static func hash(of id: Int64, in database: Database) throws -> [UInt8]? {
        try Data.fetchOne(
            database.cachedStatement(sql: "SELECT hash FROM receipt WHERE id = ?"),
            arguments: [id]
        ).map { [UInt8]($0) }
    }

    static func receipt(_ hash: [UInt8], in database: Database) throws -> ReceiptRecord? {
        let row = try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT receipt.*, raw_body.bytes AS kept, raw_body.withheld AS body_withheld,
                        raw_body.dropped_at AS body_dropped_at
                    FROM receipt LEFT JOIN raw_body ON raw_body.hash = body_hash
                    WHERE receipt.hash = ?
                    """), arguments: [Data(hash)])
        guard let row else { return nil }
        return try ReceiptRecord(
            hash: hash, content: row["content"], bodyHash: [UInt8](row["body_hash"] as Data),
            keptBytes: row["kept"],
            withheld: (row["withheld"] as Int64?).flatMap {
                try Withheld.of(redaction: $0, in: database)
            },
            bodyWithheld: (row["body_withheld"] as Int64?).flatMap {
                try Withheld.of(redaction: $0, in: database)
            } ?? Withheld(droppedAt: row["body_dropped_at"]))
    }

    /// The bytes of a body that is kept; nil if it is not, or is withheld.
    ///
    /// - Throws: `corrupt` if they are not what was hashed.
    static func body(_ hash: [UInt8], in database: Database) throws -> [UInt8]? {
        let row = try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT bytes, content FROM raw_body
                    WHERE hash = ? AND withheld IS NULL AND dropped_at IS NULL
                    """),
            arguments: [Data(hash)])
        guard let row else { return nil }
        return try restored(row["content"], bytes: row["bytes"], hash: hash)
    }

    /// - Throws: `corrupt` if the bytes are not what was hashed.
    static func restored(
        _ content: Data, bytes: Int, hash: [UInt8]
    ) throws(LedgerError) -> [UInt8] {
        let limit = min(max(bytes, 0), Receipt.largestBody)
        do throws(Zstandard.Failure) {
            let body = try Zstandard.restored([UInt8](content), limit: limit)
            if body.count == bytes, SHA256.digest(body) == hash { return body }
        } catch {
            throw .corrupt(reason: "the kept body \(Hex.string(hash)) \(error)")
        }
        throw .corrupt(reason: "the kept body \(Hex.string(hash)) is not what was hashed")
    }
}

/// A receipt as the ledger keeps it.
package struct ReceiptRecord: Hashable, Sendable {
    package let hash: [UInt8]
    /// JSON, as it was hashed; empty if it is withheld.
    package let content: String
    package let bodyHash: [UInt8]
    /// How many bytes the kept body has; nil if none is kept.
    package let keptBytes: Int?
    package let withheld: Withheld?
    package let bodyWithheld: Withheld?
}

extension Ledger {
    /// The receipt with that hash; nil if there is none.
    package func receipt(_ hash: [UInt8]) async throws(LedgerError) -> ReceiptRecord? {
        try await read { try ReceiptStore.receipt(hash, in: $0) }
    }
}
