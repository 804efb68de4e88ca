import Testing

@testable import Rejoinder

@Suite("When a sink gets events") struct TimingTests {
    /// In UTC, as the ledger writes it.
    private static func at(_ text: String) -> Timestamp {
        Timestamp(text) ?? Timestamp(seconds: 0)
    }

    struct Moment: CustomTestStringConvertible {
        let testDescription: String
        let zone: String
        let day: String
        let time: String
        let utc: String

        init(_ what: String, _ zone: String, _ day: String, _ time: String, _ utc: String) {
            (testDescription, self.zone, self.day) = (what, zone, day)
            (self.time, self.utc) = (time, utc)
        }
    }

    static let moments = [
        Moment("winter", "Europe/Berlin", "2026-01-15", "07:30", "2026-01-15T06:30:00Z"),
        Moment("summer", "Europe/Berlin", "2026-07-15", "07:30", "2026-07-15T05:30:00Z"),
        Moment("before a jump", "Europe/Berlin", "2026-03-29", "01:59", "2026-03-29T00:59:00Z"),
        Moment("never shown", "Europe/Berlin", "2026-03-29", "02:30", "2026-03-29T01:00:00Z"),
        Moment("after the jump", "Europe/Berlin", "2026-03-29", "03:00", "2026-03-29T01:00:00Z"),
        Moment("shown twice", "Europe/Berlin", "2026-10-25", "02:30", "2026-10-25T00:30:00Z"),
        Moment("shown again", "Europe/Berlin", "2026-10-25", "03:00", "2026-10-25T02:00:00Z"),
        Moment("end of a day", "Europe/Berlin", "2026-10-25", "24:00", "2026-10-25T23:00:00Z"),
        Moment("west", "America/New_York", "2026-03-08", "02:30", "2026-03-08T07:00:00Z"),
        Moment(
            "half an hour", "Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03T15:30:00Z"),
        Moment("far east", "Pacific/Kiritimati", "2026-01-01", "00:00", "2025-12-31T10:00:00Z"),
        Moment("quarters", "Asia/Kathmandu", "2026-01-01", "07:30", "2026-01-01T01:45:00Z"),
    ]

