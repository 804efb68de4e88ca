import Testing

@testable import Rejoinder

@Suite("The turns of hosts") struct TurnTests {
    private let now = Samples.moment

    private func due(
        perHost: Int = 1, spacing: Duration = .zero, budget: Int? = nil, hourly: Int? = nil
    ) -> DueQueue<Int64> {
        DueQueue(
            limits: HostLimits(perHost: perHost, spacing: spacing, hourly: hourly),
            budget: budget.map { RequestBudget(perHour: $0) })
    }

    @Test("let no host with ten thousand feeds starve the others")
    func fairness() {
        var due = due(spacing: .seconds(1))
        for feed in 0..<10_000 { due.schedule(Int64(feed), host: "large", at: now) }
        for feed in 10_000..<10_050 {
            due.schedule(Int64(feed), host: "small \(feed)", at: now + .seconds(1))
        }
        var begunOfLarge = 0
        var begunOfSmall = 0
        for second in 0..<60 {
            let moment = now + .seconds(Int64(second))
            // One place alone, so that the small ones have to get it in turn.
            let begun = due.begin(at: moment, room: 1)
            for feed in begun {
                due.end(feed)
                if feed < 10_000 { begunOfLarge += 1 } else { begunOfSmall += 1 }
            }
        }
        #expect(begunOfSmall == 50)
        #expect(begunOfLarge == 10)
    }

    @Test("hold limits, due times and the order, whatever happens")
    func anything() {
        var chance = Chance(seed: 5)
        var due = due(perHost: 2, spacing: .seconds(2))
        var plans: [Int64: Timestamp] = [:]
        var running: [Int64: Int] = [:]
        var lastStart: [Int: Timestamp] = [:]
        var begunCount = 0
        var moment = now
        for feed in 0..<300 {
            let at = now + .milliseconds(Int64(chance.fraction() * 60_000))
            plans[Int64(feed)] = at
            due.schedule(Int64(feed), host: "\(feed % 40)", at: at)
        }
        for _ in 0..<3000 {
            moment = moment + .milliseconds(Int64(chance.fraction() * 400))
            for feed in due.begin(at: moment, room: 20 - running.count) {
                let host = Int(feed % 40)
                #expect(plans.removeValue(forKey: feed).map { $0 <= moment } == true)
                #expect(lastStart[host].map { moment - $0 >= .seconds(2) } ?? true)
                lastStart[host] = moment
                running[feed] = host
                #expect(running.values.filter { $0 == host }.count <= 2)
                begunCount += 1
            }
            #expect(running.count <= 20)
            for feed in running.keys.sorted() where chance.fraction() < 0.3 {
                running[feed] = nil
                due.end(feed)
                let next = moment + .milliseconds(Int64(chance.fraction() * 90_000))
                plans[feed] = next
                due.schedule(feed, host: "\(feed % 40)", at: next)
            }
        }
        #expect(begunCount > 1500)
        #expect(plans.values.allSatisfy { $0 > moment - .seconds(60) })
    }

    @Test("put what cannot wait before the rest, within a host and among hosts")
    func urgent() {
        var due = due()
        for feed in 1...3 { due.schedule(Int64(feed), host: "a", at: now) }
        for feed in 4...6 { due.schedule(Int64(feed), host: "b", at: now) }
        due.schedule(7, host: "b", at: now, isUrgent: true)
        #expect(due.begin(at: now, room: 1) == [7])
        due.end(7)
        #expect(due.begin(at: now, room: 9) == [1, 4])
        due.schedule(8, host: "a", at: now, isUrgent: true)
        due.end(1)
        #expect(due.begin(at: now, room: 9) == [8])
    }

    @Test("spend the budget evenly, and leave a reserve for what cannot wait")
    func budget() {
        var due = due(budget: 120)
        for feed in 0..<100 { due.schedule(Int64(feed), host: "\(feed)", at: now) }
        // Five minutes' worth is ten; a quarter of it is kept back.
        #expect(due.begin(at: now, room: 99).count == 7)
        due.schedule(200, host: "asked", at: now, isUrgent: true)
        #expect(due.begin(at: now, room: 99) == [200])
        let next = due.nextTime(after: now)
        #expect(next.map { $0 - now } == .seconds(60 - 15))
        #expect(due.begin(at: now + .seconds(44), room: 99).isEmpty)
        #expect(due.begin(at: now + .seconds(45), room: 99).count == 1)
        var begun = 0
        for second in 46..<1000 {
            begun += due.begin(at: now + .seconds(Int64(second)), room: 99).count
        }
        #expect((31...32).contains(begun))
    }

