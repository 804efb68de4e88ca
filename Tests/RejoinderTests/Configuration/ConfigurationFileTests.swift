import Foundation
import Testing

@testable import Rejoinder

@Suite("A configuration file") struct ConfigurationFileTests {
    @Test("needs nothing but feeds; all else has its default") func defaults() throws {
        let file = try TemporaryConfiguration("feeds: [{url: https://www.a.example/f}]\n")
        let read = try file.load().configuration
        var expected = Configuration()
        expected.feeds = [Configuration.Feed(name: "a.example", url: "https://www.a.example/f")]
        #expect(read == expected)
    }

    @Test("gives every value its place") func everything() throws {
        let file = try TemporaryConfiguration(Self.full)
        for name in ["k", "p", "h", "q"] { try file.add(name, String(repeating: name, count: 24)) }
        let read = try file.load().configuration
        #expect(read == Self.expected(folder: file.folder.path))
    }

    @Test("takes its ledger from the state directory that the service manager made")
    func stateDirectory() throws {
        let file = try TemporaryConfiguration("feeds: []\n")
        let environment = ["STATE_DIRECTORY": "/var/lib/a:/var/lib/b"]
        #expect(try file.load(environment).configuration.ledger == "/var/lib/a/rejoinder.sqlite")
    }

    @Test(
        "counts relative paths from its own folder",
        arguments: [("data/x.sqlite", "/data/x.sqlite"), ("./x.sqlite", "/x.sqlite")])
    func relative(path: String, expected: String) throws {
        let file = try TemporaryConfiguration("feeds: []\nledger: \(path)\n")
        #expect(try file.load().configuration.ledger == file.folder.path + expected)
    }

    @Test("may leave sections empty, begin with a byte order mark and end lines as Windows does")
    func lenience() throws {
        let text = "\u{FEFF}feeds:\r\nsinks:\r\npoll:\r\nlog: ~\r\n"
        #expect(try TemporaryConfiguration(text).load().configuration == Configuration())
    }

    @Test("may repeat a part by an alias") func alias() throws {
        let file = try TemporaryConfiguration(
            "feeds:\n  - {url: https://a.example/, tags: &t [x]}\n"
                + "  - {url: https://b.example/, tags: *t}\n")
        #expect(try file.load().configuration.feeds.map(\.tags) == [["x"], ["x"]])
    }

