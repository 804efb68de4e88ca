/// The date of an HTTP header field (RFC 9110 section 5.6.7), in any of its three forms.
package enum HTTPDate {
    /// Reads any of the three forms; returns nil for anything else.
    ///
    /// They are `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT` and
    /// `Sun Nov  6 08:49:37 1994`.
    package static func parse(_ text: String) -> Timestamp? {
        let separators: Set<UInt8> = [0x20, 0x2C, 0x2D]
        guard text.utf8.count <= 64 else { return nil }
        var words = text.utf8.split { separators.contains($0) }.map { Array($0) }
        guard words.count >= 5 else { return nil }
        words.removeFirst()
        // asctime puts the month before the day, and the time before the year.
        if number(words[0]) == nil {
            guard words.count == 4 else { return nil }
            words = [words[1], words[0], words[3], words[2]]
        } else {
            guard words.count == 5,
                ["GMT", "UTC"].contains(String(decoding: words[4], as: UTF8.self))
            else { return nil }
        }
        guard let day = number(words[0]), (1...31).contains(day), let month = month(words[1]),
            var year = number(words[2]), let clock = clock(words[3])
        else { return nil }
        // Two digits: an RFC 850 year, taken for this century unless that would be far in the
        // future.
        if words[2].count == 2 { year += year < 70 ? 2000 : 1900 }
        let date = CivilDate(year: year, month: month, day: day)
        return Timestamp(seconds: Int64(date.daysSinceEpoch) * 86_400 + clock)
    }

    private static func number(_ digits: [UInt8]) -> Int? {
        guard (1...4).contains(digits.count),
            digits.allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    private static func month(_ name: [UInt8]) -> Int? {
        months.firstIndex(of: String(decoding: name, as: UTF8.self)).map { $0 + 1 }
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// Seconds since midnight.
    private static func clock(_ text: [UInt8]) -> Int64? {
        let parts = text.split(separator: 0x3A, omittingEmptySubsequences: false)
            .map { number(Array($0)) }
        guard parts.count == 3, let hour = parts[0], let minute = parts[1], let second = parts[2],
            hour < 24, minute < 60, second <= 60
        else { return nil }
        return Int64(hour * 3600 + minute * 60 + second)
    }
}
