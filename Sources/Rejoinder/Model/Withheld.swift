/// That a text, or the body of an event, was withheld by law.
package struct Withheld: Hashable, Sendable {
    /// Who withheld it.
    package let by: String
    package let reason: String
    package let at: Timestamp
    /// The id of the event `log.redacted` that says so; nil if retention has let go of it.
    package let event: String?

    package init(by: String, reason: String, at: Timestamp, event: String?) {
        self.by = by
        self.reason = reason
        self.at = at
        self.event = event
    }

    /// Whether it is gone because it was old, and not by law.
    package var isByRetention: Bool { event == nil }

    /// What is shown in its place.
    package var words: String { "withheld: \(reason) (by \(by), \(at))" }

    package var json: JSONValue {
        .members([
            "by": .string(by), "reason": .string(reason), "at": .time(at),
            "event": .string(event),
        ])
    }
}
