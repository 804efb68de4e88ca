import Foundation
import GRDB

extension PollRecorder {
    /// Matches what is new in the entry with the open inquiries, and records what it answers.
    func recordResponses(_ sighting: Sighting, at place: Place) throws {
        guard place.revision == 1 || sighting.change?.level == .major else { return }
        let open = try Ledger.openInquiries(in: database).filter {
            try mayAnswer($0, at: place)
        }
        guard !open.isEmpty else { return }
        let candidate = ResponseCandidate(
            entry: place.entry, title: sighting.content.title, text: sighting.content.text,
            newSentences: newSentences(of: sighting, at: place),
            language: sighting.content.language, institution: poll.feed.institution)
        for finding in detector.findings(
            for: candidate, open: open.map(\.inquiry), rarity: { _ in 1 })
        {
            guard let match = open.first(where: { $0.inquiry.id == finding.inquiry }) else {
                continue
            }
            try record(finding, to: match.inquiry, of: sighting, at: place)
        }
    }

    /// An entry that was there before the question was put is no answer to it, unless it changed
    /// since; nor is one from a feed that the inquiry does not name.
    private func mayAnswer(_ open: OpenInquiry, at place: Place) throws -> Bool {
        if let feeds = open.feeds, !feeds.contains(poll.feed.name) { return false }
        if place.revision == 1, isBaseline { return false }
        return poll.at >= open.inquiry.openedAt
    }

    private func newSentences(of sighting: Sighting, at place: Place) -> [String]? {
        guard place.revision > 1, let change = sighting.change else { return nil }
        return change.sentences.filter { $0.kind == .added || $0.kind == .changed }
            .compactMap(\.after)
    }

    private func record(
        _ finding: ResponseFinding, to inquiry: Inquiry, of sighting: Sighting, at place: Place
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
                JSONValue.array(finding.reasons.map { .string($0) }).text, poll.at.milliseconds,
            ])
        let ended = try end(inquiry, by: finding.verdict)
        let data =
            subject(sighting, at: place) + [
                .init("inquiry", EventData.inquiry(ended)),
                .init("response", try response(finding, to: inquiry, of: sighting, at: place)),
            ]
        try events.append(
            EventDraft(
                type: finding.verdict.eventType, at: poll.at, feed: poll.feed.name,
                entry: place.entry, inquiry: inquiry.id,
                identifiedBy: [
                    inquiry.id.rawValue, poll.feed.name, sighting.identity, String(place.revision),
                ],
                data: .object(data)))
    }

    /// A denial teaches: the same entry is no candidate for the same inquiry again. Nor is a
    /// candidate or a holding reply said twice.
    private func isRuledOut(_ finding: ResponseFinding, entry: Int64) throws -> Bool {
        let rows = try Row.fetchAll(
            database,
            sql:
                "SELECT verdict, quote, ruling FROM response WHERE inquiry_id = ? AND entry_id = ?",
            arguments: [finding.inquiry.rawValue, entry])
        return rows.contains { row in
            if (row["ruling"] as String?) == "denied" { return true }
            return row["verdict"] == finding.verdict.rawValue
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
        try database.execute(
            sql: "UPDATE inquiry SET state = ?, ended_at = ? WHERE id = ?",
            arguments: [state.rawValue, poll.at.milliseconds, inquiry.id.rawValue])
        return inquiry.moved(to: state)
    }

    /// Both ends of the evidence: when it was looked at before, without the response, and when
    /// the response was seen.
    private func response(
        _ finding: ResponseFinding, to inquiry: Inquiry, of sighting: Sighting, at place: Place
    ) throws -> JSONValue {
        .members([
            "confidence": .double(finding.confidence), "source": .string(finding.source),
            "quote": .string(finding.quote),
            "reasons": .array(finding.reasons.map { .string($0) }),
            "before": .members([
                "looked_at": .time(poll.feed.succeededAt),
                "revision": place.revision > 1 ? .int(place.revision - 1) : nil,
            ]),
            "after": .members(["seen_at": .time(poll.at), "revision": .int(place.revision)]),
            "waited_seconds": .int(Int((poll.at - inquiry.openedAt).components.seconds)),
        ])
    }
}

// MARK: - Opening

extension PollRecorder {
    /// Opens an inquiry for each party that the text says was asked and has not answered.
    ///
    /// One per entry and party, whatever became of it: a later revision that repeats that somebody
    /// has not replied opens nothing anew.
    func openInquiries(_ sighting: Sighting, at place: Place) throws {
        for awaited in sighting.reading.parties where awaited.state == .awaiting {
            let known = try Bool.fetchOne(
                database,
                sql: """
                    SELECT EXISTS (SELECT 1 FROM inquiry WHERE origin_entry = :entry AND (
                        institution = :institution OR institution_name = :name))
                    """,
                arguments: [
                    "entry": place.entry, "institution": awaited.institution?.rawValue,
                    "name": awaited.name,
                ])
            guard known != true else { continue }
            let inquiry = Inquiry(
                id: Inquiry.ID(
                    rawValue: DerivedID.make(
                        "inq", salt: logID,
                        [
                            poll.feed.name, sighting.identity,
                            awaited.institution?.rawValue ?? awaited.name,
                        ])),
                institution: awaited.institution, institutionName: awaited.name,
                origin: .text(entry: place.entry), subject: sighting.content.title,
                evidence: awaited.evidence, topic: awaited.topic, openedAt: poll.at,
                dueAt: poll.at + rules.deadline, state: .open)
            try Ledger.insert(inquiry, feeds: nil, in: database)
            let data =
                subject(sighting, at: place) + [
                    .init("inquiry", EventData.inquiry(inquiry))
                ]
            try events.append(
                EventDraft(
                    type: .inquiryOpened, at: poll.at, feed: poll.feed.name, entry: place.entry,
                    inquiry: inquiry.id, identifiedBy: [inquiry.id.rawValue], data: .object(data)))
        }
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
