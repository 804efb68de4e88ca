import Testing

@testable import Rejoinder

@Suite("Feeds that are due") struct DueQueueTests {
    private static func second(_ second: Int) -> Timestamp {
        Timestamp(seconds: Int64(1000 + second))
    }

    private static func feeds(
        perHost: Int = 1, spacing: Duration = .zero, _ plan: [(feed: Int64, host: String, at: Int)]
    ) -> DueQueue<Int64> {
        var due = DueQueue<Int64>(limits: HostLimits(perHost: perHost, spacing: spacing))
        for (feed, host, at) in plan { due.schedule(feed, host: host, at: second(at)) }
        return due
    }

    @Test("begin in the order in which they became due") func order() {
        var due = Self.feeds([(1, "a", 30), (2, "b", 10), (3, "c", 20), (4, "d", 99)])
        #expect(due.begin(at: Self.second(9), room: 9) == [])
        #expect(due.begin(at: Self.second(30), room: 9) == [2, 3, 1])
        #expect(due.begin(at: Self.second(30), room: 9) == [])
    }

    @Test("begin once, and again only when they are scheduled again") func once() {
        var due = Self.feeds([(1, "a", 0)])
        #expect(due.begin(at: Self.second(0), room: 9) == [1])
        due.end(1)
        #expect(due.begin(at: Self.second(500), room: 9) == [])
        due.schedule(1, host: "a", at: Self.second(600))
        #expect(due.begin(at: Self.second(600), room: 9) == [1])
    }

    @Test("are never more than there is room for, and none is lost for that") func room() {
        var due = Self.feeds([(1, "a", 0), (2, "b", 0), (3, "c", 0)])
        #expect(due.begin(at: Self.second(1), room: 2).count == 2)
        #expect(due.begin(at: Self.second(1), room: 0) == [])
        #expect(due.begin(at: Self.second(1), room: 2).count == 1)
    }

    @Test("of one host wait for each other, and hold up no other host") func oneHost() {
        var due = Self.feeds([(1, "slow", 0), (2, "slow", 0), (3, "slow", 0), (4, "quick", 0)])
        #expect(Set(due.begin(at: Self.second(1), room: 9)) == [1, 4])
        #expect(due.begin(at: Self.second(2), room: 9) == [])
        due.end(1)
        #expect(due.begin(at: Self.second(3), room: 9) == [2])
        due.end(2)
        #expect(due.begin(at: Self.second(4), room: 9) == [3])
    }

    @Test("of one host begin as far apart as it is owed") func spacing() {
        var due = Self.feeds(perHost: 5, spacing: .seconds(10), [(1, "a", 0), (2, "a", 0)])
        #expect(due.begin(at: Self.second(0), room: 9) == [1])
        #expect(due.begin(at: Self.second(9), room: 9) == [])
        #expect(due.nextTime(after: Self.second(9)) == Self.second(10))
        #expect(due.begin(at: Self.second(10), room: 9) == [2])
    }

    @Test("of a host that asked for a pause wait for its end") func pause() {
        var due = Self.feeds([(1, "a", 0), (2, "a", 0)])
        #expect(due.begin(at: Self.second(0), room: 9) == [1])
        due.end(1, pausingHostUntil: Self.second(60))
        #expect(due.begin(at: Self.second(59), room: 9) == [])
        #expect(due.nextTime(after: Self.second(59)) == Self.second(60))
        #expect(due.begin(at: Self.second(60), room: 9) == [2])
    }

    @Test("all get their turn where one host has many") func fairness() {
        let many = (1...50).map { (feed: Int64($0), host: "big", at: 0) }
        var due = Self.feeds(many + [(feed: 99, host: "small", at: 1)])
        #expect(due.begin(at: Self.second(1), room: 2).contains(99))
    }

    @Test("say when something may be due next, and nil when nothing will be") func nextTime() {
        var due = Self.feeds([(1, "a", 30), (2, "b", 10)])
        #expect(due.nextTime(after: Self.second(0)) == Self.second(10))
        _ = due.begin(at: Self.second(10), room: 9)
        #expect(due.nextTime(after: Self.second(10)) == Self.second(30))
        _ = due.begin(at: Self.second(30), room: 9)
        #expect(due.nextTime(after: Self.second(30)) == nil)
    }

    @Test("that wait for a place at their host are no reason to wake up") func behindItself() {
        var due = Self.feeds([(1, "a", 0), (2, "a", 0)])
        _ = due.begin(at: Self.second(0), room: 9)
        #expect(due.nextTime(after: Self.second(1)) == nil)
        due.end(1)
        let next = due.nextTime(after: Self.second(2))
        #expect(next.map { $0 <= Self.second(2) } == true)
    }

    @Test("come out in order, however they went in") func manyInOrder() {
        // A permutation of 0..<997 by a step that shares no factor with it.
        let plan = (0..<997).map { (feed: Int64($0), host: "h\($0)", at: ($0 * 389) % 997) }
        var due = Self.feeds(plan)
        let times = due.begin(at: Self.second(997), room: .max).map { Int($0) * 389 % 997 }
        #expect(times == Array(0..<997))
    }
}
