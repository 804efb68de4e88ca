import Foundation
import Testing

@testable import Rejoinder
@testable import RejoinderCommand

@Suite("rejoinder check") struct CheckTests {
    @Test("finds a good file good") func good() throws {
        try withFile(
            "contact: a@b.org\nfeeds: [{url: https://a.org/}]\nsinks: [{name: s, type: stdout}]\n"
        ) { path in
            let report = Self.report(path)
            #expect(report.exitCode == 0)
            #expect(report.problems == [])
            #expect(
                report.summary
                    == "\(path): good: 1 feed, 0 institutions, 0 inquiries, 1 sink")
        }
    }

    @Test("exits with 3 for warnings, unless they are not wanted") func warnings() throws {
        try withFile("contact: a@b.org\nfeeds: [{url: https://a.org/}]\n") { path in
            let report = Self.report(path)
            #expect(report.exitCode == 3)
            #expect(
                report.problems == [
                    "\(path):1:1: warning: no sinks: events are recorded, but nobody is told"
                ])
            #expect(report.summary?.hasSuffix("0 sinks; 1 warning") == true)
            #expect(Self.report(path, tellsWarnings: false).exitCode == 0)
        }
    }

    @Test("exits with 2 for faults, and gives them to programs") func faults() throws {
        try withFile("feeds: no\n") { path in
            let report = Self.report(path)
            #expect(report.exitCode == 2)
            #expect(report.summary == nil)
            #expect(report.problems == ["\(path):1:8: feeds: expected a list, found \"no\""])
            #expect(
                report.json.text
                    == #"{"file":"\#(path)","valid":false,"faults":[{"line":1,"column":8,"#
                    + #""message":"feeds: expected a list, found \"no\""}],"warnings":[]}"#)
        }
    }

    @Test("exits with 2 for a file that is not there") func missing() {
        let report = Self.report("/nowhere.yaml")
        #expect(report.exitCode == 2)
        #expect(
            report.problems == [
                "/nowhere.yaml: cannot be read: there is no such file; "
                    + "`rejoinder init` writes one to start from"
            ])
    }

    @Test("finds a place where no ledger can be, or where this user can keep none")
    func ledger() throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("check-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("a file").path
        try Data("text".utf8).write(to: URL(fileURLWithPath: file))
        let rest = "contact: a@b.org\nfeeds: []\nsinks: [{name: s, type: stdout}]\n"
        func check(_ ledger: String, isStranger: Bool = false) throws -> RealCommand.Outcome {
            let path = folder.appendingPathComponent("r.yaml").path
            try Data("ledger: \(ledger)\n\(rest)".utf8).write(to: URL(fileURLWithPath: path))
            return try RealCommand.run(
                ["check", "--config", path, "--json"], isStranger: isStranger)
        }
        func message(_ outcome: RealCommand.Outcome, _ kind: String) throws -> String? {
            let found = try JSONValue(parsing: outcome.output)[kind]?.arrayValue?.first
            #expect(found?["line"]?.intValue == 1)
            #expect(found?["column"]?.intValue == 9)
            return found?["message"]?.stringValue
        }
        let places = [
            folder.path: "it is a folder; name a file in it",
            "\"\(file)/l.sqlite\"": "\(file) is not a folder",
            "/proc/l.sqlite": "no file can be made in /proc: No such file or directory",
        ]
        for (place, reason) in places {
            let outcome = try check(place)
            #expect(outcome.code == 2)
            #expect(try message(outcome, "faults")?.hasSuffix(" cannot be one: \(reason)") == true)
        }
        #expect(try check(folder.path + "/new/l.sqlite").code == 3, "no feed is watched")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 2)

        guard ProcessInfo.processInfo.userName == "root" else { return }
        let stranger = try check(folder.path + "/new/l.sqlite", isStranger: true)
        #expect(stranger.code == 3)
        #expect(
            try message(stranger, "warnings")
                == "ledger: \(folder.path)/new/l.sqlite cannot be used by the user nobody: "
                + "no file can be made in \(folder.path): Permission denied")
    }

    private static func report(_ path: String, tellsWarnings: Bool = true) -> CheckReport {
        CheckReport(
            file: path, environment: [:], readsSecrets: true, tellsWarnings: tellsWarnings)
    }

    private func withFile(_ text: String, _ body: (String) throws -> Void) throws {
        let path = NSTemporaryDirectory() + "rejoinder-\(UUID().uuidString).yaml"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        try body(path)
    }
}
