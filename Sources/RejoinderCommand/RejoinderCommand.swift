import ArgumentParser
import Rejoinder

@main
struct RejoinderCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rejoinder",
        abstract: "Watches news feeds for official statements and for answers that are owed.",
        version: Version.current,
        subcommands: [
            Run.self,
            Check.self,
            Init.self,
            Discover.self,
            Feeds.self,
            Log.self,
            Show.self,
            Search.self,
            Inquiries.self,
            Institutions.self,
            Report.self,
            Rules.self,
            Explain.self,
            Deliveries.self,
            ReplayCommand.self,
            Export.self,
            Verify.self,
            Redact.self,
            Compact.self,
            Head.self,
            Key.self,
            Backup.self,
            Stats.self,
            Parse.self,
            Extract.self,
            Diff.self,
            Detect.self,
            Simulate.self,
            Bench.self,
            TestSink.self,
            Listen.self,
        ])
}
