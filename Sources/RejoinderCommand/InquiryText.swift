import Rejoinder

extension Inquiry {
    func isOverdue(at now: Timestamp) -> Bool {
        state == .open && dueAt.map { $0 <= now } ?? false
    }
}

/// An inquiry on one line, or as JSON.
struct InquiryText {
    let inquiry: Inquiry
    let now: Timestamp

    var state: String { inquiry.isOverdue(at: now) ? "overdue" : inquiry.state.rawValue }

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

    static func table(_ inquiries: [Inquiry], now: Timestamp, style: TextStyle) -> [String] {
        var table = TextTable("STATE", "DUE", "INSTITUTION", "ID", "SUBJECT")
        for inquiry in inquiries {
            table.add(
                InquiryText(inquiry: inquiry, now: now).state,
                TimeText.relative(inquiry.dueAt, now: now, none: "-"),
                VisibleText.line(inquiry.institutionName, limit: 40),
                VisibleText.line(inquiry.id.rawValue),
                VisibleText.line(inquiry.subject, limit: 100))
        }
        return table.lines(style)
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

    init(_ inquiry: Inquiry, ledger: Ledger, now: Timestamp) async throws {
        self.inquiry = inquiry
        self.now = now
        endedAt = try await ledger.end(of: inquiry.id)
        responses = try await ledger.responses(to: inquiry.id)
        coverage = try await ledger.coverage(of: inquiry, until: endedAt ?? now)
        events = try await ledger.events(of: inquiry.id)
    }

    func lines(_ style: TextStyle) -> [String] {
        let text = InquiryText(inquiry: inquiry, now: now)
        let key = inquiry.institution.map { " (\(VisibleText.line($0.rawValue)))" } ?? ""
        var lines = [
            style.strong(VisibleText.line(inquiry.subject)),
            "  id           \(VisibleText.line(inquiry.id.rawValue))",
            "  institution  \(VisibleText.line(inquiry.institutionName))\(key)",
            "  state        \(text.state)",
            "  opened       \(inquiry.openedAt) \(text.originText)",
        ]
        if let due = inquiry.dueAt {
            lines.append("  due          \(due) (\(TimeText.relative(due, now: now)))")
        }
        if let endedAt { lines.append("  ended        \(endedAt)") }
        if let evidence = inquiry.evidence {
            lines.append("  evidence     “\(VisibleText.line(evidence))”")
        }
        if !inquiry.topic.isEmpty {
            let topic = inquiry.topic.joined(separator: ", ")
            lines.append("  topic        \(VisibleText.line(topic))")
        }
        lines.append("  looked       " + looked)
        lines += responses.flatMap { response($0, style) }
        lines += ["", style.strong("Events")]
        return lines + events.map { "  \($0.at)  \($0.type.rawValue)  \(VisibleText.line($0.id))" }
    }

    private var looked: String {
        let places = (coverage.feeds + coverage.pages).map { VisibleText.line($0) }
            .joined(separator: ", ")
        guard !places.isEmpty else { return "at no feed: none belongs to the institution" }
        let gaps = coverage.gaps.count
        return "\(coverage.looks) times at \(places), "
            + (gaps == 0 ? "without a gap" : gaps == 1 ? "1 gap" : "\(gaps) gaps")
    }

    private func response(_ response: ResponseRecord, _ style: TextStyle) -> [String] {
        let percent = Int((min(max(response.confidence, 0), 1) * 100).rounded())
        let ruling = response.ruling.map { ", \($0)" } ?? ""
        return [
            "",
            style.strong(
                "\(response.verdict), \(response.at), confidence \(percent) %\(ruling)"),
            "  “\(VisibleText.line(response.quote))”",
            "  entry \(response.entry), revision \(response.revision)"
                + (response.source.map { ", \(VisibleText.line($0))" } ?? ""),
        ] + response.reasons.map { "  - \(VisibleText.line($0))" }
    }

    var json: JSONValue {
        .members([
            "inquiry": InquiryText(inquiry: inquiry, now: now).json,
            "ended_at": .time(endedAt),
            "responses": .array(responses.map(Self.json)),
            "coverage": coverage.json,
            "events": .array(events.map { .string($0.id) }),
        ])
    }

    static func json(_ response: ResponseRecord) -> JSONValue {
        .members([
            "verdict": .string(response.verdict), "confidence": .double(response.confidence),
            "ruling": .string(response.ruling), "at": .time(response.at),
            "entry": .int(response.entry), "revision": .int(response.revision),
            "source": .string(response.source), "quote": .string(response.quote),
            "reasons": .array(response.reasons.map { .string($0) }),
        ])
    }
}
