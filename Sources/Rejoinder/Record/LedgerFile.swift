import Compression
import Foundation
import GRDB
import Platform

/// Opens a ledger's file, after checking that it may be opened.
enum LedgerFile {
    private static var configuration: GRDB.Configuration {
        var configuration = GRDB.Configuration()
        configuration.busyMode = .timeout(5)
        configuration.maximumReaderCount = 2
        // GRDB asks for a higher priority than others have, which a daemon has no right to, and which
        // only root is granted: libdispatch then complains of each thread.
        configuration.qos = .default
        let compressor = TextCompressor()
        configuration.prepareDatabase { database in
            Packing.install(compressor, in: database)
            try database.execute(sql: "PRAGMA synchronous = FULL")
            try database.execute(sql: "PRAGMA trusted_schema = OFF")
            try database.execute(sql: "PRAGMA cell_size_check = ON")
            // In KiB. Half of SQLite's own: three connections fill it within minutes and not within
            // hours, and the system's cache of the file serves the rest.
            try database.execute(sql: "PRAGMA cache_size = -1024")
        }
        return configuration
    }

    private static var readingConfiguration: GRDB.Configuration {
        var configuration = configuration
        configuration.readonly = true
        return configuration
    }

    static func openToWrite(_ path: String) throws -> DatabasePool {
        let pool = try DatabasePool(path: path, configuration: configuration)
        // GRDB sets NORMAL when it turns the write-ahead log on, after `prepareDatabase`. NORMAL
        // lost acknowledged commits in nine of ten simulated power cuts, FULL in none.
        try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        return pool
    }

    /// Tells why the ledger could not be opened.
    ///
    /// On a full disk, SQLite's own codes name what it was doing, not why that failed.
    static func refusal(of path: String, _ error: any Error) -> LedgerError {
        let folder = LedgerPlace.folder(of: path)
        let general = MalformedFile.judged(LedgerError(error), of: path)
        guard let error = error as? DatabaseError else { return general }
        switch error.resultCode {
        case .SQLITE_CANTOPEN, .SQLITE_IOERR:
            if general == .tooManyFiles { return general }
            if Shortage.isOfSpace(at: folder) { return .diskFull }
            guard error.resultCode == .SQLITE_CANTOPEN else { return general }
            return .notWritable(
                path: path, reason: "does its folder exist, and may you write to it?")
        default: return general
        }
    }
}

// MARK: - Reading

extension LedgerFile {
    static func openToRead(_ path: String) throws -> (DatabasePool, isFrozen: Bool) {
        do {
            let pool = try DatabasePool(path: path, configuration: readingConfiguration)
            _ = try pool.read { try Int.fetchOne($0, sql: "PRAGMA schema_version") }
            return (pool, false)
        } catch let error as DatabaseError where mayBeFrozen(path, error) {
            return (
                try DatabasePool(path: frozen(path), configuration: readingConfiguration), true
            )
        }
    }

    /// Opens a single connection for reading, which shares nothing with the others.
    static func openAlone(_ path: String) throws -> DatabaseQueue {
        var configuration = readingConfiguration
        configuration.qos = .utility
        do {
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            _ = try queue.read { try Int.fetchOne($0, sql: "PRAGMA schema_version") }
            return queue
        } catch let error as DatabaseError where mayBeFrozen(path, error) {
            return try DatabaseQueue(path: frozen(path), configuration: configuration)
        }
    }

    /// Whether the failure may come from a missing index of the write-ahead log.
    ///
    /// That index has to be beside the file. If no writer has made one, and this user or a full
    /// disk prevents us from making it, then nobody writes: the file is the whole ledger and needs
    /// no lock.
    private static func mayBeFrozen(_ path: String, _ error: DatabaseError) -> Bool {
        [.SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_IOERR].contains(error.resultCode)
            && !Shortage.isOfFiles && !FileManager.default.fileExists(atPath: path + "-wal")
    }

    /// The address of the file, opened without its log and without locks.
    private static func frozen(_ path: String) -> String {
        var allowed = CharacterSet.urlPathAllowed
        allowed.remove(charactersIn: "?#%;")
        let name = path.addingPercentEncoding(withAllowedCharacters: allowed) ?? path
        return "file:\(name)?immutable=1"
    }

    static func checkPresence(of path: String) throws(LedgerError) {
        do {
            _ = try FileManager.default.attributesOfItem(atPath: path)
        } catch CocoaError.fileReadNoPermission {
            throw .notReadable(path: path)
        } catch {
            throw .notFound(path: path)
        }
        // Opening a pipe would wait until somebody writes into it.
        guard FileFacts(path: path, followsLinks: true)?.kind == .file else {
            throw .notAFile(path: path)
        }
        guard FileManager.default.isReadableFile(atPath: path) else {
            throw .notReadable(path: path)
        }
    }
}

