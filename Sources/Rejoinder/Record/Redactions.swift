import Foundation
import GRDB

/// What the events `log.redacted` say was withheld.
struct Redactions {
    /// By the sequence number of each event whose body is withheld.
    private var bodies: [Int64: (hash: String, by: Withheld)] = [:]
    /// By the sequence number of the redaction, the hashes of the texts and revisions, and of
    /// what was received.
    private var contents: [Int64: (hashes: Set<String>, by: Withheld)] = [:]

    init() {}

    /// Reads all; there are few.
    init(_ database: Database) throws {
        let rows = try Row.fetchAll(
            database, sql: "SELECT * FROM event WHERE type = 'log.redacted' ORDER BY sequence")
        for row in rows { try add(EventRow(row: row, in: database)) }
    }

    private mutating func add(_ row: EventRow) throws {
        guard let body = row.body, row.isSound, row.hasSoundBody,
            let said = try? JSONValue(parsing: body)["data"]?["redaction"]
        else { return }
        let by = Self.withheld(said, row)
        for event in said["events"]?.arrayValue ?? [] {
            guard let number = event["sequence"]?.intValue,
                let hash = event["hash"]?.stringValue
            else { continue }
            bodies[number] = (hash, by)
        }
        let texts = (said["texts"]?.arrayValue ?? []).compactMap(\.stringValue)
        let revisions = (said["revisions"]?.arrayValue ?? []).compactMap {
            $0["hash"]?.stringValue
        }
        let received = ["receipts", "bodies"].flatMap { said[$0]?.arrayValue ?? [] }
            .compactMap(\.stringValue)
        contents[row.header.sequence] = (Set(texts + revisions + received), by)
    }

    fileprivate static func withheld(_ said: JSONValue, _ row: EventRow) -> Withheld {
        Withheld(
            by: said["by"]?.stringValue ?? "", reason: said["reason"]?.stringValue ?? "",
            at: row.header.at, event: row.header.id)
    }

    /// Whether the body with that hash is withheld of the event.
    func covers(bodyOf sequence: Int64, hash: [UInt8]) -> Bool {
        bodies[sequence]?.hash == Hex.string(hash)
    }

    /// Whether the redaction names the text, the revision, the receipt or the body with that hash.
    func covers(_ hash: [UInt8], by redaction: Int64) -> Bool {
        contents[redaction]?.hashes.contains(Hex.string(hash)) ?? false
    }
}

extension Withheld {
    /// What retention has let go of, if it has.
    init?(droppedAt column: Int64?) {
        guard let moment = Timestamp(column: column) else { return nil }
        self.init(
            by: "retention", reason: "old, and nothing needed it", at: moment, event: nil)
    }

    /// Why the body of an event is not there; nil if no redaction names it.
    static func ofBody(_ sequence: Int64, in database: Database) throws -> Withheld? {
        let redaction = try Int64.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT redaction.sequence FROM event AS redaction
                    JOIN event_body AS said USING (sequence),
                        json_tree(CAST(said.body AS TEXT), '$.data.redaction.events') AS named
                    WHERE redaction.type = 'log.redacted'
                        AND named.key = 'sequence' AND named.atom = ?
                    """), arguments: [sequence])
        return try redaction.flatMap { try of(redaction: $0, in: database) }
    }

    /// What the event `log.redacted` with that number says.
    static func of(redaction: Int64, in database: Database) throws -> Withheld? {
        let row = try Row.fetchOne(
            database.cachedStatement(
                sql: "SELECT * FROM event WHERE sequence = ? AND type = 'log.redacted'"),
            arguments: [redaction])
        guard let row else { return nil }
        let event = try EventRow(row: row, in: database)
        guard let body = event.body, event.isSound, event.hasSoundBody,
            let said = try? JSONValue(parsing: body)["data"]?["redaction"]
        else { return nil }
        return Redactions.withheld(said, event)
    }
}
