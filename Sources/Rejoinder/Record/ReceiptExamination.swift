import Foundation
import GRDB
import Signing

/// An examination of receipts and of the bodies that are kept.
struct ReceiptExamination {
    let database: Database
    let redactions: Redactions

    func examine(_ faults: inout Faults) {
        do {
            let tables = try String.fetchSet(
                database, sql: "SELECT name FROM sqlite_schema WHERE type = 'table'")
            // A ledger may be examined before it is upgraded.
            guard tables.contains("receipt") else { return }
            try examineReceipts(&faults)
            try examineBodies(&faults)
        } catch {
            faults.add("not all receipts can be read: \(LedgerError(error).shortText)")
        }
    }

    private func isWithheld(_ hash: [UInt8], by redaction: Int64?) -> Bool {
        redaction.map { redactions.covers(hash, by: $0) } ?? false
    }

    private func examineReceipts(_ faults: inout Faults) throws {
        let rows = try Row.fetchCursor(
            database, sql: "SELECT id, hash, content, body_hash, withheld FROM receipt")
        while let row = try rows.next() {
            let id: Int64 = try row[0]
            let (hash, content): ([UInt8], String) = try ([UInt8](row[1] as Data), row[2])
            if isWithheld(hash, by: try row[4]) { continue }
            guard SHA256.digest(Array(content.utf8)) == hash else {
                faults.add("receipt \(id) does not match its hash: it was changed")
                continue
            }
            let body = Hex.string([UInt8](try row[3] as Data))
            let named = (try? JSONValue(parsing: Array(content.utf8)))?["body"]?["sha256"]
            if named?.stringValue != body {
                faults.add("receipt \(id) has the hash of another body than it names")
            }
        }
    }

    private func examineBodies(_ faults: inout Faults) throws {
        let rows = try Row.fetchCursor(
            database, sql: "SELECT id, hash, content, bytes, withheld, dropped_at FROM raw_body")
        while let row = try rows.next() {
            let id: Int64 = try row[0]
            let hash = [UInt8](try row[1] as Data)
            if try isWithheld(hash, by: row[4]) { continue }
            if try (row[5] as Int64?) != nil {
                if try (row[2] as Data) != Data() {
                    faults.add("kept body \(id) is there, though marked as let go of by retention")
                }
                continue
            }
            do throws(LedgerError) {
                _ = try ReceiptStore.restored(
                    (try? row[2] as Data) ?? Data(), bytes: (try? row[3] as Int) ?? 0, hash: hash)
            } catch {
                faults.add("kept body \(id) does not match its hash: \(error.shortText)")
            }
        }
    }
}
