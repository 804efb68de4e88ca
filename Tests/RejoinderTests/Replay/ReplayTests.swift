import Foundation
import Synchronization
import Testing

@testable import Rejoinder

@Suite("A replayed story") struct ReplayTests {
    private static let demo = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("demo").path

    @Test("tells of four questions, and of what becomes of each, once")
    func demo() async throws {
        let story = try #require(try Story.stories(in: Self.demo).first)
        let file = FileManager.default.temporaryDirectory
            .appendingPathComponent("replay-\(UUID().uuidString).sqlite")
        let ledger = try Ledger(path: file.path)
        let told = Mutex<[String]>([])
        try await Replay(story, ledger: ledger).play { report in
            guard case .event(let event, let step) = report,
                let data = (try? JSONValue(parsing: event.body))?["data"],
                let who = data["inquiry"]?["institution"]?["key"]?.stringValue
            else { return }
            told.withLock { $0.append("\(step.number) \(event.type.rawValue) \(who)") }
        }
        let keys = story.institutions.map(\.id)
        let (uk, de, president, alliance) = (keys[0], keys[1], keys[2], keys[3])
        #expect(
            told.withLock { $0 } == [
                "0 inquiry.opened \(uk)", "0 inquiry.opened \(de)",
                "0 inquiry.opened \(president)", "0 inquiry.opened \(alliance)",
                "2 inquiry.answered \(uk)", "4 inquiry.answered \(de)",
                "5 inquiry.declined \(president)", "5 inquiry.due \(alliance)",
                "6 inquiry.overdue \(alliance)",
            ])
        #expect(try await ledger.verify().faults == [])
        await ledger.close()
        try FileManager.default.removeItem(at: file)
    }

    @Test("is refused where its folder holds none, or one that cannot be read")
    func refusals() throws {
        #expect(throws: StoryError.self) { try Story.stories(in: "/nowhere") }
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("story-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let steps = #"{"step":0,"at":"2026-01-01T00:00:00Z","files":{"news":"../secret"}}"#
        let text = #"{"id":"x","feeds":[],"institutions":[],"steps":[\#(steps)]}"#
        try Data(text.utf8).write(to: folder.appendingPathComponent("scenario.json"))
        #expect(throws: StoryError.self) { try Story.stories(in: folder.path) }
    }
}
