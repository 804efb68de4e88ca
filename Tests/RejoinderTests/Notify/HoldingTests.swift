import HTTP
import Testing

@testable import Rejoinder

@Suite("What a sink's timing holds") struct HoldingTests {
    /// Quiet from 22:00 to 07:00 in UTC; the test begins at 09:00 on a Monday.
    private static func night(_ change: (inout Route) -> Void = { _ in }) -> Route {
        var route = Route(sink: "desk")
        route.timing.quiet = [DailyHours(from: 1320, to: 420)]
        route.timing.urgent = ["inquiry.*"]
        change(&route)
        return route
    }

    private static func digest(_ change: (inout Route) -> Void = { _ in }) -> Route {
        var route = Route(sink: "desk")
        route.timing.digest = .at([720], days: DailyHours.everyDay)
        route.timing.urgent = ["inquiry.*"]
        change(&route)
        return route
    }

    @Test("waits until quiet hours end, and what is urgent does not wait for it")
    func quiet() async throws {
        let desk = try await DeliveryDesk(sinks: [Self.night()], events: 1)
        #expect(try await desk.round().sent == [1])
        desk.advance(to: "22:00")
        try await desk.tell(2)
        try await desk.tell(1, .inquiryAnswered)
        try await desk.tell(1)
        let (sent, round) = try await desk.round()
        #expect(sent == [4])
        desk.advance(to: "06:59", day: 1)
        #expect(try await desk.round().sent == [])
        let held = try await desk.deliveries(.held)
        #expect(held.map(\.sequence) == [2, 3, 5] && held.allSatisfy { $0.heldBy == .quiet })
        desk.advance(to: "07:00", day: 1)
        #expect(
            round.nextAt == desk.now && held.map(\.heldUntil) == [desk.now, desk.now, desk.now])
        #expect(try await desk.round().sent == [2, 3, 5])
        #expect(desk.messages.map(\.sequences) == [[2], [3], [5]])
        #expect(try await desk.test.ledger.deliveryCounts()["desk"] == [.delivered: 5])
    }

    @Test("waits over a restart, and while the sink is out of reach or disabled")
    func outage() async throws {
        let desk = try await DeliveryDesk(sinks: [Self.night()], events: 1)
        desk.answer { _, _ in .init(status: 500) }
        _ = try await desk.round()
        desk.advance(to: "22:30")
        try await desk.tell(1)
        // Not even a new attempt at what came before.
        #expect(try await desk.round(isFresh: true).sent == [])
        #expect(try await desk.deliveries(.held).map(\.sequence) == [1, 2])
        desk.answer { _, _ in .init(status: 204) }
        await desk.test.ledger.close()
        let again = try Ledger(existing: desk.test.path)
        try await again.declare(sinks: [Self.night()])
        #expect(try await desk.round(isFresh: true, ledger: again).sent == [])
        desk.advance(to: "07:00", day: 1)
        #expect(try await desk.round(ledger: again).sent == [1, 2])
        await again.close()
    }

    @Test("lets no parked event be tried at night, and loses none")
    func parked() async throws {
        let desk = try await DeliveryDesk(sinks: [Self.night()], events: 2)
        desk.answer { _, sequence in .init(status: sequence == 1 ? 422 : 204) }
        _ = try await desk.round()
        desk.advance(to: "22:30")
        let (sent, round) = try await desk.round()
        desk.advance(to: "07:00", day: 1)
        #expect(sent == [] && round.nextAt == desk.now)
        desk.answer { _, _ in .init(status: 204) }
        #expect(try await desk.round().sent == [1])
    }

    @Test("becomes a digest at its time, in the order of the log")
    func digest() async throws {
        let desk = try await DeliveryDesk(sinks: [Self.digest()], events: 3)
        #expect(try await desk.round().sent == [])
        try await desk.tell(1, .inquiryAnswered)
        #expect(try await desk.round().sent == [4])
        try await desk.tell(1)
        desk.advance(to: "12:00")
        #expect(try await desk.round().sent == [1])
        #expect(desk.messages.map(\.sequences) == [[1, 2, 3, 5]])
        #expect(desk.messages.allSatisfy { $0.id.hasPrefix("dig_") })
        #expect(try await desk.test.ledger.deliveryCounts()["desk"] == [.delivered: 5])
        // One event alone is sent as itself, and a time without events has no digest.
        desk.advance(to: "12:00", day: 1)
        #expect(try await desk.round().sent == [])
        try await desk.tell(1)
        _ = try await desk.round()
        desk.advance(to: "12:00", day: 2)
        #expect(try await desk.round().sent == [6])
        #expect(desk.messages.allSatisfy { $0.id.hasPrefix("evt_") })
    }

    @Test("is sent at once where its time passed while nothing ran")
    func missed() async throws {
        let desk = try await DeliveryDesk(sinks: [Self.digest()], events: 2)
        desk.advance(to: "13:00")
        try await desk.tell(1)
        #expect(try await desk.round().sent == [1])
        #expect(desk.messages.map(\.sequences) == [[1, 2]])
        #expect(try await desk.deliveries(.held).map(\.sequence) == [3])
    }

    @Test("is the same digest at every attempt, with what comes later in the next one")
    func repeats() async throws {
        let desk = try await DeliveryDesk(sinks: [Self.digest()], events: 3)
        _ = try await desk.round()
        desk.advance(to: "12:00")
        desk.answer { _, _ in .init(status: 500) }
        _ = try await desk.round()
        let first = try #require(desk.messages.first)
        #expect(first.sequences == [1, 2, 3])
        try await desk.tell(2)
        await desk.test.ledger.close()
        let again = try Ledger(existing: desk.test.path)
        try await again.declare(sinks: [Self.digest()])
        for _ in 0..<6 {
            desk.advance(SinkHealth.longestWait)
            _ = try await desk.round(ledger: again)
            #expect(desk.messages == [first], "the same id, the same body")
        }
        desk.answer { _, _ in .init(status: 204) }
        desk.advance(SinkHealth.longestWait)
        _ = try await desk.round(ledger: again)
        #expect(desk.messages == [first])
        desk.advance(to: "12:00", day: 1)
        _ = try await desk.round(ledger: again)
        #expect(desk.messages.map(\.sequences) == [[4, 5]])
        await again.close()
    }

    @Test("is parked as a whole where the receiver does not take it, and delivered again as one")
    func poison() async throws {
        let desk = try await DeliveryDesk(
            sinks: [Self.digest()], events: 3, retries: [.seconds(5), .seconds(5)])
        _ = try await desk.round()
        try await desk.tell(1, .inquiryAnswered)
        desk.advance(to: "12:00")
        desk.answer { _, sequence in .init(status: sequence == 1 ? 413 : 204) }
        _ = try await desk.round()
        #expect(desk.messages.map(\.sequences) == [[1, 2, 3], [4]])
        let digest = try #require(desk.messages.first)
        #expect(try await desk.deliveries(.parked).map(\.sequence) == [1, 2, 3])
        for _ in 0..<2 {
            desk.advance(.seconds(10))
            _ = try await desk.round()
            #expect(desk.messages == [digest])
        }
        #expect(try await desk.deliveries(.dead).map(\.attempts) == [3, 3, 3])
        // One of them asked for brings the digest.
        desk.answer { _, _ in .init(status: 204) }
        #expect(
            try await desk.test.ledger.redeliver(sequences: [2], sink: nil, now: desk.now) == 3)
        _ = try await desk.round()
        #expect(desk.messages == [digest])
        // Once it was taken, an event is sent again alone.
        #expect(
            try await desk.test.ledger.redeliver(sequences: [2], sink: nil, now: desk.now) == 1)
        _ = try await desk.round()
        #expect(desk.messages.map(\.sequences) == [[2]])
    }

    @Test("is parked with all its events when a later event is taken")
    func overtaken() async throws {
        let desk = try await DeliveryDesk(sinks: [Self.digest()], events: 2)
        try await desk.tell(1, .inquiryAnswered)
        try await desk.tell(2)
        _ = try await desk.round()
        desk.advance(to: "12:00")
        desk.answer { _, sequence in .init(status: sequence == 1 ? 500 : 204) }
        try await desk.tell(1, .inquiryAnswered)
        _ = try await desk.rounds(for: .seconds(3600))
        #expect(try await desk.deliveries(.parked).map(\.sequence) == [1, 2, 4, 5])
        #expect(try await desk.deliveries(.delivered).map(\.sequence) == [3, 6])
    }

    @Test("is split where it would be too long, and no event is in two")
    func split() async throws {
        let desk = try await DeliveryDesk(sinks: [Self.digest()], events: 250)
        _ = try await desk.round()
        desk.advance(to: "12:00")
        _ = try await desk.round()
        #expect(
            desk.messages.map(\.sequences)
                == [Array(1...100), Array(101...200), Array(201...250)])
        var packing = DigestPacking()
        for number in 1...4 { packing.add(Int64(number), size: 300 << 10) }
        #expect(packing.placed.map(\.digest) == [nil, nil, nil, nil])
    }

    @Test("is what goes over the limit: the rest of the hour is one digest")
    func limit() async throws {
        var route = Route(sink: "desk")
        route.timing.limit = 3
        route.timing.urgent = ["inquiry.*"]
        let desk = try await DeliveryDesk(sinks: [route], events: 2)
        #expect(try await desk.round().sent == [1, 2])
        desk.advance(.seconds(1800))
        try await desk.tell(40)
        let (sent, round) = try await desk.round()
        #expect(sent == [3])
        try await desk.tell(1, .inquiryAnswered)
        #expect(try await desk.round().sent == [43])
        let start = desk.now
        #expect(round.nextAt == start + .seconds(1800))
        desk.advance(.seconds(1800))
        _ = try await desk.round()
        #expect(desk.messages.map(\.sequences) == [Array(4...42)])
        // It is the first message of its hour.
        try await desk.tell(3)
        #expect(try await desk.round().sent == [44, 45])
        #expect(try await desk.deliveries(.held).map(\.sequence) == [46])
    }

    @Test("is let go in parts where it is much, in digests as full as if it were not")
    func parts() async throws {
        let count = 2 * Ledger.releasedAtOnce + 150
        let desk = try await DeliveryDesk(sinks: [Self.digest()], events: count)
        _ = try await desk.round()
        desk.advance(to: "12:00")
        try await desk.test.ledger.release(Self.digest(), now: desk.now)
        // The last of a part waits for what belongs to it.
        #expect(
            try await desk.deliveries(.pending).count
                == Ledger.releasedAtOnce - DigestPacking.mostEvents)
        _ = try await desk.round()
        let whole = stride(from: 1, through: count, by: 100).map { first in
            Array(first...min(count, first + 99))
        }
        #expect(desk.messages.map(\.sequences) == whole)
    }

    @Test("is decided by the new rules where a reload comes in the middle of a round")
    func reloadInRound() async throws {
        let desk = try await DeliveryDesk(sinks: [Route(sink: "desk")], events: 30, rate: 1)
        desk.interrupt { [desk] in try await desk.declare([Self.digest()]) }
        let (sent, _) = try await desk.round()
        // What was read is sent for two seconds, one event in each; the digest holds the rest.
        #expect(sent == Array(1...4))
        #expect(try await desk.deliveries(.held).map(\.sequence) == Array(5...30))
        // The other way round: what the old rules held, the round lets go.
        let quiet = try await DeliveryDesk(sinks: [Self.digest()], events: 2, rate: 1)
        _ = try await quiet.round()
        try await quiet.tell(2, .inquiryAnswered)
        quiet.interrupt { [quiet] in try await quiet.declare([Route(sink: "desk")]) }
        #expect(try await quiet.round().sent == [3, 4, 1, 2])
    }

    @Test("is not held by a rule that is gone when the decision is written")
    func lateHold() async throws {
        let desk = try await DeliveryDesk(sinks: [Self.digest()], events: 1)
        let queue = try await desk.test.ledger.queue(sink: "desk")
        guard case .hold(let held) = queue.step(now: desk.now, isFresh: false, retries: []) else {
            Issue.record("nothing is held")
            return
        }
        try await desk.declare([Route(sink: "desk")])
        try await desk.test.ledger.hold(held, by: queue.route)
        #expect(try await desk.deliveries(.held) == [])
        #expect(try await desk.round().sent == [1])
    }

    @Test("goes no further once another outbox has taken its place")
    func retired() async throws {
        let desk = try await DeliveryDesk(sinks: [Route(sink: "desk")], events: 5, rate: 1)
        desk.interrupt { [desk] in desk.retire() }
        #expect(try await desk.round().sent == [1])
        #expect(try await desk.round().sent == [2, 3, 4, 5])
    }

    @Test("is decided anew when the rules change")
    func reload() async throws {
        let desk = try await DeliveryDesk(sinks: [Self.digest()], events: 2)
        _ = try await desk.round()
        try await desk.declare([Self.digest()])
        #expect(try await desk.deliveries(.held).count == 2)
        try await desk.declare([Route(sink: "desk")])
        #expect(try await desk.round().sent == [1, 2])
    }

    @Test("is let go where the clock was far ahead when it was held")
    func clock() async throws {
        let desk = try await DeliveryDesk(sinks: [Self.night()], events: 0)
        desk.advance(.seconds(400 * 86_400))
        desk.advance(to: "23:00", day: 400)
        try await desk.tell(1)
        #expect(try await desk.round().sent == [])
        desk.advance(to: "10:00")
        #expect(try await desk.round().sent == [1])
    }

    @Test("is sent no faster than the rate, in order")
    func rate() async throws {
        let desk = try await DeliveryDesk(
            sinks: [Route(sink: "desk")], events: 60, rate: 20)
        let start = desk.now
        #expect(try await desk.round().sent == Array(1...60))
        #expect(desk.now - start >= .milliseconds(2800) && desk.now - start <= .milliseconds(3100))
    }
}

