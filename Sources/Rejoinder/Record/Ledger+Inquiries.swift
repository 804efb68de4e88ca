import Foundation
import GRDB

/// An inquiry that the configuration declares.
package struct InquiryDeclaration: Hashable, Sendable {
    package let name: String
    package let institution: InstitutionKey
    package let institutionName: String
    package let subject: String
    package let topic: [String]
    package let feeds: [String]?
    /// When it was opened; nil stands for the moment at which the configuration is first read.
    package let openedAt: Timestamp?
    package let deadline: Deadline

    package enum Deadline: Hashable, Sendable {
        case after(ResponseTime, WorkCalendar = WorkCalendar())
        case at(Timestamp)
    }

    package init(
        name: String, institution: InstitutionKey, institutionName: String, subject: String,
        topic: [String], feeds: [String]?, openedAt: Timestamp?, deadline: Deadline
    ) {
        self.name = name
        self.institution = institution
        self.institutionName = institutionName
        self.subject = subject
        self.topic = topic
        self.feeds = feeds
        self.openedAt = openedAt
        self.deadline = deadline
    }
}

extension Ledger {
    /// Opens those inquiries of the configuration that the ledger does not have yet.
    package func declare(
        inquiries declarations: [InquiryDeclaration], now: Timestamp
    ) async throws(LedgerError) {
        let logID = logID
        try await write { database in
            let events = EventWriter(database: database, logID: logID)
            for declaration in declarations {
                let id = Inquiry.ID(rawValue: declaration.name)
                guard try Self.inquiry(id, in: database) == nil else { continue }
                let openedAt = declaration.openedAt ?? now
                let dueAt =
                    switch declaration.deadline {
                    case .after(let time, let calendar): time.end(from: openedAt, calendar)
                    case .at(let moment): moment
                    }
                let inquiry = Inquiry(
                    id: id, institution: declaration.institution,
                    institutionName: declaration.institutionName, origin: .configuration,
                    subject: declaration.subject, evidence: nil, topic: declaration.topic,
                    openedAt: openedAt, dueAt: dueAt, state: .open)
                try Self.insert(inquiry, feeds: declaration.feeds, in: database)
                try Self.announce(.inquiryOpened, inquiry, at: now, act: nil, events: events)
            }
        }
    }

    /// Opens an inquiry by hand.
    package func open(_ inquiry: Inquiry, by act: Act) async throws(LedgerError) {
        let logID = logID
        try await write { database in
            try Self.insert(inquiry, feeds: nil, in: database)
            try Self.announce(
                .inquiryOpened, inquiry, at: act.at, act: act,
                events: EventWriter(database: database, logID: logID))
        }
    }

    /// Makes an id for an inquiry that a person opens, from who is asked, what, and when.
    package func inquiryID(
        institution: String, subject: String, openedAt: Timestamp
    ) -> Inquiry.ID {
        Inquiry.ID(
            rawValue: DerivedID.make(
                "inq", salt: logID, [institution, subject, openedAt.description]))
    }

