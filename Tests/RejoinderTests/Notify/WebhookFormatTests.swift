import Foundation
import HTTP
import Testing

@testable import Rejoinder

@Suite("A webhook for a chat") struct WebhookFormatTests {
    static let link = "https://news.example/2026/a?x=1&y=<2>|3"

    /// Events with all that a feed may try.
    static var events: [Event] {
        let nasty = "<!channel> *b* `c` & </b> \u{202E}\u{7} @here :smile: \u{FFFF}"
        let long = String(repeating: "A sentence <of> a & long text. ", count: 4000)
        let change = JSONValue.members([
            "fields": .array([]),
            "sentences": .array(
                (0..<40).map { number in
                    .members([
                        "level": .string("major"), "kind": .string("changed"),
                        "before": .string("\(number) \(nasty)"), "after": .string(long),
                    ])
                }),
        ])
        func data(_ title: String, _ more: KeyValuePairs<String, JSONValue?> = [:]) -> JSONValue {
            guard
                case .object(let own) = JSONValue.members([
                    "feed": .members([
                        "name": .string("news"), "url": .string("https://news.example/feed"),
                    ]),
                    "entry": .members(["title": .string(title), "link": .string(link)]),
                ]), case .object(let others) = JSONValue.members(more)
            else { return .null }
            return .object(own + others)
        }
        return [
            Samples.event(id: "evt_a", data: data("Ministers meet")),
            Samples.event(id: "evt_b", data: data(nasty)),
            Samples.event(.entryUpdated, id: "evt_c", data: data(long, ["change": change])),
            Samples.event(.feedFailing, id: "evt_d"),
            Samples.event(
                .inquiryAnswered, id: "evt_e",
                data: data(
                    "Who knew?",
                    [
                        "inquiry": .members([
                            "id": .string("inq_a"), "subject": .string(nasty),
                            "institution": .members(["name": .string("NATO <b>")]),
                        ]),
                        "response": .members([
                            "quote": .string(long), "link": .string("https://nato.example/r?a&b"),
                        ]),
                    ])),
            Samples.event(.deliveryDisabled, id: "evt_f"),
        ]
    }

    /// Each event alone, and digests of few, many, and more than there is room for.
    static var messages: [[Event]] {
        let many = (0..<30).flatMap { _ in events }
        return events.map { [$0] } + [events, Array(many.prefix(60)), many]
    }

    static let formats: [(String, WebhookFormat)] = [
        ("slack", .slack), ("ntfy", .ntfy(topic: "desk")), ("apprise", .apprise(tag: nil)),
        ("apprise", .apprise(tag: "desk")),
    ]

