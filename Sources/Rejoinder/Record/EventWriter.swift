import Foundation
import GRDB
import Signing

/// Appends events to the log within one transaction, each with its deliveries.
final class EventWriter {
    private let database: Database
    private let seal: LogSeal
    /// The number that the log gives to the key; read with the first event.
    private var keyNumber: Int64?
    /// Read with the first event; most polls have none.
    private var knownRoutes: [Route]?

    /// What of an event does not depend on its place in the log.
    ///
    /// It is made before the transaction, which should be short.
    struct Encoded: Sendable {
        let id: String
        let body: [UInt8]
        let bodyHash: [UInt8]

        init(_ draft: EventDraft, log: [UInt8]) {
            id = DerivedID.make("evt", salt: log, [draft.type.rawValue] + draft.identifiedBy)
            body =
                JSONValue.members([
                    "id": .string(id), "type": .string(draft.type.rawValue), "at": .time(draft.at),
                    // The log and the sinks are for more eyes than the addresses of private feeds.
                    "data": draft.data.withoutSecretParameters,
                ]).bytes
            bodyHash = SHA256.digest(body)
        }
    }

    init(database: Database, seal: LogSeal) {
        self.database = database
        self.seal = seal
    }

    /// Appends the event unless the log has it already.
    ///
    /// - Returns: its id, or nil if the log has it already.
    @discardableResult
    func append(_ draft: EventDraft) throws -> String? {
        try append(draft, Encoded(draft, log: seal.id), entry: draft.entry)
    }

    /// - Parameters:
    ///   - encoded: the draft as it is stored.
    ///   - entry: the ledger's number of the entry that the event is about.
    @discardableResult
    func append(_ draft: EventDraft, _ encoded: Encoded, entry: Int64?) throws -> String? {
        let id = encoded.id
        let known = try Bool.fetchOne(
            database.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM event WHERE id = ?)"),
            arguments: [id])
        guard known != true else { return nil }

        if draft.type != .logRekeyed { try followKey(at: draft.at) }
        let head = try Row.fetchOne(
            database.cachedStatement(
                sql: "SELECT sequence, hash FROM event ORDER BY sequence DESC LIMIT 1"))
        let sequence = try (head?["sequence"] as Int64? ?? 0) + 1
        let previous = try (head?["hash"] as Data?).map { [UInt8]($0) } ?? seal.id
        let header = HashChain.Header(
            format: HashChain.format, sequence: sequence, id: id, type: draft.type.rawValue,
            at: draft.at, entry: entry, level: draft.level?.rawValue,
            inquiry: draft.inquiry?.rawValue, feed: draft.feed)
        try insert(header, encoded, previous: previous)
        try route(draft, sequence: sequence)
        return id
    }

    private func insert(
        _ header: HashChain.Header, _ encoded: Encoded, previous: [UInt8]
    ) throws {
        let hash = HashChain.hash(
            previous: previous, header: header, bodyHash: encoded.bodyHash)
        let signature = try seal.signer?.key.sign(SignedMessage.event(hash: hash))
        try database.cachedStatement(
            sql: """
                INSERT INTO event (sequence, id, type, at, feed, entry_id, inquiry_id, level,
                    format, body_hash, previous_hash, hash, signature, key_id)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            header.sequence, header.id, header.type, header.at.milliseconds, header.feed,
            header.entry, header.inquiry, header.level, header.format, Data(encoded.bodyHash),
            Data(previous), Data(hash), signature.map { Data($0.bytes) }, keyNumber,
        ])
        let body = Data(encoded.body)
        // Triggers read what proves the others, and anybody should be able to.
        let packed =
            header.type.hasPrefix("log.") ? nil : try Packing.packed(body, in: database)
        try database.cachedStatement(sql: "INSERT INTO event_body (sequence, body) VALUES (?, ?)")
            .execute(arguments: [header.sequence, packed ?? body])
    }

    private func route(_ draft: EventDraft, sequence: Int64) throws {
        let routes = try routes()
        guard !routes.isEmpty else { return }
        let event = RoutedEvent(
            type: draft.type, feed: draft.feed, level: draft.level, data: draft.data)
        for route in routes where route.sink != draft.sink && route.accepts(event) {
            try database.cachedStatement(
                sql: """
                    INSERT INTO delivery (event_sequence, sink, state, next_attempt_at, fallback_at)
                    VALUES (?, ?, 'pending', ?, ?)
                    """
            ).execute(arguments: [
                sequence, route.sink, draft.at.milliseconds,
                route.fallback.map { (draft.at + $0.after).milliseconds },
            ])
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

// MARK: - The key

extension EventWriter {
    /// Makes sure that the log knows the key, and says so if it is another than before.
    ///
    /// The first event that a new key signs is `log.rekeyed`. In it the former key vouches for the
    /// new one, if it is at hand.
    func followKey(at moment: Timestamp) throws {
        guard keyNumber == nil, let signer = seal.signer else { return }
        let current = try LogKeyStore.current(in: database)
        keyNumber = try LogKeyStore.number(of: signer.publicKey, at: moment, in: database)
        guard let current, current != signer.publicKey else { return }
        let vouching = signer.former.first { $0.publicKey == current }
        let voucher = try vouching?.sign(SignedMessage.nextKey(signer.publicKey, log: seal.id))
        try append(
            EventDraft(
                type: .logRekeyed, at: moment,
                identifiedBy: [current.text, signer.publicKey.text, moment.description],
                data: .members([
                    "key": .members([
                        "public": .string(signer.publicKey.text), "former": .string(current.text),
                        "voucher": .string(voucher?.text),
                    ])
                ])))
    }
}
