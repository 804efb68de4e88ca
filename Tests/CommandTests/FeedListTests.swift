import Foundation
import Testing

@testable import Rejoinder
@testable import RejoinderCommand

@Suite("Lists of feeds (OPML)") struct FeedListTests {
    private static func imported(_ opml: String) throws -> RealCommand.Outcome {
        let path = FileManager.default.temporaryDirectory
            .appendingPathComponent("list-\(UUID().uuidString).opml").path
        try Data(opml.utf8).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try RealCommand.run(["feeds", "import", path])
    }

    @Test("keep the feeds' names from one ledger to the next configuration")
    func roundTrip() async throws {
        // The feed "news" gives itself the title "The News".
        let story = try await StoryLedger()
        let names = ["news", "BBC_World", "le-monde.fr"]
        let ledger = try Ledger(existing: story.path)
        _ = try await ledger.declare(
            feeds: names.map { name in
                FeedDeclaration(name: name, url: "https://news.example/feed?of=\(name)&all")
            }, now: StoryLedger.begin)
        await ledger.close()
        let list = try RealCommand.run(["feeds", "--opml", "--ledger", story.path])
        #expect(list.text.contains("title=\"The News\""))
        let outcome = try Self.imported(list.text)
        #expect(outcome.problems == "")
        #expect(
            outcome.lines.dropFirst().map { $0 }
                == names.flatMap { name in
                    [
                        "  - name: \"\(name)\"",
                        "    url: \"https://news.example/feed?of=\(name)&all\"",
                    ]
                })
    }

    @Test("of other programs give names that the configuration takes")
    func foreign() throws {
        let outcome = try Self.imported(
            """
            <opml><body><outline text="The Guardian: World" xmlUrl="https://g.example/world"/>
            <outline text="Новини" title="Новини" xmlUrl="https://www.n.example/rss"/>
            <outline text="dw" title="Deutsche Welle" xmlUrl="http://dw.example/"/></body></opml>
            """)
        #expect(
            outcome.lines == [
                "feeds:",
                "  - name: \"the-guardian-world\"", "    url: \"https://g.example/world\"",
                "  - name: \"n.example\"", "    url: \"https://www.n.example/rss\"",
                "  - name: \"dw\"", "    url: \"http://dw.example/\"",
            ])
    }

    @Test("lead to web addresses alone") func schemes() throws {
        let outcome = try Self.imported(
            """
            <opml><body><outline text="a" xmlUrl="file:///etc/passwd"/>
            <outline text="b" xmlUrl="javascript:alert(1)"/>
            <outline text="c" xmlUrl="https://c.example/"/></body></opml>
            """)
        #expect(outcome.code == 0)
        #expect(outcome.text == "feeds:\n  - name: \"c\"\n    url: \"https://c.example/\"\n")
        let problems = outcome.problems.split(separator: "\n")
        #expect(problems.map { $0.prefix(20) } == ["left out: file:///et", "left out: javascript"])
        let none = try Self.imported("<opml><outline xmlUrl='file:///etc/passwd'/></opml>")
        #expect(none.code == 1)
        #expect(none.text == "")
    }
}
