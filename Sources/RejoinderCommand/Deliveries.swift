import ArgumentParser
import Rejoinder

/// Shows deliveries, and makes some again.
struct Deliveries: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Show deliveries that are pending, held, parked, dead or done, and deliver again.",
        discussion: HelpText.flowing(
            """
            EXAMPLES
              rejoinder deliveries
              rejoinder deliveries --state dead --sink newsroom
              rejoinder deliveries redeliver --dead --sink newsroom
              rejoinder deliveries redeliver evt_bfh7rk
              rejoinder deliveries enable newsroom
            """),
        subcommands: [ListDeliveries.self, ListSinks.self, Redeliver.self, EnableSink.self],
        defaultSubcommand: ListDeliveries.self)
}

/// Selects the deliveries to list.
enum DeliveryFilter: String, ExpressibleByArgument, CaseIterable {
    case pending, held, parked, dead, done, all

    var state: Delivery.State? {
        switch self {
        case .pending: .pending
        case .held: .held
        case .parked: .parked
        case .dead: .dead
        case .done: .delivered
        case .all: nil
        }
    }
}

/// Lists deliveries.
struct ListDeliveries: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Count deliveries by sink, and list them.")

    @OptionGroup var source: LedgerOptions

    @Option(help: "Which ones: pending, held, parked, dead, done, all. Without it, all but done.")
    var state: DeliveryFilter?

    @Option(help: "Only to this sink.")
    var sink: String?

    @Option(help: "How many at most, counted from the newest; 0 for all.")
    var limit = 50

    @Flag(help: "Print JSON Lines, one document on each line.")
    var json = false

    func validate() throws {
        guard limit >= 0 else { throw ValidationError("--limit must not be negative.") }
    }

    func run() async throws {
        let ledger = try source.openToRead()
        let sinks = try await ledger.sinks().filter { sink == nil || $0.route.sink == sink }
        if let sink, sinks.isEmpty { throw CommandError("no sink \(sink)") }
        var deliveries: [DeliveryRecord] = []
        for wanted in state.map({ [$0.state] }) ?? [.dead, .parked, .held, .pending] {
            var query = DeliveryQuery()
            query.state = wanted
            query.sink = sink
            query.limit = limit == 0 ? nil : limit
            deliveries += try await ledger.deliveries(query)
        }
        guard !json else { return deliveries.forEach { Output.json(DeliveryText.json($0)) } }
        let style = TextStyle.standardOutput
        let now = SystemClock.now()
        Output.lines(SinkText.lines(sinks, try await ledger.deliveryCounts(), now: now, style))
        guard !deliveries.isEmpty else { return }
        Output.lines([""] + DeliveryText.table(deliveries, now: now, style: style))
    }
}

/// Makes deliveries again.
struct Redeliver: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Deliver events again, with the same ids.",
        discussion: HelpText.flowing(
            """
            The daemon sends them within seconds, or as soon as it runs.

            EXAMPLES
              rejoinder deliveries redeliver --dead
              rejoinder deliveries redeliver evt_bfh7rk --sink newsroom
            """))

    @OptionGroup var source: LedgerOptions

    @Flag(help: "Every delivery that is dead.")
    var dead = false

    @Option(help: "Only to this sink.")
    var sink: String?

    @Argument(help: "Ids of events, or their beginnings, whatever the state of their deliveries.")
    var events: [String] = []

    func validate() throws {
        guard dead != !events.isEmpty else {
            throw ValidationError("Name events or give --dead, but not both.")
        }
    }

    func run() async throws {
        let ledger = try source.openToWrite()
        if let sink, try await !ledger.sinks().contains(where: { $0.route.sink == sink }) {
            throw CommandError("no sink \(sink); `rejoinder deliveries` lists them")
        }
        var sequences: [Int64] = []
        for event in events { sequences.append(try await ledger.event(event).sequence) }
        let count = try await ledger.redeliver(
            sequences: dead ? nil : sequences, sink: sink, now: SystemClock.now())
        let disabled = try await ledger.sinks()
            .filter { $0.health.disabledAt != nil && (sink == nil || $0.route.sink == sink) }
        await ledger.close()
        guard count > 0 else {
            throw CommandError(
                dead ? "no delivery is dead" : "none of these events has a delivery to that sink")
        }
        Output.line(count == 1 ? "1 delivery is due again" : "\(count) deliveries are due again")
        for sink in disabled { Output.problem(SinkText.remedy(sink)) }
    }
}

/// Deliveries in lines, or as JSON.
enum DeliveryText {
    static func table(
        _ deliveries: [DeliveryRecord], now: Timestamp, style: TextStyle
    ) -> [String] {
        var table = TextTable("STATE", "SINK", "EVENT", "TYPE", "TRIES", "NEXT", "LAST ERROR")
        for delivery in deliveries {
            table.add(
                word(delivery.state), VisibleText.line(delivery.sink),
                VisibleText.line(delivery.event), VisibleText.line(delivery.type),
                "\(delivery.attempts)",
                next(delivery).map { TimeText.relative($0, now: now) } ?? "-",
                VisibleText.line(
                    delivery.lastError ?? note(delivery) ?? said(delivery) ?? "-", limit: 120))
        }
        return table.lines(style)
    }

    /// When it is tried again, if that is planned.
    static func next(_ delivery: DeliveryRecord) -> Timestamp? {
        switch delivery.state {
        case .parked: delivery.nextAttemptAt
        case .held: delivery.heldUntil
        default: nil
        }
    }

    /// What else there is to say about it.
    private static func note(_ delivery: DeliveryRecord) -> String? {
        if delivery.state == .held { return delivery.heldBy.map { "held by \($0.rawValue)" } }
        return delivery.origin.map { "the fallback of \($0)" }
    }

    /// What a program that archives has said, in one line; nil of other sinks.
    static func said(_ delivery: DeliveryRecord) -> String? {
        guard let said = delivery.said else { return nil }
        let ended =
            said["failure"]?.stringValue
            ?? said["status"]?.intValue.map { "exit status \($0)" }
            ?? said["signal"]?.intValue.map { "ended by signal \($0)" } ?? "ended"
        let words = (said["output"]?.stringValue ?? "").split(whereSeparator: \.isNewline)
            .filter { !$0.allSatisfy(\.isWhitespace) }.joined(separator: " / ")
        return words.isEmpty ? ended : "\(ended): \(words)"
    }

    static func json(_ delivery: DeliveryRecord) -> JSONValue {
        .members([
            "event": .string(delivery.event), "sequence": .int(delivery.sequence),
            "type": .string(delivery.type), "sink": .string(delivery.sink),
            "state": .string(word(delivery.state)), "attempts": .int(delivery.attempts),
            "next_attempt": .time(next(delivery)),
            "error": .string(delivery.lastError), "ended_at": .time(delivery.endedAt),
            "held_until": .time(delivery.heldUntil), "held_by": .string(delivery.heldBy?.rawValue),
            "digest": delivery.digest.map { .int($0) }, "fallback_of": .string(delivery.origin),
            "said": delivery.said,
        ])
    }

    static func word(_ state: Delivery.State) -> String {
        state == .delivered ? "done" : state.rawValue
    }
}
