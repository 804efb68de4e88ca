import ArgumentParser
import Rejoinder

/// Shows the feeds and how they are doing.
struct Feeds: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show the feeds and their health.",
        discussion: HelpText.flowing(
            """
            EXAMPLES
              rejoinder feeds
              rejoinder feeds --explain bbc-world
              rejoinder feeds --opml > feeds.opml
              rejoinder feeds import feeds.opml >> rejoinder.yaml
            """),
        subcommands: [ListFeeds.self, ImportFeeds.self],
        defaultSubcommand: ListFeeds.self)
}

/// Lists feeds.
struct ListFeeds: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the feeds and their health.")

    @OptionGroup var source: LedgerOptions

    @Option(help: "Explain when one feed is polled next, and why.")
    var explain: String?

    @Flag(help: "Write the feeds as OPML, for feed readers.")
    var opml = false

    @Flag(help: "Print JSON Lines, one document on each line.")
    var json = false

    func run() async throws {
        let ledger = try source.openToRead()
        let now = SystemClock.now()
        if let explain {
            let explanation = try await FeedExplanation(
                feed: explain, ledger: ledger, configuration: try source.configuration())
            guard !json else { return Output.json(explanation.json) }
            return Output.lines(explanation.lines(.standardOutput))
        }
        let feeds = try await ledger.feeds()
        if opml {
            let keys = feeds.count { !SecretParameters.names(in: $0.url, isFeed: true).isEmpty }
            if keys > 0 {
                Output.problem("\(keys) of the addresses look private: they hold keys")
            }
            return Output.lines(OPML.lines(feeds))
        }
        let quarantines = Dictionary(
            grouping: try await ledger.quarantines(at: now),
            by: \.feed)
        let maximum = (try source.configuration() ?? Configuration()).poll.maximum
        let pauses = try await ledger.pauses(now: now)
        let coverage = try await ledger.coverage(
            feeds: feeds.map(\.id), from: now - FeedHealth.period, to: now)
        let health = feeds.map {
            FeedHealth(
                feed: $0, quarantines: quarantines[$0.id] ?? [], now: now, maximum: maximum,
                hostPause: pauses[$0.host], coverage: coverage[$0.id])
        }
        if json { return health.forEach { Output.json($0.json) } }
        Output.lines(
            FeedHealth.table(health, now: now, style: .standardOutput)
                + Self.uncleanEnd(try await ledger.lastUncleanEnd(), now: now))
    }

    /// A run that did not end by itself is worth showing for a week.
    private static func uncleanEnd(_ end: RunEnd?, now: Timestamp) -> [String] {
        guard let end, now - end.at < .seconds(7 * 86_400) else { return [] }
        let cause = end.signal.map { "crashed (\($0))" } ?? "was killed, or the machine stopped"
        return ["", TextStyle.standardOutput.warning("the daemon \(cause) at \(end.at)")]
    }
}

/// How a feed is doing.
struct FeedHealth {
    let feed: FeedState
    /// The parts of the feed that made the program crash.
    let quarantines: [Quarantine]
    let now: Timestamp
    /// The longest time between two polls.
    let maximum: Duration
    /// Until when its host wants to be left alone.
    var hostPause: Timestamp?
    /// How well it was looked at in the last seven days; nil if it never was.
    var coverage: Coverage.Place?

    /// For how long back coverage is shown.
    static let period = Duration.seconds(7 * 86_400)

    /// When it is polled next, and why then.
    var next: (at: Timestamp, reason: String?) {
        let planned = feed.due(at: now, maximum: maximum)
        let due = max(planned, hostPause ?? planned)
        guard due != feed.nextPollAt else { return (due, feed.scheduleReason) }
        if due == hostPause { return (due, "its host has asked to be left alone until then") }
        let isAhead = feed.polledAt.map { $0 > now } ?? false
        return (
            due,
            isAhead
                ? "it was planned while the clock was ahead"
                : "it was planned later than poll.maximum allows"
        )
    }

    /// What is to be known about how its server answers.
    var remarks: [String] {
        var remarks: [String] = []
        if let polledAt = feed.polledAt, polledAt > now {
            remarks.append("polled at \(polledAt), which is yet to come: the clock was ahead")
        }
        if let hostPause {
            remarks.append("its host has asked to be left alone until \(hostPause)")
        }
        if Revalidation.isCaught(feed.caughtAt, now: now) {
            remarks.append(
                "its server calls a changed document unmodified (304), so it is asked for all of it"
            )
        }
        return remarks
    }

    /// The share of the last seven days in which it was really looked at.
    var lookedShare: Double? { coverage.flatMap { Coverage.share(of: [$0]) } }

    var name: String {
        if feed.isFailing { return "failing" }
        if feed.failures > 0 { return "failed" }
        if feed.succeededAt == nil { return "new" }
        return "ok"
    }

    var json: JSONValue {
        .members([
            "name": .string(feed.name),
            "url": .string(SecretParameters.redacted(feed.url, isFeed: true)),
            "title": .string(feed.title),
            "institution": .string(feed.institution?.rawValue),
            "tags": .list(feed.tags.map { .string($0) }), "health": .string(name),
            "entries": .int(feed.listed), "last_poll": .time(feed.polledAt),
            "last_seen": .time(feed.succeededAt),
            "looked_share": lookedShare.map { .double(CoverageText.thousandths($0)) },
            "gaps": .list((coverage?.gaps ?? []).map(\.json)), "next_poll": .time(next.at),
            "next_poll_reason": .string(next.reason), "failures": .int(feed.failures),
            "remarks": .list(remarks.map { .string($0) }),
            "failing_since": .time(feed.failingSince), "error": .string(feed.lastError),
            "moved_to": .string(feed.movedTo.map { SecretParameters.redacted($0, isFeed: true) }),
            "quarantined": .list(
                quarantines.map { quarantine in
                    .members([
                        "what": .string(quarantine.subject.description),
                        "entry": quarantine.entry.map { .int($0) },
                        "since": .time(quarantine.since), "until": .time(quarantine.until),
                        "falls": .int(quarantine.falls), "signal": .string(quarantine.signal),
                        "build": .string(quarantine.build), "file": .string(quarantine.file),
                    ])
                }),
        ])
    }

    static func table(_ all: [FeedHealth], now: Timestamp, style: TextStyle) -> [String] {
        guard !all.isEmpty else { return ["no feeds are configured"] }
        var table = TextTable("FEED", "HEALTH", "SEEN", "LOOKED", "NEXT POLL", "WHY")
        var notes: [String] = []
        for health in all {
            let feed = health.feed
            let name = VisibleText.line(feed.name)
            table.add(
                name, health.name,
                TimeText.relative(feed.succeededAt, now: now, none: "never"),
                health.lookedShare.map(CoverageText.percent) ?? "-",
                health.next.at <= now ? "now" : TimeText.relative(health.next.at, now: now),
                VisibleText.line(health.next.reason ?? "not polled yet", limit: 120))
            if let error = feed.lastError {
                notes.append("\(name): \(VisibleText.line(error, limit: 300))")
            }
            notes += health.remarks.map { "\(name): \($0)" }
            for quarantine in health.quarantines {
                let entry = quarantine.entry.map { " \($0)" } ?? ""
                notes.append("\(name): quarantined\(entry): \(quarantine.summary)")
            }
            if let target = feed.movedTo {
                let shown = SecretParameters.redacted(target, isFeed: true)
                notes.append("\(name): redirects lead to \(VisibleText.line(shown, limit: 300))")
            }
        }
        return table.lines(style)
            + (notes.isEmpty ? [] : [""] + notes.map { style.warning($0) })
    }
}
