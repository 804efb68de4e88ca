import Foundation

extension FeedDate {
    /// Reads a date in whatever layout a feed may use; a date that cannot be read is absent, never
    /// "now".
    init(_ raw: String) { self.init(Bytes(raw)) }

    init(_ raw: Bytes) {
        self.raw = raw.string
        moment = PlainDate.moment(raw) ?? DateReader(self.raw).moment
    }

    /// The moment that a date in any of the known layouts names; nil where it cannot be read.
    package static func parse(_ text: String) -> Timestamp? { FeedDate(text).moment }
}

/// Reads a date by what its parts are, not by a list of layouts: the time is what has colons, the
/// zone follows it, the month may be a word, and the other numbers tell year and day by their size.
struct DateReader {
    private(set) var moment: Timestamp?

    init(_ raw: String) {
        let text = raw.trimmed.lowercased()
        // Years before the first do not occur: a sign there is something else.
        guard !text.isEmpty, text.utf8.count <= 100, text.utf8.first != 0x2D else { return }
        let bytes = Array(text.utf8)
        if let stamp = Self.unixTime(bytes) {
            moment = stamp
            return
        }
        var before = bytes[...]
        var after: ArraySlice<UInt8> = []
        var clock = Clock()
        if let found = Self.clock(in: bytes) {
            clock = found.clock
            before = bytes[..<found.range.lowerBound]
            after = bytes[found.range.upperBound...]
        }
        var date = DateParts(before)
        guard let zone = Self.zone(after, date: &date), let day = date.day() else { return }
        if date.isAfternoon == true, clock.hour < 12 { clock.hour += 12 }
        if date.isAfternoon == false, clock.hour == 12 { clock.hour = 0 }
        guard clock.isValid else { return }
        let local = Int64(day.daysSinceEpoch) * 86_400 + clock.seconds
        switch zone {
        case .offset(let seconds): moment = Timestamp(seconds: local - Int64(seconds))
        case .named(let zone):
            let guess = Date(timeIntervalSince1970: Double(local))
            // What is at hand is the local time; near it the offset is that of the zone.
            let first = local - Int64(zone.secondsFromGMT(for: guess))
            let offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(first)))
            moment = Timestamp(seconds: local - Int64(offset))
        }
    }

    private struct Clock {
        var hour = 0
        var minute = 0
        var second = 0

        var isValid: Bool { hour <= 24 && minute < 60 && second <= 60 }
        var seconds: Int64 { Int64(hour * 3600 + minute * 60 + min(second, 59)) }
    }

    private enum Zone {
        case offset(Int)
        case named(TimeZone)
    }

    /// Seconds or milliseconds since 1970, and nothing else.
    private static func unixTime(_ bytes: [UInt8]) -> Timestamp? {
        guard bytes.count == 10 || bytes.count == 13, bytes.allSatisfy(\.isDigit),
            let number = Int64(String(decoding: bytes, as: UTF8.self))
        else { return nil }
        return bytes.count == 10 ? Timestamp(seconds: number) : Timestamp(milliseconds: number)
    }

    /// The time of day: one or two digits, a colon, two digits, and perhaps seconds.
    private static func clock(in bytes: [UInt8]) -> (clock: Clock, range: Range<Int>)? {
        if let compact = compactClock(in: bytes) { return compact }
        guard
            let colon = bytes.indices.first(where: { index in
                bytes[index] == 0x3A && index > 0 && bytes[index - 1].isDigit
                    && index + 1 < bytes.count && bytes[index + 1].isDigit
            })
        else { return nil }
        var start = colon
        while start > 0, colon - start < 2, bytes[start - 1].isDigit { start -= 1 }
        var index = colon + 1
        func number() -> Int {
            var value = 0
            let limit = index + 2
            while index < bytes.count, index < limit, bytes[index].isDigit {
                value = value * 10 + Int(bytes[index] - 0x30)
                index += 1
            }
            return value
        }
        var clock = Clock()
        clock.hour = bytes[start..<colon].reduce(0) { $0 * 10 + Int($1 - 0x30) }
        clock.minute = number()
        if index + 1 < bytes.count, bytes[index] == 0x3A, bytes[index + 1].isDigit {
            index += 1
            clock.second = number()
        }
        if index + 1 < bytes.count, bytes[index] == 0x2E || bytes[index] == 0x2C,
            bytes[index + 1].isDigit
        {
            index += 1
            while index < bytes.count, bytes[index].isDigit { index += 1 }
        }
        return (clock, start..<index)
    }

    /// `T` and four or six digits: the basic format of ISO 8601.
    private static func compactClock(in bytes: [UInt8]) -> (clock: Clock, range: Range<Int>)? {
        guard let mark = bytes.firstIndex(of: 0x74), mark > 0, bytes[mark - 1].isDigit else {
            return nil
        }
        let figures = bytes[(mark + 1)...].prefix { $0.isDigit }.map { Int($0 - 0x30) }
        let isAlone = mark + 1 + figures.count == bytes.count
        guard figures.count == 4 || figures.count == 6 || (figures.count == 2 && isAlone) else {
            return nil
        }
        var clock = Clock(hour: figures[0] * 10 + figures[1])
        if figures.count > 2 { clock.minute = figures[2] * 10 + figures[3] }
        if figures.count == 6 { clock.second = figures[4] * 10 + figures[5] }
        return (clock, mark..<(mark + 1 + figures.count))
    }

    /// What follows the time: the zone, half of the day, and with some the year.
    ///
    /// - Returns: nil for a zone that cannot be read.
    private static func zone(_ bytes: ArraySlice<UInt8>, date: inout DateParts) -> Zone? {
        var zone = Zone.offset(0)
        for word in bytes.split(whereSeparator: { $0.isBlank || $0 == 0x28 || $0 == 0x29 }) {
            let text = String(decoding: word, as: UTF8.self)
            if ["am", "a.m.", "a.m", "pm", "p.m.", "p.m"].contains(text) {
                date.isAfternoon = text.hasPrefix("p")
            } else if word.count == 4, word.allSatisfy(\.isDigit) {
                date.add(DateParts.Number(word))
            } else if let sign = word.firstIndex(where: { $0 == 0x2B || $0 == 0x2D }),
                word.first != 0x65
            {
                guard let offset = offset(word[sign...]) else { return nil }
                let base = TimeZones.offset(String(decoding: word[..<sign], as: UTF8.self)) ?? 0
                zone = .offset(base + offset)
            } else if let offset = TimeZones.offset(text) {
                zone = .offset(offset)
            } else if text.contains("/"), let known = TimeZones.zone(text) {
                zone = .named(known)
            }
        }
        return zone
    }

    /// Seconds of `+hh:mm`, `-hhmm`, `+hh` or `+h`.
    private static func offset(_ bytes: ArraySlice<UInt8>) -> Int? {
        let digits = bytes.dropFirst().filter { $0 != 0x3A }
        guard !digits.isEmpty, digits.count <= 6, digits.allSatisfy(\.isDigit) else { return nil }
        let figures = digits.map { Int($0 - 0x30) }
        let hours = figures.count % 2 == 1 ? figures[0] : figures[0] * 10 + figures[1]
        let rest = figures.dropFirst(figures.count % 2 == 1 ? 1 : 2)
        let minutes = rest.prefix(2).reduce(0) { $0 * 10 + $1 }
        guard hours <= 24, minutes < 60 else { return nil }
        return (bytes.first == 0x2D ? -1 : 1) * (hours * 3600 + minutes * 60)
    }
}

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

    /// What the word "p.m." or its like says; nil where none does.
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
        if let number = MonthNames.month(word) {
            if month == nil { month = number }
        } else if let day = Self.weekdays.firstIndex(where: { word.hasPrefix($0) }) {
            weekday = day
        } else if word == "오후" || word == "오전" {
            isAfternoon = word == "오후"
        } else if !Self.fillers.contains(word) {
            hasUnknownWord = true
        }
    }

    /// The day they name, if they name one.
    func day() -> CivilDate? {
        if let month { return withMonthName(month) }
        guard !hasUnknownWord else { return nil }
        switch numbers.count {
        case 1: return single(numbers[0])
        case 2 where numbers[0].digits == 4:
            // An ordinal day of the year has three digits (ISO 8601).
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
        // The weekday decides between 4/5 and 5/4; else the American order, which slashes mean.
        return dayFirst.weekday == weekday && monthFirst.weekday != weekday ? dayFirst : monthFirst
    }

    private func checked(_ year: Int, _ month: Int, _ day: Int) -> CivilDate? {
        guard (1...12).contains(month), (1...31).contains(day), (1...9999).contains(year) else {
            return nil
        }
        return CivilDate(year: year, month: month, day: day)
    }

    /// Two digits are of 1970 to 2069.
    private static func year(_ number: Number) -> Int {
        guard number.digits <= 2 else { return number.value }
        return number.value < 70 ? 2000 + number.value : 1900 + number.value
    }

    private static let weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    private static let fillers: Set<String> = [
        "t", "st", "nd", "rd", "th", "of", "de", "at", "um", "à", "le", "den", "der", "o", "년",
        "월", "일", "年", "月", "日", "г", "р",
    ]
}

