import Foundation
import GRDB
import Signing

/// An event that does not have its place in the log yet.
struct EventDraft {
    let type: EventType
    let at: Timestamp
    var feed: String?
    var entry: Int64?
    var inquiry: Inquiry.ID?
    /// The level of the change; with the type it decides which sinks get the event.
    var level: ChangeLevel?
    /// The sink that the event is about, which does not get it.
    var sink: String?
    /// The parts that identify the event and no other; its id is derived from them.
    let identifiedBy: [String]
    let data: JSONValue
}

/// Appends events to the log within one transaction, each with its deliveries.
final class EventWriter {
    private let database: Database
    private let logID: [UInt8]
    /// Read with the first event; most polls have none.
    private var knownRoutes: [Route]?

    init(database: Database, logID: [UInt8]) {
        self.database = database
        self.logID = logID
    }

    /// Appends the event unless the log has it already.
    ///
    /// - Returns: its id, or nil if the log has it already.
    @discardableResult
    func append(_ draft: EventDraft) throws -> String? {
        let id = DerivedID.make("evt", salt: logID, [draft.type.rawValue] + draft.identifiedBy)
        let known = try Bool.fetchOne(
            database.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM event WHERE id = ?)"),
            arguments: [id])
        guard known != true else { return nil }

        let head = try Row.fetchOne(
            database.cachedStatement(
                sql: "SELECT sequence, hash FROM event ORDER BY sequence DESC LIMIT 1"))
        let sequence = try (head?["sequence"] as Int64? ?? 0) + 1
        let previous = try (head?["hash"] as Data?).map { [UInt8]($0) } ?? logID
        let body = JSONValue.members([
            "id": .string(id), "type": .string(draft.type.rawValue), "at": .time(draft.at),
            // The log and the sinks are for more eyes than the addresses of private feeds.
            "data": draft.data.withoutSecretParameters,
        ]).bytes
        let header = HashChain.Header(
            format: HashChain.format, sequence: sequence, id: id, type: draft.type.rawValue,
            at: draft.at, entry: draft.entry, level: draft.level?.rawValue,
            inquiry: draft.inquiry?.rawValue, feed: draft.feed)
        try insert(header, body: body, previous: previous)
        try route(draft, sequence: sequence)
        return id
    }

    private func insert(
        _ header: HashChain.Header, body: [UInt8], previous: [UInt8]
    ) throws {
        let bodyHash = SHA256.digest(body)
        let hash = HashChain.hash(previous: previous, header: header, bodyHash: bodyHash)
        try database.cachedStatement(
            sql: """
                INSERT INTO event (sequence, id, type, at, feed, entry_id, inquiry_id, level,
                    format, body_hash, previous_hash, hash)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            header.sequence, header.id, header.type, header.at.milliseconds, header.feed,
            header.entry, header.inquiry, header.level, header.format, Data(bodyHash),
            Data(previous), Data(hash),
        ])
        try database.cachedStatement(sql: "INSERT INTO event_body (sequence, body) VALUES (?, ?)")
            .execute(arguments: [header.sequence, Data(body)])
    }

    private func route(_ draft: EventDraft, sequence: Int64) throws {
        for route in try routes()
        where route.sink != draft.sink
            && route.accepts(type: draft.type, feed: draft.feed, level: draft.level)
        {
            try database.cachedStatement(
                sql: """
                    INSERT INTO delivery (event_sequence, sink, state, next_attempt_at)
                    VALUES (?, ?, 'pending', ?)
                    """
            ).execute(arguments: [sequence, route.sink, draft.at.milliseconds])
        }
    }

    /// Every process routes by the same table, so an event made by hand reaches the sinks too.
    private func routes() throws -> [Route] {
        if let knownRoutes { return knownRoutes }
        let routes = try Row.fetchAll(
            database.cachedStatement(
                sql: "SELECT name, route FROM sink WHERE is_active ORDER BY name")
        ).map { try Route(row: $0) }
        knownRoutes = routes
        return routes
    }
}
