import Foundation
import GRDB

/// A possible response to an inquiry, with what became of it.
package struct ResponseRecord: Hashable, Sendable {
    /// The ledger's own number.
    package let id: Int64
    package let inquiry: Inquiry.ID
    /// The entry that shows it, and its revision; nil if a person recorded it.
    package let entry: Int64?
    package let revision: Int?
    /// `answered`, `declined`, `held` or `candidate`.
    package let verdict: String
    /// What a person is to confirm of a candidate; nil of one that is only possible.
    package let proposed: String?
    /// How sure it is that this is a response, from 0 to 1.
    package let confidence: Double
    package let source: String?
    package let quote: String
    /// Why it was taken for a response, one reason for each term of the score.
    package let reasons: [String]
    /// Why it was recorded without being told; nil if it was told.
    package let suppressed: String?
    package let at: Timestamp
    /// `confirmed` or `denied`; nil while no person has ruled.
    package var ruling: String?
    /// Where a person says that the answer is.
    package let link: String?
    /// The file that a person has given.
    package let file: KeptFile?

    /// Whether a person recorded it.
    package var isByHand: Bool { entry == nil }
}

/// A file outside of the ledger, known again by its hash.
package struct KeptFile: Hashable, Sendable {
    package let name: String
    /// SHA-256 of its bytes.
    package let hash: [UInt8]

    package init(name: String, hash: [UInt8]) {
        self.name = name
        self.hash = hash
    }

    package var json: JSONValue {
        .members(["name": .string(name), "sha256": .string(Hex.string(hash))])
    }
}

extension Ledger {
    /// The possible responses to an inquiry, the oldest first.
    package func responses(to inquiry: Inquiry.ID) async throws(LedgerError) -> [ResponseRecord] {
        try await read { database in
            try Row.fetchAll(
                database, sql: "SELECT * FROM response WHERE inquiry_id = ? ORDER BY at, id",
                arguments: [inquiry.rawValue]
            ).map(ResponseRecord.init(row:))
        }
    }

    /// The possible responses on which a person has yet to rule, by inquiry, the oldest first.
    ///
    /// An inquiry that was answered or closed needs no ruling.
    package func candidates() async throws(LedgerError) -> [Inquiry.ID: [ResponseRecord]] {
        try await read { database in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT response.* FROM response JOIN inquiry ON inquiry.id = inquiry_id
                    WHERE verdict = 'candidate' AND ruling IS NULL AND suppressed IS NULL
                        AND state IN ('open', 'declined')
                    ORDER BY response.at, response.id
                    """)
            return Dictionary(grouping: try rows.map(ResponseRecord.init(row:)), by: \.inquiry)
        }
    }

    /// The response of that number, or that an event has told of.
    package func response(_ name: String) async throws(LedgerError) -> ResponseRecord {
        var number = Int64(name)
        if number == nil, let event = try? await event(name) {
            number = try await explain(event).response?.id
        }
        let id = number
        let found = try await read { database in
            try Row.fetchOne(
                database, sql: "SELECT * FROM response WHERE id = ?", arguments: [id]
            ).map(ResponseRecord.init(row:))
        }
        guard let found else { throw .noSuchResponse(name) }
        return found
    }

    /// What a revision of an entry was taken for, in the order in which it was recorded.
    package func responses(
        entry: Int64, revision: Int
    ) async throws(LedgerError) -> [ResponseRecord] {
        try await read { database in
            try Row.fetchAll(
                database,
                sql: "SELECT * FROM response WHERE entry_id = ? AND revision = ? ORDER BY id",
                arguments: [entry, revision]
            ).map(ResponseRecord.init(row:))
        }
    }

    /// All events of an inquiry, and of those merged into it, in the order of the log.
    package func events(of inquiry: Inquiry.ID) async throws(LedgerError) -> [Event] {
        try await read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT * FROM event WHERE inquiry_id = ?1
                        OR inquiry_id IN (SELECT id FROM inquiry WHERE merged_into = ?1)
                    ORDER BY sequence
                    """, arguments: [inquiry.rawValue]
            ).map { try Event(row: $0, in: database) }
        }
    }

    /// How well the places were watched in which a response would have been seen.
    ///
    /// - Parameter end: when the inquiry ended, or now.
    package func coverage(
        of inquiry: Inquiry, until end: Timestamp
    ) async throws(LedgerError) -> Coverage {
        try await read { database in
            try Self.coverage(of: inquiry, to: end, in: database)
        }
    }

    /// When an inquiry ended; nil while it is open.
    package func end(of inquiry: Inquiry.ID) async throws(LedgerError) -> Timestamp? {
        let moment = try await read { database in
            try Optional<Int64>.fetchOne(
                database, sql: "SELECT ended_at FROM inquiry WHERE id = ?",
                arguments: [inquiry.rawValue])
        }
        return Timestamp(column: moment ?? nil)
    }
}

extension ResponseRecord {
    init(row: Row) throws {
        try self.init(
            id: row["id"], inquiry: Inquiry.ID(rawValue: row["inquiry_id"]),
            entry: row["entry_id"], revision: row["revision"], verdict: row["verdict"],
            proposed: row["proposed"], confidence: row["confidence"],
            source: row["source"], quote: row["quote"],
            reasons: JSONColumn.strings(row["reasons"]) ?? [],
            suppressed: row["suppressed"], at: Timestamp(milliseconds: row["at"]),
            ruling: row["ruling"], link: row["link"], file: KeptFile(row: row))
    }
}

extension KeptFile {
    fileprivate init?(row: Row) throws {
        guard let name: String = try row["file"], let hash: Data = try row["file_hash"] else {
            return nil
        }
        self.init(name: name, hash: [UInt8](hash))
    }
}
