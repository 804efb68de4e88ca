import HTTP
import Testing

@testable import Rejoinder

@Suite("A sink that is out of reach") struct DeliveryOrderTests {
    @Test("gets what waits in the order of the log, after restarts and reloads too")
    func restart() async throws {
        let desk = try await DeliveryDesk(sinks: [Route(sink: "desk")], events: 10)
        desk.answer { _, _ in .init(status: 503) }
        #expect(try await desk.round().sent == [1])
        desk.advance(.seconds(6))
        #expect(try await desk.round().sent == [1])
        // Before its time, and not because of a new process either.
        await desk.test.ledger.close()
        let again = try Ledger(existing: desk.test.path)
        try await again.declare(sinks: [Route(sink: "desk")])
        #expect(try await desk.round(ledger: again).sent == [])
        desk.answer { _, _ in .init(status: 204) }
        // The daemon's first round tries at once.
        #expect(try await desk.round(isFresh: true, ledger: again).sent == Array(1...10))
        #expect(try await again.deliveryCounts()["desk"] == [.delivered: 10])
        await again.close()
    }

    @Test("is tried with its first event alone, each quarter of an hour at the least")
    func outage() async throws {
        let desk = try await DeliveryDesk(sinks: [Route(sink: "desk")], events: 3)
        desk.answer { _, _ in .init(status: 502) }
        let rounds = try await desk.rounds(for: .seconds(3600))
        #expect(rounds.map(\.sent).prefix(3) == [[1], [1], [1]])
        for (one, next) in zip(rounds, rounds.dropFirst()) {
            #expect(next.after - one.after <= .seconds(900))
        }
        // All of them came in the order of the log.
        var firsts: [Int] = []
        for sequence in rounds.flatMap(\.sent) where !firsts.contains(sequence) {
            firsts.append(sequence)
        }
        #expect(firsts == firsts.sorted())
        // Attempts between those of the schedule do not count: none is dead, none is parked.
        #expect(try await desk.test.ledger.deliveryCounts()["desk"] == [.pending: 3])
    }

    @Test("gets all that waits with the first success, and not with the next step of the schedule")
    func resumes() async throws {
        let desk = try await DeliveryDesk(sinks: [Route(sink: "desk")], events: 5)
        desk.answer { _, _ in .init(status: 500) }
        _ = try await desk.rounds(for: .seconds(6 * 3600))
        try await desk.tell(3)
        desk.answer { _, _ in .init(status: 200) }
        desk.advance(SinkHealth.longestWait)
        let (sent, round) = try await desk.round()
        #expect(sent.filter { $0 <= 5 } == [1, 2, 3, 4, 5])
        #expect(sent == sent.sorted() && Set(sent).count == sent.count)
        #expect(round.nextAt == nil)
        #expect(try await desk.health() == SinkHealth())
    }

    @Test("is left alone from the end of an attempt, however long that took")
    func pause() async throws {
        let desk = try await DeliveryDesk(sinks: [Route(sink: "desk")], events: 1)
        desk.answer { _, _ in .init(status: 500) }
        desk.attemptsTake(.seconds(20))
        let start = desk.now
        let next = try #require(try await desk.round().round.nextAt)
        #expect(next - start >= .seconds(24) && next - start <= .seconds(26))
    }

    @Test("that asks for a pause gets it for all its events, over a restart, and a day at most")
    func retryAfter() async throws {
        let desk = try await DeliveryDesk(sinks: [Route(sink: "desk")], events: 2)
        desk.answer { _, _ in .init(status: 429, headers: [("Retry-After", "3600")]) }
        #expect(try await desk.round().sent == [1])
        #expect(try await desk.health().pausedUntil == desk.now + .seconds(3600))
        desk.answer { _, _ in .init(status: 204) }
        desk.advance(.seconds(3599))
        try await desk.tell(1)
        #expect(try await desk.round(isFresh: true).sent == [])
        desk.advance(.seconds(1))
        #expect(try await desk.round().sent == [1, 2, 3])

        try await desk.tell(1)
        desk.answer { _, _ in .init(status: 503, headers: [("Retry-After", "99999999999999")]) }
        #expect(try await desk.round().round.nextAt == desk.now + .seconds(86_400))
    }

    @Test("uses up the schedule of one event, which stays listed as dead, and can have it again")
    func dead() async throws {
        let desk = try await DeliveryDesk(
            sinks: [Route(sink: "desk")], events: 2, retries: [.seconds(5), .seconds(5)])
        desk.answer { _, _ in .init(status: 307, headers: [("Location", "/elsewhere")]) }
        // 3xx is a failure.
        for sent in [[1], [1], [1]] {
            #expect(try await desk.round().sent == sent)
            desk.advance(.seconds(6))
        }
        var dead = DeliveryQuery()
        dead.state = .dead
        #expect(try await desk.test.ledger.deliveries(dead).map(\.sequence) == [1])
        desk.answer { _, _ in .init(status: 204) }
        desk.advance(SinkHealth.longestWait)
        #expect(try await desk.round().sent == [2])
        let again = try await desk.test.ledger.redeliver(sequences: nil, sink: nil, now: desk.now)
        #expect(again == 1)
        #expect(try await desk.round().sent == [1])
    }

    @Test("is tried at once where the clock was set back behind its pauses")
    func clock() async throws {
        let desk = try await DeliveryDesk(sinks: [Route(sink: "desk")], events: 1)
        desk.answer { _, _ in .init(status: 500) }
        _ = try await desk.round()
        desk.advance(.seconds(-86_400))
        #expect(try await desk.round().sent == [1])
    }
}

