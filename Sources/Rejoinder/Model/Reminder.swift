/// What a person wants to be told of an inquiry at a time of their own.
package struct Reminder: Hashable, Sendable {
    package enum State: String, Sendable, CaseIterable {
        case waiting
        case told
        /// It came due when nobody waited for an answer any more.
        case lapsed
        /// A person took it back.
        case cancelled
    }

    /// Counts from 1 within the ledger.
    package let id: Int64
    package let inquiry: Inquiry.ID
    /// When it comes due.
    package let at: Timestamp
    package let text: String?
    package let setBy: String
    package let setAt: Timestamp
    /// Whether an answer was awaited when it was set.
    package let isOfOpen: Bool
    package let state: State
}