    /// All inquiries, the oldest first.
    package func inquiries(state: Inquiry.State? = nil) async throws(LedgerError) -> [Inquiry] {
        try await read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT * FROM inquiry WHERE ?1 IS NULL OR state = ?1
                    ORDER BY opened_at, id
                    """, arguments: [state?.rawValue]
            ).map(Inquiry.init(row:))
        }
    }

    /// The inquiry with that id, or with the only id that begins like this.
    package func inquiry(_ prefix: String) async throws(LedgerError) -> Inquiry {
        let found = try await read { database in
            try Row.fetchAll(
                database,
                sql:
                    "SELECT * FROM inquiry WHERE id = ?1 OR substr(id, 1, length(?1)) = ?1 LIMIT 2",
                arguments: [prefix]
            ).map(Inquiry.init(row:))
        }
        if let exact = found.first(where: { $0.id.rawValue == prefix }) { return exact }
        guard found.count == 1, let only = found.first else { throw .noSuchInquiry(prefix) }
        return only
    }
}

/// What a person did to an inquiry; who, when and why go into the log.
package struct Act: Hashable, Sendable {
    package let by: String
    package let at: Timestamp
    package let reason: String?

    package init(by: String, at: Timestamp, reason: String?) {
        self.by = by
        self.at = at
        self.reason = reason
    }
}

extension Ledger {
    /// Closes an inquiry that need not wait any longer.
    package func close(_ inquiry: Inquiry, by act: Act) async throws(LedgerError) {
        try await move(inquiry.id, as: .inquiryClosed, by: act) { current throws(LedgerError) in
            guard current.state == .open else {
                throw .wrongState("\(current.id.rawValue) is \(current.state.rawValue) already")
            }
            return current.moved(to: .closed)
        }
    }

    /// Reopens an inquiry that has ended, with a new deadline if one is given.
    package func reopen(
        _ inquiry: Inquiry, dueAt: Timestamp?, by act: Act
    ) async throws(LedgerError) {
        try await move(inquiry.id, as: .inquiryReopened, by: act) { current throws(LedgerError) in
            guard current.state != .open else {
                throw .wrongState("\(current.id.rawValue) is open already")
            }
            return current.due(at: dueAt ?? current.dueAt).moved(to: .open)
        }
    }

    /// Gives an open inquiry another deadline.
    package func extend(
        _ inquiry: Inquiry, dueAt: Timestamp, by act: Act
    ) async throws(LedgerError) {
        try await move(inquiry.id, as: .inquiryExtended, by: act) { current throws(LedgerError) in
            guard current.state == .open else {
                throw .wrongState(
                    "\(current.id.rawValue) is \(current.state.rawValue); reopen it to wait on")
            }
            return current.due(at: dueAt)
        }
    }

    /// Changes the inquiry as it now stands: the daemon or somebody else may have got there first.
    private func move(
        _ id: Inquiry.ID, as type: EventType, by act: Act,
        to change: @escaping @Sendable (Inquiry) throws(LedgerError) -> Inquiry
    ) async throws(LedgerError) {
        let logID = logID
        try await write { database in
            guard let current = try Self.inquiry(id, in: database) else {
                throw LedgerError.noSuchInquiry(id.rawValue)
            }
            let inquiry = try change(current)
            try database.execute(
                sql: """
                    UPDATE inquiry SET state = ?, due_at = ?, due_told_at = NULL,
                        overdue_told_at = NULL, ended_at = iif(?1 = 'open', NULL, ?) WHERE id = ?
                    """,
                arguments: [
                    inquiry.state.rawValue, inquiry.dueAt?.milliseconds, act.at.milliseconds,
                    id.rawValue,
                ])
            if case .text(let entry) = inquiry.origin, inquiry.state == .open {
                try Self.attend(pageOf: entry, from: act.at, in: database)
            }
            try Self.announce(
                type, inquiry, at: act.at, act: act,
                events: EventWriter(database: database, logID: logID))
        }
    }

    /// Rules on the newest candidate: if confirmed, it answers; if denied, it never comes back.
    ///
    /// - Throws: `wrongState` if no candidate waits for a ruling.
    package func rule(
        isConfirmed: Bool, on inquiry: Inquiry, by act: Act
    ) async throws(LedgerError) {
        let logID = logID
        try await write { database in
            guard let inquiry = try Self.inquiry(inquiry.id, in: database) else {
                throw LedgerError.noSuchInquiry(inquiry.id.rawValue)
            }
            let ruling = isConfirmed ? "confirmed" : "denied"
            let row = try Row.fetchOne(
                database,
                sql: """
                    SELECT response.*, entry.source_id, entry.identity FROM response
                    JOIN entry ON entry.id = response.entry_id
                    WHERE inquiry_id = ? AND ruling IS NULL
                        AND (verdict = 'candidate' OR NOT ?)
                    ORDER BY response.at DESC, response.id DESC LIMIT 1
                    """, arguments: [inquiry.id.rawValue, isConfirmed])
            guard let row else {
                throw LedgerError.wrongState("\(inquiry.id.rawValue) has no response to rule on")
            }
            try database.execute(
                sql: "UPDATE response SET ruling = ? WHERE id = ?",
                arguments: [ruling, row["id"] as Int64])
            // A confirmed candidate answers the inquiry; denying an answer reopens it.
            let state: Inquiry.State = isConfirmed ? .answered : .open
            try database.execute(
                sql:
                    "UPDATE inquiry SET state = ?, ended_at = iif(?1 = 'open', NULL, ?) WHERE id = ?",
                arguments: [state.rawValue, act.at.milliseconds, inquiry.id.rawValue])
            let response = try JSONValue.members([
                "quote": .string(row["quote"] as String), "source": .string(row["source"]),
                "confidence": .double(row["confidence"]), "ruling": .string(ruling),
                "entry": .string(row["source_id"] as String? ?? row["identity"]),
            ])
            let type: EventType =
                isConfirmed
                ? .inquiryAnswered : inquiry.state == .open ? .inquiryDenied : .inquiryReopened
            try Self.announce(
                type, inquiry.moved(to: state), at: act.at, act: act, response: response,
                events: EventWriter(database: database, logID: logID))
        }
    }
}

extension Ledger {
    static func inquiry(_ id: Inquiry.ID, in database: Database) throws -> Inquiry? {
        try Row.fetchOne(
            database, sql: "SELECT * FROM inquiry WHERE id = ?", arguments: [id.rawValue]
        ).map(Inquiry.init(row:))
    }

    /// - Parameter entry: the number of the entry whose text reports the question.
    static func insert(
        _ inquiry: Inquiry, entry: Int64? = nil, feeds: [String]?, in database: Database
    ) throws {
        var user: String?
        let origin: String
        switch inquiry.origin {
        case .configuration: origin = "configuration"
        case .hand(let name):
            origin = "hand"
            user = name
        case .text: origin = "text"
        }
        try database.execute(
            sql: """
                INSERT INTO inquiry (id, institution, institution_name, origin, origin_user,
                    origin_entry, subject, evidence, topic, feeds, opened_at, due_at, state)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                inquiry.id.rawValue, inquiry.institution?.rawValue, inquiry.institutionName,
                origin, user, entry, inquiry.subject, inquiry.evidence,
                JSONColumn.text(inquiry.topic), feeds.map(JSONColumn.text),
                inquiry.openedAt.milliseconds, inquiry.dueAt?.milliseconds,
                inquiry.state.rawValue,
            ])
        if let entry { try attend(pageOf: entry, from: inquiry.openedAt, in: database) }
    }

    fileprivate static func announce(
        _ type: EventType, _ inquiry: Inquiry, at: Timestamp, act: Act?,
        response: JSONValue? = nil, events: EventWriter
    ) throws {
        try events.append(
            EventDraft(
                type: type, at: at, inquiry: inquiry.id,
                identifiedBy: [inquiry.id.rawValue, act.map { $0.at.description } ?? ""],
                data: .members([
                    "inquiry": EventData.inquiry(inquiry),
                    "response": response,
                    "act": act.map { act in
                        .members(["by": .string(act.by), "reason": .string(act.reason)])
                    },
                ])))
    }
}

