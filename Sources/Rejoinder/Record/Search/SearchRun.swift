import GRDB

/// One search: the index proposes texts, the best first, and the ledger has the last word.
struct SearchRun {
    /// An error that came up in the ledger, not in the index.
    struct InLedger: Error { let cause: any Error }

    private let query: SearchQuery
    private let byTime: Bool
    private let limit: Int
    private let ledger: Database
    private var notes: [String]
    private var results: [SearchResult] = []
    private var hasMore = false
    private var unknownFeeds: [String] = []

    /// Entries that copy the text of a result; more are not listed.
    private static let mostCopies = 20

    init(query: SearchQuery, byTime: Bool, limit: Int, ledger: Database) {
        self.query = query
        self.byTime = byTime
        self.limit = limit
        self.ledger = ledger
        notes = query.notes
    }

    mutating func outcome(_ index: Database) throws -> SearchOutcome {
        let proofs = try SearchTable.allCases.map { try SearchProof($0, index) }
        let progress = try inLedger { try SearchIndexer.Progress(proofs, in: $0) }
        var expression = try SearchExpression(query, in: index)
        if limit > 0, !query.isEmpty, try select(&expression) {
            for target in targets { try search(target, expression, index) }
        }
        // Each kind came in its own order.
        if targets.count > 1 {
            results.sort {
                byTime || $0.rank == $1.rank ? $0.seenAt > $1.seenAt : $0.rank < $1.rank
            }
            hasMore = hasMore || results.count > limit
        }
        return SearchOutcome(
            results: Array(results.prefix(max(0, limit))), hasMore: hasMore, notes: notes,
            unknownFeeds: unknownFeeds, progress: progress)
    }

    private func inLedger<Value>(_ work: (Database) throws -> Value) throws -> Value {
        do { return try work(ledger) } catch { throw InLedger(cause: error) }
    }
}

// MARK: - What is searched

extension SearchRun {
    private struct Target {
        let table: SearchTable
        let places: [SearchExpression.Place]
        /// The fields in which the words have to stand; nil: any.
        var fields: Set<Int>?
    }

    private var targets: [Target] {
        let kinds = Set(query.kinds)
        var targets: [Target] = []
        if kinds.isEmpty || kinds.isSuperset(of: [.title, .text]) {
            targets.append(Target(table: .document, places: [.title, .salient, .anywhere]))
        } else if kinds.contains(.title) {
            targets.append(Target(table: .document, places: [.title], fields: [0]))
        } else if kinds.contains(.text) {
            targets.append(Target(table: .document, places: [.salient, .anywhere], fields: [1]))
        }
        if kinds.contains(.statement) {
            targets.append(Target(table: .statement, places: [.anywhere]))
        }
        if kinds.contains(.mention) {
            targets.append(Target(table: .mention, places: [.anywhere]))
        }
        return targets
    }

    /// Adds the marks of feeds and institutions.
    ///
    /// - Returns: false if there can be no result.
    private mutating func select(_ expression: inout SearchExpression) throws -> Bool {
        let feeds = try inLedger {
            try Row.fetchAll($0, sql: "SELECT id, name, institution FROM feed ORDER BY id").map {
                let (id, name): (Int64, String) = try ($0["id"], $0["name"])
                return (id: id, name: name, key: try $0["institution"] as String?)
            }
        }
        func marks(ofFeeds names: [String]) -> [String] {
            feeds.filter { feed in names.contains { Glob.matches(feed.name, $0) } }
                .map { SearchMark.feed($0.id) }
        }
        unknownFeeds = (query.feeds + query.excludedFeeds).filter { marks(ofFeeds: [$0]).isEmpty }
        func marks(ofInstitutions names: [String]) throws -> [String] {
            let keys = try inLedger { try Self.institutions(names, in: $0) }
            return keys.map(SearchMark.institution)
                + feeds.filter { $0.key.map(keys.contains) ?? false }
                .map { SearchMark.feed($0.id) }
        }
        for name in query.institutions + query.excludedInstitutions
        where try marks(ofInstitutions: [name]).isEmpty {
            notes.append("no text is of an institution with the key \(name), quotes it or asks it")
        }
        if !query.feeds.isEmpty { expression.marks.append(marks(ofFeeds: query.feeds)) }
        if !query.institutions.isEmpty {
            expression.marks.append(try marks(ofInstitutions: query.institutions))
        }
        expression.excludedMarks =
            marks(ofFeeds: query.excludedFeeds)
            + (try marks(ofInstitutions: query.excludedInstitutions))
        return expression.marks.allSatisfy { !$0.isEmpty }
    }

