import Foundation
import GRDB
import Platform

/// Keeps the search index up to date, beside everything else.
///
/// It reads what was recorded since the last time and writes the words in small transactions of the
/// index's own file. How far it has come is part of the same transaction: after a kill it goes on
/// there. Two processes can do this at once.
package actor SearchIndexer {
    /// How much of the ledger is indexed.
    package struct Progress: Hashable, Sendable {
        /// Revisions that are indexed, and all of them.
        package let indexed: Int64
        package let total: Int64
        /// Whether statements and mentions are, too.
        package let isComplete: Bool
    }

    private let ledger: Ledger
    package let path: String
    private var opened: (index: SearchIndex, number: UInt64)?
    /// Hashes of words whose forms are known; a set of the words themselves would take megabytes.
    private var known: Set<Int> = []

    private let batch: Batch

    /// What one transaction of the index takes in; it is done in some ten milliseconds.
    package struct Batch: Sendable {
        var count = 200
        /// Of text, after which no more is read.
        var bytes = 256 << 10
    }

    private static let mostKnown = 1 << 16

    /// - Parameter path: of the index; nil: it is beside the ledger.
    package init(ledger: Ledger, path: String? = nil) {
        self.ledger = ledger
        self.path = path ?? SearchIndexFile.path(of: ledger.path)
        batch = Batch()
    }

    init(ledger: Ledger, batch: Batch) {
        self.ledger = ledger
        path = SearchIndexFile.path(of: ledger.path)
        self.batch = batch
    }

    /// Indexes for about so long what is not yet indexed.
    ///
    /// - Parameter isGentle: whether it rests as long as it works, so that others get the processor.
    package func advance(
        for span: Duration, isGentle: Bool = true
    ) async throws(SearchError) -> Progress {
        do {
            return try await advance(until: .now + span, isGentle)
        } catch {
            let error = SearchError(error, path: path)
            guard case .damaged = error else { throw error }
            // It is made of nothing that is not in the ledger.
            try remove()
            throw error
        }
    }

    /// Deletes the index; `advance` makes it anew.
    package func remove() throws(SearchError) {
        close()
        try SearchIndexFile.remove(path)
    }

    package func close() {
        try? opened?.index.queue.close()
        opened = nil
        known = []
    }
}

extension SearchIndexer {
    private func advance(
        until end: ContinuousClock.Instant, _ isGentle: Bool
    ) async throws -> Progress {
        var index = try await open()
        if try await !fits(index) {
            try remove()
            index = try await open()
        }
        for table in SearchTable.allCases {
            while ContinuousClock.now < end, !Task.isCancelled {
                let start = ContinuousClock.now
                guard try await addBatch(table, index) else { break }
                if isGentle { try? await Task.sleep(for: min(.now - start, .milliseconds(100))) }
            }
        }
        return try await ledger.searchProgress(index)
    }

    private func open() async throws -> SearchIndex {
        if let opened {
            if opened.number == SearchIndexFile.number(path) { return opened.index }
            close()
        }
        let (log, ledgerPath) = (ledger.logID, ledger.path)
        let events = try await ledger.lastSequence()
        let index = try SearchIndexFile.openToWrite(
            path, like: FileFacts(path: ledgerPath), log: log, events: events)
        if let number = SearchIndexFile.number(path) { opened = (index, number) }
        return index
    }

    /// Whether the index was made of this ledger, by these rules, and of nothing that is now
    /// redacted.
    private func fits(_ index: SearchIndex) async throws -> Bool {
        let log = ledger.logID
        let (proofs, events) = try await index.read { database in
            let row = try Row.fetchOne(database, sql: "SELECT * FROM state")
            guard let row, try row["format"] as Int == SearchIndexFile.format,
                try [UInt8](row["log_id"] as Data) == log
            else { return ([SearchProof]?.none, Int64(0)) }
            let proofs = try SearchTable.allCases.map { try SearchProof($0, database) }
            return (proofs, try row["events"])
        }
        guard let proofs else { return false }
        return try await ledger.read { database in
            for proof in proofs where try !proof.holds(in: database) { return false }
            return try Bool.fetchOne(
                database,
                sql: """
                    SELECT EXISTS (SELECT 1 FROM event
                        WHERE sequence > ? AND type = 'log.redacted')
                    """, arguments: [events]) == false
        }
    }

