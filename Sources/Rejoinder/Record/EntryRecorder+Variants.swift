import Foundation
import GRDB

extension EntryRecorder {
    /// Leaves it to the first look at an entry's page to tell whether it is a new article.
    ///
    /// - Returns: false where there is no page to look at.
    func waitForPage(of entry: Int64) throws -> Bool {
        try database.cachedStatement(sql: "UPDATE page SET waits_since = ? WHERE entry_id = ?")
            .execute(arguments: [look.at.milliseconds, entry])
        return database.changesCount > 0
    }

    /// The feed links to another form of the same article: the plainer of the two is looked at.
    func follow(_ link: String?, for entry: Int64) throws {
        guard let link, CanonicalAddress.isPlain(link) else { return }
        let old = try String.fetchOne(
            database.cachedStatement(sql: "SELECT url FROM page WHERE entry_id = ?"),
            arguments: [entry])
        guard let old, !CanonicalAddress.isPlain(old),
            CanonicalAddress.key(old) == CanonicalAddress.key(link)
        else { return }
        // What the other form reads otherwise is nobody's edit.
        try database.cachedStatement(
            sql: """
                UPDATE page SET url = ?, etag = NULL, last_modified = NULL, body_hash = NULL,
                    rules = iif(rules IS NULL, NULL, 0) WHERE entry_id = ?
                """
        ).execute(arguments: [link, entry])
    }

    /// The entry of the same article, at another address, of which the same change was told.
    func variantThatTold(
        _ change: Change, of observed: ObservedEntry, at place: Place
    ) throws -> Int64? {
        guard let from = observed.comparedWith else { return nil }
        return try Ledger.variants(of: place.entry, in: database).first { variant in
            let told = try Bool.fetchOne(
                database.cachedStatement(
                    sql: """
                        SELECT EXISTS (
                            SELECT 1 FROM change WHERE entry_id = ?1 AND verdict <> 'suppressed'
                                AND at >= (
                                    SELECT seen_at FROM revision WHERE entry_id = ?2 AND number = ?3))
                        """), arguments: [variant, place.entry, from])
            guard told == true else { return false }
            return try [look.source, look.source.other].contains { source in
                let shown = try Ledger.newestRevision(entry: variant, source: source, in: database)
                return shown.map { change.isSeen(in: $0.content, as: observed.content) } ?? false
            }
        }
    }

    /// Whether the statement's event is another entry's of the same article: one brought the same
    /// words before this did, and what is withdrawn only the first of them tells.
    func isToldByVariant(
        _ change: StatementChange, at place: Place, _ variants: [Int64]
    ) throws -> Bool {
        guard !variants.isEmpty else { return false }
        switch change {
        case .withdrawn: return variants.contains { $0 < place.entry }
        case .published(let statement), .changed(_, let statement):
            let isOwn = try has(statement, entry: place.entry, before: place.revision)
            return try !isOwn
                && variants.contains { try has(statement, entry: $0, before: .max) }
        }
    }

    private func has(_ statement: Statement, entry: Int64, before revision: Int) throws -> Bool {
        try Bool.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM statement
                        WHERE entry_id = ? AND revision < ? AND content = ?)
                    """), arguments: [entry, revision, statement.content]) ?? false
    }
}
