/// A moment, in milliseconds since 1970-01-01T00:00:00Z, without leap seconds.
///
/// It is an integer and not a floating-point date, because what is hashed and signed must be exact.
package struct Timestamp: Hashable, Comparable, Sendable {
    package let milliseconds: Int64

    /// Values outside the years 0 to 9999 are clamped, so that no arithmetic here can overflow.
    package init(milliseconds: Int64) {
        self.milliseconds = min(
            max(milliseconds, Self.earliestSecond * 1000), Self.latestSecond * 1000)
    }

    /// Values outside the years 0 to 9999 are clamped.
    package init(seconds: Int64) {
        milliseconds = min(max(seconds, Self.earliestSecond), Self.latestSecond) * 1000
    }

    /// Whole seconds since 1970, rounded down.
    package var seconds: Int64 {
        milliseconds >= 0 ? milliseconds / 1000 : (milliseconds - 999) / 1000
    }

    package static func < (a: Timestamp, b: Timestamp) -> Bool { a.milliseconds < b.milliseconds }

    package static func + (moment: Timestamp, span: Duration) -> Timestamp {
        let (sum, overflow) = moment.milliseconds.addingReportingOverflow(span.milliseconds)
        return Timestamp(milliseconds: overflow ? (span < .zero ? .min : .max) : sum)
    }

    package static func - (moment: Timestamp, span: Duration) -> Timestamp {
        moment + (.zero - span)
    }

    package static func - (later: Timestamp, earlier: Timestamp) -> Duration {
        .milliseconds(later.milliseconds - earlier.milliseconds)
    }

    private static let earliestSecond: Int64 = -62_167_219_200
    private static let latestSecond: Int64 = 253_402_300_799
}

extension Duration {
    /// Whole milliseconds; a duration that does not fit becomes the largest or smallest value.
    package var milliseconds: Int64 {
        let (seconds, attoseconds) = components
        let (scaled, overflow) = seconds.multipliedReportingOverflow(by: 1000)
        guard !overflow else { return seconds < 0 ? .min : .max }
        let (sum, carried) = scaled.addingReportingOverflow(attoseconds / 1_000_000_000_000_000)
        return carried ? (seconds < 0 ? .min : .max) : sum
    }
}

extension Timestamp: CustomStringConvertible {
    /// RFC 3339 in UTC; milliseconds are written only if there are any.
    package var description: String {
        let day = CivilDate(daysSinceEpoch: Int(seconds.flooredDivision(by: 86_400)))
        let second = Int(seconds - seconds.flooredDivision(by: 86_400) * 86_400)
        let fraction = Int(milliseconds - seconds * 1000)
        // Builds the text byte by byte, which is fast: every entry is hashed with its dates.
        var text: [UInt8] = []
        text.reserveCapacity(24)
        func write(_ number: Int, _ width: Int, _ mark: Unicode.Scalar) {
            var unit = width == 4 ? 1000 : width == 3 ? 100 : 10
            while unit > 0 {
                text.append(0x30 + UInt8(truncatingIfNeeded: number / unit % 10))
                unit /= 10
            }
            text.append(UInt8(ascii: mark))
        }
        write(day.year, 4, "-")
        write(day.month, 2, "-")
        write(day.day, 2, "T")
        write(second / 3600, 2, ":")
        write(second / 60 % 60, 2, ":")
        write(second % 60, 2, fraction == 0 ? "Z" : ".")
        if fraction != 0 { write(fraction, 3, "Z") }
        return String(decoding: text, as: UTF8.self)
    }
}

extension Timestamp {
    /// Reads the form that `description` writes: `YYYY-MM-DDTHH:MM:SS[.fff]Z`, or a bare date.
    package init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        func number(_ range: Range<Int>) -> Int? {
            guard range.upperBound <= bytes.count else { return nil }
            var value = 0
            for byte in bytes[range] {
                guard byte >= 0x30, byte <= 0x39 else { return nil }
                value = value * 10 + Int(byte - 0x30)
            }
            return value
        }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
            bytes[4] == 0x2D, bytes[7] == 0x2D, (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        let days = Int64(CivilDate(year: year, month: month, day: day).daysSinceEpoch)
        guard bytes.count > 10 else {
            self.init(seconds: days * 86_400)
            return
        }
        guard bytes.last == 0x5A, let hour = number(11..<13), let minute = number(14..<16),
            let second = number(17..<19), hour < 24, minute < 60, second < 61
        else { return nil }
        var fraction = 0
        if bytes.count > 20 {
            guard bytes.count == 24, bytes[19] == 0x2E, let part = number(20..<23) else {
                return nil
            }
            fraction = part
        }
        let clock = Int64(hour * 3600 + minute * 60 + second)
        self.init(milliseconds: (days * 86_400 + clock) * 1000 + Int64(fraction))
    }
}

extension Timestamp: Codable {
    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let moment = Timestamp(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "no RFC 3339 time: \(text)")
            )
        }
        self = moment
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

extension Int64 {
    func flooredDivision(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