    @Test(
        "is taken by an implementation that is not ours",
        .enabled(if: ReceiverProcess.python != nil, ReceiverProcess.missing), arguments: formats)
    func valid(name: String, format: WebhookFormat) throws {
        let lines = Self.messages.map(format.body)
        let read = try PythonTool.run(
            "validate_messages.py", [name], input: Array(lines.joined(separator: [0x0A])))
        #expect(read.output == "\n")
        #expect(read.isGood)
        let broken = String(decoding: lines[0], as: UTF8.self)
            .replacingOccurrences(of: "\"header\"", with: "\"heading\"")
            .replacingOccurrences(of: "\"topic\":\"desk\"", with: "\"topic\":\"de sk\"")
            .replacingOccurrences(of: "\"type\":\"info\"", with: "\"type\":\"news\"")
        #expect(
            try !PythonTool.run("validate_messages.py", [name], input: Array(broken.utf8)).isGood)
    }

    @Test("keeps the link whatever it cuts", arguments: formats)
    func links(name: String, format: WebhookFormat) throws {
        let safe = "https://news.example/2026/a?x=1&y=%3c2%3e%7c3"
        for event in Self.events where event.id != "evt_d" && event.id != "evt_f" {
            let link = event.id == "evt_e" ? "https://nato.example/r?a&b" : safe
            let shown = format == .slack ? "<\(SlackMessage.escaped(link))>" : link
            let body = try JSONValue(parsing: format.body([event]))
            #expect(Self.texts(body).contains { $0.contains(shown) }, "\(event.id)")
        }
        let digest = try JSONValue(parsing: format.body(Self.events))
        let text = Self.texts(digest).joined(separator: "\n")
        let shown = format == .slack ? SlackMessage.escaped(safe) : safe
        #expect(text.components(separatedBy: shown).count == 4)
    }

    @Test("says what happened, the news first") func words() throws {
        let body = try JSONValue(parsing: WebhookFormat.ntfy(topic: "desk").body([Self.events[4]]))
        #expect(body["topic"] == .string("desk"))
        #expect(body["title"] == .string("NATO <b> has answered"))
        #expect(body["priority"] == .int(4))
        #expect(
            body["tags"] == .array([.string("white_check_mark"), .string("inquiry.answered")]))
        #expect(body["click"] == .string("https://nato.example/r?a&b"))
        let message = try #require(body["message"]?.stringValue)
        #expect(message.hasPrefix("on: <!channel> *b*"))
        #expect(message.contains("“A sentence <of> a & long text."))
        #expect(!message.contains("\u{202E}") && !message.contains("\u{7}"))
        let other = try JSONValue(parsing: WebhookFormat.apprise(tag: "x").body([Self.events[5]]))
        #expect(other["type"] == .string("failure"))
        #expect(other["tag"] == .string("x"))
    }

    @Test("says how many events a digest has no room for") func rest() throws {
        let many = (0..<300).map { number in
            Samples.event(
                id: "evt_\(number)",
                data: .members([
                    "entry": .members([
                        "title": .string("Number \(number)"),
                        "link": .string("https://a.example/\(number)"),
                    ])
                ]))
        }
        for (_, format) in Self.formats {
            let body = try JSONValue(parsing: format.body(many))
            let text = Self.texts(body).joined(separator: "\n")
            let shown = (0..<300).filter { number in
                text.contains("New: Number \(number)\n") || text.contains("Number \(number) <")
            }
            #expect(shown == Array(0..<shown.count))
            #expect((15..<300).contains(shown.count))
            #expect(text.contains("and \(300 - shown.count) more: `rejoinder log` has them"))
        }
    }

    @Test("mentions nobody in Slack, and follows no markup of a feed's") func slack() throws {
        for events in Self.messages {
            let body = try JSONValue(parsing: WebhookFormat.slack.body(events))
            for text in Self.texts(body) {
                let marked = text.components(separatedBy: "<").dropFirst()
                #expect(marked.allSatisfy { $0.hasPrefix("https://") }, "\(text)")
            }
        }
    }

    @Test("keeps within what Slack takes, however much is escaped") func slackLimits() throws {
        let marks = String(repeating: "&<>", count: 200)
        let heavy = (0..<40).map { number in
            Samples.event(
                .entryUpdated, id: "evt_\(number)",
                data: .members([
                    "entry": .members([
                        "title": .string(marks + "\(number)"),
                        "link": .string("https://a.example/\(number)?" + marks),
                    ]),
                    "change": .members([
                        "sentences": .array(
                            (0..<12).map { _ in
                                .members([
                                    "level": .string("major"), "kind": .string("changed"),
                                    "before": .string(marks), "after": .string(marks + marks),
                                ])
                            })
                    ]),
                ]))
        }
        for events in Self.messages + [[heavy[0]], Array(heavy.prefix(3)), heavy] {
            let body = try JSONValue(parsing: WebhookFormat.slack.body(events))
            let blocks = body["blocks"]?.arrayValue ?? []
            #expect((1...50).contains(blocks.count))
            for block in blocks {
                let text = block["text"]?["text"]?.stringValue
                let length = text?.utf16.count ?? 1
                switch block["type"]?.stringValue {
                case "header": #expect((1...150).contains(length))
                case "section": #expect((1...3000).contains(length), "\(events.count) events")
                case "context":
                    let elements = block["elements"]?.arrayValue ?? []
                    #expect((1...10).contains(elements.count))
                    for element in elements {
                        let length = element["text"]?.stringValue?.utf16.count ?? 0
                        #expect((1...3000).contains(length))
                    }
                default: Issue.record("another block: \(block)")
                }
            }
            let all = Self.texts(.array(blocks)).reduce(0) { $0 + $1.utf16.count }
            #expect(all <= 13_000, "\(events.count) events")
        }
    }

    @Test("posts what nothing signs, with the headers of the configuration") func posts()
        async throws
    {
        let server = try LoopbackServer(isRecording: true) { _ in .init(status: 200) }
        defer { server.stop() }
        let client = try Samples.client()
        let sink = try Webhook(
            name: "chat", url: server.url, format: .ntfy(topic: "desk"), secrets: [],
            headers: HeaderFields(["authorization": "Bearer tk_x"]), client: client)
        #expect(await sink.deliver(Self.events, now: Samples.moment) == .delivered)
        #expect(
            await sink.deliver(Self.events, now: Samples.moment + .seconds(60)) == .delivered)
        let requests = server.requests
        #expect(Set(requests.map(\.body)).count == 1)
        #expect(requests.allSatisfy { $0.headers["authorization"] == "Bearer tk_x" })
        #expect(requests.allSatisfy { $0.headers["webhook-signature"] == nil })
        await client.shutdown()
    }

    @Test("is not delivered where Apprise has nobody to tell") func nobody() {
        let none = WebhookVerdict.outcome(
            status: 204, format: .apprise(tag: nil), retryAfter: nil, now: Samples.moment)
        #expect(
            none
                == .retry(
                    after: nil,
                    reason: "HTTP 204: Apprise has nobody to notify under this key or tag"))
        #expect(
            WebhookVerdict.outcome(
                status: 204, format: .slack, retryAfter: nil, now: Samples.moment)
                == .delivered)
    }

    /// Every text in the value.
    private static func texts(_ value: JSONValue) -> [String] {
        switch value {
        case .string(let text): [text]
        case .array(let values): values.flatMap(texts)
        case .object(let members): members.map(\.value).flatMap(texts)
        default: []
        }
    }
}

@Suite("An address from outside") struct LinkTextTests {
    @Test(
        "is a link only if it is one of the web, and holds nothing that ends it",
        arguments: [
            ("https://a.example/ü?q=1&r=2#f", "https://a.example/ü?q=1&r=2#f"),
            ("HTTP://a.example/", "HTTP://a.example/"),
            ("https://a.example/\"><script>", "https://a.example/%22%3e%3cscript%3e"),
            (
                "https://a.example/a b\nc|d`{}\\^\u{202E}",
                "https://a.example/a%20b%0ac%7cd%60%7b%7d%5c%5e%e2%80%ae"
            ),
            ("javascript:alert(1)", nil), ("data:text/html,x", nil), ("", nil),
            ("//a.example", nil),
            (" https://a.example/", nil),
        ] as [(String, String?)])
    func safe(text: String, link: String?) { #expect(LinkText.safe(text) == link) }
}
