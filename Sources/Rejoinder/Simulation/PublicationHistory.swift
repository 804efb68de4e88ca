/// When the entries of one feed were published, for a simulation.
package struct PublicationHistory: Hashable, Sendable {
    package let name: String
    /// The times of publication, in order.
    package let moments: [Timestamp]
    /// The time of the first look; what was published before is what the document lists then.
    package let start: Timestamp
    package let end: Timestamp

    package init(name: String, moments: [Timestamp], start: Timestamp, end: Timestamp) {
        self.name = name
        self.moments = moments.sorted()
        self.start = start
        self.end = max(start, end)
    }

    /// Takes the history from a feed document.
    ///
    /// The first third of it is known at the first look, the rest is played.
    ///
    /// - Parameters:
    ///   - days: how many days before the newest entry to use; nil for all.
    /// - Returns: nil for fewer than eight entries, or for less than ten minutes: too little to
    ///   tell anything.
    package init?(name: String, documented moments: [Timestamp], days: Int? = nil) {
        var sorted = moments.filter { Self.plausible.contains($0.seconds) }.sorted()
        if let days, let last = sorted.last {
            sorted = sorted.filter { last - $0 <= .seconds(Int64(days) * 86_400) }
        }
        guard sorted.count >= 8, let first = sorted.first, let last = sorted.last,
            last - first > .seconds(600)
        else { return nil }
        self.init(name: name, moments: sorted, start: sorted[sorted.count / 3], end: last)
    }

    /// Times from 1990 to 2100, in seconds since 1970.
    private static let plausible: ClosedRange<Int64> = 631_152_000...4_102_444_800
}

extension PublicationHistory {
    /// How made-up feeds publish.
    package struct Recipe: Sendable {
        package var feeds = 500
        package var days = 28
        package var seed: UInt64 = 1
        /// The spread of the logarithm of entries a day, whose median is one.
        ///
        /// Documents of real feeds show 2.6.
        package var spread = 2.0
        /// The exponent of the Pareto distribution of the time between two entries.
        ///
        /// It is above 1; the smaller it is, the heavier the tail.
        package var tail = 1.5
        /// Whether most is published within twelve hours of the day, and less on weekends.
        package var hasDays = true

        package init() {}
    }

    /// Makes up feeds; the same recipe makes the same feeds.
    package static func made(by recipe: Recipe) -> [PublicationHistory] {
        var chance = Chance(seed: recipe.seed)
        return (0..<max(0, recipe.feeds)).map { number in
            made(by: recipe, name: "made-up \(number)", &chance)
        }
    }

    /// The beginning of all histories, a Monday.
    private static let beginning: Int64 = 1_735_516_800
    private static let historyDays = 28
    private static let listed = 20

    private static func made(
        by recipe: Recipe, name: String, _ chance: inout Chance
    ) -> PublicationHistory {
        let mean = 86_400 / Chance.exponential(chance.normal() * recipe.spread)
        let week = Week(phase: Int(clamping: chance.fraction() * 24), hasDays: recipe.hasDays)
        let hours = (historyDays + recipe.days) * 24
        let tail = max(1.05, recipe.tail)
        var moments: [Int64] = []
        var next = -chance.fraction() * mean
        var passed = 0.0
        for hour in 0..<hours {
            let speed = week.speed(hour)
            while next < passed + speed * 3600 {
                if next >= passed {
                    moments.append(Int64(hour) * 3600 + Int64(clamping: (next - passed) / speed))
                }
                next += chance.pareto(mean: mean, tail: tail)
            }
            passed += speed * 3600
        }
        let start = Int64(historyDays) * 86_400
        let before = moments.filter { $0 <= start }.suffix(listed)
        let played = before + moments.filter { $0 > start }
        return PublicationHistory(
            name: name, moments: played.map { Timestamp(seconds: beginning + $0) },
            start: Timestamp(seconds: beginning + start),
            end: Timestamp(seconds: beginning + Int64(hours) * 3600))
    }

    /// How much faster a feed's time passes than on average, for each hour of a week.
    private struct Week {
        let phase: Int
        let hasDays: Bool

        /// How fast time passes in an hour of the week.
        ///
        /// Nine tenths of a day's entries fall into twelve hours; Saturday and Sunday have a third
        /// of a weekday's entries each.
        func speed(_ hour: Int) -> Double {
            guard hasDays else { return 1 }
            let isDay = (hour + phase) % 24 < 12
            let isWeekend = hour / 24 % 7 >= 5
            return (isDay ? 1.8 : 0.2) * (isWeekend ? 0.41 : 1.236)
        }
    }
}
