import Foundation
import GRDB

/// Carries out a plan's effects, one after the other, within its transaction.
///
/// It writes what was decided, and decides nothing.
struct PlanWriter {
    let database: Database
    let plan: Plan
    let events: EventWriter
    /// How often the feed's row was changed.
    private(set) var feedChanges = 0
    /// The ledger's numbers of the plan's new entries.
    private var numbers: [Int64: Int64] = [:]
    /// The number of the receipt that the plan keeps.
    private(set) var receipt: Int64?

    init(database: Database, plan: Plan, events: EventWriter) {
        self.database = database
        self.plan = plan
        self.events = events
    }

    /// - Parameter event: the event that the effect tells, as it is stored.
    mutating func carryOut(_ effect: Effect, _ event: EventWriter.Encoded?) throws {
        switch effect {
        case .cover, .coverAbsence, .noteSuccess, .keepBaseline, .noteFailure, .noteOutage,
            .revalidate, .keepDocument, .noteDocument, .distrust, .pauseHost, .noteMove, .list:
            try writeFeed(effect)
        case .addEntry(let reference, let entry): numbers[reference] = try add(entry)
        case .keepReceipt(let kept, let page): receipt = try keep(kept, page: page)
        case .rename, .addRevision, .noteSource, .recordChange, .settle, .countRepeat, .setNoise,
            .noteQuarantined:
            try writeEntry(effect)
        case .addPage, .scheduleLook, .lookSoon, .coverPage, .noteLook, .noteReading,
            .revalidatePage, .keepPage, .distrustPage, .doubtReading, .coverPageAbsence,
            .replaceLines, .followAddress, .setAddress, .joinArticle, .wakeVariants, .setWaiting:
            try writePage(effect)
        case .openInquiry, .joinInquiry, .weighMention, .weighStatement, .recordResponse,
            .endInquiry, .noteDeadline, .noteReminder:
            try writeInquiry(effect)
        case .tell(let draft):
            if let event { try events.append(draft, event, entry: draft.entry.map(number)) }
        }
    }

    /// Keeps a receipt, but no body that has words which are withheld.
    private func keep(_ receipt: Receipt, page: Int64?) throws -> Int64 {
        var receipt = receipt
        if receipt.keptBody != nil {
            let hasWithheld =
                try page.map { try RedactionScope.isWithheld(entry: number($0), in: database) }
                ?? plan.feed.map {
                    try RedactionScope.lists(receipt, withheldOf: $0, in: database)
                } ?? false
            if hasWithheld { receipt.keptBody = nil }
        }
        return try ReceiptStore.id(of: receipt, in: database)
    }

    /// The ledger's number of an entry.
    func number(_ entry: Int64) -> Int64 { numbers[entry] ?? entry }

    /// Changes the feed's row, which counts its own changes.
    private mutating func updateFeed(_ sql: String, _ arguments: StatementArguments) throws {
        try execute(sql, arguments)
        feedChanges += 1
    }

    func execute(_ sql: String, _ arguments: StatementArguments) throws {
        try database.cachedStatement(sql: sql).execute(arguments: arguments)
    }
}

// MARK: - The feed

