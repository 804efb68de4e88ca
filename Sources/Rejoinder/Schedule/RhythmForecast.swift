import Foundation

/// What a rhythm makes us expect from a given moment on.
struct RhythmForecast {
    private let start: Int64
    /// Entries a second for each memory, at the start.
    private let rates: [Double]
    /// The rate that is expected even of a feed that never published, in entries a second.
    private let least: Double
    /// The factor on the rate for each hour of the day.
    private let hours: [Double]
    private let days: [Double]

    /// Entries' worth of an even spread to add, so that little evidence counts for little.
    private static let evenHours = 20.0
    private static let evenDays = 15.0
    private static let week = 604_800.0

    init(_ rhythm: Rhythm, at now: Timestamp) {
        start = now.seconds
        let age = max(Rhythm.seconds(now - rhythm.since), 3600)
        let passed = max(0, Rhythm.seconds(now - rhythm.at))
        rates = rhythm.memories.indices.map { index in
            let length = Rhythm.lengths[index]
            // How much of the memory has had time to fill.
            let filled = length * (1 - exp(-age / length))
            return Rhythm.weights[index] * rhythm.memories[index] * exp(-passed / length) / filled
        }
        least = 0.5 / max(age, Self.week)
        let count = rhythm.hours.reduce(0, +)
        hours = (0..<24).map { hour in
            let near = (rhythm.hours[(hour + 23) % 24] + rhythm.hours[(hour + 1) % 24]) / 4
            let smooth = near + rhythm.hours[hour] / 2
            return (smooth * 24 + Self.evenHours) / (count + Self.evenHours)
        }
        days = (0..<7).map { (rhythm.days[$0] * 7 + Self.evenDays) / (count + Self.evenDays) }
    }

    /// How long to wait until a look is worth its price.
    ///
    /// - Parameters:
    ///   - price: in entry-seconds: the total time, in seconds, that entries are expected to have
    ///     waited.
    ///   - longest: in seconds.
    /// - Returns: in seconds, and the entries that are expected by then.
    func wait(price: Double, longest: Double) -> (seconds: Double, entries: Double) {
        var passed = 0.0
        var entries = 0.0
        var waited = 0.0
        while passed < longest {
            let step = min(900, max(60, passed / 8))
            let new = rate(after: passed + step / 2) * step
            let next = waited + entries * step + new * step / 2
            if next >= price {
                let share = (price - waited) / (next - waited)
                return (passed + step * share, entries + new * share)
            }
            waited = next
            entries += new
            passed += step
        }
        return (longest, entries)
    }

    /// Entries a second, the given number of seconds after the start.
    func rate(after passed: Double) -> Double {
        var rate = least
        for (index, now) in rates.enumerated() {
            rate += now * exp(-passed / Rhythm.lengths[index])
        }
        let second = start + Int64(clamping: passed)
        return rate * hours[Rhythm.hour(second)] * days[Rhythm.day(second)]
    }
}

extension Rhythm {
    /// Entries a day in the long run, as far as known.
    package func entriesPerDay(at now: Timestamp) -> Double { longRate(at: now) * 86_400 }

    /// The square root of the long-run rate in entries a second.
    ///
    /// The share of looks that a feed deserves grows with it (docs/scheduling.md).
    func root(at now: Timestamp) -> Double { longRate(at: now).squareRoot() }

    private func longRate(at now: Timestamp) -> Double {
        let age = max(Self.seconds(now - since), 3600)
        let length = Self.lengths[Self.lengths.count - 1]
        let faded = memories[memories.count - 1] * exp(-max(0, Self.seconds(now - at)) / length)
        return faded / (length * (1 - exp(-age / length))) + 0.5 / max(age, 604_800)
    }
}
