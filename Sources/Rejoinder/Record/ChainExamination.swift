import Foundation
import GRDB

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
            let event = try Event(row: row)
            let place = last + 1
            if event.sequence != place {
                faults.add(
                    "event \(place) is missing: \(event.sequence) stands in its place")
            }
            if let previous, event.previousHash != previous {
                faults.add("event \(event.sequence) does not continue the event before it")
            }
            if (try? event.proven()) == nil {
                faults.add("event \(event.sequence) is not what was hashed: it was changed")
            } else {
                for fault in try EventBody(event, row: row).faults(in: database) {
                    faults.add("event \(event.sequence): \(fault)")
                }
            }
            last = event.sequence
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
/// The hash covers the body and the columns of the header; these must say the same. The other
/// columns lead from an event to its entry and inquiry, and the body proves them.
private struct EventBody {
    let event: Event
    let entry: Int64?
    let inquiry: String?
    let level: String?

    init(_ event: Event, row: Row) throws {
        self.event = event
        entry = try row["entry_id"]
        inquiry = try row["inquiry_id"]
        level = try row["level"]
    }

    /// Lists where the columns contradict the body.
    func faults(in database: Database) throws -> [String] {
        guard let body = try? JSONValue(parsing: event.body) else {
            return ["its body is no JSON"]
        }
        let data = body["data"]
        var faults: [String] = []
        func compare(_ column: String, _ value: String?, _ named: String?) {
            guard value != named else { return }
            faults.append("its \(column) is not the one in its body")
        }
        compare("id", event.id, body["id"]?.stringValue)
        compare("type", event.type.rawValue, body["type"]?.stringValue)
        compare("at", event.at.description, body["at"]?.stringValue)
        compare("level", level, data?["change"]?["level"]?.stringValue)
        compare("inquiry_id", inquiry, data?["inquiry"]?["id"]?.stringValue)
        if let feed = event.feed, let named = data?["feed"]?["name"]?.stringValue {
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
