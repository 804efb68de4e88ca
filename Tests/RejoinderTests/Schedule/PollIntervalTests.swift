import Testing

@testable import Rejoinder

@Suite("When a feed is looked at next") struct PollIntervalTests {
    private static let now = Timestamp(seconds: 1_772_438_400)
    private static let feeds = (0..<300).map { "feed-\($0)" }

    private static func pace(
        _ interval: Duration = .seconds(900), minimum: Duration = .seconds(60),
        maximum: Duration = .seconds(86_400), jitter: Double = 0
    ) -> PollPace {
        PollPace(interval: interval, minimum: minimum, maximum: maximum, jitter: jitter)
    }

    private static func seconds(_ next: NextPoll) -> Int64 { (next.at - now).milliseconds / 1000 }

    struct Wish: CustomTestStringConvertible {
        let testDescription: String
        let ttl: Int?
        let seconds: Int64

        init(_ what: String, ttl: Int?, _ seconds: Int64) {
            (testDescription, self.ttl, self.seconds) = (what, ttl, seconds)
        }
    }

    static let wishes = [
        Wish("no wish", ttl: nil, 900), Wish("a longer pause", ttl: 60, 3600),
        Wish("a shorter pause than configured", ttl: 1, 900), Wish("a day", ttl: 1440, 86_400),
        Wish("more than a day, which is a mistake", ttl: 1441, 900), Wish("nothing", ttl: 0, 900),
        Wish("less than nothing", ttl: -5, 900),
    ]

    @Test("follows the interval, and the feed's own wish for", arguments: wishes)
    func wish(wish: Wish) {
        let next = Self.pace().next(after: Self.now, feed: "news", ttlMinutes: wish.ttl)
        #expect(Self.seconds(next) == wish.seconds)
    }

    @Test("stays within the configured bounds") func bounds() {
        let often = Self.pace(.seconds(5)).next(after: Self.now, feed: "news")
        #expect(Self.seconds(often) == 60)
        let seldom = Self.pace(maximum: .seconds(1200))
            .next(after: Self.now, feed: "news", ttlMinutes: 600)
        #expect(Self.seconds(seldom) == 1200)
    }

    @Test("is spread by no more than the jitter, on both sides, the same each time") func jitter() {
        let pace = Self.pace(.seconds(1000), jitter: 0.1)
        let spans = Self.feeds.map { Self.seconds(pace.next(after: Self.now, feed: $0)) }
        #expect(spans.allSatisfy { (900...1100).contains($0) })
        #expect(spans.contains { $0 < 930 } && spans.contains { $0 > 1070 })
        let mean = spans.reduce(0, +) / Int64(spans.count)
        #expect((980...1020).contains(mean))
        #expect(spans == Self.feeds.map { Self.seconds(pace.next(after: Self.now, feed: $0)) })
    }

    @Test("says why, in words that an operator knows") func reasons() {
        let pace = Self.pace()
        #expect(pace.next(after: Self.now, feed: "news").reason.contains("15m"))
        #expect(pace.next(after: Self.now, feed: "news", ttlMinutes: 60).reason.contains("ttl"))
        let failed = pace.next(after: Self.now, feed: "news", failures: 3, weight: .lasting)
        #expect(failed.reason.contains("3 times"))
        let asked = pace.next(
            after: Self.now, feed: "news", failures: 1, weight: .passing, retryAfter: .seconds(7200)
        )
        #expect(asked.reason.contains("the server asks"))
    }

    @Test("comes later with each failure, after the first of a passing kind, and within a day")
    func backOff() {
        func pauses(_ weight: FailureWeight) -> [Int64] {
            (1...9).map {
                Self.seconds(
                    Self.pace().next(after: Self.now, feed: "news", failures: $0, weight: weight))
            }
        }
        #expect(pauses(.passing) == [900, 900, 1800, 3600, 7200, 14_400, 28_800, 57_600, 86_400])
        #expect(
            pauses(.lasting) == [900, 1800, 3600, 7200, 14_400, 28_800, 57_600, 86_400, 86_400])
    }

    @Test("comes not before the server's wish, and not before our own pause") func retryAfter() {
        func pause(_ wish: Duration) -> Int64 {
            Self.seconds(
                Self.pace().next(
                    after: Self.now, feed: "news", failures: 1, weight: .passing, retryAfter: wish))
        }
        #expect(pause(.seconds(5000)) == 5000)
        #expect(pause(.seconds(5)) == 900)
    }

    @Test("comes within the interval after an outage of our own") func outage() {
        let next = Self.pace().nextAfterOutage(at: Self.now, feed: "news")
        #expect((120...900).contains(Self.seconds(next)))
    }
}

@Suite("Backing off") struct BackoffTests {
    @Test(
        "never gives up, and never waits longer than a day",
        arguments: [1, 2, 10, 16, 64, 1000, Int.max])
    func bounded(failures: Int) {
        for weight in [FailureWeight.passing, .lasting] {
            let pause = Backoff.pause(failures: failures, weight: weight, interval: .seconds(900))
            #expect(pause >= .seconds(900) && pause <= .seconds(86_400))
        }
    }

    @Test("keeps an interval of a day and more at a day") func longInterval() {
        let pause = Backoff.pause(failures: 5, weight: .lasting, interval: .seconds(7 * 86_400))
        #expect(pause == .seconds(86_400))
    }

    @Test("never shortens the pause as failures go on") func monotonic() {
        for weight in [FailureWeight.passing, .lasting] {
            let pauses = (1...40).map {
                Backoff.pause(failures: $0, weight: weight, interval: .seconds(60))
            }
            #expect(pauses == pauses.sorted())
        }
    }
}
