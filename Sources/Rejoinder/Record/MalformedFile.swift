import GRDB
import Platform

/// Tells a damaged ledger from a disk that could not be read.
///
/// SQLite turns a read that failed with EIO into "malformed" (SQLITE_IOERR_CORRUPTFS, then
/// SQLITE_CORRUPT). Damage is a reason to restore a backup, a failed read is not. So before anybody
/// is told that the ledger is damaged, its file is examined and read again.
enum MalformedFile {
    /// Returns the error, or its true cause if SQLite took the file for malformed.
    static func judged(_ error: LedgerError, of path: String) -> LedgerError {
        guard case .malformed = error else { return error }
        guard let fault = fault(of: path) else {
            return .diskFailed(reason: "a read failed, and went well when it was tried again")
        }
        return fault
    }

    /// What is wrong with the structure of the file, or with the disk; nil if nothing is.
    static func fault(of path: String) -> LedgerError? {
        let fault = examine(path)
        guard case .malformed = fault else { return fault }
        // If SQLite cannot even open the file, it does not say why; reading the file does.
        for file in [path, path + "-wal"] {
            if let reason = FileFacts.readFailure(file) {
                return .diskFailed(reason: "\(file) cannot be read: \(reason)")
            }
        }
        return examine(path)
    }

    private static func examine(_ path: String) -> LedgerError? {
        do {
            let queue = try LedgerFile.openAlone(path)
            defer { try? queue.close() }
            let found = try queue.read { try String.fetchAll($0, sql: "PRAGMA quick_check(1)") }
            guard let fault = found.first(where: { $0 != "ok" }) else { return nil }
            // In "unable to get the page. error code=8458", 10 and its extensions mean the disk.
            let code = fault.split(separator: "=").last.flatMap { Int($0) }
            if let code, fault.contains("error code="), code & 0xFF == 10 {
                return .diskFailed(reason: fault)
            }
            return .corrupt(reason: fault)
        } catch {
            return LedgerError(error)
        }
    }
}
