import ArgumentParser
import Rejoinder

/// Shows the log.
struct Log: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show events, the newest last.",
        discussion: """
            EXAMPLES
              rejoinder log
              rejoinder log --follow --type 'inquiry.*'
              rejoinder log --since 2d --feed 'uk-*' --feed bbc-world
              rejoinder log --since 2026-03-02 --limit 0 --json
            """)

    @OptionGroup var source: LedgerOptions

    @Flag(name: .shortAndLong, help: "Wait for more, until interrupted.")
    var follow = false

    @Option(help: "From a time (2026-03-02T08:00:00Z), a day, or a time ago (90m, 2d).")
    var since: MomentArgument?

    @Option(
        name: .customLong("type"), parsing: .upToNextOption,
        help: "Only events of these types, by name or glob.")
    var types: [String] = []

    @Option(
        name: .customLong("feed"), parsing: .upToNextOption,
        help: "Only events of these feeds, by name or glob.")
    var feeds: [String] = []

    @Option(help: "How many at most, counted from the newest; 0 for all.")
    var limit = 50

    @Flag(help: "Print JSON Lines, as sinks get them.")
    var json = false

    func validate() throws {
        guard limit >= 0 else { throw ValidationError("--limit must not be negative.") }
    }

    func run() async throws {
        var ledger = try source.openToRead()
        var query = EventQuery()
        query.since = since?.beginning(now: SystemClock.now())
        query.types = types
        query.feeds = feeds
        query.limit = limit == 0 ? nil : limit
        // Read before the listing: what is written meanwhile is shown twice rather than never.
        query.before = follow ? try await ledger.lastSequence() + 1 : nil
        for event in try await ledger.events(query) { show(event) }
        guard follow else { return }
        query.after = (query.before ?? 1) - 1
        (query.before, query.limit) = (nil, nil)
        while true {
            try await Task.sleep(for: .milliseconds(500))
            if ledger.isFrozen { ledger = try source.openToRead() }
            let last = try await ledger.lastSequence()
            guard last > query.after else { continue }
            query.before = last + 1
            for event in try await ledger.events(query) { show(event) }
            query.after = last
        }
    }

    private func show(_ event: Event) {
        guard !json else { return Output.json(WireEvent.bytes(for: event)) }
        let style = TextStyle.standardOutput
        let text = EventText(isColoured: style.isColoured)
        Output.lines(text.lines(event) + ["    " + style.faint(VisibleText.line(event.id))])
    }
}
