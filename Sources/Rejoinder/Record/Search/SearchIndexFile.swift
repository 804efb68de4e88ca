import Foundation
import GRDB
import Platform

/// The file beside the ledger that says which words stand where.
///
/// It is a file of its own and no part of the ledger: it is not evidence, and can be deleted and
/// made anew at any time; its writer never has the ledger's lock, so no poll waits for it; and what
/// happens to it cannot make the ledger count as damaged.
enum SearchIndexFile {
    /// "Rejs", which tells an index from any other SQLite file (PRAGMA application_id).
    static let applicationID: Int32 = 0x5265_6A73
    /// The version of the tables, and of the rules by which words are cut and folded.
    static let format = 1

    static func path(of ledger: String) -> String { ledger + "-search" }

    /// Opens an index to be searched, whether or not somebody writes to it.
    static func openToRead(_ path: String) throws(SearchError) -> SearchIndex {
        guard FileFacts(path: path, followsLinks: true) != nil else { throw .absent(path: path) }
        do {
            let queue = try LedgerFile.openAlone(path)
            guard try queue.read({ try isWhole($0, path: path) }) else {
                throw SearchError.absent(path: path)
            }
            return SearchIndex(queue: queue, path: path)
        } catch {
            throw SearchError(inIndex: error, path: path)
        }
    }

    /// Opens an index to be written, and makes it if there is none.
    ///
    /// - Parameters:
    ///   - model: the ledger's file; the index gets the same owner and permissions.
    ///   - log: the id of the ledger's log.
    ///   - events: how many events it has.
    static func openToWrite(
        _ path: String, like model: FileFacts?, log: [UInt8], events: Int64
    ) throws(SearchError) -> SearchIndex {
        do {
            if try create(path, like: model) == false, FileFacts(path: path)?.kind != .file {
                throw SearchError.notWritable(path: path, reason: "it is not a regular file")
            }
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            try queue.writeWithoutTransaction { database in
                try database.execute(sql: "PRAGMA journal_mode = WAL")
                // After a power cut the newest words may be missing, and are indexed again.
                try database.execute(sql: "PRAGMA synchronous = NORMAL")
                guard try !isWhole(database, path: path) else { return }
                try database.inTransaction(.immediate) {
                    if try !isWhole(database, path: path) {
                        try makeTables(in: database, log: log, events: events)
                    }
                    return .commit
                }
            }
            return SearchIndex(queue: queue, path: path)
        } catch {
            throw SearchError(inIndex: error, path: path)
        }
    }

    /// Deletes an index, and with it every trace of the texts that it was made of.
    static func remove(_ path: String) throws(SearchError) {
        // What is not ours stays.
        if let facts = FileFacts(path: path), facts.kind != .file {
            throw .notWritable(path: path, reason: "it is not a regular file")
        }
        if isForeign(path) { throw .foreign(path: path) }
        for file in [path, path + "-wal", path + "-shm"] where FileFacts(path: file) != nil {
            do {
                try FileManager.default.removeItem(atPath: file)
            } catch {
                throw .notWritable(path: path, reason: "it cannot be deleted")
            }
        }
    }

    /// Which file is at the path; another number means that it was deleted and made anew.
    static func number(_ path: String) -> UInt64? {
        let facts = try? FileManager.default.attributesOfItem(atPath: path)
        return (facts?[.systemFileNumber] as? NSNumber)?.uint64Value
    }
}

