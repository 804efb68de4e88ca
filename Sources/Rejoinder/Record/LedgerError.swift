import GRDB

/// Why the ledger could not be opened, read or written.
package enum LedgerError: Error, Equatable {
    case notFound(path: String)
    case notReadable(path: String)
    /// The file is an SQLite database, but no ledger.
    case foreignFile(path: String)
    /// A newer Rejoinder wrote it.
    case tooNew(path: String)
    /// An older Rejoinder wrote it, and this user only reads.
    case tooOld(path: String)
    case notWritable(path: String, reason: String)
    case copyNotWritten(path: String, reason: String)
    case corrupt(reason: String)
    case diskFull
    case busy
    /// This user may read the ledger and not write it.
    case readOnly
    case database(reason: String)
    case noSuchInquiry(String)
    case noSuchFeed(String)
    case noSuchEntry(String)
    /// A name that more than one entry has; their numbers.
    case severalEntries(String, [Int64])
    case noSuchEvent(String)
    case wrongState(String)
    /// A fault of the program itself.
    case internalMismatch

    init(_ error: any Error) {
        switch error {
        case let error as LedgerError: self = error
        case let error as DatabaseError:
            switch error.resultCode {
            case .SQLITE_FULL: self = .diskFull
            case .SQLITE_READONLY: self = .readOnly
            case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy
            case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .corrupt(reason: Self.text(error))
            default: self = .database(reason: Self.text(error))
            }
        default: self = .database(reason: String(describing: error))
        }
    }

    /// Without SQL and arguments: entries' texts have no place in a log.
    private static func text(_ error: DatabaseError) -> String {
        "SQLite error \(error.extendedResultCode.rawValue): \(error.message ?? "no message")"
    }
}

extension LedgerError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notFound(let path):
            "no ledger at \(path); start `rejoinder run` once, or name another with --ledger"
        case .notReadable(let path):
            "the ledger \(path) is not yours to read; the service's is readable to members of the "
                + "group rejoinder"
        case .foreignFile(let path):
            "\(path) is a database, but not one of Rejoinder's; name another with --ledger"
        case .tooNew(let path):
            "\(path) was written by a newer Rejoinder; upgrade this one to read it"
        case .tooOld(let path):
            "\(path) was written by an older Rejoinder; start `rejoinder run` once to bring it "
                + "up to date"
        case .notWritable(let path, let reason):
            "cannot open the ledger \(path): \(reason)"
        case .copyNotWritten(let path, let reason):
            "cannot write \(path): \(reason)"
        case .corrupt(let reason):
            "the ledger is damaged (\(reason)); stop the daemon and restore a backup"
        case .diskFull: "the disk is full; the ledger was not changed"
        case .busy: "another program holds the ledger locked; try again when it is done"
        case .readOnly:
            "the ledger is not yours to write; do this as the daemon's user: "
                + "`sudo -u rejoinder rejoinder ...`"
        case .database(let reason): "the ledger refused: \(reason)"
        case .noSuchInquiry(let id): "no inquiry \(id); `rejoinder inquiries` lists them"
        case .noSuchFeed(let name): "no feed \(name); `rejoinder feeds` lists them"
        case .noSuchEntry(let id): "no entry \(id); `rejoinder log` shows entries with their ids"
        case .severalEntries(let name, let entries):
            "several entries are meant by \(name); ask for one of them by its number: "
                + entries.map(String.init).joined(separator: ", ")
        case .noSuchEvent(let id):
            "no event \(id), or several; `rejoinder log` lists them with their ids"
        case .wrongState(let what): what
        case .internalMismatch: "a transaction gave a result of another type; please report this"
        }
    }
}
