/// The pause that a server asks for (RFC 9110 section 10.2.3).
package enum RetryAfter {
    /// The shortest pause, as clocks may differ, and the longest, as the server may be wrong.
    package static let range: ClosedRange<Duration> = .seconds(1) ... .seconds(86_400)

    /// Reads a number of seconds or an HTTP date.
    ///
    /// - Returns: the pause within `range`; nil if the field is missing or cannot be read.
    package static func parse(_ value: String?, now: Timestamp) -> Duration? {
        guard let value else { return nil }
        let bytes = value.utf8.drop { $0 == 0x20 || $0 == 0x09 }
        let digits = bytes.prefix { (0x30...0x39).contains($0) }
        let pause: Duration
        if !digits.isEmpty, digits.endIndex == bytes.endIndex {
            // A number too long to read still means: long.
            pause = Int64(String(Substring(digits))).map { .seconds($0) } ?? range.upperBound
        } else if let date = HTTPDate.parse(value) {
            pause = date - now
        } else {
            return nil
        }
        return min(max(pause, range.lowerBound), range.upperBound)
    }
}
