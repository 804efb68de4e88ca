package import Logging

/// Says now and then how far the upgrade of a large ledger has come.
///
/// It moves every event and every text, some 50 MB a second, before the daemon is ready. The
/// service manager is asked for more time while it goes on.
package final class UpgradeReport {
    private let manager: ServiceManager
    private let logger: Logger
    private let now: () -> Timestamp
    private var saidAt: Timestamp

    private static let pause: Duration = .seconds(5)

    package init(manager: ServiceManager, logger: Logger, now: @escaping () -> Timestamp) {
        self.manager = manager
        self.logger = logger
        self.now = now
        saidAt = now()
    }

    /// Most upgrades are done before there is anything to say.
    package func say(_ progress: String) {
        let moment = now()
        guard moment - saidAt >= Self.pause else { return }
        saidAt = moment
        logger.notice("upgrading the ledger: \(progress)")
        manager.extendStart(by: .seconds(300), status: "upgrading the ledger: \(progress)")
    }
}
