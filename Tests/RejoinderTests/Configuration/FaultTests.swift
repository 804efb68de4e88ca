import Foundation
import Testing

@testable import Rejoinder

/// A faulty configuration, and all that is said of it.
struct FaultyFile: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let text: String
    let messages: [String]

    init(_ name: String, _ text: String, _ messages: String...) {
        testDescription = name
        self.text = text
        self.messages = messages
    }
}

@Suite("A faulty configuration") struct FaultTests {
    @Test("is told of in full, with line, column and what to write", arguments: all)
    func tells(_ file: FaultyFile) throws {
        #expect(try TemporaryConfiguration(file.text).faults() == file.messages)
    }

    @Test("that is missing names the command that writes one") func missing() {
        #expect(
            throws: ConfigurationError.unreadable(
                file: "/nowhere/c.yaml",
                reason: "there is no such file; `rejoinder init` writes one to start from")
        ) { try ConfigurationFile.load(path: "/nowhere/c.yaml", environment: [:]) }
    }

    @Test("that is a folder is not read") func folder() {
        #expect(
            throws: ConfigurationError.unreadable(
                file: "/tmp", reason: "it is a folder, or the disk is failing")
        ) { try ConfigurationFile.load(path: "/tmp", environment: [:]) }
    }

    @Test("in another encoding is told by line") func encoding() throws {
        let file = try TemporaryConfiguration()
        try file.add("c.yaml", "")
        let bytes: [UInt8] = Array("feeds: []\ncontact: caf".utf8) + [0xE9, 0x0A]
        try Data(bytes).write(to: URL(fileURLWithPath: file.path))
        #expect(file.faults() == ["c.yaml:2:1: not text in UTF-8"])
    }

    static let all = syntax + keys + values + names + sections + sinks + mailAndFiles + routes

    static let syntax = [
        FaultyFile("an empty file", "", #"c.yaml:1:1: missing key "feeds""#),
        FaultyFile(
            "a file that is a list", "- feeds\n",
            "c.yaml:1:1: expected a mapping of keys, found a list"),
        FaultyFile(
            "a tab", "feeds:\n\t- url: https://a.example/\n",
            "c.yaml:2:1: not readable as YAML: while scanning for the next token, found "
                + "character that cannot start any token; indent with spaces, not tabs, and "
                + "quote texts that begin with @, ` or %"),
        FaultyFile(
            "a colon in a text", "contact: a: b\nfeeds: []\n",
            "c.yaml:1:11: not readable as YAML: mapping values are not allowed in this context; "
                + #"quote texts that contain ": ""#),
        FaultyFile(
            "a bracket that is left open", "feeds: [\n",
            "c.yaml:2:1: not readable as YAML: while parsing a flow node, did not find expected "
                + "node content"),
        FaultyFile(
            "a key that stands twice", "feeds: []\nlog: {}\nfeeds: []\n",
            #"c.yaml:1:1: "feeds" appears twice in the same mapping"#),
        FaultyFile(
            "two documents", "feeds: []\n---\nfeeds: []\n",
            "c.yaml:2:1: not readable as YAML: expected a single document in the stream, but "
                + "found another document"),
        FaultyFile(
            "an alias of nothing", "feeds: *all\n",
            "c.yaml:1:8: not readable as YAML: found undefined alias"),
        FaultyFile(
            "brackets without end", "feeds: " + String(repeating: "[", count: 100_000),
            "c.yaml:1:9: not readable as YAML: nested too deeply"),
    ]

    static let keys = [
        FaultyFile(
            "a misspelt section", "feeds: []\npol: {}\n",
            #"c.yaml:2:1: unknown key "pol", did you mean "poll"?"#),
        FaultyFile(
            "two letters swapped", "feeds: []\nsikns: []\n",
            #"c.yaml:2:1: unknown key "sikns", did you mean "sinks"?"#),
        FaultyFile(
            "a key like no other", "feeds: []\nlog:\n  colour: red\n",
            #"c.yaml:3:3: log: unknown key "colour"; the keys here are level, format"#),
        FaultyFile(
            "a misspelt key in a list", "feeds:\n  - url: https://a.example/\n    intervall: 1h\n",
            #"c.yaml:3:5: feeds[]: unknown key "intervall", did you mean "interval"?"#),
        FaultyFile(
            "a secret in the file itself",
            "feeds: []\nsinks:\n  - {name: a, type: webhook, url: https://a.example/, "
                + "secret: hunter2hunter2hunter2hunter2}\n",
            #"c.yaml:3:55: sinks[]: unknown key "secret", did you mean "secret_file"?"#),
        FaultyFile(
            "a key that is a list", "feeds: []\n[a, b]: c\n",
            "c.yaml:2:1: unknown key a list; the keys here are ledger, ledger_key, contact, "
                + "poll, network, inquiry, statements, keep, retention, delivery, log, heartbeat, people, "
                + "institutions, feeds, inquiries, watches, sinks, archive"),
        FaultyFile(
            "control characters", "feeds: []\n\"a\\e[31mb\": c\n",
            #"c.yaml:2:1: unknown key "a\x1b[31mb"; the keys here are ledger, ledger_key, "#
                + "contact, poll, network, inquiry, statements, keep, retention, delivery, log, heartbeat, people, "
                + "institutions, feeds, inquiries, watches, sinks, archive"),
        FaultyFile(
            "required keys that are missing",
            "feeds: [{name: a}]\ninstitutions: [{}]\ninquiries: [{subject: s}]\nsinks: [{}]\n",
            #"c.yaml:1:9: feeds[]: missing key "url""#,
            #"c.yaml:2:16: institutions[]: missing key "key""#,
            #"c.yaml:2:16: institutions[]: missing key "name""#,
            #"c.yaml:3:13: inquiries[]: missing key "name""#,
            #"c.yaml:3:13: inquiries[]: missing key "institution""#,
            #"c.yaml:4:9: sinks[]: missing key "name""#,
            #"c.yaml:4:9: sinks[]: missing key "type""#),
    ]

    static let values = [
        FaultyFile(
            "types that are wrong",
            "feeds: {}\npoll: 15m\nlog: {level: [info]}\nledger: {}\n",
            "c.yaml:1:8: feeds: expected a list, found a mapping",
            #"c.yaml:2:7: poll: expected a mapping of keys, found "15m""#,
            "c.yaml:3:14: log.level: expected one of trace, debug, info, notice, warning, error, "
                + "critical, found a list",
            "c.yaml:4:9: ledger: expected a text, found a mapping"),
        FaultyFile(
            "a key without a value", "feeds: []\ncontact:\npoll: {interval: }\n",
            "c.yaml:2:9: contact: expected a web or mail address, such as https://example.org/bot or "
                + "desk@example.org, found nothing",
            "c.yaml:3:18: poll.interval: expected a duration such as 90s, 15m, 2h, 3d or 1w, found "
                + "nothing"),
        FaultyFile(
            "durations",
            "feeds: []\npoll:\n  interval: soon\n  timeout: 15\n  maximum: 1.5h\n"
                + "  connect_timeout: 1h30m\n  host_spacing: 999999999w\n",
            #"c.yaml:3:13: poll.interval: expected a duration such as 90s, 15m, 2h, 3d or 1w, found "soon""#,
            #"c.yaml:4:12: poll.timeout: expected a duration such as 90s, 15m, 2h, 3d or 1w, found "15""#,
            #"c.yaml:5:12: poll.maximum: expected a duration such as 90s, 15m, 2h, 3d or 1w, found "1.5h""#,
            "c.yaml:6:20: poll.connect_timeout: expected a duration such as 90s, 15m, 2h, 3d or 1w, "
                + #"found "1h30m""#,
            "c.yaml:7:17: poll.host_spacing: expected a duration such as 90s, 15m, 2h, 3d or 1w, "
                + #"found "999999999w""#),
        FaultyFile(
            "durations out of bounds",
            "feeds: []\npoll: {interval: 1s, timeout: 1h}\n",
            #"c.yaml:2:18: poll.interval: expected at least 1m, found "1s""#,
            #"c.yaml:2:31: poll.timeout: expected at most 10m, found "1h""#),
        FaultyFile(
            "an interval that contradicts its bounds",
            "poll: {minimum: 5m, maximum: 2h, interval: 1m}\n"
                + "feeds: [{url: https://a.example/, interval: 3h}]\n",
            "c.yaml:1:44: poll.interval: expected 5m to 2h, as poll.minimum and poll.maximum "
                + #"say, found "1m""#,
            #"c.yaml:2:45: feeds[].interval: expected at most 2h, found "3h""#),
        FaultyFile(
            "bounds that contradict each other",
            "poll: {minimum: 2d, maximum: 1d}\nfeeds: []\n",
            "c.yaml:1:17: poll.minimum: is over poll.maximum, 1d"),
        FaultyFile(
            "more time to connect than in all",
            "poll: {timeout: 5s, connect_timeout: 6s}\nfeeds: []\n",
            "c.yaml:1:38: poll.connect_timeout: is over poll.timeout, 5s"),
        FaultyFile(
            "a misspelt bound, with which nothing is compared",
            "poll: {maximun: 2d, minimum: 1h, interval: 36h}\n"
                + "feeds: [{url: https://a.example/, interval: 10m}]\n",
            #"c.yaml:1:8: poll: unknown key "maximun", did you mean "maximum"?"#),
        FaultyFile(
            "misspelt keys that are required, which are not missing",
            "feeds: [{urll: https://a.example/}]\nsinks:\n"
                + "  - {name: a, type: webhook, url: https://a.example/, secretfile: k}\n",
            #"c.yaml:1:10: feeds[]: unknown key "urll", did you mean "url"?"#,
            #"c.yaml:3:55: sinks[]: unknown key "secretfile", did you mean "secret_file"?"#),
        FaultyFile(
            "numbers",
            "feeds: []\npoll: {jitter: 0.9, concurrency: many, per_host: 99, budget: -1}\n",
            #"c.yaml:2:16: poll.jitter: expected a number from 0.0 to 0.5, found "0.9""#,
            #"c.yaml:2:34: poll.concurrency: expected a whole number from 1 to 512, found "many""#,
            #"c.yaml:2:50: poll.per_host: expected a whole number from 1 to 16, found "99""#,
            #"c.yaml:2:62: poll.budget: expected a whole number from 1 to 10000000, found "-1""#),
        FaultyFile(
            "confidence out of bounds",
            "inquiry: {open_above: 60, doubt_above: nan}\nfeeds: []\n",
            #"c.yaml:1:23: inquiry.open_above: expected a number from 0.0 to 1.0, found "60""#,
            #"c.yaml:1:40: inquiry.doubt_above: expected a number from 0.0 to 1.0, found "nan""#),
        FaultyFile(
            "who decides on answers",
            "inquiry: {answer: ask}\nfeeds: []\n",
            #"c.yaml:1:19: inquiry.answer: expected one of automatic, propose, found "ask""#),
        FaultyFile(
            "thresholds of confidence in the wrong order",
            "inquiry: {open_above: 0.5, doubt_above: 0.6}\nfeeds: []\n",
            "c.yaml:1:41: inquiry.doubt_above: is over open_above, 0.5"),
        FaultyFile(
            "one threshold that contradicts the default of the other",
            "inquiry: {open_above: 0.2}\nfeeds: []\n",
            "c.yaml:1:23: inquiry.open_above: is under doubt_above, 0.5; set doubt_above beside it"),
        FaultyFile(
            "a feed's threshold that contradicts what holds for all",
            "inquiry: {open_above: 0.9}\nfeeds:\n"
                + "  - {url: https://a.example/, open_above: 0.1}\n"
                + "  - {url: https://b.example/, doubt_above: 0.95}\n"
                + "  - {url: https://c.example/, open_above: 0.1, doubt_above: 0}\n",
            "c.yaml:3:43: feeds[].open_above: is under doubt_above, 0.5; set doubt_above beside it",
            "c.yaml:4:44: feeds[].doubt_above: is over open_above, 0.9"),
        FaultyFile(
            "sizes", "feeds: []\npoll: {max_bytes: 10 MB}\n",
            #"c.yaml:2:19: poll.max_bytes: expected a size such as 512KiB or 10MiB, found "10 MB""#),
        FaultyFile(
            "a size out of bounds", "feeds: []\npoll: {max_bytes: 1KiB}\n",
            "c.yaml:2:19: poll.max_bytes: expected 64KiB to 256MiB, found 1KiB"),
        FaultyFile(
            "the truth in other words", "feeds: [{url: https://a.example/, enabled: yes}]\n",
            #"c.yaml:1:44: feeds[].enabled: expected true or false, found "yes""#),
        FaultyFile(
            "words that are no choice", "feeds: [{url: https://a.example/, follow: reckeck}]\n",
            "c.yaml:1:43: feeds[].follow: expected one of never, new, recheck, found "
                + #""reckeck", did you mean "recheck"?"#),
        FaultyFile(
            "addresses",
            "feeds:\n  - url: ftp://a.example/\n  - url: a.example\n  - url: https://a b/\n",
            #"c.yaml:2:10: feeds[].url: expected an http or https address, found "ftp://a.example/": "#
                + "only http and https are fetched",
            #"c.yaml:3:10: feeds[].url: expected an http or https address, found "a.example": "#
                + "Bad scheme",
            #"c.yaml:4:10: feeds[].url: expected an http or https address, found "https://a b/": "#
                + "it holds a blank, a backslash or a control character"),
        FaultyFile(
            "an address with a password, which is not shown",
            "feeds: [{url: \"https://user:hunter2@a.example/x?token=hunter3\"}]\n",
            #"c.yaml:1:15: feeds[].url: expected an http or https address, found "***@a.example/x?…": "#
                + "credentials do not belong in an address; use `username`"),
        FaultyFile(
            "blocks of addresses", "feeds: []\nnetwork: {allow: [10.0.0.0/33, localhost]}\n",
            "c.yaml:2:19: network.allow[]: expected an address block with or without a port, such as "
                + #"10.0.0.0/8 or [::1]:8080, found "10.0.0.0/33""#,
            "c.yaml:2:32: network.allow[]: expected an address block with or without a port, such as "
                + #"10.0.0.0/8 or [::1]:8080, found "localhost""#),
        FaultyFile(
            "a contact that would break a header", "feeds: []\ncontact: \"a@b\\nX: y\"\n",
            "c.yaml:2:10: contact: expected a web or mail address, such as https://example.org/bot or "
                + #"desk@example.org, found "a@b X: y""#),
        FaultyFile(
            "a language", "feeds: [{url: https://a.example/, language: German}]\n",
            "c.yaml:1:45: feeds[].language: expected a language tag such as en, de or pt-BR, found "
                + #""German""#),
        FaultyFile(
            "ignore rules",
            "feeds: [{url: https://a.example/, ignore: [{}, {selector: a, literal: b}, .ad]}]\n",
            "c.yaml:1:44: feeds[].ignore[]: expected one of selector, literal and pattern, found none",
            "c.yaml:1:48: feeds[].ignore[]: expected one of selector, literal and pattern, found "
                + "several",
            #"c.yaml:1:75: feeds[].ignore[]: expected a mapping of keys, found ".ad""#),
    ]
}
