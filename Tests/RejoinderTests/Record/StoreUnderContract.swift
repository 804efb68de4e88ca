import Foundation
import GRDB
import Testing

@testable import Rejoinder

/// A new, empty store, as the functions that `StoreContractTests` needs of it.
///
/// Another store is held to the contract by one more case of `Kind`, and no test changes.
struct StoreUnderContract: Sendable {
    enum Kind: String, CaseIterable, CustomTestStringConvertible {
        case sqlite = "SQLite"

        var testDescription: String { rawValue }

        func make() throws -> StoreUnderContract {
            switch self {
            case .sqlite: try .sqlite()
            }
        }
    }

    typealias Append = (EventDraft) throws -> Void
    typealias CarryOut = @Sendable () async throws -> Bool

    /// Runs the work in one transaction, and returns once it is durable.
    let transact:
        @Sendable (_ work: @escaping @Sendable (Append) throws -> Void) async throws -> Void
    let events: @Sendable () async throws -> [Event]
    /// The log as another process sees it at that very moment, also from inside a transaction.
    let lastSequenceElsewhere: @Sendable () throws -> Int64
    /// Tries what a log that only grows must refuse.
    let rewrite: @Sendable (_ sequence: Int64) async throws -> Void
    let remove: @Sendable (_ sequence: Int64) async throws -> Void
    let faults: @Sendable () async throws -> [String]

    let declareSinks: @Sendable ([Route]) async throws -> Void
    /// All deliveries that wait for a sink, in the order in which they are to be made.
    let pending: @Sendable (_ sink: String) async throws -> [Delivery]
    let accept: @Sendable (Delivery) async throws -> Void

    /// Declares a feed and takes its quiet first look.
    let watch: @Sendable () async throws -> Void
    /// A look at that feed which found these entries.
    let poll: @Sendable (_ minute: Int, _ entries: [Told]) async throws -> Void
    /// Decides what such a look comes to by what the store knows now, and records nothing.
    ///
    /// What it returns carries the plan out, and says whether the plan was still true.
    let plan: @Sendable (_ minute: Int, _ entries: [Told]) async throws -> CarryOut
    /// The texts of the newest revisions of all entries.
    let texts: @Sendable () async throws -> Set<String>

    /// The store as it would be found if the machine stopped now; the other one goes on.
    let afterCrash: @Sendable () async throws -> StoreUnderContract
}

extension StoreUnderContract {
    private static func sqlite(_ test: TestLedger) throws -> StoreUnderContract {
        let ledger = test.ledger
        let elsewhere = try Ledger(reading: test.path)
        return StoreUnderContract(
            transact: { work in
                try await ledger.write { database in
                    let writer = EventWriter(database: database, seal: ledger.seal)
                    try work { try writer.append($0) }
                }
            },
            events: { try await ledger.events(EventQuery()) },
            lastSequenceElsewhere: {
                try elsewhere.pool.read {
                    try Int64.fetchOne($0, sql: "SELECT max(sequence) FROM event") ?? 0
                }
            },
            rewrite: { sequence in
                try await ledger.write {
                    try $0.execute(
                        sql: "UPDATE event SET at = at + 1 WHERE sequence = ?",
                        arguments: [sequence])
                }
            },
            remove: { sequence in
                try await ledger.write {
                    try $0.execute(
                        sql: "DELETE FROM event WHERE sequence = ?", arguments: [sequence])
                }
            },
            faults: { try await ledger.verify().faults },
            declareSinks: { try await ledger.declare(sinks: $0) },
            pending: { try await ledger.pendingDeliveries(sink: $0, limit: .max) },
            accept: { delivery in
                try await ledger.record(
                    DeliveryAttempt(
                        delivery, startedAt: delivery.nextAttemptAt,
                        endedAt: delivery.nextAttemptAt, outcome: .delivered), retries: [])
            },
            watch: { try await test.watch() },
            poll: { minute, entries in try await test.poll(at: minute, entries) },
            plan: { minute, entries in
                let poll = PollRecord(
                    feed: try await ledger.feed(named: "news"), at: TestLedger.minute(minute),
                    next: NextPoll(at: TestLedger.minute(minute + 15), reason: "as configured"),
                    outcome: .listing(try await test.listing("news", minute, entries)),
                    movedTo: nil)
                let plan = Plan.of(
                    poll,
                    try await ledger.facts(FactsRequest(poll, assumingQuiet: false), of: poll.feed),
                    JudgeRules(
                        inquiries: InquiryRules(),
                        detector: Detector(institutions: TestLedger.institutions)))
                return { try await ledger.apply(plan) != .stale }
            },
            texts: {
                let entries = try await test.column(Int64.self, "SELECT id FROM entry")
                var texts: Set<String> = []
                for entry in entries {
                    if let revision = try await ledger.revision(entry: entry) {
                        texts.insert(revision.content.text)
                    }
                }
                return texts
            },
            afterCrash: { try .sqlite(TestLedger(copyOf: test)) })
    }

    private static func sqlite() throws -> StoreUnderContract { try sqlite(TestLedger()) }
}
