import Foundation
import Testing

@testable import Rejoinder

@Suite("A trial of rules on the recorded days") struct RulesCommandTests {
    private static func party(_ name: String, _ scope: PartyScope) -> AskedParty {
        AskedParty(
            institution: nil, name: name, state: .awaiting, evidence: "\(name) was asked.",
            topic: [name], isOutletsOwn: true,
            kind: scope == .official ? .officialBody : .organisation, scope: scope,
            confidence: 0.9)
    }

    private static func configuration(
        _ openFor: String, types: String, _ more: String = ""
    ) -> String {
        """
        feeds:
          - {name: news, url: https://news.example/feed, open_for: \(openFor)}
        sinks:
          - {name: desk, type: stdout, types: [\(types)]\(more)}
        """
    }

    @Test("says what words, quiet hours and digests would have done") func timings() async throws {
        let story = try await StoryLedger()
        let now = Int((Int64(Date().timeIntervalSince1970) - StoryLedger.begin.seconds) / 60 - 10)
        try await story.report(
            "ask", at: now, "The court and the club were asked.",
            [Self.party("court", .official), Self.party("club", .organisations)])
        let file = URL(fileURLWithPath: story.path).deletingLastPathComponent()
            .appendingPathComponent("new.yaml")
        try Self.configuration(
            "organisations", types: "'inquiry.*'", ", words: [CLUB], digest: {every: 30m}"
        ).write(to: file, atomically: true, encoding: .utf8)
        let arguments = ["rules", "test", "--config", file.path, "--ledger", story.path]
        let said = try RealCommand.run(arguments)
        #expect(
            said.text.contains(
                "desk: of 1 events 0 at once, 1 held by the digest every 30m; "
                    + "1 messages, 0 of them digests\n"), "\(said.text)\(said.problems)")
        let json = try JSONValue(parsing: try RealCommand.run(arguments + ["--json"]).output)
        #expect(json["timings"]?.arrayValue?.first?["held"]?["digest"] == .int(1))
    }

    @Test("says what would have opened and been told, and writes nothing") func says() async throws
    {
        let story = try await StoryLedger()
        let now = Int((Int64(Date().timeIntervalSince1970) - StoryLedger.begin.seconds) / 60 - 10)
        try await story.report(
            "ask", at: now, "The court and the club were asked.",
            [Self.party("court", .official), Self.party("club", .organisations)])
        let before = try Data(contentsOf: URL(fileURLWithPath: story.path))
        let file = URL(fileURLWithPath: story.path).deletingLastPathComponent()
            .appendingPathComponent("new.yaml")
        func run(_ openFor: String, _ types: String, _ more: String...) throws
            -> RealCommand.Outcome
        {
            try Self.configuration(openFor, types: types)
                .write(to: file, atomically: true, encoding: .utf8)
            return try RealCommand.run(
                ["rules", "test", "--config", file.path, "--ledger", story.path] + more)
        }
        let wider = try run("organisations", "'inquiry.*'")
        #expect(wider.code == 0, "\(wider.problems)")
        #expect(wider.text.contains(": 1 inquiries opened from texts, 2 would have\n"))
        #expect(
            wider.text.contains("would have opened in addition: 1\n  club, awaiting, in news, "))
        #expect(wider.lines.contains { $0.hasPrefix("desk") && $0.contains("inquiry.opened") })
        let narrower = try run("configured", "feed.failing")
        #expect(narrower.text.contains("would not have opened: 1\n  court, awaiting, in news, "))
        let json = try JSONValue(parsing: try run("organisations", "'inquiry.*'", "--json").output)
        #expect(json.at("inquiries.would_open") == .int(2))
        #expect(try Data(contentsOf: URL(fileURLWithPath: story.path)) == before)
    }
}

extension JSONValue {
    fileprivate func at(_ path: String) -> JSONValue? {
        path.split(separator: ".").reduce(Optional(self)) { value, name in value?[String(name)] }
    }
}
