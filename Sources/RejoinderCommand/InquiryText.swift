import Rejoinder

/// An inquiry on one line, or as JSON.
struct InquiryText {
    let inquiry: Inquiry
    let now: Timestamp
    /// The responses on which a person has to rule, the oldest first.
    var candidates: [ResponseRecord] = []

    var state: String { inquiry.isOverdue(at: now) ? "overdue" : inquiry.state.rawValue }

    /// Whose answer it is, its deadline if it still waits for one, and its id.
    var summary: String {
        let due = deadline.map { ", due \($0)" } ?? ""
        return "\(VisibleText.line(inquiry.institutionName, limit: 80))\(due), "
            + VisibleText.line(inquiry.id.rawValue)
    }

    /// The deadline; nil once nobody waits any more.
    private var deadline: Timestamp? { inquiry.state == .open ? inquiry.dueAt : nil }

    var json: JSONValue {
        .members([
            "id": .string(inquiry.id.rawValue), "state": .string(inquiry.state.rawValue),
            "overdue": .bool(inquiry.isOverdue(at: now)),
            "institution": .members([
                "key": .string(inquiry.institution?.rawValue),
                "name": .string(inquiry.institutionName),
            ]),
            "subject": .string(inquiry.subject), "evidence": .string(inquiry.evidence),
            "topic": .array(inquiry.topic.map { .string($0) }),
            "origin": origin, "opened_at": .time(inquiry.openedAt),
            "due_at": .time(inquiry.dueAt),
            "merged_into": .string(inquiry.mergedInto?.rawValue),
            "owner": .string(inquiry.owner),
            "candidates": .list(candidates.map(InquiryDossier.json)),
        ])
    }

    private var origin: JSONValue {
        switch inquiry.origin {
        case .configuration: .members(["kind": .string("configuration")])
        case .hand(let user): .members(["kind": .string("hand"), "user": .string(user)])
        case .text(let entry): .members(["kind": .string("text"), "entry": .int(entry)])
        }
    }

    /// Where the inquiry came from, as a clause.
    var originText: String {
        switch inquiry.origin {
        case .configuration: "by the configuration"
        case .hand(let user): "by \(VisibleText.line(user))"
        case .text(let entry): "by the words of entry \(entry)"
        }
    }

    static func table(_ texts: [InquiryText], style: TextStyle) -> [String] {
        // Where nobody takes care of any, the column would only be in the way.
        let isOwned = texts.contains { $0.inquiry.owner != nil }
        let header = ["STATE", "DUE", "INSTITUTION"] + (isOwned ? ["OWNER"] : [])
        var table = TextTable(header + ["ID", "SUBJECT"])
        for text in texts {
            let inquiry = text.inquiry
            let owner = isOwned ? [VisibleText.line(inquiry.owner ?? "-", limit: 64)] : []
            table.add(
                [
                    text.state + (text.candidates.isEmpty ? "" : ", candidate"),
                    TimeText.relative(text.deadline, now: text.now, none: "-"),
                    VisibleText.line(inquiry.institutionName, limit: 40),
                ] + owner + [
                    VisibleText.line(inquiry.id.rawValue),
                    VisibleText.line(inquiry.subject, limit: 100),
                ])
        }
        let notes = texts.flatMap(\.rulings)
        return table.lines(style) + (notes.isEmpty ? [] : [""] + notes.map { style.warning($0) })
    }

    /// What a person has to decide, a line for each candidate.
    private var rulings: [String] {
        let id = VisibleText.line(inquiry.id.rawValue)
        return candidates.map { candidate in
            "\(id): may have been answered (confidence \(PercentText.write(candidate.confidence))): "
                + "“\(VisibleText.line(candidate.quote, limit: 200))”; "
                + "`rejoinder inquiries confirm \(id)` or `deny`"
        }
    }
}

/// Everything that the ledger knows about an inquiry.
struct InquiryDossier {
    private let inquiry: Inquiry
    private let now: Timestamp
    private let endedAt: Timestamp?
    private let responses: [ResponseRecord]
    private let coverage: Coverage
    private let events: [Event]
    private let mentions: [MentionText]
    private let reminders: [Reminder]

    /// - Parameter reader: says which words decided that somebody was asked; nil: nobody wants to know.
    init(
        _ inquiry: Inquiry, ledger: Ledger, now: Timestamp, reader: MentionReader? = nil
    ) async throws {
        self.inquiry = inquiry
        self.now = now
        endedAt = try await ledger.end(of: inquiry.id)
        responses = try await ledger.responses(to: inquiry.id)
        coverage = try await ledger.coverage(of: inquiry, until: endedAt ?? now)
        events = try await ledger.events(of: inquiry.id)
        var mentions: [MentionText] = []
        for mention in try await ledger.mentions(of: inquiry.id) {
            mentions.append(try await reader?.text(mention) ?? MentionText(mention: mention))
        }
        self.mentions = mentions
        reminders = try await ledger.reminders(of: inquiry.id)
    }

