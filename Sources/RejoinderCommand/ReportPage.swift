import Rejoinder

/// A report as a page to read and to print.
enum ReportPage {
    static func html(_ report: InquiryReport) -> String {
        let title = "Questions asked from \(day(report.from)) until \(day(report.until))"
        var parts = [
            "<h1>\(HTMLPage.text(title))</h1>",
            HTMLPage.facts([
                ("Period", "from \(report.from) until \(report.until)"),
                ("As it was at", "\(report.madeAt)"),
                ("Outcome", HTMLPage.text(ReportTable.summary(report))),
                ("Looked", HTMLPage.text(ReportTable.looked(report))),
            ]),
        ]
        if report.items.isEmpty {
            parts.append("<p>Nothing was asked in this period.</p>")
        } else {
            parts.append("<h2>Institutions</h2>\n" + institutions(report))
            parts.append("<h2>Questions</h2>")
            parts += report.items.map { section($0, report) }
        }
        parts.append(
            """
            <p class="note">Times are in UTC. Whether a question was answered is said as of the \
            time above. A wait is the time from the question to its answer; what was declined or \
            closed has none. “Looked” is the share of the time in which the feeds and pages were \
            really seen where an answer would have appeared; what appeared elsewhere, or in a gap, \
            may have been missed.</p>
            """)
        return HTMLPage.whole(title: title, body: parts.joined(separator: "\n"))
    }

    private static func day(_ moment: Timestamp) -> String { String(moment.description.prefix(10)) }

    private static func institutions(_ report: InquiryReport) -> String {
        HTMLPage.table(
            [
                "Institution", "Asked", "Answered", "Declined", "Open", "Overdue", "Closed",
                "Median wait", "Nine in ten within",
            ],
            report.institutions.map { record in
                [
                    HTMLPage.text(record.name), "\(record.asked)", "\(record.answered)",
                    "\(record.declined)", "\(record.open)", "\(record.overdue)",
                    "\(record.closed)", record.medianWait.map(DurationText.roughly) ?? "–",
                    record.ninetiethWait.map(DurationText.roughly) ?? "–",
                ]
            })
    }

    private static func section(_ item: InquiryReport.Item, _ report: InquiryReport) -> String {
        let inquiry = item.inquiry
        var facts = [
            ("Institution", HTMLPage.text(inquiry.institutionName)),
            ("Outcome", HTMLPage.text(ReportTable.outcome(item, report))),
            ("Asked", asked(item)),
        ]
        if let evidence = inquiry.evidence {
            facts.append(("Words", "“\(HTMLPage.text(evidence))”"))
        }
        if let response = item.response {
            facts.append(("Response", "\(response.at), \(place(of: response, item))"))
            if !response.quote.isEmpty {
                facts.append(("Its words", "“\(HTMLPage.text(response.quote))”"))
            }
        }
        facts.append(("Looked", HTMLPage.text(CoverageText.summary(item.coverage))))
        facts.append(("Inquiry", "<code>\(HTMLPage.text(inquiry.id.rawValue))</code>"))
        if let events = item.events {
            facts.append(("In the log", "numbers \(events.lowerBound) to \(events.upperBound)"))
        }
        return "<h3>\(HTMLPage.text(inquiry.subject))</h3>\n\(HTMLPage.facts(facts))"
    }

    private static func asked(_ item: InquiryReport.Item) -> String {
        guard !item.askedIn.isEmpty else { return "\(item.inquiry.openedAt)" }
        return item.askedIn.map { "\($0.seenAt), \(place($0))" }.joined(separator: "<br>")
    }

    private static func place(_ source: InquiryReport.Source) -> String {
        let title = source.title.isEmpty ? source.link ?? "entry \(source.entry)" : source.title
        let shown = source.link.map { HTMLPage.link($0, title) } ?? HTMLPage.text(title)
        return "\(HTMLPage.text(source.feed)): \(shown)"
    }

    private static func place(of response: ResponseRecord, _ item: InquiryReport.Item) -> String {
        if let source = item.answeredIn { return place(source) }
        if let link = response.link {
            return "recorded by a person: \(HTMLPage.link(SecretParameters.redacted(link)))"
        }
        return "recorded by a person"
            + (response.file.map { ": \(HTMLPage.text($0.name))" } ?? "")
    }
}