@Suite("A fallback") struct FallbackTests {
    private static func routes(
        _ after: Duration = .seconds(1800), _ change: (inout Route) -> Void = { _ in }
    ) -> [Route] {
        var route = Route(sink: "desk", types: ["feed.*"])
        route.fallback = Route.Fallback(sink: "mail", after: after)
        change(&route)
        return [route, Route(sink: "mail", types: ["inquiry.*"])]
    }

    @Test("gets once what a sink has not taken in time, and the sink gets it too when it is back")
    func once() async throws {
        let desk = try await DeliveryDesk(sinks: Self.routes(), events: 2)
        desk.answer { sink, _ in .init(status: sink == "desk" ? 503 : 204) }
        _ = try await desk.round()
        #expect(try await desk.round("mail").sent == [])
        desk.advance(.seconds(1799))
        try await desk.tell(1)
        _ = try await desk.round()
        #expect(try await desk.round("mail").sent == [])
        desk.advance(.seconds(1))
        #expect(try await desk.round().round.hasNews)
        #expect(try await desk.round("mail").sent == [1, 2])
        #expect(try await desk.deliveries(.delivered, "mail").map(\.origin) == ["desk", "desk"])
        desk.advance(.seconds(1800))
        _ = try await desk.round()
        #expect(try await desk.round("mail").sent == [3])
        desk.advance(.seconds(1800))
        _ = try await desk.round()
        #expect(try await desk.round("mail").sent == [], "once")
        desk.answer { _, _ in .init(status: 204) }
        desk.advance(SinkHealth.longestWait)
        #expect(try await desk.round().sent == [1, 2, 3])
    }

