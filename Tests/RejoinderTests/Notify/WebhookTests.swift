import Foundation
import HTTP
import Signing
import Synchronization
import Testing

@testable import Rejoinder

@Suite("A webhook") struct WebhookTests {
    static let secret = "whsec_" + Base64.encode(Array("a secret of thirty-two bytes, say".utf8))

    @Test(
        "is verified by an independent implementation, after failures too",
        .enabled(if: ReceiverProcess.python != nil, ReceiverProcess.missing))
    func verified() async throws {
        let receiver = try ReceiverProcess(secret: Self.secret, failures: 2)
        defer { receiver.stop() }
        let client = try Samples.client()
        let webhook = try Webhook(
            name: "hook", url: receiver.url, secrets: [WebhookSecret(Self.secret)], client: client)
        let event = Samples.event(data: .members(["title": .string("Ж \u{7F} \"“x”\" \n")]))
        var outcomes: [DeliveryOutcome] = []
        for attempt in 0..<3 {
            outcomes.append(await webhook.deliver([event], now: Samples.now + .seconds(attempt)))
        }
        #expect(
            outcomes == [
                .retry(after: nil, reason: "HTTP 500"), .retry(after: nil, reason: "HTTP 500"),
                .delivered,
            ])
        let records = try receiver.records()
        #expect(records.map(\.verdict) == ["failed", "failed", "accepted"])
        #expect(Set(records.map(\.id)) == ["evt_sample"])
        #expect(Set(records.map(\.body)).count == 1)
        #expect(Set(records.map(\.timestamp)).count == 3)
        await client.shutdown()
    }

    @Test(
        "signs with every secret, so that a receiver may change to the new one when it likes",
        .enabled(if: ReceiverProcess.python != nil, ReceiverProcess.missing))
    func rotation() async throws {
        let other = "whsec_" + Base64.encode(Array(repeating: 9, count: 24))
        let client = try Samples.client()
        for secret in [Self.secret, other] {
            let receiver = try ReceiverProcess(secret: secret)
            defer { receiver.stop() }
            let both = try Webhook(
                name: "hook", url: receiver.url,
                secrets: [WebhookSecret(Self.secret), WebhookSecret(other)], client: client)
            let events = [Samples.event()]
            #expect(await both.deliver(events, now: Samples.now) == .delivered)
            let late = Samples.now - .seconds(600)
            #expect(await both.deliver(events, now: late) != .delivered)
            let stranger = try Webhook(
                name: "hook", url: receiver.url,
                secrets: [WebhookSecret("whsec_" + Base64.encode(.init(repeating: 1, count: 32)))],
                client: client)
            #expect(await stranger.deliver(events, now: Samples.now) != .delivered)
            #expect(
                try receiver.records().map { $0.verdict.prefix(8) } == [
                    "accepted", "refused:", "refused:",
                ])
        }
        await client.shutdown()
    }

    @Test("sends the same body each time, with its own headers and the configured ones")
    func request() async throws {
        let seen = Mutex<[LoopbackServer.Request]>([])
        let server = try LoopbackServer { request in
            seen.withLock { $0.append(request) }
            return LoopbackServer.Reply(status: 202)
        }
        defer { server.stop() }
        let client = try Samples.client()
        let webhook = try Webhook(
            name: "hook", url: server.url + "/a?b=c", secrets: [WebhookSecret(Self.secret)],
            headers: HeaderFields(["authorization": "Bearer t"]), client: client)
        let event = Samples.event(data: .members(["n": .int(1)]))
        for attempt in 0..<2 {
            let now = Samples.moment + .seconds(attempt * 300)
            #expect(await webhook.deliver([event], now: now) == .delivered)
        }
        let requests = seen.withLock { $0 }
        #expect(requests.map(\.method) == ["POST", "POST"])
        #expect(requests.map(\.target) == ["/a?b=c", "/a?b=c"])
        #expect(requests.map(\.body) == Array(repeating: WireEvent.bytes(for: event), count: 2))
        #expect(
            requests.map { $0.headers["content-type"] } == ["application/json", "application/json"])
        #expect(requests.map { $0.headers["authorization"] } == ["Bearer t", "Bearer t"])
        #expect(requests.map { $0.headers["webhook-id"] } == ["evt_sample", "evt_sample"])
        #expect(requests.map { $0.headers["webhook-timestamp"] } == ["1748976300", "1748976600"])
        await client.shutdown()
    }

    @Test("never follows a redirect, and says where to put the new address")
    func redirect() async throws {
        let requests = Mutex(0)
        let server = try LoopbackServer { request in
            requests.withLock { $0 += 1 }
            return LoopbackServer.Reply(status: 308, headers: [("location", "/elsewhere")])
        }
        defer { server.stop() }
        let client = try Samples.client()
        let webhook = try Webhook(
            name: "hook", url: server.url, secrets: [WebhookSecret(Self.secret)], client: client)
        #expect(
            await webhook.deliver([Samples.event()], now: Samples.moment)
                == .retry(
                    after: nil,
                    reason: "HTTP 308: a webhook's redirects are not followed; "
                        + "set `url` to where the receiver is now"))
        #expect(requests.withLock { $0 } == 1)
        await client.shutdown()
    }

    struct Body: CustomTestStringConvertible {
        let testDescription: String
        let reply: LoopbackServer.Reply
        let isTaken: Bool

        init(_ what: String, _ reply: LoopbackServer.Reply, isTaken: Bool = true) {
            (testDescription, self.reply, self.isTaken) = (what, reply, isTaken)
        }
    }

    static let bodies = [
        Body("a megabyte", .init(body: Array(repeating: 0x78, count: 1 << 20))),
        Body(
            "more than 16 KiB without a length",
            .endless("HTTP/1.1 200 OK\r\n\r\n", Array(repeating: 0x78, count: 9000))),
        Body(
            "an end before its length",
            .raw([(.zero, Array("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nshort".utf8))])),
        Body(
            "an end that never comes",
            .raw([
                (.zero, Array("HTTP/1.1 204 OK\r\nContent-Length: 9\r\n\r\n".utf8)),
                (.seconds(60), []),
            ])),
        Body(
            "an encoding that it has not",
            .init(headers: [("Content-Encoding", "gzip")], body: Array("plain".utf8))),
        Body(
            "no end of the header",
            .raw([(.zero, Array("HTTP/1.1 200 OK\r\nContent-Len".utf8))]), isTaken: false),
        Body(
            "an interim answer alone",
            .raw([(.zero, Array("HTTP/1.1 103 Early Hints\r\n\r\n".utf8))]), isTaken: false),
        Body("no HTTP", .raw([(.zero, Array("200 OK\r\n\r\n".utf8))]), isTaken: false),
        Body(
            "a failure, and a megabyte",
            .init(status: 500, body: Array(repeating: 0x78, count: 1 << 20)), isTaken: false),
    ]

    @Test("is answered by the status, whatever its body is", arguments: bodies)
    func large(body: Body) async throws {
        let server = try LoopbackServer { _ in body.reply }
        defer { server.stop() }
        let client = try Samples.client()
        let webhook = try Webhook(
            name: "hook", url: server.url, secrets: [], timeout: .seconds(2), client: client)
        let outcome = await webhook.deliver([Samples.event()], now: Samples.moment)
        #expect((outcome == .delivered) == body.isTaken, "\(outcome)")
        await client.shutdown()
    }

    @Test("that nobody listens to is tried again")
    func refused() async throws {
        let server = try LoopbackServer { _ in LoopbackServer.Reply() }
        let url = server.url
        server.stop()
        let client = try Samples.client()
        let webhook = try Webhook(
            name: "hook", url: url, secrets: [WebhookSecret(Self.secret)], client: client)
        let outcome = await webhook.deliver([Samples.event()], now: Samples.moment)
        guard case .retry(after: nil, let reason) = outcome else {
            Issue.record("not to be tried again: \(outcome)")
            return
        }
        #expect(reason.hasPrefix("no connection to 127.0.0.1"))
        await client.shutdown()
    }

    @Test(
        "takes no header that is its own, nor one that breaks the line",
        arguments: ["webhook-id", "Webhook-Signature", "Content-Type", "HOST", "webhook-x"])
    func reserved(header: String) async throws {
        let client = try Samples.client()
        #expect(throws: NotifyError.reservedHeader(header)) {
            var headers = HeaderFields()
            try headers.append(header, "x")
            _ = try Webhook(
                name: "hook", url: "https://example.org", secrets: [WebhookSecret(Self.secret)],
                headers: headers, client: client)
        }
        #expect(throws: TransferError.invalidHeader(name: "x")) {
            try HeaderFields(["x": "a\r\nwebhook-id: b"])
        }
        await client.shutdown()
    }
}