    @Test("is refused when its aliases stand for billions of values") func aliasBomb() throws {
        let tags = "[" + Array(repeating: "x", count: 1000).joined(separator: ",") + "]"
        let feeds = (0..<1000).map { "  - {name: f\($0), url: https://a.example/, tags: *t}\n" }
        let file = try TemporaryConfiguration(
            "feeds:\n  - {url: https://a.example/, tags: &t \(tags)}\n" + feeds.joined()
                + "  - {this: is not reached}\n")
        let faults = file.faults()
        #expect(faults.count == 1)
        #expect(
            faults.first?.hasSuffix("more than 500000 values, counting aliases in full") == true)
    }

    @Test("tells at most a thousand faults") func manyFaults() throws {
        let file = try TemporaryConfiguration(
            "feeds:\n" + String(repeating: "  - {nmae: x}\n", count: 5000))
        #expect(file.faults().count == 1000)
    }

    @Test("may list thousands of feeds") func manyFeeds() throws {
        let feeds = (0..<6000).map {
            "  - {name: feed-\($0), url: https://host-\($0).example/feed, interval: 1h}\n"
        }
        let file = try TemporaryConfiguration("feeds:\n" + feeds.joined())
        #expect(try file.load().configuration.feeds.count == 6000)
    }

    @Test("has defaults that give way to what is written beside them")
    func givingWay() throws {
        func poll(_ text: String) throws -> Configuration.Poll {
            try TemporaryConfiguration("poll: {\(text)}\nfeeds: []\n").load().configuration.poll
        }
        #expect(try poll("maximum: 10m").interval == .seconds(600))
        #expect(try poll("minimum: 30m").interval == .seconds(1800))
        #expect(try poll("minimum: 2d").maximum == .seconds(2 * 86_400))
        #expect(try poll("minimum: 2d").interval == .seconds(2 * 86_400))
        #expect(try poll("timeout: 5s").connectTimeout == .seconds(5))
        #expect(try poll("jitter: 0.2").interval == Configuration.Poll().interval)
    }

    @Test("is warned of an address and of a name that two have") func twice() throws {
        let file = try TemporaryConfiguration(
            """
            contact: a@b.org
            sinks: [{name: s, type: stdout}]
            feeds:
              - {name: a, url: "https://a.example"}
              - {name: b, url: "HTTPS://A.example:443/"}
              - {name: c, url: "https://a.example/?all"}
            institutions:
              - {key: uk, name: Foreign Office, names: [FCDO, foreign office]}
              - {key: de, name: Auswärtiges Amt, names: [MFA, Foreign OFFICE]}
            """)
        let warnings = try file.load().warnings.map { "\($0.line):\($0.column) \($0.message)" }
        #expect(
            warnings == [
                "5:20 feeds[].url: is the address of \"a\" in line 4, too: both are polled, and "
                    + "everything is told twice",
                "9:51 institutions[]: \"Foreign OFFICE\" is a name of \"uk\" in line 8, too: a text "
                    + "that uses it cannot tell them apart",
            ])
    }

    @Test("is warned of what is allowed and yet worth a look") func warnings() throws {
        let file = try TemporaryConfiguration(
            """
            feeds:
              - {url: http://a.example/, interval: 2m}
              - {url: http://127.0.0.1:8080/, name: local}
              - {url: "https://[fd00::1]/", ignore: [{selector: x}]}
              - {url: "https://c.example/?feed=rss2&auth_token=T0k3n"}
            network: {allow: ["127.0.0.1:8080"]}
            sinks:
              - {name: a, type: webhook, url: http://b.example/, unsigned: true}
              - {name: b, type: webhook, url: http://localhost:8081/, unsigned: true}
            """)
        let warnings = try file.load().warnings.map { "\($0.line):\($0.column) \($0.message)" }
        #expect(
            warnings == [
                "1:1 contact: add your own; without it, a site's operator who minds being "
                    + "polled can only block you",
                "2:11 feeds[].url: http is not encrypted: what is read can be changed on the way; "
                    + "use https if the site offers it",
                "2:40 feeds[].interval: most sites do not welcome polls more often than every 5m; "
                    + "while an inquiry is open, feeds are polled more often anyway",
                "4:11 feeds[].url: is not on the public Internet and will be refused; if you mean "
                    + "it, add \"[fd00::1]:443\" to network.allow",
                "5:11 feeds[].url: auth_token looks like a secret: events and listings leave out "
                    + "its value, but this file and the ledger hold it; move it to a file that "
                    + "secret_query_file names",
                "8:35 sinks[].url: http is not encrypted: others on the way can read the events",
                "8:64 sinks[].unsigned: the receiver cannot know who sent an event; give it a "
                    + "secret_file",
                "9:35 sinks[].url: is not on the public Internet and will be refused; if you mean "
                    + "it, add \"127.0.0.1:8081\" to network.allow",
                "9:69 sinks[].unsigned: the receiver cannot know who sent an event; give it a "
                    + "secret_file",
            ])
    }

    @Test("that watches nothing and tells nobody is warned of") func emptiness() throws {
        let warnings = try TemporaryConfiguration("contact: a@b.org\nfeeds: []\n").load().warnings
        #expect(
            warnings.map(\.message) == [
                "no sinks: events are recorded, but nobody is told", "no feeds: nothing is polled",
            ])
    }
}

extension ConfigurationFileTests {
    static let full = """
        ledger: /srv/r.sqlite
        contact: https://desk.org/bot
        poll:
          {interval: 10m, minimum: 2m, maximum: 1w, jitter: 0.2, timeout: 90s, connect_timeout: 5s,
           max_bytes: 2MiB, concurrency: 8, per_host: 1, host_spacing: 3s, budget: 500, host_budget: 60}
        network: {proxy: "http://proxy.org:3128", allow: ["[::1]:8080"], ca_file: ca.pem}
        inquiry: {deadline: 2d, due_before: 1h, repeat_overdue: 1d, open_from_text: false, open_within: 2w,
          open_above: 0.8, doubt_above: 0.5, answer: propose, open_for: organisations}
        statements: all
        delivery: {drain: 5s}
        log: {level: debug, format: journal}
        institutions: [{key: nato, name: NATO, names: [NATO, НАТО]}]
        feeds:
          - url: https://a.org/f
            name: a
            institution: nato
            interval: 1h
            language: de
            follow: new
            headers: {Accept-Language: de, X-Key: {secret_file: ./h}}
            username: u
            secret_file: ./p
            secret_query_file: ./q
            enabled: false
            ignore: [{selector: .ad}, {literal: Read more}, {pattern: "* ago"}]
            tags: [x]
            open_from_text: true
            open_within: 1d
            doubt_above: 0.8
            open_for: configured
          - url: https://b.org/f
        inquiries:
          - {name: q, institution: nato, subject: s, topic: [t], feeds: [a], opened: 2026-01-02,
             deadline: 2026-01-03}
          - {name: r, institution: nato, subject: s}
        sinks:
          - {name: o, type: stdout, format: jsonl, types: ["inquiry.*"], feeds: ["*"]}
          - name: w
            type: webhook
            url: https://c.org/
            secret_file: ./k
            headers: {X-A: b}
            timeout: 5s
            levels: [major, minor]
        """

