import Rejoinder

/// A report as text for a terminal, and as lines for a spreadsheet.
enum ReportTable {
    static func lines(_ report: InquiryReport, _ style: TextStyle) -> [String] {
        var lines = [style.strong("Asked from \(report.from) until \(report.until)")]
        guard !report.items.isEmpty else { return lines + ["  nothing"] }
        lines += ["  \(summary(report))", "  \(looked(report))", ""]
        lines += institutions(report).lines(style) + [""]
        for item in report.items { lines += Self.lines(item, report, style) }
        return lines
    }

    /// What came of the questions, in a sentence.
    static func summary(_ report: InquiryReport) -> String {
        let total = report.total
        var parts = [
            "\(total.asked) asked", "\(total.answered) answered", "\(total.declined) declined",
            "\(total.open) open" + (total.overdue > 0 ? " (\(total.overdue) overdue)" : ""),
        ]
        if total.closed > 0 { parts.append("\(total.closed) closed by a person") }
        var text = parts.joined(separator: ", ")
        if let median = total.medianWait, let most = total.ninetiethWait {
            text +=
                "; answers took \(DurationText.roughly(median)) (median), "
                + "nine in ten came within \(DurationText.roughly(most))"
        }
        return text
    }

    /// How much of the time was really looked, in a sentence.
    static func looked(_ report: InquiryReport) -> String {
        guard let share = report.coverage else {
            return "nothing was looked at where an answer would have been seen"
        }
        return "the places where an answer would have been seen were looked at for "
            + "\(CoverageText.percent(share)) of the time"
    }

    private static func institutions(_ report: InquiryReport) -> TextTable {
        var table = TextTable(
            "ASKED", "ANSWERED", "DECLINED", "OPEN", "OVERDUE", "MEDIAN", "P90", "INSTITUTION")
        for record in report.institutions {
            table.add(
                "\(record.asked)", "\(record.answered)", "\(record.declined)", "\(record.open)",
                "\(record.overdue)", record.medianWait.map(DurationText.roughly) ?? "-",
                record.ninetiethWait.map(DurationText.roughly) ?? "-",
                VisibleText.line(record.name, limit: 80))
        }
        return table
    }

    private static func lines(
        _ item: InquiryReport.Item, _ report: InquiryReport, _ style: TextStyle
    ) -> [String] {
        let inquiry = item.inquiry
        var lines = [
            style.strong(VisibleText.line(inquiry.subject, limit: 120)),
            "  \(VisibleText.line(inquiry.institutionName, limit: 80)): \(outcome(item, report)); "
                + VisibleText.line(inquiry.id.rawValue),
        ]
        lines += item.askedIn.map { "  asked     \($0.seenAt)  \(place($0))" }
        if item.askedIn.isEmpty { lines.append("  asked     \(inquiry.openedAt)") }
        if let response = item.response {
            lines.append("  response  \(response.at)  \(place(of: response, item))")
            if !response.quote.isEmpty {
                lines.append("            “\(VisibleText.line(response.quote, limit: 200))”")
            }
        }
        return lines + ["  looked    \(CoverageText.summary(item.coverage))", ""]
    }

    /// What came of a question.
    static func outcome(_ item: InquiryReport.Item, _ report: InquiryReport) -> String {
        switch item.inquiry.state {
        case .open:
            let due = item.inquiry.dueAt.map { ", due \($0)" } ?? ""
            return (item.inquiry.isOverdue(at: report.madeAt) ? "overdue" : "open") + due
        case .answered:
            return "answered" + (item.wait.map { " after \(DurationText.roughly($0))" } ?? "")
        case .declined: return "declined"
        case .closed: return "closed by a person"
        }
    }

    private static func place(_ source: InquiryReport.Source) -> String {
        let link = source.link.map { VisibleText.line($0, limit: 300) }
        return "\(VisibleText.line(source.feed)), \(link ?? "entry \(source.entry)")"
    }

    private static func place(of response: ResponseRecord, _ item: InquiryReport.Item) -> String {
        if let source = item.answeredIn { return place(source) }
        let place = response.link.map { SecretParameters.redacted($0) } ?? response.file?.name
        return "recorded by a person" + (place.map { ", \(VisibleText.line($0))" } ?? "")
    }
}

// MARK: - Spreadsheets

extension ReportTable {
    private static let header = [
        "inquiry", "institution_key", "institution", "subject", "state", "overdue", "opened_at",
        "due_at", "ended_at", "wait_seconds", "asked_in", "asked_link", "answered_in",
        "answer_link", "answer_quote", "looked_share", "looks", "gaps", "first_event", "last_event",
    ]

