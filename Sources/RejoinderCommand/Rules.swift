import ArgumentParser
import Rejoinder

/// What other rules would have told.
struct Rules: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Try other settings on the days that were recorded.",
        subcommands: [TestRules.self])
}

/// Says what other settings would have opened and told; writes and sends nothing.
struct TestRules: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Say what other settings would have opened and told of the days recorded.",
        discussion: HelpText.flowing(
            """
            The settings are those of --config: scopes (open_for), thresholds (open_above,
            doubt_above), open_within, open_from_text, institutions, statements, and the routes
            of sinks (types, feeds, tags, institutions, inquiries, owners, words, levels) with
            their quiet hours, working hours, digests and limits. The ledger is that of --ledger, or the one that --config
            names. Nothing is written and nothing is sent.

            EXAMPLES
              rejoinder rules test --since 7d
              rejoinder rules test --since 7d --config new.yaml --ledger rejoinder.sqlite
            """))

    @OptionGroup var source: LedgerOptions

    @Option(help: "From a time (2026-03-02T08:00:00Z), a day, or a time ago (90m, 7d).")
    var since = MomentArgument.span(.seconds(7 * 86_400))

    @Flag(help: "Print one JSON document.")
    var json = false

    func run() async throws {
        let file = source.config ?? LedgerOptions.defaultConfiguration
        let configuration = try LedgerOptions.configuration(in: file)
        let ledger = try Ledger(reading: source.ledger ?? configuration.ledger)
        let start = since.beginning(now: SystemClock.now())
        var trial = RulesTrial(
            configuration, mentions: try await ledger.trialMentions(since: start))
        var last: Int64 = 0
        while case let part = try await ledger.trialStatements(since: start, after: last),
            let end = part.last
        {
            part.forEach { trial.note($0) }
            last = end.id
        }
        last = 0
        while case let part = try await ledger.trialEvents(since: start, after: last),
            let end = part.last
        {
            part.forEach { trial.note($0) }
            last = end.sequence
        }
        let report = trial.finish()
        guard !json else { return Output.json(report.json(since: start)) }
        Output.lines(report.lines(since: start, .standardOutput))
    }
}
