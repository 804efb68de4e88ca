import Foundation

extension FeedDate {
    /// Reads a date in any layout that a feed may use.
    ///
    /// If a date cannot be read, the moment is absent, never "now".
    init(_ raw: String) { self.init(Bytes(raw)) }

    init(_ raw: Bytes) {
        self.raw = raw.string
        moment = PlainDate.moment(raw) ?? DateReader(self.raw).moment
    }

    /// The moment that a date in any known layout names; nil if it cannot be read.
    package static func parse(_ text: String) -> Timestamp? { FeedDate(text).moment }
}

/// Reads a date by recognising its parts, not from a list of layouts.
///
/// The time is what has colons, the zone follows it, the month may be a word, and the size of the
/// other numbers tells year and day apart.
struct DateReader {
    private(set) var moment: Timestamp?

    init(_ raw: String) {
        let text = raw.trimmed.caseFolded
        // There are no years before the first, so a leading sign means something else.
        guard !text.isEmpty, text.utf8.count <= 100, text.utf8.first != 0x2D else { return }
        let (bytes, suffix) = Self.withoutSuffix(Array(text.utf8))
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
        let unsaid = suffix.map { Zone.named($0) } ?? .offset(0)
        guard let zone = Self.zone(after, unsaid: unsaid, date: &date), let day = date.day() else {
            return
        }
        if date.isAfternoon == true, clock.hour < 12 { clock.hour += 12 }
        if date.isAfternoon == false, clock.hour == 12 { clock.hour = 0 }
        guard clock.isValid else { return }
        let local = Int64(day.daysSinceEpoch) * 86_400 + clock.seconds
        switch zone {
        case .offset(let seconds): moment = Timestamp(seconds: local - Int64(seconds))
        case .named(let zone):
            let guess = Date(timeIntervalSince1970: Double(local))
            // We have the local time; the zone's offset near that moment is the one that counts.
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

    /// Takes off what RFC 9557 puts after a date: `[Europe/Paris]`, `[u-ca=gregory]`.
    ///
    /// The offset before it says which moment is meant; the zone in it counts where there is none.
    private static func withoutSuffix(_ bytes: [UInt8]) -> (bytes: [UInt8], zone: TimeZone?) {
        guard bytes.last == 0x5D, let mark = bytes.firstIndex(of: 0x5B), mark > 0 else {
            return (bytes, nil)
        }
        let tags = bytes[mark...].split { $0 == 0x5B || $0 == 0x5D }
            .map { String(decoding: $0.drop { $0 == 0x21 }, as: UTF8.self) }
        let zone = tags.first { !$0.contains("=") }.flatMap(TimeZones.zone)
        return (Array(bytes[..<mark]), zone)
    }

    /// Reads a text that is only seconds or milliseconds since 1970.
    private static func unixTime(_ bytes: [UInt8]) -> Timestamp? {
        guard bytes.count == 10 || bytes.count == 13, bytes.allSatisfy(\.isDigit),
            let number = Int64(String(decoding: bytes, as: UTF8.self))
        else { return nil }
        return bytes.count == 10 ? Timestamp(seconds: number) : Timestamp(milliseconds: number)
    }

    /// Finds the time of day: one or two digits, a colon, two digits, and perhaps seconds.
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

    /// Finds `T` and four or six digits, which is the basic format of ISO 8601.
    private static func compactClock(in bytes: [UInt8]) -> (clock: Clock, range: Range<Int>)? {
        guard let mark = bytes.firstIndex(of: 0x74), mark > 0, bytes[mark - 1].isDigit else {
            return nil
        }
        let figures = bytes.dropFirst(mark + 1).prefix { $0.isDigit }.map { Int($0 - 0x30) }
        let isAlone = mark + 1 + figures.count == bytes.count
        guard figures.count == 4 || figures.count == 6 || (figures.count == 2 && isAlone) else {
            return nil
        }
        var clock = Clock(hour: figures[0] * 10 + figures[1])
        if figures.count > 2 { clock.minute = figures[2] * 10 + figures[3] }
        if figures.count == 6 { clock.second = figures[4] * 10 + figures[5] }
        return (clock, mark..<(mark + 1 + figures.count))
    }

    /// Reads what follows the time: the zone, the half of the day, and in some layouts the year.
    ///
    /// - Parameter unsaid: the zone where none follows.
    /// - Returns: nil if the zone cannot be read.
    private static func zone(
        _ bytes: ArraySlice<UInt8>, unsaid: Zone, date: inout DateParts
    ) -> Zone? {
        var zone = unsaid
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

    /// The seconds of `+hh:mm`, `-hhmm`, `+hh` or `+h`.
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
