import Foundation
import Testing

@testable import Rejoinder

@Suite("Commands about what is doubtful") struct MentionCommandTests {
    private static let list = "The paper has asked the bank and Ms Doe\u{7} for comment."
    private static let door = "The door did not respond."

    private static func party(
        _ name: String, _ confidence: Double, in evidence: String = list,
        kind: PartyKind = .organisation, scope: PartyScope = .official
    ) -> AskedParty {
        AskedParty(
            institution: nil, name: name, state: .awaiting, evidence: evidence, topic: ["port"],
            isOutletsOwn: true, mention: "the \(name)", kind: kind, scope: scope,
            confidence: confidence)
    }

    /// Two entries: of one a party is sure and one doubtful, of the other one is doubtful.
    private static func story() async throws -> StoryLedger {
        let story = try await StoryLedger()
        // What is listed must be of the last 30 days, and the story's time is long past.
        let now = (Int64(Date().timeIntervalSince1970) - StoryLedger.begin.seconds) / 60 - 10
        try await story.report(
            "list", at: Int(now), "It is cold. \(list) The bank is shut.",
            [party("bank", 0.9), party("Doe", 0.65, kind: .person)])
        try await story.report("door", at: Int(now) + 1, door, [party("door", 0.5, in: door)])
        return story
    }

    private func run(
        _ story: StoryLedger, _ arguments: String...
    ) throws -> RealCommand.Outcome {
        let words = arguments.flatMap { $0.split(separator: " ").map(String.init) }
        return try RealCommand.run(words + ["--ledger", story.path])
    }

