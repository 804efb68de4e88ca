import Foundation
import GRDB

/// The record of everything seen and said: an SQLite database that one daemon writes.
///
/// Every write goes through `write`, one transaction that commits with others of the same moment.
/// Reads see the last commit and never block a write (write-ahead log).
package struct Ledger: Sendable {
    let pool: DatabasePool
    private let commits: GroupCommit
    let census = TermCensus()
    /// 32 random bytes that name this log; salt of derived ids and root of the chain.
    let logID: [UInt8]
    /// Whether the file was opened as one that nobody writes: what is written later is not seen.
    package let isFrozen: Bool

    /// Opens the ledger at the path, makes it or migrates it where needed.
    ///
    /// - Throws: `LedgerError` when the file is no ledger, is newer, damaged or not writable.
    package init(path: String) throws(LedgerError) {
        do {
            pool = try DatabasePool(path: path, configuration: Self.configuration)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CANTOPEN {
            throw .notWritable(path: path, reason: "is its folder there, and yours to write?")
        } catch {
            throw LedgerError(error)
        }
        do {
            try Self.check(pool, path: path)
            try Schema.migrator.migrate(pool)
            logID = try pool.read { try Self.readLogID($0) }
        } catch {
            throw LedgerError(error)
        }
        commits = GroupCommit(pool: pool)
        isFrozen = false
    }

    /// Opens a ledger that must be there already, to write what a person may write.
    package init(existing path: String) throws(LedgerError) {
        try Self.checkPresence(of: path)
        try self.init(path: path)
    }

    /// Opens a ledger that must be there already, to read alone, while the daemon runs or not.
    ///
    /// Nothing is written, no table migrated, and no file made beside it that the daemon's user
    /// could not write: a user who may only read the file is served as well.
    package init(reading path: String) throws(LedgerError) {
        try Self.checkPresence(of: path)
        do {
            (pool, isFrozen) = try Self.openForReading(path)
            try Self.check(pool, path: path)
            try pool.read { database in
                guard try Schema.migrator.hasCompletedMigrations(database) else {
                    throw LedgerError.tooOld(path: path)
                }
            }
            logID = try pool.read { try Self.readLogID($0) }
        } catch {
            throw LedgerError(error)
        }
        commits = GroupCommit(pool: pool)
    }

    /// Runs the work in a transaction, and returns once it is durable.
    func write<Result: Sendable>(
        _ work: @escaping @Sendable (Database) throws -> Result
    ) async throws(LedgerError) -> Result {
        try await commits.perform(work)
    }

    func read<Result: Sendable>(
        _ work: @escaping @Sendable (Database) throws -> Result
    ) async throws(LedgerError) -> Result {
        do { return try await pool.read(work) } catch { throw LedgerError(error) }
    }

    /// Whether the ledger still answers and may be written: what the watchdog asks.
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

    /// Frees the pages that are kept, and the readers, which come back when they are needed.
    package func freeMemory() { pool.releaseMemory() }

    /// Folds the write-ahead log back into the file, so that a copy of it is whole.
    package func close() async {
        if !pool.configuration.readonly {
            try? await pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        }
        try? pool.close()
    }
}

extension Ledger {
    private static func checkPresence(of path: String) throws(LedgerError) {
        do {
            _ = try FileManager.default.attributesOfItem(atPath: path)
        } catch CocoaError.fileReadNoPermission {
            throw .notReadable(path: path)
        } catch {
            throw .notFound(path: path)
        }
        guard FileManager.default.isReadableFile(atPath: path) else {
            throw .notReadable(path: path)
        }
    }

    private static func openForReading(_ path: String) throws -> (DatabasePool, isFrozen: Bool) {
        var reading = configuration
        reading.readonly = true
        do {
            let pool = try DatabasePool(path: path, configuration: reading)
            _ = try pool.read { try Int.fetchOne($0, sql: "PRAGMA schema_version") }
            return (pool, false)
        } catch let error as DatabaseError
            where [.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(error.resultCode)
        {
            // A log's index has to be beside the file. Where no writer has made one and this user
            // cannot, nobody writes: the file is the whole ledger, and needs no lock.
            guard !FileManager.default.fileExists(atPath: path + "-wal") else { throw error }
            var allowed = CharacterSet.urlPathAllowed
            allowed.remove(charactersIn: "?#%;")
            let name = path.addingPercentEncoding(withAllowedCharacters: allowed) ?? path
            return (
                try DatabasePool(path: "file:\(name)?immutable=1", configuration: reading), true
            )
        }
    }

    private static var configuration: GRDB.Configuration {
        var configuration = GRDB.Configuration()
        configuration.busyMode = .timeout(5)
        configuration.maximumReaderCount = 2
        configuration.prepareDatabase { database in
            // NORMAL lost acknowledged commits in two of three simulated power cuts, FULL none.
            try database.execute(sql: "PRAGMA synchronous = FULL")
            try database.execute(sql: "PRAGMA trusted_schema = OFF")
            try database.execute(sql: "PRAGMA cell_size_check = ON")
        }
        return configuration
    }

    private static func check(_ pool: DatabasePool, path: String) throws {
        try pool.read { database in
            let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
            let owner = try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0
            guard tables == 0 || owner == Schema.applicationID else {
                throw LedgerError.foreignFile(path: path)
            }
            guard try !Schema.migrator.hasBeenSuperseded(database) else {
                throw LedgerError.tooNew(path: path)
            }
        }
    }

    private static func readLogID(_ database: Database) throws -> [UInt8] {
        let id = try Data.fetchOne(database, sql: "SELECT value FROM meta WHERE name = 'log_id'")
        guard let id, id.count == 32 else {
            throw LedgerError.corrupt(reason: "the log's id is missing")
        }
        return [UInt8](id)
    }
}
