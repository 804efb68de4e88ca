import ArgumentParser
import Rejoinder

/// Lists sinks and how they are doing.
struct ListSinks: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sinks", abstract: "Show how each sink is doing.",
        discussion: HelpText.flowing(
            """
            Pending deliveries wait for their turn, in the order of the log. Held ones wait
            for the end of quiet hours, for their digest or for the next hour. Parked ones
            were refused by a sink that accepts others, and are tried on their own. A sink
            that answered 410 is disabled until you enable it.
            """))

    @OptionGroup var source: LedgerOptions

    @Flag(help: "Print JSON Lines, one document on each line.")
    var json = false

    func run() async throws {
        let ledger = try source.openToRead()
        let sinks = try await ledger.sinks()
        let counts = try await ledger.deliveryCounts()
        guard json else {
            return Output.lines(
                SinkText.lines(sinks, counts, now: SystemClock.now(), .standardOutput))
        }
        for sink in sinks { Output.json(SinkText.json(sink, counts[sink.route.sink] ?? [:])) }
    }
}

/// Makes a sink be tried again.
struct EnableSink: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enable", abstract: "Enable a disabled sink.",
        discussion: HelpText.flowing(
            """
            A sink is disabled when its receiver answers 410, which means that it wants no
            more events. Its events wait meanwhile. Once you enable it, the daemon sends
            them within seconds, or as soon as it runs. A sink that is out of reach is
            tried at once.

            EXAMPLES
              rejoinder deliveries enable newsroom
            """))

    @OptionGroup var source: LedgerOptions

    @Argument(help: "The sink's name.")
    var sink: String

    func run() async throws {
        let ledger = try source.openToWrite()
        guard try await ledger.sinks().contains(where: { $0.route.sink == sink }) else {
            throw CommandError("no sink \(sink); `rejoinder deliveries sinks` lists them")
        }
        let wasDisabled = try await ledger.enable(sink: sink)
        await ledger.close()
        Output.line(
            wasDisabled
                ? "\(sink) is enabled, and is tried again"
                : "\(sink) was not disabled; its waiting events are tried at once")
    }
}

/// Sinks as lines, or as JSON.
enum SinkText {
    static func lines(
        _ sinks: [SinkRecord], _ counts: [String: [Delivery.State: Int]], now: Timestamp,
        _ style: TextStyle
    ) -> [String] {
        guard !sinks.isEmpty else { return ["no sink has ever been configured"] }
        var table = TextTable("PENDING", "HELD", "PARKED", "DEAD", "DONE", "SINK")
        for sink in sinks {
            let found = counts[sink.route.sink] ?? [:]
            let note = note(sink, now: now).map { " (\($0))" } ?? ""
            table.add(
                "\(found[.pending] ?? 0)", "\(found[.held] ?? 0)", "\(found[.parked] ?? 0)",
                "\(found[.dead] ?? 0)",
                "\(found[.delivered] ?? 0)", VisibleText.line(sink.route.sink) + note)
        }
        return table.lines(style)
    }

    private static func note(_ sink: SinkRecord, now: Timestamp) -> String? {
        let health = sink.health
        var said: [String] = sink.isActive ? [] : ["not configured"]
        if let since = health.disabledAt {
            said.append(
                "disabled since \(since): \(text(health.disabledReason)); "
                    + "`rejoinder deliveries enable \(VisibleText.line(sink.route.sink))`")
        } else if let since = health.outOfReachSince {
            said.append("out of reach since \(since): \(text(health.lastError))")
        } else if let since = health.failingSince {
            said.append("has not accepted every event since \(since)")
        }
        if health.disabledAt == nil, let next = health.waitsUntil(now: now, isFresh: false) {
            said.append("next attempt \(TimeText.relative(next, now: now))")
        }
        return said.isEmpty ? nil : said.joined(separator: "; ")
    }

    private static func text(_ reason: String?) -> String {
        VisibleText.line(reason ?? "-", limit: 120)
    }

    static func json(_ sink: SinkRecord, _ counts: [Delivery.State: Int]) -> JSONValue {
        let health = sink.health
        func count(_ state: Delivery.State) -> JSONValue { .int(counts[state] ?? 0) }
        return .members([
            "sink": .string(sink.route.sink), "configured": .bool(sink.isActive),
            "pending": count(.pending), "held": count(.held), "parked": count(.parked),
            "dead": count(.dead), "done": count(.delivered),
            "failures": .int(health.failures),
            "out_of_reach_since": .time(health.outOfReachSince),
            "next_attempt": .time(health.nextAttemptAt), "paused_until": .time(health.pausedUntil),
            "failing_since": .time(health.failingSince),
            "error": .string(health.lastError ?? health.disabledReason),
            "disabled_since": .time(health.disabledAt),
        ])
    }

    static func remedy(_ sink: SinkRecord) -> String {
        let name = VisibleText.line(sink.route.sink)
        return "\(name) is disabled: it gets nothing until `rejoinder deliveries enable \(name)`"
    }
}