    /// - Returns: false if there is nothing to index.
    private func addBatch(
        _ table: SearchTable, _ index: SearchIndex
    ) async throws -> Bool {
        let last = try await index.read { try SearchProof(table, $0).last }
        let (sources, events) = try await ledger.read { [batch] database in
            (
                try SearchSource.next(
                    table, after: last, count: batch.count, bytes: batch.bytes, in: database),
                try Int64.fetchOne(database, sql: "SELECT max(sequence) FROM event") ?? 0
            )
        }
        guard let newest = sources.last else { return false }
        let terms = sources.map { SearchTerms($0, in: table) }
        let forms = forms(in: terms)
        try await index.write { database in
            // Another process may have been faster.
            guard try SearchProof(table, database).last == last else { return }
            try Self.write(sources, terms, in: table, database)
            for (stem, form) in forms {
                try database.cachedStatement(sql: "INSERT OR IGNORE INTO form VALUES (?, ?)")
                    .execute(arguments: [stem, form])
            }
            try database.execute(
                sql: "UPDATE progress SET last = ?, entry_id = ?, revision = ? WHERE kind = ?",
                arguments: [newest.id, newest.entry, newest.revision, table.rawValue])
            try database.execute(sql: "UPDATE state SET events = ?", arguments: [events])
        }
        return true
    }

    private static func write(
        _ sources: [SearchSource], _ terms: [SearchTerms], in table: SearchTable,
        _ database: Database
    ) throws {
        let insert = try database.cachedStatement(
            sql: "INSERT INTO \(table.name) (rowid, words) VALUES (?, ?)")
        let document = try database.cachedStatement(sql: "INSERT INTO document VALUES (?, ?, ?, ?)")
        var days: [Int64: (first: Int64, last: Int64)] = [:]
        for (source, terms) in zip(sources, terms) {
            try insert.execute(arguments: [source.id, terms.text])
            if let text = source.text {
                try document.execute(
                    arguments: [source.id, source.entry, source.revision, text])
            }
            let day = source.seenAt.seconds.flooredDivision(by: 86_400)
            days[day] = (days[day]?.first ?? source.id, source.id)
        }
        for (day, ids) in days {
            try database.cachedStatement(
                sql: """
                    INSERT INTO day VALUES (?, ?, ?, ?) ON CONFLICT (kind, day) DO UPDATE
                    SET first = min(first, excluded.first), last = max(last, excluded.last)
                    """
            ).execute(arguments: [table.rawValue, day, ids.first, ids.last])
        }
    }

    /// The words that are seen for the first time, with what they share with their other forms.
    private func forms(in terms: [SearchTerms]) -> [(stem: String, form: String)] {
        if known.count > Self.mostKnown { known = [] }
        return terms.flatMap(\.words).compactMap { word in
            guard known.insert(word.hashValue).inserted, let stem = SearchTerms.stem(of: word),
                stem != word
            else { return nil }
            return (stem, word)
        }
    }
}

/// How far a kind of sources is indexed, and what proves that the ledger is still the same.
struct SearchProof: Sendable {
    let table: SearchTable
    let last: Int64
    private let entry: Int64?
    private let revision: Int?

    init(_ table: SearchTable, _ index: Database) throws {
        let row = try Row.fetchOne(
            index, sql: "SELECT * FROM progress WHERE kind = ?", arguments: [table.rawValue])
        guard let row else { throw LedgerError.corrupt(reason: "it lacks a row") }
        self.table = table
        last = try row["last"]
        entry = try row["entry_id"]
        revision = try row["revision"]
    }

    /// Whether the ledger still has the source that was indexed last.
    ///
    /// A backup that was put in the ledger's place may have another, or none.
    func holds(in ledger: Database) throws -> Bool {
        guard last > 0 else { return true }
        guard let owner = try SearchSource.owner(table, last, in: ledger) else { return false }
        return owner.entry == entry && owner.revision == revision
    }
}

extension Ledger {
    /// How much of the ledger an index holds.
    func searchProgress(_ index: SearchIndex) async throws -> SearchIndexer.Progress {
        let proofs = try await index.read { database in
            try SearchTable.allCases.map { try SearchProof($0, database) }
        }
        return try await read { try SearchIndexer.Progress(proofs, in: $0) }
    }
}

extension SearchIndexer.Progress {
    init(_ proofs: [SearchProof], in ledger: Database) throws {
        var (indexed, total, isComplete) = (Int64(0), Int64(0), true)
        for proof in proofs {
            let newest = try SearchSource.newest(proof.table, in: ledger)
            if proof.last < newest { isComplete = false }
            if proof.table == .document { (indexed, total) = (min(proof.last, newest), newest) }
        }
        self.init(indexed: indexed, total: total, isComplete: isComplete)
    }
}
