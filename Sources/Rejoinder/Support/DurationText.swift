/// Durations as they are written in the configuration: `90s`, `15m`, `2h`, `3d`, `1w`.
package enum DurationText {
    /// Reads a whole number with one unit, up to ten years; nil for anything else.
    package static func parse(_ text: String) -> Duration? {
        guard let unit = text.utf8.last.flatMap({ seconds[$0] }) else { return nil }
        let digits = text.utf8.dropLast()
        guard (1...9).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }),
            let number = Int64(String(decoding: digits, as: UTF8.self))
        else { return nil }
        // Nine digits of weeks are far from an overflow.
        let total = number * unit
        return total <= longest ? .seconds(total) : nil
    }

    /// Writes the span in the largest unit that leaves a whole number.
    package static func write(_ span: Duration) -> String {
        let total = span.components.seconds
        for (name, unit) in [("w", week), ("d", day), ("h", 3600), ("m", Int64(60))]
        where total >= unit && total % unit == 0 {
            return "\(total / unit)\(name)"
        }
        return "\(total)s"
    }

    /// Writes the span as people say it: rounded to the unit that leaves about two digits.
    package static func roughly(_ span: Duration) -> String {
        let total = max(0, span.components.seconds)
        let unit: Int64 = total < 120 ? 1 : total < 2 * 3600 ? 60 : total < 2 * day ? 3600 : day
        let name = [1: "s", 60: "m", 3600: "h", day: "d"][unit] ?? "s"
        return "\((total + unit / 2) / unit)\(name)"
    }

    static let pattern = "^[0-9]{1,9}[smhdw]$"

    private static let day: Int64 = 86_400
    private static let week: Int64 = 7 * 86_400
    private static let longest: Int64 = 3653 * 86_400
    private static let seconds: [UInt8: Int64] = [
        UInt8(ascii: "s"): 1, UInt8(ascii: "m"): 60, UInt8(ascii: "h"): 3600,
        UInt8(ascii: "d"): day, UInt8(ascii: "w"): week,
    ]
}
