/// When the ledger is asked which pages are due.
package struct PageSearch: Sendable {
    private var at: Timestamp?
    private var isUnderWay = false
    private var begunAt: Timestamp?

    /// The shortest time between two searches, however many polls find something.
    private static let pause: Duration = .seconds(1)
    /// The longest time between two searches, because a page may become due without notice.
    private static let longest: Duration = .seconds(60)

    package init(at moment: Timestamp) { at = moment }

    /// Notes that a page is due at the given moment.
    package mutating func plan(by moment: Timestamp) { at = min(at ?? .distantFuture, moment) }

    /// Whether no search is under way or wanted now.
    package func isQuiet(at now: Timestamp) -> Bool {
        !isUnderWay && at.map { $0 > now } ?? true
    }

    /// - Returns: whether it is time; if so, a search counts as under way until `end`.
    package mutating func begin(at now: Timestamp) -> Bool {
        guard let at, at <= now, !isUnderWay else { return false }
        if let begunAt, begunAt <= now, now - begunAt < Self.pause { return false }
        (self.at, isUnderWay, begunAt) = (nil, true, now)
        return true
    }

    /// - Parameter next: when the next page is due; nil: none is.
    package mutating func end(next: Timestamp?, at now: Timestamp) {
        isUnderWay = false
        plan(by: min(next ?? .distantFuture, now + Self.longest))
    }

    /// Moves the plan, because the clock was set by `span`.
    package mutating func shift(by span: Duration) {
        at = at.map { $0 + span }
        begunAt = begunAt.map { $0 + span }
    }
}
