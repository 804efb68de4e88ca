import ArgumentParser
import Foundation
import Rejoinder

/// Reads the configuration and reports everything that is wrong with it.
struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Read the configuration and report everything that is wrong with it.",
        discussion: HelpText.flowing(
            """
            Faults and warnings go to standard error as FILE:LINE:COLUMN: MESSAGE.

            EXAMPLES
              rejoinder check
              rejoinder check --config rejoinder.yaml
              rejoinder check --schema > rejoinder.schema.json

            EXIT STATUS
              0 good, 2 faulty, 3 usable but with warnings
            """))

    @Option(name: .shortAndLong, help: "The configuration file.")
    var config = "/etc/rejoinder/rejoinder.yaml"

    @Flag(help: "Print one JSON document on standard output.")
    var json = false

    @Flag(inversion: .prefixedNo, help: "Whether to report and count warnings.")
    var warnings = true

    @Flag(
        inversion: .prefixedNo,
        help: "Whether to read secret files; users other than the service's may not be able to.")
    var secrets = true

    @Flag(help: "Print the configuration's JSON Schema instead, for editors.")
    var schema = false

    func run() async throws {
        if schema {
            FileHandle.standardOutput.write(Data(ConfigurationSchema.text.utf8))
            return
        }
        let report = CheckReport(
            file: config, environment: ProcessInfo.processInfo.environment, readsSecrets: secrets,
            tellsWarnings: warnings, triesLedger: true)
        if json {
            Output.json(report.json)
        } else {
            report.problems.forEach { Output.problem($0) }
            if let summary = report.summary { Output.line(summary) }
        }
        if report.exitCode != 0 { throw ExitCode(report.exitCode) }
    }
}

/// What a check found.
struct CheckReport {
    let file: String
    private(set) var configuration: Configuration?
    private(set) var faults: [ConfigurationFault] = []
    private(set) var warnings: [ConfigurationFault] = []
    /// Why the file could not be read at all.
    private(set) var failure: String?
    /// Where the configuration names the ledger; nil if it does not.
    private(set) var ledgerPlace: ConfigurationFault.Place?

    /// - Parameter triesLedger: whether to find out if a daemon could keep its ledger where the
    ///   configuration says.
    init(
        file: String, environment: [String: String], readsSecrets: Bool, tellsWarnings: Bool,
        triesLedger: Bool = false
    ) {
        self.file = file
        do throws(ConfigurationError) {
            let read = try ConfigurationFile.load(
                path: file, environment: environment, readsSecrets: readsSecrets)
            configuration = read.configuration
            ledgerPlace = read.ledgerPlace
            if tellsWarnings { warnings = read.warnings }
            if triesLedger { tryLedger(read.configuration.ledger, tellsWarnings: tellsWarnings) }
        } catch {
            switch error {
            case .faults(let found): faults = found
            case .unreadable: failure = "\(error)"
            }
        }
    }

    private mutating func tryLedger(_ path: String, tellsWarnings: Bool) {
        guard let obstacle = LedgerPlace.obstacle(path) else { return }
        let isWritten = ledgerPlace != nil
        let fault = ConfigurationFault(
            file: file, line: ledgerPlace?.line ?? 1, column: ledgerPlace?.column ?? 1,
            message: "ledger: \(LedgerAdvice.text(path, obstacle, isWritten: isWritten))")
        if !obstacle.isThisUsers {
            faults = [fault]
            configuration = nil
        } else if tellsWarnings {
            warnings.insert(fault, at: 0)
        }
    }

    var exitCode: Int32 { configuration == nil ? 2 : warnings.isEmpty ? 0 : 3 }

    /// The faults and warnings, in the file's order, for standard error.
    var problems: [String] {
        (failure.map { [$0] } ?? []) + faults.map(\.description)
            + warnings.map {
                "\($0.file):\($0.line):\($0.column): warning: \($0.message)"
            }
    }

    /// A summary for standard output; nil if the file has faults.
    var summary: String? {
        guard let configuration else { return nil }
        let counts = [
            Self.count(configuration.feeds.count, "feed"),
            Self.count(configuration.institutions.count, "institution"),
            Self.count(configuration.inquiries.count, "inquiry", "inquiries"),
            Self.count(configuration.sinks.count, "sink"),
        ]
        let end = warnings.isEmpty ? "" : "; " + Self.count(warnings.count, "warning")
        return "\(file): good: \(counts.joined(separator: ", "))\(end)"
    }

    var json: JSONValue {
        .members([
            "file": .string(file),
            "valid": .bool(configuration != nil),
            "error": .string(failure),
            "faults": .array(faults.map(Self.json)),
            "warnings": .array(warnings.map(Self.json)),
            "feeds": configuration.map { .int($0.feeds.count) },
            "institutions": configuration.map { .int($0.institutions.count) },
            "inquiries": configuration.map { .int($0.inquiries.count) },
            "sinks": configuration.map { .int($0.sinks.count) },
        ])
    }

    private static func json(_ fault: ConfigurationFault) -> JSONValue {
        .members([
            "line": .int(fault.line), "column": .int(fault.column),
            "message": .string(fault.message),
        ])
    }

    private static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
        number == 1 ? "1 \(one)" : "\(number) \(many ?? one + "s")"
    }
}
