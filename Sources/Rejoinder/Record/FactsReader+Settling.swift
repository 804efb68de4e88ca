import GRDB

/// Changes that were recorded, and wait before they are reported.
extension FactsReader {
    func unsettled() throws -> [UnsettledChange] {
        let columns = """
            entry_id, entry.version, to_revision, from_revision, at, verdict
            """
        let rows: [Row] =
            switch request.unfinished {
            case .none, .assumedNone: []
            case .ofFeed:
                // CROSS JOIN makes SQLite begin with the few that wait.
                try Row.fetchAll(
                    database.cachedStatement(
                        sql: """
                            SELECT \(columns) FROM change CROSS JOIN entry ON entry.id = entry_id
                            WHERE verdict IN ('settling', 'pending') AND feed_id = ?
                            """), arguments: [request.feed])
            case .ofEntry(let entry):
                try Row.fetchAll(
                    database.cachedStatement(
                        sql: """
                            SELECT \(columns) FROM change CROSS JOIN entry ON entry.id = entry_id
                            WHERE verdict IN ('settling', 'pending') AND entry_id = ?
                            """), arguments: [entry])
            }
        // An ORDER BY would make SQLite read the whole table by another index.
        return try rows.compactMap(change).sorted {
            ($0.entry, $0.new.number) < ($1.entry, $1.new.number)
        }
    }

    private func change(_ row: Row) throws -> UnsettledChange? {
        let entry: Int64 = try row[0]
        guard let wait = ChangeVerdict.Wait(rawValue: try row[5]),
            let new = try Ledger.revision(entry: entry, number: row[2], in: database),
            let told = try Ledger.revision(entry: entry, number: row[3], in: database)
        else { return nil }
        let other = new.source.other
        let toldByOther = try toldSince(told.seenAt, entry: entry, source: other)
        let lines = new.source == .page ? try Ledger.lines(ofPage: entry, in: database) : []
        return UnsettledChange(
            entry: entry, version: try row[1], source: new.source, wait: wait,
            at: Timestamp(milliseconds: try row[4]), told: told, new: new,
            earlierAlike: try earlierAlike(new, of: entry),
            recentReversions: try recentReversions(of: entry), toldByOther: toldByOther,
            other: toldByOther.isEmpty
                ? nil : try Ledger.newestRevision(entry: entry, source: other, in: database),
            learntLines: Set(lines.filter { $0.learntAt != nil }.map(\.shape)),
            variants: try variants(of: entry).compactMap { try variant($0, new.source) },
            origin: try Ledger.origin(of: entry, in: database))
    }

    private func variant(
        _ entry: Int64, _ source: RevisionSource
    ) throws -> UnsettledChange.Variant? {
        guard let newest = try Ledger.newestRevision(entry: entry, source: source, in: database),
            let version = try Int.fetchOne(
                database.cachedStatement(sql: "SELECT version FROM entry WHERE id = ?"),
                arguments: [entry])
        else { return nil }
        return UnsettledChange.Variant(
            entry: entry, version: version, newest: newest, lastToldAt: try lastTold(entry))
    }

    private func earlierAlike(_ revision: Revision, of entry: Int64) throws -> Int? {
        try Int.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT earlier.number FROM revision JOIN revision AS earlier
                        ON earlier.entry_id = revision.entry_id
                            AND earlier.number < revision.number
                            AND earlier.source = revision.source
                            AND substr(earlier.fingerprint, 1, 16)
                                = substr(revision.fingerprint, 1, 16)
                    WHERE revision.entry_id = ? AND revision.number = ?
                    ORDER BY earlier.number DESC LIMIT 1
                    """), arguments: [entry, revision.number])
    }

    private func recentReversions(of entry: Int64) throws -> Int {
        try Int.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT count(*) FROM change
                    WHERE entry_id = ? AND at > ? AND verdict = '\(EventType.entryReverted.rawValue)'
                    """),
            arguments: [entry, (request.at - .seconds(86_400)).milliseconds]) ?? 0
    }
}
