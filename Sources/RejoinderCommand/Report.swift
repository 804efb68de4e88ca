import ArgumentParser
import Rejoinder

/// Reports what was asked in a period, and what came of it.
struct Report: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Report what was asked in a period, who answered, and who has not.",
        discussion: HelpText.flowing(
            """
            Counts what was asked in the period and what has come of it by now: per
            institution, and question by question with the texts that show it. Says how
            long answers took, the median and the time within which nine in ten came, and
            how much of the time the places were really looked at where an answer would
            have been seen. HTML is fit to print; CSV has a line for each question.

            EXAMPLES
              rejoinder report
              rejoinder report --since 2026-03-01 --until 2026-03-31
              rejoinder report --since 90d --institution uk-fcdo
              rejoinder report --since 30d --html > report.html
              rejoinder report --since 30d --csv > report.csv
            """))

    @OptionGroup var source: LedgerOptions

    @Option(help: "From a time (2026-03-02T08:00:00Z), a day, or a time ago (90m, 30d).")
    var since = MomentArgument.span(.seconds(30 * 86_400))

    @Option(help: "Until a time, the end of a day, or a time ago. (default: now)")
    var until: MomentArgument?

    @Option(help: "Only what this institution was asked, by its key.")
    var institution: String?

    @Flag(help: "Print comma-separated values, for spreadsheets: a line for each question.")
    var csv = false

    @Flag(help: "Print an HTML page, to read and to print.")
    var html = false

    @Flag(help: "Print one JSON document.")
    var json = false

    func validate() throws {
        guard [csv, html, json].count(where: \.self) < 2 else {
            throw ValidationError("Give one of --csv, --html and --json.")
        }
    }

    func run() async throws {
        let ledger = try source.openToRead()
        let now = SystemClock.now()
        let from = since.beginning(now: now)
        let end = until.map { $0.past(now: now) } ?? now
        guard from < end else {
            throw CommandError("--since \(from) is not before --until \(end)")
        }
        try await check(ledger)
        let report = try await ledger.report(
            from: from, until: end, institution: institution, now: now,
            calendars: try source.calendars())
        if json { return Output.json(report.json) }
        if csv { return Output.lines(ReportTable.csv(report)) }
        if html { return Output.line(ReportPage.html(report)) }
        Output.lines(ReportTable.lines(report, .standardOutput))
    }

    private func check(_ ledger: Ledger) async throws {
        guard let institution else { return }
        let asked = try await ledger.askedInstitutions()
        let configured = try source.configuration()?.institutions.map(\.key.rawValue) ?? []
        guard !(asked + configured).contains(institution) else { return }
        let meant = NearestName.suggestion(for: institution, in: asked + configured)
        throw CommandError(
            "no institution \(institution)\(meant); `rejoinder institutions --json` has the keys of "
                + "all that were asked")
    }
}

extension MomentArgument {
    /// The moment as an end that is past: a duration counts back from now.
    fileprivate func past(now: Timestamp) -> Timestamp {
        if case .span(let span) = self { now - span } else { end(now: now) }
    }
}
