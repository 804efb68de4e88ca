package import Logging
import Platform

extension Containment {
    /// The file beside the ledger in which containment notes what is being read.
    private static func path(_ ledger: String) -> String { ledger + "-reading" }
    /// The folder for texts that made the program crash.
    private static func folder(_ ledger: String) -> String { ledger + "-quarantine" }

    /// Starts to note what is read, and draws conclusions from what the last run left behind.
    ///
    /// The notes are in a file beside the ledger. What certainly made the last run crash is
    /// quarantined; the rest is suspect. If the file cannot be made, the daemon goes on without it
    /// and says so in the log.
    ///
    /// - Throws: `LedgerError` if a quarantine cannot be recorded.
    package static func start(
        ledger: Ledger, path: String, environment: [String: String], logger: Logger, now: Timestamp
    ) async throws(LedgerError) -> Containment {
        let build = ProcessFacts.buildID ?? Version.current
        let file: SlotFile
        do {
            file = try SlotFile(path: Self.path(path))
        } catch {
            logger.warning(
                """
                cannot note what is being read: \(error.reason); a text that brings the program down \
                would do so again
                """, metadata: ["file": "\(Self.path(path))"])
            return .none
        }
        let end = UncleanEnd(records: file.records(limit: ReadingRecord.records))
        if let end {
            let moment = file.changedAt.map { Timestamp(milliseconds: $0 * 1000) }
            try await record(end, at: moment ?? now, in: ledger, now: now, logger: logger)
        }
        let quarantines = try await ledger.quarantines(build: build, now: now)
        let containment = Containment(
            file: file, folder: folder(path), build: build,
            trap: TestTrap(environment: environment),
            suspects: end?.suspects ?? [])
        containment.quarantine(quarantines)
        containment.noteFatalSignals()
        return containment
    }

    private static func record(
        _ end: UncleanEnd, at moment: Timestamp, in ledger: Ledger, now: Timestamp, logger: Logger
    ) async throws(LedgerError) {
        let signal = end.signal.map { ProcessFacts.signalName($0) }
        logger.error(
            "the last run ended without warning: \(signal ?? "it was killed, or the machine stopped")",
            metadata: ["at": "\(moment)", "suspects": "\(end.suspects.count)"])
        for (subject, falls) in end.fallen {
            logger.error(
                """
                quarantined: the program crashed \(falls) times while reading it; nothing reads it until \
                another build is installed
                """,
                metadata: ["what": "\(subject)", "text": "\(fileName(of: subject))"])
        }
        try await ledger.record(
            RunEnd(at: min(moment, now), signal: signal), fallen: end.fallen, build: end.build,
            now: now, file: { fileName(of: $0) })
    }
}
