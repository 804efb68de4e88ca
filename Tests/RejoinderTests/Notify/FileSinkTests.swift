import Foundation
import Platform
import Synchronization
import Testing

@testable import Rejoinder

@Suite("A file sink") struct FileSinkTests {
    /// A folder of its own, which goes with the test.
    private final class Folder {
        let url = FileManager.default.temporaryDirectory
            .appendingPathComponent("file-sink-\(UUID().uuidString)")

        init() throws {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        }

        deinit { try? FileManager.default.removeItem(at: url) }

        func path(_ name: String = "events.jsonl") -> String {
            url.appendingPathComponent(name).path
        }

        func text(_ name: String = "events.jsonl") -> String? {
            try? String(contentsOfFile: path(name), encoding: .utf8)
        }

        func write(_ text: String, to name: String = "events.jsonl") throws {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path(name)))
        }

        func sink(maximumBytes: Int = 1 << 20, kept: Int = 2) -> FileSink {
            var settings = Configuration.Sink.File(path: path())
            settings.maximumBytes = maximumBytes
            settings.kept = kept
            return FileSink(name: "log", settings: settings)
        }
    }

    private func line(_ event: Event) -> String {
        String(decoding: WireEvent.bytes(for: event), as: UTF8.self) + "\n"
    }

    private let events = (0..<6).map { Samples.event(id: "evt_\($0)", sequence: $0 + 1) }

    @Test("appends each event as a line that the webhook would send") func appends() async throws {
        let folder = try Folder()
        let sink = folder.sink()
        #expect(await sink.deliver([events[0]], now: Samples.moment) == .delivered)
        #expect(await sink.deliver([events[1], events[2]], now: Samples.moment) == .delivered)
        #expect(folder.text() == events[0...2].map(line).joined())
        #expect(FileFacts(path: folder.path())?.permissions == 0o640)
    }

    /// Counts the calls of a file sink.
    private final class Counted: Sink {
        let file: FileSink
        private let calls = Mutex<[Int]>([])

        init(_ file: FileSink) { self.file = file }

        var name: String { file.name }
        var mostAtOnce: Int { file.mostAtOnce }
        var sizes: [Int] { calls.withLock { $0 } }

        func deliver(_ events: [Event], now: Timestamp) async -> DeliveryOutcome {
            calls.withLock { $0.append(events.count) }
            return await file.deliver(events, now: now)
        }
    }

    @Test("gets a backlog with few waits for the disk, and each event for itself") func backlog()
        async throws
    {
        let test = try TestLedger()
        try await test.ledger.declare(sinks: [Route(sink: "log")])
        try await test.ledger.write { [seal = test.ledger.seal] database in
            let writer = EventWriter(database: database, seal: seal)
            for number in 0..<40 {
                try writer.append(
                    EventDraft(
                        type: .feedGap, at: TestLedger.minute(1), feed: "news",
                        identifiedBy: ["\(number)"], data: .object([])))
            }
        }
        let folder = try Folder()
        let away = folder.url.appendingPathExtension("away")
        try FileManager.default.moveItem(at: folder.url, to: away)
        let sink = Counted(folder.sink())
        let outbox = Outbox(sink: sink, ledger: test.ledger, retries: DeliverySchedule.retries)
        let failed = try await outbox.deliverDue { TestLedger.minute(60) }
        #expect(failed.attempts == 1 && failed.delivered == 0)
        #expect(try await test.ledger.deliveries(DeliveryQuery()).map(\.attempts).max() == 1)
        #expect(
            try await test.ledger.deliveries(DeliveryQuery()).count { $0.attempts > 0 } == 1)
        try FileManager.default.moveItem(at: away, to: folder.url)
        let round = try await outbox.deliverDue(isFresh: true) { TestLedger.minute(61) }
        #expect(round.delivered == 40)
        // The first alone, to see whether the sink is back.
        #expect(sink.sizes == [16, 1, 16, 16, 7])
        // They say nothing of the gap, so the schema would refuse them.
        let events = try await test.ledger.events(EventQuery())
        #expect(folder.text() == events.map(line).joined())
        #expect(try await test.ledger.deliveryCounts() == ["log": [.delivered: 40]])
    }

    @Test("begins a new file when one is full, and keeps the older ones") func rotates()
        async throws
    {
        let folder = try Folder()
        let sink = folder.sink(maximumBytes: line(events[0]).utf8.count, kept: 2)
        for event in events {
            #expect(await sink.deliver([event], now: Samples.moment) == .delivered)
        }
        #expect(folder.text() == line(events[5]))
        #expect(folder.text("events.jsonl.1") == line(events[4]))
        #expect(folder.text("events.jsonl.2") == line(events[3]))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).count == 3)
        #expect(FileFacts(path: folder.path())?.permissions == 0o640)
    }

    @Test("keeps none of the older files if it is told so") func keepsNone() async throws {
        let folder = try Folder()
        let sink = folder.sink(maximumBytes: 1, kept: 0)
        for event in events {
            #expect(await sink.deliver([event], now: Samples.moment) == .delivered)
        }
        #expect(folder.text() == line(events[5]))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).count == 1)
    }

    @Test(
        "removes a line that a crash cut off, wherever it was cut",
        arguments: [1, 5, 12, 40, 100_000])
    func torn(length: Int) async throws {
        let folder = try Folder()
        let long = Samples.event(
            id: "evt_long", data: .members(["x": .string(String(repeating: "x", count: 150_000))]))
        try folder.write(line(events[0]) + String(line(long).prefix(length)))
        #expect(await folder.sink().deliver([events[1]], now: Samples.moment) == .delivered)
        #expect(folder.text() == line(events[0]) + line(events[1]))
    }

    @Test("removes zeros that a power cut left at the end") func zeros() async throws {
        let folder = try Folder()
        try folder.write(line(events[0]) + String(repeating: "\0", count: 5000))
        #expect(await folder.sink().deliver([events[1]], now: Samples.moment) == .delivered)
        #expect(folder.text() == line(events[0]) + line(events[1]))
    }

    @Test("touches no file of somebody else") func foreign() async throws {
        let folder = try Folder()
        try folder.write("my notes, unfinished")
        #expect(
            await folder.sink().deliver([events[0]], now: Samples.moment)
                == .retry(
                    after: nil,
                    reason: "its last line has no end and is none of ours; "
                        + "move the file away, or end the line"))
        #expect(folder.text() == "my notes, unfinished")
    }

    @Test("follows no symbolic link, and writes to nothing but a file") func link() async throws {
        let folder = try Folder()
        try folder.write("", to: "other")
        try FileManager.default.createSymbolicLink(
            atPath: folder.path(), withDestinationPath: folder.path("other"))
        let path = folder.path()
        #expect(
            await folder.sink().deliver([events[0]], now: Samples.moment)
                == .retry(
                    after: nil, reason: "\(path) is a symbolic link, which is not followed"))
        #expect(folder.text("other") == "")
        try FileManager.default.removeItem(atPath: path)
        #expect(mkfifo(path, 0o600) == 0)
        #expect(
            await folder.sink().deliver([events[0]], now: Samples.moment)
                == .retry(after: nil, reason: "\(path) is not a regular file"))
    }

    @Test("waits for a folder that is missing") func missingFolder() async throws {
        let folder = try Folder()
        let path = folder.url.path
        let sink = folder.sink()
        try FileManager.default.removeItem(atPath: path)
        #expect(
            await sink.deliver([events[0]], now: Samples.moment)
                == .retry(after: nil, reason: "the folder \(path) does not exist"))
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        #expect(await sink.deliver([events[0]], now: Samples.moment) == .delivered)
        #expect(folder.text() == line(events[0]))
    }

    @Test("lets no two processes write at once") func locked() async throws {
        let folder = try Folder()
        try folder.write(line(events[0]))
        let path = folder.path()
        do {
            let lock = try FileLock(path: path)
            #expect(
                await folder.sink().deliver([events[1]], now: Samples.moment)
                    == .retry(after: nil, reason: "another process is writing to \(path)"))
            _ = consume lock
        }
        #expect(await folder.sink().deliver([events[1]], now: Samples.moment) == .delivered)
        #expect(folder.text() == line(events[0]) + line(events[1]))
    }
}
