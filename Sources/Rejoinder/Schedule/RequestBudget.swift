/// How many requests may begin: an even flow, with a reserve for urgent ones.
///
/// It is a bucket that fills at the budget's rate and holds five minutes' worth. Ordinary requests
/// leave the last quarter to urgent ones.
package struct RequestBudget: Sendable {
    private let perMillisecond: Double
    private let capacity: Double
    private var level: Double
    private var filledAt: Timestamp?

    /// - Parameter perHour: requests an hour, at least 1.
    package init(perHour: Int) {
        perMillisecond = Double(max(1, perHour)) / 3_600_000
        capacity = max(4, Double(max(1, perHour)) / 12)
        level = capacity
    }

    /// When a request may begin; nil: now.
    func opening(isUrgent: Bool, at now: Timestamp) -> Timestamp? {
        let missing = need(isUrgent: isUrgent) - filled(at: now)
        guard missing > 1e-6 else { return nil }
        return now + .milliseconds(Int64(clamping: (missing / perMillisecond).rounded(.up)))
    }

    /// Takes one request.
    mutating func spend(at now: Timestamp) {
        level = filled(at: now) - 1
        filledAt = now
    }

    private func need(isUrgent: Bool) -> Double { isUrgent ? 1 : 1 + capacity / 4 }

    private func filled(at now: Timestamp) -> Double {
        // If the clock was set back, the level stays as it is.
        guard let filledAt, now > filledAt else { return level }
        return min(capacity, level + Double((now - filledAt).milliseconds) * perMillisecond)
    }

    /// Moves the time of the last filling, because the clock was set by `span`.
    mutating func shift(by span: Duration) { filledAt = filledAt.map { $0 + span } }
}
