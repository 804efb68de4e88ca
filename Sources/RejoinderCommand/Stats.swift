import ArgumentParser
import Rejoinder

/// Shows what the ledger holds and how it grows.
struct Stats: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show how large the ledger is, what it holds, and how each feed makes it grow.",
        discussion: HelpText.flowing(
            """
            A text that several revisions have is kept once, and counts for the first. Days
            are those of UTC. To count, the whole ledger is read.

            EXAMPLES
              rejoinder stats
              rejoinder stats --by month
              rejoinder stats --feed 'uk-*' --by day --since 14d
              rejoinder stats --json
            """))

    enum Period: String, ExpressibleByArgument, CaseIterable { case day, month }

    @OptionGroup var source: LedgerOptions

    @Option(
        name: .customLong("feed"), help: "Count only this feed, by name or glob; repeatable.")
    var feeds: [String] = []

    @Option(help: "Show the growth of each day or month: day, month.")
    var by: Period?

    @Option(help: "With --by, since a day or a time ago. (default: 30d, or all months)")
    var since: MomentArgument?

    @Option(help: "How many feeds to list at most; 0 for all.")
    var limit = 20

    @Flag(help: "Print one JSON document.")
    var json = false

    func validate() throws {
        guard limit >= 0 else { throw ValidationError("--limit must not be negative.") }
        guard since == nil || by != nil else {
            throw ValidationError("--since selects days or months: say --by day or --by month.")
        }
    }

    func run() async throws {
        let ledger = try source.openToRead()
        let known = try await ledger.feedNames()
        for feed in feeds where !known.contains(where: { Glob.matches($0, feed) }) {
            throw CommandError(
                "no feed \(feed)\(NearestName.suggestion(for: feed, in: known)); "
                    + "`rejoinder feeds` lists them")
        }
        let now = SystemClock.now()
        let statistics = try await ledger.statistics(feeds: feeds, now: now)
        let periods = by.map { self.periods(statistics, $0, now: now) }
        let plan = try source.configuration()?.retentionPlan ?? RetentionPlan()
        let shown = StatisticsText(
            statistics: statistics, periods: periods, limit: limit,
            retained: plan.isEmpty || !feeds.isEmpty
                ? nil : try await ledger.retain(plan, now: now, dryRun: true))
        guard !json else { return Output.json(shown.json) }
        Output.lines(shown.lines(.standardOutput, isWhole: feeds.isEmpty))
    }

    /// What each day or month has brought, the oldest first.
    private func periods(
        _ statistics: LedgerStatistics, _ period: Period, now: Timestamp
    ) -> [(name: String, growth: LedgerStatistics.Growth)] {
        let first =
            since?.beginning(now: now) ?? (period == .day ? now - .seconds(29 * 86_400) : nil)
        let firstDay = first.map { String("\($0)".prefix(10)) } ?? ""
        var periods: [String: LedgerStatistics.Growth] = [:]
        for (day, growth) in statistics.days {
            let name = "\(Timestamp(seconds: Int64(day) * 86_400))".prefix(10)
            guard name >= firstDay else { continue }
            periods[String(period == .day ? name : name.prefix(7)), default: .init()] += growth
        }
        return periods.sorted { $0.key < $1.key }.map { (name: $0.key, growth: $0.value) }
    }
}

/// The statistics of a ledger for people and for programs.
struct StatisticsText {
    let statistics: LedgerStatistics
    let periods: [(name: String, growth: LedgerStatistics.Growth)]?
    let limit: Int
    /// What retention would let go of now; nil if there is none.
    let retained: Retained?

    func lines(_ style: TextStyle, isWhole: Bool) -> [String] {
        var lines = isWhole ? sizes(style) + [""] : []
        if let periods {
            lines += periods.isEmpty ? ["nothing was recorded then"] : growth(periods, style)
        } else {
            lines += feeds(style)
        }
        return lines + largest(style)
    }

    private func sizes(_ style: TextStyle) -> [String] {
        let total = statistics.sizes.reduce(0) { $0 + $1.bytes }
        var table = TextTable("ON THE DISK", "SIZE", "SHARE")
        for size in statistics.sizes {
            let share = Double(size.bytes) * 100 / Double(max(1, total))
            table.add(
                size.kind.rawValue, Self.size(size.bytes), share < 1 ? "<1 %" : "\(Int(share)) %")
        }
        table.add("all", Self.size(total), "")
        guard let retained else { return table.lines(style) }
        return table.lines(style) + [
            "",
            "retention would let go of \(retained.texts == 1 ? "1 text" : "\(retained.texts) texts"), "
                + Self.size(retained.bytes),
        ]
    }

