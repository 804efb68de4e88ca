import Foundation
import GRDB
import Testing

@testable import Rejoinder

@Suite("Commands over the ledger") struct LedgerCommandTests {
    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let arguments: [String]
        var code: Int32 = 0
        /// What the output, or else the line on standard error, holds.
        let said: [String]

        init(_ arguments: String, code: Int32 = 0, _ said: String...) {
            testDescription = arguments
            self.arguments = arguments.split(separator: " ").map(String.init)
            self.code = code
            self.said = said
        }
    }

    static let cases = [
        Case(
            "log", "entry.published", "entry.updated", "- The port will reopen on Friday.", "evt_"),
        Case("log --type inquiry.* --limit 1", "inquiry.opened", "by ada: by \\x1b[1mphone"),
        Case("log --feed harb* --json", #""type":"feed.failing""#, #""sequence":"#),
        Case("log --since 2030-01-01", "no event like that; without options, the newest of all 5 "),
        Case("log --since 2030-01-01 --json", ""),
        Case(
            "log --type inquiry.open", code: 2,
            #"--type inquiry.open: no event has such a type, did you mean "inquiry.opened"?"#),
        Case("log --type nosuch", code: 2, "no event has such a type; there are entry.published, "),
        Case("log --feed harbor", code: 1, #"no feed harbor, did you mean "harbour"?"#),
        Case("feeds", "FEED", "news", "failing", "harbour: the server \\x1b]0;fails"),
        Case("feeds --json", #""health":"ok""#, #""health":"failing""#),
        Case("feeds --explain news", "every 15m, as configured", "Rules that applied"),
        Case("feeds --opml", #"xmlUrl="https://news.example/feed""#),
        Case("show 1", "revision 2", "-> entry.updated", "Port \\x1b[31mre\\x07opens\\x9b2J"),
        Case("show id:port 1", "The port will reopen on Friday."),
        Case("show port 1 2", "- The port will reopen on Friday.", "+ The port will reopen on Mon"),
        Case("show 1 --json", #""verdict":"entry.updated""#),
        Case("show 1 9", code: 1, "entry 1 has no revision 9; its newest is 2"),
        Case("show nothing", code: 1, "no entry nothing"),
        Case("inquiries", "overdue", "=Harbour\\x1b[2J Authority", "inq_story"),
        Case("inquiries --state answered", "no inquiry"),
        Case("inquiries --state all --json", #""overdue":true"#),
        Case("inquiries show inq_s", "by ada", "inquiry.opened"),
        Case("inquiries show inq_s --json", #""coverage":"#),
        Case(
            "inquiries confirm inq_story", code: 1,
            "inq_story has no candidate to confirm; to record an answer that came another way, say "
                + "with --reason how it came"),
        Case("inquiries close inq_x", code: 1, "no inquiry inq_x"),
        Case("verify", "events hold together; the last hash is "),
        Case("verify --json", #"{"valid":true,"#),
        Case("verify --hash 00", code: 2, "--hash 00: a complete hash has 64 hexadecimal digits"),
        Case(
            "verify --hash " + String(repeating: "0a", count: 32), code: 3,
            "no event has the hash 0a0a",
            "all else holds together: either what you kept is of another"),
        Case("head", "Rejoinder signed head", "sequence: 5", "key: ed25519:"),
        Case("head --json", #""sequence":5,"#, #""signature":""#),
        Case("head --kept", "no head yet: the daemon signs one a day"),
        Case("head --since 2d", code: 2, "--since goes with --kept"),
        Case("key", "ed25519:", "  since 20"),
        Case("key show --json", #"{"key":"ed25519:"#),
        Case("log --json --limit 1", #""signature":""#, #""key":"ed25519:"#),
        Case("verify --from 2", "4 events hold together"),
        Case("verify --from 99", code: 1, "there is no event 98 before that one"),
        Case("verify --chain-only", "5 events hold together"),
        Case("verify --key x", code: 2, "--key x: a public key is"),
        Case("verify --anchor /nonexistent", code: 1, "cannot read /nonexistent"),
        Case("verify --event /nonexistent", code: 1, "cannot read /nonexistent"),
        Case(
            "redact 1 --reason order", "2 revisions and what ", "would be withheld",
            "nothing was withheld; repeat it with --yes"),
        Case("redact 1:2 --reason order --json", #""revisions":1"#),
        Case("redact 1:7 --reason order", code: 1, "entry 1 has no revision 7"),
        Case("redact nothing --reason order", code: 1, "no entry nothing"),
        Case("redact 1", code: 2, "Say with --reason why it is withheld."),
        Case("redact --reason order", code: 2, "Name what to withhold, or give --scrub"),
        Case("deliveries --sink none", code: 1, "no sink none"),
        Case(
            "explain 1:2", "verdict  entry.updated", "to all: pending", "    it gets all",
            "not to answers: its types"),
        Case("explain 1 --json", #""rules":{"all":["it gets all"]}"#),
        Case("deliveries --state held", "PENDING"),
        Case("explain inq_story", "by ada"),
        Case("explain 1 --json", #""not_sent":[{"sink":"answers""#),
        Case("explain evt_zzz", code: 1, "no entry evt_zzz"),
        Case("deliveries", "PENDING", "HELD", "answers", "inquiry.opened"),
        Case("deliveries --state dead --json", ""),
        Case("deliveries redeliver --dead", code: 1, "no delivery is dead"),
        Case("deliveries redeliver", code: 2, "Name events or give --dead"),
        Case("institutions", "OVERDUE", "=Harbour"),
        Case("institutions --csv", #"harbour,"'=Harbour\x1b[2J Authority",1,0,0,1,1,0,,"#),
        Case("institutions --json", #""asked":1"#),
        Case("export", #""sequence":1,"#, #""body":{"id":"evt_"#),
        Case("log --no-such-option", code: 2, "Unknown option"),
        Case("log --since yesterday", code: 2, "--since"),
    ]

    @Test("say what there is, and end with its code", arguments: cases)
    func says(_ one: Case) async throws {
        let story = try await StoryLedger()
        let outcome = try RealCommand.run(one.arguments + ["--ledger", story.path])
        #expect(outcome.code == one.code, "\(outcome.problems)")
        for said in one.said where !said.isEmpty {
            #expect((outcome.text + outcome.problems).contains(said), "\(outcome.text)")
        }
        if one.said == [""] { #expect(outcome.output.isEmpty) }
        #expect(Self.controls(in: outcome.output + Array(outcome.problems.utf8)) == [])
        if one.code == 0, one.arguments.contains("--json") || one.arguments == ["export"] {
            for line in outcome.lines { _ = try JSONValue(parsing: Array(line.utf8)) }
        }
        if one.code == 1 {
            #expect(outcome.output.isEmpty)
            #expect(outcome.problems.split(separator: "\n").count == 1)
        }
    }

    /// The bytes that would steer a terminal.
    private static func controls(in bytes: [UInt8]) -> [UInt8] {
        bytes.filter { $0 < 0x20 && $0 != 0x09 && $0 != 0x0A || $0 == 0x7F }
    }

    @Test("say in a line that there is no ledger") func missing() throws {
        let outcome = try RealCommand.run(["log", "--ledger", "/nowhere/ledger.sqlite"])
        #expect(outcome.code == 1)
        #expect(
            outcome.problems
                == "Error: no ledger at /nowhere/ledger.sqlite; start `rejoinder run` once, "
                + "or name another with --ledger\n")
    }

    @Test("tell which feeds are waited for, and why, whatever the clock was")
    func feedHealth() async throws {
        let story = try await StoryLedger()
        let ledger = try Ledger(existing: story.path)
        let ahead = Timestamp(seconds: 4_000_000_000)
        let soon = Timestamp(seconds: Int64(Date().timeIntervalSince1970) + 3600)
        try await ledger.write { database in
            try database.execute(
                sql: """
                    UPDATE feed SET polled_at = \(ahead.milliseconds),
                        next_poll_at = \(ahead.milliseconds), etag = 'x',
                        caught_at = \(soon.milliseconds - 7_200_000) WHERE name = 'news';
                    INSERT INTO host VALUES ('harbour.example', \(soon.milliseconds));
                    """)
        }
        await ledger.close()
        let list = try RealCommand.run(["feeds", "--ledger", story.path]).text
        #expect(list.contains("it was planned while the clock was ahead"))
        #expect(
            list.contains("news: polled at \(ahead), which is yet to come: the clock was ahead"))
        #expect(list.contains("news: its server calls a changed document unmodified (304)"))
        #expect(list.contains("harbour: its host has asked to be left alone until \(soon)"))
        let news = try RealCommand.run(["feeds", "--explain", "news", "--ledger", story.path]).text
        #expect(news.contains("for the whole document: its server called a changed one unmodified"))
        let harbour = try RealCommand.run(
            ["feeds", "--explain", "harbour", "--json", "--ledger", story.path])
        let document = try JSONValue(parsing: harbour.output)
        #expect(document["feed"]?["next_poll"] == .string(soon.description))
        #expect(document["request"]?.stringValue?.contains("nothing believable") == true)
    }

    @Test("tell what of a feed's pages and entries is not told of each time")
    func noise() async throws {
        let story = try await StoryLedger()
        let ledger = try Ledger(existing: story.path)
        try await ledger.write { database in
            try database.execute(
                sql: """
                    INSERT INTO page (entry_id, url, changed_at) VALUES (1, 'https://n.example/a', 0);
                    INSERT INTO page_line (entry_id, shape, text, changes, since_at, changed_at,
                        learnt_at) VALUES (1, 'tide #', 'Tide ' || char(27) || '[2J 7', 9, 0, 0, 60000);
                    UPDATE entry SET noisy_since = 0 WHERE id = 1;
                    """)
        }
        await ledger.close()
        let said = try RealCommand.run(["feeds", "--explain", "news", "--ledger", story.path])
        #expect(said.text.contains("Tide \\x1b[2J 7\n    https://n.example/a since 1970-01-01T"))
        #expect(said.text.contains("entry 1: Port \\x1b[31mre"))
        #expect(said.text.contains("since 1970-01-01T00:00:00Z, 0 changes held back"))
        let json = try RealCommand.run(
            ["feeds", "--explain", "news", "--json", "--ledger", story.path])
        let document = try JSONValue(parsing: json.output)
        #expect(document["noisy_entries"]?.arrayValue?.count == 1)
        #expect(document["volatile_lines"]?.arrayValue?.count == 1)
    }

    @Test("withhold a text, and show why it is not there") func withheld() async throws {
        let story = try await StoryLedger()
        let done = try RealCommand.run(
            ["redact", "1", "--reason", "an order", "--by", "kim", "--yes", "--ledger", story.path])
        #expect(done.code == 0 && done.lines.last?.hasPrefix("the log says so in evt_") == true)
        for command in [
            ["show", "1"], ["show", "1", "2"], ["show", "1", "1", "2"], ["log"], ["explain", "1"],
        ] {
            let outcome = try RealCommand.run(command + ["--ledger", story.path])
            #expect(outcome.code == 0 && outcome.text.contains("withheld: an order (by kim, "))
        }
        let export = try RealCommand.run(["export", "--ledger", story.path])
        #expect(export.lines.first?.contains(#""body":null,"withheld":{"by":"kim""#) == true)
        #expect(try RealCommand.run(["verify", "--ledger", story.path]).code == 0)
        let again = try RealCommand.run(
            ["redact", "1", "--reason", "an order", "--yes", "--ledger", story.path])
        #expect(again.code == 1 && again.problems.contains("there is nothing to withhold"))
        let bytes = try Data(contentsOf: URL(fileURLWithPath: story.path))
        #expect(bytes.range(of: Data("The port will reopen".utf8)) == nil)
    }

    @Test("find what was changed behind the program's back") func tampered() async throws {
        let story = try await StoryLedger()
        let ledger = try Ledger(existing: story.path)
        try await ledger.write { database in
            try database.execute(sql: "DROP TRIGGER text_refuses_update")
            try database.execute(sql: "UPDATE text SET content = 'never said' WHERE id = 1")
        }
        await ledger.close()
        let outcome = try RealCommand.run(["verify", "--ledger", story.path])
        #expect(outcome.code == 3)
        #expect(
            outcome.text == """
                revision 1 of entry 1 does not match its hash: it was changed
                text 1 does not match its hash: it was changed

                """)
    }

    @Test("record who did what, and why") func acts() async throws {
        let story = try await StoryLedger()
        func act(_ arguments: String...) throws -> RealCommand.Outcome {
            try RealCommand.run(["inquiries"] + arguments + ["--ledger", story.path])
        }
        #expect(try act("extend", "inq_story", "2026-03-20", "--reason", "a holiday").code == 0)
        #expect(try act("close", "inq_story", "--reason", "done").code == 0)
        let twice = try act("close", "inq_story")
        #expect(twice.code == 1)
        #expect(twice.problems == "Error: inq_story is closed already\n")
        #expect(try act("reopen", "inq_st", "--due", "3d").code == 0)
        let opened = try act(
            "open", "--institution", "harbour", "--subject", "Who pays?", "--due", "2d",
            "--topic", "port", "fees", "--reason", "by mail", "--json")
        let inquiry = try JSONValue(parsing: Array(opened.text.utf8))
        #expect(inquiry["institution"]?["key"]?.stringValue == "harbour")
        #expect(inquiry["topic"] == .array([.string("port"), .string("fees")]))

        let log = try RealCommand.run([
            "log", "--ledger", story.path, "--type", "inquiry.*", "--json",
        ])
        let events = try log.lines.map { try JSONValue(parsing: Array($0.utf8)) }
        #expect(
            events.map { $0["type"]?.stringValue } == [
                "inquiry.opened", "inquiry.extended", "inquiry.closed", "inquiry.reopened",
                "inquiry.opened",
            ])
        let acts = events.dropFirst().map { $0["data"]?["act"] }
        #expect(
            acts.map { $0?["reason"]?.stringValue } == ["a holiday", "done", nil, "by mail"])
        #expect(acts.allSatisfy { $0?["by"]?.stringValue?.isEmpty == false })
        #expect(
            events[1]["data"]?["inquiry"]?["due_at"]?.stringValue == "2026-03-21T00:00:00Z")
        #expect(try RealCommand.run(["verify", "--ledger", story.path]).code == 0)
    }

    @Test("deliver again what a person asks for") func redeliver() async throws {
        let story = try await StoryLedger()
        let ledger = try Ledger(existing: story.path)
        for delivery in try await ledger.pendingDeliveries(sink: "all") {
            let attempt = DeliveryAttempt(
                delivery, startedAt: StoryLedger.begin, endedAt: StoryLedger.begin,
                outcome: .retry(after: nil, reason: "gone"))
            try await ledger.record(attempt, retries: [])
        }
        await ledger.close()
        let dead = try RealCommand.run([
            "deliveries", "--state", "dead", "--json", "--ledger", story.path,
        ])
        #expect(dead.lines.count == 5)
        let again = try RealCommand.run([
            "deliveries", "redeliver", "--dead", "--sink", "all", "--ledger", story.path,
        ])
        #expect(again.text == "5 deliveries are due again\n")
        let reader = try Ledger(reading: story.path)
        #expect(try await reader.pendingDeliveries(sink: "all").count == 5)
    }

    @Test("say how sinks are doing, and enable one that is disabled") func sinks() async throws {
        let story = try await StoryLedger()
        let ledger = try Ledger(existing: story.path)
        let first = try #require(try await ledger.pendingDeliveries(sink: "all", limit: 1).first)
        try await ledger.record(
            DeliveryAttempt(
                first, startedAt: StoryLedger.begin, endedAt: StoryLedger.begin,
                outcome: .gone(reason: "HTTP 410: \u{1B}[2J gone")), retries: [])
        await ledger.close()
        let arguments = ["--ledger", story.path]
        let shown = try RealCommand.run(["deliveries"] + arguments)
        #expect(shown.text.contains("all (disabled since 2026-03-02T08:00:00Z: HTTP 410: "))
        #expect(shown.text.contains("`rejoinder deliveries enable all`"))
        #expect(Self.controls(in: shown.output) == [])
        let json = try RealCommand.run(["deliveries", "sinks", "--json"] + arguments)
        let documents = try json.lines.map { try JSONValue(parsing: Array($0.utf8)) }
        #expect(documents.map { $0["sink"]?.stringValue } == ["all", "answers"])
        #expect(documents.map { $0["disabled_since"] != nil } == [true, false])
        // The other's route lets nothing pass that is no inquiry.
        #expect(documents.map { $0["pending"]?.intValue } == [5, 1])

        let redeliver = ["deliveries", "redeliver", first.event.id, "--sink", "all"]
        #expect(
            try RealCommand.run(redeliver + arguments).problems.contains(
                "all is disabled: it gets nothing until `rejoinder deliveries enable all`"))
        #expect(
            try RealCommand.run(["deliveries", "enable", "all"] + arguments).text
                == "all is enabled, and is tried again\n")
        #expect(
            try RealCommand.run(["deliveries", "enable", "all"] + arguments).text
                == "all was not disabled; its waiting events are tried at once\n")
        let unknown = try RealCommand.run(["deliveries", "enable", "none"] + arguments)
        #expect(unknown.code == 1)
        #expect(
            unknown.problems
                == "Error: no sink none; `rejoinder deliveries sinks` lists them\n")
    }

    @Test("copy the ledger into a new file alone") func backup() async throws {
        let story = try await StoryLedger()
        let copy = story.folder.appendingPathComponent("copy.sqlite").path
        let arguments = ["backup", copy, "--ledger", story.path]
        let first = try RealCommand.run(arguments)
        #expect(first.text == "wrote \(copy) with 5 events\n")
        #expect(try RealCommand.run(["verify", "--ledger", copy]).code == 0)
        let second = try RealCommand.run(arguments)
        #expect(second.code == 1)
        #expect(
            second.problems
                == "Error: cannot write \(copy): there is a file already, and it is kept\n")
    }

    @Test("serve those who may only read, whether somebody writes or not")
    func strangers() async throws {
        let story = try await StoryLedger()
        let files = FileManager.default
        try files.setAttributes([.posixPermissions: 0o444], ofItemAtPath: story.path)
        try files.setAttributes([.posixPermissions: 0o555], ofItemAtPath: story.folder.path)
        defer {
            try? files.setAttributes([.posixPermissions: 0o755], ofItemAtPath: story.folder.path)
        }
        let resting = try RealCommand.run(["verify", "--ledger", story.path], isStranger: true)
        #expect(resting.code == 0, "\(resting.problems)")
        let act = ["inquiries", "close", "inq_story", "--ledger", story.path]
        let refused = try RealCommand.run(act, isStranger: true)
        #expect(refused.code == 1)
        #expect(refused.problems.hasPrefix("Error: you may not write to the ledger; "))

        try files.setAttributes([.posixPermissions: 0o755], ofItemAtPath: story.folder.path)
        try files.setAttributes([.posixPermissions: 0o644], ofItemAtPath: story.path)
        let ledger = try Ledger(existing: story.path)
        try await ledger.probe()
        try files.setAttributes([.posixPermissions: 0o555], ofItemAtPath: story.folder.path)
        let busy = try RealCommand.run(["verify", "--ledger", story.path], isStranger: true)
        #expect(busy.code == 0, "\(busy.problems)")
        try files.setAttributes([.posixPermissions: 0o755], ofItemAtPath: story.folder.path)
        await ledger.close()
    }

    @Test("write nothing beside a ledger that they read") func readsOnly() async throws {
        let story = try await StoryLedger()
        let before = try Data(contentsOf: URL(fileURLWithPath: story.path))
        for arguments in [
            ["log"], ["feeds"], ["inquiries"], ["verify"], ["deliveries"],
            ["deliveries", "sinks"],
        ] {
            #expect(try RealCommand.run(arguments + ["--ledger", story.path]).code == 0)
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: story.path)) == before)
    }
}
