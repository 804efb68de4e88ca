import Foundation
import GRDB
import Signing

extension Ledger {
    /// Examines the ledger.
    ///
    /// It recomputes the chain of events and verifies their signatures, compares each event with
    /// what it names and with the columns beside its body, recomputes the hashes of the revisions
    /// and of their texts, and has SQLite check the file.
    ///
    /// - Throws: `wrongState` if the scope begins behind the end of the log.
    package func verify(
        _ scope: VerificationScope = VerificationScope()
    ) async throws(LedgerError) -> Verification {
        let (logID, path) = (logID, path)
        return try await read { database in
            var chain = try ChainExamination(log: logID, database: database, scope: scope)
            chain.examine()
            var anchors = AnchorExamination(
                log: logID, database: database, scope: scope, chain: chain, faults: chain.faults)
            anchors.examine()
            var faults = anchors.faults
            var found = Verification()
            if !scope.isChainOnly, scope.from <= 1 {
                let contents = ContentExamination(database: database)
                contents.examineRevisions(&faults)
                found.dropped = contents.examineTexts(&faults)
                ReceiptExamination(database: database, redactions: contents.redactions)
                    .examine(&faults)
                contents.examineResponses(&faults)
                examineStructure(in: database, path: path, faults: &faults)
            }
            found.events = chain.count
            found.last = chain.last
            found.lastHash = chain.lastHash
            found.faults = faults.told
            found.firstBadEvent = faults.firstBadEvent
            found.misfits = anchors.misfits
            found.withheld = chain.withheld
            found.key = chain.signing.segments.last.flatMap {
                $0.last == chain.last ? $0.key : nil
            }
            return found
        }
    }
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

/// An examination of what stands beside the log: revisions, their texts, and responses.
private struct ContentExamination {
    let database: Database
    let redactions: Redactions

    init(database: Database) {
        self.database = database
        redactions = (try? Redactions(database)) ?? Redactions()
    }

    /// Whether a redaction that the log proves has withheld it.
    private func isWithheld(_ hash: [UInt8], by redaction: Int64?) -> Bool {
        redaction.map { redactions.covers(hash, by: $0) } ?? false
    }

    func examineRevisions(_ faults: inout Faults) {
        do {
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT revision.*, text.withheld AS text_withheld, text.hash AS text_hash,
                        dropped_at
                    FROM revision LEFT JOIN text ON text.id = text_id
                    ORDER BY entry_id, number
                    """)
            while let row = try rows.next() {
                do {
                    guard try isFaulty(row) else { continue }
                    faults.add(
                        "revision \(try row["number"] as Int) of entry "
                            + "\(try row["entry_id"] as Int64) does not match its hash: it was "
                            + "changed")
                } catch {
                    faults.add("a revision cannot be read: \(LedgerError(error).shortText)")
                }
            }
        } catch {
            faults.add("not all revisions can be read: \(LedgerError(error).shortText)")
        }
    }

    private func isFaulty(_ row: Row) throws -> Bool {
        let hash = [UInt8](try row["content_hash"] as Data)
        if isWithheld(hash, by: try row["withheld"]) { return false }
        // Its text has no words, by which it could be told whether the title was changed.
        if try (row["dropped_at"] as Int64?) != nil { return false }
        if let text: Data = try row["text_hash"],
            isWithheld([UInt8](text), by: try row["text_withheld"])
        {
            return false
        }
        return try Normaliser.contentHash(of: Revision(row: row, in: database).content) != hash
    }

    /// A new revision is given the text that has its hash, so a text under another's hash would
    /// pass for it.
    ///
    /// - Returns: how many texts retention has let go of.
    func examineTexts(_ faults: inout Faults) -> Int {
        var dropped = 0
        do {
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT id, hash, withheld, dropped_at, content <> '' OR packed IS NOT NULL
                    FROM text
                    """)
            while let row = try rows.next() {
                let (id, data): (Int64, Data) = try (row[0], row[1])
                let hash = [UInt8](data)
                guard !isWithheld(hash, by: try row[2]) else { continue }
                if let at: Int64 = try row[3] {
                    dropped += 1
                    if try row[4] {
                        faults.add("text \(id) is there, though marked as let go of by retention")
                    } else if try wasNeeded(text: id, at: at) {
                        faults.add(
                            "text \(id) is gone, which retention cannot have let go of: an inquiry "
                                + "or a ruling needed it")
                    }
                    continue
                }
                // One by one, so that one whose frame is damaged hides no other.
                do {
                    let content = try Row.fetchOne(
                        database.cachedStatement(
                            sql: "SELECT \(Packing.text) FROM text WHERE id = ?"),
                        arguments: [id])
                    guard let content: String = try content?[0],
                        SHA256.digest(Array(content.utf8)) != hash
                    else { continue }
                    faults.add("text \(id) does not match its hash: it was changed")
                } catch {
                    faults.add(LedgerError(error).shortText)
                }
            }
        } catch {
            faults.add("not all texts can be read: \(LedgerError(error).shortText)")
        }
        return dropped
    }

    /// Whether a question, an answer or a ruling needed a text when it was let go of.
    ///
    /// What came later could not keep it; nor what came within the day, for a look that begins
    /// before it may end after it.
    private func wasNeeded(text: Int64, at moment: Int64) throws -> Bool {
        try Bool.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM revision AS old WHERE text_id = ?1 AND (
                        EXISTS (SELECT 1 FROM inquiry_entry
                            WHERE inquiry_entry.entry_id = old.entry_id AND joined_at < ?2)
                        OR EXISTS (SELECT 1 FROM response
                            WHERE response.entry_id = old.entry_id AND response.at < ?2)
                        OR EXISTS (SELECT 1 FROM mention
                            WHERE mention.entry_id = old.entry_id AND ruled_at < ?2)))
                    """), arguments: [text, moment - 86_400_000]) ?? false
    }

    /// Events of answers name the words, and the hash of a file that a person gave.
    func examineResponses(_ faults: inout Faults) {
        do {
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT response.id, response.quote, response.file_hash, event.sequence,
                        \(Packing.body) AS body
                    FROM response JOIN event ON event.inquiry_id = response.inquiry_id
                        AND event.at = response.at AND event.type = 'inquiry.answered'
                        AND (response.entry_id IS NULL OR event.entry_id = response.entry_id)
                    JOIN event_body ON event_body.sequence = event.sequence
                    WHERE response.verdict = 'answered' AND suppressed IS NULL
                    """)
            while let row = try rows.next() {
                let body = [UInt8](try row["body"] as Data)
                let (quote, file): (String, Data?) = try (row["quote"], row["file_hash"])
                let named = (try? JSONValue(parsing: body))?["data"]?["response"]
                let hash = named?["file"]?["hash"]?.stringValue
                guard
                    named?["quote"]?.stringValue.map({ $0 != quote }) ?? false
                        || file.map({ Hex.string([UInt8]($0)) }) != hash
                else { continue }
                let event: Int64 = try row["sequence"]
                faults.add(
                    "event \(event): response \(try row["id"] as Int64) has other words, or another "
                        + "file, than it names", event: event)
            }
        } catch {
            faults.add("not all responses can be read: \(LedgerError(error).shortText)")
        }
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