    @Test("gets nothing of what waited while nothing ran, if the sink takes it now")
    func downtime() async throws {
        let desk = try await DeliveryDesk(sinks: Self.routes(), events: 40)
        desk.advance(.seconds(86_400))
        #expect(try await desk.round(isFresh: true).sent == Array(1...40))
        #expect(try await desk.round("mail").sent == [])
        #expect(try await desk.deliveries(.delivered, "mail") == [])
    }

    @Test("gets what waited while nothing ran once the sink has had its time")
    func downtimeAndOutage() async throws {
        let desk = try await DeliveryDesk(sinks: Self.routes(), events: 2)
        desk.answer { sink, _ in .init(status: sink == "desk" ? 503 : 204) }
        desk.advance(.seconds(86_400))
        let (sent, round) = try await desk.round(isFresh: true)
        #expect(sent == [1] && !round.hasNews)
        desk.advance(.seconds(1799))
        _ = try await desk.round()
        #expect(try await desk.round("mail").sent == [])
        desk.advance(.seconds(1))
        #expect(try await desk.round().round.hasNews)
        #expect(try await desk.round("mail").sent == [1, 2])
    }

    @Test("gets nothing at the start before a sink that failed before was asked again")
    func asksFirst() async throws {
        let desk = try await DeliveryDesk(sinks: Self.routes(), events: 2)
        desk.answer { sink, _ in .init(status: sink == "desk" ? 503 : 204) }
        _ = try await desk.round()
        desk.advance(.seconds(86_400))
        desk.answer { _, _ in .init(status: 204) }
        #expect(try await desk.round(isFresh: true).sent == [1, 2])
        #expect(try await desk.round("mail").sent == [])
        // One that still fails has had its time long ago.
        try await desk.tell(1)
        desk.answer { sink, _ in .init(status: sink == "desk" ? 503 : 204) }
        _ = try await desk.round()
        desk.advance(.seconds(86_400))
        #expect(try await desk.round(isFresh: true).sent == [3])
        #expect(try await desk.round("mail").sent == [3])
    }

