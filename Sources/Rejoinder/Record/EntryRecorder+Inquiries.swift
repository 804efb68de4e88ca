import Foundation
import GRDB

extension EntryRecorder {
    /// Matches what is new in the entry with the open inquiries, and records what it answers.
    func recordResponses(_ observed: ObservedEntry, at place: Place) throws {
        guard observed.change.map({ $0.level == .major }) ?? mayBeNews(observed, at: place) else {
            return
        }
        let answerable = try answerable.all(at: look.at, in: database)
        guard !answerable.isEmpty else { return }
        let open = answerable.filter(mayAnswer)
        guard !open.isEmpty else { return }
        let candidate = ResponseCandidate(
            entry: place.entry, title: observed.title, text: observed.content.text,
            newSentences: newSentences(of: observed, at: place),
            language: observed.content.language, institution: look.feed.institution,
            dated: observed.content.published.flatMap { $0 > look.at + .seconds(3600) ? nil : $0 },
            isBaseline: isBaseline, outlet: look.feed.title, shared: observed.content.shared)
        for finding in detector.findings(for: candidate, open: open.map(\.inquiry), terms: terms) {
            guard let match = open.first(where: { $0.inquiry.id == finding.inquiry }) else {
                continue
            }
            try record(finding, to: match.inquiry, of: observed, at: place)
        }
    }

    /// Whether the entry may be news.
    ///
    /// A new entry may, even in the quiet first poll: it may be younger than the question.
    private func mayBeNews(_ observed: ObservedEntry, at place: Place) -> Bool {
        place.revision == 1 || isNews(observed, at: place)
    }

    /// A feed that the inquiry does not name cannot answer it.
    ///
    /// Whether an entry is newer than the question is for the matching to decide.
    private func mayAnswer(_ open: OpenInquiry) -> Bool {
        if let feeds = open.feeds, !feeds.contains(look.feed.name) { return false }
        return look.at >= open.inquiry.openedAt
    }

    private func newSentences(of observed: ObservedEntry, at place: Place) -> [String]? {
        guard let change = observed.change else { return nil }
        return change.sentences.filter { $0.kind == .added || $0.kind == .changed }
            .compactMap(\.after)
    }

    private func record(
        _ finding: ResponseFinding, to inquiry: Inquiry, of observed: ObservedEntry, at place: Place
    ) throws {
        guard try !isRuledOut(finding, entry: place.entry) else { return }
        try database.execute(
            sql: """
                INSERT OR IGNORE INTO response (inquiry_id, entry_id, revision, verdict, confidence,
                    source, quote, reasons, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                inquiry.id.rawValue, place.entry, place.revision, finding.verdict.rawValue,
                finding.confidence, finding.source, finding.quote,
                JSONValue.array(finding.reasons.map { .string($0) }).text, look.at.milliseconds,
            ])
        let ended = try end(inquiry, by: finding.verdict)
        let data =
            subject(observed, at: place) + [
                .init("inquiry", EventData.inquiry(ended)),
                .init("response", try response(finding, to: inquiry, of: observed, at: place)),
            ]
        try events.append(
            EventDraft(
                type: finding.verdict.eventType, at: look.at, feed: look.feed.name,
                entry: place.entry, inquiry: inquiry.id,
                identifiedBy: [
                    inquiry.id.rawValue, look.feed.name, observed.identity, String(place.revision),
                ],
                data: .object(data)))
    }

    /// Whether an earlier ruling or response leaves nothing new to record.
    ///
    /// Once a person has denied a candidate, neither the same entry nor the same words elsewhere
    /// become a candidate for that inquiry again. A candidate or a holding reply is not reported
    /// twice either.
    private func isRuledOut(_ finding: ResponseFinding, entry: Int64) throws -> Bool {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT verdict, quote, ruling FROM response WHERE inquiry_id = ?1
                    AND (entry_id = ?2 OR (ruling = 'denied' AND quote = ?3))
                """, arguments: [finding.inquiry.rawValue, entry, finding.quote])
        return try rows.contains { row in
            if try (row["ruling"] as String?) == "denied" { return true }
            return try row["verdict"] == finding.verdict.rawValue
                && (finding.verdict == .candidate || row["quote"] == finding.quote)
        }
    }

    private func end(_ inquiry: Inquiry, by verdict: ResponseFinding.Verdict) throws -> Inquiry {
        let state: Inquiry.State
        switch verdict {
        case .answered: state = .answered
        case .declined: state = .declined
        case .held, .candidate: return inquiry
        }
        answerable.forget()
        try database.execute(
            sql: "UPDATE inquiry SET state = ?, ended_at = ? WHERE id = ?",
            arguments: [state.rawValue, look.at.milliseconds, inquiry.id.rawValue])
        return inquiry.moved(to: state)
    }

    /// Builds the response with both ends of the evidence.
    ///
    /// These are the last look that did not show the response, and the first that did.
    private func response(
        _ finding: ResponseFinding, to inquiry: Inquiry, of observed: ObservedEntry, at place: Place
    ) throws -> JSONValue {
        .members([
            "confidence": .double(finding.confidence), "source": .string(finding.source),
            "quote": .string(finding.quote),
            "reasons": .array(finding.reasons.map { .string($0) }),
            "before": .members([
                "looked_at": .time(look.feed.succeededAt),
                "revision": place.revision > 1 ? .int(place.revision - 1) : nil,
            ]),
            "after": .members(["seen_at": .time(look.at), "revision": .int(place.revision)]),
            "waited_seconds": .int(Int((look.at - inquiry.openedAt).components.seconds)),
        ])
    }
}

