/// Reads the two layouts that nearly all dates have, directly from their bytes.
///
/// They are the layouts of RFC 3339 and RFC 822; everything else is left to `DateReader`.
enum PlainDate {
    static func moment(_ text: Bytes) -> Timestamp? {
        guard (17...40).contains(text.range.count) else { return nil }
        var cursor = Cursor(text: text)
        return cursor.bytes[cursor.index].isLetter || cursor.peek(2)?.isDigit != true
            ? mail(&cursor) : internet(&cursor)
    }

    /// Reads a date such as `2026-01-15T12:00:00Z`.
    private static func internet(_ cursor: inout Cursor) -> Timestamp? {
        guard let year = cursor.number(4), cursor.take(0x2D), let month = cursor.number(2),
            cursor.take(0x2D), let day = cursor.number(2),
            cursor.take(0x54) || cursor.take(0x20),
            let hour = cursor.number(2), cursor.take(0x3A), let minute = cursor.number(2),
            cursor.take(0x3A), let second = cursor.number(2)
        else { return nil }
        if cursor.take(0x2E) {
            guard cursor.number(1) != nil else { return nil }
            while cursor.number(1) != nil {}
        }
        guard let offset = cursor.take(0x5A) ? 0 : cursor.offset() else { return nil }
        return moment(year, month, day, hour * 3600 + minute * 60 + second - offset, &cursor)
            .flatMap { hour < 24 && minute < 60 && second < 60 ? $0 : nil }
    }

    /// Reads a date such as `Thu, 15 Jan 2026 12:00:00 GMT`.
    private static func mail(_ cursor: inout Cursor) -> Timestamp? {
        if cursor.bytes[cursor.index].isLetter {
            guard cursor.letters(3) != nil, cursor.take(0x2C), cursor.take(0x20) else { return nil }
        }
        let digits = cursor.peek(1)?.isDigit == true ? 2 : 1
        guard let day = cursor.number(digits), cursor.take(0x20), let name = cursor.letters(3),
            let month = month(name), cursor.take(0x20), let year = cursor.number(4),
            cursor.take(0x20), let hour = cursor.number(2), cursor.take(0x3A),
            let minute = cursor.number(2)
        else { return nil }
        var second = 0
        if cursor.take(0x3A) {
            guard let number = cursor.number(2) else { return nil }
            second = number
        }
        guard cursor.take(0x20), let offset = cursor.offset() ?? cursor.greenwich() else {
            return nil
        }
        return moment(year, month, day, hour * 3600 + minute * 60 + second - offset, &cursor)
            .flatMap { hour < 24 && minute < 60 && second < 60 ? $0 : nil }
    }

    private static func moment(
        _ year: Int, _ month: Int, _ day: Int, _ seconds: Int, _ cursor: inout Cursor
    ) -> Timestamp? {
        guard cursor.isAtEnd, (1...12).contains(month), (1...28).contains(day), year > 0 else {
            return nil
        }
        let days = CivilDate(year: year, month: month, day: day).daysSinceEpoch
        return Timestamp(seconds: Int64(days * 86_400 + seconds))
    }

    private static func month(_ name: UInt32) -> Int? {
        switch name {
        case 0x6A616E: 1
        case 0x666562: 2
        case 0x6D6172: 3
        case 0x617072: 4
        case 0x6D6179: 5
        case 0x6A756E: 6
        case 0x6A756C: 7
        case 0x617567: 8
        case 0x736570: 9
        case 0x6F6374: 10
        case 0x6E6F76: 11
        case 0x646563: 12
        default: nil
        }
    }

    private struct Cursor {
        let bytes: [UInt8]
        let end: Int
        var index: Int

        init(text: Bytes) {
            bytes = text.array
            index = text.range.lowerBound
            end = text.range.upperBound
        }

        var isAtEnd: Bool { index == end }

        func peek(_ distance: Int) -> UInt8? {
            index + distance < end ? bytes[index + distance] : nil
        }

        mutating func take(_ byte: UInt8) -> Bool {
            guard index < end, bytes[index] == byte else { return false }
            index += 1
            return true
        }

        mutating func number(_ digits: Int) -> Int? {
            guard index + digits <= end else { return nil }
            var value = 0
            for position in index..<(index + digits) {
                guard bytes[position].isDigit else { return nil }
                value = value * 10 + Int(bytes[position] - 0x30)
            }
            index += digits
            return value
        }

        /// Reads letters, in lower case, into one number.
        mutating func letters(_ count: Int) -> UInt32? {
            guard index + count <= end else { return nil }
            var value: UInt32 = 0
            for position in index..<(index + count) {
                guard bytes[position].isLetter else { return nil }
                value = value << 8 | UInt32(bytes[position] | 0x20)
            }
            index += count
            return value
        }

        /// Reads `+0100` or `+01:00`, and returns seconds.
        mutating func offset() -> Int? {
            guard index + 5 <= end, bytes[index] == 0x2B || bytes[index] == 0x2D else { return nil }
            let sign = bytes[index] == 0x2D ? -1 : 1
            index += 1
            guard let hours = number(2) else { return nil }
            _ = take(0x3A)
            guard let minutes = number(2), hours <= 24, minutes < 60 else { return nil }
            return sign * (hours * 3600 + minutes * 60)
        }

        /// Reads `GMT` or `UTC`.
        mutating func greenwich() -> Int? {
            guard let name = letters(3) else { return nil }
            return name == 0x676D74 || name == 0x757463 ? 0 : nil
        }
    }
}
