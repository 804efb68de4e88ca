import Foundation
import GRDB

/// The part of the configuration that recording inquiries needs.
package struct InquiryRules: Hashable, Sendable {
    /// How long an institution has to respond, counted from the question that a text reports.
    package var deadline: ResponseTime
    /// How long before the deadline `inquiry.due` is reported.
    package var dueBefore: Duration
    /// How often `inquiry.overdue` is repeated; nil if it is reported only once.
    package var repeatOverdue: Duration?
    package var calendars = WorkCalendars()

    package init(
        deadline: ResponseTime = .span(.seconds(3 * 86_400)),
        dueBefore: Duration = .seconds(12 * 3600),
        repeatOverdue: Duration? = nil
    ) {
        self.deadline = deadline
        self.dueBefore = dueBefore
        self.repeatOverdue = repeatOverdue
    }
}

extension Ledger {
    /// Records one poll in one transaction.
    ///
    /// Entries, revisions, changes, statements, inquiries, events, deliveries, validators and the
    /// time of the next poll become visible together, or not at all.
    package func record(
        _ poll: PollRecord, rules: InquiryRules, detector: Detector,
        reading: @escaping ReadingGuard = { _, stage in try stage() }
    ) async throws(LedgerError) {
        let logID = logID
        let terms = try await termCounts(
            for: poll.outcome.observed, detector, reading, at: poll.at)
        try await write { database in
            let events = EventWriter(database: database, logID: logID)
            let look = EntryLook(
                feed: poll.feed, at: poll.at, source: .feed, followsPages: poll.followsPages,
                ignoring: poll.ignoring)
            let recorder = PollRecorder(
                database: database, poll: poll, events: events,
                entries: EntryRecorder(
                    database: database, logID: logID, look: look, rules: rules,
                    detector: detector, terms: terms, events: events, reading: reading))
            try recorder.record()
        }
    }
}

/// Writes one poll within its transaction.
struct PollRecorder {
    let database: Database
    let poll: PollRecord
    let events: EventWriter
    let entries: EntryRecorder

    /// How many failures in a row make a feed count as failing: two may be a hiccup.
    static let failuresBeforeReport = 3

    func record() throws {
        switch poll.outcome {
        case .unchanged:
            try recordHealth()
        case .revalidated(let validators):
            try recordHealth()
            try database.cachedStatement(
                sql: "UPDATE feed SET etag = ?, last_modified = ? WHERE id = ?"
            ).execute(arguments: [validators.etag, validators.lastModified, poll.feed.id])
        case .sameDocument(let validators):
            try recordHealth()
            try database.cachedStatement(
                sql: "UPDATE feed SET etag = ?, last_modified = ?, read_at = ? WHERE id = ?"
            ).execute(arguments: [
                validators.etag, validators.lastModified, poll.at.milliseconds, poll.feed.id,
            ])
        case .listing(let listing):
            try recordHealth()
            try recordGap(listing)
            try recordVanished(listing)
            for observed in listing.observed { try entries.record(observed) }
            try recordListing(listing)
        case .failed(let kind, let message):
            if kind == "empty" { try lookSoonAtListed() }
            try recordFailure(kind: kind, message: message)
        case .outage(let message):
            try Ledger.cover(feed: poll.feed.id, at: poll.at, outcome: "outage", in: database)
            try database.execute(
                sql: """
                    UPDATE feed SET polled_at = ?, next_poll_at = ?, schedule_reason = ?,
                        last_error = ? WHERE id = ?
                    """,
                arguments: [
                    poll.at.milliseconds, poll.next.at.milliseconds, poll.next.reason,
                    message, poll.feed.id,
                ])
        }
    }
}

// MARK: - The feed

extension PollRecorder {
    private func recordHealth() throws {
        try Ledger.cover(feed: poll.feed.id, at: poll.at, outcome: "seen", in: database)
        try entries.reading(.document(feed: poll.feed.id)) { try entries.endNoise() }
        try Ledger.publishWaiting(
            of: poll.feed.id, at: poll.at, logID: entries.logID, in: database)
        if poll.feed.isFailing {
            try events.append(
                EventDraft(
                    type: .feedRecovered, at: poll.at, feed: poll.feed.name,
                    identifiedBy: [
                        poll.feed.name, poll.feed.failingSince?.description ?? "",
                    ],
                    data: .members([
                        "feed": EventData.feed(poll.feed),
                        "health": .members([
                            "failures": .int(poll.feed.failures),
                            "since": .time(poll.feed.failingSince),
                        ]),
                    ])))
        }
        try database.cachedStatement(
            sql: """
                UPDATE feed SET polled_at = ?1, succeeded_at = ?1, next_poll_at = ?2,
                    schedule_reason = ?3, failures = 0, failing_since = NULL, is_failing = 0,
                    last_error = NULL, baseline_at = coalesce(baseline_at, ?1),
                    rhythm = coalesce(?4, rhythm), hints = coalesce(?5, hints)
                WHERE id = ?6
                """
        ).execute(arguments: [
            poll.at.milliseconds, poll.next.at.milliseconds, poll.next.reason,
            poll.rhythm?.json.text, poll.hints?.json.text, poll.feed.id,
        ])
        try recordMove()
    }

