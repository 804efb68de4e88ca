import Foundation
import GRDB
import Signing

/// An examination of the log, event by event.
///
/// It reads columns by their position and works on bytes: a log may have millions of events.
struct ChainExamination {
    private let database: Database
    private let isChainOnly: Bool
    private let redactions: Redactions
    /// The hash that the next event has to continue; nil after an event that could not be read.
    private var previous: [UInt8]?
    private(set) var signing: SigningExamination
    /// The sequence number of the last event, and its hash.
    private(set) var last: Int64
    private(set) var lastHash: [UInt8]
    /// How many events were examined, and of how many the body is withheld by law.
    private(set) var count = 0
    private(set) var withheld = 0
    private(set) var faults = Faults()

    /// - Throws: if not even the event before the first can be read.
    init(log: [UInt8], database: Database, scope: VerificationScope) throws {
        self.database = database
        isChainOnly = scope.isChainOnly
        // What cannot be read of them leaves a body that is missing a fault.
        redactions = (try? Redactions(database)) ?? Redactions()
        signing = SigningExamination(log: log, database: database)
        last = max(0, scope.from - 1)
        previous = log
        lastHash = log
        guard last > 0 else { return }
        let row = try Row.fetchOne(
            database, sql: "SELECT hash, key_id FROM event WHERE sequence = ?", arguments: [last])
        guard let row else {
            throw LedgerError.wrongState(
                "there is no event \(last) before that one; the log is shorter")
        }
        lastHash = [UInt8](try row["hash"] as Data)
        previous = lastHash
        signing.begin(after: try row["key_id"])
    }

    mutating func examine() {
        // First, as one that was changed makes much unreadable, and faults that are told are few.
        Packing.examineDictionaries(in: database, &faults)
        while true {
            do {
                let rows = try Row.fetchCursor(
                    database.cachedStatement(sql: Self.query), arguments: [last])
                while let row = try rows.next() { examine(row) }
                return
            } catch {
                guard skipUnreadable(error) else { return }
            }
        }
    }

    private static let query = """
        SELECT event.sequence, id, type, at, feed, entry_id, inquiry_id, level, format, body_hash,
            previous_hash, hash, signature, key_id, body
        FROM event LEFT JOIN event_body ON event_body.sequence = event.sequence
        WHERE event.sequence > ? ORDER BY event.sequence
        """

    /// Goes on behind an event whose body cannot be read.
    ///
    /// - Returns: false if nothing more can be read.
    private mutating func skipUnreadable(_ error: any Error) -> Bool {
        let next = try? Int64.fetchOne(
            database,
            sql: "SELECT sequence FROM event WHERE sequence > ? ORDER BY sequence LIMIT 1",
            arguments: [last])
        guard let next else {
            faults.add("no event after \(last) can be read: \(Self.text(error))", event: last + 1)
            return false
        }
        faults.add("event \(next) cannot be read: \(Self.text(error))", event: next)
        last = next
        previous = nil
        return true
    }

    private mutating func examine(_ row: Row) {
        do {
            let event = try ChainRow(row, in: database)
            let sequence = event.header.sequence
            if sequence != last + 1 {
                faults.add(
                    "event \(last + 1) is missing: \(sequence) stands in its place",
                    event: last + 1)
            }
            if let previous, event.previousHash != previous {
                faults.add(
                    "event \(sequence) does not continue the event before it", event: sequence)
            }
            if let fault = fault(of: event) {
                faults.add("event \(sequence)\(fault)", event: sequence)
            } else if !isChainOnly {
                try examineContents(of: event)
            }
            count += 1
            last = sequence
            lastHash = event.hash
            previous = event.hash
        } catch {
            last += 1
            previous = nil
            faults.add("event \(last) cannot be read: \(Self.text(error))", event: last)
        }
    }

    /// What is wrong with the event, if it is not what was hashed.
    private mutating func fault(of event: ChainRow) -> String? {
        guard event.isSound else { return " does not match its hash: it was changed" }
        guard let body = event.body else {
            guard redactions.covers(bodyOf: event.header.sequence, hash: event.bodyHash) else {
                return " has lost its body"
            }
            withheld += 1
            return nil
        }
        return SHA256.digest(body) == event.bodyHash
            ? nil : " does not match its hash: its body was changed"
    }

    private mutating func examineContents(of event: ChainRow) throws {
        let sequence = event.header.sequence
        for fault in signing.faults(of: event) {
            faults.add("event \(sequence)\(fault)", event: sequence)
        }
        guard let body = event.body else { return }
        for fault in try event.header.contradictions(of: body, in: database) {
            faults.add("event \(sequence): \(fault)", event: sequence)
        }
    }

    private static func text(_ error: any Error) -> String { LedgerError(error).shortText }
}

/// An event as `ChainExamination` reads it.
struct ChainRow {
    let header: HashChain.Header
    let bodyHash: [UInt8]
    let previousHash: [UInt8]
    let hash: [UInt8]
    let signature: [UInt8]?
    let key: Int64?
    let body: [UInt8]?

