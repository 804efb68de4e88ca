import ArgumentParser
import Rejoinder

/// Shows how institutions deal with questions.
struct Institutions: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show how institutions have dealt with the questions put to them.",
        discussion: HelpText.flowing(
            """
            Says how often each was asked, what came of it, and how long its answers took:
            the median, and the time within which nine in ten answers came. JSON and CSV
            give both in seconds, in hours, and in working days of the institution's
            country.

            EXAMPLES
              rejoinder institutions
              rejoinder institutions --csv > institutions.csv
            """))

    @OptionGroup var source: LedgerOptions

    @Flag(help: "Print JSON Lines, one document on each line.")
    var json = false

    @Flag(help: "Print comma-separated values, for spreadsheets.")
    var csv = false

    func validate() throws {
        guard !json || !csv else { throw ValidationError("Give --json or --csv, not both.") }
    }

    func run() async throws {
        let ledger = try source.openToRead()
        let records = try await ledger.institutions(
            now: SystemClock.now(), calendars: try source.calendars())
        if json { return records.forEach { Output.json(Self.json($0)) } }
        if csv { return Output.lines([Self.header] + records.map(Self.row)) }
        guard !records.isEmpty else { return Output.line("no institution has been asked") }
        var table = TextTable(
            "ASKED", "ANSWERED", "DECLINED", "OVERDUE", "MEDIAN", "P90", "INSTITUTION")
        for record in records {
            table.add(
                "\(record.asked)", "\(record.answered)", "\(record.declined)",
                "\(record.overdue)", record.medianWait.map(DurationText.roughly) ?? "-",
                record.ninetiethWait.map(DurationText.roughly) ?? "-",
                VisibleText.line(record.name, limit: 80))
        }
        Output.lines(table.lines(.standardOutput))
    }

    static func json(_ record: InstitutionRecord) -> JSONValue {
        .members([
            "key": .string(record.key?.rawValue), "name": .string(record.name),
            "asked": .int(record.asked), "answered": .int(record.answered),
            "declined": .int(record.declined), "open": .int(record.open),
            "overdue": .int(record.overdue), "closed": .int(record.closed),
            "median_seconds": record.medianWait.map { .int($0.components.seconds) },
            "p90_seconds": record.ninetiethWait.map { .int($0.components.seconds) },
            "median_hours": record.medianWait.map { .double(hours($0)) },
            "p90_hours": record.ninetiethWait.map { .double(hours($0)) },
            "median_working_days": record.medianWorkingDays.map { .double(tenths($0)) },
            "p90_working_days": record.ninetiethWorkingDays.map { .double(tenths($0)) },
        ])
    }

    private static let header =
        "key,name,asked,answered,declined,open,overdue,closed,median_seconds,p90_seconds,"
        + "median_hours,p90_hours,median_working_days,p90_working_days"

    private static func hours(_ wait: Duration) -> Double {
        tenths(Double(wait.components.seconds) / 3600)
    }

    private static func tenths(_ number: Double) -> Double { (number * 10).rounded() / 10 }

    static func row(_ record: InstitutionRecord) -> String {
        let waits = [record.medianWait, record.ninetiethWait].map { wait in
            wait.map { "\($0.components.seconds)" } ?? ""
        }
        let spans = [
            record.medianWait.map(hours), record.ninetiethWait.map(hours),
            record.medianWorkingDays.map(tenths), record.ninetiethWorkingDays.map(tenths),
        ].map { $0.map { "\($0)" } ?? "" }
        let counts = [
            record.asked, record.answered, record.declined, record.open, record.overdue,
            record.closed,
        ].map(String.init)
        return
            ([CSV.cell(record.key?.rawValue ?? ""), CSV.cell(record.name)] + counts + waits + spans)
            .joined(separator: ",")
    }
}

/// Comma-separated values (RFC 4180).
enum CSV {
    /// A text that a spreadsheet would take for a formula begins with an apostrophe.
    static func cell(_ text: String) -> String {
        var shown = VisibleText.line(text)
        if let first = shown.first, "=+-@|%＝＋－＠".contains(first) { shown = "'" + shown }
        let quoted = shown.replacing("\"", with: "\"\"")
        return shown.contains { "\",;'".contains($0) } ? "\"\(quoted)\"" : shown
    }
}