    private func recordListing(_ listing: Listing) throws {
        try database.cachedStatement(
            sql: """
                UPDATE feed SET title = coalesce(?, title), etag = ?, last_modified = ?,
                    body_hash = ?, read_at = coalesce(?, read_at), listed = coalesce(?, listed)
                WHERE id = ?
                """
        ).execute(arguments: [
            listing.title, listing.validators.etag, listing.validators.lastModified,
            listing.bodyHash.map { Data($0) },
            // A part says nothing about the whole.
            listing.isDelta ? nil : poll.at.milliseconds,
            listing.isDelta ? nil : listing.entryCount, poll.feed.id,
        ])
    }

    /// Reports a gap if the document lists none of the entries that were listed before.
    ///
    /// Between the two looks, entries may have come and gone unseen.
    private func recordGap(_ listing: Listing) throws {
        guard poll.feed.baselineAt != nil, !listing.isDelta, listing.knownCount == 0,
            listing.entryCount > 0,
            poll.feed.listed > 0
        else { return }
        try events.append(
            EventDraft(
                type: .feedGap, at: poll.at, feed: poll.feed.name,
                identifiedBy: [poll.feed.name, poll.feed.succeededAt?.description ?? ""],
                data: .members([
                    "feed": EventData.feed(poll.feed),
                    "gap": .members([
                        "from": .time(poll.feed.succeededAt), "to": .time(poll.at),
                        "listed": .int(listing.entryCount),
                    ]),
                ])))
    }

    /// Looks soon at the page of an entry that vanished from among newer and older ones.
    ///
    /// An entry that has merely dropped out of the feed's window is not gone.
    private func recordVanished(_ listing: Listing) throws {
        guard let known = listing.knownEntries, !known.isEmpty else { return }
        let listed = try Int64.fetchSet(
            database.cachedStatement(
                sql: "SELECT id FROM entry WHERE feed_id = ? AND is_listed"),
            arguments: [poll.feed.id])
        let oldest = known.min() ?? .max
        for entry in listed.subtracting(known).sorted() {
            try database.cachedStatement(sql: "UPDATE entry SET is_listed = 0 WHERE id = ?")
                .execute(arguments: [entry])
            if entry > oldest { try entries.lookSoon(at: entry) }
        }
        for entry in known.subtracting(listed) {
            try database.cachedStatement(sql: "UPDATE entry SET is_listed = 1 WHERE id = ?")
                .execute(arguments: [entry])
        }
    }

    /// Looks soon at the newest pages, because a document that lists nothing proves nothing.
    private func lookSoonAtListed() throws {
        let newest = try Int64.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT id FROM entry WHERE feed_id = ? AND is_listed ORDER BY id DESC LIMIT 20
                    """), arguments: [poll.feed.id])
        for entry in newest { try entries.lookSoon(at: entry) }
    }

    private func recordFailure(kind: String, message: String) throws {
        try Ledger.cover(feed: poll.feed.id, at: poll.at, outcome: kind, in: database)
        let failures = poll.feed.failures + 1
        let since = poll.feed.failingSince ?? poll.at
        let isFailing = poll.feed.isFailing || failures >= Self.failuresBeforeReport
        if isFailing, !poll.feed.isFailing {
            try events.append(
                EventDraft(
                    type: .feedFailing, at: poll.at, feed: poll.feed.name,
                    identifiedBy: [poll.feed.name, since.description],
                    data: .members([
                        "feed": EventData.feed(poll.feed),
                        "health": .members([
                            "failures": .int(failures), "since": .time(since),
                            "kind": .string(kind), "error": .string(message),
                        ]),
                    ])))
        }
        try database.execute(
            sql: """
                UPDATE feed SET polled_at = ?, next_poll_at = ?, schedule_reason = ?, failures = ?,
                    failing_since = ?, is_failing = ?, last_error = ? WHERE id = ?
                """,
            arguments: [
                poll.at.milliseconds, poll.next.at.milliseconds, poll.next.reason, failures,
                since.milliseconds, isFailing, message, poll.feed.id,
            ])
    }

    /// Believes a permanent redirect after three polls over a day.
    ///
    /// It never goes into the configuration: a hijacked server must not take the feed with it.
    private func recordMove() throws {
        guard let target = poll.movedTo else {
            if poll.feed.movedTo != nil, !poll.feed.movedTold {
                try database.execute(
                    sql: """
                        UPDATE feed SET moved_to = NULL, moved_since = NULL, moved_polls = 0
                        WHERE id = ?
                        """, arguments: [poll.feed.id])
            }
            return
        }
        let isSame = target == poll.feed.movedTo
        let since = isSame ? poll.feed.movedSince ?? poll.at : poll.at
        let polls = isSame ? poll.feed.movedPolls + 1 : 1
        let isTold = isSame && poll.feed.movedTold
        let isCertain = polls >= 3 && poll.at - since >= .seconds(86_400)
        if isCertain, !isTold {
            try events.append(
                EventDraft(
                    type: .feedMoved, at: poll.at, feed: poll.feed.name,
                    identifiedBy: [poll.feed.name, poll.feed.url, target],
                    data: .members([
                        "feed": EventData.feed(poll.feed),
                        "moved": .members(["to": .string(target), "since": .time(since)]),
                    ])))
        }
        try database.execute(
            sql: """
                UPDATE feed SET moved_to = ?, moved_since = ?, moved_polls = ?, moved_told = ?
                WHERE id = ?
                """,
            arguments: [target, since.milliseconds, polls, isTold || isCertain, poll.feed.id])
    }
}
