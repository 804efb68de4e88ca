import HTTP
import Synchronization
import Testing

@testable import Rejoinder

/// Webhooks to a real receiver, over a real ledger, on a clock of the test's own.
final class DeliveryDesk: Sendable {
    /// What the receiver answers to the event of that number, at a sink's path.
    typealias Behaviour = @Sendable (_ sink: String, _ sequence: Int) -> LoopbackServer.Reply

    /// A request as the receiver saw it: an event, or the events of a digest.
    struct Message: Equatable {
        let sink: String
        let id: String
        let sequences: [Int]
        let body: [UInt8]
    }

    private final class Receiver: Sendable {
        struct State {
            var behaviour: Behaviour = { _, _ in .init(status: 204) }
            var seen: [Message] = []
        }

        let state = Mutex(State())

        func answer(_ request: LoopbackServer.Request) -> LoopbackServer.Reply {
            let sink = String(request.target.dropFirst())
            let body = try? JSONValue(parsing: request.body)
            let events = body?.at("data.events")?.arrayValue ?? [body].compactMap(\.self)
            let sequences = events.map { Int(clamping: $0.at("log.sequence")?.intValue ?? 0) }
            let message = Message(
                sink: sink, id: request.headers["webhook-id"] ?? "", sequences: sequences,
                body: request.body)
            return state.withLock { state in
                state.seen.append(message)
                return state.behaviour
            }(sink, sequences.first ?? 0)
        }
    }

    let test: TestLedger
    private let receiver: Receiver
    private let server: LoopbackServer
    private let client: Client
    private let clock = Mutex(TestLedger.minute(60))
    /// So long each attempt takes.
    private let attemptTime = Mutex(Duration.zero)
    private let toldCount = Mutex(0)
    /// The outbox of the last round.
    private let outbox = Mutex<Outbox?>(nil)
    /// Done once, at the first wait between two messages.
    private let interruption = Mutex<(@Sendable () async throws -> Void)?>(nil)
    let retries: [Duration]
    private let rate: Int

    /// Sinks with these names, and as many events as are asked for.
    init(
        sinks: [Route], events: Int, retries: [Duration] = DeliverySchedule.retries,
        rate: Int = Outbox.defaultRate
    ) async throws {
        let receiver = Receiver()
        self.receiver = receiver
        self.retries = retries
        self.rate = rate
        server = try LoopbackServer { receiver.answer($0) }
        client = try Samples.client()
        test = try TestLedger()
        try await test.ledger.declare(sinks: sinks)
        try await tell(events)
    }

    deinit { server.stop() }

    /// Other rules, as after a reload.
    func declare(_ sinks: [Route]) async throws { try await test.ledger.declare(sinks: sinks) }

    /// What happens while the next round waits between two messages.
    func interrupt(_ work: @escaping @Sendable () async throws -> Void) {
        interruption.withLock { $0 = work }
    }

    /// A newer outbox takes the place of the last one.
    func retire() { outbox.withLock { $0?.retire() } }

    @Sendable private func wait(_ span: Duration) async {
        advance(span)
        let work = interruption.withLock { work in
            defer { work = nil }
            return work
        }
        do { try await work?() } catch { Issue.record(error) }
    }

    /// Events of feeds, as many as are asked for.
    func tell(_ count: Int, _ type: EventType = .feedGap) async throws {
        let now = now
        let first = toldCount.withLock { told in
            defer { told += count }
            return told
        }
        try await test.ledger.write { [seal = test.ledger.seal] database in
            let writer = EventWriter(database: database, seal: seal)
            for number in first..<first + max(0, count) {
                try writer.append(
                    EventDraft(
                        type: type, at: now, feed: "news",
                        identifiedBy: ["\(number)"],
                        data: .members([
                            "feed": .members([
                                "name": .string("news"), "url": .string("https://news.example"),
                            ]),
                            "gap": .members(["to": .time(now), "listed": .int(1)]),
                        ])))
            }
        }
    }

    var now: Timestamp { clock.withLock { $0 } }

    func advance(_ span: Duration) { clock.withLock { $0 = $0 + span } }

    func attemptsTake(_ span: Duration) { attemptTime.withLock { $0 = span } }

    func answer(_ behaviour: @escaping Behaviour) {
        receiver.state.withLock { $0.behaviour = behaviour }
    }

    /// A round of the sink's outbox: what was sent, in order, and what the round came to.
    @discardableResult
    func round(
        _ sink: String = "desk", isFresh: Bool = false, ledger: Ledger? = nil
    ) async throws -> (sent: [Int], round: Outbox.Round) {
        receiver.state.withLock { $0.seen = [] }
        let hook = try Webhook(
            name: sink, url: server.url + "/" + sink, secrets: [], client: client)
        let outbox = Outbox(
            sink: Timed(hook, self), ledger: ledger ?? test.ledger, retries: retries, rate: rate,
            sleep: wait)
        self.outbox.withLock { $0 = outbox }
        let round = try await outbox.deliverDue(isFresh: isFresh) { [self] in now }
        return (messages.flatMap { $0.sequences.prefix(1) }, round)
    }

    /// What the last round sent.
    var messages: [Message] { receiver.state.withLock { $0.seen } }

    /// Advances the clock to a time of the day of 2026-03-02 in UTC, or of a day after it.
    func advance(to time: String, day: Int = 0) {
        let midnight = Timestamp(seconds: 1_772_409_600 + Int64(day) * 86_400)
        let moment = midnight + .seconds(60 * (ClockText.parse(time) ?? 0))
        clock.withLock { $0 = moment }
    }

    /// Rounds until the span is over, each at the time that the one before it named.
    func rounds(
        _ sink: String = "desk", for span: Duration
    ) async throws -> [(after: Duration, sent: [Int])] {
        let start = now
        var rounds: [(Duration, [Int])] = []
        while true {
            let began = now - start
            let (sent, round) = try await round(sink)
            if !sent.isEmpty { rounds.append((began, sent)) }
            guard let next = round.nextAt, next - start <= span else { return rounds }
            if next > now { advance(next - now) }
        }
    }

    func health(_ sink: String = "desk") async throws -> SinkHealth {
        try await test.ledger.queue(sink: sink).health
    }

    /// The events about sinks, with who gets them.
    func told() async throws -> [String] {
        let events = try await test.events(
            .deliveryFailing, .deliveryDisabled, .deliveryRecovered)
        var told: [String] = []
        for event in events {
            let name =
                (try? JSONValue(parsing: event.body))?
                .at("data.sink.name")?.stringValue ?? ""
            let sinks = try await test.column(
                String.self,
                "SELECT sink FROM delivery WHERE event_sequence = \(event.sequence) ORDER BY 1")
            told.append("\(event.type.rawValue) \(name) > \(sinks.joined(separator: " "))")
        }
        return told
    }

    /// Lets the test's clock pass while an attempt is made.
    private struct Timed: Sink {
        let sink: Webhook
        let desk: DeliveryDesk
        var name: String { sink.name }

        init(_ sink: Webhook, _ desk: DeliveryDesk) { (self.sink, self.desk) = (sink, desk) }

        func deliver(_ events: [Event], now: Timestamp) async -> DeliveryOutcome {
            let outcome = await sink.deliver(events, now: now)
            desk.advance(desk.attemptTime.withLock { $0 })
            return outcome
        }
    }
}
