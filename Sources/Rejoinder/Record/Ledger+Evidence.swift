import Foundation
import GRDB
import Signing

extension Ledger {
    /// All that the ledger has of a matter, as it is at one moment.
    ///
    /// - Throws: `wrongState` if no event tells of it: then nothing can be proved.
    package func evidence(of subject: EvidenceSubject) async throws(LedgerError) -> Evidence {
        let log = logID
        return try await read { database in
            var evidence = Evidence(
                log: log, subject: subject, until: try EvidenceReader.newest(in: database))
            try EvidenceReader(database: database).fill(&evidence)
            return evidence
        }
    }

    /// A part of the chain, at most so many links of it.
    package func chain(
        _ range: ClosedRange<Int64>, limit: Int
    ) async throws(LedgerError) -> [ChainLink] {
        try await read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT sequence, id, type, at, feed, entry_id, inquiry_id, level, format,
                        body_hash, hash
                    FROM event WHERE sequence BETWEEN ? AND ? ORDER BY sequence LIMIT ?
                    """, arguments: [range.lowerBound, range.upperBound, limit]
            ).map { row in
                let header = try HashChain.Header(
                    format: row["format"], sequence: row["sequence"], id: row["id"],
                    type: row["type"], at: Timestamp(milliseconds: row["at"]),
                    entry: row["entry_id"], level: row["level"], inquiry: row["inquiry_id"],
                    feed: row["feed"])
                return try ChainLink(
                    sequence: header.sequence, format: header.format,
                    headerHash: SHA256.digest(header.bytes),
                    bodyHash: [UInt8](row["body_hash"] as Data),
                    hash: [UInt8](row["hash"] as Data))
            }
        }
    }

    /// The bytes of a body that is kept; nil if it is not, or is withheld.
    ///
    /// - Throws: `corrupt` if they are not what was hashed.
    package func keptBody(_ hash: [UInt8]) async throws(LedgerError) -> [UInt8]? {
        try await read { try ReceiptStore.body(hash, in: $0) }
    }
}

/// Reads what concerns a matter, within one transaction.
private struct EvidenceReader {
    let database: Database

    /// The newest moment of which the ledger knows anything.
    ///
    /// It takes the place of the clock, so that the same ledger gives the same evidence.
    static func newest(in database: Database) throws -> Timestamp {
        let newest = try Int64.fetchOne(
            database,
            sql: """
                SELECT max(coalesce((SELECT max(polled_at) FROM feed), 0),
                    coalesce((SELECT at FROM event ORDER BY sequence DESC LIMIT 1), 0),
                    coalesce((SELECT max(at) FROM head), 0))
                """)
        return Timestamp(milliseconds: newest ?? 0)
    }

    func fill(_ evidence: inout Evidence) throws {
        var entries: Set<Int64> = []
        var condition = ""
        switch evidence.subject {
        case .entry(let entry):
            entries = [entry.id]
            condition = "entry_id = \(entry.id)"
        case .inquiry(let inquiry):
            evidence.questions = try questions(of: inquiry)
            entries = try self.entries(of: evidence.questions)
            let ids = list(evidence.questions.map { .string($0.inquiry.id.rawValue) })
            condition = """
                inquiry_id IN (SELECT value FROM json_each(\(ids)))
                    OR inquiry_id IS NULL
                        AND entry_id IN (SELECT value FROM json_each(\(list(entries))))
                """
        }
        evidence.entries = try Row.fetchAll(
            database,
            sql: """
                SELECT entry.*, feed.name,
                    (SELECT same_as FROM page WHERE entry_id = entry.id) AS same_as
                FROM entry JOIN feed ON feed.id = entry.feed_id
                WHERE entry.id IN (SELECT value FROM json_each(\(list(entries)))) ORDER BY entry.id
                """
        ).map(EntryRecord.init(row:))
        let own = try events(condition)
        guard let first = own.first?.header.sequence, let last = own.last?.header.sequence else {
            throw LedgerError.wrongState(
                "no event of the log tells of it, so there is nothing that could be proved")
        }
        try bind(&evidence, from: first, to: last)
        let proving = try self.proving(own, entries, in: evidence.range)
        evidence.events = try (own + proving).sorted { $0.header.sequence < $1.header.sequence }
            .map { row in
                Evidence.Entry(
                    logged: LoggedEvent(
                        header: row.header, bodyHash: row.bodyHash, event: try row.event()),
                    header: row.header.bytes)
            }
        evidence.texts = try evidence.entries.flatMap(texts)
        try addReceipts(&evidence)
        try addArchived(&evidence)
        try addCoverage(&evidence)
    }

    /// Values for `json_each`, as a literal of SQL.
    private func list(_ values: some Sequence<Int64>) -> String {
        list(values.sorted().map { .int($0) })
    }

    private func list(_ values: [JSONValue]) -> String {
        "'" + JSONValue.array(values).text.replacing("'", with: "''") + "'"
    }

    // MARK: The matter

    /// The inquiry, and those that were merged into it.
    private func questions(of inquiry: Inquiry) throws -> [Evidence.Question] {
        let all = try Row.fetchAll(
            database,
            sql: """
                WITH RECURSIVE one(id) AS (
                    SELECT ? UNION SELECT inquiry.id FROM inquiry JOIN one ON merged_into = one.id)
                SELECT * FROM inquiry WHERE id IN (SELECT id FROM one) ORDER BY opened_at, id
                """, arguments: [inquiry.id.rawValue])
        return try all.map { row in
            let inquiry = try Inquiry(row: row)
            return Evidence.Question(
                inquiry: inquiry, endedAt: try Timestamp(column: row["ended_at"]),
                mentions: try Ledger.mentions(of: inquiry.id, in: database),
                responses: try Row.fetchAll(
                    database, sql: "SELECT * FROM response WHERE inquiry_id = ? ORDER BY at, id",
                    arguments: [inquiry.id.rawValue]
                ).map(ResponseRecord.init(row:)))
        }
    }

    /// The entries that ask, and those that answer or might.
    private func entries(of questions: [Evidence.Question]) throws -> Set<Int64> {
        var entries: Set<Int64> = []
        for question in questions {
            entries.formUnion(
                try Int64.fetchAll(
                    database, sql: "SELECT entry_id FROM inquiry_entry WHERE inquiry_id = ?",
                    arguments: [question.inquiry.id.rawValue]))
            entries.formUnion(question.responses.compactMap(\.entry))
            if let origin = question.inquiry.origin.entry { entries.insert(origin) }
        }
        return entries
    }

    private func events(_ condition: String) throws -> [EventRow] {
        try Row.fetchAll(
            database, sql: "SELECT * FROM event WHERE \(condition) ORDER BY sequence"
        ).map { try EventRow(row: $0, in: database) }
    }

    /// What proves the others: new keys, and what says that something of the matter is withheld.
    private func proving(
        _ own: [EventRow], _ entries: Set<Int64>, in range: ClosedRange<Int64>
    ) throws -> [EventRow] {
        let known = Set(own.map(\.header.sequence))
        return try events("type LIKE 'log.%'").filter { row in
            guard !known.contains(row.header.sequence) else { return false }
            guard row.type == .logRedacted else { return range.contains(row.header.sequence) }
            let said = (try? JSONValue(parsing: row.body ?? []))?["data"]?["redaction"]
            func numbers(_ list: String, _ member: String) -> [Int64] {
                (said?[list]?.arrayValue ?? []).compactMap { $0[member]?.intValue }
            }
            return numbers("events", "sequence").contains(where: known.contains)
                || numbers("revisions", "entry").contains(where: entries.contains)
        }
    }

    private func texts(of entry: EntryRecord) throws -> [Evidence.Text] {
        try Row.fetchAll(
            database, sql: "SELECT * FROM revision WHERE entry_id = ? ORDER BY number",
            arguments: [entry.id]
        ).map { row in
            Evidence.Text(
                entry: entry, revision: try Revision(row: row, in: database),
                hash: [UInt8](try row["content_hash"] as Data))
        }
    }

    // MARK: What binds it

    /// The part of the chain up to the newest head, with the heads, the keys and what came before.
    private func bind(
        _ evidence: inout Evidence, from first: Int64, to last: Int64
    ) throws {
        let newest =
            try Int64.fetchOne(
                database, sql: "SELECT max(sequence) FROM head") ?? 0
        // What says that something is withheld comes later than what it withholds.
        let redacted =
            try Int64.fetchOne(
                database, sql: "SELECT max(sequence) FROM event WHERE type = 'log.redacted'") ?? 0
        evidence.range = first...max(last, newest, redacted)
        evidence.previous =
            try Data.fetchOne(
                database, sql: "SELECT hash FROM event WHERE sequence = ?", arguments: [first - 1]
            ).map { [UInt8]($0) } ?? evidence.log
        let log = evidence.log
        evidence.heads = try Row.fetchAll(
            database, sql: "SELECT * FROM head WHERE sequence >= ? ORDER BY at", arguments: [first]
        ).map { try SignedHead(row: $0, log: log, in: database) }
        evidence.keys = try Int64.fetchAll(database, sql: "SELECT id FROM log_key ORDER BY id")
            .map { try LogKeyStore.key($0, in: database) }
    }

    // MARK: What belongs to it

    private func addReceipts(_ evidence: inout Evidence) throws {
        let named = evidence.events.compactMap { entry -> [UInt8]? in
            let body = try? JSONValue(parsing: entry.logged.event.body)
            return body?["data"]?["page"]?["receipt"]?.stringValue.flatMap { Hex.bytes($0) }
        }
        for hash in Set(evidence.texts.compactMap(\.revision.receipt) + named) {
            evidence.receipts[hash] = try ReceiptStore.receipt(hash, in: database)
        }
    }

    private func addArchived(_ evidence: inout Evidence) throws {
        evidence.archived = try Row.fetchAll(
            database,
            sql: """
                SELECT delivery.*, event.id, event.type FROM delivery
                JOIN event ON event.sequence = delivery.event_sequence
                WHERE said IS NOT NULL AND event_sequence IN (SELECT value FROM json_each(
                    \(list(evidence.events.map(\.logged.event.sequence)))))
                ORDER BY event_sequence, sink
                """
        ).map { row in
            let delivery = try DeliveryRecord(row: row)
            return Evidence.Archived(event: delivery.event, delivery: delivery)
        }
    }

    private func addCoverage(_ evidence: inout Evidence) throws {
        switch evidence.subject {
        case .inquiry:
            evidence.coverage = try evidence.questions.map { question in
                try Ledger.coverage(
                    of: question.inquiry, to: question.endedAt ?? evidence.until, in: database)
            }
        case .entry(let entry):
            let feed = try Int64.fetchOne(
                database, sql: "SELECT feed_id FROM entry WHERE id = ?", arguments: [entry.id])
            guard let feed else { return }
            evidence.coverage = [
                try Ledger.coverage(
                    feeds: [feed], pagesOf: [(entry.id, entry.firstSeenAt)],
                    from: min(entry.firstSeenAt, evidence.until), to: evidence.until, in: database)
            ]
        }
    }
}
