import GRDB

/// An event as far as a trial of other settings needs it.
package struct TrialEvent: Sendable {
    /// Its place in the log.
    package let sequence: Int64
    package let at: Timestamp
    /// What routes look at.
    package let routed: RoutedEvent
    package let inquiry: Inquiry.ID?
    /// The institution whose statement it tells.
    package let institution: InstitutionKey?
    /// The sinks that it was sent to by their routes.
    package let sinks: Set<String>

    package var type: EventType { routed.type }
    package var feed: String? { routed.feed }
}

/// An institution's statement that was recorded, and not told because of the settings.
package struct TrialStatement: Sendable {
    /// The ledger's number of it.
    package let id: Int64
    package let feed: String
    package let institution: InstitutionKey
    package let at: Timestamp
    package let routed: RoutedEvent
}

extension Ledger {
    /// The outlets' own questions that were recorded since then, in the order of the log.
    package func trialMentions(
        since: Timestamp
    ) async throws(LedgerError) -> [OpeningTrial.Mention] {
        try await read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT mention.*, feed.name AS feed, revision.title, revision.seen_at,
                        coalesce(revision.published, entry.first_seen_at) AS text_at
                    FROM mention JOIN entry ON entry.id = mention.entry_id
                    JOIN feed ON feed.id = entry.feed_id
                    JOIN revision ON revision.entry_id = mention.entry_id
                        AND revision.number = mention.revision
                    WHERE revision.seen_at >= ? AND mention.asker = 'outlet'
                        AND mention.confidence IS NOT NULL
                        AND (mention.state <> 'responded' OR mention.question IS NOT NULL)
                    ORDER BY mention.id
                    """, arguments: [since.milliseconds]
            ).map(OpeningTrial.Mention.init(row:))
        }
    }

    /// A part of the events since then, in the order of the log, each with the sinks that got it.
    ///
    /// All events of a busy month would not fit into memory.
    /// - Parameter last: the place in the log of the last event of the part before.
    package func trialEvents(
        since: Timestamp, after last: Int64, limit: Int = 500
    ) async throws(LedgerError) -> [TrialEvent] {
        try await read { database in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT * FROM event WHERE sequence > ? AND at >= ? ORDER BY sequence LIMIT ?
                    """, arguments: [last, since.milliseconds, limit])
            let sinks = try Row.fetchAll(
                database,
                sql: """
                    SELECT event_sequence, sink FROM delivery
                    WHERE sink IN (SELECT name FROM sink) AND event_sequence BETWEEN ? AND ?
                        AND origin IS NULL
                    """,
                arguments: [
                    try rows.first?["sequence"] as Int64?, try rows.last?["sequence"] as Int64?,
                ]
            ).map { (try $0[0] as Int64, try $0[1] as String) }
            let bySequence = Dictionary(grouping: sinks, by: \.0).mapValues { Set($0.map(\.1)) }
            return try rows.map { row in
                let event = try Event(row: row, in: database)
                let data = (try? JSONValue(parsing: event.body))?["data"]
                let key = data?["statement"]?["institution"]?.stringValue
                let level = try (row["level"] as String?).flatMap(ChangeLevel.init(rawValue:))
                return TrialEvent(
                    sequence: event.sequence, at: event.at,
                    routed: RoutedEvent(
                        type: event.type, feed: event.feed, level: level, data: data ?? .null),
                    inquiry: try (row["inquiry_id"] as String?).map { Inquiry.ID(rawValue: $0) },
                    institution: key.map { InstitutionKey($0) },
                    sinks: bySequence[event.sequence] ?? [])
            }
        }
    }

    /// A part of the statements since then that the setting `statements` kept from being told.
    ///
    /// - Parameter last: the number of the last statement of the part before.
    package func trialStatements(
        since: Timestamp, after last: Int64, limit: Int = 500
    ) async throws(LedgerError) -> [TrialStatement] {
        try await read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT statement.*, feed.name AS feed, revision.title, revision.seen_at
                    FROM statement
                    JOIN entry ON entry.id = statement.entry_id
                    JOIN feed ON feed.id = entry.feed_id
                    JOIN revision ON revision.entry_id = statement.entry_id
                        AND revision.number = statement.revision
                    WHERE statement.id > ? AND revision.seen_at >= ?
                        AND statement.institution IS NOT NULL
                        AND statement.reason LIKE '%statements is%' ORDER BY statement.id LIMIT ?
                    """, arguments: [last, since.milliseconds, limit]
            ).map { try TrialStatement(row: $0) }
        }
    }
}

extension TrialStatement {
    fileprivate init(row: Row) throws {
        id = try row["id"]
        feed = try row["feed"]
        let key: String = try row["institution"]
        institution = InstitutionKey(key)
        at = Timestamp(milliseconds: try row["seen_at"])
        routed = RoutedEvent(
            type: .statementPublished, feed: feed, level: nil,
            data: .members([
                "entry": .members(["title": .string(try row["title"] as String)]),
                "statement": .members([
                    "source": .string(try row["source"] as String),
                    "content": .string(try row["content"] as String), "institution": .string(key),
                ]),
            ]))
    }
}

extension OpeningTrial.Mention {
    fileprivate init(row: Row) throws {
        let mention = try MentionRecord(row: row)
        // A reason that tells why nothing opened, beside an inquiry: a person has opened it since.
        let isByPerson = mention.inquiry != nil && mention.reason?.contains(", but ") ?? false
        let joined = isByPerson || mention.reason == nil ? nil : mention.inquiry
        self.init(
            id: mention.id, entry: mention.entry, revision: mention.revision, feed: mention.feed,
            title: mention.title, seenAt: mention.seenAt,
            textAt: Timestamp(milliseconds: try row["text_at"]),
            party: .init(
                institution: mention.institution, name: mention.party, state: mention.state,
                evidence: mention.evidence, topic: mention.topic, wording: mention.wording,
                kind: mention.kind, question: mention.question, confidence: mention.confidence),
            inquiry: mention.reason == nil ? mention.inquiry : nil,
            isDecidedByPerson: isByPerson || mention.ruling == .denied,
            reason: joined.map { OpeningTrial.known + $0.rawValue } ?? mention.reason)
    }
}
