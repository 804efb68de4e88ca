/// When the ledger is asked which pages are due.
package struct PageSearch: Sendable {
    private var at: Timestamp?
    private var isUnderWay = false
    private var begunAt: Timestamp?

    /// However many polls find something, once in so long is enough.
    private static let pause: Duration = .seconds(1)
    /// A page may become due that nobody told of: the search is made at least so often.
    private static let longest: Duration = .seconds(60)

    package init(at moment: Timestamp) { at = moment }

    /// A page is due then.
    package mutating func plan(by moment: Timestamp) { at = min(at ?? .distantFuture, moment) }

    /// - Returns: whether it is time; then a search is under way until `end`.
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

    /// The clock was set by that much.
    package mutating func shift(by span: Duration) {
        at = at.map { $0 + span }
        begunAt = begunAt.map { $0 + span }
    }
}
