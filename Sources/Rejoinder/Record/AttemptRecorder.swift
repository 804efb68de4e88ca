import GRDB

/// Records one attempt within a transaction.
///
/// It writes the delivery, the sink's health, and the event that tells the other sinks about it.
struct AttemptRecorder {
    let attempt: DeliveryAttempt
    let fallbackAfter: Duration?
    let events: EventWriter
    let database: Database

    private var sink: String { attempt.delivery.sink }
    private var sequence: Int64 { attempt.delivery.event.sequence }

    /// - Parameters:
    ///   - step: its news is dropped if it turns out not to be news.
    ///   - before: the sink's health before the attempt.
    func record(_ step: inout DeliveryStep, before: SinkHealth) throws {
        try record(step.result, before: before)
        if step.parksEarlier { try parkEarlier() }
        if let news = step.news { try tell(news, &step, before: before) }
        if step.health != before { try step.health.write(sink, in: database) }
    }

    private func record(_ result: DeliveryResult, before: SinkHealth) throws {
        var state = Delivery.State.pending
        var next = attempt.endedAt
        var tries = 1
        switch result {
        case .untouched: return
        case .delivered: state = .delivered
        case .dead: state = .dead
        case .parked(let moment): (state, next) = (.parked, moment)
        case .waits(let moment, let isCounted): (next, tries) = (moment, isCounted ? 1 : 0)
        }
        try database.cachedStatement(
            sql: """
                UPDATE \(Ledger.table(attempt.delivery)) SET state = :state, attempts = attempts + :tries,
                    next_attempt_at = :next, last_error = :error, ended_at = :ended,
                    said = coalesce(:said, said),
                    fallback_at = CASE WHEN :isTaken THEN NULL
                        -- of none that has no fallback, or has gone there
                        WHEN :isDead THEN min(fallback_at, :atOnce)
                        ELSE max(fallback_at, :fallback) END
                WHERE \(Ledger.message(attempt.delivery)) AND state IN ('pending', 'parked')
                """
        ).execute(
            arguments: Ledger.arguments(
                attempt.delivery,
                [
                    "state": state.rawValue, "tries": tries, "next": next.milliseconds,
                    "error": attempt.outcome.failure, "said": attempt.said?.text,
                    "ended": state == .delivered || state == .dead
                        ? attempt.endedAt.milliseconds : nil,
                    // What is given up need not wait until it goes to another sink.
                    "isTaken": state == .delivered, "isDead": state == .dead,
                    "atOnce": Ledger.atOnce.milliseconds,
                    "fallback": firstFallback(before).milliseconds,
                ]))
    }

    /// The earliest time at which the delivery goes to the fallback.
    ///
    /// The sink has its time from its first failure on, however old the event was by then.
    private func firstFallback(_ before: SinkHealth) -> Timestamp {
        guard let fallbackAfter, attempt.delivery.attempts == 0, before.awaySince == nil else {
            return Ledger.atOnce
        }
        return attempt.endedAt + fallbackAfter
    }

    /// Parks the deliveries that failed before this one, so that they no longer block the queue.
    ///
    /// Each is tried once more right away: the receiver may have come back between two attempts. A
    /// digest has the place of its first event.
    private func parkEarlier() throws {
        try database.cachedStatement(
            sql: """
                UPDATE delivery INDEXED BY delivery_pending
                SET state = 'parked', next_attempt_at = :now
                WHERE sink = :sink AND state = 'pending'
                    AND coalesce(digest, event_sequence) < :sequence AND attempts > 0
                """
        ).execute(arguments: [
            "now": attempt.endedAt.milliseconds, "sink": sink, "sequence": sequence,
        ])
    }

    private func tell(
        _ news: DeliveryStep.News, _ step: inout DeliveryStep, before: SinkHealth
    ) throws {
        let since: Timestamp?
        let type: EventType
        switch news {
        case .failing: (type, since) = (.deliveryFailing, step.health.failingSince)
        case .disabled: (type, since) = (.deliveryDisabled, step.health.disabledAt)
        case .recovered:
            guard try count(.parked) == 0 else { return step.news = nil }
            (type, since) = (.deliveryRecovered, before.failingSince)
            step.health.failingSince = nil
        }
        try events.append(
            EventDraft(
                type: type, at: attempt.endedAt, sink: sink,
                identifiedBy: [sink, since?.description ?? ""],
                data: .members([
                    "sink": .members(["name": .string(sink)]),
                    "health": .members([
                        "since": .time(since), "error": .string(attempt.outcome.failure),
                        "pending": .int(try count(.pending)), "parked": .int(try count(.parked)),
                        "dead": .int(try count(.dead)),
                    ]),
                ])))
    }

    private func count(_ state: Delivery.State) throws -> Int {
        try Ledger.count(state, sink: sink, in: database)
    }
}

extension Ledger {
    /// - Parameter state: must have an index of its own.
    static func count(
        _ state: Delivery.State, sink: String, in database: Database
    ) throws -> Int {
        try Int.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT count(*) FROM delivery INDEXED BY delivery_\(state.rawValue)
                    WHERE sink = ? AND state = '\(state.rawValue)'
                    """), arguments: [sink]) ?? 0
    }
}

extension SinkHealth {
    private static let columns = """
        failures, out_of_reach_since, next_attempt_at, paused_until, last_error, disabled_at,
        disabled_reason, failing_since, hour_from, hour_count
        """

    /// Reads a sink's health; a sink that no configuration has declared counts as healthy.
    static func read(_ sink: String, in database: Database) throws -> SinkHealth {
        try Row.fetchOne(
            database.cachedStatement(sql: "SELECT \(columns) FROM sink WHERE name = ?"),
            arguments: [sink]
        ).map(SinkHealth.init(row:)) ?? SinkHealth()
    }

    init(row: Row) throws {
        self.init()
        failures = try row["failures"]
        outOfReachSince = try Timestamp(column: row["out_of_reach_since"])
        nextAttemptAt = try Timestamp(column: row["next_attempt_at"])
        pausedUntil = try Timestamp(column: row["paused_until"])
        lastError = try row["last_error"]
        disabledAt = try Timestamp(column: row["disabled_at"])
        disabledReason = try row["disabled_reason"]
        failingSince = try Timestamp(column: row["failing_since"])
        let count: Int = try row["hour_count"]
        hour = try Timestamp(column: row["hour_from"]).map { SendingHour(from: $0, count: count) }
    }

    func write(_ sink: String, in database: Database) throws {
        try database.cachedStatement(
            sql: """
                UPDATE sink SET (\(Self.columns)) = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) WHERE name = ?
                """
        ).execute(arguments: [
            failures, outOfReachSince?.milliseconds, nextAttemptAt?.milliseconds,
            pausedUntil?.milliseconds, lastError, disabledAt?.milliseconds, disabledReason,
            failingSince?.milliseconds, hour?.from.milliseconds, hour?.count ?? 0, sink,
        ])
    }
}
