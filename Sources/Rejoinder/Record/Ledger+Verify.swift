import Foundation
import GRDB
import Signing

/// What an examination of the ledger found.
package struct Verification: Hashable, Sendable {
    package let events: Int
    package let lastHash: [UInt8]
    /// What is wrong, in sentences, faults of the log itself first; empty if nothing is.
    package let faults: [String]
    /// How many of the faults are that no event has a hash that somebody kept.
    package var missingHashes = 0

    package init(events: Int, lastHash: [UInt8], faults: [String]) {
        self.events = events
        self.lastHash = lastHash
        self.faults = faults
    }
}

extension Ledger {
    /// Examines the whole ledger.
    ///
    /// It recomputes the chain of events, compares each event with what it names and with the
    /// columns beside its body, recomputes the hashes of the revisions and of their texts, and has
    /// SQLite check the file.
    ///
    /// - Parameter witnesses: hashes in hexadecimal that somebody kept; an event must have each.
    package func verify(
        witnesses: [String] = []
    ) async throws(LedgerError) -> Verification {
        let (logID, path) = (logID, path)
        return try await read { database in
            var chain = ChainExamination(log: logID, database: database)
            chain.examine()
            var faults = chain.faults
            examineRevisions(in: database, faults: &faults)
            examineTexts(in: database, faults: &faults)
            let missing = examineWitnesses(witnesses, in: database, faults: &faults)
            examineStructure(in: database, path: path, faults: &faults)
            var found = Verification(
                events: Int(chain.last), lastHash: chain.lastHash, faults: faults.told)
            found.missingHashes = missing
            return found
        }
    }
}

/// Collects faults, but not without end: a badly damaged file has as many as it has rows.
struct Faults {
    private var kept: [String] = []
    private var omitted = 0
    private static let most = 100

    mutating func add(_ fault: String) {
        if kept.count < Self.most { kept.append(fault) } else { omitted += 1 }
    }

    var told: [String] { omitted == 0 ? kept : kept + ["and \(omitted) more"] }
}

/// - Returns: how many witnesses no event has.
private func examineWitnesses(
    _ witnesses: [String], in database: Database, faults: inout Faults
) -> Int {
    var missing = 0
    do {
        for witness in witnesses {
            let isThere = try Bool.fetchOne(
                database,
                sql: "SELECT EXISTS (SELECT 1 FROM event WHERE lower(hex(hash)) = lower(?))",
                arguments: [witness])
            guard isThere != true else { continue }
            faults.add("no event has the hash \(witness)")
            missing += 1
        }
    } catch {
        faults.add("the hashes of events cannot be searched: \(LedgerError(error).shortText)")
    }
    return missing
}

private func examineStructure(in database: Database, path: String, faults: inout Faults) {
    do {
        do { try LedgerFile.checkLength(database, path: path) } catch let error as LedgerError {
            faults.add(error.shortText)
        }
        for fault in try String.fetchAll(database, sql: "PRAGMA integrity_check(20)")
        where fault != "ok" {
            faults.add(fault)
        }
        for row in try Row.fetchAll(database, sql: "PRAGMA foreign_key_check") {
            let table = try row[0] as String? ?? "?"
            faults.add("table \(table): a row refers to one that is not there")
        }
    } catch {
        faults.add("the file cannot be checked: \(LedgerError(error).shortText)")
    }
}

private func examineRevisions(in database: Database, faults: inout Faults) {
    do {
        let rows = try Row.fetchCursor(
            database, sql: "SELECT * FROM revision ORDER BY entry_id, number")
        while let row = try rows.next() {
            do {
                let content = try Revision(row: row, in: database).content
                guard
                    try Normaliser.contentHash(of: content) != [UInt8](row["content_hash"] as Data)
                else { continue }
                faults.add(
                    "revision \(try row["number"] as Int) of entry \(try row["entry_id"] as Int64)"
                        + " does not match its hash: it was changed")
            } catch {
                faults.add("a revision cannot be read: \(LedgerError(error).shortText)")
            }
        }
    } catch {
        faults.add("not all revisions can be read: \(LedgerError(error).shortText)")
    }
}

/// A new revision is given the text that has its hash, so a text under another's hash would pass
/// for it.
private func examineTexts(in database: Database, faults: inout Faults) {
    do {
        let rows = try Row.fetchCursor(database, sql: "SELECT id, hash, content FROM text")
        while let row = try rows.next() {
            let (hash, content): (Data, String) = try (row["hash"], row["content"])
            guard SHA256.digest(Array(content.utf8)) != [UInt8](hash) else { continue }
            faults.add("text \(try row["id"] as Int64) does not match its hash: it was changed")
        }
    } catch {
        faults.add("not all texts can be read: \(LedgerError(error).shortText)")
    }
}

extension LedgerError {
    /// What is wrong, without advice on what to do.
    package var shortText: String {
        switch self {
        case .corrupt(let reason), .malformed(let reason): reason
        default: "\(self)"
        }
    }
}
