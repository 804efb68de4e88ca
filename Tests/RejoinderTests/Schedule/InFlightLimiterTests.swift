import Testing

@testable import Rejoinder

@Suite("The room for looks") struct InFlightLimiterTests {
    private let now = Samples.moment

    private func room(_ count: Int, at moment: Timestamp) -> InFlightLimiter<Int64> {
        var room = InFlightLimiter<Int64>()
        for feed in 0..<count { _ = room.begin(Int64(feed), at: moment) }
        return room
    }

    @Test("is what the concurrency leaves")
    func places() {
        var room = room(3, at: now)
        #expect(room.places(4, at: now) == 1)
        #expect(room.places(3, at: now) == 0)
        #expect(room.places(2, at: now) == 0)
        room.end(1)
        #expect(room.places(3, at: now) == 1)
        #expect(room.targets == [0, 2] && room.count == 2 && !room.contains(1))
    }

    @Test("is not taken up by looks that take their time, up to eight times as many")
    func slow() {
        let later = now + .seconds(2)
        #expect(room(32, at: now).places(32, at: later - .milliseconds(1)) == 0)
        #expect(room(32, at: now).places(32, at: later) == 32)
        #expect(room(250, at: now).places(32, at: later) == 6)
        #expect(room(256, at: now).places(32, at: later) == 0)
        #expect(room(999, at: now).places(32, at: later) == 0)
    }

    @Test("has one place for a target, and keeps its count when the clock is set")
    func once() {
        var room = room(2, at: now)
        let isSecond = room.begin(1, at: now)
        #expect(!isSecond)
        room.shift(by: .seconds(3600))
        #expect(room.places(2, at: now + .seconds(3600)) == 0)
        room.end(0)
        room.end(1)
        room.end(1)
        #expect(room.isEmpty)
    }
}