@Suite("What a receiver's answer means") struct WebhookVerdictTests {
    struct Answer: CustomTestStringConvertible {
        let testDescription: String
        let status: Int
        var retryAfter: String?
        var body = ""
        let outcome: DeliveryOutcome
    }

    static let answers = [
        Answer(testDescription: "200 accepts", status: 200, outcome: .delivered),
        Answer(testDescription: "299 accepts", status: 299, body: "x", outcome: .delivered),
        Answer(
            testDescription: "410 wants nothing more", status: 410, body: "Gone\r\n fishing",
            outcome: .gone(reason: "HTTP 410: Gone fishing")),
        Answer(
            testDescription: "429 with seconds", status: 429, retryAfter: "120",
            outcome: .retry(after: .seconds(120), reason: "HTTP 429")),
        Answer(
            testDescription: "503 with a date", status: 503,
            retryAfter: "Tue, 03 Jun 2025 18:50:00 GMT",
            outcome: .retry(after: .seconds(300), reason: "HTTP 503")),
        Answer(
            testDescription: "429 with no idea", status: 429, retryAfter: "soon",
            outcome: .retry(after: .seconds(60), reason: "HTTP 429")),
        Answer(
            testDescription: "429 with nothing", status: 429,
            outcome: .retry(after: .seconds(60), reason: "HTTP 429")),
        Answer(
            testDescription: "503 with nothing", status: 503,
            outcome: .retry(after: nil, reason: "HTTP 503")),
        Answer(
            testDescription: "429 with years", status: 429, retryAfter: "99999999",
            outcome: .retry(after: .seconds(86_400), reason: "HTTP 429")),
        Answer(
            testDescription: "404 may be a slip", status: 404,
            outcome: .retry(after: nil, reason: "HTTP 404")),
        Answer(
            testDescription: "500 has no say in when", status: 500, retryAfter: "120",
            outcome: .retry(after: nil, reason: "HTTP 500")),
        Answer(
            testDescription: "400 refuses this one event", status: 400,
            body: "bad \u{1B}[31msignature\u{202E}",
            outcome: .refused(reason: "HTTP 400: bad \\x1b[31msignature\\u{202e}")),
    ]

