import Foundation
import GRDB
import Platform
import Synchronization

/// The record of everything seen and said: an SQLite database that one daemon writes.
///
/// Every write goes through `write`, one transaction that commits with others of the same moment.
/// Reads see the last commit and never block a write (write-ahead log).
package struct Ledger: Sendable {
    let path: String
    let pool: DatabasePool
    let commits: GroupCommit
    package let transactionTimes = TransactionTimes()
    private let latch = DamageLatch()
    let dictionaryWatch = DictionaryWatch()
    let retentionWatch = RetentionWatch()
    let seal: LogSeal
    /// 32 random bytes that name this log.
    var logID: [UInt8] { seal.id }
    /// Whether the file was opened on the premise that nobody writes it: later writes are not seen.
    package let isFrozen: Bool

    /// Opens the ledger at the path, and creates or migrates it if necessary.
    ///
    /// Before anything is written, an existing ledger is examined: whether it is one of ours, and
    /// whether the newest events of its log hold.
    ///
    /// - Parameters:
    ///   - formerLog: the id, in hexadecimal, of the log that the file used to hold. If the file
    ///     holds no log now, no new one is begun.
    ///   - key: where the key is that signs the log. The first is made; another than before takes
    ///     over with the next event.
    ///   - progress: is told how far a long upgrade has come.
    /// - Throws: `LedgerError` if the file is not a ledger, is newer, damaged or not writable.
    package init(
        path: String, formerLog: String? = nil, key: LogKeySource = .beside,
        progress: (String) -> Void = { _ in }
    ) throws(LedgerError) {
        try self.init(path: path, formerLog: formerLog, key: key, isDaemon: true, progress)
    }

    /// - Parameter isDaemon: whether it may make a key, or use another than before.
    private init(
        path: String, formerLog: String?, key: LogKeySource, isDaemon: Bool,
        _ progress: (String) -> Void
    ) throws(LedgerError) {
        self.path = path
        do {
            try LedgerPlace.check(path, as: .current)
            let isNew = try LedgerFile.examine(path)
            if isNew, let formerLog { throw LedgerError.emptied(path: path, log: formerLog) }
            pool = try LedgerFile.openToWrite(path)
            try pool.read { _ = try LedgerFile.check($0, path: path) }
            try Schema.migrator.apply(to: pool, progress: progress)
            let (id, current) = try pool.read { database in
                (try LedgerFile.logID(database), try LogKeyStore.current(in: database))
            }
            let signer = try key.signer(of: path, makes: isDaemon, current: current)
            // A key that the configuration names, and for which the log's vouches, may take over.
            if !isDaemon, let current, signer?.publicKey != current,
                !(signer?.former.contains { $0.publicKey == current } ?? false)
            {
                throw LedgerError.keyMissing(path: path)
            }
            seal = LogSeal(id: id, signer: signer)
        } catch {
            throw LedgerFile.refusal(of: path, error)
        }
        commits = GroupCommit(pool: pool, times: transactionTimes)
        isFrozen = false
    }

    /// Opens an existing ledger for the writes that a person may make.
    ///
    /// - Parameter key: where the key is that signs the log.
    /// - Throws: `keyMissing` if the log is signed with another.
    package init(existing path: String, key: LogKeySource = .beside) throws(LedgerError) {
        try LedgerFile.checkPresence(of: path)
        guard FileManager.default.isWritableFile(atPath: path) else { throw .readOnly }
        try self.init(path: path, formerLog: nil, key: key, isDaemon: false) { _ in }
    }

    /// Opens an existing ledger for reading only, whether the daemon runs or not.
    ///
    /// Nothing is written, no table is migrated, and no file is made beside it that the daemon's
    /// user could not write: so a user who may only read the file can use it as well.
    package init(reading path: String) throws(LedgerError) {
        try LedgerFile.checkPresence(of: path)
        self.path = path
        do {
            (pool, isFrozen) = try LedgerFile.openToRead(path)
            let id = try pool.read { database in
                try LedgerFile.check(database, path: path)
                guard try Schema.migrator.areComplete(in: database) else {
                    throw LedgerError.tooOld(path: path)
                }
                return try LedgerFile.logID(database)
            }
            seal = LogSeal(id: id)
        } catch {
            throw LedgerFile.refusal(of: path, error)
        }
        commits = GroupCommit(pool: pool, times: transactionTimes)
    }

    /// The first damage that was seen; after it nothing is read or written any more.
    package var damage: LedgerError? { latch.damage }

    /// Runs the work in a transaction, and returns once it is durable.
    func write<Result: Sendable>(
        _ work: @escaping @Sendable (Database) throws -> Result
    ) async throws(LedgerError) -> Result {
        try latch.check()
        do throws(LedgerError) {
            return try await commits.perform(work)
        } catch {
            throw note(error)
        }
    }

    func read<Result: Sendable>(
        _ work: @escaping @Sendable (Database) throws -> Result
    ) async throws(LedgerError) -> Result {
        try latch.check()
        do {
            return try await pool.read { database in
                try Packing.refresh(in: database)
                return try work(database)
            }
        } catch {
            throw note(LedgerError(error))
        }
    }

    private func note(_ error: LedgerError) -> LedgerError {
        latch.note(MalformedFile.judged(error, of: path))
    }

    /// Has SQLite check the structure of the whole file, which takes as long as reading it.
    ///
    /// It runs on a connection of its own at a low priority, so it delays no poll and no delivery.
    /// While it reads, the write-ahead log can only grow.
    ///
    /// - Throws: `corrupt`; nothing is read or written after that.
    package func examineFile() async throws(LedgerError) {
        if let fault = MalformedFile.fault(of: path) { throw latch.note(fault) }
    }

    /// Checks that the ledger still answers and can be written; the watchdog asks this.
    package func probe() async throws(LedgerError) {
        _ = try await write { try Int.fetchOne($0, sql: "SELECT max(sequence) FROM event") }
    }

    /// Changes whenever another process has written to the ledger (PRAGMA data_version).
    package func foreignVersion() async throws(LedgerError) -> Int {
        do {
            return try await pool.writeWithoutTransaction { database in
                try Int.fetchOne(database, sql: "PRAGMA data_version") ?? 0
            }
        } catch {
            throw LedgerError(error)
        }
    }

    /// Frees the cached pages and the readers, which come back when they are needed.
    package func freeMemory() { pool.releaseMemory() }

    /// Folds the write-ahead log back into the file, so that a copy of the file is complete.
    ///
    /// A damaged ledger is left as it is, for those who will examine it.
    package func close() async {
        if !pool.configuration.readonly, damage == nil {
            try? await pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        }
        try? pool.close()
    }
}

/// Remembers the first damage that was seen, so that a damaged ledger reports nothing.
private final class DamageLatch: Sendable {
    private let found = Mutex<LedgerError?>(nil)

    var damage: LedgerError? { found.withLock { $0 } }

    func check() throws(LedgerError) {
        if let damage { throw damage }
    }

    /// - Returns: the error itself.
    func note(_ error: LedgerError) -> LedgerError {
        if error.isDamage { found.withLock { $0 = $0 ?? error } }
        return error
    }
}
