import Foundation
import Testing

@testable import Rejoinder
@testable import RejoinderCommand

@Suite("rejoinder report") struct ReportCommandTests {
    private static func run(_ story: StoryLedger, _ arguments: String...) throws
        -> RealCommand
        .Outcome
    {
        try RealCommand.run(
            ["report", "--since", "2026-03-01", "--ledger", story.path] + arguments)
    }

    @Test("says on a terminal what was asked, and how well was looked") func text() async throws {
        let story = try await StoryLedger()
        let said = try Self.run(story, "--until", "2026-03-02").text
        #expect(said.contains("Asked from 2026-03-01T00:00:00Z until 2026-03-03T00:00:00Z"))
        #expect(said.contains("1 asked, 0 answered, 0 declined, 1 open (1 overdue)"))
        #expect(said.contains("overdue, due 2026-03-02T08:50:00Z; inq_story"))
        #expect(said.contains("=Harbour\\x1b[2J Authority"))
        #expect(said.contains("looked    0 times at 1 place, 0 % of the time; not harbour for "))
        #expect(!said.utf8.contains(0x1B))
        #expect(try Self.run(story, "--until", "2026-03-01").text.hasSuffix("  nothing\n"))
    }

    @Test("gives a spreadsheet nothing to calculate") func csv() async throws {
        let story = try await StoryLedger()
        try await Self.ask(story, "@SUM(A1)")
        let lines = try Self.run(story, "--csv").lines
        #expect(lines.count == 3)
        #expect(lines[0].hasPrefix("inquiry,institution_key,institution,subject,state,"))
        #expect(lines[1].hasPrefix(#"inq_story,harbour,"'=Harbour\x1b[2J Authority","#))
        #expect(lines[2].contains(",\"'@SUM(A1)\","))
    }

    @Test("makes a page that a hostile text cannot change") func html() async throws {
        let story = try await StoryLedger()
        let evil = "</title><script>alert(1)</script><img src=x onerror=alert(2)>\u{202E}\u{7}"
        try await Self.ask(story, evil)
        let page = try Self.run(story, "--html").text
        #expect(page.hasPrefix("<!DOCTYPE html>"))
        #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x"))
        for tag in ["<script", "<img", "<iframe", "<link", "@import", "url("] {
            #expect(!page.contains(tag))
        }
        #expect(page.unicodeScalars.allSatisfy { $0 != "\u{202E}" && $0 != "\u{7}" })
        #expect(page.contains("default-src 'none'"))
    }

    @Test("gives programs the same in one document") func json() async throws {
        let story = try await StoryLedger()
        let document = try JSONValue(parsing: try Self.run(story, "--json").output)
        #expect(document["total"]?["asked"] == .int(1))
        let item = document["inquiries"]?.arrayValue?.first
        #expect(item?["inquiry"]?["id"] == .string("inq_story"))
        #expect(item?["looked_share"] == .int(0) || item?["looked_share"] == .double(0))
        #expect(item?["coverage"]?["gaps"]?.arrayValue?.isEmpty == false)
    }

    @Test("says what is wrong with what it is asked") func refusals() async throws {
        let story = try await StoryLedger()
        let unknown = try Self.run(story, "--institution", "harbor")
        #expect(unknown.code == 1)
        #expect(unknown.problems.contains(#"no institution harbor, did you mean "harbour"?"#))
        #expect(try Self.run(story, "--institution", "harbour").code == 0)
        #expect(try Self.run(story, "--until", "2026-01-01").code == 1)
        #expect(try Self.run(story, "--csv", "--html").code == 2)
    }

    private static func ask(_ story: StoryLedger, _ subject: String) async throws {
        let ledger = try Ledger(existing: story.path)
        try await ledger.open(
            Inquiry(
                id: Inquiry.ID(rawValue: "inq_other"), institution: nil, institutionName: subject,
                origin: .hand(user: "ada"), subject: subject, evidence: subject, topic: [],
                openedAt: StoryLedger.begin + .seconds(7200), dueAt: nil, state: .open),
            by: Act(by: "ada", at: StoryLedger.begin + .seconds(7200), reason: nil))
        await ledger.close()
    }
}
