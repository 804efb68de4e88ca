import Testing

@testable import Rejoinder

/// What a publisher asks for, and the wait that it leads to.
struct Wish: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let hints: PublisherHints
    let seconds: Int64
    /// While an answer is awaited.
    let attended: Int64

    init(
        _ name: String, seconds: Int64, attended: Int64 = 60,
        _ change: (inout PublisherHints) -> Void
    ) {
        testDescription = name
        var hints = PublisherHints()
        change(&hints)
        self.hints = hints
        self.seconds = seconds
        self.attended = attended
    }
}

@Suite("The rules for the next poll") struct PollRulesTests {
    /// Tuesday, 2025-06-03, 18:45 UTC.
    private let now = Samples.moment
    private let pace = PollPace(
        interval: .seconds(900), minimum: .seconds(60), maximum: .seconds(86_400), jitter: 0)

    static let wishes = [
        Wish("no wish", seconds: 900) { _ in },
        Wish("a ttl of an hour", seconds: 3600, attended: 600) { $0.ttlMinutes = 60 },
        Wish("a ttl below the interval", seconds: 900, attended: 300) { $0.ttlMinutes = 5 },
        Wish("a ttl of a week", seconds: 900) { $0.ttlMinutes = 10_080 },
        Wish("a ttl past every number", seconds: 900) { $0.ttlMinutes = .max },
        Wish("a negative ttl", seconds: 900) { $0.ttlMinutes = -60 },
        Wish("the default of common software", seconds: 900) {
            $0.updatePeriod = "hourly"
            $0.updateFrequency = 1
        },
        Wish("two updates a day", seconds: 43_200, attended: 600) {
            $0.updatePeriod = "daily"
            $0.updateFrequency = 2
        },
        Wish("weekly updates", seconds: 86_400, attended: 600) { $0.updatePeriod = "Weekly" },
        Wish("a period that is none", seconds: 900) { $0.updatePeriod = "sometimes" },
        Wish("no updates in a period", seconds: 86_400, attended: 600) {
            $0.updatePeriod = "daily"
            $0.updateFrequency = 0
        },
        // Counted from 00:30 by twelve hours, the next one is at 00:30.
        Wish("updates that are counted from a base", seconds: 5 * 3600 + 2700, attended: 600) {
            $0.updatePeriod = "daily"
            $0.updateFrequency = 2
            $0.updateBase = Timestamp("2025-01-01T00:30:00Z")
        },
        Wish("half an hour's freshness", seconds: 1800, attended: 600) {
            $0.freshFor = .seconds(1800)
        },
        Wish("a year's freshness", seconds: 3600, attended: 600) {
            $0.freshFor = .seconds(31_536_000)
        },
        Wish("an hour that is skipped", seconds: 900 + 3600) { $0.skipHours = [19] },
        Wish("hours until midnight", seconds: 5 * 3600 + 900) {
            $0.skipHours = [19, 20, 21, 22, 23]
        },
        Wish("midnight, called 24", seconds: 900) { $0.skipHours = [24] },
        Wish("all hours", seconds: 900) { $0.skipHours = Array(0...24) },
        Wish("today and tomorrow", seconds: 29 * 3600 + 900) {
            $0.skipDays = ["Tuesday", "wednesday"]
        },
        Wish("all days", seconds: 900) {
            $0.skipDays = [
                "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
            ]
        },
        Wish("a day that is none", seconds: 900) { $0.skipDays = ["Someday"] },
    ]

    @Test("obey what publishers ask for, within reason", arguments: wishes)
    func wish(_ wish: Wish) {
        let next = pace.next(after: now, feed: "a", hints: wish.hints)
        #expect((next.at - now) == .seconds(wish.seconds), "\(next.reason)")
        #expect(!next.reason.isEmpty)
        let attended = pace.next(
            after: now, feed: "a", hints: wish.hints, attention: Attention(since: now))
        #expect((attended.at - now) == .seconds(wish.attended), "\(attended.reason)")
    }

