import GRDB

/// The steps that bring a ledger's tables up to date, in order.
///
/// All pending steps run in one transaction: a new ledger is created whole or not at all, and an
/// upgrade that is cut short has changed nothing and starts again.
struct Migrations {
    /// Is told how far a long step has come.
    typealias Progress = (String) -> Void

    private struct Step {
        let name: String
        let work: @Sendable (Database, Progress) throws -> Void
    }

    private var steps: [Step] = []

    mutating func registerMigration(
        _ name: String, migrate work: @escaping @Sendable (Database) throws -> Void
    ) {
        registerLongMigration(name) { database, _ in try work(database) }
    }

    /// Registers a step that may take more than a moment in a large ledger.
    mutating func registerLongMigration(
        _ name: String, migrate work: @escaping @Sendable (Database, Progress) throws -> Void
    ) {
        steps.append(Step(name: name, work: work))
    }

    /// Whether the file has every step.
    func areComplete(in database: Database) throws -> Bool {
        let done = try Self.done(in: database)
        return steps.allSatisfy { done.contains($0.name) }
    }

    /// Whether the file has a step that this version does not know: a newer version has written it.
    func areSuperseded(in database: Database) throws -> Bool {
        try !Self.done(in: database).subtracting(steps.map(\.name)).isEmpty
    }

    /// The steps up to and including the named one, as an older version had them.
    func upTo(_ name: String) -> Migrations {
        var older = self
        let last = steps.firstIndex { $0.name == name } ?? steps.endIndex - 1
        older.steps = Array(steps.prefix(last + 1))
        return older
    }

    func apply(to pool: DatabasePool, progress: Progress = { _ in }) throws {
        try pool.barrierWriteWithoutTransaction { database in
            guard try !areComplete(in: database) else { return }
            // Dropping a table that is being rebuilt would also delete the rows that refer to it.
            // The setting cannot be changed inside a transaction.
            try database.execute(sql: "PRAGMA foreign_keys = OFF")
            let outcome = Result {
                try database.inTransaction(.immediate) {
                    try perform(in: database, progress)
                    return .commit
                }
            }
            try database.execute(sql: "PRAGMA foreign_keys = ON")
            try outcome.get()
            // The write-ahead log may have grown as large as the file, and would stay so.
            _ = try? database.checkpoint(.truncate)
        }
    }

    private func perform(in database: Database, _ progress: Progress) throws {
        try database.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY)
                """)
        // Checked again inside the transaction: another process may have run the step meanwhile.
        let done = try Self.done(in: database)
        for step in steps where !done.contains(step.name) {
            try step.work(database, progress)
            try database.execute(
                sql: "INSERT INTO grdb_migrations (identifier) VALUES (?)", arguments: [step.name])
        }
        guard try done.isEmpty || Row.fetchOne(database, sql: "PRAGMA foreign_key_check") == nil
        else {
            throw LedgerError.corrupt(reason: "a row refers to one that is not there")
        }
    }

    private static func done(in database: Database) throws -> Set<String> {
        // The table's name is GRDB's, because GRDB's migrator created the first ledgers.
        let isKept = try Bool.fetchOne(
            database,
            sql: """
                SELECT EXISTS (SELECT 1 FROM sqlite_schema
                    WHERE type = 'table' AND name = 'grdb_migrations')
                """)
        guard isKept == true else { return [] }
        return try String.fetchSet(database, sql: "SELECT identifier FROM grdb_migrations")
    }
}