// MARK: - Examining

extension LedgerFile {
    /// Examines a ledger before anything is written to it.
    ///
    /// - Returns: whether there is no ledger yet.
    /// - Throws: `corrupt` if the newest events of its log do not hold; `strayLog` if they would
    ///   hold without the write-ahead log, which SQLite would fold into the file for good.
    static func examine(_ path: String) throws -> Bool {
        let hasLog = (FileFacts(path: path + "-wal")?.size ?? 0) > 0
        guard let size = FileFacts(path: path)?.size, size > 0 else {
            // SQLite deletes the write-ahead log of an empty file.
            guard !hasLog else { throw LedgerError.lostFile(path: path) }
            return true
        }
        // A ledger has such a journal only if its creation was cut short, and only a writer may
        // roll it back.
        guard FileFacts(path: path + "-journal") == nil else { return false }
        let bare = hasLog ? bareHead(path) : nil
        do {
            let queue = try openAlone(path)
            defer { try? queue.close() }
            return try queue.read { database in
                guard try check(database, path: path) else { return true }
                try checkLength(database, path: path)
                let head = try head(database)
                if let bare, try !head.continues(bare, in: database) {
                    throw LedgerError.corrupt(reason: "it does not continue the log in the file")
                }
                return false
            }
        } catch let error as DatabaseError
            where [.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(error.resultCode)
        {
            // The writer will find out, and say why.
            return false
        } catch {
            let judged = MalformedFile.judged(LedgerError(error), of: path)
            guard bare != nil, judged.isDamage else { throw judged }
            throw LedgerError.strayLog(path: path, reason: judged.shortText)
        }
    }

    /// The newest event of a log that is consistent as far back as we check.
    private struct Head {
        let log: [UInt8]
        let newest: Event?

        func continues(_ other: Head, in database: Database) throws -> Bool {
            guard log == other.log else { return false }
            guard let event = other.newest else { return true }
            let hash = try Data.fetchOne(
                database, sql: "SELECT hash FROM event WHERE sequence = ?",
                arguments: [event.sequence])
            return hash.map { [UInt8]($0) } == event.hash
        }
    }

    /// The head of the file without its write-ahead log; nil if that alone is not a sound ledger.
    private static func bareHead(_ path: String) -> Head? {
        do {
            let queue = try DatabaseQueue(path: frozen(path), configuration: readingConfiguration)
            defer { try? queue.close() }
            return try queue.read { database in
                guard try check(database, path: path) else { return nil }
                return try head(database)
            }
        } catch {
            return nil
        }
    }

    private static func head(_ database: Database) throws -> Head {
        let log = try logID(database)
        if try database.tableExists("dictionary") { try Packing.refresh(in: database) }
        return Head(log: log, newest: try LogTail.prove(log: log, in: database))
    }

    /// - Returns: whether the ledger has been created; a file without tables belongs to nobody.
    /// - Throws: `foreignFile`, `tooNew`.
    @discardableResult
    static func check(_ database: Database, path: String) throws -> Bool {
        let owner = try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0
        guard owner == Schema.applicationID else {
            guard try isBlank(database) else { throw LedgerError.foreignFile(path: path) }
            return false
        }
        guard try !Schema.migrator.areSuperseded(in: database) else {
            throw LedgerError.tooNew(path: path)
        }
        return true
    }

    /// Whether the file is blank, or all but blank.
    ///
    /// Earlier versions that were cut short when they started left GRDB's own tables without a row.
    private static func isBlank(_ database: Database) throws -> Bool {
        let tables = try String.fetchSet(
            database,
            sql: "SELECT name FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
        )
        guard tables.isSubset(of: ["grdb_migrations", "grdb_issue_102"]) else { return false }
        return try tables.allSatisfy {
            try Bool.fetchOne(database, sql: "SELECT EXISTS (SELECT 1 FROM \($0))") == false
        }
    }

    /// Checks that no page is cut off: SQLite reads the missing end of a page as zeros.
    ///
    /// Only a file without a log beside it is sure to have whole pages: the log may hold the rest.
    static func checkLength(_ database: Database, path: String) throws {
        guard (FileFacts(path: path + "-wal")?.size ?? 0) == 0,
            let size = FileFacts(path: path, followsLinks: true)?.size,
            let page = try Int64.fetchOne(database, sql: "PRAGMA page_size"), page > 0,
            size % page != 0
        else { return }
        throw LedgerError.corrupt(reason: "the file ends in the middle of a page")
    }

    static func logID(_ database: Database) throws -> [UInt8] {
        let id = try Data.fetchOne(database, sql: "SELECT value FROM meta WHERE name = 'log_id'")
        guard let id, id.count == 32 else {
            throw LedgerError.corrupt(reason: "the log's id is missing")
        }
        return [UInt8](id)
    }
}