    @Test("give a host no more than its own budget")
    func hostBudget() {
        var due = due(hourly: 60)
        for feed in 0..<20 { due.schedule(Int64(feed), host: "a", at: now) }
        var begun: [Int64] = []
        for second in 0..<600 {
            for feed in due.begin(at: now + .seconds(Int64(second)), room: 9) {
                begun.append(feed)
                due.end(feed)
            }
        }
        // Five at once, then one a minute.
        #expect(begun.count == 14)
    }

    @Test("forget an earlier plan, and a feed that is removed")
    func replanned() {
        var due = due()
        due.schedule(1, host: "a", at: now)
        due.schedule(1, host: "a", at: now + .seconds(60))
        due.schedule(2, host: "b", at: now)
        due.remove(2)
        #expect(due.begin(at: now, room: 9).isEmpty)
        #expect(due.nextTime(after: now) == now + .seconds(60))
        #expect(due.begin(at: now + .seconds(60), room: 9) == [1])
    }

    @Test("move a feed to another host when it has moved")
    func movedHost() {
        var due = due()
        due.schedule(1, host: "a", at: now)
        due.schedule(2, host: "a", at: now)
        #expect(due.begin(at: now, room: 1) == [1])
        due.schedule(2, host: "b", at: now)
        #expect(due.begin(at: now, room: 1) == [2])
    }

    @Test("pause the whole host, and go on at the time that was asked for")
    func pause() {
        var due = due()
        due.schedule(1, host: "a", at: now)
        due.schedule(2, host: "a", at: now)
        #expect(due.begin(at: now, room: 9) == [1])
        #expect(due.nextTime(after: now) == nil)
        due.end(1, pausingHostUntil: now + .seconds(90))
        #expect(due.begin(at: now, room: 9).isEmpty)
        #expect(due.nextTime(after: now) == now + .seconds(90))
        #expect(due.begin(at: now + .seconds(90), room: 9) == [2])
    }

    @Test("follow a clock that was set", arguments: [-7200, 7200, 315_360_000])
    func shifted(_ seconds: Int64) {
        var due = due(spacing: .seconds(10))
        for feed in 1...3 { due.schedule(Int64(feed), host: "a", at: now) }
        due.schedule(4, host: "b", at: now + .seconds(60))
        #expect(due.begin(at: now, room: 9) == [1])
        due.end(1)
        #expect(due.begin(at: now, room: 9).isEmpty)
        due.shift(by: .seconds(seconds))
        let later = now + .seconds(seconds)
        #expect(due.nextTime(after: later) == later + .seconds(10))
        #expect(due.begin(at: later + .seconds(9), room: 9).isEmpty)
        #expect(due.begin(at: later + .seconds(10), room: 9) == [2])
        // The third waits for the second, which has not ended.
        #expect(due.begin(at: later + .seconds(60), room: 9) == [4])
        due.end(2)
        #expect(due.begin(at: later + .seconds(60), room: 9) == [3])
    }

    @Test("spread what a suspended machine has left behind, but for what is urgent")
    func suspended() {
        var due = due()
        let morning = now + .seconds(8 * 3600)
        for feed in 0..<600 {
            due.schedule(Int64(feed), host: "\(feed)", at: now + .seconds(Int64(feed)))
        }
        due.schedule(1000, host: "asked", at: now, isUrgent: true)
        due.schedule(1001, host: "soon", at: morning - .seconds(10))
        due.schedule(1002, host: "later", at: morning + .seconds(3600))
        due.catchUp(at: morning)
        #expect(due.begin(at: morning, room: 999).sorted().suffix(2) == [1000, 1001])
        var most = 0
        var begun = 0
        for second in 1...600 {
            let count = due.begin(at: morning + .seconds(Int64(second)), room: 999).count
            most = max(most, count)
            begun += count
        }
        #expect(begun > 590 && most < 10)
        #expect(due.nextTime(after: morning + .seconds(600)) == morning + .seconds(3600))
    }

    @Test("serve a hundred thousand feeds of fifty thousand hosts")
    func many() {
        var due = due(perHost: 2, spacing: .seconds(1))
        for feed in 0..<100_000 {
            let at = now + .milliseconds(Int64(feed % 900) * 1000)
            due.schedule(Int64(feed), host: "\(feed % 50_000)", at: at)
        }
        var begun = 0
        var moment = now
        while let next = due.nextTime(after: moment), begun < 100_000 {
            moment = max(next, moment)
            for feed in due.begin(at: moment, room: 512) {
                due.end(feed)
                begun += 1
            }
        }
        #expect(begun == 100_000)
        #expect(moment - now < .seconds(910))
    }
}