    @Test("follows from status and Retry-After", arguments: answers)
    func verdict(_ answer: Answer) {
        #expect(
            WebhookVerdict.outcome(
                status: answer.status, retryAfter: answer.retryAfter,
                said: { answer.body }, now: Samples.moment) == answer.outcome)
    }
}

@Suite("A webhook's secret") struct WebhookSecretTests {
    @Test("is Base64 after whsec_, or else the bytes as they are; a line break ends it")
    func reading() throws {
        let key = Array("0123456789abcdef01234567".utf8)
        #expect(try WebhookSecret("whsec_" + Base64.encode(key) + "\n").key == .hmac(key))
        #expect(try WebhookSecret("0123456789abcdef01234567\r\n").key == .hmac(key))
    }

    @Test("is refused when it is weak or damaged")
    func refusing() {
        #expect(throws: NotifyError.secretTooShort(bytes: 23, minimum: 24)) {
            try WebhookSecret(String(repeating: "x", count: 23) + "\n")
        }
        #expect(throws: NotifyError.secretTooShort(bytes: 0, minimum: 24)) {
            try WebhookSecret("whsec_")
        }
        #expect(throws: NotifyError.secretNotBase64("whsec_")) { try WebhookSecret("whsec_a b") }
        #expect(
            "\(NotifyError.secretTooShort(bytes: 3, minimum: 24))"
                == "the secret has 3 bytes and needs 24; make one with "
                + "`echo whsec_$(openssl rand -base64 32)`")
    }

    @Test("never shows itself")
    func hidden() throws {
        let secret = try WebhookSecret("correct horse battery staple")
        var dumped = ""
        dump(secret, to: &dumped)
        for text in ["\(secret)", String(reflecting: secret), "\([secret])", dumped] {
            #expect(!text.contains("horse") && !text.contains("104"))
        }
    }
}
