import Foundation

/// What a feed's entries so far say about when the next one will come.
///
/// The expected rate of new entries is a sum of rates over memories of different lengths: an hour,
/// six hours, two days, two weeks, a season. So a burst is believed at once and soon forgotten, and
/// what has held for months is not. The rate is spread over the hours of the day and the days of
/// the week as past entries were. All this is a few dozen numbers, however long the feed's history.
package struct Rhythm: Hashable, Sendable {
    /// When the oldest known entry appeared.
    private(set) var since: Timestamp
    /// The moment up to which `memories` have been faded.
    private(set) var at: Timestamp
    /// The number of entries, each faded by its age, for each memory length.
    private(set) var memories: [Double]
    /// Entries by hour of the day in UTC, older ones faded.
    private(set) var hours: [Double]
    /// Entries by day of the week, older ones faded; Thursday is first, as 1970 began with one.
    private(set) var days: [Double]

    /// A feed that is looked at for the first time.
    ///
    /// - Parameters:
    ///   - published: the times that its entries give; future ones are not believed.
    package init(firstLook now: Timestamp, published: [Timestamp]) {
        let past = published.filter { $0 <= now }.sorted().suffix(Self.mostAtOnce)
        since = past.first ?? now
        at = since
        memories = Array(repeating: 0, count: Self.lengths.count)
        hours = Array(repeating: 0, count: 24)
        days = Array(repeating: 0, count: 7)
        for moment in past { add(moment) }
        fade(to: now)
    }

    /// Takes in what a later look found.
    ///
    /// - Parameters:
    ///   - published: the time that each new entry gives, or nil if it gives none. A time that is
    ///     not between the two looks is not believed, because the entry was not there before.
    package mutating func learn(
        _ published: [Timestamp?], since previous: Timestamp, now: Timestamp
    ) {
        let previous = min(previous, now)
        let middle = previous + .milliseconds((now - previous).milliseconds / 2)
        let moments = published.suffix(Self.mostAtOnce).map { claimed in
            claimed.map { $0 > previous && $0 <= now ? $0 : middle } ?? middle
        }
        for moment in moments.sorted() { add(moment) }
        fade(to: now)
    }

    /// The rhythm that was learnt by a clock that may have been ahead.
    func asOf(_ now: Timestamp) -> Rhythm {
        guard at > now else { return self }
        var rhythm = self
        rhythm.since = min(since, now)
        rhythm.at = now
        return rhythm
    }
}

// MARK: - Memory

extension Rhythm {
    /// The lengths of the memories, in seconds.
    static let lengths: [Double] = [3600, 21_600, 172_800, 1_209_600, 7_776_000]
    static let weights: [Double] = [0.05, 0.1, 0.15, 0.3, 0.4]
    /// More new entries than this in one look are an import, or an attack.
    private static let mostAtOnce = 500
    /// What remains of an hour's or a day's count with each later entry: half after 350.
    private static let kept = 0.998

    private mutating func add(_ moment: Timestamp) {
        fade(to: moment)
        for index in memories.indices { memories[index] += 1 }
        for index in hours.indices { hours[index] *= Self.kept }
        for index in days.indices { days[index] *= Self.kept }
        hours[Self.hour(moment.seconds)] += 1
        days[Self.day(moment.seconds)] += 1
    }

    private mutating func fade(to moment: Timestamp) {
        guard moment > at else { return }
        let passed = Self.seconds(moment - at)
        for index in memories.indices { memories[index] *= exp(-passed / Self.lengths[index]) }
        at = moment
    }

    static func hour(_ second: Int64) -> Int { Int(second.flooredDivision(by: 3600).modulo(24)) }

    static func day(_ second: Int64) -> Int { Int(second.flooredDivision(by: 86_400).modulo(7)) }

    static func seconds(_ span: Duration) -> Double { Double(span.milliseconds) / 1000 }
}

extension Int64 {
    fileprivate func modulo(_ divisor: Int64) -> Int64 {
        self - flooredDivision(by: divisor) * divisor
    }
}

// MARK: - In the ledger

extension Rhythm {
    /// One short line of JSON.
    package var json: JSONValue {
        func short(_ numbers: [Double]) -> JSONValue {
            .array(numbers.map { .double(($0 * 1000).rounded() / 1000) })
        }
        return .members([
            "since": .int(Int(since.seconds)), "at": .int(Int(at.seconds)),
            "memories": short(memories), "hours": short(hours), "days": short(days),
        ])
    }

    /// Nil if `json` cannot have written it.
    package init?(json: JSONValue) {
        func numbers(_ name: String, _ count: Int) -> [Double]? {
            guard case .array(let values)? = json[name], values.count == count else { return nil }
            var numbers: [Double] = []
            numbers.reserveCapacity(count)
            for value in values {
                // A larger sum cannot have been written by `json`.
                guard let number = value.number, number >= 0, number <= 1e9 else { return nil }
                numbers.append(number)
            }
            return numbers
        }
        guard let since = json["since"]?.number, let at = json["at"]?.number, since <= at,
            abs(since) < 1e12, abs(at) < 1e12,
            let memories = numbers("memories", Self.lengths.count),
            let hours = numbers("hours", 24), let days = numbers("days", 7)
        else { return nil }
        self.since = Timestamp(seconds: Int64(clamping: since))
        self.at = Timestamp(seconds: Int64(clamping: at))
        self.memories = memories
        self.hours = hours
        self.days = days
    }
}

extension JSONValue {
    fileprivate var number: Double? {
        switch self {
        case .int(let number): Double(number)
        case .double(let number): number
        default: nil
        }
    }
}
