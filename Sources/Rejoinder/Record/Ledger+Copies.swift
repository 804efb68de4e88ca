import Foundation
import GRDB

extension Ledger {
    /// Events in the order of the log, the oldest first, a page at a time.
    package func events(
        from first: Int64, since: Timestamp?, limit: Int
    ) async throws(LedgerError) -> [Event] {
        try await read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT * FROM event WHERE sequence >= ? AND at >= ? ORDER BY sequence LIMIT ?
                    """,
                arguments: [
                    first, (since ?? Timestamp(milliseconds: .min)).milliseconds, limit,
                ]
            ).map { try Event(row: $0) }
        }
    }

    /// Writes a whole copy of the ledger, as it is at one moment, to a file that is not there yet.
    ///
    /// - Throws: `copyNotWritten` where there is a file already, or none can be made.
    package func backUp(to path: String) async throws(LedgerError) {
        let url = URL(fileURLWithPath: path)
        do {
            // Made first, and by this program alone: nothing can be slipped into its place.
            try Data().write(to: url, options: .withoutOverwriting)
        } catch CocoaError.fileWriteFileExists {
            throw .copyNotWritten(path: path, reason: "there is a file already, and it is kept")
        } catch {
            throw .copyNotWritten(path: path, reason: "is its folder there, and yours to write?")
        }
        do {
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o640], ofItemAtPath: path)
            try await pool.vacuum(into: path)
            // SQLite does not wait for the disk here.
            let file = try FileHandle(forUpdating: url)
            try file.synchronize()
            try file.close()
        } catch {
            try? FileManager.default.removeItem(at: url)
            throw LedgerError(error)
        }
    }
}
