import Foundation
import GRDB

extension EntryRecorder {
    /// Records an entry that is new or changed, with the events that follow from it.
    func record(_ observed: ObservedEntry) throws {
        if observed.isUnread {
            let place = try place(of: observed)
            try insertRevision(observed, at: place)
            return try recordUnread(observed, at: place)
        }
        try reading(subject(of: observed)) { try recordRead(observed) }
    }

    private func subject(of observed: ObservedEntry) -> ReadingSubject {
        if look.source == .page, let entry = observed.previous?.id { return .page(entry: entry) }
        return .entry(feed: look.feed.id, identity: observed.identity)
    }

    private func recordRead(_ observed: ObservedEntry) throws {
        if observed.isRenamed, let previous = observed.previous {
            try rename(previous.id, as: observed)
        }
        if look.source == .page, let previous = observed.previous {
            try endNoise(of: previous.id)
        }
        guard try !repeatsSuppressed(observed) else { return }
        let place = try place(of: observed)
        // This is the first time that the entry is analysed after a quarantine.
        if look.source == .feed, observed.previous != nil, observed.change == nil {
            try insertPage(of: observed, entry: place.entry)
        }
        try insertRevision(observed, at: place)
        try insertStatements(observed, at: place)
        try insertMentions(observed, at: place)
        if place.revision == 1 {
            try publish(observed, at: place)
        } else if let change = observed.change {
            try record(change, of: observed, at: place)
        }
        if isNews(observed, at: place) { try publishStatements(observed, at: place) }
        try recordResponses(observed, at: place)
        try openInquiries(observed, at: place)
    }

    /// An entry whose feed has given it another id is known by the new id from now on.
    private func rename(_ entry: Int64, as observed: ObservedEntry) throws {
        try database.cachedStatement(
            sql: "UPDATE entry SET identity = ?, identity_rule = ?, source_id = ? WHERE id = ?"
        ).execute(arguments: [
            observed.identity, observed.identityRule, observed.sourceID, entry,
        ])
        try follow(observed.content.link, for: entry)
    }

    /// Whether the observed entry is news: the entry itself is new, or its text is.
    func isNews(_ observed: ObservedEntry, at place: Place) -> Bool {
        if let change = observed.change { return change.level == .major && !isBaseline }
        return look.feed.baselineAt.map { place.firstSeenAt > $0 } ?? false
    }

    /// Counts a suppressed change that repeats the one before it, and does not store it.
    ///
    /// A date or markup that changes at every look would otherwise fill the ledger: only the first
    /// such change of an entry is kept, and those that follow it in a row are counted.
    private func repeatsSuppressed(_ observed: ObservedEntry) throws -> Bool {
        guard let previous = observed.previous, let change = observed.change,
            change.level == .none
        else { return false }
        try database.cachedStatement(
            sql: """
                UPDATE change SET repeats = repeats + 1
                WHERE entry_id = ? AND to_revision = ? AND level = 'none' AND kinds = ?
                """
        ).execute(arguments: [previous.id, previous.revision, change.kindsColumn])
        guard database.changesCount > 0 else { return false }
        if look.source == .feed {
            try database.cachedStatement(sql: "UPDATE entry SET source_hash = ? WHERE id = ?")
                .execute(arguments: [Data(observed.sourceHash), previous.id])
        }
        return true
    }

    /// The first successful poll reports nothing: what it finds was there before anybody looked.
    var isBaseline: Bool { look.feed.baselineAt == nil }

    /// Where an observed entry stands in the ledger.
    struct Place {
        let entry: Int64
        let revision: Int
        let firstSeenAt: Timestamp
    }

