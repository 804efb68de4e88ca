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

    /// What is said of sinks, with its line and column.
    private static func warnings(_ file: ConfigurationFile) -> [String] {
        file.warnings.filter { $0.message.hasPrefix("sinks") }
            .map { "\($0.line):\($0.column): \($0.message)" }
    }
}
