import Foundation
import GRDB

/// An event, with what its hash is made from.
package struct LoggedEvent: Hashable, Sendable {
    package let header: HashChain.Header
    package let bodyHash: [UInt8]
    package let event: Event
}

extension Ledger {
    /// Events in the order of the log, the oldest first, one batch at a time.
    ///
    /// Each comes with what its hash is made from.
    package func events(
        from first: Int64, since: Timestamp?, limit: Int
    ) async throws(LedgerError) -> [LoggedEvent] {
        try await read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT * FROM event WHERE sequence >= ? AND at >= ? ORDER BY sequence LIMIT ?
                    """,
                arguments: [
                    first, (since ?? Timestamp(milliseconds: .min)).milliseconds, limit,
                ]
            ).map { row in
                let row = try EventRow(row: row, in: database)
                return LoggedEvent(
                    header: row.header, bodyHash: row.bodyHash, event: try row.event())
            }
        }
    }

    /// Writes a complete copy of the ledger, as it is at one moment, to a new file.
    ///
    /// - Throws: `copyNotWritten` if the file exists already or cannot be made.
    package func backUp(to path: String) async throws(LedgerError) {
        let url = URL(fileURLWithPath: path)
        do {
            // Created first, and only if absent, so that nobody can slip in another file.
            try Data().write(to: url, options: .withoutOverwriting)
        } catch CocoaError.fileWriteFileExists {
            throw .copyNotWritten(path: path, reason: "there is a file already, and it is kept")
        } catch {
            throw .copyNotWritten(
                path: path, reason: "does its folder exist, and may you write to it?")
        }
        do {
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o640], ofItemAtPath: path)
            try await pool.vacuum(into: path)
            // SQLite does not wait for the disk here, so we do.
            let file = try FileHandle(forUpdating: url)
            try file.synchronize()
            try file.close()
        } catch {
            try? FileManager.default.removeItem(at: url)
            throw LedgerError(error)
        }
    }
}
