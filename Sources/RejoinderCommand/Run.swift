import ArgumentParser
import Foundation
import Logging
import Platform
import Rejoinder

/// Runs the daemon until it is told to stop.
struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the daemon: poll, record and notify, until it is told to stop.",
        discussion: HelpText.flowing(
            """
            SIGTERM and SIGINT end the daemon once it has finished what is under way; a
            second one ends it at once. SIGHUP makes it read the configuration again. If
            that has faults, the daemon reports them by line and keeps the old one.

            With --once, it polls the feeds that are due, looks at the pages that are due,
            delivers the events, and exits: for cron. Looks at pages begin for five minutes
            at most, or as long as --pages-within says; what is left then is due at the
            next run.

            EXAMPLES
              rejoinder run --config rejoinder.yaml
              rejoinder run --config rejoinder.yaml --once
              rejoinder run --config rejoinder.yaml --once --all
              rejoinder run --config rejoinder.yaml --once --pages-within 0s
            """))

    @Option(name: .shortAndLong, help: "The configuration file.")
    var config = "/etc/rejoinder/rejoinder.yaml"

    @Flag(help: "Do what is due, deliver the events, and exit.")
    var once = false

    @Option(
        help: "With --once, how long after the start it may begin to look at pages; 0s for none.")
    var pagesWithin = DurationArgument(span: .seconds(300))

    @Flag(help: "Poll every feed at the start, due or not.")
    var all = false

    func run() async throws {
        Signals.hold()
        Memory.shareArenas()
        let environment = ProcessInfo.processInfo.environment
        let log = LineLogHandler.writer(isJournal: Self.isJournal(environment))
        // The last log lines are still written, unless nobody reads them.
        defer { log.drain(seconds: 1) }
        let (configuration, namesLedger) = try LoadedConfiguration.load(
            config, environment: environment
        ) { log.post(Array(($0 + "\n").utf8)) }
        let logger = Self.logger(configuration.log, environment: environment, writer: log)
        try Self.checkOpenFiles()
        let path = configuration.ledger
        let key = try configuration.ledgerKey.source()
        try Self.makeFolder(of: path, isWritten: namesLedger)
        let hold = try Self.hold(path, isWritten: namesLedger)
        if let warning = hold.warning { logger.warning("\(warning)") }
        let signals = Signals.stream()
        func standStill(_ error: LedgerError) async {
            guard error.isDamage, !once else { return }
            await Standstill(environment: environment, logger: logger)
                .last(because: error, signals: signals)
        }
        let upgrade = UpgradeReport(
            manager: ServiceManager(environment: environment), logger: logger, now: SystemClock.now)
        let ledger: Ledger
        do throws(LedgerError) {
            ledger = try Ledger(
                path: path, formerLog: hold.formerLog, key: key, progress: upgrade.say)
        } catch {
            await standStill(error)
            throw error
        }
        hold.note(ledger, isOpen: true)
        var options = Daemon.Options(
            configurationPath: config, environment: environment,
            isColoured: TextStyle.standardOutput.isColoured)
        options.isOnce = once
        options.pageTime = pagesWithin.span
        options.pollsAll = all
        let containment: Containment
        do {
            containment = try await Containment.start(
                ledger: ledger, path: path, environment: environment, logger: logger,
                now: SystemClock.now())
        } catch {
            if let damage = ledger.damage { await standStill(damage) }
            throw error
        }
        let daemon = Daemon(
            options: options, ledger: ledger, containment: containment, logger: logger,
            now: SystemClock.now)
        try await daemon.run(configuration, signals: signals)
        containment.end()
        await ledger.close()
        hold.note(ledger, isOpen: false)
    }

    private static func isJournal(_ environment: [String: String]) -> Bool {
        StandardStream.error.isJournal(environment["JOURNAL_STREAM"])
    }

    private static func logger(
        _ log: Configuration.Log, environment: [String: String], writer: StreamWriter
    ) -> Logger {
        let isJournal =
            log.format == .journal || log.format == .auto && Self.isJournal(environment)
        let level = Logger.Level(rawValue: log.level.rawValue) ?? .info
        return Logger(label: "rejoinder") { _ in
            LineLogHandler(
                level: level, style: isJournal ? .journal : .text, writer: writer,
                now: SystemClock.now)
        }
    }

    private static func checkOpenFiles() throws {
        guard let limit = OpenFiles.raiseLimit(), limit < OpenFiles.least else { return }
        throw CommandError(
            "no more than \(limit) files may be open at once, and \(OpenFiles.least) are needed; "
                + "raise the limit (LimitNOFILE= in the unit, `ulimit -n`)")
    }

    /// - Parameter isWritten: whether the configuration names the ledger.
    private static func hold(_ path: String, isWritten: Bool) throws -> LedgerHold {
        do throws(LedgerError) {
            return try LedgerHold(path: path)
        } catch {
            // An ordinary user meets the service's ledger here, or what stands in for it.
            guard !isWritten, let obstacle = LedgerPlace.obstacle(path) else { throw error }
            throw CommandError("ledger: " + LedgerAdvice.text(path, obstacle, isWritten: false))
        }
    }

    private static func makeFolder(of path: String, isWritten: Bool) throws {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o750])
        } catch {
            guard let obstacle = LedgerPlace.obstacle(path) else {
                throw CommandError("cannot make the ledger's folder \(folder.path)")
            }
            throw CommandError("ledger: " + LedgerAdvice.text(path, obstacle, isWritten: isWritten))
        }
    }
}

/// The wall clock.
enum SystemClock {
    @Sendable
    static func now() -> Timestamp {
        Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
    }
}

/// Loads the configuration for a command that works with it.
enum LoadedConfiguration {
    /// - Parameter tell: gets each fault and each warning, for standard error.
    /// - Returns: also whether it names the ledger, or leaves it to the default.
    /// - Throws: `ExitCode(2)`, once all faults have been reported.
    static func load(
        _ path: String, environment: [String: String], tell: (String) -> Void
    ) throws -> (Configuration, namesLedger: Bool) {
        let report = CheckReport(
            file: path, environment: environment, readsSecrets: true, tellsWarnings: true)
        report.problems.forEach(tell)
        guard let configuration = report.configuration else { throw ExitCode(2) }
        return (configuration, report.ledgerPlace != nil)
    }
}
