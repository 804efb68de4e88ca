/// What a publisher asks of those who poll, in the document and in the header fields.
package struct PublisherHints: Hashable, Sendable {
    /// RSS `ttl`: for how many minutes a document may be kept.
    package var ttlMinutes: Int?
    /// RSS `skipHours`: hours in GMT, from 0 to 23, in which nothing new is published.
    package var skipHours: [Int] = []
    /// RSS `skipDays`: `Monday` and so on.
    package var skipDays: [String] = []
    /// `sy:updatePeriod`: `hourly`, `daily`, `weekly`, `monthly` or `yearly`.
    package var updatePeriod: String?
    /// `sy:updateFrequency`: updates in a period; 1 if it is missing.
    package var updateFrequency: Int?
    /// `sy:updateBase`: the moment from which the periods are counted.
    package var updateBase: Timestamp?
    /// How long the response stays fresh, as `CacheFreshness` reads it.
    package var freshFor: Duration?

    package init() {}
}

extension PublisherHints {
    /// The longest pause that a feed is granted: most longer wishes are mistakes.
    static let longest: Duration = .seconds(86_400)
    /// The longest freshness that is believed: servers tell caches months, even for feeds.
    static let longestFresh: Duration = .seconds(3600)

    /// The pause that `ttl` asks for.
    var ttl: Duration? {
        guard let ttlMinutes, ttlMinutes > 0 else { return nil }
        return .seconds(Int64(min(ttlMinutes, 10_000_000)) * 60)
    }

    /// The time between two updates, by the syndication module.
    var period: Duration? {
        guard let updatePeriod, let length = Self.periods[updatePeriod.caseFolded] else {
            return nil
        }
        return .seconds(length / Int64(min(max(updateFrequency ?? 1, 1), 10_000)))
    }

    /// Whether this is "hourly, once", which common software writes by default: no real wish.
    var isDefaultPeriod: Bool {
        updatePeriod?.caseFolded == "hourly" && (updateFrequency ?? 1) == 1
    }

    /// The first moment, from the given one on, outside the skipped hours and days.
    ///
    /// - Returns: the given moment if everything is skipped, because that cannot be meant.
    func unskipped(_ moment: Timestamp) -> Timestamp {
        let hours = Set(skipHours.map { $0 == 24 ? 0 : $0 })
        let days = Set(skipDays.compactMap { Self.days[$0.caseFolded] })
        guard !hours.isEmpty || !days.isEmpty else { return moment }
        var second = moment.seconds
        for _ in 0..<(8 * 24) {
            if !hours.contains(Rhythm.hour(second)), !days.contains(Rhythm.day(second)) {
                return second == moment.seconds ? moment : Timestamp(seconds: second)
            }
            second = (second.flooredDivision(by: 3600) + 1) * 3600
        }
        return moment
    }

    /// The first update after the given moment, counted from the base.
    func nextUpdate(after moment: Timestamp) -> Timestamp? {
        guard let period, let updateBase, !isDefaultPeriod else { return nil }
        let length = max(1000, period.milliseconds)
        let passed = (moment - updateBase).milliseconds
        guard passed >= 0 else { return nil }
        return updateBase + .milliseconds((passed / length + 1) * length)
    }

    private static let periods: [String: Int64] = [
        "hourly": 3600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000,
        "yearly": 31_536_000,
    ]

    /// Starts with a Thursday, as 1970-01-01 was one.
    private static let days = [
        "thursday": 0, "friday": 1, "saturday": 2, "sunday": 3, "monday": 4, "tuesday": 5,
        "wednesday": 6,
    ]
}

// MARK: - In the ledger

extension PublisherHints {
    /// One short line of JSON, with only what the publisher asks for.
    package var json: JSONValue {
        .members([
            "ttl": ttlMinutes.map { .int($0) },
            "skip_hours": .list(skipHours.map { .int($0) }),
            "skip_days": .list(skipDays.map { .string($0) }),
            "period": .string(updatePeriod), "frequency": updateFrequency.map { .int($0) },
            "base": (updateBase?.milliseconds).map { .int($0) },
            "fresh": (freshFor?.milliseconds).map { .int($0) },
        ])
    }

    package init(json: JSONValue) {
        func int(_ value: JSONValue?) -> Int? { value?.intValue.map { Int($0) } }
        ttlMinutes = int(json["ttl"])
        skipHours = (json["skip_hours"]?.arrayValue ?? []).compactMap(int)
        skipDays = (json["skip_days"]?.arrayValue ?? []).compactMap(\.stringValue)
        updatePeriod = json["period"]?.stringValue
        updateFrequency = int(json["frequency"])
        updateBase = (json["base"]?.intValue).map { Timestamp(milliseconds: $0) }
        freshFor = (json["fresh"]?.intValue).map { .milliseconds($0) }
    }
}
