import Foundation
import GRDB

extension PollRecorder {
    /// Records an entry that is new or changed, with the events that follow from it.
    func record(_ sighting: Sighting) throws {
        guard try !repeatsSuppressed(sighting) else { return }
        let place = try place(of: sighting)
        try insertRevision(sighting, at: place)
        try insertStatements(sighting, at: place)
        if place.revision == 1 {
            try publish(sighting, at: place)
        } else if let change = sighting.change {
            try record(change, of: sighting, at: place)
        }
        let isNews = !isBaseline && (place.revision == 1 || sighting.change?.level == .major)
        if isNews { try publishStatements(sighting, at: place) }
        try recordResponses(sighting, at: place)
        try openInquiries(sighting, at: place)
    }

    /// A date or a markup that changes at every look would fill the ledger: after the first such
    /// change of an entry, further ones in a row are counted, and not kept.
    private func repeatsSuppressed(_ sighting: Sighting) throws -> Bool {
        guard let previous = sighting.previous, let change = sighting.change,
            change.level == .none
        else { return false }
        try database.cachedStatement(
            sql: """
                UPDATE change SET repeats = repeats + 1
                WHERE entry_id = ? AND to_revision = ? AND level = 'none' AND kinds = ?
                """
        ).execute(arguments: [previous.id, previous.revision, change.kindsColumn])
        guard database.changesCount > 0 else { return false }
        try database.cachedStatement(sql: "UPDATE entry SET source_hash = ? WHERE id = ?")
            .execute(arguments: [Data(sighting.sourceHash), previous.id])
        return true
    }

    /// The first successful poll tells nothing: what it finds was there before anybody looked.
    var isBaseline: Bool { poll.feed.baselineAt == nil }

    /// Where a sighting stands in the ledger.
    struct Place {
        let entry: Int64
        let revision: Int
        let firstSeenAt: Timestamp
    }

