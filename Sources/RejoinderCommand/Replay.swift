import ArgumentParser
import Foundation
import Rejoinder

/// Plays recorded feeds through the whole program.
struct ReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Play recorded feeds through the whole program, on a fast clock.",
        discussion: HelpText.flowing(
            """
            The folder holds scenario.json and the feeds' documents at each step, or
            several such folders. The feeds are served and polled over HTTP on this
            machine, and the program connects to nothing else.

            EXAMPLES
              rejoinder replay demo
              rejoinder replay demo --ledger demo.sqlite
              rejoinder replay demo --json
            """))

    @Argument(help: "The folder of a story, or of several.")
    var folder: String

    @Option(help: "Keep the ledger in this file, which must not exist yet.")
    var ledger: String?

    @Flag(help: "Print one JSON document for each event, in the story's own words.")
    var json = false

    func run() async throws {
        let stories = try Story.stories(in: folder)
        if let ledger {
            guard stories.count == 1 else {
                throw ValidationError("With --ledger, name the folder of one story.")
            }
            guard !FileManager.default.fileExists(atPath: ledger) else {
                throw CommandError("\(ledger) exists already; name a new file")
            }
        }
        for story in stories { try await play(story) }
    }

    private func play(_ story: Story) async throws {
        let path = ledger ?? Self.temporaryFile()
        let book = try Ledger(path: path)
        let text = ReplayText(story: story, style: .standardOutput)
        let replay = try await Replay(story, ledger: book)
        try await replay.play { report in
            if json {
                ReplayLine.json(report, of: story).map { Output.json($0) }
            } else {
                text.lines(report).forEach { Output.line($0) }
            }
        }
        await book.close()
        guard ledger == nil else { return }
        for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + end) }
    }

    private static func temporaryFile() -> String {
        FileManager.default.temporaryDirectory
            .appendingPathComponent("rejoinder-replay-\(UUID().uuidString).sqlite").path
    }
}

/// Something that a replay reports, as text for people.
struct ReplayText {
    private let style: TextStyle
    private let text: EventText

    init(story: Story, style: TextStyle) {
        self.style = style
        text = EventText(isColoured: style.isColoured)
    }

    func lines(_ report: Replay.Report) -> [String] {
        switch report {
        case .step(let step):
            ["", style.strong("== \(step.at)  \(VisibleText.line(step.note))")]
        case .event(let event, _): text.lines(event)
        case .suppressed(let change, _):
            [
                "(recorded, not told) \(VisibleText.line(change.title, limit: 100))",
                "    \(VisibleText.line(change.reason))",
            ]
        }
    }
}

/// Something that a replay reports, in the story's words: `{scenario, step, event, item, who}`.
enum ReplayLine {
    static func json(_ report: Replay.Report, of story: Story) -> JSONValue? {
        switch report {
        case .step: return nil
        case .suppressed(let change, let step):
            guard change.level == .none else { return nil }
            return line(story, step, "cosmetic", item: change.entry, who: nil)
        case .event(let event, let step):
            guard let word = word(for: event.type) else { return nil }
            let data = (try? JSONValue(parsing: event.body))?["data"]
            let institution = data?["inquiry"]?["institution"]
            return line(
                story, step, word, item: data?["entry"]?["id"]?.stringValue,
                who: (institution?["key"] ?? institution?["name"])?.stringValue)
        }
    }

    private static func line(
        _ story: Story, _ step: Story.Step, _ event: String, item: String?, who: String?
    ) -> JSONValue {
        .object([
            .init("scenario", .string(story.id)), .init("step", .int(step.number)),
            .init("event", .string(event)), .init("item", .string(item) ?? .null),
            .init("who", .string(who) ?? .null),
        ])
    }

    private static func word(for type: EventType) -> String? {
        switch type {
        case .entryPublished: "new"
        case .entryUpdated, .entryCorrected: "updated"
        case .entryRemoved: "removed"
        case .inquiryOpened: "awaiting-opened"
        case .inquiryAnswered: "response-received"
        case .inquiryDeclined: "declined"
        case .inquiryOverdue: "overdue"
        default: nil
        }
    }
}