    private func feeds(_ style: TextStyle) -> [String] {
        var table = TextTable(
            "FEED", "ENTRIES", "REVISIONS", "TEXT", "EVENTS", "30 DAYS: REVISIONS", "TEXT",
            "EVENTS",
            "TODAY: REVISIONS")
        let shown = limit == 0 ? statistics.feeds[...] : statistics.feeds.prefix(limit)
        for feed in shown {
            table.add(
                VisibleText.line(feed.name ?? "(no feed)", limit: 60), "\(feed.total.entries)",
                "\(feed.total.revisions)", Self.size(feed.total.textBytes), "\(feed.total.events)",
                "\(feed.lastMonth.revisions)", Self.size(feed.lastMonth.textBytes),
                "\(feed.lastMonth.events)", "\(feed.today.revisions)")
        }
        guard !table.isEmpty else { return ["nothing is recorded yet"] }
        let rest = statistics.feeds.count - shown.count
        return table.lines(style) + (rest > 0 ? ["and \(rest) more; --limit 0 lists all"] : [])
    }

    private func growth(
        _ periods: [(name: String, growth: LedgerStatistics.Growth)], _ style: TextStyle
    ) -> [String] {
        var table = TextTable("TIME", "ENTRIES", "REVISIONS", "TEXT", "EVENTS")
        for period in periods {
            let growth = period.growth
            table.add(
                period.name, "\(growth.entries)", "\(growth.revisions)",
                Self.size(growth.textBytes), "\(growth.events)")
        }
        return table.lines(style)
    }

    private func largest(_ style: TextStyle) -> [String] {
        guard !statistics.largest.isEmpty else { return [] }
        var table = TextTable("LARGEST ENTRIES", "FEED", "REVISIONS", "TEXT", "TITLE")
        for entry in statistics.largest {
            table.add(
                "\(entry.id)", VisibleText.line(entry.feed, limit: 60), "\(entry.revisions)",
                Self.size(entry.textBytes), VisibleText.line(entry.title, limit: 60))
        }
        return [""] + table.lines(style)
    }

    /// `1.2 GB`; a kB is 1,000 bytes.
    static func size(_ bytes: Int64) -> String {
        var (value, unit) = (Double(bytes), 0)
        while value >= 999.5, unit < 4 {
            value /= 1000
            unit += 1
        }
        let digits = unit == 0 || value >= 9.95 ? "\(Int(value.rounded()))" : tenths(value)
        return "\(digits) \(["bytes", "kB", "MB", "GB", "TB"][unit])"
    }

    private static func tenths(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}

extension StatisticsText {
    var json: JSONValue {
        .members([
            "sizes": .object(
                statistics.sizes.map { .init($0.kind.name, .int($0.bytes)) }),
            "feeds": .array(
                (limit == 0 ? statistics.feeds[...] : statistics.feeds.prefix(limit)).map { feed in
                    .members([
                        "feed": .string(feed.name), "total": Self.json(feed.total),
                        "last_30_days": Self.json(feed.lastMonth), "today": Self.json(feed.today),
                    ])
                }),
            "growth": periods.map { periods in
                .array(
                    periods.map {
                        .members(["time": .string($0.name), "recorded": Self.json($0.growth)])
                    })
            },
            "retention": retained.map {
                .members(["texts": .int($0.texts), "bytes": .int($0.bytes)])
            },
            "largest_entries": .array(
                statistics.largest.map { entry in
                    .members([
                        "entry": .int(entry.id), "feed": .string(entry.feed),
                        "revisions": .int(entry.revisions), "text_bytes": .int(entry.textBytes),
                        "title": .string(entry.title),
                    ])
                }),
        ])
    }

    private static func json(_ growth: LedgerStatistics.Growth) -> JSONValue {
        .members([
            "entries": .int(growth.entries), "revisions": .int(growth.revisions),
            "text_bytes": .int(growth.textBytes), "events": .int(growth.events),
        ])
    }
}

extension LedgerStatistics.Kind {
    /// Its name in JSON.
    fileprivate var name: String {
        switch self {
        case .writeAheadLog: "write_ahead_log"
        case .searchIndex: "search_index"
        default: rawValue
        }
    }
}
