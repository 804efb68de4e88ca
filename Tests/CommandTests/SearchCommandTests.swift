import Foundation
import TestSupport
import Testing

@testable import Rejoinder

@Suite("Searching by command") struct SearchCommandTests {
    private func search(
        _ story: StoryLedger, _ arguments: String..., isStranger: Bool = false
    ) throws -> RealCommand.Outcome {
        try RealCommand.run(
            ["search", "--ledger", story.path] + arguments, isStranger: isStranger)
    }

    @Test("says what it found, where, and that it is not the newest") func finds() async throws {
        let story = try await StoryLedger()
        let made = try search(story, "--rebuild")
        #expect(made.code == 0 && made.output.isEmpty)
        #expect(made.problems == "indexed 2 revisions in 0s: \(story.path)-search\n")
        let found = try search(story, "port", "Friday")
        #expect(found.code == 0 && found.problems.isEmpty)
        #expect(
            found.lines == [
                "Port \\x1b[31mre\\x07opens\\x9b2J \\u{202e}yadirF\u{FFFD}\\x08\\x7f , it says",
                "  news, entry 1, revision 1 of 2, since changed, seen 2026-03-02T08:15:00Z",
                "  The port will reopen on Friday.",
                "  https://news.example/\\x1bport",
            ])
        #expect(try search(story, "\"reopen on Monday\" -friday").lines.count == 4)
        #expect(try search(story, "reopen", "--newest", "--limit", "1").lines.count == 4)
        #expect(try search(story, "nothing").text == "nothing found\n")
    }

    @Test("prints results for programs") func json() async throws {
        let story = try await StoryLedger()
        _ = try search(story, "--rebuild")
        let found = try search(story, "--json", "monday", "feed:news")
        #expect(
            found.text.hasPrefix(
                #"{"kind":"text","entry":1,"feed":"news","revision":2,"newest_revision":2,"#
                    + #""is_current":true,"seen":"2026-03-02T08:30:00Z","#))
        #expect(found.text.contains(#"{"text":"Monday","match":true},{"text":"."}]"#))
        #expect(try search(story, "--json", "nothing").output.isEmpty)
    }

    @Test("takes words that begin with a dash for what they are, after two dashes")
    func dashes() async throws {
        let story = try await StoryLedger()
        _ = try search(story, "--rebuild")
        #expect(try search(story, "port", "--", "-friday").lines.count == 4)
        #expect(try search(story, "port", "--", "-monday", "-friday").text == "nothing found\n")
    }

    @Test("says that there is no index, and what was not understood") func problems() async throws {
        let story = try await StoryLedger()
        let none = try search(story, "port")
        #expect(none.code == 1)
        #expect(
            none.problems
                == "Error: there is no search index at \(story.path)-search yet: the daemon makes it "
                + "in the background, and `rejoinder search --rebuild` makes it at once\n")
        _ = try search(story, "--rebuild")
        let odd = try search(story, "port feed:new since:whenever")
        #expect(odd.text == "nothing found\n")
        #expect(
            odd.problems
                == "since:whenever selects nothing and is searched for as words: a time is a day "
                + "(2026-03-02), a moment or a time ago (90m, 2d)\n"
                + "no feed new, did you mean \"news\"?; `rejoinder feeds` lists them\n")
        let empty = try search(story, " … ")
        #expect(empty.code == 64 || empty.code == 2)
        #expect(empty.problems.contains("There is nothing to search for: give a word."))
    }

    @Test("works for those who may only read, and with the index elsewhere")
    func readOnly() async throws {
        let story = try await StoryLedger()
        _ = try search(story, "--rebuild")
        let files = FileManager.default
        try files.setAttributes([.posixPermissions: 0o755], ofItemAtPath: story.folder.path)
        for name in try files.contentsOfDirectory(atPath: story.folder.path) {
            try files.setAttributes(
                [.posixPermissions: 0o644],
                ofItemAtPath: story.folder.appendingPathComponent(name).path)
        }
        #expect(try search(story, "monday", isStranger: true).lines.count == 4)
        let elsewhere = story.folder.appendingPathComponent("elsewhere").path
        _ = try search(story, "--rebuild", "--index", elsewhere)
        try files.removeItem(atPath: story.path + "-search")
        #expect(try search(story, "monday", "--index", elsewhere).lines.count == 4)
    }

    @Test("comes to the same after kills") func kills() async throws {
        let story = try await StoryLedger()
        for number in 0..<40 {
            try await story.report("\(number)", at: 100 + number, "Ferry \(number) sank.", [])
        }
        let ledger = try Ledger(existing: story.path)
        for _ in 0..<20 {
            let program = ChildProcess(
                BuiltProgram.path("rejoinder"), ["search", "--rebuild", "--ledger", story.path])
            program.standardError = .null
            try program.run()
            try await Task.sleep(for: .milliseconds(Int.random(in: 20...200)))
            program.send(SIGKILL)
            program.wait()
            let indexer = SearchIndexer(ledger: ledger)
            #expect(try await indexer.advance(for: .seconds(60), isGentle: false).isComplete)
            await indexer.close()
            #expect(try search(story, "ferry", "--limit", "100", "--json").lines.count == 40)
        }
    }
}

@Suite("Statistics by command") struct StatsCommandTests {
    private func stats(_ story: StoryLedger, _ arguments: String...) throws -> RealCommand.Outcome {
        try RealCommand.run(["stats", "--ledger", story.path] + arguments)
    }

    @Test("count what each feed has brought, and what it takes") func counts() async throws {
        let story = try await StoryLedger()
        let said = try stats(story)
        #expect(said.code == 0)
        for text in ["ON THE DISK", "FEED", "ENTRIES", "news", "62 bytes", "LARGEST ENTRIES"] {
            #expect(said.text.contains(text), "\(said.text)")
        }
        let json = try JSONValue(parsing: Array(stats(story, "--json").text.utf8))
        let feeds = try #require(json["feeds"]?.arrayValue)
        let news = try #require(feeds.first { $0["feed"]?.stringValue == "news" }?["total"])
        #expect(news["entries"]?.intValue == 1)
        #expect(news["revisions"]?.intValue == 2)
        #expect(news["text_bytes"]?.intValue == 62)
        let events = feeds.compactMap { $0["total"]?["events"]?.intValue }.reduce(0, +)
        let log = try RealCommand.run(["export", "--ledger", story.path])
        #expect(events == Int64(log.lines.count))
        #expect(json["sizes"]?["texts"]?.intValue ?? 0 > 0)
        #expect(json["largest_entries"]?.arrayValue?.first?["text_bytes"]?.intValue == 62)
    }

    @Test("count by day and month, and one feed alone") func periods() async throws {
        let story = try await StoryLedger()
        let months = try stats(story, "--by", "month", "--feed", "news", "--json")
        #expect(months.text.contains(#""growth":[{"time":"2026-03","recorded":{"entries":1,"#))
        #expect(!months.text.contains(#""feed":"harbour""#))
        let days = try stats(story, "--by", "day", "--since", "2026-03-01")
        #expect(days.text.contains("2026-03-02"))
        #expect(
            try stats(story, "--by", "day", "--since", "2030-01-01").text.contains("nothing was"))
        #expect(try stats(story, "--since", "1d").problems.contains("say --by day or --by month"))
        #expect(try stats(story, "--feed", "new").problems.contains("did you mean \"news\"?"))
    }
}
