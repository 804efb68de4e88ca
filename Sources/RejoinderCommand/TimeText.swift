import Rejoinder

/// Times as people say them.
enum TimeText {
    /// `3m ago`, `in 2h`.
    static func relative(_ moment: Timestamp, now: Timestamp) -> String {
        if moment <= now { return "\(DurationText.roughly(now - moment)) ago" }
        return "in \(DurationText.roughly(moment - now))"
    }

    static func relative(_ moment: Timestamp?, now: Timestamp, none: String) -> String {
        moment.map { relative($0, now: now) } ?? none
    }
}
