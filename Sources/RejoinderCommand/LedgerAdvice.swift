import Platform
import Rejoinder

/// Says why no ledger can be kept in a place, and what to do.
enum LedgerAdvice {
    /// - Parameter isWritten: whether the configuration names the place; else it is the default.
    static func text(
        _ path: String, _ obstacle: LedgerPlace.Obstacle, isWritten: Bool
    ) -> String {
        let place = VisibleText.line(path, limit: 300)
        let user = VisibleText.line(ProcessFacts.userName)
        guard isWritten else {
            return
                "none is written, and the default, \(place), cannot be used by the user \(user): "
                + "\(obstacle.reason); it is right for the service; else write one, such as "
                + "`ledger: rejoinder.sqlite`"
        }
        guard obstacle.isThisUsers else { return "\(place) cannot be one: \(obstacle.reason)" }
        return "\(place) cannot be used by the user \(user): \(obstacle.reason)"
    }
}
