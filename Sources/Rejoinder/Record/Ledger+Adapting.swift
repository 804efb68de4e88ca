import GRDB

/// What waits for a sink is adapted to a route that has changed since.
///
/// Hundreds of thousands of deliveries may wait, and no transaction may keep others waiting. So the
/// ledger notes how far this has come, and the sink's outbox goes on with it, part by part, before it
/// sends anything: the order of the log is kept, also if the daemon is killed on the way.
extension Ledger {
    /// How many deliveries one transaction adapts.
    private static let adaptedAtOnce = 500

    /// What is adapted next.
    struct Adapting {
        /// First `held`, if the times of the sink have changed; then `pending`, at last `parked`.
        var state: Delivery.State
        /// The last delivery in that state that was adapted.
        var after: Int64 = 0
    }

    /// Notes that what waits is to be adapted, from the beginning even if it was being adapted.
    static func planAdapting(
        to route: Route, from former: Route, in database: Database
    ) throws {
        let hasOtherTimes = route.timing != former.timing
        guard hasOtherTimes || route.fallback != former.fallback else { return }
        let isHeldToo = try adapting(route.sink, in: database)?.state == .held
        try plan(
            Adapting(state: hasOtherTimes || isHeldToo ? .held : .pending), of: route.sink,
            in: database)
    }

    private static func plan(
        _ adapting: Adapting?, of sink: String, in database: Database
    ) throws {
        try database.cachedStatement(
            sql: "UPDATE sink SET adapting = ?, adapted = ? WHERE name = ?"
        ).execute(arguments: [adapting?.state.rawValue, adapting?.after ?? 0, sink])
    }

    /// What is to be adapted; nil if all is.
    static func adapting(_ sink: String, in database: Database) throws -> Adapting? {
        let row = try Row.fetchOne(
            database.cachedStatement(sql: "SELECT adapting, adapted FROM sink WHERE name = ?"),
            arguments: [sink])
        guard let row, let name: String = try row["adapting"] else { return nil }
        // Nothing else was ever written; to adapt everything again does no harm.
        guard let state = Delivery.State(rawValue: name) else { return Adapting(state: .held) }
        return Adapting(state: state, after: try row["adapted"])
    }

    /// Adapts the next part of what waits for the sink.
    package func adaptSome(sink: String) async throws(LedgerError) {
        try await write { database in
            guard var adapting = try Self.adapting(sink, in: database) else { return }
            let after = try Self.route(of: sink, in: database)?.fallback?.after
            let sequences = try Self.adaptable(adapting, sink: sink, in: database)
            try Self.adapt(sequences, adapting.state, sink: sink, after, in: database)
            if sequences.count == Self.adaptedAtOnce {
                adapting.after = sequences.last ?? 0
                return try Self.plan(adapting, of: sink, in: database)
            }
            try Self.plan(
                adapting.state.adaptedNext.map { Adapting(state: $0) }, of: sink, in: database)
        }
    }

    private static func adaptable(
        _ adapting: Adapting, sink: String, in database: Database
    ) throws -> [Int64] {
        // What was held is pending once it is adapted; of the others the last one is remembered.
        let isHeld = adapting.state == .held
        return try Int64.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT event_sequence FROM delivery
                        INDEXED BY delivery_\(adapting.state.rawValue)
                    WHERE sink = ? AND state = '\(adapting.state.rawValue)'
                        AND event_sequence > ?
                    \(isHeld ? "" : "ORDER BY event_sequence") LIMIT \(adaptedAtOnce)
                    """), arguments: [sink, isHeld ? 0 : adapting.after])
    }

    /// - Parameter after: so long after its event a delivery goes to the fallback; nil: never.
    private static func adapt(
        _ sequences: [Int64], _ state: Delivery.State, sink: String, _ after: Duration?,
        in database: Database
    ) throws {
        // What was held is held anew if the new route says so; it had no time for the fallback.
        let change =
            state == .held
            ? "state = 'pending', held_until = NULL, held_by = NULL"
            : "fallback_at = (SELECT at FROM event WHERE sequence = event_sequence) + :after"
        let statement = try database.cachedStatement(
            sql: """
                UPDATE delivery SET \(change) WHERE sink = :sink AND event_sequence = :sequence
                """)
        for sequence in sequences {
            let which: [String: (any DatabaseValueConvertible)?] = [
                "sink": sink, "sequence": sequence,
            ]
            let when: [String: (any DatabaseValueConvertible)?] = ["after": after?.milliseconds]
            let arguments = state == .held ? which : which.merging(when) { first, _ in first }
            try statement.execute(arguments: StatementArguments(arguments))
        }
    }
}

extension Delivery.State {
    fileprivate var adaptedNext: Delivery.State? {
        switch self {
        case .held: .pending
        case .pending: .parked
        case .parked, .delivered, .dead: nil
        }
    }
}