// MARK: - Opening

extension EntryRecorder {
    /// Opens an inquiry for each party that the outlet asked and that has not answered.
    ///
    /// A party that has refused to answer is recorded as well. There is one inquiry per entry and
    /// party, whatever became of it: a later revision that repeats that somebody has not replied
    /// opens nothing again, nor does another text about the same question.
    func openInquiries(_ observed: ObservedEntry, at place: Place) throws {
        for party in observed.reading.parties where party.isOutletsOwn {
            let state: Inquiry.State
            switch party.state {
            case .awaiting: state = .open
            case .declined: state = .declined
            case .responded: continue
            }
            guard try !isKnown(party, of: observed, at: place) else { continue }
            let inquiry = Inquiry(
                id: Inquiry.ID(
                    rawValue: DerivedID.make(
                        "inq", salt: logID,
                        [
                            look.feed.name, observed.identity,
                            party.institution?.rawValue ?? party.name,
                        ])),
                institution: party.institution, institutionName: party.name,
                origin: .text(entry: place.entry), subject: observed.title,
                evidence: party.evidence, topic: party.topic, openedAt: look.at,
                dueAt: dueAt(party.institution), state: state)
            answerable.forget()
            try Ledger.insert(inquiry, feeds: nil, in: database)
            try join(inquiry, to: party, at: place)
            try announce(inquiry, refusal: state == .declined, of: observed, at: place)
        }
    }

    /// Notes which text asks for the inquiry, and which mention opened it.
    private func join(_ inquiry: Inquiry, to party: AskedParty, at place: Place) throws {
        try database.cachedStatement(
            sql: """
                INSERT INTO inquiry_entry (inquiry_id, entry_id, revision, joined_at, reason)
                VALUES (?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            inquiry.id.rawValue, place.entry, place.revision, look.at.milliseconds,
            Schema.openingReason,
        ])
        try database.cachedStatement(
            sql: """
                UPDATE mention SET inquiry_id = ?
                WHERE entry_id = ? AND revision = ? AND party = ? AND state = ?
                """
        ).execute(arguments: [
            inquiry.id.rawValue, place.entry, place.revision, party.name, party.state.rawValue,
        ])
    }

    private func dueAt(_ institution: InstitutionKey?) -> Timestamp {
        rules.deadline.end(
            from: look.at,
            rules.calendars.calendar(institution: institution, feed: look.feed.name))
    }

    private func isKnown(
        _ party: AskedParty, of observed: ObservedEntry, at place: Place
    ) throws -> Bool {
        let rows = try Row.fetchCursor(
            database.cachedStatement(
                sql: """
                    SELECT * FROM inquiry WHERE origin_entry = :entry OR (opened_at > :since
                        AND (institution = :institution OR institution_name = :name
                            OR :institution IS NULL))
                    """),
            arguments: [
                "entry": place.entry, "since": (look.at - Self.questionMemory).milliseconds,
                "institution": party.institution?.rawValue, "name": party.name,
            ])
        while let row = try rows.next() {
            let inquiry = try Inquiry(row: row)
            if inquiry.origin == .text(entry: place.entry) {
                let isSame =
                    party.institution.map { $0 == inquiry.institution } ?? false
                    || party.name == inquiry.institutionName
                if isSame { return true }
            }
            if detector.isSameQuestion(party, as: inquiry, subject: observed.title) {
                return true
            }
        }
        return false
    }

    /// How long a question is remembered: a season later, the same matter is another question.
    private static let questionMemory: Duration = .seconds(30 * 86_400)

    private func announce(
        _ inquiry: Inquiry, refusal: Bool, of observed: ObservedEntry, at place: Place
    ) throws {
        var data = subject(observed, at: place)
        data.append(.init("inquiry", EventData.inquiry(inquiry)))
        if refusal {
            try database.execute(
                sql: "UPDATE inquiry SET ended_at = ? WHERE id = ?",
                arguments: [look.at.milliseconds, inquiry.id.rawValue])
            data.append(
                .init(
                    "response",
                    .members([
                        "confidence": .double(1), "quote": .string(inquiry.evidence ?? ""),
                        "reasons": .array([
                            .string("the text that tells of the question tells of the refusal")
                        ]),
                        "after": .members([
                            "seen_at": .time(look.at), "revision": .int(place.revision),
                        ]),
                    ])))
        }
        try events.append(
            EventDraft(
                type: refusal ? .inquiryDeclined : .inquiryOpened, at: look.at,
                feed: look.feed.name, entry: place.entry, inquiry: inquiry.id,
                identifiedBy: [inquiry.id.rawValue], data: .object(data)))
    }
}

extension ResponseFinding.Verdict {
    var eventType: EventType {
        switch self {
        case .answered: .inquiryAnswered
        case .declined: .inquiryDeclined
        case .held: .inquiryHeld
        case .candidate: .inquiryCandidate
        }
    }
}