    private func place(of observed: ObservedEntry) throws -> Place {
        if let previous = observed.previous { return try place(of: observed, after: previous) }
        try database.cachedStatement(
            sql: """
                INSERT INTO entry (feed_id, identity, identity_rule, source_id, first_seen_at,
                    revision, content_hash, fingerprint, source_hash, rules)
                VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            look.feed.id, observed.identity, observed.identityRule, observed.sourceID,
            look.at.milliseconds, Data(observed.contentHash), Data(observed.fingerprint),
            Data(observed.sourceHash), observed.rules,
        ])
        let entry = database.lastInsertedRowID
        try insertPage(of: observed, entry: entry)
        return Place(entry: entry, revision: 1, firstSeenAt: look.at)
    }

    private func place(of observed: ObservedEntry, after previous: KnownEntry) throws -> Place {
        // The other source may have added a revision after this entry was read.
        let row = try Row.fetchOne(
            database.cachedStatement(
                sql: "SELECT revision + 1, first_seen_at FROM entry WHERE id = ?"),
            arguments: [previous.id])
        let revision: Int = try row?[0] ?? previous.revision + 1
        try database.cachedStatement(sql: "UPDATE entry SET revision = ? WHERE id = ?")
            .execute(arguments: [revision, previous.id])
        if look.source == .feed {
            try database.cachedStatement(
                sql: """
                    UPDATE entry SET content_hash = ?1, fingerprint = ?2, source_hash = ?3,
                        rules = ?4 WHERE id = ?5
                    """
            ).execute(arguments: [
                Data(observed.contentHash), Data(observed.fingerprint), Data(observed.sourceHash),
                observed.rules, previous.id,
            ])
            try lookSoon(at: previous.id)
        }
        return Place(
            entry: previous.id, revision: revision,
            firstSeenAt: Timestamp(column: try row?[1]) ?? look.at)
    }

    /// Looks at an entry's page earlier than planned.
    func lookSoon(at entry: Int64) throws {
        try database.cachedStatement(
            sql: """
                UPDATE page SET next_look_at = min(coalesce(next_look_at, ?1), ?1)
                WHERE entry_id = coalesce((SELECT same_as FROM page WHERE entry_id = ?2), ?2)
                    AND gone_since IS NULL AND coalesce(looked_at, 0) < ?1
                """
        ).execute(arguments: [look.at.milliseconds, entry])
    }

    /// Starts to watch the page that a new entry links to.
    private func insertPage(of observed: ObservedEntry, entry: Int64) throws {
        guard look.followsPages, !observed.isUnread, let url = observed.content.link else { return }
        // An entry that was published long before we saw it has been unchanged for that long.
        let since = min(observed.content.published ?? look.at, look.at)
        // The page of a new entry is read at once: a feed seldom has all of the text.
        let next =
            isBaseline ? PageLadder.next(after: look.at, lastChange: since, page: url)?.at : look.at
        try database.cachedStatement(
            sql: """
                INSERT OR IGNORE INTO page (entry_id, url, next_look_at, changed_at, address)
                VALUES (?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            entry, url, next?.milliseconds, since.milliseconds, CanonicalAddress.key(url),
        ])
    }