    static func expected(folder: String) -> Configuration {
        var expected = Configuration()
        expected.ledger = "/srv/r.sqlite"
        expected.contact = "https://desk.org/bot"
        expected.poll = poll
        expected.network.proxy = "http://proxy.org:3128"
        expected.network.allow = ["[::1]:8080"]
        expected.network.certificateAuthorities = folder + "/ca.pem"
        expected.inquiry.deadline = .span(.seconds(2 * 86_400))
        expected.inquiry.dueBefore = .seconds(3600)
        expected.inquiry.repeatOverdue = .seconds(86_400)
        expected.inquiry.openFromText = false
        expected.inquiry.openWithin = .seconds(14 * 86_400)
        expected.inquiry.thresholds = thresholds
        expected.inquiry.answer = .propose
        expected.inquiry.openFor = .organisations
        expected.statements = .all
        expected.delivery.drain = .seconds(5)
        expected.log.level = .debug
        expected.log.format = .journal
        expected.institutions = [
            Institution(key: InstitutionKey("nato"), name: "NATO", names: ["NATO", "НАТО"])
        ]
        var second = Configuration.Feed(
            name: "b.org", url: "https://b.org/f", interval: poll.interval)
        second.openFromText = false
        second.openWithin = .seconds(14 * 86_400)
        second.thresholds = thresholds
        second.openFor = .organisations
        expected.feeds = [feed, second]
        expected.inquiries = inquiries
        expected.sinks = sinks
        return expected
    }

    private static var poll: Configuration.Poll {
        var poll = Configuration.Poll()
        poll.interval = .seconds(600)
        poll.minimum = .seconds(120)
        poll.maximum = .seconds(7 * 86_400)
        poll.jitter = 0.2
        poll.timeout = .seconds(90)
        poll.connectTimeout = .seconds(5)
        poll.maxBytes = 2 << 20
        poll.concurrency = 8
        poll.perHost = 1
        poll.hostSpacing = .seconds(3)
        poll.budget = 500
        poll.hostBudget = 60
        return poll
    }

    private static var feed: Configuration.Feed {
        var feed = Configuration.Feed(name: "a", url: "https://a.org/f", interval: .seconds(3600))
        feed.institution = InstitutionKey("nato")
        feed.language = "de"
        feed.follow = .new
        feed.headers = [
            .init(name: "Accept-Language", value: Secret("de")),
            .init(name: "X-Key", value: Secret(String(repeating: "h", count: 24))),
        ]
        feed.credentials = .init(
            username: "u", password: Secret(String(repeating: "p", count: 24)))
        feed.secretQuery = Secret(String(repeating: "q", count: 24))
        feed.enabled = false
        feed.ignore = [.literal("Read more"), .pattern("* ago")]
        if let advertisement = HTMLSelector(".ad") {
            feed.ignore.insert(.selector(advertisement), at: 0)
        }
        feed.tags = ["x"]
        feed.openWithin = .seconds(86_400)
        (feed.thresholds.openAbove, feed.thresholds.doubtAbove) = (0.8, 0.8)
        feed.openFor = .configured
        return feed
    }

    private static var thresholds: CertaintyThresholds {
        var thresholds = CertaintyThresholds()
        (thresholds.openAbove, thresholds.doubtAbove) = (0.8, 0.5)
        return thresholds
    }

    private static var inquiries: [Configuration.DeclaredInquiry] {
        let nato = InstitutionKey("nato")
        // A day is over when the next one begins.
        let end = Timestamp(seconds: 1_767_484_800)
        var first = Configuration.DeclaredInquiry(
            name: "q", institution: nato, subject: "s", deadline: .at(end))
        first.topic = ["t"]
        first.feeds = ["a"]
        first.opened = Timestamp("2026-01-02")
        let second = Configuration.DeclaredInquiry(
            name: "r", institution: nato, subject: "s",
            deadline: .after(.span(.seconds(2 * 86_400))))
        return [first, second]
    }

    private static var sinks: [Configuration.Sink] {
        var output = Configuration.Sink(name: "o", kind: .standardOutput(.jsonl))
        output.types = ["inquiry.*"]
        output.feeds = ["*"]
        var webhook = Configuration.Sink.Webhook(url: "https://c.org/")
        webhook.secrets = [Secret(String(repeating: "k", count: 24))]
        webhook.headers = [.init(name: "X-A", value: Secret("b"))]
        webhook.timeout = .seconds(5)
        var sink = Configuration.Sink(name: "w", kind: .webhook(webhook))
        sink.levels = [.major, .minor]
        return [output, sink]
    }
}
