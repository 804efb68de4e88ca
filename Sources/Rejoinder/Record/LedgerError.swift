import GRDB
import Platform

/// Why the ledger could not be opened, read or written.
package enum LedgerError: Error, Equatable {
    case notFound(path: String)
    case notReadable(path: String)
    /// The file is an SQLite database, but no ledger.
    case foreignFile(path: String)
    /// A newer Rejoinder wrote it.
    case tooNew(path: String)
    /// An older Rejoinder wrote it, and this user may only read.
    case tooOld(path: String)
    case notWritable(path: String, reason: String)
    /// Another process could change the file, or lead its writer elsewhere.
    case unsafePlace(path: String, reason: String)
    /// Another daemon has it.
    case held(path: String)
    /// The file with the key that signs the log cannot be used.
    case keyUnusable(path: String, reason: String)
    /// The log is signed, and this process does not have the key.
    case keyMissing(path: String)
    /// The file is missing or empty, and its newest contents are still in its write-ahead log.
    case lostFile(path: String)
    /// The file holds no tables, although it used to hold a log.
    case emptied(path: String, log: String)
    /// The write-ahead log beside the file corrupts it.
    case strayLog(path: String, reason: String)
    case notAFile(path: String)
    case copyNotWritten(path: String, reason: String)
    case corrupt(reason: String)
    /// SQLite calls the file malformed, which it also says of a disk that cannot be read.
    case malformed(reason: String)
    case diskFull
    /// The disk did not do what it was asked to do.
    case diskFailed(reason: String)
    case tooManyFiles
    case busy
    /// This user may read the ledger but not write it.
    case readOnly
    case database(reason: String)
    case noSuchInquiry(String)
    case noSuchMention(Int64)
    case noSuchResponse(String)
    case noSuchFeed(String)
    case noSuchEntry(String)
    /// The name of more than one entry, with the entries' numbers.
    case severalEntries(String, [Int64])
    case noSuchEvent(String)
    /// The beginning of more than one id, with what they are the ids of.
    case severalIDs(String, of: String)
    case wrongState(String)
    /// What was to be recorded rests on rows that others kept changing.
    case contended
    /// A fault of the program itself.
    case internalMismatch

    /// Whether the ledger's contents can no longer be trusted: then the daemon stands still.
    package var isDamage: Bool {
        switch self {
        case .corrupt, .malformed, .strayLog: true
        default: false
        }
    }

    init(_ error: any Error) {
        switch error {
        case let error as LedgerError: self = error
        case let error as DatabaseError: self.init(error)
        // GRDB's text of this error quotes the row, and an entry's text has no place in a log.
        case is RowDecodingError:
            self = .corrupt(reason: "a column holds a value of the wrong kind")
        case is DecodingError:
            self = .corrupt(reason: "the JSON in a column cannot be read")
        default: self = .database(reason: String(describing: error))
        }
    }

    private init(_ error: DatabaseError) {
        switch error.resultCode {
        case .SQLITE_FULL: self = .diskFull
        case .SQLITE_READONLY: self = .readOnly
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .malformed(reason: Self.text(error))
        // What `Packing` could not restore.
        case .SQLITE_FORMAT: self = .corrupt(reason: error.message ?? "a frame is damaged")
        case .SQLITE_CANTOPEN where Shortage.isOfFiles: self = .tooManyFiles
        case .SQLITE_IOERR where Shortage.isOfFiles: self = .tooManyFiles
        case .SQLITE_CANTOPEN:
            // A moment later there may be room again.
            self = .database(
                reason: "one of its files cannot be opened; are too many open (LimitNOFILE= in the "
                    + "unit, `ulimit -n`), or may you not write to its folder?")
        case .SQLITE_IOERR: self = .diskFailed(reason: Self.failure(error))
        default: self = .database(reason: Self.text(error))
        }
    }

    /// Names what the disk failed to do.
    ///
    /// It goes by SQLite's extended result code (https://www.sqlite.org/rescode.html).
    private static func failure(_ error: DatabaseError) -> String {
        let what: String =
            switch error.extendedResultCode {
            case .SQLITE_IOERR_READ: "reading failed"
            case .SQLITE_IOERR_SHORT_READ: "a read came back short"
            case .SQLITE_IOERR_WRITE: "writing failed"
            case .SQLITE_IOERR_FSYNC, .SQLITE_IOERR_DIR_FSYNC: "making a write durable failed"
            case .SQLITE_IOERR_TRUNCATE: "shortening a file failed"
            case .SQLITE_IOERR_SHMSIZE, .SQLITE_IOERR_SHMMAP, .SQLITE_IOERR_SHMOPEN:
                "making the log's index failed"
            case .SQLITE_IOERR_LOCK, .SQLITE_IOERR_RDLOCK, .SQLITE_IOERR_SHMLOCK:
                "locking failed"
            default: "an operation failed"
            }
        return "\(what), SQLite error \(error.extendedResultCode.rawValue)"
    }

    /// The message without SQL and arguments: entries' texts have no place in a log.
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
            "you may not read the ledger \(path); members of the group rejoinder may read the "
                + "service's"
        case .foreignFile(let path):
            "\(path) is a database, but not one of Rejoinder's; name another with --ledger"
        case .tooNew(let path):
            "\(path) was written by a newer Rejoinder; upgrade this one to read it"
        case .tooOld(let path):
            "\(path) was written by an older Rejoinder; start `rejoinder run` once to bring it "
                + "up to date"
        case .notWritable(let path, let reason):
            "cannot open the ledger \(path): \(reason)"
        case .unsafePlace(let path, let reason):
            "will not write the ledger \(path): \(reason)"
        case .held(let path):
            "another rejoinder is running with the ledger \(path); stop it, or name another ledger "
                + "in the configuration"
        case .keyUnusable(_, let reason): "the log's key cannot be used: \(reason)"
        case .keyMissing(let path):
            "the log is signed, and \(LogKeySource.path(beside: path)) does not hold its key; if the "
                + "service gets it as a credential, name its file with `ledger_key:` in the "
                + "configuration, or run this with `systemd-run --pipe -p "
                + "LoadCredential=ledger-key:FILE rejoinder ...`"
        case .lostFile(let path):
            "the ledger \(path) is missing or empty, but its write-ahead log \(path)-wal is there; "
                + "put the file back beside it, or restore a backup and move the -wal away"
        case .emptied(let path, let log):
            "\(path) no longer holds a ledger, though the log \(log) was kept in it; restore a "
                + "backup or its -wal, or remove \(path) and \(path).lock to begin a new log"
        case .strayLog(let path, let reason):
            "the write-ahead log \(path)-wal belongs to another database or is damaged: the "
                + "ledger is sound without it, but not with it (\(reason)); move it away and keep it, or "
                + "put the right one in its place"
        case .notAFile(let path): "\(path) is not a file; name the ledger's with --ledger"
        case .copyNotWritten(let path, let reason):
            "cannot write \(path): \(reason)"
        case .corrupt(let reason), .malformed(let reason):
            "the ledger is damaged (\(reason)); `rejoinder verify` says where; stop the daemon and "
                + "restore a backup"
        case .diskFull:
            "the disk that holds the ledger is full; make room: the ledger was not changed"
        case .diskFailed(let reason):
            "the disk that holds the ledger failed (\(reason)); see the kernel's log"
        case .tooManyFiles:
            "no more files can be opened; raise the limit (LimitNOFILE= in the unit, `ulimit -n`)"
        case .busy:
            "another program has locked the ledger and did not release it in time (a backup, or an "
                + "sqlite3 shell in a transaction?); try again when it is done"
        case .readOnly:
            "you may not write to the ledger; do this as the daemon's user: "
                + "`sudo -u rejoinder rejoinder ...`"
        case .database(let reason): "the ledger refused: \(reason)"
        case .noSuchInquiry(let id): "no inquiry \(id); `rejoinder inquiries` lists them"
        case .noSuchMention(let id):
            "no mention \(id); `rejoinder inquiries --doubtful` lists those that are doubtful"
        case .noSuchResponse(let name):
            "no response \(name); `rejoinder inquiries show ID` gives those of an inquiry"
        case .noSuchFeed(let name): "no feed \(name); `rejoinder feeds` lists them"
        case .noSuchEntry(let id): "no entry \(id); `rejoinder log` shows entries with their ids"
        case .severalEntries(let name, let entries):
            "\(name) could mean several entries; give one of their numbers: "
                + entries.map(String.init).joined(separator: ", ")
        case .noSuchEvent(let id):
            "no event has the id \(id); `rejoinder log` lists them"
        case .severalIDs(let id, let what):
            "the ids of several \(what) begin with \(id.isEmpty ? "nothing" : id); give more of it"
        case .wrongState(let what): what
        case .contended:
            "what was seen was not recorded, because others kept changing what it is compared "
                + "with; it is looked at again"
        case .internalMismatch: "a transaction gave a result of another type; please report this"
        }
    }
}