    @Test("is right in a time zone, also when its clocks jump", arguments: moments)
    func clocks(_ moment: Moment) throws {
        let clock = LocalTime(moment.zone)
        let day = try #require(Timestamp(moment.day)).seconds / 86_400
        let minute = try #require(ClockText.parse(moment.time))
        #expect(clock.moment(day: Int(day), minute: minute) == Self.at(moment.utc))
        if minute < 1440 { #expect(clock.day(of: Self.at(moment.utc)) == Int(day)) }
    }

    private static var night: Timing {
        var timing = Timing()
        timing.zone = "Europe/Berlin"
        timing.quiet = [DailyHours(from: 1320, to: 420)]
        return timing
    }

    private static var office: Timing {
        var timing = Timing()
        timing.working = [DailyHours(from: 540, to: 1020, days: [0, 1, 2, 3, 4])]
        return timing
    }

    private static func with(_ timing: Timing, _ change: (inout Timing) -> Void) -> Timing {
        var timing = timing
        change(&timing)
        return timing
    }

    static let openings: [(String, Timing, String, String)] = [
        ("before the night", night, "2026-03-02T20:59:59Z", "2026-03-02T20:59:59Z"),
        ("as it begins", night, "2026-03-02T21:00:00Z", "2026-03-03T06:00:00Z"),
        ("after midnight", night, "2026-03-03T01:00:00Z", "2026-03-03T06:00:00Z"),
        ("as it ends", night, "2026-03-03T06:00:00Z", "2026-03-03T06:00:00Z"),
        ("a night an hour shorter", night, "2026-03-28T23:00:00Z", "2026-03-29T05:00:00Z"),
        ("a night an hour longer", night, "2026-10-24T20:30:00Z", "2026-10-25T06:00:00Z"),
        ("in office hours", office, "2026-03-06T16:59:59Z", "2026-03-06T16:59:59Z"),
        ("over a weekend", office, "2026-03-06T17:00:00Z", "2026-03-09T09:00:00Z"),
        (
            "quiet days that follow each other",
            with(Timing()) { $0.quiet = [DailyHours(from: 0, to: 1440, days: [5, 6])] },
            "2026-03-07T00:00:00Z", "2026-03-09T00:00:00Z"
        ),
        (
            "a quiet hour in the office",
            with(office) { $0.quiet = [DailyHours(from: 540, to: 600)] },
            "2026-03-06T17:00:00Z", "2026-03-09T10:00:00Z"
        ),
        (
            "only quiet nights that begin on a Friday",
            with(night) { $0.quiet = [DailyHours(from: 1320, to: 420, days: [4])] },
            "2026-03-07T03:00:00Z", "2026-03-07T06:00:00Z"
        ),
        (
            "not the night after",
            with(night) { $0.quiet = [DailyHours(from: 1320, to: 420, days: [4])] },
            "2026-03-08T03:00:00Z", "2026-03-08T03:00:00Z"
        ),
    ]

    @Test("opens again", arguments: openings)
    func opens(_ what: String, timing: Timing, moment: String, opening: String) {
        #expect(timing.opening(from: Self.at(moment)) == Self.at(opening), "\(what)")
    }

    @Test("never opens where the hours leave no time")
    func closed() {
        var timing = Timing()
        timing.quiet = [DailyHours(from: 0, to: 1440)]
        #expect(timing.opening(from: Self.at("2026-03-02T12:00:00Z")) == nil)
        timing.quiet = [DailyHours(from: 540, to: 1020)]
        timing.working = timing.quiet
        #expect(timing.opening(from: Self.at("2026-03-02T12:00:00Z")) == nil)
    }

    static let digests: [(String, DigestTimes, String, String)] = [
        (
            "later today", .at([450], days: DailyHours.everyDay), "2026-03-02T06:00:00Z",
            "2026-03-02T06:30:00Z"
        ),
        (
            "tomorrow", .at([450], days: DailyHours.everyDay), "2026-03-02T06:30:00Z",
            "2026-03-03T06:30:00Z"
        ),
        (
            "the next of two", .at([450, 1050], days: DailyHours.everyDay), "2026-03-02T07:00:00Z",
            "2026-03-02T16:30:00Z"
        ),
        ("next Monday", .at([450], days: [0]), "2026-03-02T06:30:00Z", "2026-03-09T06:30:00Z"),
        (
            "over a jump", .at([450], days: DailyHours.everyDay), "2026-03-28T12:00:00Z",
            "2026-03-29T05:30:00Z"
        ),
        (
            "at the jump", .at([150], days: DailyHours.everyDay), "2026-03-28T12:00:00Z",
            "2026-03-29T01:00:00Z"
        ),
        (
            "once in the hour that comes twice", .at([150], days: DailyHours.everyDay),
            "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"
        ),
        ("every half hour", .every(.seconds(1800)), "2026-03-02T06:29:59Z", "2026-03-02T06:30:00Z"),
        ("and the next", .every(.seconds(1800)), "2026-03-02T06:30:00Z", "2026-03-02T07:00:00Z"),
    ]

    @Test("comes with the next digest", arguments: digests)
    func digest(_ what: String, times: DigestTimes, after: String, next: String) {
        #expect(
            times.next(after: Self.at(after), LocalTime("Europe/Berlin")) == Self.at(next),
            "\(what)")
    }

    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let timing: Timing
        var type = EventType.feedGap
        var made = "2026-03-02T12:00:00Z"
        var isNew = true
        var count: Int?
        var now = "2026-03-02T12:00:00Z"
        var rule: Hold.Rule?
        var until = ""
    }

    private static var daily: Timing {
        with(Timing()) { $0.digest = .at([450], days: DailyHours.everyDay) }
    }

    private static var limited: Timing { with(Timing()) { $0.limit = 2 } }

    static let cases = [
        Case(testDescription: "no rule", timing: Timing()),
        Case(testDescription: "by day", timing: night),
        Case(
            testDescription: "by night", timing: night, now: "2026-03-02T23:00:00Z", rule: .quiet,
            until: "2026-03-03T06:00:00Z"),
        Case(
            testDescription: "urgent by night", timing: with(night) { $0.urgent = ["feed.*"] },
            now: "2026-03-02T23:00:00Z"),
        Case(
            testDescription: "other types by night",
            timing: with(night) { $0.urgent = ["entry.*"] },
            now: "2026-03-02T23:00:00Z", rule: .quiet, until: "2026-03-03T06:00:00Z"),
        Case(
            testDescription: "again by night", timing: night, isNew: false,
            now: "2026-03-02T23:00:00Z", rule: .quiet, until: "2026-03-03T06:00:00Z"),
        Case(
            testDescription: "after work", timing: office, now: "2026-03-02T18:00:00Z",
            rule: .working, until: "2026-03-03T09:00:00Z"),
        Case(
            testDescription: "a digest", timing: daily, rule: .digest,
            until: "2026-03-03T07:30:00Z"),
        Case(testDescription: "a digest that was formed", timing: daily, isNew: false),
        Case(
            testDescription: "a digest of a time when nothing ran", timing: daily,
            made: "2026-03-01T12:00:00Z", rule: .digest, until: "2026-03-02T07:30:00Z"),
        Case(
            testDescription: "a digest whose time is at night",
            timing: with(night) { $0.digest = .at([180], days: DailyHours.everyDay) },
            rule: .digest, until: "2026-03-03T06:00:00Z"),
        Case(testDescription: "below the limit", timing: limited, count: 1),
        Case(
            testDescription: "at the limit", timing: limited, count: 2, rule: .limit,
            until: "2026-03-02T12:30:00Z"),
        Case(
            testDescription: "at the limit again", timing: limited, isNew: false, count: 2,
            rule: .limit, until: "2026-03-02T12:30:00Z"),
        Case(
            testDescription: "the limit of an hour that is over", timing: limited, count: 2,
            now: "2026-03-02T12:30:00Z"),
        Case(
            testDescription: "urgent at the limit",
            timing: with(limited) { $0.urgent = ["feed.gap"] }, count: 9),
        Case(
            testDescription: "a time far ahead, of a wrong clock", timing: daily,
            made: "2027-03-02T12:00:00Z", rule: .digest, until: "2026-03-17T12:00:00Z"),
    ]

    @Test("is decided by type, clock, and what was sent", arguments: cases)
    func decides(_ test: Case) {
        let hour = test.count.map {
            SendingHour(from: Self.at("2026-03-02T11:30:00Z"), count: $0)
        }
        let hold = test.timing.hold(
            test.type, at: Self.at(test.made), isNew: test.isNew, hour: hour,
            now: Self.at(test.now))
        #expect(hold == test.rule.map { Hold($0, until: Self.at(test.until)) })
    }

    @Test("is told in words")
    func words() {
        #expect(
            Self.night.words(.quiet) == "quiet hours (22:00 to 07:00, Europe/Berlin)")
        #expect(
            Self.office.words(.working)
                == "working hours (09:00 to 17:00 on monday, tuesday, wednesday, thursday, friday, UTC)"
        )
        #expect(Self.daily.words(.digest) == "the digest at 07:30, UTC")
        #expect(Self.limited.words(.limit) == "the limit of 2 an hour")
    }

    @Test(
        "is read from times of the day alone",
        arguments: [
            ("07:30", 450), ("00:00", 0), ("24:00", 1440), ("24:01", nil), ("7:30", nil),
            ("07:60", nil), ("07.30", nil), ("", nil), ("１2:30", nil), ("-1:30", nil),
        ] as [(String, Int?)])
    func times(text: String, minute: Int?) { #expect(ClockText.parse(text) == minute) }

    @Test("can be tried on the past")
    func trial() {
        var trial = TimingTrial(
            Self.with(Self.night) { ($0.limit, $0.urgent) = (2, ["inquiry.*"]) })
        for minute in 0..<4 {
            trial.note(.feedGap, at: Self.at("2026-03-02T12:00:00Z") + .seconds(60 * minute))
        }
        trial.note(.feedGap, at: Self.at("2026-03-02T23:00:00Z"))
        trial.note(.inquiryAnswered, at: Self.at("2026-03-02T23:01:00Z"))
        trial.finish()
        #expect(trial.events == 6 && trial.atOnce == 3)
        #expect(trial.held == [.limit: 2, .quiet: 1])
        #expect(trial.messages == 5 && trial.digests == 1)
    }
}

@Suite("The pace of a sink") struct SendPaceTests {
    @Test("is its rate, whenever it wakes up", arguments: [1, 10, 500, 3000])
    func rate(_ rate: Int) {
        var pace = SendPace(rate: rate)
        var now = Timestamp(seconds: 1000)
        let start = now
        for _ in 0..<rate * 3 { now = now + pace.take(at: now) + .milliseconds(0) }
        let took = now - start
        // A tenth of a second's share may come at once, and each wait is rounded up.
        #expect(took >= .milliseconds(2890) - .milliseconds(1000 / rate) && took <= .seconds(7))
    }

    @Test("does not stand still when the clock is set back") func clock() {
        var pace = SendPace(rate: 2)
        let now = Timestamp(seconds: 100_000)
        _ = pace.take(at: now)
        #expect(pace.take(at: now - .seconds(86_400)) <= .milliseconds(500))
    }
}
