import Foundation
import GRDB
import Signing

/// Fingerprints tell whether texts are alike, and prove nothing: their beginning is enough.
///
/// Earlier versions have kept all 32 bytes, so SQL compares the first 16.
enum FingerprintColumn {
    static func data(_ fingerprint: [UInt8]) -> Data { Data(fingerprint.prefix(16)) }
}

/// The texts of revisions, each stored once.
enum TextStore {
    /// - Returns: the number of the text, which is added unless the ledger has it already, or
    ///   withholds it.
    /// - Throws: `corrupt` if the ledger has another text under its hash.
    static func id(of text: String, in database: Database) throws -> Int64 {
        let hash = Data(SHA256.digest(Array(text.utf8)))
        let packed = try Packing.packed(text, in: database)
        try database.cachedStatement(
            sql: """
                INSERT INTO text (hash, content, packed) VALUES (?, ?, ?)
                ON CONFLICT (hash) DO NOTHING
                """
        ).execute(arguments: [hash, packed == nil ? text : "", packed])
        // Most texts are new, so that is tried first.
        guard database.changesCount == 0 else { return database.lastInsertedRowID }
        let known = try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT id, \(Packing.text) IS ?, withheld, dropped_at FROM text WHERE hash = ?
                    """), arguments: [text, hash])
        guard let known else { throw LedgerError.internalMismatch }
        let id: Int64 = try known[0]
        // What retention has let go of is there again once it is seen again.
        if try (known[3] as Int64?) != nil, try (known[2] as Int64?) == nil {
            try database.execute(
                sql: "UPDATE text SET content = ?, packed = ?, dropped_at = NULL WHERE id = ?",
                arguments: [packed == nil ? text : "", packed, id])
            return id
        }
        // What is withheld stays so, however often it is seen again.
        guard try known[1] as Bool || (known[2] as Int64?) != nil else {
            throw LedgerError.corrupt(reason: "text \(id) is not what was hashed")
        }
        return id
    }
}
