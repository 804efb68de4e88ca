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