    /// The keys that match one of the names.
    private static func institutions(
        _ names: [String], in ledger: Database
    ) throws -> Set<String> {
        guard !names.isEmpty else { return [] }
        // Goes from key to key through the indexes, instead of through all rows.
        let known = try String.fetchSet(
            ledger,
            sql: ["statement", "mention"].map { table in
                """
                SELECT key FROM (
                    WITH RECURSIVE found (key) AS (
                        SELECT min(institution) FROM \(table) WHERE institution IS NOT NULL
                        UNION ALL
                        SELECT (SELECT min(institution) FROM \(table)
                            WHERE institution IS NOT NULL AND institution > key)
                        FROM found WHERE key IS NOT NULL)
                    SELECT key FROM found WHERE key IS NOT NULL)
                """
            }.joined(separator: " UNION ")
                + " UNION SELECT institution FROM feed WHERE institution IS NOT NULL")
        return known.filter { key in names.contains { Glob.matches(key, $0) } }
    }

    /// The ids of the sources that were seen in the time that is wanted; nil if there are none.
    private func ids(_ table: SearchTable, in index: Database) throws -> ClosedRange<Int64>? {
        func day(_ moment: Timestamp) -> Int64 { moment.seconds.flooredDivision(by: 86_400) }
        let row = try Row.fetchOne(
            index,
            sql: """
                SELECT (SELECT min(first) FROM day WHERE kind = ?1 AND day >= ?2) AS first,
                    (SELECT max(last) FROM day WHERE kind = ?1 AND day <= ?3) AS last
                """,
            arguments: [
                table.rawValue, query.since.map(day) ?? .min, query.until.map(day) ?? .max,
            ])
        guard let row else { return nil }
        let (first, last): (Int64?, Int64?) = try (row["first"], row["last"])
        guard let first, let last, first <= last else { return nil }
        return first...last
    }
}

// MARK: - Searching

extension SearchRun {
    private mutating func search(
        _ target: Target, _ expression: SearchExpression, _ index: Database
    ) throws {
        guard let ids = try ids(target.table, in: index) else { return }
        var found = Found(matcher: SearchMatcher(expression), target: target)
        let name = target.table.name
        stages: for stage in expression.stages(target.places, byTime: byTime) {
            let proposed = try Int64.fetchCursor(
                index,
                sql: """
                    SELECT rowid FROM \(name) WHERE \(name) MATCH ? AND rowid BETWEEN ? AND ?
                    ORDER BY rowid DESC
                    """, arguments: [stage.match, ids.lowerBound, ids.upperBound])
            while let id = try proposed.next() {
                guard found.considered.insert(id).inserted else { continue }
                try inLedger { try consider(id, stage.rank, &found, in: $0) }
                guard found.results.count <= limit else {
                    hasMore = true
                    found.results.removeLast()
                    break stages
                }
            }
        }
        results += found.results
    }

    /// What was found in one table.
    private struct Found {
        let matcher: SearchMatcher
        let target: Target
        var considered: Set<Int64> = []
        var results: [SearchResult] = []
        /// The places of results, by what must not be told twice.
        var keys: [Key: Int] = [:]