    @Test("gets what a sink refuses by itself, and not what merely waits behind it")
    func refused() async throws {
        let desk = try await DeliveryDesk(sinks: Self.routes(), events: 1)
        desk.advance(.seconds(86_400))
        desk.answer { sink, sequence in
            .init(status: sink == "desk" && sequence == 1 ? 422 : 204)
        }
        _ = try await desk.round(isFresh: true)
        #expect(try await desk.round("mail").sent == [], "its time counts from the first attempt")
        desk.advance(.seconds(1800))
        try await desk.tell(1)
        desk.advance(.seconds(86_400))
        _ = try await desk.round()
        #expect(try await desk.round("mail").sent == [1])
    }

    @Test("wakes up for what waits, also while the sink is disabled")
    func disabled() async throws {
        let desk = try await DeliveryDesk(sinks: Self.routes(), events: 1)
        desk.answer { sink, _ in .init(status: sink == "desk" ? 410 : 204) }
        _ = try await desk.round()
        let due = desk.now + .seconds(1800)
        #expect(try await desk.round().round.nextAt == due)
        desk.advance(.seconds(1800))
        _ = try await desk.round()
        #expect(try await desk.round("mail").sent == [1])
    }

    @Test("gets what was given up at once, and nothing that was taken")
    func dead() async throws {
        let desk = try await DeliveryDesk(
            sinks: Self.routes(.seconds(86_400)), events: 2, retries: [])
        desk.answer { sink, sequence in
            .init(status: sink == "desk" && sequence == 1 ? 400 : 204)
        }
        #expect(try await desk.round().sent == [1, 2])
        #expect(try await desk.round("mail").sent == [1])
        desk.advance(.seconds(2 * 86_400))
        _ = try await desk.round()
        #expect(try await desk.round("mail").sent == [])
    }

