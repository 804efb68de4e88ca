import Testing

@testable import Rejoinder

@Suite("The schedule of a delivery") struct DeliveryScheduleTests {
    private let now = Samples.moment

    @Test("waits longer each time, give or take a fifth, and gives up after the tenth attempt")
    func steps() throws {
        let seconds: [Int64] = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400]
        for event in 0..<500 {
            for (index, step) in seconds.enumerated() {
                let next = try #require(
                    DeliverySchedule.nextAttempt(
                        of: "evt_\(event)", after: index + 1, failedAt: now))
                let wait = (next - now).milliseconds
                #expect(wait >= step * 800 && wait <= step * 1200)
            }
        }
        #expect(DeliverySchedule.nextAttempt(of: "evt", after: 10, failedAt: now) == nil)
        #expect(DeliverySchedule.nextAttempt(of: "evt", after: .max, failedAt: now) == nil)
        #expect(
            DeliverySchedule.nextAttempt(
                of: "evt", after: 10, failedAt: now, retryAfter: .seconds(60)) == nil)
    }

    @Test("spreads events that failed together, and always in the same way")
    func jitter() {
        let times = (0..<1000).map {
            DeliverySchedule.nextAttempt(of: "evt_\($0)", after: 2, failedAt: now)
        }
        #expect(Set(times).count > 900)
        let again = (0..<1000).map {
            DeliverySchedule.nextAttempt(of: "evt_\($0)", after: 2, failedAt: now)
        }
        #expect(times == again)
        let early = times.compactMap { $0 }.filter { $0 < now + .seconds(300) }
        #expect((400...600).contains(early.count))
    }

    @Test("respects a longer pause that the receiver asks for, and no shorter one")
    func retryAfter() throws {
        #expect(
            DeliverySchedule.nextAttempt(
                of: "evt", after: 1, failedAt: now, retryAfter: .seconds(3600))
                == now + .seconds(3600))
        #expect(
            DeliverySchedule.nextAttempt(
                of: "evt", after: 5, failedAt: now, retryAfter: .seconds(1))
                == DeliverySchedule.nextAttempt(of: "evt", after: 5, failedAt: now))
    }
}