/// Zone names as feeds use them; RFC 822 section 5 and what is met beside it.
enum TimeZones {
    static func offset(_ name: String) -> Int? {
        let name = name.hasPrefix("etc/") ? String(name.dropFirst(4)) : name
        return hours[name].map { Int($0 * 3600) }
    }

    /// A zone of the IANA database, however its case is written.
    static func zone(_ name: String) -> TimeZone? {
        let parts = name.split(separator: "/").map { part in
            part.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }
                .joined(separator: "_")
        }
        return TimeZone(identifier: parts.joined(separator: "/"))
    }

    private static let hours: [String: Double] = [
        "z": 0, "utc": 0, "gmt": 0, "ut": 0, "wet": 0, "west": 1, "bst": 1, "ist": 5.5,
        "cet": 1, "cest": 2, "met": 1, "mez": 1, "mest": 2, "mesz": 2, "eet": 2, "eest": 3,
        "msk": 3, "msd": 4, "at": -4, "ast": -4, "adt": -3, "et": -5, "est": -5, "edt": -4,
        "ct": -6, "cst": -6, "cdt": -5, "mt": -7, "mst": -7, "mdt": -6, "pt": -8, "pst": -8,
        "pdt": -7, "akst": -9, "akdt": -8, "hst": -10, "jst": 9, "kst": 9, "hkt": 8, "sgt": 8,
        "aest": 10, "aedt": 11, "acst": 9.5, "acdt": 10.5, "awst": 8, "nzst": 12, "nzdt": 13,
        "sast": 2, "brt": -3, "art": -3, "clt": -4, "nst": -3.5, "ndt": -2.5,
    ]
}
