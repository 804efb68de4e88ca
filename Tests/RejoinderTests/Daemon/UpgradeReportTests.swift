import Logging
import Synchronization
import Testing

@testable import Rejoinder

@Suite("The upgrade of a large ledger") struct UpgradeReportTests {
    /// Keeps what is logged.
    private struct Kept: LogHandler {
        let lines: Lines
        var metadata: Logger.Metadata = [:]
        var logLevel: Logger.Level = .info

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) { lines.add("\(event.message)") }
    }

    private final class Lines: Sendable {
        private let kept = Mutex<[String]>([])
        var all: [String] { kept.withLock { $0 } }
        func add(_ line: String) { kept.withLock { $0.append(line) } }
    }

    @Test("is told of every few seconds, and not at all where it takes a moment") func tells() {
        let lines = Lines()
        let seconds = Mutex(0)
        let report = UpgradeReport(
            manager: ServiceManager(environment: [:]),
            logger: Logger(label: "test") { _ in Kept(lines: lines) },
            now: { Timestamp(seconds: Int64(seconds.withLock { $0 })) })
        for second in [0, 1, 4, 6, 7, 10, 12] {
            seconds.withLock { $0 = second }
            report.say("row \(second)")
        }
        #expect(lines.all == ["upgrading the ledger: row 6", "upgrading the ledger: row 12"])
    }
}
