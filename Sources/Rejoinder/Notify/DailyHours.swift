/// Hours that come again on certain days, in a time zone: 22:00 to 07:00, for example.
package struct DailyHours: Hashable, Sendable {
    /// The minute of the day at which they begin.
    package var from: Int
    /// The minute of the day at which they end; up to `from` it is one of the next day.
    package var to: Int
    /// The days on which they begin; 0 is Monday.
    package var days: Set<Int>

    package init(from: Int, to: Int, days: Set<Int> = Self.everyDay) {
        self.from = from
        self.to = to
        self.days = days
    }

    package static let everyDay: Set = [0, 1, 2, 3, 4, 5, 6]

    /// When the hours end that the moment is in; nil if it is in none.
    func end(at moment: Timestamp, _ clock: LocalTime) -> Timestamp? {
        let today = clock.day(of: moment)
        return [today - 1, today].compactMap { day -> Timestamp? in
            guard begins(on: day) else { return nil }
            let end = clock.moment(day: to > from ? day : day + 1, minute: to)
            return clock.moment(day: day, minute: from) <= moment && moment < end ? end : nil
        }.max()
    }

    /// When they begin next, that moment included; nil if they never do.
    func start(from moment: Timestamp, _ clock: LocalTime) -> Timestamp? {
        let today = clock.day(of: moment)
        return (today...today + 8).lazy.filter(begins).map { clock.moment(day: $0, minute: from) }
            .first { $0 >= moment }
    }

    private func begins(on day: Int) -> Bool {
        days.contains(CivilDate(daysSinceEpoch: day).weekday)
    }
}

/// When digests are sent.
package enum DigestTimes: Hashable, Sendable {
    /// At these minutes of the day, on these days, of which 0 is Monday.
    case at([Int], days: Set<Int>)
    /// Whenever that time has passed again, counted from 1970.
    case every(Duration)

    /// The first of the times after the moment; nil if there is none.
    func next(after moment: Timestamp, _ clock: LocalTime) -> Timestamp? {
        switch self {
        case .every(let span):
            let step = max(1, span.milliseconds)
            return Timestamp(milliseconds: (moment.milliseconds / step + 1) * step)
        case .at(let minutes, let days):
            let today = clock.day(of: moment)
            return (today...today + 8).lazy
                .filter { days.contains(CivilDate(daysSinceEpoch: $0).weekday) }
                .compactMap { day in
                    minutes.map { clock.moment(day: day, minute: $0) }.filter { $0 > moment }.min()
                }.first
        }
    }
}
