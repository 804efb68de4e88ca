import GRDB

extension Ledger {
    /// A place that is looked at: its table, and the column and number that identify it.
    struct CoveredPlace {
        fileprivate let table: String
        fileprivate let column: String
        /// The query for when it was to be looked at next.
        fileprivate let planned: String
        fileprivate let id: Int64

        static func feed(_ id: Int64) -> CoveredPlace {
            CoveredPlace(
                table: "coverage", column: "feed_id",
                planned: "SELECT next_poll_at FROM feed WHERE id = ? AND polled_at <= next_poll_at",
                id: id)
        }

        static func page(entry: Int64) -> CoveredPlace {
            CoveredPlace(
                table: "page_coverage", column: "entry_id",
                planned: """
                    SELECT next_look_at FROM page WHERE entry_id = ? AND looked_at <= next_look_at
                    """, id: entry)
        }
    }

    /// How the last look at the feed ended: `seen`, `outage`, or the kind of its failure.
    package func lastOutcome(feed: Int64) async throws(LedgerError) -> String? {
        try await read { database in
            try String.fetchOne(
                database,
                sql: "SELECT outcome FROM coverage WHERE feed_id = ? ORDER BY from_at DESC LIMIT 1",
                arguments: [feed])
        }
    }

    /// Adds one look to the coverage of a feed or page.
    ///
    /// A look with the same outcome extends the last interval; another outcome begins the next. An
    /// interval also ends where a question was put, so that the looks since then can be counted.
    static func cover(
        _ place: CoveredPlace, at: Timestamp, outcome: String, in database: Database
    ) throws {
        try database.cachedStatement(
            sql: """
                UPDATE \(place.table) SET to_at = ?2, looks = looks + 1
                WHERE \(place.column) = ?1 AND outcome = ?3
                    AND from_at = (
                        SELECT max(from_at) FROM \(place.table)
                        WHERE \(place.column) = ?1 AND from_at <= ?2)
                    AND NOT EXISTS (
                        SELECT 1 FROM inquiry WHERE opened_at > from_at AND opened_at <= ?2)
                """
        ).execute(arguments: [place.id, at.milliseconds, outcome])
        guard database.changesCount == 0 else { return }
        try database.cachedStatement(
            sql: """
                INSERT INTO \(place.table) (\(place.column), from_at, to_at, outcome, looks)
                VALUES (?, ?, ?, ?, 1)
                ON CONFLICT (\(place.column), from_at) DO UPDATE SET
                    outcome = excluded.outcome, looks = looks + 1
                """
        ).execute(arguments: [place.id, at.milliseconds, at.milliseconds, outcome])
    }

    /// Notes that nobody looked between a time at which a look was planned and this one.
    static func coverAbsence(
        _ place: CoveredPlace, from: Timestamp, to: Timestamp, in database: Database
    ) throws {
        try database.cachedStatement(
            sql: "INSERT OR IGNORE INTO \(place.table) VALUES (?, ?, ?, ?, 0)"
        ).execute(arguments: [
            place.id, from.milliseconds, to.milliseconds - 1, Coverage.notLooked,
        ])
    }

    /// When the place was to be looked at next, if it ever was looked at.
    private static func planned(_ place: CoveredPlace, in database: Database) throws -> Timestamp? {
        Timestamp(
            column: try Int64.fetchOne(
                database.cachedStatement(sql: place.planned), arguments: [place.id]))
    }

