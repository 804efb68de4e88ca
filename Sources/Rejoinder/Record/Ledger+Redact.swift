import Foundation
import GRDB

/// What was withheld, or would be.
package struct Redaction: Hashable, Sendable {
    /// The ids of the events whose bodies go.
    package let events: [String]
    package let revisions: Int
    package let texts: Int
    package let inquiries: [String]
    /// How many receipts and kept bodies have the words.
    package let receipts: Int
    package let bodies: Int
    /// How many deliveries wait that will not be sent.
    package let deliveries: Int
    /// Files beside the ledger that hold a text as well, and that a person must remove.
    package let files: [String]
    /// The event that says so; nil if nothing was withheld yet.
    package let event: String?
}

extension Ledger {
    /// Tells what withholding would take, and changes nothing.
    package func redactionPlan(_ subject: RedactionSubject) async throws(LedgerError) -> Redaction {
        try await read { database in
            let scope = try Self.scope(subject, in: database)
            return try Redaction(
                scope, deliveries: Self.waiting(scope, in: database), event: nil)
        }
    }

    /// Withholds words by law, and says so in the log by `log.redacted`.
    ///
    /// The hashes stay, and the chain holds. What the file still has of the words in pages that
    /// nothing uses goes with `scrub`.
    ///
    /// - Parameter act: needs a reason.
    /// - Throws: `wrongState` if there is nothing to withhold.
    package func redact(
        _ subject: RedactionSubject, by act: Act
    ) async throws(LedgerError) -> Redaction {
        let seal = seal
        return try await write { database in
            try database.execute(sql: "PRAGMA secure_delete = ON")
            let scope = try Self.scope(subject, in: database)
            let deliveries = try Self.waiting(scope, in: database)
            let id = try EventWriter(database: database, seal: seal).append(
                EventDraft(
                    type: .logRedacted, at: act.at, feed: scope.feed, entry: scope.entry,
                    identifiedBy: [act.by, act.at.description]
                        + scope.events.map(\.id)
                        + scope.revisions.map { "\($0.entry):\($0.number)" },
                    data: scope.data(by: act)))
            let sequence = try Int64.fetchOne(database, sql: "SELECT max(sequence) FROM event")
            guard let id, let sequence else {
                throw LedgerError.wrongState("the log says so already")
            }
            try RedactionWriter(
                database: database, scope: scope, sequence: sequence, act: act
            ).write()
            return Redaction(scope, deliveries: deliveries, event: id)
        }
    }

    /// Rewrites the file without the pages that nothing uses, in which deleted words may be left.
    ///
    /// It takes as long as a copy of the ledger, and as much disk; others cannot write meanwhile.
    ///
    /// - Throws: `busy` if somebody reads or writes all the time.
    package func scrub() async throws(LedgerError) {
        do {
            // From then on, `retain` gives back what it frees.
            try await pool.writeWithoutTransaction {
                try $0.execute(sql: "PRAGMA auto_vacuum = INCREMENTAL")
            }
            try await pool.vacuum()
            try await pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        } catch {
            throw LedgerError(error)
        }
    }

    private static func scope(
        _ subject: RedactionSubject, in database: Database
    ) throws -> RedactionScope {
        let scope: RedactionScope
        switch subject {
        case .event(let sequence):
            let row = try Row.fetchOne(
                database, sql: "SELECT * FROM event WHERE sequence = ?", arguments: [sequence])
            guard let row else { throw LedgerError.noSuchEvent("\(sequence)") }
            scope = try RedactionScope(event: row, in: database)
        case .entry(let entry, let number):
            scope = try RedactionScope(entry: entry, number: number, in: database)
        }
        guard !scope.isEmpty else {
            throw LedgerError.wrongState(
                "there is nothing to withhold that is not withheld already")
        }
        return scope
    }

    private static func waiting(_ scope: RedactionScope, in database: Database) throws -> Int {
        try Int.fetchOne(
            database,
            sql: """
                SELECT count(*) FROM delivery WHERE state IN ('pending', 'parked', 'held')
                    AND event_sequence IN (SELECT value FROM json_each(?))
                """, arguments: [scope.sequences]) ?? 0
    }
}

/// What is to be withheld.
package enum RedactionSubject: Sendable {
    /// The body of the event with that place in the log.
    case event(Int64)
    /// An entry's revision, or all of them.
    case entry(EntryRecord, number: Int?)
}

extension Redaction {
    fileprivate init(_ scope: RedactionScope, deliveries: Int, event: String?) {
        self.init(
            events: scope.events.map(\.id), revisions: scope.revisions.count,
            texts: scope.texts.count, inquiries: scope.inquiries,
            receipts: scope.receipts.count, bodies: scope.bodies.count, deliveries: deliveries,
            files: scope.files, event: event)
    }
}

extension RedactionScope {
    /// The sequence numbers of the events, as JSON for `json_each`.
    var sequences: String { JSONValue.array(events.map { .int($0.sequence) }).text }

    private func hashes(_ rows: [Int64: [UInt8]]) -> JSONValue? {
        .list(rows.values.map { Hex.string($0) }.sorted().map { .string($0) })
    }

    fileprivate func data(by act: Act) -> JSONValue {
        .members([
            "redaction": .members([
                "by": .string(act.by), "reason": .string(act.reason ?? ""),
                "events": .array(
                    events.map { event in
                        .members([
                            "sequence": .int(event.sequence), "id": .string(event.id),
                            "hash": .string(Hex.string(event.bodyHash)),
                        ])
                    }),
                "revisions": .array(
                    revisions.map { revision in
                        .members([
                            "entry": .int(revision.entry), "number": .int(revision.number),
                            "hash": .string(Hex.string(revision.hash)),
                        ])
                    }),
                "texts": .array(
                    texts.values.map { Hex.string($0) }.sorted().map { .string($0) }),
                "receipts": hashes(receipts), "bodies": hashes(bodies),
            ])
        ])
    }
}