    /// - Parameter row: has the columns of `ChainExamination.query`.
    init(_ row: Row, in database: Database) throws {
        header = try HashChain.Header(
            format: row.value(8, "format"), sequence: row.value(0, "sequence"),
            id: row.value(1, "id"), type: row.value(2, "type"),
            at: Timestamp(milliseconds: row.value(3, "at")), entry: row.value(5, "entry_id"),
            level: row.value(7, "level"), inquiry: row.value(6, "inquiry_id"),
            feed: row.value(4, "feed"))
        bodyHash = [UInt8](try row.value(9, "body_hash") as Data)
        previousHash = [UInt8](try row.value(10, "previous_hash") as Data)
        hash = [UInt8](try row.value(11, "hash") as Data)
        signature = try (row.value(12, "signature") as Data?).map { [UInt8]($0) }
        key = try row.value(13, "key_id")
        let sequence = header.sequence
        body = try (row.value(14, "body") as Data?).map { kept in
            // A frame that cannot be restored is not what was hashed.
            [UInt8]((try? Packing.plain(body: kept, of: sequence, in: database)) ?? Data())
        }
    }

    /// Whether the row is what was hashed; it can be proved without the body.
    var isSound: Bool {
        HashChain.hash(previous: previousHash, header: header, bodyHash: bodyHash) == hash
    }
}

/// An event's body, compared with the columns beside it and with the rows that it names.
///
/// The columns must say the same as the body. Those that lead from an event to its entry and
/// inquiry are hashed in format 2 alone; in format 1 the body proves them.
extension HashChain.Header {
    fileprivate func contradictions(of bytes: [UInt8], in database: Database) throws -> [String] {
        guard let body = try? JSONValue(parsing: bytes) else {
            return ["its body is not JSON"]
        }
        let data = body["data"]
        var faults: [String] = []
        func compare(_ column: String, _ value: String?, _ named: String?) {
            guard value != named else { return }
            faults.append("its \(column) is not the one in its body")
        }
        compare("id", id, body["id"]?.stringValue)
        compare("type", type, body["type"]?.stringValue)
        compare("at", at.description, body["at"]?.stringValue)
        compare("level", level, data?["change"]?["level"]?.stringValue)
        compare("inquiry_id", inquiry, data?["inquiry"]?["id"]?.stringValue)
        if let feed, let named = data?["feed"]?["name"]?.stringValue {
            compare("feed", feed, named)
        }
        if let data { faults += try entryFaults(data, in: database) }
        return faults
    }

    private func entryFaults(_ data: JSONValue, in database: Database) throws -> [String] {
        guard let entry else {
            return data["entry"] == nil ? [] : ["its entry_id is missing"]
        }
        let row = try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT feed.name, first_seen_at FROM entry
                    JOIN feed ON feed.id = feed_id WHERE entry.id = ?
                    """), arguments: [entry])
        guard let row else { return ["its entry \(entry) is not there"] }
        let (feed, firstSeen): (String, Int64) = try (row[0], row[1])
        let seen = data["entry"]?["first_seen"]?.stringValue
        let named = data["feed"]?["name"]?.stringValue
        guard (named ?? feed) == feed,
            seen.map({ $0 == Timestamp(milliseconds: firstSeen).description }) ?? true
        else { return ["its entry_id \(entry) is not the entry in its body"] }
        return try revisionFaults(data, of: entry, in: database)
    }

    /// Ids may change in a feed, but the hash of the text that an event was made from does not.
    private func revisionFaults(
        _ data: JSONValue, of entry: Int64, in database: Database
    ) throws -> [String] {
        if let receipt = data["page"]?["receipt"]?.stringValue.flatMap({ Hex.bytes($0) }),
            try ReceiptStore.receipt(receipt, in: database) == nil
        {
            return ["its receipt \(Hex.string(receipt)) is not there"]
        }
        guard let number = data["revision"]?["number"]?.intValue,
            let named = data["revision"]?["hash"]?.stringValue
        else { return [] }
        let hash = try Data.fetchOne(
            database.cachedStatement(
                sql: "SELECT content_hash FROM revision WHERE entry_id = ? AND number = ?"),
            arguments: [entry, number])
        guard let hash else { return ["revision \(number) of entry \(entry) is not there"] }
        guard Hex.string([UInt8](hash)) == named else {
            return ["revision \(number) of entry \(entry) has another hash than it names"]
        }
        guard let receipt = data["revision"]?["receipt"]?.stringValue else { return [] }
        let kept = try Data.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT receipt.hash FROM revision JOIN receipt ON receipt.id = receipt_id
                    WHERE entry_id = ? AND number = ?
                    """), arguments: [entry, number])
        guard kept.map({ Hex.string([UInt8]($0)) }) == receipt else {
            return ["revision \(number) of entry \(entry) has another receipt than it names"]
        }
        return []
    }
}
