import Foundation
import GRDB

extension Ledger {
    /// What the ledger knows that bears on a poll of the feed.
    func facts(
        _ request: FactsRequest, of feed: FeedState
    ) async throws(LedgerError) -> LookFacts {
        guard !request.isEmpty else {
            return LookFacts(
                logID: logID, feed: feed, assumesQuiet: request.unfinished == .assumedNone)
        }
        let logID = logID
        return try await read { database in
            try FactsReader(database: database, request: request)
                .facts(logID: logID, feed: feed)
        }
    }

    /// What the ledger knows that bears on a look at a page.
    func facts(_ look: PageRecord) async throws(LedgerError) -> PageFacts {
        let logID = logID
        return try await read { database in
            guard let feed = try Self.feed(look.page.feed, in: database) else {
                throw LedgerError.noSuchFeed(look.page.feedName)
            }
            let reader = FactsReader(database: database, request: FactsRequest(look))
            let page = look.page
            let isTelling = (look.removal != nil) != page.isRemoved || page.isWaiting
            let isRead = if case .page = look.answer { look.found.held == nil } else { false }
            return PageFacts(
                facts: try reader.facts(logID: logID, feed: feed.asOf(look.at)),
                origin: isTelling ? try Self.origin(of: page.entry, in: database) : nil,
                waiting: page.isWaiting ? try reader.waiting(page.entry) : nil,
                neighbours: isRead ? try reader.neighbours(of: page, at: look.address) : [],
                variants: try reader.lookedAtVariants(of: page.entry))
        }
    }
}

/// Reads the facts for one poll or look; all at one moment, as the database then stands.
struct FactsReader {
    let database: Database
    let request: FactsRequest

    func facts(logID: [UInt8], feed: FeedState) throws -> LookFacts {
        var facts = LookFacts(
            logID: logID, feed: feed, assumesQuiet: request.unfinished == .assumedNone)
        facts.entries = try entries()
        facts.newestInquiry = try newestInquiry()
        if request.mayAnswer { facts.answerable = try answerable() }
        facts.asked = try asked()
        facts.firstSaid = try firstSaid()
        facts.deniedMentions = try deniedMentions()
        facts.noisy = try noisy()
        facts.unsettled = try unsettled()
        if request.unfinished == .ofFeed { facts.waiting = try waiting() }
        if request.wantsListed {
            facts.listed = try Int64.fetchSet(
                database.cachedStatement(
                    sql: "SELECT id FROM entry WHERE feed_id = ? AND is_listed"),
                arguments: [request.feed])
        }
        if request.wantsNewestListed {
            facts.newestListed = try Int64.fetchAll(
                database.cachedStatement(
                    sql: """
                        SELECT id FROM entry WHERE feed_id = ? AND is_listed
                        ORDER BY id DESC LIMIT 20
                        """), arguments: [request.feed])
        }
        for subject in request.unread {
            facts.quarantines[subject] = try Ledger.quarantine(of: subject, in: database)
        }
        return facts
    }
}

extension Ledger {
    /// The entry's feed and content, as events show them.
    static func origin(of entry: Int64, in database: Database) throws -> OriginFacts? {
        guard
            let row = try Row.fetchOne(
                database.cachedStatement(
                    sql: """
                        SELECT feed_id, identity, source_id, first_seen_at FROM entry WHERE id = ?
                        """), arguments: [entry]),
            let feed = try feed(try row[0], in: database),
            let current = try revision(entry: entry, number: nil, in: database)
        else { return nil }
        let told = try newestRevision(entry: entry, source: .feed, in: database)
        return OriginFacts(
            feed: feed,
            origin: .init(
                identity: try row[1], sourceID: try row[2],
                firstSeenAt: Timestamp(milliseconds: try row[3])),
            current: current, title: told?.content.title)
    }
}

// MARK: - Entries

extension FactsReader {
    private func entries() throws -> [Int64: EntryFacts] {
        var found: [Int64: EntryFacts] = [:]
        for asked in request.entries {
            guard var entry = try entry(asked.id) else { continue }
            try complete(&entry, for: asked)
            if asked.isMajor || !asked.statements.isEmpty {
                entry.variants = try variants(of: asked.id)
            }
            found[asked.id] = entry
        }
        let articles = found.values.filter { !$0.variants.isEmpty }
        let variants = Set(articles.flatMap(\.variants))
        for variant in variants {
            guard var other = try found[variant] ?? entry(variant) else { continue }
            try completeVariant(&other)
            found[variant] = other
        }
        let words = Set(request.entries.flatMap(\.statements))
        for entry in variants.union(articles.map(\.id)) {
            found[entry]?.said = try said(words, by: entry)
        }
        return found
    }

