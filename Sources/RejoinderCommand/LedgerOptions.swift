import ArgumentParser
import Foundation
import Rejoinder

/// Selects the ledger that a command works with.
struct LedgerOptions: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: "The configuration file. (default: \(LedgerOptions.defaultConfiguration))")
    var config: String?

    @Option(help: "The ledger's file, whatever the configuration says.")
    var ledger: String?

    static let defaultConfiguration = "/etc/rejoinder/rejoinder.yaml"

    /// Opens the ledger for every user who may read the file, even while the daemon runs.
    func openToRead() throws -> Ledger { try Ledger(reading: path()) }

    /// Opens the ledger for the writes that a person may make.
    func openToWrite() throws -> Ledger { try Ledger(existing: path(), key: key()) }

    /// Where the key is that signs the log.
    func key() throws -> LogKeySource { try configuration()?.ledgerKey.source() ?? .beside }

    /// The configuration without its secrets; nil if only a ledger is named.
    ///
    /// - Throws: `ExitCode(2)`, once its faults have been printed.
    func configuration() throws -> Configuration? {
        if config == nil, ledger != nil { return nil }
        return try Self.configuration(in: config ?? Self.defaultConfiguration)
    }

    /// A configuration without its secrets.
    ///
    /// - Throws: `ExitCode(2)`, once its faults have been printed.
    static func configuration(in file: String) throws -> Configuration {
        let report = CheckReport(
            file: file, environment: ProcessInfo.processInfo.environment, readsSecrets: false,
            tellsWarnings: false)
        report.problems.forEach { Output.problem($0) }
        guard let configuration = report.configuration else { throw ExitCode(2) }
        return configuration
    }

    /// The working days of each country; only weekends are known if just a ledger is named.
    func calendars() throws -> WorkCalendars { try configuration()?.calendars ?? WorkCalendars() }

    func path() throws -> String {
        if let ledger { return ledger }
        guard let path = try configuration()?.ledger else { throw ExitCode(2) }
        return path
    }
}
