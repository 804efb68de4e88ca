import HTTP
import Synchronization
import Testing

@testable import Rejoinder

/// What comes of an attempt, whatever the receiver does.
@Suite("A receiver") struct ReceiverBehaviourTests {
    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let reply: LoopbackServer.Reply
        let outcome: DeliveryOutcome

        init(_ what: String, _ reply: LoopbackServer.Reply, _ outcome: DeliveryOutcome) {
            (testDescription, self.reply, self.outcome) = (what, reply, outcome)
        }
    }

    private static func fails(_ reason: String, after: Duration? = nil) -> DeliveryOutcome {
        .retry(after: after, reason: reason)
    }

    static let cases = [
        Case("that takes it", .init(status: 200), .delivered),
        Case(
            "that is elsewhere", .init(status: 301, headers: [("Location", "/new")]),
            fails(
                "HTTP 301: a webhook's redirects are not followed; set `url` to where the receiver "
                    + "is now")),
        Case(
            "that has not changed", .init(status: 304),
            fails(
                "HTTP 304: a webhook's redirects are not followed; set `url` to where the receiver "
                    + "is now")),
        Case("that refuses it", .init(status: 400), .refused(reason: "HTTP 400")),
        Case("that knows no sender", .init(status: 401), fails("HTTP 401")),
        Case("that is not there", .init(status: 404), fails("HTTP 404")),
        Case("that is gone", .init(status: 410), .gone(reason: "HTTP 410")),
        Case("that finds it too large", .init(status: 413), .refused(reason: "HTTP 413")),
        Case("that has too much", .init(status: 429), fails("HTTP 429", after: .seconds(60))),
        Case(
            "that asks for a pause", .init(status: 429, headers: [("Retry-After", "90")]),
            fails("HTTP 429", after: .seconds(90))),
        Case("that breaks", .init(status: 500), fails("HTTP 500")),
        Case("that is away", .init(status: 503), fails("HTTP 503")),
        Case(
            "that is away for a second", .init(status: 503, headers: [("Retry-After", "0")]),
            fails("HTTP 503", after: .seconds(1))),
        Case(
            "that hangs", .raw([(.seconds(60), [])]), fails("not finished within 1.0 seconds")),
        Case(
            "that drips its header",
            .raw(
                "HTTP/1.1 200 OK\r\nX: ".utf8.map { (.zero, [$0]) }
                    + (0..<600).map { _ in (.milliseconds(100), [0x78]) }),
            fails("not finished within 1.0 seconds")),
        Case(
            "that drips its body",
            .raw(
                [(.zero, Array("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n".utf8))]
                    + (0..<600).map { _ in (.milliseconds(100), [0x78]) }),
            .delivered),
        Case(
            "whose body never ends",
            .endless("HTTP/1.1 500 Oops\r\n\r\n", Array(repeating: 0x78, count: 9000)),
            fails("HTTP 500: " + String(repeating: "x", count: 120) + "…")),
        Case(
            "that ends the connection", .raw([]),
            fails("no connection to 127.0.0.1: it closed without an answer")),
        Case(
            "that resets the connection", .raw([], isReset: true),
            fails("no connection to 127.0.0.1: it broke off")),
        Case(
            "that speaks no HTTP", .raw([(.zero, Array("200 OK\r\n\r\n".utf8))]),
            fails(
                "the server does not speak HTTP as it should: Received HTTP/0.9 when not allowed")),
    ]

    @Test("is understood", arguments: cases)
    func outcomes(_ test: Case) async throws {
        let server = try LoopbackServer { _ in test.reply }
        defer { server.stop() }
        let client = try Samples.client()
        let webhook = try Webhook(
            name: "hook", url: server.url, secrets: [], timeout: .seconds(1), client: client)
        #expect(await webhook.deliver([Samples.event()], now: Samples.moment) == test.outcome)
        await client.shutdown()
    }

    @Test("that answers too late gets the same id and body again") func late() async throws {
        let count = Mutex(0)
        let server = try LoopbackServer(isRecording: true) { _ in
            let number = count.withLock { count in
                count += 1
                return count
            }
            return number == 1 ? .raw([(.seconds(60), [])]) : .init(status: 204)
        }
        defer { server.stop() }
        let client = try Samples.client()
        let webhook = try Webhook(
            name: "hook", url: server.url, secrets: [], timeout: .seconds(1), client: client)
        let digest = [
            Samples.event(id: "evt_a", sequence: 1), Samples.event(id: "evt_b", sequence: 2),
        ]
        #expect(
            await webhook.deliver(digest, now: Samples.moment)
                == Self.fails("not finished within 1.0 seconds"))
        #expect(
            await webhook.deliver(digest, now: Samples.moment + .seconds(300)) == .delivered)
        #expect(Set(server.requests.map(\.body)).count == 1)
        #expect(Set(server.requests.map { $0.headers["webhook-id"] }).count == 1)
        await client.shutdown()
    }
}

@Suite("What a receiver says") struct SecretMaskTests {
    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let path: String
        var headers: [String] = []
        let said: String
        let shown: String
    }

    static let cases = [
        Case(
            testDescription: "the whole path", path: "/services/T0/B0/hunter2hunter2",
            said: "no /services/T0/B0/hunter2hunter2 here", shown: "no /*** here"),
        Case(
            testDescription: "a part of the path", path: "/services/T0/B0/hunter2hunter2",
            said: "services has no token hunter2hunter2", shown: "services has no token ***"),
        Case(
            testDescription: "a parameter", path: "/hook?desk=foreign&key=hunter2hunter2",
            said: "key hunter2hunter2 of desk foreign", shown: "key *** of desk foreign"),
        Case(
            testDescription: "a header, and its last word", path: "/hook",
            headers: ["Bearer hunter2hunter2"],
            said: "bad: Bearer hunter2hunter2; hunter2hunter2", shown: "bad: ***; ***"),
        Case(
            testDescription: "words that are no secret", path: "/webhooks/rejoinder",
            headers: ["foreign"], said: "rejoinder takes no webhooks",
            shown:
                "rejoinder takes no webhooks"),
    ]

    @Test("is told without secrets", arguments: cases) func masks(_ test: Case) async throws {
        let said = test.said
        let server = try LoopbackServer { _ in .init(status: 500, body: Array(said.utf8)) }
        defer { server.stop() }
        let client = try Samples.client()
        var headers = HeaderFields()
        for (index, value) in test.headers.enumerated() {
            try headers.append("X-Own-\(index)", value)
        }
        let hook = try Webhook(
            name: "hook", url: server.url + test.path, secrets: [], headers: headers,
            client: client)
        #expect(
            await hook.deliver([Samples.event()], now: Samples.moment)
                == .retry(after: nil, reason: "HTTP 500: \(test.shown)"))
        await client.shutdown()
    }
}
