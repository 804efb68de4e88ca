import Testing

@testable import Rejoinder

@Suite("Attention") struct AttentionTests {
    private let now = Samples.moment
    private let pace = PollPace(
        interval: .seconds(3600), minimum: .seconds(60), maximum: .seconds(86_400), jitter: 0)

    @Test(
        "is as close as politeness allows at first, and then ever less",
        arguments: [
            (0, 60), (40 * 60, 60), (2 * 3600, 150), (86_400, 1800), (2 * 86_400, 3600),
            (30 * 86_400, 3600),
        ] as [(Int64, Int64)])
    func ladder(passed: Int64, wait: Int64) {
        let attention = Attention(since: now - .seconds(passed))
        let next = pace.next(after: now, feed: "a", attention: attention)
        #expect(next.at - now == .seconds(wait))
    }

    @Test("is as close as for a question of that age where the clock was set back")
    func clock() {
        for (ahead, wait) in [(600, 60), (86_400, 1800)] as [(Int64, Int64)] {
            let attention = Attention(since: now + .seconds(ahead))
            #expect(attention.interval(at: now, fastest: .seconds(60)) == .seconds(wait))
        }
    }

    @Test(
        "of pages without a question falls with the time since their last change",
        arguments: [
            (0, 900), (10_799, 900), (10_800, 3600), (43_200, 10_800), (3 * 86_400, 86_400),
            (14 * 86_400, 3 * 86_400), (60 * 86_400, nil), (-86_400, 900),
        ] as [(Int64, Int64?)])
    func pages(quiet: Int64, wait: Int64?) {
        let next = PageLadder.next(after: now, lastChange: now - .seconds(quiet), page: "p")
        guard let wait else { return #expect(next == nil) }
        let span = next.map { ($0.at - now).milliseconds / 1000 } ?? -1
        #expect(span >= wait && span <= wait + wait / 10, "\(next?.reason ?? "never")")
    }

    @Test("on a page overrides the ladder, which has no end then")
    func attendedPage() {
        let lastChange = now - .seconds(100 * 86_400)
        let fresh = PageLadder.next(
            after: now, lastChange: lastChange, page: "p", attention: Attention(since: now))
        #expect(fresh.map { $0.at - now <= .seconds(66) } == true)
        #expect(fresh?.reason == "an answer is awaited here; again after 60s")
        let old = PageLadder.next(
            after: now, lastChange: lastChange, page: "p",
            attention: Attention(since: now - .seconds(100 * 86_400)))
        #expect(old.map { $0.at - now < .seconds(3 * 86_400) } == true)
        // A page that has just changed is looked at by the closer of the two.
        let changed = PageLadder.next(
            after: now, lastChange: now, page: "p",
            attention: Attention(since: now - .seconds(86_400)))
        #expect(changed?.reason == "unchanged for 0s; again after 15m")
    }
}

@Suite("Our own outage") struct OutageTests {
    private let now = Samples.moment

    @Test("is seen once several hosts fail with no answer between, and excuses those feeds")
    func outage() {
        var watch = OutageWatch()
        #expect(watch.take(.unreachable, feed: 1, host: "a") == .feed)
        #expect(watch.take(.unreachable, feed: 2, host: "b") == .feed)
        #expect(
            watch.take(.unreachable, feed: 3, host: "c") == .outageBegins(excused: [1, 2, 3]))
        #expect(watch.take(.unreachable, feed: 4, host: "d") == .outage)
        #expect(watch.isOut)
        #expect(watch.take(.answered, feed: 5, host: "e") == .outageEnds)
        #expect(!watch.isOut)
        #expect(watch.take(.unreachable, feed: 4, host: "d") == .feed)
    }

    @Test("is not one host's failure, however many feeds it has")
    func oneHost() {
        var watch = OutageWatch()
        for feed in 0..<1000 {
            #expect(watch.take(.unreachable, feed: Int64(feed), host: "a") == .feed)
        }
    }

