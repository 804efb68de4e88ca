import Foundation
import Testing

@testable import Rejoinder

@Suite("A sink in the configuration") struct SinkConfigurationTests {
    @Test("has its address from a file if that is a secret") func secretAddress() throws {
        let file = try TemporaryConfiguration(
            """
            feeds: []
            contact: a@b.example
            sinks: [{name: a, type: webhook, format: slack, url_file: ./slack}]
            """)
        try file.add("slack", "https://hooks.slack.com/services/T/B/hunter2\n")
        let read = try file.load()
        #expect(Self.warnings(read) == [])
        guard case .webhook(let hook) = read.configuration.sinks.first?.kind else {
            Issue.record("no webhook")
            return
        }
        #expect(hook.secretURL?.reveal() == "https://hooks.slack.com/services/T/B/hunter2")
        var dumped = ""
        dump(read.configuration.sinks, to: &dumped)
        #expect(!dumped.contains("hunter2"))
        #expect(try file.load(readsSecrets: false).configuration.sinks.count == 1)
        try file.add("slack", "hooks.slack.com/services/T/B/hunter2\n")
        let faults = file.faults()
        #expect(faults.count == 1)
        #expect(
            faults.first?.hasPrefix(
                "c.yaml:3:59: sinks[].url_file: the file holds no http or https address: ") == true)
        #expect(faults.first?.contains("hunter2") == false)
    }

    @Test("has one address, and not one that gives itself away") func address() throws {
        let file = try TemporaryConfiguration(
            """
            feeds: []
            contact: a@b.example
            sinks:
              - {name: a, type: webhook, format: slack, url: "https://hooks.slack.com/services/x"}
              - {name: b, type: webhook, format: ntfy, url: "https://ntfy.sh/desk", topic: desk}
              - {name: c, type: webhook, format: ntfy, url: "https://ntfy.sh/", topic: desk}
              - {name: d, type: webhook, format: ntfy, url: "https://ntfy.sh", topic: desk}
            """)
        #expect(
            Self.warnings(try file.load()) == [
                "4:50: sinks[].url: whoever knows the address of a Slack webhook can "
                    + "post there; move it to a file that url_file names",
                "5:49: sinks[].url: ntfy takes messages at its server's own address, "
                    + "such as https://ntfy.sh/; the topic belongs in \"topic\"",
            ])
        let both = try TemporaryConfiguration(
            "feeds: []\nsinks: [{name: a, type: webhook, format: slack, url: https://a.example/, "
                + "url_file: ./u}]\n")
        try both.add("u", "https://a.example/")
        #expect(
            both.faults() == [
                "c.yaml:2:54: sinks[].url: the sink also has \"url_file\"; leave one out"
            ])
    }

    @Test("gives a program what is set of the variables that it names") func environment() throws {
        let file = try TemporaryConfiguration(
            """
            feeds: []
            contact: a@b.example
            sinks:
              - {name: a, type: exec, command: [/bin/sh, -c, ""]}
              - {name: b, type: exec, command: [run, 7], environment: [DESK, UNSET], timeout: 2m}
            """)
        let read = try file.load(["PATH": "/bin", "DESK": "foreign", "SECRET": "x"])
        let programs = read.configuration.sinks.compactMap { sink in
            if case .exec(let program) = sink.kind { program } else { nil }
        }
        #expect(programs.map(\.environment) == [["PATH": "/bin"], ["DESK": "foreign"]])
        #expect(
            programs.map(\.command) == [
                ["/bin/sh", "-c", ""], [file.folder.path + "/run", "7"],
            ])
        #expect(programs.map(\.timeout) == [.seconds(30), .seconds(120)])
        #expect(
            Self.warnings(read) == [
                "5:36: sinks[].command: this user cannot run \(file.folder.path)/run"
            ])
    }

    struct Pair: CustomTestStringConvertible {
        let testDescription: String
        let first: String
        let second: String
        /// What is said at the path of the second; nil: nothing.
        let fault: String?

        init(_ what: String, _ first: String, _ second: String, _ fault: String? = nil) {
            (testDescription, self.first, self.second, self.fault) = (what, first, second, fault)
        }
    }

    private static let inTheWay =
        "sinks[].path: the files of the sinks \"a\" and \"b\" would get in each other's way: one of "
        + "them is renamed to, or written as, the name of the other"

    private static func one(_ path: String) -> String {
        "sinks[].path: the sinks \"a\" and \"b\" would write to one file, \(path)"
    }

    static let pairs = [
        Pair("two files", "type: file, path: out", "type: file, path: ./x/../out", one("out")),
        Pair("two feeds", "type: atom, path: out", "type: atom, path: out", one("out")),
        Pair("a file and a feed", "type: file, path: out", "type: atom, path: out", one("out")),
        Pair(
            "one folder by two names", "type: atom, path: real/out", "type: atom, path: link/out",
            one("real/out")),
        Pair(
            "a file and a link to it", "type: atom, path: real/there",
            "type: atom, path: real/alias", one("real/there")),
        Pair("a full file", "type: file, path: out", "type: file, path: out.12", inTheWay),
        Pair(
            "a full file, named first", "type: atom, path: out.1", "type: file, path: out", inTheWay
        ),
        Pair("a feed's draft", "type: atom, path: out", "type: file, path: out.new", inTheWay),
        Pair("names that only begin alike", "type: file, path: out", "type: file, path: out.1a"),
        Pair("a feed is not rotated", "type: atom, path: out", "type: file, path: out.1"),
        Pair("two folders", "type: file, path: real/out", "type: file, path: out"),
        Pair(
            "the ledger", "type: file, path: out", "type: atom, path: link/l.sqlite",
            "sinks[].path: this file belongs to the ledger"),
        Pair(
            "the ledger's log", "type: file, path: out", "type: file, path: real/l.sqlite-wal",
            "sinks[].path: this file belongs to the ledger"),
    ]

    @Test("shares its file with no other", arguments: pairs) func files(pair: Pair) throws {
        let file = try TemporaryConfiguration(
            """
            contact: a@b.example
            ledger: real/l.sqlite
            feeds: []
            sinks:
              - {name: a, \(pair.first)}
              - {name: b, \(pair.second)}
            """)
        try file.add("real/there", "")
        let manager = FileManager.default
        try manager.createSymbolicLink(
            at: file.folder.appendingPathComponent("link"),
            withDestinationURL: file.folder.appendingPathComponent("real"))
        try manager.createSymbolicLink(
            at: file.folder.appendingPathComponent("real/alias"),
            withDestinationURL: file.folder.appendingPathComponent("real/there"))
        let column = pair.second.distance(
            from: pair.second.startIndex,
            to: pair.second.range(of: "path: ")?.upperBound ?? pair.second.startIndex)
        let prefix = "c.yaml:6:\("  - {name: b, ".count + column + 1): "
        #expect(file.faults() == (pair.fault.map { [prefix + $0] } ?? []))
    }

    /// What is said of sinks, with its line and column.
    private static func warnings(_ file: ConfigurationFile) -> [String] {
        file.warnings.filter { $0.message.hasPrefix("sinks") }
            .map { "\($0.line):\($0.column): \($0.message)" }
    }
}
