import Foundation
import GRDB

/// When an entry changes too often to report each change, and when it has calmed down.
enum EntryNoise {
    /// The change that reaches this number is the last to be reported.
    ///
    /// An article that is written while events unfold changes less often; a ticker or a live blog
    /// changes more often.
    static let mostAnHour = 6
    static let mostADay = 12
    /// An entry is calm once it has had no major change for this long.
    static let calm: Duration = .seconds(6 * 3600)
    /// An entry that never calms down gets one summary in each interval of this length.
    static let longest: Duration = .seconds(86_400)
    /// The verdict on changes recorded meanwhile; a query finds them by how it begins.
    static let reason =
        "\(mark) the entry changes too often, and is told of in sum once it is calm, or after a day"
    static let mark = "held back:"

    /// A newsroom's note on its own text, or an institution's reply, is always reported.
    static let alwaysTold: Set<ChangeKind> = [.correction, .retraction, .response]
}

extension EntryRecorder {
    /// Whether the change is only recorded, because its entry changes too often.
    func isHeldBack(_ change: Change?, at place: Place) throws -> Bool {
        guard try noisySince(place.entry) != nil else { return false }
        guard let change else { return true }
        return try EntryNoise.alwaysTold.isDisjoint(with: change.kinds) && !touchesInquiry(change)
    }

    private func noisySince(_ entry: Int64) throws -> Timestamp? {
        Timestamp(
            column: try Int64.fetchOne(
                database.cachedStatement(sql: "SELECT noisy_since FROM entry WHERE id = ?"),
                arguments: [entry]))
    }

    /// Whether a sentence that changed names somebody whose answer is awaited.
    private func touchesInquiry(_ change: Change) throws -> Bool {
        let open = try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT DISTINCT institution, institution_name FROM inquiry WHERE state = 'open'
                    """)
        ).map { row in (key: try row[0] as String?, name: try (row[1] as String).caseFolded) }
        guard !open.isEmpty else { return false }
        let keys = Set(open.compactMap(\.key))
        return change.sentences.prefix(50).flatMap { [$0.before, $0.after] }.contains { sentence in
            guard let sentence else { return false }
            let found = detector.institution(named: sentence, language: nil)
            if let found, keys.contains(found.rawValue) { return true }
            let text = sentence.caseFolded
            return open.contains { text.contains($0.name) }
        }
    }

    /// Marks the entry as noisy if the change that is now reported is one too many.
    ///
    /// - Returns: whether this is the last change reported for the time being.
    func becomesNoisy(at place: Place) throws -> Bool {
        guard try noisySince(place.entry) == nil else { return false }
        let row = try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT count(*) FILTER (WHERE at > ?2), count(*) FROM change
                    WHERE entry_id = ?1 AND at > ?3 AND verdict <> 'suppressed'
                    """),
            arguments: [
                place.entry, (look.at - .seconds(3600)).milliseconds,
                (look.at - .seconds(86_400)).milliseconds,
            ])
        guard let row, try row[0] >= EntryNoise.mostAnHour || row[1] >= EntryNoise.mostADay else {
            return false
        }
        try database.cachedStatement(sql: "UPDATE entry SET noisy_since = ? WHERE id = ?")
            .execute(arguments: [look.at.milliseconds, place.entry])
        return true
    }
}

// MARK: - Calm again

extension EntryRecorder {
    /// Reports the outcome for each noisy entry that has been calm long enough, or noisy for a day.
    func endNoise() throws {
        let entries = try Int64.fetchAll(
            database.cachedStatement(
                sql: "SELECT id FROM entry WHERE feed_id = ? AND noisy_since IS NOT NULL"),
            arguments: [look.feed.id])
        for entry in entries { try endNoise(of: entry) }
    }

    /// Ends the entry's noise before anything new is recorded of it.
    func endNoise(of entry: Int64) throws {
        guard let since = try noisySince(entry) else { return }
        let last = try Int64.fetchOne(
            database.cachedStatement(
                sql: "SELECT max(at) FROM change WHERE entry_id = ? AND level = 'major'"),
            arguments: [entry])
        let isCalm = Timestamp(column: last).map { look.at - $0 >= EntryNoise.calm } ?? true
        guard isCalm || look.at - since >= EntryNoise.longest else { return }
        for source in [RevisionSource.feed, .page] {
            try tellHeldBack(of: entry, in: source, since: since, isCalm: isCalm)
        }
        try database.cachedStatement(sql: "UPDATE entry SET noisy_since = ? WHERE id = ?")
            .execute(arguments: [isCalm ? nil : look.at.milliseconds, entry])
    }

    /// Reports once what all the changes that were held back have led to.
    private func tellHeldBack(
        of entry: Int64, in source: RevisionSource, since: Timestamp, isCalm: Bool
    ) throws {
        let row = try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT min(from_revision), count(*) FROM change
                    JOIN revision ON revision.entry_id = change.entry_id
                        AND revision.number = change.to_revision
                    WHERE change.entry_id = ? AND source = ? AND at >= ? AND instr(reason, ?) = 1
                    """),
            arguments: [entry, source.rawValue, since.milliseconds, EntryNoise.mark])
        guard let row, let first = try row[0] as Int?,
            let old = try Ledger.revision(entry: entry, number: first, in: database),
            let new = try Ledger.newestRevision(entry: entry, source: source, in: database),
            let change = RevisionDiff.change(
                from: old.content, to: new.content, ignoring: try ignoring(on: entry, in: source)),
            change.level == .major
        else { return }
        let hash = Normaliser.contentHash(of: new.content)
        var data = try Ledger.origin(entry, in: database)
        data.append(
            .init(
                "revision",
                EventData.revision(
                    number: new.number, source: source, contentHash: hash, seenAt: new.seenAt)))
        data.append(
            .init(
                "change",
                EventData.change(
                    change, from: first, to: new.number, isNoisy: !isCalm, heldBack: try row[1])))
        try events.append(
            EventDraft(
                type: .entryUpdated, at: look.at, feed: look.feed.name, entry: entry,
                level: change.level,
                identifiedBy: [
                    look.feed.name, String(entry), String(new.number), Hex.string(hash), "calm",
                ],
                data: .object(data)))
    }

    private func ignoring(on entry: Int64, in source: RevisionSource) throws -> IgnoredLines {
        var ignoring = look.ignoring
        guard source == .page else { return ignoring }
        ignoring.shapes = Set(
            try Ledger.lines(ofPage: entry, in: database).filter { $0.learntAt != nil }
                .map(\.shape))
        return ignoring
    }
}
