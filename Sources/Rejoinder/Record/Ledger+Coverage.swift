import GRDB

/// How well the feeds that matter were looked at in an interval.
///
/// It keeps "nothing was published" apart from "we could not look".
package struct Coverage: Hashable, Sendable {
    package struct Gap: Hashable, Sendable {
        package let feed: String
        package let from: Timestamp
        package let to: Timestamp
        package let reason: String
    }

    package let from: Timestamp
    package let to: Timestamp
    package let feeds: [String]
    /// Looks that saw a feed, over all feeds.
    package let looks: Int
    package let gaps: [Gap]
}

extension Ledger {
    /// Adds one look to the feed's coverage: it lengthens the last interval if the outcome is
    /// the same, else it begins the next.
    ///
    /// An interval ends too where a question was put, so that the looks since then can be counted.
    static func cover(
        feed: Int64, at: Timestamp, outcome: String, in database: Database
    ) throws {
        try database.cachedStatement(
            sql: """
                UPDATE coverage SET to_at = max(to_at, ?2), looks = looks + 1
                WHERE feed_id = ?1 AND outcome = ?3
                    AND from_at = (SELECT max(from_at) FROM coverage WHERE feed_id = ?1)
                    AND NOT EXISTS (
                        SELECT 1 FROM inquiry WHERE opened_at > from_at AND opened_at <= ?2)
                """
        ).execute(arguments: [feed, at.milliseconds, outcome])
        guard database.changesCount == 0 else { return }
        try database.cachedStatement(
            sql: """
                INSERT INTO coverage (feed_id, from_at, to_at, outcome, looks) VALUES (?, ?, ?, ?, 1)
                ON CONFLICT (feed_id, from_at) DO UPDATE SET
                    outcome = excluded.outcome, looks = looks + 1
                """
        ).execute(arguments: [feed, at.milliseconds, at.milliseconds, outcome])
    }

    /// The coverage of the feeds between the two times, both included.
    ///
    /// A gap lasts from the last look that saw the feed to the next that did, and is named by the
    /// first failure in it.
    static func coverage(
        feeds: [Int64], from: Timestamp, to: Timestamp, in database: Database
    ) throws -> Coverage {
        var names: [String] = []
        var looks = 0
        var gaps: [Coverage.Gap] = []
        for feed in feeds {
            let name =
                try String.fetchOne(
                    database, sql: "SELECT name FROM feed WHERE id = ?", arguments: [feed]) ?? ""
            names.append(name)
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT from_at, to_at, outcome, looks FROM coverage
                    WHERE feed_id = ? AND to_at >= ? AND from_at <= ? ORDER BY from_at
                    """, arguments: [feed, from.milliseconds, to.milliseconds])
            var seenUntil = from
            var failure: String?
            for row in rows {
                let outcome: String = row["outcome"]
                guard outcome == "seen" else {
                    failure = failure ?? outcome
                    continue
                }
                looks += Self.looks(row: row, from: from)
                let start = max(Timestamp(milliseconds: row["from_at"]), from)
                if let reason = failure {
                    gaps.append(.init(feed: name, from: seenUntil, to: start, reason: reason))
                    failure = nil
                }
                seenUntil = max(seenUntil, Timestamp(milliseconds: row["to_at"]))
            }
            if let reason = failure {
                gaps.append(.init(feed: name, from: seenUntil, to: to, reason: reason))
            }
        }
        return Coverage(from: from, to: to, feeds: names, looks: looks, gaps: gaps)
    }

    /// Those of an interval's looks that are certain to lie after the time, by their share of it.
    private static func looks(row: Row, from: Timestamp) -> Int {
        let looks: Int = row["looks"]
        let start = Timestamp(milliseconds: row["from_at"])
        let end = Timestamp(milliseconds: row["to_at"])
        guard start < from, start < end else { return looks }
        let share = Double((end - from).milliseconds) / Double((end - start).milliseconds)
        // Of n looks, the first stands at the start and the last at the end.
        return 1 + Int(Double(looks - 1) * share)
    }
}
