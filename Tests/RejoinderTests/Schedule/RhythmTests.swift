import Testing

@testable import Rejoinder

@Suite("A feed's rhythm") struct RhythmTests {
    /// A Tuesday, 00:00 UTC.
    private let now = Timestamp(seconds: 1_748_908_800)
    private let pace = PollPace(
        interval: .seconds(3600), minimum: .seconds(60), maximum: .seconds(86_400), jitter: 0)

    /// Entries every so often, up to now.
    private func steady(every span: Duration, days: Int = 60) -> Rhythm {
        var moments: [Timestamp] = []
        var moment = now - .seconds(Int64(days) * 86_400)
        while moment < now {
            moments.append(moment)
            moment = moment + span
        }
        return Rhythm(firstLook: now, published: moments)
    }

    private func wait(_ rhythm: Rhythm, _ shares: PollShares? = nil, at moment: Timestamp? = nil)
        -> Duration
    {
        let moment = moment ?? now
        return pace.next(after: moment, feed: "a", rhythm: rhythm, mean: shares?.mean).at - moment
    }

    @Test("alone keeps to about the configured interval")
    func alone() {
        for hours in [2, 7, 23, 50] {
            let wait = wait(steady(every: .seconds(Int64(hours) * 3600 - 77)))
            #expect(wait > .seconds(2000) && wait < .seconds(7000), "\(hours): \(wait)")
        }
    }

    @Test("shares the looks by the square root of what is published")
    func squareRoot() {
        let busy = steady(every: .seconds(1620), days: 40)
        let quiet = steady(every: .seconds(16 * 1620), days: 40)
        var shares = PollShares()
        shares.update(1, rhythm: busy, interval: pace.interval, now: now)
        shares.update(2, rhythm: quiet, interval: pace.interval, now: now)
        let ratio: Double = wait(quiet, shares) / wait(busy, shares)
        // Sixteen times the entries, four times the looks.
        #expect(ratio > 2.8 && ratio < 5.5)
        #expect(shares.requestsPerHour.rounded() == 2)
        shares.remove(1)
        #expect(shares.requestsPerHour.rounded() == 1)
        shares.remove(2)
        #expect(shares.mean == nil)
    }

    @Test("gets less of what a budget leaves, and no more than without one")
    func budget() throws {
        let rhythm = steady(every: .seconds(9000), days: 40)
        func root(_ budget: Int?) throws -> Double {
            var shares = PollShares(budget: budget)
            for feed in Int64(0)..<100 {
                shares.update(feed, rhythm: rhythm, interval: pace.interval, now: now)
            }
            return try #require(shares.mean).root
        }
        let free = try root(nil)
        #expect(try root(1000) == free)
        // A hundred an hour are wanted, and forty of fifty are for this.
        #expect(abs(try root(50) / free - 2.5) < 0.01)
    }

    @Test("is looked at often in its hours, and rarely out of them")
    func hours() {
        // Ten entries from 09:00 to 11:15 UTC, each day for a month.
        var moments: [Timestamp] = []
        for day in 1...30 {
            let nine = now - .seconds(Int64(day) * 86_400) + .seconds(32_400)
            for number in 0..<10 { moments.append(nine + .seconds(Int64(number) * 900)) }
        }
        let rhythm = Rhythm(firstLook: now, published: moments)
        let night = wait(rhythm, at: now + .seconds(14 * 3600))
        let morning = wait(rhythm, at: now + .seconds(9 * 3600 + 600))
        #expect(night > morning * 4)
        // At seven, the look falls into the hours, not long after them.
        let early = now + .seconds(7 * 3600)
        #expect(wait(rhythm, at: early) < .seconds(3 * 3600))
    }

    @Test("is believed at once in a burst, and not for long")
    func burst() {
        var rhythm = steady(every: .seconds(86_400))
        let before = wait(rhythm)
        var shares = PollShares()
        shares.update(1, rhythm: rhythm, interval: pace.interval, now: now)
        let moments = (0..<8).map { now + .seconds(Int64($0) * 60) }
        let later = now + .seconds(600)
        rhythm.learn(moments, since: now, now: later)
        let inBurst = wait(rhythm, shares, at: later)
        #expect(before > inBurst * 2)
        let nextWeek = later + .seconds(7 * 86_400)
        #expect(wait(rhythm, shares, at: nextWeek) > inBurst * 2)
    }

    @Test("shortens and lengthens the interval eight times at most")
    func bounds() {
        let frantic = steady(every: .seconds(10), days: 1)
        let silent = Rhythm(firstLook: now - .seconds(300 * 86_400), published: [])
        var shares = PollShares()
        shares.update(1, rhythm: frantic, interval: pace.interval, now: now)
        shares.update(2, rhythm: silent, interval: pace.interval, now: now)
        #expect(wait(frantic, shares) >= .seconds(450))
        #expect(wait(silent, shares) == .seconds(8 * 3600))
    }

    @Test("survives the ledger", arguments: [0, 1, 40])
    func stored(_ entries: Int) throws {
        var rhythm = Rhythm(
            firstLook: now, published: (0..<entries).map { now - .seconds(Int64($0) * 5000) })
        rhythm.learn([nil, now + .seconds(5)], since: now, now: now + .seconds(60))
        let text = rhythm.json.text
        #expect(text.utf8.count < 500)
        let back = try #require(Rhythm(json: JSONValue(parsing: Array(text.utf8))))
        #expect(back.json.text == text)
        let (a, b) = (wait(rhythm, at: now + .seconds(60)), wait(back, at: now + .seconds(60)))
        #expect((a - b).milliseconds.magnitude < 60_000)
    }

    @Test(
        "is not made from what was not written by it",
        arguments: [
            "{}", "[]", "null", #"{"since":1,"at":0,"memories":[],"hours":[],"days":[]}"#,
            #"{"since":0,"at":1,"memories":[1,1,1,1,-1],"hours":[0],"days":[]}"#,
            #"{"since":1e300,"at":1e301,"memories":[1,1,1,1,1]}"#,
        ])
    func refused(_ text: String) throws {
        #expect(Rhythm(json: try JSONValue(parsing: Array(text.utf8))) == nil)
    }

    @Test("does not believe the future, nor a time that an earlier look would have seen")
    func lies() {
        let honest = Rhythm(firstLook: now, published: [])
        let lied = Rhythm(firstLook: now, published: [now + .seconds(10_000_000)])
        #expect(lied == honest)
        let later = now + .seconds(7200)
        let middle = now + .seconds(3600)
        var (a, b, c, d) = (honest, honest, honest, honest)
        a.learn([middle], since: now, now: later)
        b.learn([nil], since: now, now: later)
        c.learn([now - .seconds(86_400)], since: now, now: later)
        d.learn([later + .seconds(1)], since: now, now: later)
        #expect(a == b && b == c && c == d)
    }

    @Test("stays a number, whatever times there are")
    func extremes() {
        for published in [
            [Timestamp(milliseconds: .min)], [Timestamp(milliseconds: .max)],
            Array(repeating: now, count: 5000), [Timestamp(milliseconds: .min), now],
        ] {
            var rhythm = Rhythm(firstLook: now, published: published)
            rhythm.learn([.distantFuture, nil], since: .distantFuture, now: now)
            let wait = wait(rhythm)
            #expect(wait >= .seconds(60) && wait <= .seconds(86_400))
        }
    }
}
