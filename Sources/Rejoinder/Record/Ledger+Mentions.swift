import GRDB

/// A revision's report that somebody was asked or has refused, with what became of it.
package struct MentionRecord: Hashable, Sendable {
    /// The ledger's own number.
    package let id: Int64
    package let entry: Int64
    package let revision: Int
    /// The feed's name.
    package let feed: String
    /// The title of the text that says so.
    package let title: String
    package let seenAt: Timestamp
    /// The institution's own name if it is known, or else the name as the text gives it.
    package let party: String
    package let wording: String
    package let institution: InstitutionKey?
    /// `awaiting`, `declined` or `responded`.
    package let state: String
    /// Whether the outlet itself asked.
    package let isOutletsOwn: Bool
    /// The sentence that says so.
    package let evidence: String
    package let topic: [String]
    /// Nil if it was not measured.
    package let confidence: Double?
    /// Of an answer, the sentence that tells of the press's question, if one does.
    package let question: String?
    package let isDoubtful: Bool
    /// Nil if an earlier version has read the text.
    package let kind: PartyKind?
    /// Why no inquiry opened, or why it joined one; nil if it opened one, or none could.
    package let reason: String?
    package let ruling: Ruling?
    /// The inquiry that it opened or joined.
    package let inquiry: Inquiry.ID?

    /// What a person has said of it.
    package enum Ruling: String, Sendable {
        /// The party was asked.
        case confirmed
        /// Nobody was asked.
        case denied
    }
}

extension Ledger {
    /// The doubtful mentions for which a person has yet to decide, the newest first.
    ///
    /// Of one party in one entry only the newest counts: a later revision may have made it clear.
    package func doubtfulMentions(since: Timestamp) async throws(LedgerError) -> [MentionRecord] {
        try await mentions(
            where: """
                is_doubtful AND ruling IS NULL AND inquiry_id IS NULL AND seen_at > ?
                AND NOT EXISTS (SELECT 1 FROM mention AS later
                    WHERE later.entry_id = mention.entry_id AND later.party = mention.party
                        AND later.id > mention.id)
                ORDER BY seen_at DESC, mention.id DESC
                """, [since.milliseconds])
    }

    /// The mentions of asked and refusing parties from which no inquiry was opened, the newest first.
    ///
    /// Of one party in one entry only the newest counts.
    package func unopenedMentions(since: Timestamp) async throws(LedgerError) -> [MentionRecord] {
        try await mentions(
            where: """
                reason IS NOT NULL AND ruling IS NULL AND inquiry_id IS NULL AND seen_at > ?
                AND NOT EXISTS (SELECT 1 FROM mention AS later
                    WHERE later.entry_id = mention.entry_id AND later.party = mention.party
                        AND later.id > mention.id)
                ORDER BY seen_at DESC, mention.id DESC
                """, [since.milliseconds])
    }

    /// The mentions in a revision, in the order of the text.
    package func mentions(
        entry: Int64, revision: Int
    ) async throws(LedgerError) -> [MentionRecord] {
        try await mentions(
            where: "mention.entry_id = ? AND mention.revision = ? ORDER BY mention.id",
            [entry, revision])
    }

    /// The mentions that opened an inquiry or joined it.
    package func mentions(of inquiry: Inquiry.ID) async throws(LedgerError) -> [MentionRecord] {
        try await read { try Self.mentions(of: inquiry, in: $0) }
    }

    static func mentions(of inquiry: Inquiry.ID, in database: Database) throws -> [MentionRecord] {
        try mentions(
            where: "inquiry_id = ? ORDER BY mention.id", [inquiry.rawValue], in: database)
    }

    package func mention(_ id: Int64) async throws(LedgerError) -> MentionRecord {
        try await read { try Self.mention(id, in: $0) }
    }

    /// - Parameter condition: what they have in common, and their order.
    private func mentions(
        where condition: String, _ arguments: StatementArguments
    ) async throws(LedgerError) -> [MentionRecord] {
        try await read { try Self.mentions(where: condition, arguments, in: $0) }
    }

    private static func mentions(
        where condition: String, _ arguments: StatementArguments, in database: Database
    ) throws -> [MentionRecord] {
        try Row.fetchAll(
            database, sql: "\(MentionRecord.selection) WHERE \(condition)", arguments: arguments
        ).map(MentionRecord.init(row:))
    }

    static func mention(_ id: Int64, in database: Database) throws -> MentionRecord {
        let row = try Row.fetchOne(
            database, sql: "\(MentionRecord.selection) WHERE mention.id = ?", arguments: [id])
        guard let row else { throw LedgerError.noSuchMention(id) }
        return try MentionRecord(row: row)
    }
}

// MARK: - What a person says of them

extension Ledger {
    /// Opens the inquiry that was not opened from a mention, as if it had been sure.
    ///
    /// - Throws: `wrongState` if it was opened, or if the party answered.
    package func open(
        mention id: Int64, dueAt: Timestamp?, by act: Act
    ) async throws(LedgerError) -> Inquiry {
        let seal = seal
        return try await write { database in
            let mention = try Self.mention(id, in: database)
            let opening = try Self.opening(
                from: mention, salt: seal.id, dueAt: dueAt, by: act, in: database)
            let inquiry = opening.inquiry
            guard try Self.inquiry(inquiry.id, in: database) == nil else {
                throw LedgerError.wrongState(
                    "\(inquiry.id.rawValue) is about the question of mention \(id) already")
            }
            try Self.insert(
                inquiry, entry: mention.entry, revision: mention.revision, in: database)
            try database.execute(
                sql: "UPDATE mention SET inquiry_id = ? WHERE id = ?",
                arguments: [inquiry.id.rawValue, id])
            try Self.rule(onMentionsOf: inquiry.id, isAsked: true, by: act, in: database)
            try EventWriter(database: database, seal: seal).append(opening.event(at: act.at))
            return inquiry
        }
    }