    @Test("say each what it did, in order")
    func explained() {
        var hints = PublisherHints()
        hints.ttlMinutes = 60
        hints.updatePeriod = "hourly"
        hints.freshFor = .seconds(300)
        hints.skipHours = [19]
        let next = pace.next(after: now, feed: "a", hints: hints)
        #expect(
            next.rules.map { "\($0.name.rawValue): \($0.value): \($0.effect)" } == [
                "interval: 15m: to begin with",
                "ttl: 60m: not before 60m",
                "sy:updatePeriod: 60m: ignored: a default of common software",
                "Cache-Control or Expires: 5m: no effect: the poll is due later anyway",
                "skipHours and skipDays: it skips then: at 2025-06-03T20:00:00Z",
            ])
        #expect(next.reason == "after the hours and days that the feed asks to skip")
    }

    @Test("name the rhythm, the bounds and the jitter")
    func explainedRhythm() {
        var pace = pace
        pace.jitter = 0.1
        pace.maximum = .seconds(1800)
        let moments = (0..<10).map { now - .seconds(Int64($0) * 86_400 + 22_000) }
        let quiet = Rhythm(firstLook: now, published: moments)
        var shares = PollShares()
        let busy = Rhythm(
            firstLook: now, published: (0..<200).map { now - .seconds(Int64($0) * 600) })
        shares.update(1, rhythm: quiet, interval: pace.interval, now: now)
        shares.update(2, rhythm: busy, interval: pace.interval, now: now)
        let next = pace.next(after: now, feed: "a", rhythm: quiet, mean: shares.mean)
        #expect(next.rules.map(\.name) == [.interval, .rhythm, .maximum, .jitter])
        #expect(next.at - now >= .seconds(1620) && next.at - now <= .seconds(1980))
    }

    @Test("try a feed that has failed for thirty days once a day, by whatever it fails")
    func longFailing() {
        for weight in [FailureWeight.fleeting, .passing, .lasting] {
            for failures in [10, 30, 1_000_000, .max] {
                let next = pace.next(
                    after: now, feed: "a", failures: failures, weight: weight,
                    failingSince: now - .seconds(30 * 86_400))
                #expect(next.at - now == .seconds(86_400))
                #expect(next.rules.map(\.name) == [.longFailing])
            }
            // So few failures in so long a time are the clock's.
            let early = pace.next(
                after: now, feed: "a", failures: 1, weight: weight,
                failingSince: now - .seconds(30 * 86_400))
            #expect(early.rules.map(\.name) == [.backoff])
        }
    }

    @Test("let a hiccup weigh less than an error, and that less than a missing page")
    func weights() {
        func total(_ weight: FailureWeight) -> Int64 {
            (1...6).reduce(0) { sum, failures in
                let next = pace.next(after: now, feed: "a", failures: failures, weight: weight)
                return sum + (next.at - now).milliseconds / 1000
            }
        }
        #expect(total(.fleeting) == 900 * 10)
        #expect(total(.passing) == 900 * 32)
        #expect(total(.lasting) == 900 * 63)
    }

    @Test("spread the looks after an outage over the interval")
    func outage() {
        let waits = (0..<400).map {
            (pace.nextAfterOutage(at: now, feed: "feed \($0)").at - now).milliseconds / 1000
        }
        #expect(waits.allSatisfy { (120...900).contains($0) })
        // No minute gets more than three times its share of the thirteen.
        let minutes = Dictionary(grouping: waits) { $0 / 60 }
        #expect(minutes.values.allSatisfy { $0.count < 93 })
    }

    @Test(
        "know for how long a response is fresh",
        arguments: [
            ("max-age=60", nil, nil, nil, 60), ("public, Max-Age = \"90\"", nil, nil, nil, 90),
            ("max-age=600", nil, nil, "500", 100), ("max-age=600", nil, nil, "700", nil),
            ("no-cache, max-age=60", nil, nil, nil, nil), ("no-store", nil, nil, nil, nil),
            ("max-age=0", nil, nil, nil, nil), ("max-age=-1", nil, nil, nil, nil),
            ("max-age=99999999999999999999", nil, nil, nil, 1 << 40),
            (nil, "Tue, 03 Jun 2025 18:46:00 GMT", nil, nil, 60),
            (nil, "Tue, 03 Jun 2025 18:46:00 GMT", "Tue, 03 Jun 2025 18:45:50 GMT", nil, 10),
            ("max-age=5", "Tue, 03 Jun 2025 18:46:00 GMT", nil, nil, 5),
            (nil, "0", nil, nil, nil), (nil, nil, nil, nil, nil),
        ] as [(String?, String?, String?, String?, Int64?)])
    func fresh(control: String?, expires: String?, date: String?, age: String?, seconds: Int64?) {
        let lifetime = CacheFreshness.lifetime(
            cacheControl: control, expires: expires, date: date, age: age, now: now)
        #expect(lifetime == seconds.map { .seconds($0) })
    }
}