@Suite("An event that a receiver does not take, though it takes others") struct ParkedTests {
    @Test("is parked after four attempts, and the others go on in order") func poison() async throws
    {
        let desk = try await DeliveryDesk(
            sinks: [Route(sink: "desk"), Route(sink: "other")], events: 6)
        desk.answer { sink, sequence in
            .init(status: sink == "desk" && sequence == 3 ? 500 : 204)
        }
        let rounds = try await desk.rounds(for: .seconds(3600))
        #expect(rounds.first?.sent == [1, 2, 3])
        let freed = try #require(rounds.first { $0.sent.contains(4) })
        #expect(freed.after < .seconds(1500))
        // Once more, as the receiver may just have come back.
        #expect(freed.sent == [3, 4, 5, 6, 3])
        #expect(try await desk.test.ledger.deliveryCounts()["desk"] == [.parked: 1, .delivered: 5])
        // What comes later does not wait for it.
        try await desk.tell(1)
        #expect(try await desk.round().sent.last == 8, "7 is the event about this sink")
        #expect(try await desk.told() == ["delivery.failing desk > other"])

        // Its own schedule goes on, and ends with its delivery.
        desk.answer { _, _ in .init(status: 204) }
        let parked = try #require(
            try await desk.test.ledger.queue(sink: "desk").parked)
        #expect(parked.nextAttemptAt > desk.now)
        desk.advance(parked.nextAttemptAt - desk.now)
        #expect(try await desk.round().sent == [3])
        #expect(
            try await desk.told() == [
                "delivery.failing desk > other", "delivery.recovered desk > other",
            ])
        #expect(try await desk.health() == SinkHealth())
    }

    @Test("takes others of its kind with it, and no event that it would have taken")
    func several() async throws {
        let desk = try await DeliveryDesk(sinks: [Route(sink: "desk")], events: 8)
        desk.answer { _, sequence in .init(status: (2...4).contains(sequence) ? 500 : 204) }
        _ = try await desk.rounds(for: .seconds(2 * 3600))
        #expect(try await desk.test.ledger.deliveryCounts()["desk"]?[.delivered] == 5)
        #expect(
            try await desk.test.column(
                Int.self, "SELECT event_sequence FROM delivery WHERE state = 'parked' ORDER BY 1")
                == [2, 3, 4])
        #expect(try await desk.told() == ["delivery.failing desk > "], "in the log alone")
    }

    @Test("is not one that waits for a sink which takes nothing") func outage() async throws {
        let desk = try await DeliveryDesk(sinks: [Route(sink: "desk")], events: 30)
        desk.answer { _, _ in .init(status: 500) }
        _ = try await desk.rounds(for: .seconds(2 * 3600))
        #expect(try await desk.test.ledger.deliveryCounts()["desk"]?[.parked] == nil)
        #expect(try await desk.told() == ["delivery.failing desk > "])
        desk.answer { _, _ in .init(status: 204) }
        desk.advance(SinkHealth.longestWait)
        #expect(try await desk.round().sent == Array(1...30))
        #expect(
            try await desk.told() == ["delivery.failing desk > ", "delivery.recovered desk > "])
    }

    @Test("is parked at the first attempt where the receiver refuses it, and told when that lasts")
    func refused() async throws {
        let desk = try await DeliveryDesk(
            sinks: [Route(sink: "desk"), Route(sink: "other")], events: 3)
        desk.answer { _, sequence in .init(status: sequence == 1 ? 422 : 204) }
        #expect(try await desk.round().sent == [1, 2, 3])
        #expect(try await desk.told() == [])
        let rounds = try await desk.rounds(for: .seconds(3600))
        #expect(rounds.map(\.sent) == [[1], [1], [1]])
        #expect(try await desk.told() == ["delivery.failing desk > other"])
    }
}

@Suite("A sink whose receiver answered 410") struct DisabledTests {
    @Test("gets nothing until a person enables it, over restarts and reloads")
    func silent() async throws {
        let desk = try await DeliveryDesk(
            sinks: [Route(sink: "desk"), Route(sink: "other")], events: 3)
        desk.answer { sink, _ in .init(status: sink == "desk" ? 410 : 204) }
        let (sent, round) = try await desk.round()
        #expect(sent == [1] && round.nextAt == nil && round.hasNews)
        #expect(round.disabledReason == "HTTP 410" && round.failure == nil)
        desk.answer { _, _ in .init(status: 204) }
        try await desk.tell(1)
        desk.advance(.seconds(100 * 86_400))
        try await desk.declare([Route(sink: "desk"), Route(sink: "other")])
        #expect(try await desk.round(isFresh: true).sent == [])
        // Nor is it asked again by what is delivered again.
        _ = try await desk.test.ledger.redeliver(sequences: [1], sink: "desk", now: desk.now)
        #expect(try await desk.round(isFresh: true).sent == [])
        #expect(try await desk.told() == ["delivery.disabled desk > other"])
        #expect(try await desk.round("other").sent == [1, 2, 3, 4, 5])

        #expect(try await desk.test.ledger.enable(sink: "desk"))
        #expect(try await desk.round().sent == [1, 2, 3, 5])
        #expect(
            try await desk.told() == [
                "delivery.disabled desk > other", "delivery.recovered desk > other",
            ])
    }

    @Test("is disabled again where it says so again, and that is told again")
    func again() async throws {
        let desk = try await DeliveryDesk(
            sinks: [Route(sink: "desk"), Route(sink: "other")], events: 1)
        desk.answer { _, _ in .init(status: 410) }
        _ = try await desk.round()
        _ = try await desk.test.ledger.enable(sink: "desk")
        desk.advance(.seconds(60))
        #expect(try await desk.round().sent == [1])
        #expect(
            try await desk.told()
                == Array(repeating: "delivery.disabled desk > other", count: 2))
    }
}
