package import Logging
package import System

/// What the daemon is while its ledger is damaged: it polls, sends and writes nothing, and says so
/// until a person acts.
///
/// To go on would tell what is false or record it; to end would have the service manager start it
/// again and again. Nothing is repaired: what was damaged is evidence, and a backup is there.
package struct Standstill: Sendable {
    private let manager: ServiceManager
    private let logger: Logger

    /// - Parameter environment: of the process.
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

    /// Lasts until a message brings the signal that ends it; other messages come to nothing.
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