    static func csv(_ report: InquiryReport) -> [String] {
        [header.joined(separator: ",")]
            + report.items.map { row($0, report).map(CSV.cell).joined(separator: ",") }
    }

    private static func row(_ item: InquiryReport.Item, _ report: InquiryReport) -> [String] {
        let inquiry = item.inquiry
        let asked = item.askedIn.first
        return [
            inquiry.id.rawValue, inquiry.institution?.rawValue ?? "", inquiry.institutionName,
            inquiry.subject, inquiry.state.rawValue,
            item.inquiry.isOverdue(at: report.madeAt) ? "true" : "false",
            inquiry.openedAt.description, inquiry.dueAt?.description ?? "",
            item.endedAt?.description ?? "", item.wait.map { "\($0.components.seconds)" } ?? "",
            asked?.feed ?? "", asked?.link ?? "",
            item.answeredIn?.feed ?? (item.response == nil ? "" : "hand"),
            item.answeredIn?.link
                ?? item.response?.link.map { SecretParameters.redacted($0) } ?? "",
            item.response?.quote ?? "",
            item.coverage.share.map { "\(CoverageText.thousandths($0))" } ?? "",
            "\(item.coverage.looks)", "\(item.coverage.gaps.count)",
            item.events.map { "\($0.lowerBound)" } ?? "",
            item.events.map { "\($0.upperBound)" } ?? "",
        ]
    }
}

/// Coverage as people read it.
enum CoverageText {
    static func percent(_ share: Double) -> String {
        let tenths = wholeThousandths(share)
        return tenths.truncatingRemainder(dividingBy: 10) == 0
            ? "\(Int(tenths / 10)) %" : "\(tenths / 10) %"
    }

    static func thousandths(_ share: Double) -> Double { wholeThousandths(share) / 1000 }

    /// Less than all is never rounded to all.
    private static func wholeThousandths(_ share: Double) -> Double {
        (min(max(share, 0), 1) * 1000).rounded(share < 1 ? .down : .toNearestOrEven)
    }

    /// How well the places were looked at, in a sentence.
    static func summary(_ coverage: Coverage) -> String {
        guard let share = coverage.share, coverage.looks > 0 || !coverage.gaps.isEmpty else {
            return coverage.places.isEmpty ? "nowhere: no feed belongs to it" : "not yet"
        }
        let places = coverage.places.count == 1 ? "1 place" : "\(coverage.places.count) places"
        let looks = coverage.looks == 1 ? "once" : "\(coverage.looks) times"
        return "\(looks) at \(places), \(percent(share)) of the time"
            + (coverage.gaps.isEmpty ? ", without a gap" : "; \(gaps(coverage.gaps))")
    }

    /// The gaps, the longest first; of many, how many more there are.
    private static func gaps(_ gaps: [Coverage.Gap]) -> String {
        let longest = gaps.sorted { ($0.to - $0.from, $1.from) > ($1.to - $1.from, $0.from) }
        let shown = longest.prefix(3).map { gap in
            "\(VisibleText.line(gap.feed ?? gap.page ?? "", limit: 200)) for "
                + "\(DurationText.roughly(gap.to - gap.from)) from \(gap.from) (\(VisibleText.line(gap.reason)))"
        }
        let rest = gaps.count - shown.count
        return "not " + shown.joined(separator: ", ") + (rest > 0 ? ", and \(rest) more times" : "")
    }
}

extension InquiryReport {
    var json: JSONValue {
        .members([
            "from": .time(from), "until": .time(until), "made_at": .time(madeAt),
            "total": Institutions.json(total),
            "looked_share": coverage.map { .double(CoverageText.thousandths($0)) },
            "institutions": .array(institutions.map(Institutions.json)),
            "inquiries": .array(items.map { $0.json(at: madeAt) }),
        ])
    }
}

extension InquiryReport.Item {
    fileprivate func json(at now: Timestamp) -> JSONValue {
        .members([
            "inquiry": InquiryText(inquiry: inquiry, now: now).json,
            "ended_at": .time(endedAt), "wait_seconds": wait.map { .int($0.components.seconds) },
            "asked_in": .array(askedIn.map(\.json)),
            "response": response.map(InquiryDossier.json), "answered_in": answeredIn?.json,
            "events": events.map {
                .members(["first": .int($0.lowerBound), "last": .int($0.upperBound)])
            },
            "looked_share": coverage.share.map { .double(CoverageText.thousandths($0)) },
            "coverage": coverage.json,
        ])
    }
}

extension InquiryReport.Source {
    var json: JSONValue {
        .members([
            "entry": .int(entry), "revision": .int(revision), "feed": .string(feed),
            "title": .string(title), "link": .string(link), "seen_at": .time(seenAt),
        ])
    }
}