    func lines(_ style: TextStyle) -> [String] {
        let text = InquiryText(inquiry: inquiry, now: now)
        let key = inquiry.institution.map { " (\(VisibleText.line($0.rawValue)))" } ?? ""
        var lines = [
            style.strong(VisibleText.line(inquiry.subject)),
            "  id           \(VisibleText.line(inquiry.id.rawValue))",
            "  institution  \(VisibleText.line(inquiry.institutionName))\(key)",
            "  state        \(text.state)"
                + (inquiry.mergedInto.map { ", merged into \(VisibleText.line($0.rawValue))" } ?? ""),
            "  opened       \(inquiry.openedAt) \(text.originText)",
        ]
        if let owner = inquiry.owner {
            lines.append("  owner        \(VisibleText.line(owner))")
        }
        if let due = inquiry.dueAt {
            lines.append(
                inquiry.state == .open
                    ? "  due          \(due) (\(TimeText.relative(due, now: now)))"
                    : "  was due      \(due)")
        }
        if let endedAt { lines.append("  ended        \(endedAt)") }
        if let evidence = inquiry.evidence {
            lines.append("  evidence     “\(VisibleText.line(evidence))”")
        }
        if !inquiry.topic.isEmpty {
            let topic = inquiry.topic.joined(separator: ", ")
            lines.append("  topic        \(VisibleText.line(topic))")
        }
        lines += mentions.flatMap { text in
            ["  asked        entry \(text.mention.entry), \(text.certainty)"]
                + text.decision.map { "               " + $0 }
        }
        lines += reminders.map { "  reminder     \(ReminderText(reminder: $0, now: now).detail)" }
        lines += notes.map { note in
            "  noted        \(note.at), by \(VisibleText.line(note.by)): "
                + "“\(VisibleText.line(note.text))”"
                + (note.place.map { ", in \(VisibleText.line($0))" } ?? "")
        }
        lines.append("  looked       " + looked)
        lines += responses.flatMap { response($0, style) }
        lines += ["", style.strong("Events")]
        return lines + events.map { "  \($0.at)  \($0.type.rawValue)  \(VisibleText.line($0.id))" }
    }

    /// What people have noted, as the log has it; what was redacted there is not shown here either.
    private var notes: [(at: String, by: String, text: String, place: String?)] {
        events.filter { $0.type == .inquiryNoted }.compactMap { event in
            guard let data = (try? JSONValue(parsing: event.body))?["data"],
                let note = data["note"], let text = note["text"]?.stringValue
            else { return nil }
            return (
                note["at"]?.stringValue ?? event.at.description,
                data["act"]?["by"]?.stringValue ?? "", text,
                note["link"]?.stringValue ?? note["file"]?["name"]?.stringValue
            )
        }
    }

    private var looked: String {
        let places = (coverage.feeds + coverage.pages).map { VisibleText.line($0) }
            .joined(separator: ", ")
        guard !places.isEmpty else { return "at no feed: none belongs to the institution" }
        guard coverage.looks > 0 || !coverage.gaps.isEmpty else { return "not yet at \(places)" }
        let gaps = coverage.gaps.count
        return "\(coverage.looks) times at \(places), "
            + (gaps == 0 ? "without a gap" : gaps == 1 ? "1 gap" : "\(gaps) gaps")
    }

    private func response(_ response: ResponseRecord, _ style: TextStyle) -> [String] {
        let percent = PercentText.write(response.confidence)
        let ruling = response.ruling.map { ", \($0)" } ?? ""
        return [
            "",
            style.strong(
                "\(response.verdict), \(response.at), confidence \(percent)\(ruling)"),
            "  response \(response.id)",
            "  “\(VisibleText.line(response.quote))”",
            "  \(Self.place(of: response))"
                + (response.source.map { ", \(VisibleText.line($0))" } ?? ""),
        ] + Self.reasons(response).map { "  - \(VisibleText.line($0))" }
    }

    /// Where the response is, as a clause.
    static func place(of response: ResponseRecord) -> String {
        if let entry = response.entry {
            return "entry \(entry)" + (response.revision.map { ", revision \($0)" } ?? "")
        }
        let place = response.link ?? response.file?.name
        return "by hand" + (place.map { ", \(VisibleText.line($0))" } ?? "")
    }

    /// Why it was taken for a response, and why it was not told, if it was not.
    static func reasons(_ response: ResponseRecord) -> [String] {
        let proposed = response.proposed.map { ["proposed as \($0)"] } ?? []
        return proposed + response.reasons + [response.suppressed].compactMap(\.self)
    }

    var json: JSONValue {
        .members([
            "inquiry": InquiryText(inquiry: inquiry, now: now).json,
            "ended_at": .time(endedAt),
            "mentions": .list(mentions.map(\.json)),
            "responses": .array(responses.map(Self.json)),
            "reminders": .list(
                reminders.map { ReminderText(reminder: $0, now: now).json }),
            "notes": .list(
                notes.map { note in
                    .members([
                        "at": .string(note.at), "by": .string(note.by), "text": .string(note.text),
                        "in": .string(note.place),
                    ])
                }),
            "coverage": coverage.json,
            "events": .array(events.map { .string($0.id) }),
        ])
    }

    static func json(_ response: ResponseRecord) -> JSONValue {
        .members([
            "response": .int(response.id), "verdict": .string(response.verdict),
            "confidence": .double(response.confidence),
            "proposed": .string(response.proposed), "ruling": .string(response.ruling),
            "at": .time(response.at), "entry": response.entry.map { .int($0) },
            "revision": response.revision.map { .int($0) },
            "source": .string(response.source), "quote": .string(response.quote),
            "reasons": .array(response.reasons.map { .string($0) }),
            "suppressed": .string(response.suppressed), "link": .string(response.link),
            "file": response.file?.json,
        ])
    }
}
