import ArgumentParser
import Rejoinder

/// Shows the log.
struct Log: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show events, the newest last.",
        discussion: HelpText.flowing(
            """
            EXAMPLES
              rejoinder log
              rejoinder log --follow --type 'inquiry.*'
              rejoinder log --since 2d --feed 'uk-*' --feed bbc-world
              rejoinder log --since 2026-03-02 --limit 0 --json
            """))

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
        let known = EventType.allCases.map(\.rawValue)
        for type in types where !known.contains(where: { Glob.matches($0, type) }) {
            let meant = NearestName.suggestion(for: type, in: known)
            throw ValidationError(
                "--type \(type): no event has such a type"
                    + (meant.isEmpty ? "; there are \(known.joined(separator: ", "))." : meant))
        }
    }

    func run() async throws {
        var ledger = try source.openToRead()
        try await checkFeeds(ledger)
        var query = EventQuery()
        query.since = since?.beginning(now: SystemClock.now())
        query.types = types
        query.feeds = feeds
        query.limit = limit == 0 ? nil : limit
        // Read before the listing: what is written meanwhile is shown twice rather than never.
        query.before = follow ? try await ledger.lastSequence() + 1 : nil
        let events = try await ledger.events(query)
        events.forEach(show)
        guard follow else {
            if events.isEmpty, !json { Output.line(try await nothing(ledger)) }
            return
        }
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

    /// What there is to say if no event is listed.
    private func nothing(_ ledger: Ledger) async throws -> String {
        let count = try await ledger.lastSequence()
        guard count > 0 else { return "no event yet: nothing has happened that is told" }
        return "no event like that; without options, the newest of all \(count) are listed"
    }

    private func checkFeeds(_ ledger: Ledger) async throws {
        guard !feeds.isEmpty else { return }
        let known = try await ledger.feedNames()
        for feed in feeds where !known.contains(where: { Glob.matches($0, feed) }) {
            throw CommandError(
                "no feed \(feed)\(NearestName.suggestion(for: feed, in: known)); "
                    + "`rejoinder feeds` lists them")
        }
    }

    private func show(_ event: Event) {
        guard !json else { return Output.json(WireEvent.bytes(for: event)) }
        let style = TextStyle.standardOutput
        let text = EventText(isColoured: style.isColoured)
        Output.lines(text.lines(event) + ["    " + style.faint(VisibleText.line(event.id))])
    }
}
