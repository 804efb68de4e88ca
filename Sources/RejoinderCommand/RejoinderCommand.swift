import ArgumentParser

@main
struct RejoinderCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rejoinder",
        abstract: "Watches news feeds for official statements and for answers that are owed.",
        subcommands: [
            Run.self,
            Check.self,
            Init.self,
            ReplayCommand.self,
            Parse.self,
            Extract.self,
            Simulate.self,
            Bench.self,
        ])
}
