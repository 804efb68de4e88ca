import Foundation
import GRDB

extension RedactionScope {
    /// What was received and has the words: the bodies that are kept of the answers, and the
    /// receipts that quote them, as a file's name in a header field may.
    mutating func addReceived(in database: Database) throws {
        for revision in revisions {
            let row = try Row.fetchOne(
                database,
                sql: """
                    SELECT revision.title, \(Packing.text) AS text, receipt.id, receipt.hash,
                        receipt.content, receipt.withheld, raw_body.id AS body,
                        raw_body.hash AS body_hash, raw_body.withheld AS body_withheld
                    FROM revision JOIN text ON text.id = text_id
                    JOIN receipt ON receipt.id = receipt_id
                    LEFT JOIN raw_body ON raw_body.hash = receipt.body_hash
                    WHERE entry_id = ? AND number = ?
                    """, arguments: [revision.entry, revision.number])
            guard let row else { continue }
            let content: String = try row["content"]
            let words = try [row["title"] as String, row["text"]].filter { !$0.isEmpty }
            if try (row["withheld"] as Int64?) == nil, words.contains(where: content.contains) {
                receipts[try row["id"]] = [UInt8](try row["hash"] as Data)
            }
            guard let body: Int64 = try row["body"],
                try (row["body_withheld"] as Int64?) == nil
            else { continue }
            bodies[body] = [UInt8](try row["body_hash"] as Data)
        }
        for entry in Set(revisions.map(\.entry)) { try addDocuments(with: entry, in: database) }
    }

    /// The kept documents of the entry's feed that list it: each has its words, whichever entry was
    /// new in it.
    private mutating func addDocuments(with entry: Int64, in database: Database) throws {
        guard let names = try Names(entry, in: database) else { return }
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT DISTINCT raw_body.id, raw_body.hash, raw_body.content, raw_body.bytes
                FROM raw_body JOIN receipt ON receipt.body_hash = raw_body.hash
                JOIN revision ON receipt_id = receipt.id JOIN entry ON entry.id = entry_id
                WHERE feed_id = ? AND source <> 'page' AND seen_at >= ?
                    AND raw_body.withheld IS NULL
                """,
            arguments: [names.feed, names.firstSeenAt])
        while let row = try rows.next() {
            let hash = [UInt8](try row["hash"] as Data)
            let body = try? ReceiptStore.restored(
                try row["content"], bytes: try row["bytes"], hash: hash)
            // Of what cannot be read, nobody knows that it has not got the words.
            if body.map(names.areListed) ?? true {
                bodies[try row["id"]] = hash
            }
        }
    }

    /// Whether something that the entry has said is withheld.
    static func isWithheld(entry: Int64, in database: Database) throws -> Bool {
        try Bool.fetchOne(
            database,
            sql: """
                SELECT EXISTS (SELECT 1 FROM revision
                    WHERE entry_id = ? AND withheld IS NOT NULL)
                """, arguments: [entry]) ?? false
    }

    /// Whether a feed's document lists an entry of which something is withheld.
    static func lists(
        _ receipt: Receipt, withheldOf feed: Int64, in database: Database
    ) throws -> Bool {
        let entries = try Int64.fetchAll(
            database,
            sql: """
                SELECT DISTINCT entry_id FROM revision INDEXED BY revision_withheld
                JOIN entry ON entry.id = entry_id
                WHERE withheld IS NOT NULL AND feed_id = ?
                """, arguments: [feed])
        guard !entries.isEmpty else { return false }
        let body = try? ReceiptStore.restored(
            Data(receipt.keptBody ?? []), bytes: receipt.bodySize, hash: receipt.bodyHash)
        guard let body else { return true }
        return try entries.contains { try Names($0, in: database)?.areListed(in: body) ?? true }
    }
}

/// By what an entry is recognised in its feed's documents.
private struct Names {
    let feed: Int64
    let firstSeenAt: Int64
    private let ids: Set<String>
    private let links: Set<String>

    init?(_ entry: Int64, in database: Database) throws {
        let row = try Row.fetchOne(
            database,
            sql: "SELECT feed_id, identity, source_id, first_seen_at FROM entry WHERE id = ?",
            arguments: [entry])
        guard let row else { return nil }
        feed = try row["feed_id"]
        firstSeenAt = try row["first_seen_at"]
        ids = try Set([row["identity"] as String, row["source_id"] ?? ""])
        links = try String.fetchSet(
            database, sql: "SELECT DISTINCT link FROM revision WHERE entry_id = ? AND link <> ''",
            arguments: [entry])
    }

    /// Whether a document lists the entry, or could.
    func areListed(in body: [UInt8]) -> Bool {
        let document = FeedReader.read(body, contentType: nil, baseURL: "")
        guard document.isComplete, !document.entries.isEmpty else { return true }
        return ListedEntry.all(in: document.entries).contains { listed in
            ids.contains(listed.identity.value) || listed.entry.id.map(ids.contains) ?? false
                || listed.entry.link.map { link in links.contains { $0.hasSuffix(link) } } ?? false
        }
    }
}
