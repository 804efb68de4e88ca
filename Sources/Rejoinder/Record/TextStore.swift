import Foundation
import GRDB
import Signing

/// The texts of revisions, each stored once.
enum TextStore {
    /// - Returns: the number of the text, which is added unless the ledger has it already.
    /// - Throws: `corrupt` if the ledger has another text under its hash.
    static func id(of text: String, in database: Database) throws -> Int64 {
        let hash = Data(SHA256.digest(Array(text.utf8)))
        let known = try Row.fetchOne(
            database.cachedStatement(sql: "SELECT id, content IS ? FROM text WHERE hash = ?"),
            arguments: [text, hash])
        if let known {
            let id: Int64 = try known[0]
            guard try known[1] as Bool else {
                throw LedgerError.corrupt(reason: "text \(id) is not what was hashed")
            }
            return id
        }
        try database.cachedStatement(sql: "INSERT INTO text (hash, content) VALUES (?, ?)")
            .execute(arguments: [hash, text])
        return database.lastInsertedRowID
    }
}
