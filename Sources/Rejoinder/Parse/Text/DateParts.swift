/// The parts of a date without its time.
struct DateParts {
    struct Number {
        let value: Int
        let digits: Int

        init(_ bytes: ArraySlice<UInt8>) {
            digits = bytes.count
            value = bytes.prefix(9).reduce(0) { $0 * 10 + Int($1 - 0x30) }
        }
    }

    /// What "p.m." or a similar word says; nil if there is no such word.
    var isAfternoon: Bool?
    private var numbers: [Number] = []
    private var month: Int?
    private var weekday: Int?
    private var hasUnknownWord = false
    private var separator: UInt8 = 0x20

    init(_ bytes: ArraySlice<UInt8>) {
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let start = index
            if bytes[index].isDigit {
                while index < bytes.endIndex, bytes[index].isDigit { index += 1 }
                numbers.append(Number(bytes[start..<index]))
                if index < bytes.endIndex, numbers.count == 1 { separator = bytes[index] }
            } else if bytes[index].isLetter || bytes[index] >= 0x80 {
                while index < bytes.endIndex, bytes[index].isLetter || bytes[index] >= 0x80 {
                    index += 1
                }
                add(word: String(decoding: bytes[start..<index], as: UTF8.self))
            } else {
                index += 1
            }
        }
    }

    mutating func add(_ number: Number) { numbers.append(number) }

    private mutating func add(word: String) {
        if let number = MonthNames.embedded.month(word) {
            if month == nil { month = number }
        } else if let day = Self.weekdays.firstIndex(where: { word.hasPrefix($0) }) {
            weekday = day
        } else if Self.afternoon.contains(word) || Self.forenoon.contains(word) {
            isAfternoon = Self.afternoon.contains(word)
        } else if !Self.fillers.contains(word) {
            hasUnknownWord = true
        }
    }

    /// The day that the parts name, if they name one.
    func day() -> CivilDate? {
        if let month { return withMonthName(month) }
        guard !hasUnknownWord else { return nil }
        switch numbers.count {
        case 1: return single(numbers[0])
        case 2 where numbers[0].digits == 4:
            // In ISO 8601, the ordinal day of the year has three digits.
            if numbers[1].digits == 3 {
                return ordinal(year: numbers[0].value, day: numbers[1].value)
            }
            return checked(numbers[0].value, numbers[1].value, 1)
        case 3...: return three(numbers[0], numbers[1], numbers[2])
        default: return nil
        }
    }

    private func ordinal(year: Int, day: Int) -> CivilDate? {
        guard (1...366).contains(day), (1...9999).contains(year) else { return nil }
        let first = CivilDate(year: year, month: 1, day: 1).daysSinceEpoch
        return CivilDate(daysSinceEpoch: first + day - 1)
    }

    private func withMonthName(_ month: Int) -> CivilDate? {
        guard numbers.count >= 2 else { return nil }
        let (a, b) = (numbers[0], numbers[1])
        return a.digits == 4 || a.value > 31
            ? checked(a.value, month, b.value) : checked(Self.year(b), month, a.value)
    }

    private func single(_ number: Number) -> CivilDate? {
        switch number.digits {
        case 8:
            checked(number.value / 10_000, number.value / 100 % 100, number.value % 100)
        case 7: ordinal(year: number.value / 1000, day: number.value % 1000)
        case 6:
            checked(
                number.value / 10_000 + (number.value < 700_000 ? 2000 : 1900),
                number.value / 100 % 100, number.value % 100)
        case 4: checked(number.value, 1, 1)
        default: nil
        }
    }

    private func three(_ a: Number, _ b: Number, _ c: Number) -> CivilDate? {
        if a.digits == 4 { return checked(a.value, b.value, c.value) }
        if separator == 0x2D, c.digits <= 2 { return checked(Self.year(a), b.value, c.value) }
        let dayFirst = checked(Self.year(c), b.value, a.value)
        let monthFirst = checked(Self.year(c), a.value, b.value)
        guard separator == 0x2F, let monthFirst else { return dayFirst ?? monthFirst }
        guard let dayFirst else { return monthFirst }
        // The weekday decides between 4/5 and 5/4; otherwise slashes mean the American order.
        return dayFirst.weekday == weekday && monthFirst.weekday != weekday ? dayFirst : monthFirst
    }

    private func checked(_ year: Int, _ month: Int, _ day: Int) -> CivilDate? {
        guard (1...12).contains(month), (1...31).contains(day), (1...9999).contains(year) else {
            return nil
        }
        return CivilDate(year: year, month: month, day: day)
    }

    /// The year; two digits mean 1970 to 2069.
    private static func year(_ number: Number) -> Int {
        guard number.digits <= 2 else { return number.value }
        return number.value < 70 ? 2000 + number.value : 1900 + number.value
    }

    // As in RFC 822, which no language changes.
    private static let weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    private static let forenoon = Languages.embedded.set(.forenoon)
    private static let afternoon = Languages.embedded.set(.afternoon)
    private static let fillers = Languages.embedded.set(.dateFillers)
}
