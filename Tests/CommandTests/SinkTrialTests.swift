import Foundation
import TestSupport
import Testing

@testable import Rejoinder
@testable import RejoinderCommand

@Suite("rejoinder test") struct SinkTrialTests {
    @Test("sends one marked event, and says what came of it") func sends() throws {
        let path = NSTemporaryDirectory() + "rejoinder-\(UUID().uuidString).yaml"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data(
            """
            feeds: []
            sinks:
              - {name: lines, type: stdout, format: jsonl}
              - {name: hook, type: webhook, url: "http://127.0.0.1:9/", unsigned: true}
              - {name: mail, type: email, server: "smtp://127.0.0.1:9", from: a@b.org, to: a@b.org}
              - {name: file, type: file, path: "\(path).jsonl"}
              - {name: program, type: exec, command: [/bin/sh, -c, "exit 0"]}
            """.utf8
        ).write(to: URL(fileURLWithPath: path))
        let good = try RealCommand.run(["test", "lines", "--config", path])
        #expect(good.code == 0)
        #expect(good.lines.last == "lines: delivered")
        let event = try JSONValue(parsing: Array(good.lines[0].utf8))
        #expect(event["data"]?["test"] == .bool(true))
        let bad = try RealCommand.run(["test", "hook", "--config", path])
        #expect(bad.code == 1)
        #expect(bad.problems.hasPrefix("hook: not delivered: 127.0.0.1 is not on the"))
        let mail = try RealCommand.run(["test", "mail", "--config", path])
        #expect(mail.code == 1)
        #expect(mail.problems.hasPrefix("mail: not delivered: 127.0.0.1 is not on the"))
        defer { try? FileManager.default.removeItem(atPath: path + ".jsonl") }
        let file = try RealCommand.run(["test", "file", "--config", path])
        #expect(file.lines == ["file: delivered"])
        let kept = try Data(contentsOf: URL(fileURLWithPath: path + ".jsonl"))
        #expect(kept.last == 0x0A)
        #expect(try JSONValue(parsing: Array(kept))["data"]?["test"] == .bool(true))
        let ignoring = ChildProcess(
            "/bin/sh",
            [
                "-c", "trap '' CHLD; exec \"$0\" \"$@\"", BuiltProgram.path("rejoinder"), "test",
                "program", "--config", path,
            ])
        ignoring.standardOutput = .null
        try ignoring.run()
        // Whoever ignores the ends of his children leaves that to the program that he becomes.
        #expect(ignoring.wait() == .exit(0))
        let none = try RealCommand.run(["test", "nobody", "--config", path])
        #expect(none.code == 1)
        #expect(
            none.problems
                == "Error: no sink nobody; the configuration has lines, hook, mail, file, program\n"
        )
    }
}

@Suite("Texts for other programs") struct OtherProgramsTests {
    @Test(
        "keep formulas from spreadsheets",
        arguments: [
            ("=1+1", "\"'=1+1\""), ("@sum", "\"'@sum\""), ("a,b", "\"a,b\""),
            ("say \"no\"", "\"say \"\"no\"\"\""), ("plain", "plain"), ("\t=1", "\"'=1\""),
        ])
    func csv(text: String, cell: String) { #expect(CSV.cell(text) == cell) }

    @Test("say the same to a terminal in other bytes") func json() throws {
        let value = JSONValue.string("a\u{9B}b\u{202E}c")
        let shown = VisibleJSON.escaped(value.bytes)
        #expect(shown.allSatisfy { $0 < 0x80 })
        #expect(try JSONValue(parsing: shown) == value)
    }

    @Test("take feeds from a reader's list") func opml() {
        let list = """
            <opml version="2.0"><head><title>x</title></head><body><outline text="Press">
            <outline type="rss" text="A &amp; B" xmlUrl="https://a.example/?x=1&amp;y=2"/>
            <outline text="A-B" xmlUrl="https://b.example/"/>
            <outline text="again" xmlUrl="https://b.example/"/>
            <outline xmlUrl="https://www.c.example/feed"/></outline></body></opml>
            """
        #expect(
            FeedYAML.lines(OPMLReader.feeds(Array(list.utf8))) == [
                "feeds:", #"  - name: "a-b""#, #"    url: "https://a.example/?x=1&y=2""#,
                #"  - name: "A-B""#, #"    url: "https://b.example/""#,
                #"  - name: "c.example""#, #"    url: "https://www.c.example/feed""#,
            ])
    }
}