    @Test("is not seen while any host answers")
    func answers() {
        var watch = OutageWatch()
        for round in 0..<100 {
            #expect(watch.take(.unreachable, feed: 1, host: "\(round)") == .feed)
            #expect(watch.take(.unreachable, feed: 2, host: "\(round) b") == .feed)
            #expect(watch.take(.answered, feed: 3, host: "up") == .feed)
        }
    }

    @Test("is not seen in hosts that were silent before")
    func dead() {
        var watch = OutageWatch()
        #expect(watch.take(.answered, feed: 0, host: "up") == .feed)
        for round in 0..<10 {
            for feed in 1...8 {
                #expect(
                    watch.take(.unreachable, feed: Int64(feed), host: "dead \(feed)") == .feed,
                    "round \(round)")
            }
        }
        #expect(watch.take(.answered, feed: 0, host: "up") == .feed)
    }

    @Test("takes both of two hosts, a quarter of many, and ten at most")
    func many() {
        for (hosts, needed) in [(2, 2), (4, 3), (20, 5), (400, 10)] {
            var watch = OutageWatch()
            for host in 0..<hosts {
                #expect(watch.take(.answered, feed: Int64(host), host: "\(host)") == .feed)
            }
            for host in 0..<(needed - 1) {
                #expect(watch.take(.unreachable, feed: Int64(host), host: "\(host)") == .feed)
            }
            let verdict = watch.take(.unreachable, feed: 3000, host: "\(hosts - 1)")
            #expect(
                verdict == .outageBegins(excused: (0..<(needed - 1)).map { Int64($0) } + [3000]))
        }
    }

    @Test("is seen at the first failure where the machine knows that it has no network")
    func noNetwork() {
        var watch = OutageWatch()
        #expect(
            watch.take(.unreachable, feed: 1, host: "a", isNetworkUp: false)
                == .outageBegins(excused: [1]))
    }

    @Test("is caught up with over ten minutes at most, the same way each time")
    func catchUp() {
        let due = now - .seconds(86_400)
        let moments = (0..<1000).map {
            CatchUp.moment(feed: "\($0)", due: due, interval: .seconds(3600), now: now)
        }
        #expect(moments.allSatisfy { $0 >= now && $0 < now + .seconds(600) })
        let tenths = Dictionary(grouping: moments) { ($0 - now).milliseconds / 60_000 }
        #expect(tenths.count == 10 && tenths.values.allSatisfy { (60...140).contains($0.count) })
        let soon = now - .seconds(10)
        #expect(
            CatchUp.moment(feed: "a", due: soon, interval: .seconds(3600), now: now) == soon)
        let later = now + .seconds(10)
        #expect(
            CatchUp.moment(feed: "a", due: later, interval: .seconds(3600), now: now) == later)
    }
}

@Suite("The clocks") struct ClockTests {
    private func reading(_ wall: Int64, _ continuous: Int64, _ awake: Int64) -> ClockReading {
        ClockReading(
            wall: Samples.moment + .seconds(wall), continuous: .seconds(continuous),
            awake: .seconds(awake))
    }

    @Test(
        "tell a clock that was set from a machine that slept",
        arguments: [
            (60, 60, 60, 0, 0), (61, 60, 60, 0, 0), (7260, 60, 60, 7200, 0),
            (-7140, 60, 60, -7200, 0), (28_800, 28_800, 60, 0, 28_740),
            (378_691_260, 60, 60, 378_691_200, 0), (7200, 3600, 600, 3600, 3000),
            (89, 60, 60, 0, 0), (91, 60, 60, 31, 0),
        ] as [(Int64, Int64, Int64, Int64, Int64)])
    func change(wall: Int64, continuous: Int64, awake: Int64, jump: Int64, suspension: Int64) {
        let change = ClockChange(from: reading(0, 0, 0), to: reading(wall, continuous, awake))
        #expect(change.jump == .seconds(jump))
        #expect(change.suspension == .seconds(suspension))
        #expect(change.isNone == (jump == 0 && suspension == 0))
    }
}
