import Foundation
import GRDB
import Signing

/// An examination of the whole log, event by event.
struct ChainExamination {
    private let database: Database
    /// The hash that the next event has to continue; nil after an event that could not be read.
    private var previous: [UInt8]?
    /// The sequence number of the last event, and its hash.
    private(set) var last: Int64 = 0
    private(set) var lastHash: [UInt8]
    private(set) var faults = Faults()

    init(log: [UInt8], database: Database) {
        self.database = database
        previous = log
        lastHash = log
    }

    mutating func examine() {
        do {
            let rows = try Row.fetchCursor(database, sql: "SELECT * FROM event ORDER BY sequence")
            while let row = try rows.next() { examine(row) }
        } catch {
            faults.add("no event after \(last) can be read: \(Self.text(error))")
        }
    }

    private mutating func examine(_ row: Row) {
        do {
            let event = try EventRow(row: row, in: database)
            let place = last + 1
            if event.header.sequence != place {
                faults.add(
                    "event \(place) is missing: \(event.header.sequence) stands in its place")
            }
            if let previous, event.previousHash != previous {
                faults.add("event \(event.header.sequence) does not continue the event before it")
            }
            for fault in try event.faults(in: database) {
                faults.add("event \(event.header.sequence)\(fault)")
            }
            last = event.header.sequence
            lastHash = event.hash
            previous = event.hash
        } catch {
            last += 1
            previous = nil
            faults.add("event \(last) cannot be read: \(Self.text(error))")
        }
    }

    private static func text(_ error: any Error) -> String {
        let error = LedgerError(error)
        return error.shortText
    }
}

/// An event's body, compared with the columns beside it and with the rows that it names.
///
/// The columns must say the same as the body. Those that lead from an event to its entry and
/// inquiry are hashed in format 2 alone; in format 1 the body proves them.
extension EventRow {
    /// Lists what is wrong with the event, if it is not what was hashed or contradicts its body.
    fileprivate func faults(in database: Database) throws -> [String] {
        guard isSound else { return [" does not match its hash: it was changed"] }
        guard let body else { return [" has lost its body"] }
        guard SHA256.digest(body) == bodyHash else {
            return [" does not match its hash: its body was changed"]
        }
        return try contradictions(of: body, in: database).map { ": \($0)" }
    }

    private func contradictions(of bytes: [UInt8], in database: Database) throws -> [String] {
        guard let body = try? JSONValue(parsing: bytes) else {
            return ["its body is not JSON"]
        }
        let data = body["data"]
        var faults: [String] = []
        func compare(_ column: String, _ value: String?, _ named: String?) {
            guard value != named else { return }
            faults.append("its \(column) is not the one in its body")
        }
        compare("id", header.id, body["id"]?.stringValue)
        compare("type", header.type, body["type"]?.stringValue)
        compare("at", header.at.description, body["at"]?.stringValue)
        compare("level", header.level, data?["change"]?["level"]?.stringValue)
        compare("inquiry_id", header.inquiry, data?["inquiry"]?["id"]?.stringValue)
        if let feed = header.feed, let named = data?["feed"]?["name"]?.stringValue {
            compare("feed", feed, named)
        }
        if let data { faults += try entryFaults(data, in: database) }
        return faults
    }

    private func entryFaults(_ data: JSONValue, in database: Database) throws -> [String] {
        guard let entry = header.entry else {
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
        return []
    }
}