extension SearchIndexFile {
    private static var configuration: GRDB.Configuration {
        var configuration = GRDB.Configuration()
        configuration.busyMode = .timeout(10)
        configuration.qos = .utility
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA trusted_schema = OFF")
            try database.execute(sql: "PRAGMA cache_size = -2048")
        }
        return configuration
    }

    /// - Returns: false if the file was there.
    private static func create(_ path: String, like model: FileFacts?) throws -> Bool {
        guard FileFacts(path: path) == nil else { return false }
        do {
            // Only if absent, so that nobody can slip in another file.
            try Data().write(to: URL(fileURLWithPath: path), options: .withoutOverwriting)
            let permissions = Int((model?.permissions ?? 0o600) & 0o777)
            try FileManager.default.setAttributes(
                [.posixPermissions: permissions], ofItemAtPath: path)
            // Root may make the index of a ledger that the daemon is to keep.
            if let model, ProcessUser.current.isRoot {
                try FileManager.default.setAttributes(
                    [
                        .ownerAccountID: NSNumber(value: model.owner),
                        .groupOwnerAccountID: NSNumber(value: model.group),
                    ], ofItemAtPath: path)
            }
            return true
        } catch CocoaError.fileWriteFileExists {
            return false
        } catch {
            throw SearchError.notWritable(path: path, reason: "it cannot be made")
        }
    }

    /// Whether it is another database; a file that cannot be read is taken for a damaged index.
    private static func isForeign(_ path: String) -> Bool {
        guard let queue = try? LedgerFile.openAlone(path) else { return false }
        defer { try? queue.close() }
        do {
            _ = try queue.read { try isWhole($0, path: path) }
            return false
        } catch {
            return error as? SearchError == .foreign(path: path)
        }
    }

    private static func owner(of database: Database) throws -> Int32 {
        try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    }

    /// Whether the file has its tables.
    private static func isWhole(_ database: Database, path: String) throws -> Bool {
        let owner = try owner(of: database)
        if owner == applicationID { return true }
        let isBlank = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") == 0
        guard owner == 0, isBlank else { throw SearchError.foreign(path: path) }
        return false
    }

    /// The words stand in FTS5 tables without contents (`content=''`), so that no text is kept
    /// twice, and without places in the text (`detail=none`), which would double them: whether
    /// words stand in a row is read in the text itself.
    ///
    /// Words come already folded. unicode61 folds nothing of them any more, but lets a person with
    /// an `sqlite3` shell type an accent.
    private static func makeTables(
        in database: Database, log: [UInt8], events: Int64
    ) throws {
        try database.execute(
            sql: """
                PRAGMA application_id = \(applicationID);
                -- what the index was made of
                CREATE TABLE state (
                    format INTEGER NOT NULL,
                    log_id BLOB NOT NULL,
                    events INTEGER NOT NULL      -- events up to this one have redacted nothing in it
                ) STRICT;
                -- how far each kind is indexed; entry and revision prove that the ledger is the same
                CREATE TABLE progress (
                    kind TEXT PRIMARY KEY,
                    last INTEGER NOT NULL,
                    entry_id INTEGER,
                    revision INTEGER
                ) STRICT, WITHOUT ROWID;
                -- revisions, in the order in which they were recorded
                CREATE TABLE document (
                    id INTEGER PRIMARY KEY,
                    entry_id INTEGER NOT NULL,
                    revision INTEGER NOT NULL,
                    text_id INTEGER NOT NULL
                ) STRICT;
                -- the ids of each day, so that a time is a range of ids
                CREATE TABLE day (
                    kind TEXT NOT NULL,
                    day INTEGER NOT NULL,        -- since 1970, in UTC
                    first INTEGER NOT NULL,
                    last INTEGER NOT NULL,
                    PRIMARY KEY (kind, day)
                ) STRICT, WITHOUT ROWID;
                -- the forms in which words occur, by what they have in common
                CREATE TABLE form (
                    stem TEXT NOT NULL,
                    form TEXT NOT NULL,
                    PRIMARY KEY (stem, form)
                ) STRICT, WITHOUT ROWID;
                """)
        for table in SearchTable.allCases {
            try database.execute(
                sql: """
                    CREATE VIRTUAL TABLE \(table.name) USING fts5(
                        words, content = '', detail = none, columnsize = 0, prefix = '2',
                        tokenize = 'unicode61 remove_diacritics 2');
                    INSERT INTO progress VALUES ('\(table.rawValue)', 0, NULL, NULL);
                    """)
        }
        try database.execute(
            sql: "INSERT INTO state VALUES (?, ?, ?)", arguments: [format, Data(log), events])
    }
}

/// An open index, whose errors are never taken for the ledger's.
struct SearchIndex: Sendable {
    let queue: DatabaseQueue
    let path: String

    func read<Result: Sendable>(
        _ work: @Sendable (Database) throws -> Result
    ) async throws(SearchError) -> Result {
        do { return try await queue.read(work) } catch {
            throw SearchError(inIndex: error, path: path)
        }
    }

    func write<Result: Sendable>(
        _ work: @Sendable (Database) throws -> Result
    ) async throws(SearchError) -> Result {
        do { return try await queue.write(work) } catch {
            throw SearchError(inIndex: error, path: path)
        }
    }
}

/// The tables of words, by what the words stand in.
enum SearchTable: String, CaseIterable, Sendable {
    case document, statement, mention

    var name: String { rawValue + "_words" }
}

/// Words of the index that no text has.
///
/// They begin with a character for private use, which no word of a text can contain.
enum SearchMark {
    /// A word of the title.
    static let title = "\u{E000}"
    /// A word of the beginning, or one that the text has often.
    static let salient = "\u{E001}"
    /// In every text.
    static let all = "\u{E002}a"
    static func feed(_ id: Int64) -> String { "\u{E002}f\(id)" }
    static func institution(_ key: String) -> String {
        "\u{E002}i" + Hex.string(Array(key.utf8))
    }
}