    /// Says that nobody was asked, although a text was taken to say so.
    ///
    /// - Throws: `wrongState` if an inquiry was opened from it: that is to be closed.
    package func dismiss(mention id: Int64, by act: Act) async throws(LedgerError) {
        try await write { database in
            let mention = try Self.mention(id, in: database)
            if let inquiry = mention.inquiry?.rawValue {
                throw LedgerError.wrongState(
                    "\(inquiry) was opened from mention \(id); "
                        + "`rejoinder inquiries close --not-asked \(inquiry)`")
            }
            guard mention.ruling != .denied else {
                throw LedgerError.wrongState("mention \(id) is dismissed already")
            }
            try Self.rule(on: "id = ?", [id], isAsked: false, by: act, in: database)
            // Whoever judges the entry at the same moment finds the row changed.
            try database.execute(
                sql: "UPDATE entry SET version = version + 1 WHERE id = ?",
                arguments: [mention.entry])
        }
    }

    /// Keeps what a person's act on an inquiry says of the mentions from which it was opened.
    static func rule(
        onMentionsOf inquiry: Inquiry.ID, isAsked: Bool, by act: Act, in database: Database
    ) throws {
        try rule(
            on: "inquiry_id = ?", [inquiry.rawValue], isAsked: isAsked, by: act, in: database)
    }

    /// Whoever waits again for an answer no longer says that nobody was asked.
    static func withdrawDenial(
        ofMentionsOf inquiry: Inquiry.ID, by act: Act, in database: Database
    ) throws {
        try rule(
            on: "inquiry_id = ? AND ruling = '\(MentionRecord.Ruling.denied)'",
            [inquiry.rawValue], isAsked: true, by: act, in: database)
    }

    private static func rule(
        on condition: String, _ arguments: StatementArguments, isAsked: Bool, by act: Act,
        in database: Database
    ) throws {
        let ruling = isAsked ? MentionRecord.Ruling.confirmed : .denied
        try database.execute(
            sql: "UPDATE mention SET ruling = ?, ruled_by = ?, ruled_at = ? WHERE \(condition)",
            arguments: [ruling.rawValue, act.by, act.at.milliseconds] + arguments)
    }

    /// What an inquiry would be that is opened from the mention now.
    private static func opening(
        from mention: MentionRecord, salt: [UInt8], dueAt: Timestamp?, by act: Act,
        in database: Database
    ) throws -> InquiryOpening {
        guard mention.state != "responded" else {
            throw LedgerError.wrongState(
                "mention \(mention.id) is of an answer, so that none is awaited")
        }
        guard let origin = try origin(of: mention.entry, in: database),
            let revision = try revision(
                entry: mention.entry, number: mention.revision, in: database)
        else { throw LedgerError.noSuchMention(mention.id) }
        let inquiry = Inquiry(
            id: DerivedID.inquiry(
                salt: salt, feed: origin.feed.name, identity: origin.origin.identity,
                institution: mention.institution, name: mention.party),
            institution: mention.institution, institutionName: mention.party,
            origin: .text(entry: mention.entry), subject: origin.title ?? mention.title,
            evidence: mention.evidence, topic: mention.topic, openedAt: act.at, dueAt: dueAt,
            state: mention.state == "declined" ? .declined : .open)
        let told = EventData.revision(
            number: revision.number, source: revision.source,
            contentHash: Normaliser.contentHash(of: revision.content), seenAt: revision.seenAt,
            receipt: revision.receipt)
        return InquiryOpening(
            inquiry: inquiry, subject: origin.members + [.init("revision", told)],
            feed: origin.feed.name, entry: mention.entry, revision: mention.revision,
            mention: EventData.mention(
                wording: mention.wording, kind: mention.kind, confidence: mention.confidence),
            confidence: mention.confidence, act: act.json)
    }
}

extension MentionRecord {
    fileprivate static let selection = """
        SELECT mention.*, feed.name AS feed, revision.title, revision.seen_at
        FROM mention JOIN entry ON entry.id = mention.entry_id
        JOIN feed ON feed.id = entry.feed_id
        JOIN revision ON revision.entry_id = mention.entry_id AND revision.number = mention.revision
        """

    init(row: Row) throws {
        try self.init(
            id: row["id"], entry: row["entry_id"], revision: row["revision"], feed: row["feed"],
            title: row["title"], seenAt: Timestamp(milliseconds: row["seen_at"]),
            party: row["party"], wording: row["wording"],
            institution: (row["institution"] as String?).map { InstitutionKey($0) },
            state: row["state"], isOutletsOwn: row["asker"] as String? == "outlet",
            evidence: row["evidence"], topic: JSONColumn.strings(row["topic"]) ?? [],
            confidence: row["confidence"], question: row["question"],
            isDoubtful: row["is_doubtful"],
            kind: (row["kind"] as String?).flatMap(PartyKind.init(rawValue:)),
            reason: row["reason"],
            ruling: (row["ruling"] as String?).flatMap(Ruling.init(rawValue:)),
            inquiry: (row["inquiry_id"] as String?).map { Inquiry.ID(rawValue: $0) })
    }
}
