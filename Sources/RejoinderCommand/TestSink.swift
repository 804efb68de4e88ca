import ArgumentParser
import Foundation
import Rejoinder

/// Sends a test event to a sink.
struct TestSink: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: "Send one marked test event to a sink.",
        discussion: HelpText.flowing(
            """
            The event goes straight to the sink, once, and is not written to the log. Its
            data include "test": true. You must be able to read the sink's secret; a systemd
            credential is given to nobody but the service, so try it as the service is run.

            EXAMPLES
              rejoinder test newsroom --config rejoinder.yaml
              rejoinder test newsroom --public-keys > newsroom.pub
              systemd-run --pipe --wait --collect -p User=rejoinder \\
                  -p LoadCredential=newsroom:/etc/rejoinder/credentials/newsroom \\
                  rejoinder test newsroom

            EXIT STATUS
              0 taken, 1 not taken
            """))

    @Argument(help: "The sink's name.")
    var sink: String

    @Option(name: .shortAndLong, help: "The configuration file.")
    var config = LedgerOptions.defaultConfiguration

    @Flag(help: "Print the outcome as one JSON document.")
    var json = false

    @Flag(help: "Send nothing; print the public keys of a webhook's private ones (whsk_).")
    var publicKeys = false

    func run() async throws {
        let report = CheckReport(
            file: config, environment: ProcessInfo.processInfo.environment, readsSecrets: true,
            tellsWarnings: false)
        report.problems.forEach { Output.problem($0) }
        guard let configuration = report.configuration else { throw ExitCode(2) }
        if publicKeys { return try tellPublicKeys(configuration) }
        let outcome = try await SinkTrial.run(
            sink: sink, configuration: configuration,
            isColoured: TextStyle.standardOutput.isColoured, now: SystemClock.now(),
            warn: { Output.problem($0) })
        guard let outcome else { throw unknown(configuration) }
        try tell(outcome)
    }

    private func unknown(_ configuration: Configuration) -> CommandError {
        let names = configuration.sinks.map(\.name).joined(separator: ", ")
        return CommandError(
            names.isEmpty
                ? "no sink is configured" : "no sink \(sink); the configuration has \(names)")
    }

    private func tellPublicKeys(_ configuration: Configuration) throws {
        guard let keys = try SinkTrial.publicKeys(sink: sink, configuration: configuration)
        else { throw unknown(configuration) }
        guard !keys.isEmpty else {
            throw CommandError(
                "\(sink) has no private key; receivers of whsec_ secrets hold the same secret")
        }
        if json {
            Output.json(
                .members([
                    "sink": .string(sink), "public_keys": .array(keys.map { .string($0) }),
                ]))
        } else {
            Output.lines(keys)
        }
    }

    private func tell(_ outcome: DeliveryOutcome) throws {
        var said: (word: String, reason: String?)
        switch outcome {
        case .delivered: said = ("delivered", nil)
        case .retry(_, let reason): said = ("not delivered", reason)
        case .refused(let reason): said = ("refused", reason)
        case .gone(let reason): said = ("gone", reason)
        }
        if json {
            Output.json(
                .members([
                    "sink": .string(sink), "outcome": .string(said.word),
                    "reason": .string(said.reason),
                ]))
        } else if let reason = said.reason {
            Output.problem("\(sink): \(said.word): \(VisibleText.line(reason))")
        } else {
            Output.line("\(sink): \(said.word)")
        }
        if outcome != .delivered { throw ExitCode(1) }
    }
}