    @Test("does not count the time in which an event was held")
    func held() async throws {
        let routes = Self.routes { $0.timing.quiet = [DailyHours(from: 540, to: 720)] }
        let desk = try await DeliveryDesk(sinks: routes, events: 1)
        desk.answer { sink, _ in .init(status: sink == "desk" ? 500 : 204) }
        _ = try await desk.round()
        desk.advance(to: "12:00")
        #expect(try await desk.round().sent == [1])
        #expect(try await desk.round("mail").sent == [])
        desk.advance(.seconds(1800))
        _ = try await desk.round()
        #expect(try await desk.round("mail").sent == [1])
    }

    @Test("may have one of its own, and hears nothing about itself")
    func chain() async throws {
        var routes = Self.routes(.seconds(60))
        routes[1].fallback = Route.Fallback(sink: "last", after: .seconds(60))
        routes[0] = Route(sink: "desk")
        routes[0].fallback = Route.Fallback(sink: "mail", after: .seconds(60))
        routes.append(Route(sink: "last", types: ["inquiry.*"]))
        let desk = try await DeliveryDesk(sinks: routes, events: 1)
        desk.answer { sink, _ in .init(status: sink == "last" ? 204 : 500) }
        for _ in 0..<8 {
            _ = try await desk.round()
            _ = try await desk.round("mail")
            desk.advance(SinkHealth.longestWait)
        }
        _ = try await desk.round("last")
        let about = try await desk.told()
        #expect(about.contains { $0.hasPrefix("delivery.failing mail >") })
        #expect(try await desk.deliveries(.delivered, "last").first?.origin == "mail")
        // What tells of mail's failing goes to desk, which is away, and not from there to mail.
        let aboutMail = try await desk.test.column(
            Int.self,
            """
            SELECT count(*) FROM delivery JOIN event_body ON sequence = event_sequence
            WHERE sink = 'mail' AND CAST(body AS TEXT) LIKE '%"sink":{"name":"mail"}%'
            """)
        #expect(aboutMail == [0])
    }

    @Test("that is new gets what has waited for long already")
    func added() async throws {
        let desk = try await DeliveryDesk(
            sinks: [Route(sink: "desk"), Route(sink: "mail", types: ["inquiry.*"])], events: 1)
        desk.answer { sink, _ in .init(status: sink == "desk" ? 500 : 204) }
        _ = try await desk.round()
        desk.advance(.seconds(3600))
        try await desk.declare(Self.routes())
        _ = try await desk.round()
        #expect(try await desk.round("mail").sent == [1])
    }
}

extension DeliveryDesk {
    /// The deliveries of a sink in a state, in the order of the log.
    fileprivate func deliveries(
        _ state: Delivery.State, _ sink: String = "desk"
    ) async throws -> [DeliveryRecord] {
        var query = DeliveryQuery()
        (query.state, query.sink) = (state, sink)
        return try await test.ledger.deliveries(query)
    }
}