extension PlanWriter {
    private mutating func writeFeed(_ effect: Effect) throws {
        switch effect {
        case .cover(let outcome):
            guard let feed = plan.feed else { return }
            try Ledger.cover(.feed(feed), at: plan.at, outcome: outcome, in: database)
        case .coverAbsence(let start):
            guard let feed = plan.feed else { return }
            try Ledger.coverAbsence(.feed(feed), from: start, to: plan.at, in: database)
        case .noteSuccess(let next, let rhythm, let hints):
            // Counted here, and not by the trigger, which would write the row again.
            try updateFeed(
                """
                UPDATE feed SET version = version + 1, polled_at = ?1, succeeded_at = ?1,
                    next_poll_at = ?2,
                    schedule_reason = ?3, failures = 0, failing_since = NULL, is_failing = 0,
                    last_error = NULL, retry_at = NULL, baseline_at = coalesce(baseline_at, ?1),
                    rhythm = coalesce(?4, rhythm), hints = coalesce(?5, hints)
                WHERE id = ?6
                """,
                [
                    plan.at.milliseconds, next.at.milliseconds, next.reason, rhythm?.json.text,
                    hints?.json.text, plan.feed,
                ])
        case .keepBaseline(let moment):
            try updateFeed(
                "UPDATE feed SET baseline_at = ? WHERE id = ?", [moment.milliseconds, plan.feed])
        case .noteFailure(let next, let failing): try write(failing, next)
        case .noteOutage(let next, let message):
            try updateFeed(
                """
                UPDATE feed SET polled_at = ?, next_poll_at = ?, schedule_reason = ?,
                    last_error = ? WHERE id = ?
                """,
                [plan.at.milliseconds, next.at.milliseconds, next.reason, message, plan.feed])
        case .revalidate(let validators):
            try updateFeed(
                "UPDATE feed SET etag = ?, last_modified = ? WHERE id = ?",
                [validators.etag, validators.lastModified, plan.feed])
        case .keepDocument(let validators):
            try updateFeed(
                "UPDATE feed SET etag = ?, last_modified = ?, read_at = ? WHERE id = ?",
                [validators.etag, validators.lastModified, plan.at.milliseconds, plan.feed])
        case .noteDocument(let listing): try write(listing)
        case .distrust(let since):
            try updateFeed(
                "UPDATE feed SET caught_at = ? WHERE id = ?", [plan.at.milliseconds, plan.feed])
            guard let feed = plan.feed, let since else { return }
            try Ledger.doubt(feed: feed, since: since, in: database)
        case .pauseHost(let host, let until):
            try Ledger.pause(host, until: until, in: database)
        case .noteMove(let move): try write(move)
        case .list(let entry, let isListed):
            try execute(
                "UPDATE entry SET is_listed = ?, unlisted_at = ? WHERE id = ?",
                [isListed, isListed ? nil : plan.at.milliseconds, entry])
        default: break
        }
    }

    private mutating func write(_ failing: FailingFeed, _ next: NextPoll) throws {
        try updateFeed(
            """
            UPDATE feed SET polled_at = ?, next_poll_at = ?, schedule_reason = ?, failures = ?,
                failing_since = ?, is_failing = ?, last_error = ?, retry_at = ? WHERE id = ?
            """,
            [
                plan.at.milliseconds, next.at.milliseconds, next.reason, failing.failures,
                failing.since.milliseconds, failing.isTold, failing.message,
                failing.retryAt?.milliseconds, plan.feed,
            ])
    }

    private mutating func write(_ listing: Listing) throws {
        try updateFeed(
            """
            UPDATE feed SET version = version + 1, title = coalesce(?, title), etag = ?,
                last_modified = ?, body_hash = ?, read_at = coalesce(?, read_at), listed = coalesce(?, listed)
            WHERE id = ?
            """,
            [
                listing.title, listing.validators.etag, listing.validators.lastModified,
                listing.bodyHash.map { Data($0) },
                // A part says nothing about the whole.
                listing.isDelta ? nil : plan.at.milliseconds,
                listing.isDelta ? nil : listing.entryCount, plan.feed,
            ])
    }

    private mutating func write(_ move: FeedMove?) throws {
        guard let move else {
            return try updateFeed(
                """
                UPDATE feed SET moved_to = NULL, moved_since = NULL, moved_polls = 0 WHERE id = ?
                """, [plan.feed])
        }
        try updateFeed(
            """
            UPDATE feed SET moved_to = ?, moved_since = ?, moved_polls = ?, moved_told = ?
            WHERE id = ?
            """,
            [move.target, move.since.milliseconds, move.polls, move.isTold, plan.feed])
    }
}
