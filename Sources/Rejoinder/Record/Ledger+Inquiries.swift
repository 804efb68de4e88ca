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
    /// Who takes care of it from its opening on.
    package let owner: String?

    package enum Deadline: Hashable, Sendable {
        case after(ResponseTime, WorkCalendar = WorkCalendar())
        case at(Timestamp)
    }

    package init(
        name: String, institution: InstitutionKey, institutionName: String, subject: String,
        topic: [String], feeds: [String]?, openedAt: Timestamp?, deadline: Deadline,
        owner: String? = nil
    ) {
        self.name = name
        self.institution = institution
        self.institutionName = institutionName
        self.subject = subject
        self.topic = topic
        self.feeds = feeds
        self.openedAt = openedAt
        self.deadline = deadline
        self.owner = owner
    }
}

extension Ledger {
    /// Opens those inquiries of the configuration that the ledger does not have yet.
    package func declare(
        inquiries declarations: [InquiryDeclaration], now: Timestamp
    ) async throws(LedgerError) {
        let seal = seal
        try await write { database in
            let events = EventWriter(database: database, seal: seal)
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
                    openedAt: openedAt, dueAt: dueAt, state: .open, owner: declaration.owner)
                try Self.insert(inquiry, feeds: declaration.feeds, in: database)
                try Self.announce(.inquiryOpened, inquiry, at: now, act: nil, events: events)
            }
        }
    }

    /// Opens an inquiry by hand.
    package func open(_ inquiry: Inquiry, by act: Act) async throws(LedgerError) {
        let seal = seal
        try await write { database in
            try Self.insert(inquiry, feeds: nil, in: database)
            try Self.announce(
                .inquiryOpened, inquiry, at: act.at, act: act,
                events: EventWriter(database: database, seal: seal))
        }
    }

    /// Makes an id for an inquiry that a person opens, from who is asked, what, and when.
    package func inquiryID(
        institution: String, subject: String, openedAt: Timestamp
    ) -> Inquiry.ID {
        Inquiry.ID(
            rawValue: DerivedID.make(
                "inq", salt: seal.id, [institution, subject, openedAt.description]))
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
        guard let first = found.first else { throw .noSuchInquiry(prefix) }
        guard found.count == 1 else { throw .severalIDs(prefix, of: "inquiries") }
        return first
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
                    origin_entry, subject, evidence, topic, feeds, opened_at, due_at, state, owner)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                inquiry.id.rawValue, inquiry.institution?.rawValue, inquiry.institutionName,
                origin, user, entry, inquiry.subject, inquiry.evidence,
                JSONColumn.text(inquiry.topic), feeds.map(JSONColumn.text),
                inquiry.openedAt.milliseconds, inquiry.dueAt?.milliseconds,
                inquiry.state.rawValue, inquiry.owner,
            ])
    }

    static func announce(
        _ type: EventType, _ inquiry: Inquiry, at: Timestamp, act: Act?,
        response: JSONValue? = nil, others: KeyValuePairs<String, JSONValue> = [:],
        identifiedBy parts: [String] = [], events: EventWriter
    ) throws {
        var members: [JSONValue.Member] = [.init("inquiry", EventData.inquiry(inquiry))]
        for (name, other) in others { members.append(.init(name, other)) }
        if let response { members.append(.init("response", response)) }
        if let act { members.append(.init("act", act.json)) }
        try events.append(
            EventDraft(
                type: type, at: at, inquiry: inquiry.id,
                identifiedBy: [inquiry.id.rawValue, act.map { $0.at.description } ?? ""] + parts,
                data: .object(members)))
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
        try join(
            inquiry.id, entry: entry, revision: revision, at: inquiry.openedAt,
            because: Schema.openingReason, in: database)
    }

    /// Makes an entry one of those that ask, whose pages are looked at more often.
    static func join(
        _ inquiry: Inquiry.ID, entry: Int64, revision: Int, at moment: Timestamp,
        because reason: String, in database: Database
    ) throws {
        try database.cachedStatement(
            sql: """
                INSERT OR IGNORE INTO inquiry_entry (inquiry_id, entry_id, revision, joined_at,
                    reason) VALUES (?, ?, ?, ?, ?)
                """
        ).execute(arguments: [inquiry.rawValue, entry, revision, moment.milliseconds, reason])
        try attend(pageOf: entry, from: moment, in: database)
    }

    /// Looks soon at the pages of all entries that ask.
    static func attend(
        pagesAsking inquiry: Inquiry.ID, from moment: Timestamp, in database: Database
    ) throws {
        let entries = try Int64.fetchAll(
            database, sql: "SELECT entry_id FROM inquiry_entry WHERE inquiry_id = ?",
            arguments: [inquiry.rawValue])
        for entry in entries { try attend(pageOf: entry, from: moment, in: database) }
    }

    /// Whether an answer is awaited on the page of the entry of that name in a query.
    static let isAwaited = """
        EXISTS (SELECT 1 FROM inquiry_entry AS asking
            JOIN inquiry ON inquiry.id = asking.inquiry_id
            WHERE asking.entry_id = page.entry_id AND inquiry.state = 'open')
        """
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
            state: State(rawValue: row["state"]) ?? .closed,
            mergedInto: (row["merged_into"] as String?).map { ID(rawValue: $0) },
            owner: row["owner"])
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
