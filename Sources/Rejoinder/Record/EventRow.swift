import Foundation
import GRDB
import Signing

/// An event as the ledger keeps it: the row, which never changes, and the body that it names.
struct EventRow {
    let header: HashChain.Header
    let type: EventType
    let bodyHash: [UInt8]
    let previousHash: [UInt8]
    let hash: [UInt8]
    /// Nil if the event was made before the log was signed.
    let signature: LogSignature?
    /// Nil if the body is not there.
    let body: [UInt8]?
    /// Why it is not, if it is withheld by law.
    let withheld: Withheld?

    /// - Parameter row: has all columns of the table `event`.
    /// - Throws: `corrupt` if no version has ever written such a row.
    init(row: Row, in database: Database) throws {
        let name: String = try row["type"]
        guard let type = EventType(rawValue: name) else {
            throw LedgerError.corrupt(reason: "event \(try row["sequence"] as Int64) is a \(name)")
        }
        self.type = type
        // A ledger is examined before it is upgraded, and the body used to be in the row.
        let isApart = !row.has("body")
        header = try HashChain.Header(
            format: isApart ? row["format"] : 1, sequence: row["sequence"], id: row["id"],
            type: name, at: Timestamp(milliseconds: row["at"]), entry: row["entry_id"],
            level: row["level"], inquiry: row["inquiry_id"], feed: row["feed"])
        previousHash = [UInt8](try row["previous_hash"] as Data)
        hash = [UInt8](try row["hash"] as Data)
        signature = try row.has("signature") ? Self.signature(row, in: database) : nil
        if isApart {
            body = try Self.body(of: header.sequence, in: database)
            withheld =
                try body == nil && row.has("signature")
                ? Withheld.ofBody(header.sequence, in: database) : nil
            bodyHash = [UInt8](try row["body_hash"] as Data)
        } else {
            let old = [UInt8](try row["body"] as Data)
            body = old
            withheld = nil
            bodyHash = SHA256.digest(old)
        }
    }

    private static func signature(_ row: Row, in database: Database) throws -> LogSignature? {
        guard let bytes: Data = try row["signature"] else { return nil }
        return LogSignature(
            key: try LogKeyStore.key(row["key_id"], in: database), bytes: [UInt8](bytes))
    }

    private static func body(of sequence: Int64, in database: Database) throws -> [UInt8]? {
        try Data.fetchOne(
            database.cachedStatement(
                sql: "SELECT \(Packing.body) FROM event_body WHERE sequence = ?"),
            arguments: [sequence]
        ).map { [UInt8]($0) }
    }

    /// Whether the row is what was hashed; it can be proved without the body.
    var isSound: Bool {
        HashChain.hash(previous: previousHash, header: header, bodyHash: bodyHash) == hash
    }

    /// Whether the body is what was hashed.
    var hasSoundBody: Bool { body.map { SHA256.digest($0) == bodyHash } ?? false }

    /// - Throws: `corrupt` if the event is not what was hashed.
    func proven() throws(LedgerError) -> Event {
        let event = try event()
        guard isSound, hasSoundBody || withheld != nil else {
            throw .corrupt(reason: "event \(header.sequence) is not what was hashed")
        }
        return event
    }

    /// - Throws: `corrupt` if the body is missing and not withheld.
    func event() throws(LedgerError) -> Event {
        guard let body = body ?? withheld.map(bodyWithout) else {
            throw .corrupt(reason: "the body of event \(header.sequence) is missing")
        }
        return Event(
            sequence: header.sequence, id: header.id, type: type, at: header.at,
            feed: header.feed, body: body, previousHash: previousHash, hash: hash,
            signature: signature, withheld: withheld)
    }

    /// What stands for a body that is withheld.
    private func bodyWithout(_ withheld: Withheld) -> [UInt8] {
        JSONValue.members([
            "id": .string(header.id), "type": .string(header.type), "at": .time(header.at),
            "withheld": withheld.json,
        ]).bytes
    }
}

extension Event {
    /// - Parameter row: has all columns of the table `event`.
    /// - Throws: `corrupt` if the row or its body is none that was ever written.
    init(row: Row, in database: Database) throws {
        self = try EventRow(row: row, in: database).event()
    }
}
