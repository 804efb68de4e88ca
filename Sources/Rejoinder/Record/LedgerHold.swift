import Foundation
import Platform

/// A daemon's hold on its ledger: no second daemon can have it at the same time.
///
/// It consists of two locks: one on `.lock` beside the ledger, which stays when the ledger is
/// replaced, and one on the ledger's file itself, which is the same under every path and name.
package struct LedgerHold: ~Copyable, Sendable {
    private let lock: FileLock
    private let file: FileLock
    /// The log that the file held under the last hold; nil if there was none, or the file is gone.
    package let formerLog: String?
    /// What an operator should know about the way the last run ended.
    package let warning: String?

    /// - Throws: `held`, `unsafePlace`, `notWritable`.
    package init(path: String) throws(LedgerError) {
        try LedgerPlace.check(path, as: .current)
        let lock = try Self.take(path + ".lock", of: path)
        let note = Note(lock.note())
        let isThere = FileFacts(path: path) != nil
        let log = FileFacts(path: path + "-wal")
        guard isThere || (log?.size ?? 0) == 0 else { throw .lostFile(path: path) }
        // Otherwise a new log that is cut short at its start would pass for the damaged old one.
        if !isThere { lock.write(note: "") }
        let file = try Self.take(path, of: path)
        if !isThere { Self.keep(path) }
        self.lock = lock
        self.file = file
        formerLog = isThere ? note?.log : nil
        warning = Self.warning(
            note, isThere: isThere,
            log: log.flatMap { $0.size > 0 ? WriteAheadLogHeader.bytes(path + "-wal") : nil },
            path: path)
    }

    /// Notes beside the ledger which log it holds, and whether it is in use.
    package func note(_ ledger: Ledger, isOpen: Bool) {
        lock.write(note: Note(log: Hex.string(ledger.logID), isOpen: isOpen).text)
    }

    private static func take(
        _ file: String, of path: String
    ) throws(LedgerError) -> FileLock {
        do throws(FileLock.Failure) {
            return try FileLock(path: file)
        } catch {
            switch error {
            case .isHeld: throw .held(path: path)
            case .notOpened(let reason):
                if Shortage.isOfFiles { throw .tooManyFiles }
                throw .notWritable(
                    path: path, reason: "\(file == path ? "its file" : file): \(reason)")
            }
        }
    }

    /// Makes a new file durable, and with it the folder that may have been created for it.
    ///
    /// A power cut takes both unless the folders that list them are on the disk.
    private static func keep(_ path: String) {
        let folder = LedgerPlace.folder(of: path)
        FileSync.folder(folder)
        FileSync.folder(LedgerPlace.folder(of: folder))
    }

    /// - Parameter log: the beginning of the write-ahead log; nil if it is missing or empty.
    static func warning(_ note: Note?, isThere: Bool, log: [UInt8]?, path: String) -> String? {
        if let log, !WriteAheadLogHeader.isValid(log) {
            return "SQLite cannot read the write-ahead log \(path)-wal, and ignores it. After a "
                + "power cut this can happen, and nothing is lost; otherwise what was recorded "
                + "last is missing, and the last hash (`rejoinder verify`) is not the one that a "
                + "receiver has"
        }
        guard let note else { return nil }
        guard isThere else {
            return "there was a ledger at \(path), with the log \(note.log); it is gone, and a new "
                + "one has been begun"
        }
        guard note.isOpen, log == nil else { return nil }
        return "the last run did not end cleanly, and its write-ahead log \(path)-wal is missing: "
            + "unless another program has folded it into the ledger, what was recorded last is "
            + "lost; compare the last hash (`rejoinder verify`) with one that a receiver has"
    }
}

extension LedgerHold {
    /// The contents of the lock's file.
    struct Note: Equatable {
        let log: String
        let isOpen: Bool

        init(log: String, isOpen: Bool) {
            self.log = log
            self.isOpen = isOpen
        }

        init?(_ text: String) {
            let words = text.split { $0.isWhitespace }
            guard words.count == 2, words[0].utf8.count == 64,
                words[0].allSatisfy(\.isHexDigit), ["open", "closed"].contains(words[1])
            else { return nil }
            self.init(log: String(words[0]), isOpen: words[1] == "open")
        }

        var text: String { "\(log) \(isOpen ? "open" : "closed")\n" }
    }
}
