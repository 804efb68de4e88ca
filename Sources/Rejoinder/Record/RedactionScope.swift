import Foundation
import GRDB

/// All places in the ledger that hold the words of what is to be withheld.
struct RedactionScope: Sendable {
    struct Event: Sendable, Hashable {
        let sequence: Int64
        let id: String
        let bodyHash: [UInt8]
    }

    struct Revision: Sendable, Hashable {
        let entry: Int64
        let number: Int
        let hash: [UInt8]
    }

    var events: [Event] = []
    var revisions: [Revision] = []
    /// The texts of the revisions, by their numbers, with their hashes.
    var texts: [Int64: [UInt8]] = [:]
    /// The receipts that have words of it, by their numbers, with their hashes.
    var receipts: [Int64: [UInt8]] = [:]
    /// The kept bodies that it may stand in, by their numbers, with their hashes.
    var bodies: [Int64: [UInt8]] = [:]
    /// The inquiries that a text has opened of which this withholds the words.
    var inquiries: [String] = []
    /// The entry that it is about, if it is about one.
    var entry: Int64?
    var feed: String?
    /// Files beside the ledger that hold an entry's text because the program crashed on it.
    var files: [String] = []

    var isEmpty: Bool { events.isEmpty && revisions.isEmpty }
}

// MARK: - An event

extension RedactionScope {
    /// The body of one event.
    ///
    /// - Throws: `wrongState` if it must stay, or is withheld already.
    init(event row: Row, in database: Database) throws {
        let row = try EventRow(row: row, in: database)
        let id = row.header.id
        guard row.type != .logRedacted, row.type != .logRekeyed else {
            throw LedgerError.wrongState(
                "\(id) is itself part of what proves the log, and must stay readable")
        }
        guard row.body != nil else {
            throw LedgerError.wrongState(
                row.withheld.map { "\(id) is \($0.words) already" } ?? "\(id) has lost its body")
        }
        events = [Event(row)]
        feed = row.header.feed
        entry = row.header.entry
    }
}

extension RedactionScope.Event {
    fileprivate init(_ row: EventRow) {
        self.init(sequence: row.header.sequence, id: row.header.id, bodyHash: row.bodyHash)
    }
}

// MARK: - An entry's revisions

extension RedactionScope {
    /// The words of an entry's revisions, wherever they are kept.
    ///
    /// - Parameter number: the revision; nil: all of them.
    init(entry: EntryRecord, number: Int?, in database: Database) throws {
        self.entry = entry.id
        feed = entry.feed
        let own = try Row.fetchAll(
            database,
            sql: """
                SELECT text_id, text.hash,
                    content = '' AND packed IS NULL AND dropped_at IS NULL AS is_empty
                FROM revision
                JOIN text ON text.id = text_id
                WHERE entry_id = ?1 AND (?2 IS NULL OR number = ?2)
                """, arguments: [entry.id, number])
        for row in own where try !(row["is_empty"] as Bool) {
            texts[try row["text_id"]] = [UInt8](try row["hash"] as Data)
        }
        // A text is kept once for all revisions that have it, of whatever entry.
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT entry_id, number, content_hash FROM revision
                WHERE withheld IS NULL AND (entry_id = ?1 AND (?2 IS NULL OR number = ?2)
                    OR text_id IN (SELECT value FROM json_each(?3)))
                ORDER BY entry_id, number
                """,
            arguments: [
                entry.id, number,
                JSONValue.array(texts.keys.sorted().map { .int($0) }).text,
            ])
        revisions = try rows.map {
            try Revision(entry: $0[0], number: $0[1], hash: [UInt8]($0[2] as Data))
        }
        guard !revisions.isEmpty else { return }
        let numbers = Dictionary(grouping: revisions, by: \.entry)
            .mapValues { Set($0.map(\.number)) }
        var found: Set<Event> = []
        for (entry, numbers) in numbers {
            try addInquiries(from: entry, numbers, in: database)
            found.formUnion(try Self.events(about: entry, numbers, in: database))
            found.formUnion(try Self.archives(with: entry, in: database))
            files += try String.fetchAll(
                database, sql: "SELECT file FROM quarantine WHERE entry_id = ?",
                arguments: [entry])
        }
        for inquiry in inquiries {
            found.formUnion(
                try Self.bodies("inquiry_id = ?", [inquiry], in: database).map(\.event))
        }
        found.formUnion(try answers(in: database))
        events = found.sorted { $0.sequence < $1.sequence }
        try addReceived(in: database)
    }

    /// The inquiries whose subject and evidence are from these revisions.
    private mutating func addInquiries(
        from entry: Int64, _ numbers: Set<Int>, in database: Database
    ) throws {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT id, revision FROM inquiry JOIN inquiry_entry ON inquiry_id = id
                    AND entry_id = origin_entry
                WHERE origin = 'text' AND origin_entry = ?
                """, arguments: [entry])
        inquiries += try rows.filter { numbers.contains(try $0[1]) }.map { try $0[0] }
    }

    /// The events about an entry that name one of the revisions, or none.
    private static func events(
        about entry: Int64, _ numbers: Set<Int>, in database: Database
    ) throws -> [Event] {
        try bodies("entry_id = ?", [entry], in: database).filter { _, data in
            let change = data["change"]
            let named = [
                data["revision"]?["number"], change?["from_revision"], change?["to_revision"],
                data["response"]?["after"]?["revision"],
            ].compactMap { $0?.intValue }.map { Int($0) }
            return named.isEmpty || named.contains { numbers.contains($0) }
        }.map(\.event)
    }

    /// The events that list the entry among the old ones that a feed suddenly had.
    private static func archives(with entry: Int64, in database: Database) throws -> [Event] {
        let names = try Row.fetchOne(
            database,
            sql: """
                SELECT coalesce(source_id, identity), feed.name FROM entry
                JOIN feed ON feed.id = feed_id WHERE entry.id = ?
                """, arguments: [entry])
        guard let names else { return [] }
        let (id, feed): (String, String) = try (names[0], names[1])
        let known: Set = [id, SecretParameters.redacted(id)]
        return try bodies("type = 'feed.archive' AND feed = ?", [feed], in: database)
            .filter { _, data in
                (data["archive"]?["entries"]?.arrayValue ?? []).contains {
                    $0["id"]?.stringValue.map(known.contains) ?? false
                }
            }.map(\.event)
    }

    /// The events that quote the revisions as a response to somebody else's question.
    private func answers(in database: Database) throws -> [Event] {
        var events: [Event] = []
        for revision in revisions {
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT inquiry_id, quote FROM response
                    WHERE entry_id = ? AND revision = ? AND quote <> ''
                    """, arguments: [revision.entry, revision.number])
            for row in rows {
                let (inquiry, quote): (String, String) = try (row[0], row[1])
                events += try Self.bodies("inquiry_id = ?", [inquiry], in: database)
                    .filter { $1["response"]?["quote"]?.stringValue == quote }.map(\.event)
            }
        }
        return events
    }

    /// The events with a body that may be withheld, each with its data.
    private static func bodies(
        _ condition: String, _ arguments: StatementArguments, in database: Database
    ) throws -> [(event: Event, data: JSONValue)] {
        try Row.fetchAll(
            database,
            sql: "SELECT * FROM event WHERE \(condition) AND type NOT LIKE 'log.%'",
            arguments: arguments
        ).compactMap { row in
            let row = try EventRow(row: row, in: database)
            guard let body = row.body else { return nil }
            return (Event(row), (try? JSONValue(parsing: body))?["data"] ?? .null)
        }
    }
}