    private func entry(_ id: Int64) throws -> EntryFacts? {
        try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT entry.version, identity, source_id, first_seen_at, revision,
                        noisy_since, level, kinds, page.url, page.version,
                        \(hasOtherSource)
                    FROM entry LEFT JOIN page ON page.entry_id = entry.id
                    LEFT JOIN change ON change.entry_id = entry.id AND to_revision = revision
                    WHERE entry.id = ?
                    """), arguments: [id]
        ).map { row in
            let level = try (row[6] as String?).flatMap(ChangeLevel.init(rawValue:))
            return EntryFacts(
                id: id, version: try row[0],
                origin: .init(
                    identity: try row[1], sourceID: try row[2],
                    firstSeenAt: Timestamp(milliseconds: try row[3])),
                revision: try row[4], noisySince: Timestamp(column: try row[5]),
                lastChange: try level.map { ($0, try row[7]) },
                hasOtherSource: try row[10] ?? false,
                page: try (row[8] as String?).map { .init(url: $0, version: try row[9]) })
        }
    }

    /// Whether the entry's other source can show an edit: the feed lists the entry, or its page
    /// was read and is looked at when the feed changes.
    private var hasOtherSource: String {
        guard request.source == .feed else { return "entry.is_listed" }
        return """
            page.same_as IS NULL AND page.gone_since IS NULL AND EXISTS (
                SELECT 1 FROM revision WHERE entry_id = entry.id AND source = 'page')
            """
    }

    /// Whether a row of the table of changes made an event.
    static let isTold = "verdict NOT IN ('suppressed', 'settling', 'pending')"

    /// Reads what judging a change takes.
    private func complete(_ entry: inout EntryFacts, for asked: FactsRequest.Entry) throws {
        let other = request.source.other
        if asked.isFirst {
            entry.newest[other] = try Ledger.newestRevision(
                entry: entry.id, source: other, in: database)
        }
        guard asked.isMajor, let compared = asked.comparedWith else { return }
        entry.comparedAt = Timestamp(
            column: try Int64.fetchOne(
                database.cachedStatement(
                    sql: "SELECT seen_at FROM revision WHERE entry_id = ? AND number = ?"),
                arguments: [entry.id, compared]))
        entry.recentlyTold = try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT at, verdict, iif(kinds = '\(ChangeKind.headline)', \(Packing.detail), NULL)
                    FROM change WHERE entry_id = ? AND at > ? AND \(Self.isTold)
                    """),
            arguments: [entry.id, (request.at - .seconds(86_400)).milliseconds]
        ).compactMap { row in
            if let detail = try row[2] as String? { entry.recentHeadlines.append(detail) }
            return try EventType(rawValue: row[1]).map { (Timestamp(milliseconds: try row[0]), $0) }
        }
        entry.toldByOther = try toldSince(entry.comparedAt, entry: entry.id, source: other)
        if !entry.toldByOther.isEmpty {
            entry.newest[other] = try Ledger.newestRevision(
                entry: entry.id, source: other, in: database)
        }
        entry.earlierAlike = try Int.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT number FROM revision
                    WHERE entry_id = ? AND source = ? AND number < ?
                        AND substr(fingerprint, 1, 16) = ?
                    ORDER BY number DESC LIMIT 1
                    """),
            arguments: [
                entry.id, request.source.rawValue, compared,
                FingerprintColumn.data(asked.fingerprint),
            ])
    }

    /// The details of the changes that were reported since then, the newest first.
    func toldSince(
        _ moment: Timestamp?, entry: Int64, source: RevisionSource
    ) throws -> [String] {
        guard let moment else { return [] }
        return try String.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT \(Packing.detail) FROM change JOIN revision
                        ON revision.entry_id = change.entry_id
                            AND revision.number = change.to_revision
                    WHERE change.entry_id = ? AND revision.source = ?
                        AND \(Self.isTold) AND change.at >= ?
                    ORDER BY change.at DESC LIMIT 50
                    """), arguments: [entry, source.rawValue, moment.milliseconds])
    }

    /// Reads what tells whether the entry has reported a change of another of the same article.
    private func completeVariant(_ entry: inout EntryFacts) throws {
        entry.lastToldAt = try lastTold(entry.id)
        for source in [RevisionSource.feed, .page] {
            entry.newest[source] = try Ledger.newestRevision(
                entry: entry.id, source: source, in: database)
        }
    }

    func lastTold(_ entry: Int64) throws -> Timestamp? {
        Timestamp(
            column: try Int64.fetchOne(
                database.cachedStatement(
                    sql: """
                        SELECT max(at) FROM change WHERE entry_id = ? AND \(Self.isTold)
                        """), arguments: [entry]))
    }

    /// The other entries of the same article.
    func variants(of entry: Int64) throws -> [Int64] {
        try Int64.fetchAll(
            database.cachedStatement(
                sql: """
                    WITH first AS (
                        SELECT coalesce(same_as, entry_id) AS id FROM page WHERE entry_id = ?1)
                    SELECT entry_id FROM page
                    WHERE (entry_id = (SELECT id FROM first) OR same_as = (SELECT id FROM first))
                        AND entry_id <> ?1
                    ORDER BY entry_id
                    """), arguments: [entry])
    }

    /// Those of the statements that one of the entry's revisions has.
    private func said(_ words: Set<String>, by entry: Int64) throws -> Set<String> {
        try words.filter { content in
            try Bool.fetchOne(
                database.cachedStatement(
                    sql: """
                        SELECT EXISTS (SELECT 1 FROM statement WHERE entry_id = ? AND content = ?)
                        """), arguments: [entry, content]) ?? false
        }
    }
}
