package import Logging
package import Platform

/// The daemon while its ledger is damaged: it polls, sends and writes nothing until a person acts.
///
/// It keeps saying so. Going on would report or record what is false; exiting would make the
/// service manager start it again and again. Nothing is repaired: the damaged file is evidence, and
/// a backup exists.
package struct Standstill: Sendable {
    private let manager: ServiceManager
    private let logger: Logger

    /// - Parameter environment: that of the process.
    package init(environment: [String: String], logger: Logger) {
        manager = ServiceManager(environment: environment)
        self.logger = logger
    }

    /// Lasts until a signal ends it.
    package func last(because damage: LedgerError, signals: AsyncStream<ProcessSignal>) async {
        let (mail, post) = AsyncStream.makeStream(of: DaemonEvent.self)
        await withDiscardingTaskGroup { group in
            group.addTask { await post.forward(signals) }
            group.addTask { await post.tick(every: .seconds(1)) }
            await last(because: damage, in: mail)
            group.cancelAll()
        }
    }

    /// Lasts until an event brings the signal that ends it; other events are ignored.
    func last(because damage: LedgerError, in mail: AsyncStream<DaemonEvent>) async {
        let text = "read-only, nothing is polled or sent: \(damage)"
        logger.critical("\(text)")
        manager.ready(status: text)
        for await message in mail {
            switch message {
            case .tick: manager.isAlive()
            case .signal(.reload): logger.error("\(text); then restart, for a reload is not enough")
            case .signal(.terminate):
                logger.info("stopping")
                return manager.stopping()
            default: break
            }
        }
    }
}