    @Test("list it, the newest first, and say what to do") func lists() async throws {
        let story = try await Self.story()
        let listed = try run(story, "inquiries --doubtful")
        #expect(
            listed.lines == [
                "MENTION  SURE  STATE     PARTY  ENTRY  SENTENCE",
                "3        50 %  awaiting  door   3      \(Self.door)",
                "2        65 %  awaiting  Doe    2      The paper has asked the bank and "
                    + "Ms Doe\\x07 for comment.",
                "`rejoinder inquiries open --mention MENTION` opens an inquiry; "
                    + "`rejoinder inquiries dismiss MENTION` says that nobody was asked",
            ])
        let json = try run(story, "inquiries --doubtful --json").lines.map {
            try JSONValue(parsing: Array($0.utf8))
        }
        #expect(json.map { $0["mention"] } == [.int(3), .int(2)])
        #expect(json.map { $0["confidence"] } == [.double(0.5), .double(0.65)])
        #expect(json.map { $0["kind"] } == [.string("organisation"), .string("person")])
        let all = try run(story, "inquiries")
        #expect(all.text.contains("the bank") == false && all.text.contains("bank"))
        #expect(all.lines.last == "2 more may have been asked; --doubtful lists them")
        #expect(try run(story, "inquiries --doubtful --state all").code == 2)
    }

    @Test("open it, and then list it no more") func opens() async throws {
        let story = try await Self.story()
        let opened = try run(story, "inquiries open --mention 2 --deadline 3d --by ada")
        #expect(opened.code == 0, "\(opened.problems)")
        #expect(opened.text.hasPrefix("open: Doe, due "))
        let id = try #require(opened.text.split(separator: " ").last).dropLast()
        #expect(try run(story, "inquiries --doubtful").lines.count == 3)
        let shown = try run(story, "inquiries show \(id)").text
        #expect(
            shown.contains(
                "  asked        entry 2, confidence 65 %, person, confirmed by a person\n"))
        #expect(shown.contains("evidence     “The paper has asked the bank and Ms Doe\\x07 for"))
        #expect(try run(story, "log --type inquiry.opened").text.contains("    by ada\n"))
        #expect(try run(story, "verify").code == 0)
        #expect(
            try run(story, "inquiries open --mention 2").problems
                == "Error: \(id) is about the question of mention 2 already\n")
        #expect(
            try run(story, "inquiries open --mention 99").problems
                == "Error: no mention 99; `rejoinder inquiries --doubtful` lists those that are "
                + "doubtful\n")
        #expect(try run(story, "inquiries open --mention 3 --subject x").code == 2)
        #expect(try run(story, "inquiries open --subject x").code == 2)
    }

    @Test(
        "list whom open_for leaves out, with the reason, and open an inquiry of them all the same")
    func outside() async throws {
        let story = try await Self.story()
        let now = (Int64(Date().timeIntervalSince1970) - StoryLedger.begin.seconds) / 60
        try await story.report(
            "club", at: Int(now), "The club was asked.",
            [Self.party("club", 0.9, scope: .organisations)])
        #expect(!(try run(story, "inquiries --doubtful").text.contains("club")))
        let lines = try run(story, "inquiries --mentions").lines
        #expect(lines.first?.hasSuffix("  REASON") == true)
        #expect(
            lines.dropFirst().first
                == "4        90 %  awaiting  club   4      asked, but club is no official body: "
                + "open_for is official")
        #expect(lines.contains { $0.hasSuffix("asked, but only 50 % sure: doubtful") })
        #expect(!lines.contains { $0.contains("bank") }, "it has its inquiry")
        #expect(try run(story, "inquiries open --mention 4").text.hasPrefix("open: club"))
        #expect(!(try run(story, "inquiries --mentions").text.contains("club")))
        #expect(try run(story, "inquiries --mentions --state all").code == 2)
        #expect(try run(story, "inquiries --mentions --doubtful").code == 2)
    }

    @Test("dismiss it, and then list it no more") func dismisses() async throws {
        let story = try await Self.story()
        let outcome = try run(story, "inquiries dismiss 3")
        #expect(outcome.text == "dismissed: door, in entry 3, revision 1\n")
        #expect(try run(story, "inquiries dismiss 2").code == 0)
        #expect(try run(story, "inquiries --doubtful").text == "nothing is doubtful\n")
        #expect(
            try run(story, "inquiries dismiss 3").problems
                == "Error: mention 3 is dismissed already\n")
    }

    @Test("explain what followed from whom the text says was asked, and why") func explains()
        async throws
    {
        let story = try await Self.story()
        let text = try run(story, "explain 2").text
        #expect(
            text.contains(
                "  mention  1: bank, awaiting, confidence 90 %, organisation\n    -> inq_"))
        #expect(
            text.contains(
                "  mention  2: Doe, awaiting, confidence 65 %, person\n"
                    + "    -> asked, but only 65 % sure: doubtful\n"))
        #expect(text.contains("  asked    “the bank”, organisation, confidence 90 %\n"))
        let json = try JSONValue(parsing: try run(story, "explain 2:1 --json").output)
        #expect(
            json["mentions"]?.arrayValue?.map { $0["doubtful"] } == [.bool(false), .bool(true)])
        #expect(try !run(story, "explain 1").text.contains("mention"))
    }

    @Test("close an inquiry of a question that was none") func notAsked() async throws {
        let story = try await Self.story()
        let ledger = try Ledger(reading: story.path)
        let bank = try #require(
            try await ledger.inquiries().first { $0.institutionName == "bank" }?.id.rawValue)
        #expect(
            try run(story, "inquiries close --not-asked \(bank)").text
                == "closed: bank, \(bank)\n")
        #expect(
            try run(story, "log --type inquiry.closed").text
                .contains("bank: closed because it was never asked\n"))
        #expect(
            try run(story, "inquiries close inq_story --not-asked").problems
                == "Error: inq_story was not opened from a text; close it without --not-asked\n")
        #expect(try run(story, "inquiries close inq_story").code == 0)
    }

    @Test("export each sentence of which a person has spoken, with its neighbours")
    func exports() async throws {
        let story = try await Self.story()
        #expect(try run(story, "export --examples").output.isEmpty)
        for act in ["open --mention 2", "dismiss 3"] {
            #expect(try run(story, "inquiries", act).code == 0)
        }
        let lines = try run(story, "export --examples").lines
        let examples = try lines.map { try JSONValue(parsing: Array($0.utf8)) }
        let ids = examples.compactMap { $0["id"]?.stringValue }
        #expect(ids.allSatisfy { $0.hasPrefix("ex_") } && Set(ids).count == 2)
        #expect(
            examples.first
                == .members([
                    "id": .string(ids.first), "lang": .string("en"),
                    "before": .string("It is cold."), "text": .string(Self.list),
                    "after": .string("The bank is shut."), "label": .string("awaiting"),
                    "records": .array(
                        [("the bank", "organisation"), ("the Doe", "person")].map { who, kind in
                            .members([
                                "who": .string(who), "state": .string("awaiting"),
                                "kind": .string(kind),
                            ])
                        }), "source": .string("https://news.example/list"),
                ]))
        #expect(
            examples.last
                == .members([
                    "id": .string(ids.last), "lang": .string("en"), "text": .string(Self.door),
                    "label": .string("none"), "records": .array([]),
                    "source": .string("https://news.example/door"),
                ]))
        #expect(try run(story, "export --examples --since 2999-01-01").output.isEmpty)
    }
}
