/// The days on which a country works, in UTC.
package struct WorkCalendar: Hashable, Sendable {
    /// The days of the week off; 0 is Monday.
    package var weekend: Set<Int>
    /// Single days off, in days since 1970.
    package var holidays: Set<Int>
    /// Days off in every year, by month and day.
    package var yearly: Set<YearDay>

    package struct YearDay: Hashable, Sendable {
        package let month: Int
        package let day: Int
    }

    package init(
        weekend: Set<Int> = [5, 6], holidays: Set<Int> = [], yearly: Set<YearDay> = []
    ) {
        self.weekend = weekend
        self.holidays = holidays
        self.yearly = yearly
    }

    /// A calendar with the country's weekend and no holidays; Saturday and Sunday if it is unknown.
    package init(country: String?) {
        self.init(weekend: country.flatMap { Self.weekends[$0] } ?? [5, 6])
    }

    package func isWorkingDay(_ day: Int) -> Bool {
        let date = CivilDate(daysSinceEpoch: day)
        return !weekend.contains(date.weekday) && !holidays.contains(day)
            && !yearly.contains(YearDay(month: date.month, day: date.day))
    }

    /// The same time of day, the given number of working days later.
    package func after(_ start: Timestamp, workingDays: Int) -> Timestamp {
        var day = Self.day(of: start)
        var left = workingDays
        // Without the limit, a calendar without working days would keep the loop running forever.
        for _ in 0..<max(0, workingDays) * 7 + Self.longestBreak where left > 0 {
            day += 1
            if isWorkingDay(day) { left -= 1 }
        }
        return start + .seconds(Int64(day - Self.day(of: start)) * Self.dayLength)
    }

    /// The number of working days between two times, including parts of days.
    package func workingDays(from start: Timestamp, to end: Timestamp) -> Double {
        guard start < end else { return 0 }
        let length = Self.dayLength * 1000
        let (first, last) = (Self.day(of: start), Self.day(of: end))
        var total: Int64 = 0
        // If a wait seems to last over a century, a clock was wrong.
        for day in first...min(last, first + 36_525) where isWorkingDay(day) {
            let midnight = Int64(day) * length
            total += min(end.milliseconds, midnight + length) - max(start.milliseconds, midnight)
        }
        return Double(total) / Double(length)
    }

    private static func day(of moment: Timestamp) -> Int {
        let days = Double(moment.milliseconds) / Double(dayLength * 1000)
        return Int(clamping: days.rounded(.down))
    }

    private static let dayLength: Int64 = 86_400
    private static let longestBreak = 366

    private static let weekends: [String: Set<Int>] = {
        let days: [(Set<Int>, String)] = [
            ([4, 5], "BH DZ EG IL IQ JO KW LY MV OM PS QA SA SD SY YE"), ([3, 4], "AF IR"),
            ([4], "DJ SO"), ([4, 6], "BN"), ([5], "NP"),
        ]
        let pairs = days.flatMap { weekend, countries in
            countries.split(separator: " ").map { (String($0), weekend) }
        }
        return Dictionary(pairs) { first, _ in first }
    }()
}

/// How long an institution has to respond.
package enum ResponseTime: Hashable, Sendable {
    case span(Duration)
    case workingDays(Int)

    package func end(from start: Timestamp, _ calendar: WorkCalendar) -> Timestamp {
        switch self {
        case .span(let span): start + span
        case .workingDays(let days): calendar.after(start, workingDays: days)
        }
    }

    /// Reads `3d` or `3 working days`; nil for anything else.
    package static func parse(_ text: String) -> ResponseTime? {
        if let span = DurationText.parse(text) { return span > .zero ? .span(span) : nil }
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 3, words[1] == "working", words[2] == "day" || words[2] == "days",
            words[0].utf8.allSatisfy({ (0x30...0x39).contains($0) }), let days = Int(words[0]),
            (1...999).contains(days)
        else { return nil }
        return .workingDays(days)
    }

    package static func write(_ time: ResponseTime) -> String {
        switch time {
        case .span(let span): DurationText.write(span)
        case .workingDays(1): "1 working day"
        case .workingDays(let days): "\(days) working days"
        }
    }

    static let pattern = "^([0-9]{1,9}[smhdw]|[0-9]{1,3} working days?)$"
}

/// Decides which country's calendar applies to which institution and feed.
package struct WorkCalendars: Hashable, Sendable {
    /// Calendars by country; a country that is missing has its own weekend and no holidays.
    package var countries: [String: WorkCalendar] = [:]
    package var institutions: [InstitutionKey: String] = [:]
    package var feeds: [String: String] = [:]
    /// The country to use if neither the institution nor the feed says.
    package var country: String?

    package init() {}

    /// The calendar of the institution's country, or else of the feed that told of the question.
    package func calendar(
        institution: InstitutionKey?, feed: String? = nil
    ) -> WorkCalendar {
        let own = institution.flatMap { institutions[$0] ?? Self.country(of: $0) }
        let country = own ?? feed.flatMap { feeds[$0] } ?? country
        return country.flatMap { countries[$0] } ?? WorkCalendar(country: country)
    }

    /// The country in a built-in key: `de-mfa` is a German body.
    private static func country(of key: InstitutionKey) -> String? {
        let parts = key.rawValue.split(separator: "-", maxSplits: 1)
        guard parts.count == 2, parts[0].utf8.count == 2, parts[0] != "eu", parts[0] != "un" else {
            return nil
        }
        return parts[0] == "uk" ? "GB" : parts[0].uppercased()
    }
}