    private func place(of sighting: Sighting) throws -> Place {
        if let previous = sighting.previous {
            let revision = previous.revision + 1
            try database.cachedStatement(
                sql: """
                    UPDATE entry SET revision = ?, content_hash = ?, fingerprint = ?,
                        source_hash = ?, rules = ? WHERE id = ?
                    """
            ).execute(arguments: [
                revision, Data(sighting.contentHash), Data(sighting.fingerprint),
                Data(sighting.sourceHash), sighting.rules, previous.id,
            ])
            let firstSeen = try Int64.fetchOne(
                database, sql: "SELECT first_seen_at FROM entry WHERE id = ?",
                arguments: [previous.id])
            return Place(
                entry: previous.id, revision: revision,
                firstSeenAt: Timestamp(column: firstSeen) ?? poll.at)
        }
        try database.cachedStatement(
            sql: """
                INSERT INTO entry (feed_id, identity, identity_rule, source_id, first_seen_at,
                    revision, content_hash, fingerprint, source_hash, rules)
                VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            poll.feed.id, sighting.identity, sighting.identityRule, sighting.sourceID,
            poll.at.milliseconds, Data(sighting.contentHash), Data(sighting.fingerprint),
            Data(sighting.sourceHash), sighting.rules,
        ])
        let entry = database.lastInsertedRowID
        try insertPage(of: sighting, entry: entry)
        return Place(entry: entry, revision: 1, firstSeenAt: poll.at)
    }

    /// The page that a new entry links to is looked at from now on.
    private func insertPage(of sighting: Sighting, entry: Int64) throws {
        guard poll.followsPages, let url = sighting.content.link else { return }
        // An entry that was there long before us has stood the same as long.
        let since = min(sighting.content.published ?? poll.at, poll.at)
        let next = PageLadder.next(after: poll.at, lastChange: since, page: url)
        try database.cachedStatement(
            sql: "INSERT INTO page (entry_id, url, next_look_at, changed_at) VALUES (?, ?, ?, ?)"
        ).execute(arguments: [entry, url, next?.at.milliseconds, since.milliseconds])
    }

    private func insertRevision(_ sighting: Sighting, at place: Place) throws {
        let content = sighting.content
        try database.cachedStatement(
            sql: """
                INSERT INTO revision (entry_id, number, seen_at, title, text, link, author,
                    published, updated, language, content_hash, fingerprint)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            place.entry, place.revision, poll.at.milliseconds, content.title, content.text,
            content.link, content.author, content.published?.milliseconds,
            content.updated?.milliseconds, content.language, Data(sighting.contentHash),
            Data(sighting.fingerprint),
        ])
    }

    private func insertStatements(_ sighting: Sighting, at place: Place) throws {
        for statement in sighting.reading.statements {
            try database.cachedStatement(
                sql: """
                    INSERT INTO statement (entry_id, revision, source, cue, content, is_quoted,
                        institution) VALUES (?, ?, ?, ?, ?, ?, ?)
                    """
            ).execute(arguments: [
                place.entry, place.revision, statement.source, statement.cue, statement.content,
                statement.isQuoted, statement.institution?.rawValue,
            ])
        }
    }

    private func publish(_ sighting: Sighting, at place: Place) throws {
        guard !isBaseline else { return }
        try events.append(
            EventDraft(
                type: .entryPublished, at: poll.at, feed: poll.feed.name, entry: place.entry,
                identifiedBy: [
                    poll.feed.name, sighting.identity, Hex.string(sighting.contentHash),
                ],
                data: .object(subject(sighting, at: place))))
    }

    private func record(_ change: Change, of sighting: Sighting, at place: Place) throws {
        let verdict = try verdict(on: change, of: sighting, at: place)
        try database.cachedStatement(
            sql: """
                INSERT INTO change (entry_id, from_revision, to_revision, at, level, kinds,
                    verdict, reason, detail) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            place.entry, place.revision - 1, place.revision, poll.at.milliseconds,
            change.level.rawValue, change.kindsColumn,
            verdict.type?.rawValue ?? "suppressed", verdict.reason,
            EventData.detail(change).text,
        ])
        guard let type = verdict.type else { return }
        let data =
            subject(sighting, at: place) + [
                .init(
                    "change",
                    EventData.change(change, from: place.revision - 1, to: place.revision))
            ]
        try events.append(
            EventDraft(
                type: type, at: poll.at, feed: poll.feed.name, entry: place.entry,
                level: change.level,
                identifiedBy: [
                    poll.feed.name, sighting.identity, String(place.revision),
                    Hex.string(sighting.contentHash),
                ],
                data: .object(data)))
    }

    /// What every event about an entry carries: which feed, which entry, which revision.
    func subject(_ sighting: Sighting, at place: Place) -> [JSONValue.Member] {
        [
            .init("feed", EventData.feed(poll.feed)),
            .init(
                "entry",
                EventData.entry(
                    identity: sighting.sourceID ?? sighting.identity, content: sighting.content,
                    firstSeenAt: place.firstSeenAt)),
            .init(
                "revision",
                EventData.revision(
                    number: place.revision, contentHash: sighting.contentHash, seenAt: poll.at)),
        ]
    }

    /// Tells what became of the words of institutions; others' are kept, and not told of.
    private func publishStatements(_ sighting: Sighting, at place: Place) throws {
        for change in sighting.statementChanges where change.institution != nil {
            var data = subject(sighting, at: place)
            var identity = [poll.feed.name, sighting.identity]
            switch change {
            case .published(let statement), .withdrawn(let statement):
                data.append(.init("statement", EventData.statement(statement)))
                identity += [statement.source, statement.content]
            case .changed(let old, let new):
                data.append(.init("statement", EventData.statement(new)))
                data.append(.init("before", EventData.statement(old)))
                identity += [old.content, new.source, new.content]
            }
            // The same words may come, go and come back.
            if place.revision > 1 { identity.append(String(place.revision)) }
            try events.append(
                EventDraft(
                    type: change.eventType, at: poll.at, feed: poll.feed.name, entry: place.entry,
                    identifiedBy: identity, data: .object(data)))
        }
    }
}

extension Change {
    fileprivate var kindsColumn: String { kinds.map(\.rawValue).joined(separator: " ") }
}

extension StatementChange {
    fileprivate var institution: InstitutionKey? {
        switch self {
        case .published(let statement), .withdrawn(let statement): statement.institution
        case .changed(let old, let new): new.institution ?? old.institution
        }
    }
}

// MARK: - What a change comes to

extension PollRecorder {
    private struct Verdict {
        /// Nil suppresses: the change is recorded, and makes no event.
        let type: EventType?
        let reason: String
    }

    private func verdict(
        on change: Change, of sighting: Sighting, at place: Place
    ) throws -> Verdict {
        guard change.level == .major else {
            return Verdict(type: nil, reason: change.reason)
        }
        guard !isBaseline else {
            return Verdict(type: nil, reason: "the feed's first poll is a quiet baseline")
        }
        if let earlier = try earlierRevision(like: sighting, at: place) {
            let swings = try recentReversions(of: place)
            guard swings < Self.reversionsBeforeNoise else {
                return Verdict(
                    type: nil,
                    reason: "it swings between versions: \(swings) reversions within a day")
            }
            return Verdict(
                type: .entryReverted, reason: "the content of revision \(earlier) is back")
        }
        if change.kinds.contains(.correction) || change.kinds.contains(.retraction) {
            return Verdict(type: .entryCorrected, reason: change.reason)
        }
        return Verdict(type: .entryUpdated, reason: change.reason)
    }

    /// A page that alternates between two texts is told of this often a day, then only recorded.
    private static let reversionsBeforeNoise = 2

    private func earlierRevision(like sighting: Sighting, at place: Place) throws -> Int? {
        try Int.fetchOne(
            database,
            sql: """
                SELECT number FROM revision WHERE entry_id = ? AND number < ? AND fingerprint = ?
                ORDER BY number DESC LIMIT 1
                """,
            arguments: [place.entry, place.revision - 1, Data(sighting.fingerprint)])
    }

    private func recentReversions(of place: Place) throws -> Int {
        try Int.fetchOne(
            database,
            sql: "SELECT count(*) FROM change WHERE entry_id = ? AND verdict = ? AND at > ?",
            arguments: [
                place.entry, EventType.entryReverted.rawValue,
                (poll.at - .seconds(86_400)).milliseconds,
            ]) ?? 0
    }
}
