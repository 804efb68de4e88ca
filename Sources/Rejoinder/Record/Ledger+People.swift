import Foundation
import GRDB

/// What a person wants to keep of a call, a mail or a talk about an inquiry.
package struct Note: Hashable, Sendable {
    package let text: String
    /// When what it tells of took place.
    package let at: Timestamp
    /// Where more of it can be read.
    package let link: String?
    package let file: KeptFile?

    package init(text: String, at: Timestamp, link: String? = nil, file: KeptFile? = nil) {
        self.text = text
        self.at = at
        self.link = link
        self.file = file
    }

    fileprivate var json: JSONValue {
        .members([
            "text": .string(text), "at": .time(at), "link": .string(link), "file": file?.json,
        ])
    }
}

extension Ledger {
    /// Gives an inquiry to a person, or to nobody.
    ///
    /// - Parameter person: a name of the configuration's people, which the ledger does not know.
    /// - Throws: `wrongState` if it is theirs already.
    package func assign(
        _ inquiry: Inquiry, to person: String?, by act: Act
    ) async throws(LedgerError) {
        let seal = seal
        try await write { database in
            let current = try Self.existing(inquiry.id, in: database)
            guard current.owner != person else {
                throw LedgerError.wrongState(
                    "\(current.id.rawValue) " + (person.map { "is \($0)'s" } ?? "is nobody's")
                        + " already")
            }
            let assigned = current.owned(by: person)
            try Self.setOwner(of: assigned, in: database)
            try Self.announce(
                .inquiryAssigned, assigned, at: act.at, act: act,
                others: [
                    "assigned": .members([
                        "to": .string(person), "before": .string(current.owner),
                    ])
                ],
                identifiedBy: [person ?? ""], events: EventWriter(database: database, seal: seal))
        }
    }

    /// Keeps a note beside an inquiry, whatever its state; only the log has it.
    package func note(_ note: Note, on inquiry: Inquiry, by act: Act) async throws(LedgerError) {
        let seal = seal
        try await write { database in
            let current = try Self.existing(inquiry.id, in: database)
            try Self.announce(
                .inquiryNoted, current, at: act.at, act: act, others: ["note": note.json],
                identifiedBy: [note.json.text],
                events: EventWriter(database: database, seal: seal))
        }
    }

    static func setOwner(of inquiry: Inquiry, in database: Database) throws {
        try database.execute(
            sql: "UPDATE inquiry SET owner = ?, version = version + 1 WHERE id = ?",
            arguments: [inquiry.owner, inquiry.id.rawValue])
    }
}

// MARK: - Reminders

extension Ledger {
    /// Sets a reminder, of which `inquiry.reminded` tells when it comes due.
    ///
    /// - Throws: `wrongState` if that time has passed.
    package func remind(
        of inquiry: Inquiry, at moment: Timestamp, text: String?, by act: Act
    ) async throws(LedgerError) -> Reminder {
        guard moment > act.at else {
            throw .wrongState("\(moment) has passed; it is \(act.at) now")
        }
        return try await write { database in
            let current = try Self.existing(inquiry.id, in: database)
            try database.execute(
                sql: """
                    INSERT INTO reminder (inquiry_id, at, text, set_by, set_at, of_open, state)
                    VALUES (?, ?, ?, ?, ?, ?, 'waiting')
                    """,
                arguments: [
                    current.id.rawValue, moment.milliseconds, text, act.by, act.at.milliseconds,
                    current.state == .open,
                ])
            return try Self.reminder(database.lastInsertedRowID, in: database)
        }
    }

    /// Takes a reminder of an inquiry back.
    ///
    /// - Throws: `wrongState` if it does not wait any more, or is one of another inquiry.
    package func cancel(
        reminder number: Int64, of inquiry: Inquiry, by act: Act
    ) async throws(LedgerError) -> Reminder {
        try await write { database in
            let known = try Row.fetchOne(
                database, sql: "SELECT * FROM reminder WHERE id = ? AND inquiry_id = ?",
                arguments: [number, inquiry.id.rawValue]
            ).map(Reminder.init(row:))
            guard let known else {
                throw LedgerError.wrongState(
                    "\(inquiry.id.rawValue) has no reminder \(number); "
                        + "`rejoinder inquiries --reminders` lists those that wait")
            }
            guard known.state == .waiting else {
                throw LedgerError.wrongState(
                    "reminder \(number) is \(known.state.rawValue) already")
            }
            try database.execute(
                sql: "UPDATE reminder SET state = 'cancelled', ended_at = ? WHERE id = ?",
                arguments: [act.at.milliseconds, number])
            // Whoever is about to tell of it finds that the inquiry has changed, and decides again.
            try database.execute(
                sql: "UPDATE inquiry SET version = version + 1 WHERE id = ?",
                arguments: [inquiry.id.rawValue])
            return try Self.reminder(number, in: database)
        }
    }

    /// The reminders that wait, or all of one inquiry, the earliest first.
    package func reminders(of inquiry: Inquiry.ID? = nil) async throws(LedgerError) -> [Reminder] {
        try await read { database in
            let condition = inquiry == nil ? "state = 'waiting'" : "inquiry_id = ?"
            return try Row.fetchAll(
                database, sql: "SELECT * FROM reminder WHERE \(condition) ORDER BY at, id",
                arguments: inquiry.map { [$0.rawValue] } ?? []
            ).map(Reminder.init(row:))
        }
    }

    static func dueReminders(by moment: Timestamp, in database: Database) throws -> [DueReminder] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT * FROM reminder WHERE state = 'waiting' AND at <= ? ORDER BY at, id
                    """), arguments: [moment.milliseconds]
        ).compactMap { row in
            let reminder = try Reminder(row: row)
            let asked = try Row.fetchOne(
                database.cachedStatement(sql: "SELECT * FROM inquiry WHERE id = ?"),
                arguments: [reminder.inquiry.rawValue])
            guard let asked else { return nil }
            let inquiry = try Inquiry(row: asked)
            return try DueReminder(
                reminder: reminder, inquiry: inquiry, version: asked["version"],
                origin: inquiry.origin.entry.flatMap { try origin(of: $0, in: database) })
        }
    }

    static func nextReminder(in database: Database) throws -> Timestamp? {
        try Timestamp(
            column: Int64.fetchOne(
                database.cachedStatement(
                    sql: "SELECT at FROM reminder WHERE state = 'waiting' ORDER BY at LIMIT 1")))
    }

    private static func reminder(_ number: Int64, in database: Database) throws -> Reminder {
        let row = try Row.fetchOne(
            database, sql: "SELECT * FROM reminder WHERE id = ?", arguments: [number])
        guard let row else { throw LedgerError.corrupt(reason: "reminder \(number) is gone") }
        return try Reminder(row: row)
    }
}

extension Reminder {
    fileprivate init(row: Row) throws {
        try self.init(
            id: row["id"], inquiry: Inquiry.ID(rawValue: row["inquiry_id"]),
            at: Timestamp(milliseconds: row["at"]), text: row["text"], setBy: row["set_by"],
            setAt: Timestamp(milliseconds: row["set_at"]), isOfOpen: row["of_open"],
            state: State(rawValue: row["state"]) ?? .cancelled)
    }
}
