import Foundation

/// The time on the clocks of a zone of the IANA database.
///
/// Twice a year a clock may jump. A time that it jumps over is the moment of the jump; of a time
/// that it shows twice, the first counts.
struct LocalTime: Sendable {
    private let zone: TimeZone

    /// - Parameter name: such as `Europe/Berlin`; a name that nobody knows stands for UTC.
    init(_ name: String) { zone = TimeZone(identifier: name) ?? .gmt }

    /// Whether there is a zone with that name.
    static func isZone(_ name: String) -> Bool { TimeZone(identifier: name) != nil }

    static var zones: [String] { TimeZone.knownTimeZoneIdentifiers }

    /// The day, counted from 1970-01-01.
    func day(of moment: Timestamp) -> Int {
        let seconds = moment.seconds + offset(at: moment.seconds)
        return Int((Double(seconds) / 86_400).rounded(.down))
    }

    /// When the clocks show that time on that day.
    ///
    /// - Parameter minute: of the day; 1440 is the midnight at its end.
    func moment(day: Int, minute: Int) -> Timestamp {
        let shown = Int64(day) * 86_400 + Int64(minute) * 60
        // No zone jumps twice within two days.
        let before = offset(at: shown - 86_400)
        let after = offset(at: shown + 86_400)
        let (early, late) = (shown - before, shown - after)
        if offset(at: early) == before { return Timestamp(seconds: early) }
        if offset(at: late) == after { return Timestamp(seconds: late) }
        return jump(after: min(early, late), before: max(early, late))
    }

    /// Finds the jump between two moments.
    private func jump(after early: Int64, before late: Int64) -> Timestamp {
        var (low, high) = (early, late)
        let before = offset(at: low)
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if offset(at: middle) == before { low = middle } else { high = middle }
        }
        return Timestamp(seconds: high)
    }

    private func offset(at seconds: Int64) -> Int64 {
        Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds))))
    }
}