extension Ledger {
    /// Inserts an inquiry that is opened from a revision of an entry.
    static func insert(
        _ inquiry: Inquiry, entry: Int64, revision: Int, in database: Database
    ) throws {
        try insert(inquiry, entry: entry, feeds: nil, in: database)
        let (id, at) = (inquiry.id.rawValue, inquiry.openedAt.milliseconds)
        if inquiry.state != .open {
            try database.execute(
                sql: "UPDATE inquiry SET ended_at = ? WHERE id = ?", arguments: [at, id])
        }
        try database.execute(
            sql: """
                INSERT INTO inquiry_entry (inquiry_id, entry_id, revision, joined_at, reason)
                VALUES (?, ?, ?, ?, ?)
                """, arguments: [id, entry, revision, at, Schema.openingReason])
    }
}

extension Inquiry {
    init(row: Row) throws {
        let entry: Int64? = try row["origin_entry"]
        let origin: Origin =
            switch try row["origin"] as String {
            case "configuration": .configuration
            case "hand": .hand(user: try row["origin_user"] ?? "")
            default: .text(entry: entry ?? 0)
            }
        try self.init(
            id: ID(rawValue: row["id"]),
            institution: (row["institution"] as String?).map { InstitutionKey($0) },
            institutionName: row["institution_name"], origin: origin, subject: row["subject"],
            evidence: row["evidence"], topic: JSONColumn.strings(row["topic"]) ?? [],
            openedAt: Timestamp(milliseconds: row["opened_at"]),
            dueAt: Timestamp(column: row["due_at"]),
            state: State(rawValue: row["state"]) ?? .closed)
    }
}

/// Lists of strings in a column.
enum JSONColumn {
    static func text(_ strings: [String]) -> String {
        JSONValue.array(strings.map { .string($0) }).text
    }

    static func strings(_ text: String?) -> [String]? {
        guard let text else { return nil }
        guard text != "[]" else { return [] }
        return (try? JSONValue(parsing: Array(text.utf8)))?.arrayValue?.compactMap(\.stringValue)
    }
}