    /// Takes back looks since then that saw the feed: their 304s have turned out to prove nothing.
    static func doubt(feed: Int64, since moment: Timestamp, in database: Database) throws {
        let row = try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT from_at, to_at, looks FROM coverage
                    WHERE feed_id = ?1 AND outcome = 'seen' AND from_at <= ?2 AND to_at > ?2
                    """), arguments: [feed, moment.milliseconds])
        if let row {
            let all: Int = try row["looks"]
            let doubtful = min(all - 1, try looks(row: row, from: moment) - 1)
            try database.cachedStatement(
                sql: """
                    UPDATE coverage SET to_at = ?3, looks = ?4
                    WHERE feed_id = ?1 AND from_at = ?2
                    """
            ).execute(arguments: [
                feed, try row["from_at"] as Int64, moment.milliseconds, all - doubtful,
            ])
            try database.cachedStatement(
                sql: "INSERT OR IGNORE INTO coverage VALUES (?, ?, ?, ?, ?)"
            ).execute(arguments: [
                feed, moment.milliseconds + 1, try row["to_at"] as Int64, Revalidation.unproven,
                max(1, doubtful),
            ])
        }
        try database.cachedStatement(
            sql: """
                UPDATE coverage SET outcome = ?3
                WHERE feed_id = ?1 AND outcome = 'seen' AND from_at > ?2
                """
        ).execute(arguments: [feed, moment.milliseconds, Revalidation.unproven])
    }

    /// How well each feed was looked at between two times, from its first look on.
    ///
    /// - Returns: by the feed's number; what was never looked at is not there.
    package func coverage(
        feeds: [Int64], from: Timestamp, to: Timestamp
    ) async throws(LedgerError) -> [Int64: Coverage.Place] {
        try await read { database in
            var places: [Int64: Coverage.Place] = [:]
            for feed in feeds {
                let first = Timestamp(
                    column: try Int64.fetchOne(
                        database.cachedStatement(
                            sql: "SELECT min(from_at) FROM coverage WHERE feed_id = ?"),
                        arguments: [feed]))
                guard let first, first <= to else { continue }
                places[feed] = try Self.coverage(
                    feeds: [feed], from: max(from, first), to: to, in: database
                ).places.first
            }
            return places
        }
    }

    /// The coverage of an inquiry.
    ///
    /// It covers the feeds in which a response would have been seen, and the pages that report the
    /// question.
    static func coverage(
        of inquiry: Inquiry, to end: Timestamp, in database: Database
    ) throws -> Coverage {
        let entries = try Row.fetchAll(
            database,
            sql: """
                SELECT entry_id, joined_at FROM inquiry_entry WHERE inquiry_id = ?
                ORDER BY joined_at, entry_id
                """, arguments: [inquiry.id.rawValue]
        ).map { (entry: try $0[0] as Int64, from: Timestamp(milliseconds: try $0[1])) }
        return try coverage(
            feeds: relevantFeeds(to: inquiry, in: database), pagesOf: entries,
            from: inquiry.openedAt, to: end, in: database)
    }

    /// The coverage of the feeds and pages between the two times, both included.
    ///
    /// A page is looked at from the time on at which its entry began to ask. A gap lasts from the
    /// last look that saw the place to the next that did, and is named by the first failure in it.
    static func coverage(
        feeds: [Int64], pagesOf entries: [(entry: Int64, from: Timestamp)] = [], from: Timestamp,
        to: Timestamp,
        in database: Database
    ) throws -> Coverage {
        var places: [Coverage.Place] = []
        for feed in feeds {
            let name =
                try String.fetchOne(
                    database, sql: "SELECT name FROM feed WHERE id = ?", arguments: [feed]) ?? ""
            let seen = try coverage(.feed(feed), from: from, to: to, in: database)
            places.append(seen.place(feed: name, from: from, to: to))
        }
        for (entry, joinedAt) in entries {
            let start = max(from, joinedAt)
            let seen = try coverage(.page(entry: entry), from: start, to: to, in: database)
            let url = try String.fetchOne(
                database, sql: "SELECT url FROM page WHERE entry_id = ?", arguments: [entry])
            // We claim nothing about a page that is not looked at.
            guard let url, seen.looks > 0 || !seen.gaps.isEmpty else { continue }
            places.append(seen.place(page: url, from: start, to: to))
        }
        return Coverage(from: from, to: to, places: places)
    }

    /// The looks at one place, and where none saw it.
    private struct Sight {
        var looks = 0
        var gaps: [(from: Timestamp, to: Timestamp, reason: String)] = []

        func place(
            feed: String? = nil, page: String? = nil, from: Timestamp, to: Timestamp
        ) -> Coverage.Place {
            Coverage.Place(
                feed: feed, page: page, from: from, to: to, looks: looks,
                gaps: gaps.map {
                    .init(feed: feed, page: page, from: $0.from, to: $0.to, reason: $0.reason)
                })
        }
    }

    private static func coverage(
        _ place: CoveredPlace, from: Timestamp, to: Timestamp, in database: Database
    ) throws -> Sight {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT from_at, to_at, outcome, looks FROM \(place.table)
                WHERE \(place.column) = ? AND to_at >= ? AND from_at <= ? ORDER BY from_at
                """, arguments: [place.id, from.milliseconds, to.milliseconds])
        var sight = Sight()
        var seenUntil = from
        var failure = try absence(from: from, until: rows.first, of: place, in: database)
        for row in rows {
            let outcome: String = try row["outcome"]
            guard outcome == "seen" else {
                failure = failure ?? outcome
                continue
            }
            sight.looks += try Self.looks(row: row, from: from)
            if let reason = failure {
                let start = max(Timestamp(milliseconds: try row["from_at"]), from)
                sight.gaps.append((seenUntil, start, reason))
                failure = nil
            }
            seenUntil = min(max(seenUntil, Timestamp(milliseconds: try row["to_at"])), to)
        }
        if failure == nil, let planned = try planned(place, in: database),
            to - max(planned, from) > Coverage.lateness
        {
            failure = Coverage.notLooked
        }
        if let reason = failure { sight.gaps.append((seenUntil, to, reason)) }
        return sight
    }

    /// Why the place was not seen before the first of the rows, if nobody had ever looked at it.
    private static func absence(
        from: Timestamp, until row: Row?, of place: CoveredPlace, in database: Database
    ) throws -> String? {
        guard let row, let first = Timestamp(column: try row["from_at"] as Int64?),
            first - from > Coverage.lateness
        else { return nil }
        let isKnown = try Bool.fetchOne(
            database,
            sql: """
                SELECT EXISTS (SELECT 1 FROM \(place.table)
                    WHERE \(place.column) = ? AND from_at < ?)
                """, arguments: [place.id, first.milliseconds])
        return isKnown == true ? nil : Coverage.notLooked
    }

    /// How many of an interval's looks certainly came after the given time.
    ///
    /// The count follows from the share of the interval that lies after it.
    private static func looks(row: Row, from: Timestamp) throws -> Int {
        let looks: Int = try row["looks"]
        let start = Timestamp(milliseconds: try row["from_at"])
        let end = Timestamp(milliseconds: try row["to_at"])
        guard start < from, start < end else { return looks }
        let share = Double((end - from).milliseconds) / Double((end - start).milliseconds)
        // The first of n looks is at the start of the interval and the last at its end.
        return 1 + Int(Double(looks - 1) * share)
    }
}
