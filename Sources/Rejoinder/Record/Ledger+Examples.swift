import GRDB

/// A revision of which a person has said whom it shows to be asked, or that it shows nobody.
package struct RuledRevision: Sendable {
    package let revision: Revision
    /// All mentions of the revision, also those of which nobody has said anything.
    package let mentions: [MentionRecord]

    /// Names a sentence of the text for good, in every ledger that has it.
    package func exampleID(_ sentence: String) -> String {
        DerivedID.make("ex", salt: [], [source, sentence])
    }

    /// The address of the text, or else its feed.
    package var source: String {
        revision.content.link.map { SecretParameters.redacted($0) } ?? mentions.first?.feed ?? ""
    }
}

extension Ledger {
    /// Calls the closure with each revision on whose mentions a person has ruled, the newest first.
    ///
    /// - Parameter since: leaves out those whose last ruling is older.
    package func ruledRevisions(
        since: Timestamp?, _ body: (RuledRevision) throws -> Void
    ) async throws {
        let places = try await read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT entry_id, revision FROM mention
                    WHERE ruling IS NOT NULL
                    GROUP BY entry_id, revision HAVING max(ruled_at) >= ?
                    ORDER BY entry_id, revision DESC
                    """, arguments: [since?.milliseconds ?? 0]
            ).map { (entry: try $0[0] as Int64, revision: try $0[1] as Int) }
        }
        for place in places {
            guard let revision = try await revision(entry: place.entry, number: place.revision)
            else { continue }
            try body(
                RuledRevision(
                    revision: revision,
                    mentions: try await mentions(entry: place.entry, revision: place.revision)))
        }
    }
}
