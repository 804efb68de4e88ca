import GRDB

/// Why the search index could not be read or written; the ledger is not affected.
package enum SearchError: Error, Equatable {
    case absent(path: String)
    /// Something else lies in its place.
    case foreign(path: String)
    case notWritable(path: String, reason: String)
    case damaged(path: String, reason: String)
    case diskFull(path: String)
    case busy(path: String)
    case ledger(LedgerError)

    init(_ error: any Error, path: String) {
        switch error {
        case let error as SearchError: self = error
        case let error as LedgerError: self = .ledger(error)
        case let error as DatabaseError: self.init(error, path: path)
        default: self = .damaged(path: path, reason: "\(error)")
        }
    }

    /// An error that came up in the index itself, also one that would mean a damaged ledger there.
    init(inIndex error: any Error, path: String) {
        guard let fault = error as? LedgerError else {
            self.init(error, path: path)
            return
        }
        self = .damaged(path: path, reason: fault.shortText)
    }

    private init(_ error: DatabaseError, path: String) {
        let reason = "SQLite error \(error.extendedResultCode.rawValue)"
        switch error.resultCode {
        case .SQLITE_FULL: self = .diskFull(path: path)
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path: path)
        case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_IOERR:
            self = .notWritable(path: path, reason: reason)
        default: self = .damaged(path: path, reason: reason)
        }
    }
}

extension SearchError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .absent(let path):
            "there is no search index at \(path) yet: the daemon makes it in the background, and "
                + "`rejoinder search --rebuild` makes it at once"
        case .foreign(let path):
            "\(path) is no search index of Rejoinder's; move it away, or name another file with "
                + "--index"
        case .notWritable(let path, let reason):
            "cannot use the search index \(path): \(reason); may you write there, and is the disk "
                + "sound? --index names another place"
        case .damaged(let path, let reason):
            "the search index \(path) is damaged (\(reason)); `rejoinder search --rebuild` makes it "
                + "anew from the ledger, which is not affected"
        case .diskFull(let path):
            "the disk is full, so the search index \(path) does not grow; the ledger is not "
                + "affected"
        case .busy(let path):
            "another program has locked the search index \(path) and did not release it in time"
        case .ledger(let error): "\(error)"
        }
    }
}
