import Foundation
import Testing

@testable import Rejoinder
@testable import RejoinderCommand

@Suite("rejoinder inquiries assign, note and remind") struct PeopleCommandTests {
    private let story: StoryLedger
    private let configuration: String

    init() async throws {
        story = try await StoryLedger()
        configuration = story.folder.appendingPathComponent("c.yaml").path
        try Data(
            """
            ledger: ledger.sqlite
            feeds: [{name: news, url: https://news.example/feed}]
            people: [{name: anna}, {name: bob}]
            """.utf8
        ).write(to: URL(fileURLWithPath: configuration))
    }

    private func run(_ arguments: String...) throws -> RealCommand.Outcome {
        try RealCommand.run(["inquiries"] + arguments + ["--config", configuration])
    }

    @Test("give an inquiry to somebody whom the configuration knows") func assign() throws {
        let none = try run("list")
        #expect(!none.text.contains("OWNER"))
        #expect(try run("assign", "inq_story", "anna").text.hasPrefix("anna's: =Harbour"))
        #expect(try run("list").text.contains("OWNER"))
        #expect(try run("list", "--owner", "anna").text.contains("inq_story"))
        #expect(try run("list", "--owner", "bob").text == "no inquiry\n")
        #expect(try run("show", "inq_story").text.contains("  owner        anna\n"))
        let json = try JSONValue(parsing: try run("--json").output)
        #expect(json["owner"] == .string("anna"))
        #expect(try run("assign", "inq_story", "--nobody").text.hasPrefix("nobody's: "))
        #expect(!(try run("list").text.contains("OWNER")))
    }

    @Test("say who is meant by an unknown name") func unknown() throws {
        let misspelt = try run("assign", "inq_story", "ana")
        #expect(misspelt.code == 1)
        #expect(
            misspelt.problems.contains(
                #"there is no person "ana" in the configuration, did you mean "anna"?"#))
        #expect(try run("assign", "inq_story", "zoe").problems.contains("; it knows anna, bob"))
        let bare = try RealCommand.run([
            "inquiries", "assign", "inq_story", "anna", "--ledger", story.path,
        ])
        #expect(bare.code == 1 && bare.problems.contains("give --config too"))
        #expect(try run("assign", "inq_story").code == 2)
        #expect(try run("assign", "inq_story", "anna", "--nobody").code == 2)
    }

    @Test("show what was noted, without control characters") func note() throws {
        let file = story.folder.appendingPathComponent("mail.eml")
        try Data("Dear all".utf8).write(to: file)
        let noted = try run(
            "note", "inq_story", "They\u{1B}[2J call back.", "--at", "2h", "--file", file.path)
        #expect(noted.text.hasPrefix("noted: =Harbour"))
        let shown = try run("show", "inq_story").text
        #expect(shown.contains(": “They\\x1b[2J call back.”, in mail.eml\n"))
        #expect(try run("note", "inq_story", " ").code == 2)
        #expect(try run("note", "inq_story", "x", "--at", "2999-01-01").code == 1)
    }

    @Test("set a reminder, list it, and take it back") func remind() throws {
        #expect(try run("--reminders").text == "no reminder waits\n")
        let set = try run("remind", "inq_story", "--at", "2999-03-04T09:00", "Call again.")
        #expect(
            set.text.hasPrefix(
                "will remind: reminder 1, 2999-03-04T09:00:00Z, “Call again.”, =Harbour"),
            "\(set.text)\(set.problems)")
        let list = try run("--reminders")
        #expect(list.lines.count == 2 && list.lines.last?.contains("inq_story") == true)
        #expect(try run("show", "inq_story").text.contains("“Call again.” (waiting, by "))
        #expect(
            try JSONValue(parsing: try run("--reminders", "--json").output)["reminder"] == .int(1))
        #expect(try run("remind", "inq_story", "--cancel", "1").text.hasPrefix("cancelled: "))
        #expect(try run("--reminders").text == "no reminder waits\n")
        #expect(try run("remind", "inq_story", "--in", "2d").code == 0)
        #expect(try run("remind", "inq_story", "--at", "2020-01-01").code == 1)
        #expect(try run("remind", "inq_story").code == 2)
        #expect(try run("remind", "inq_story", "--at", "2d", "--in", "2d").code == 2)
    }
}
