import Foundation
import GRDB
import Testing

@testable import Rejoinder
@testable import RejoinderCommand

@Suite("rejoinder inquiries") struct InquiryCommandTests {
    private func run(
        _ story: StoryLedger, _ arguments: [String], as caller: String = ""
    ) throws -> RealCommand.Outcome {
        try RealCommand.run(
            ["inquiries"] + arguments + ["--ledger", story.path],
            environment: ["SUDO_USER": caller])
    }

    @Test("records the person, not the user that sudo lends") func person() async throws {
        let story = try await StoryLedger()
        #expect(try run(story, ["close", "inq_story"], as: "ada").code == 0)
        #expect(try run(story, ["reopen", "inq_story", "--by", "grace"], as: "ada").code == 0)
        #expect(try run(story, ["close", "inq_story"]).code == 0)
        let nobody = try run(story, ["reopen", "inq_story", "--by", " "])
        #expect(nobody.code == 2)
        let ledger = try Ledger(reading: story.path)
        let acts = try await ledger.events(of: Inquiry.ID(rawValue: "inq_story")).map { event in
            try JSONValue(parsing: event.body)["data"]?["act"]?["by"]?.stringValue
        }
        #expect(acts == ["ada", "ada", "grace", PersonOptions.systemName([:])])
    }

    @Test("prints the deadline that holds after an act, and none once nobody waits")
    func deadline() async throws {
        let story = try await StoryLedger()
        let name = "=Harbour\\x1b[2J Authority"
        #expect(
            try run(story, ["extend", "inq_story", "2030-03-20"]).text
                == "extended: \(name), due 2030-03-21T00:00:00Z, inq_story\n")
        #expect(try run(story, ["close", "inq_story"]).text == "closed: \(name), inq_story\n")
        let listed = try run(story, ["--state", "closed"])
        #expect(listed.lines.last?.contains("closed  -  ") == true, "\(listed.text)")
        let shown = try run(story, ["show", "inq_story"]).text
        #expect(shown.contains("  was due      2030-03-21T00:00:00Z\n"))
        #expect(!shown.contains("  due  "))
    }

    @Test("shows a candidate that waits for a ruling, until there is one") func candidate()
        async throws
    {
        let story = try await StoryLedger()
        let ledger = try Ledger(existing: story.path)
        try await ledger.write { database in
            try database.execute(
                sql: """
                    INSERT INTO response (inquiry_id, entry_id, revision, verdict, confidence, quote,
                        reasons, at)
                    VALUES ('inq_story', 1, 2, 'candidate', 0.6567, 'On Monday' || char(27), '[]', 0)
                    """)
        }
        await ledger.close()
        let listed = try run(story, [])
        #expect(listed.text.contains("overdue, candidate"))
        #expect(
            listed.lines.last
                == "inq_story: may have been answered (confidence 66 %): “On Monday\\x1b”; "
                + "`rejoinder inquiries confirm inq_story` or `deny`")
        #expect(try run(story, ["--state", "candidate"]).text == listed.text)
        let json = try JSONValue(parsing: try run(story, ["--json"]).output)
        #expect(json["candidates"]?.arrayValue?.count == 1)
        #expect(try run(story, ["show", "inq_story"]).text.contains("confidence 66 %\n"))
        #expect(try run(story, ["deny", "inq_story"]).code == 0)
        #expect(try run(story, ["--state", "candidate"]).text == "no inquiry\n")
    }

    @Test("records an answer that came by phone, and takes it back") func byPhone() async throws {
        let story = try await StoryLedger()
        let unsaid = try run(story, ["confirm", "inq_story", "--quote", "Yes."])
        #expect(unsaid.code == 2)
        #expect(unsaid.problems.contains("Say with --reason how the answer came."))
        #expect(
            try run(story, ["confirm", "inq_story", "--reason", "by phone"]).text
                == "answered: =Harbour\\x1b[2J Authority, inq_story\n")
        let shown = try run(story, ["show", "inq_story"]).text
        #expect(shown.contains("  “by phone”\n  by hand, "), "\(shown)")
        #expect(
            try run(story, ["deny", "inq_story", "--reason", "a mistake"]).text
                .hasPrefix("denied, and open: "))
    }

    @Test("merges, splits and moves with a reason alone") func unreasoned() async throws {
        let story = try await StoryLedger()
        for act in [
            ["merge", "inq_story", "inq_other"], ["split", "inq_story", "--entry", "1"],
            ["move", "1", "--to", "inq_story"],
        ] {
            let outcome = try run(story, act)
            #expect(outcome.code == 2 && outcome.problems.contains("--reason"))
        }
        let itself = try run(story, ["merge", "inq_story", "inq_story", "--reason", "one"])
        #expect(itself.problems.contains("inq_story cannot be merged into itself"))
    }

    @Test("asks which institution is meant by a name that two have") func ambiguous() async throws {
        let story = try await StoryLedger()
        let path = story.folder.appendingPathComponent("rejoinder.yaml").path
        try Data(
            """
            feeds: []
            institutions:
              - {key: uk-fcdo, name: UK Foreign Office, names: [Foreign Office]}
              - {key: de-mfa, name: Federal Foreign Office, names: [foreign office]}
            """.utf8
        ).write(to: URL(fileURLWithPath: path))
        func open(_ name: String) throws -> RealCommand.Outcome {
            try run(story, ["open", "--institution", name, "--subject", "Who?", "--config", path])
        }
        let refused = try open("Foreign Office")
        #expect(refused.code == 1)
        #expect(
            refused.problems.hasSuffix(
                "Error: Foreign Office is a name of 2 institutions; give the key of one: "
                    + "uk-fcdo, de-mfa\n"))
        #expect(try open("de-mfa").text.hasPrefix("open: Federal Foreign Office, due "))
    }
}
