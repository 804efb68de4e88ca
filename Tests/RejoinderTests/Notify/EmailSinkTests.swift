import Foundation
import HTTP
import Platform
import Synchronization
import Testing

@testable import Rejoinder

@Suite("An e-mail sink", .enabled(if: MailServer.python != nil, MailServer.missing))
struct EmailSinkTests {
    @Test("hands in its mail encrypted and logged in", arguments: ["starttls", "implicit"])
    func encrypted(tls: String) async throws {
        let server = try MailServer(["--tls", tls, "--user", "press", "--password", "se cret:ü"])
        var settings = try Samples.email(
            port: server.port, scheme: tls == "implicit" ? "smtps" : "smtp")
        settings.tls = .required
        settings.username = "press"
        settings.password = Secret("se cret:ü")
        let sink = try EmailSink(
            name: "desk", settings: settings,
            client: Samples.mailClient(authority: server.authority)
        ) { _ in }
        #expect(await sink.deliver([Samples.event()], now: Samples.moment) == .delivered)
        #expect(
            try server.envelopes() == [
                .init(
                    from: "rejoinder@example.org", to: ["desk@example.org"], isEncrypted: true,
                    user: "press")
            ])
        // Every attempt sends the same message.
        #expect(
            await sink.deliver([Samples.event()], now: Samples.moment + .seconds(9)) == .delivered)
        #expect(try server.raw(0) == server.raw(1))
    }

    @Test("never sends without TLS where it is required") func plain() async throws {
        let server = try MailServer(["--user", "press", "--password", "secret"])
        var settings = try Samples.email(port: server.port)
        settings.tls = .required
        let sink = try EmailSink(name: "desk", settings: settings, client: Samples.mailClient()) {
            _ in
        }
        #expect(
            await sink.deliver([Samples.event()], now: Samples.moment)
                == .retry(
                    after: nil,
                    reason: "no secure connection to 127.0.0.1: the server does not offer STARTTLS")
        )
        #expect(try server.envelopes() == [])
    }

    @Test("trusts no certificate of an unknown authority") func authority() async throws {
        let server = try MailServer(["--tls", "starttls"])
        var settings = try Samples.email(port: server.port)
        settings.tls = .required
        let sink = try EmailSink(name: "desk", settings: settings, client: Samples.mailClient()) {
            _ in
        }
        let outcome = await sink.deliver([Samples.event()], now: Samples.moment)
        guard case .retry(after: nil, let reason) = outcome else {
            Issue.record("not to be tried again: \(outcome)")
            return
        }
        #expect(reason.hasPrefix("no secure connection to 127.0.0.1: "))
        #expect(try server.envelopes() == [])
    }

    @Test("connects to no private address that the operator has not allowed")
    func privateAddress() async throws {
        let server = try MailServer()
        let sink = try EmailSink(
            name: "desk", settings: Samples.email(port: server.port),
            client: Samples.mailClient(isOpen: false)
        ) { _ in }
        #expect(
            await sink.deliver([Samples.event()], now: Samples.moment)
                == .retry(
                    after: nil,
                    reason: "127.0.0.1 is not on the public Internet; "
                        + "to allow it, add it to `network.allow`"))
        #expect(try server.envelopes() == [])
    }

    @Test("sends to the recipients that are taken, and warns of the others")
    func someRecipients() async throws {
        let server = try MailServer(["--refuse", "gone@example.org"])
        var settings = try Samples.email(port: server.port)
        settings.to = try ["gone@example.org", "desk@example.org"].map {
            try #require(Mailbox($0))
        }
        let warnings = Mutex<[String]>([])
        let sink = try EmailSink(name: "desk", settings: settings, client: Samples.mailClient()) {
            warning in warnings.withLock { $0.append(warning) }
        }
        #expect(await sink.deliver([Samples.event()], now: Samples.moment) == .delivered)
        #expect(try server.envelopes().map(\.to) == [["desk@example.org"]])
        #expect(
            warnings.withLock { $0 } == [
                "the sink desk: evt_sample@example.org went to others, but not to "
                    + "gone@example.org: 550 5.1.1 no such user"
            ])
    }

    @Test("returns at once when its task is cancelled, whatever the server does")
    func cancelled() async throws {
        let server = try MailServer(replies: ["message=hang"])
        var settings = try Samples.email(port: server.port)
        settings.timeout = .seconds(600)
        let sink = try EmailSink(name: "desk", settings: settings, client: Samples.mailClient()) {
            _ in
        }
        let attempt = Task { await sink.deliver([Samples.event()], now: Samples.moment) }
        attempt.cancel()
        #expect(await attempt.value == .retry(after: nil, reason: "cancelled"))
    }

    @Test("holds up no other sink, however long its server thinks") func independent() async throws
    {
        let server = try MailServer(replies: ["message=hang"])
        let receiver = try LoopbackServer { _ in LoopbackServer.Reply() }
        defer { receiver.stop() }
        let file = try TemporaryConfiguration(
            """
            feeds: []
            network: {allow: [127.0.0.0/8]}
            sinks:
              - {name: desk, type: email, server: "smtp://127.0.0.1:\(server.port)", tls: none,
                 from: a@example.org, to: b@example.org, timeout: 10m}
              - {name: hook, type: webhook, url: "\(receiver.url)", unsigned: true}
            """)
        let configuration = try file.load().configuration
        let client = try configuration.makeClient()
        let sinks = try configuration.makeSinks(
            client: client, output: StreamWriter(.output), isColoured: false)
        let mail = try #require(sinks.first)
        let hook = try #require(sinks.last)
        let attempt = Task { await mail.deliver([Samples.event()], now: Samples.moment) }
        server.waitUntilItHangs()
        #expect(await hook.deliver([Samples.event()], now: Samples.moment) == .delivered)
        attempt.cancel()
        #expect(await attempt.value == .retry(after: nil, reason: "cancelled"))
        await client.shutdown()
    }

    struct Answer: CustomTestStringConvertible {
        let testDescription: String
        let replies: [String]
        let outcome: DeliveryOutcome

        init(_ what: String, _ replies: [String], _ outcome: DeliveryOutcome) {
            (testDescription, self.replies, self.outcome) = (what, replies, outcome)
        }

        init(_ what: String, _ replies: [String], retry reason: String) {
            self.init(what, replies, .retry(after: nil, reason: reason))
        }
    }

    static let answers = [
        Answer("all is well", [], .delivered),
        Answer("no answer to QUIT", ["QUIT=drop"], .delivered),
        Answer("a server that never says goodbye", ["QUIT=hang"], .delivered),
        Answer(
            "busy", ["greeting=421 too many connections"],
            retry: "the server takes no mail now: 421 too many connections"),
        Answer(
            "no service", ["greeting=554 not here"],
            retry: "the server takes no mail now: 554 not here"),
        Answer(
            "a password that is wrong", ["AUTH=535 5.7.8 not hunter22, \u{1B}[31mpress"],
            retry: #"the server refused the login: 535 5.7.8 not ***, \x1b[31mpress"#),
        Answer(
            "a login that is not known", ["EHLO=250-mail.test\\n250 AUTH XOAUTH2"],
            retry: "127.0.0.1 takes no password by AUTH PLAIN or AUTH LOGIN on this connection"),
        Answer(
            "a sender that is refused", ["MAIL=550 5.7.1 who are you"],
            retry: "the server refused the sender: 550 5.7.1 who are you"),
        Answer(
            "a message that is too large", ["MAIL=552 5.3.4 too large"],
            .refused(reason: "the server refused the sender: 552 5.3.4 too large")),
        Answer(
            "greylisting", ["RCPT=450 4.2.0 greylisted"],
            retry: "the server refused every recipient: 450 4.2.0 greylisted"),
        Answer(
            "an unknown recipient", ["RCPT=550-5.1.1 no\\n550 such user"],
            retry: "the server refused every recipient: 550 5.1.1 no such user"),
        Answer(
            "no data now", ["DATA=451 later"], retry: "the server refused the message: 451 later"),
        Answer(
            "a message that is refused for now", ["message=450 4.7.1 later"],
            retry: "the server refused the message: 450 4.7.1 later"),
        Answer(
            "a message that is spam", ["message=550 5.7.1 spam"],
            .refused(reason: "the server refused the message: 550 5.7.1 spam")),
        Answer(
            "a message that is over a quota", ["message=552 full"],
            .refused(reason: "the server refused the message: 552 full")),
        Answer(
            "a transaction that failed", ["message=554 5.6.0 no"],
            .refused(reason: "the server refused the message: 554 5.6.0 no")),
        Answer(
            "a connection that breaks off at once", ["greeting=drop"],
            retry: "no connection to 127.0.0.1: it broke off"),
        Answer(
            "a connection that breaks off after the message", ["message=drop"],
            retry: "no connection to 127.0.0.1: it broke off"),
        Answer(
            "a server that says nothing", ["greeting=hang"],
            retry: "not finished within 2.0 seconds"),
        Answer(
            "a server that thinks for ever", ["message=hang"],
            retry: "not finished within 2.0 seconds"),
    ]

    @Test("is answered by the server's reply", arguments: answers)
    func answered(answer: Answer) async throws {
        let server = try MailServer(replies: answer.replies)
        var settings = try Samples.email(port: server.port)
        settings.username = "press"
        settings.password = Secret("hunter22")
        settings.timeout = .seconds(2)
        let sink = try EmailSink(name: "desk", settings: settings, client: Samples.mailClient()) {
            _ in
        }
        #expect(await sink.deliver([Samples.event()], now: Samples.moment) == answer.outcome)
    }
}