        enum Key: Hashable {
            case entry(Int64)
            case text(Int64)
            case words(entry: Int64, [String])
        }
    }

    private typealias Candidate = (
        source: SearchSource, words: [[SearchWord]], hits: [SearchMatcher.Hit]
    )

    private func candidate(_ id: Int64, _ found: Found, in ledger: Database) throws -> Candidate? {
        guard let source = try SearchSource.one(found.target.table, id, in: ledger),
            query.since.map({ $0 <= source.seenAt }) ?? true,
            query.until.map({ source.seenAt < $0 }) ?? true
        else { return nil }
        let words = source.fields.map { SearchWords.words(of: $0) }
        return found.matcher.hits(in: words, allowed: found.target.fields)
            .map { (source, words, $0) }
    }

    private func consider(
        _ id: Int64, _ rank: Int, _ found: inout Found, in ledger: Database
    ) throws {
        guard var candidate = try candidate(id, found, in: ledger) else { return }
        let isDocument = found.target.table == .document
        if isDocument, found.keys[.entry(candidate.source.entry)] != nil { return }
        if isDocument, !byTime, let current = try current(candidate.source, found, in: ledger) {
            candidate = current
        }
        let (source, words, hits) = candidate
        let row = try Row.fetchOne(
            ledger.cachedStatement(
                sql: """
                    SELECT feed.name, entry.revision, revision.title, link
                    FROM revision JOIN entry ON entry.id = entry_id
                    JOIN feed ON feed.id = feed_id WHERE entry_id = ? AND number = ?
                    """), arguments: [source.entry, source.revision])
        guard let row else { return }
        let key =
            isDocument
            ? Found.Key.text(source.text ?? 0)
            : .words(entry: source.entry, source.fields)
        if isDocument { found.keys[.entry(source.entry)] = found.results.count }
        if !isDocument || !source.fields[1].isEmpty {
            if let place = found.keys[key] {
                let copies = found.results[place].copies.count
                guard isDocument, copies < Self.mostCopies else { return }
                found.results[place].copies.append(
                    SearchResult.Copy(entry: source.entry, feed: try row["name"]))
                return
            }
            found.keys[key] = found.results.count
        }
        let title: String = try row["title"]
        func excerpt(_ text: String, _ field: Int?, length: Int) -> SearchExcerpt {
            SearchExcerpt(
                of: text, field.map { words[$0] } ?? SearchWords.words(of: text),
                hits: hits.filter { $0.field == field }, length: length)
        }
        found.results.append(
            SearchResult(
                kind: kind(found.target.table, hits), entry: source.entry, feed: try row["name"],
                revision: source.revision, newestRevision: try row["revision"],
                seenAt: source.seenAt, link: try row["link"],
                title: excerpt(title, isDocument ? 0 : nil, length: 200),
                excerpt: excerpt(source.fields[1], 1, length: 36),
                party: isDocument ? nil : source.fields[0],
                institution: isDocument
                    ? nil : source.institutions.first.map(InstitutionKey.init(rawValue:)),
                rank: rank))
    }

    private func kind(
        _ table: SearchTable, _ hits: [SearchMatcher.Hit]
    ) -> SearchQuery.Kind {
        switch table {
        case .document: hits.isEmpty || hits.contains { $0.field == 1 } ? .text : .title
        case .statement: .statement
        case .mention: .mention
        }
    }

    /// The entry's current revision, if another was proposed and the current one has the words too.
    private func current(
        _ source: SearchSource, _ found: Found, in ledger: Database
    ) throws -> Candidate? {
        let id = try Int64.fetchOne(
            ledger.cachedStatement(
                sql: """
                    SELECT revision.rowid FROM entry JOIN revision
                        ON entry_id = entry.id AND number = entry.revision
                    WHERE entry.id = ? AND number <> ?
                    """), arguments: [source.entry, source.revision])
        return try id.flatMap { try candidate($0, found, in: ledger) }
    }
}
