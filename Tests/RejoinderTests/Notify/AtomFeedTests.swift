import Foundation
import Testing

@testable import Rejoinder

@Suite("An Atom feed of events") final class AtomFeedTests {
    private let folder: URL
    private var path: String { folder.appendingPathComponent("events.atom").path }

    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("atom-\(UUID().uuidString)").resolvingSymlinksInPath()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    private func sink(_ most: Int = 100) -> AtomFeed {
        AtomFeed(name: "feed", path: path, title: "What \"we\" <saw> & heard", mostEntries: most)
    }

    private func document() throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    private struct Read: Decodable {
        struct Entry: Decodable {
            let id: String
            let title: String
            let updated: String
            let link: String?
            let summary: String?
            let content: String
            let type: String
            let category: String
        }

        let fault: String?
        let version: String
        let id: String
        let title: String
        let updated: String
        let author: String
        let entries: [Entry]
    }

    /// What the readers say of the document once a line of it is gone.
    private static func fault(of document: [UInt8], without start: String) throws -> String? {
        var lines = String(decoding: document, as: UTF8.self).components(separatedBy: "\n")
        if let line = lines.lastIndex(where: { $0.hasPrefix(start) }) { lines.remove(at: line) }
        let path = NSTemporaryDirectory() + "atom-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try lines.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
        let (output, isGood) = try PythonTool.run("read_atom.py", [path])
        guard isGood else { return "not read" }
        return try JSONDecoder().decode(Read.self, from: Data(output.utf8)).fault
    }

    private func read() throws -> Read {
        let (output, isGood) = try PythonTool.run("read_atom.py", [path])
        try #require(isGood)
        return try JSONDecoder().decode(Read.self, from: Data(output.utf8))
    }

    @Test(
        "is read by a parser that is not ours, whatever feeds write",
        .enabled(if: ReceiverProcess.python != nil, ReceiverProcess.missing))
    func read() async throws {
        let events = WebhookFormatTests.events
        for event in events {
            #expect(await sink().deliver([event], now: Samples.moment) == .delivered)
        }
        let read: Read = try read()
        #expect(read.fault == nil)
        #expect(try Self.fault(of: document(), without: "<id>") != nil, "the grammar sees it")
        #expect(read.version == "atom10")
        #expect(read.title == "What \"we\" <saw> & heard")
        #expect(read.author == "Rejoinder")
        #expect(read.updated == "2025-06-03T18:45:00Z")
        #expect(read.entries.map(\.category) == events.reversed().map(\.type.rawValue))
        #expect(Set(read.entries.map(\.id)).count == events.count)
        #expect(read.entries.allSatisfy { $0.type == "text/html" })
        let answer = try #require(read.entries.dropFirst().first)
        #expect(answer.title == "NATO <b> has answered")
        #expect(answer.link == "https://nato.example/r?a&b")
        #expect(answer.content.contains("<blockquote>A sentence &lt;of&gt; a &amp; long text."))
        // Every tag is ours, and what feeds wrote is text.
        for entry in read.entries {
            let tags = entry.content.components(separatedBy: "<").dropFirst().map { part in
                part.prefix { $0 != ">" }
            }
            let known = ["p", "/p", "small", "/small", "ins", "/ins", "del", "/del"]
            #expect(
                tags.allSatisfy { (known + ["blockquote", "/blockquote"]).contains(String($0)) })
        }
    }

    @Test("is read by our own parser, too") func own() async throws {
        for event in WebhookFormatTests.events {
            #expect(await sink().deliver([event], now: Samples.moment) == .delivered)
        }
        let feed = FeedReader.read(
            try document(), contentType: "application/atom+xml",
            baseURL: "https://a.example/events.atom")
        #expect(feed.entries.count == WebhookFormatTests.events.count)
        #expect(feed.entries.contains { $0.link == "https://nato.example/r?a&b" })
    }

    @Test("goes on after a restart, has each event once, and the newest alone")
    func restart() async throws {
        let events = (1...12).map { number in
            Samples.event(
                id: "evt_\(number)",
                data: .members(["entry": .members(["title": .string("Number \(number)")])]))
        }
        func titles() throws -> [String] {
            String(decoding: try document(), as: UTF8.self).components(separatedBy: "\n")
                .filter { $0.hasPrefix("<title>New: ") }
                .map { $0.replacingOccurrences(of: "</title>", with: "") }
                .map { String($0.dropFirst("<title>New: ".count)) }
        }
        func id() throws -> String? {
            String(decoding: try document(), as: UTF8.self).components(separatedBy: "\n")
                .first { $0.hasPrefix("<id>") }
        }
        for event in events.prefix(3) {
            #expect(await sink(10).deliver([event], now: Samples.moment) == .delivered)
        }
        let first = try id()
        #expect(try titles() == ["Number 3", "Number 2", "Number 1"])
        // One that was taken just before a crash comes again.
        #expect(await sink(10).deliver([events[2]], now: Samples.moment) == .delivered)
        #expect(try titles() == ["Number 3", "Number 2", "Number 1"])
        #expect(await sink(10).deliver(Array(events[3...]), now: Samples.moment) == .delivered)
        #expect(try titles() == (3...12).reversed().map { "Number \($0)" })
        #expect(try id() == first)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["events.atom"])
    }

    @Test("keeps its permissions, and leaves alone what it has not written") func others()
        async throws
    {
        #expect(await sink().deliver([Samples.event()], now: Samples.moment) == .delivered)
        try FileManager.default.setAttributes([.posixPermissions: 0o604], ofItemAtPath: path)
        #expect(await sink().deliver([Samples.event()], now: Samples.moment) == .delivered)
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
        #expect((mode as? NSNumber)?.intValue == 0o604)
        for text in ["", "my notes", "<feed xmlns=\"http://www.w3.org/2005/Atom\"></feed>\n"] {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
            #expect(
                await sink().deliver([Samples.event()], now: Samples.moment)
                    == .retry(
                        after: nil,
                        reason: "\(path) is not a feed that this program wrote; "
                            + "move it away, or name another path"))
            #expect(try document() == Array(text.utf8))
        }
        let nowhere = AtomFeed(name: "feed", path: folder.path + "/no/a.atom", title: "x")
        #expect(
            await nowhere.deliver([Samples.event()], now: Samples.moment)
                == .retry(
                    after: nil, reason: "\(folder.path)/no/a.atom: No such file or directory"))
        let itself = AtomFeed(name: "feed", path: folder.path, title: "x")
        #expect(
            await itself.deliver([Samples.event()], now: Samples.moment)
                == .retry(after: nil, reason: "\(folder.path): not a regular file"))
    }
}
