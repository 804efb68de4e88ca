import Foundation
import GRDB

extension EntryRecorder {
    /// Waits for the first look at an entry's page to tell whether it is a new article.
    ///
    /// - Returns: false if there is no page to look at.
    func waitForPage(of entry: Int64) throws -> Bool {
        try database.cachedStatement(sql: "UPDATE page SET waits_since = ? WHERE entry_id = ?")
            .execute(arguments: [look.at.milliseconds, entry])
        return database.changesCount > 0
    }

    /// Follows the plainer of two addresses when the feed links to another form of the article.
    func follow(_ link: String?, for entry: Int64) throws {
        guard let link, CanonicalAddress.isPlain(link) else { return }
        let old = try String.fetchOne(
            database.cachedStatement(sql: "SELECT url FROM page WHERE entry_id = ?"),
            arguments: [entry])
        guard let old, !CanonicalAddress.isPlain(old),
            CanonicalAddress.key(old) == CanonicalAddress.key(link)
        else { return }
        // Where the other form differs in wording, nobody has edited anything.
        try database.cachedStatement(
            sql: """
                UPDATE page SET url = ?, etag = NULL, last_modified = NULL, body_hash = NULL,
                    rules = iif(rules IS NULL, NULL, 0) WHERE entry_id = ?
                """
        ).execute(arguments: [link, entry])
    }

    /// The entry of the same article, at another address, whose same change was already reported.
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

    /// Whether another entry of the same article has already reported this statement.
    ///
    /// For a new or changed statement, that is so if the other entry had the same words first. A
    /// withdrawal is reported only by the article's first entry.
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