    private func insertRevision(_ observed: ObservedEntry, at place: Place) throws {
        let content = observed.content
        try database.cachedStatement(
            sql: """
                INSERT INTO revision (entry_id, number, source, seen_at, title, text_id, link,
                    author, published, updated, language, content_hash, fingerprint)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            place.entry, place.revision, source(of: observed).rawValue, look.at.milliseconds,
            content.title, try TextStore.id(of: content.text, in: database), content.link,
            content.author,
            content.published?.milliseconds,
            content.updated?.milliseconds, content.language, Data(observed.contentHash),
            Data(observed.fingerprint),
        ])
    }

    private func source(of observed: ObservedEntry) -> RevisionSource {
        observed.isUnread ? .unread : look.source
    }

    private func insertStatements(_ observed: ObservedEntry, at place: Place) throws {
        for statement in observed.reading.statements {
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

    /// Keeps who was asked, or has refused, whatever follows from it.
    private func insertMentions(_ observed: ObservedEntry, at place: Place) throws {
        for party in observed.reading.parties {
            try database.cachedStatement(
                sql: """
                    INSERT INTO mention (entry_id, revision, party, wording, institution, state,
                        asker, evidence, topic) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """
            ).execute(arguments: [
                place.entry, place.revision, party.name, party.mention,
                party.institution?.rawValue, party.state.rawValue,
                party.isOutletsOwn ? "outlet" : nil, party.evidence, JSONColumn.text(party.topic),
            ])
        }
    }

    private func publish(_ observed: ObservedEntry, at place: Place) throws {
        guard !isBaseline else { return }
        guard try !observed.mayBeVariant || !waitForPage(of: place.entry) else { return }
        try events.append(
            EventDraft(
                type: .entryPublished, at: look.at, feed: look.feed.name, entry: place.entry,
                identifiedBy: [
                    look.feed.name, observed.identity, Hex.string(observed.contentHash),
                ],
                data: .object(subject(observed, at: place))))
    }

    private func record(_ change: Change, of observed: ObservedEntry, at place: Place) throws {
        let verdict = try verdict(on: change, of: observed, at: place)
        let from = observed.comparedWith ?? place.revision - 1
        try database.cachedStatement(
            sql: """
                INSERT INTO change (entry_id, from_revision, to_revision, at, level, kinds,
                    verdict, reason, detail) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            place.entry, from, place.revision, look.at.milliseconds,
            change.level.rawValue, change.kindsColumn,
            verdict.type?.rawValue ?? "suppressed", verdict.reason,
            EventData.detail(change).text,
        ])
        guard let type = verdict.type else { return }
        let isLast = try becomesNoisy(at: place)
        let data =
            subject(observed, at: place) + [
                .init(
                    "change",
                    EventData.change(change, from: from, to: place.revision, isNoisy: isLast))
            ]
        try events.append(
            EventDraft(
                type: type, at: look.at, feed: look.feed.name, entry: place.entry,
                level: change.level,
                identifiedBy: [
                    look.feed.name, observed.identity, String(place.revision),
                    Hex.string(observed.contentHash),
                ],
                data: .object(data)))
    }

    /// The members that every event about an entry carries: feed, entry and revision.
    func subject(_ observed: ObservedEntry, at place: Place) -> [JSONValue.Member] {
        var content = observed.content
        content.title = observed.title
        return [
            .init("feed", EventData.feed(look.feed)),
            .init(
                "entry",
                EventData.entry(
                    identity: observed.sourceID ?? observed.identity, content: content,
                    firstSeenAt: place.firstSeenAt)),
            .init(
                "revision",
                EventData.revision(
                    number: place.revision, source: source(of: observed),
                    contentHash: observed.contentHash, seenAt: look.at)),
        ]
    }

    /// Reports what institutions say; statements of others are kept, but not reported.
    private func publishStatements(_ observed: ObservedEntry, at place: Place) throws {
        guard !observed.statementChanges.isEmpty else { return }
        let variants = try Ledger.variants(of: place.entry, in: database)
        let isHeldBack = try isHeldBack(observed.change, at: place)
        for change in observed.statementChanges where change.institution != nil {
            // An institution's new statement is reported, however often the rest changes.
            if isHeldBack, change.eventType != .statementPublished { continue }
            if try isToldByVariant(change, at: place, variants) { continue }
            var data = subject(observed, at: place)
            var identity = [look.feed.name, observed.identity]
            switch change {
            case .published(let statement), .withdrawn(let statement):
                data.append(.init("statement", EventData.statement(statement)))
                identity += [statement.source, statement.content]
            case .changed(let old, let new):
                data.append(.init("statement", EventData.statement(new)))
                data.append(.init("before", EventData.statement(old)))
                identity += [old.content, new.source, new.content]
            }
            // The same words may appear, vanish and appear again.
            if place.revision > 1 { identity.append(String(place.revision)) }
            try events.append(
                EventDraft(
                    type: change.eventType, at: look.at, feed: look.feed.name, entry: place.entry,
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
